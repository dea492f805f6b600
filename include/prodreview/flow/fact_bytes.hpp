// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/arena.hpp>

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Facts as bytes: numbers, then the text that they point into. What a type consists of is said
/// once, by `describe(to, it)`, for both directions.
namespace prodreview::flow::detail {

class fact_writer {
public:
  void number(std::uint32_t it) { numbers_.push_back(it); }
  void flag(bool it) { number(it ? 1 : 0); }
  template <class Enum> void choice(Enum it, Enum) { number(static_cast<std::uint32_t>(it)); }
  void text(std::string_view it) {
    auto const [at, is_new] = known_.try_emplace(it, static_cast<std::uint32_t>(text_.size()));
    if (is_new) text_.append(it);
    number(at->second);
    number(static_cast<std::uint32_t>(it.size()));
  }
  template <class List> void list(List const &all) {
    number(static_cast<std::uint32_t>(all.size()));
    for (auto const &it : all) describe(*this, it);
  }

  [[nodiscard]] auto bytes() const -> std::string {
    auto const count = static_cast<std::uint32_t>(numbers_.size());
    std::string all(sizeof count * (numbers_.size() + 1), '\0');
    std::memcpy(all.data(), &count, sizeof count);
    if (count > 0) std::memcpy(all.data() + sizeof count, numbers_.data(), sizeof count * count);
    return all.append(text_);
  }

private:
  std::vector<std::uint32_t> numbers_;
  std::string text_;
  /// Where each text that was written begins.
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

/// Reads what `fact_writer` wrote, into a memory. After the first thing that cannot be, everything
/// reads as zero.
class fact_reader {
public:
  fact_reader(std::string_view bytes, arena &memory) : memory_{memory}, numbers_{bytes} {
    auto const count = read();
    if (numbers_.size() / sizeof count < count) {
      fail();
      return;
    }
    text_ = memory.copy(numbers_.substr(sizeof count * count));
    numbers_ = numbers_.substr(0, sizeof count * count);
  }

  [[nodiscard]] auto is_complete() const -> bool { return !has_failed_ && numbers_.empty(); }

  void number(std::uint32_t &it) {
    if (numbers_.size() < sizeof it) return fail();
    std::memcpy(&it, numbers_.data(), sizeof it);
    numbers_.remove_prefix(sizeof it);
  }
  void flag(bool &it) { it = read() != 0; }
  template <class Enum> void choice(Enum &it, Enum last) {
    auto const value = read();
    if (value > static_cast<std::uint32_t>(last)) return fail();
    it = static_cast<Enum>(value);
  }
  void text(std::string_view &it) {
    auto const begin = read();
    auto const size = read();
    if (begin > text_.size() || size > text_.size() - begin) return fail();
    it = text_.substr(begin, size);
  }
  void text(std::string &it) {
    std::string_view read;
    text(read);
    it = read;
  }
  template <class T> void list(std::span<T const> &all) {
    std::vector<T> items;
    list(items);
    all = memory_.copy(std::span<T const>{items});
  }
  template <class T> void list(std::vector<T> &all) {
    auto const count = read();
    // Each needs a number at least; lists within lists end somewhere.
    if (count > numbers_.size() / sizeof count || depth_ == most_depth) return fail();
    ++depth_;
    all.resize(count);
    for (auto &it : all) describe(*this, it);
    --depth_;
  }

private:
  static constexpr int most_depth = 16;

  [[nodiscard]] auto read() -> std::uint32_t {
    std::uint32_t it = 0;
    number(it);
    return it;
  }
  void fail() {
    has_failed_ = true;
    numbers_ = {};
  }

  arena &memory_;
  std::string_view numbers_;
  std::string_view text_;
  int depth_ = 0;
  bool has_failed_ = false;
};

} // namespace prodreview::flow::detail
