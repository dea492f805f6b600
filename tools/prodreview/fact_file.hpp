// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/kept_facts.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview {

/// What a fact is kept by: its kind, and the name of the text.
struct fact_key {
  std::array<char, 72> bytes{};

  [[nodiscard]] static auto of(flow::kept_fact what, std::string_view identity) -> fact_key;
  friend auto operator<=>(fact_key const &, fact_key const &) = default;
};

using fact_record = std::pair<fact_key, std::string>;

/// One file of facts, opened for reading. Every byte that it gives out was checked.
class fact_file {
public:
  /// Empty where the file is none of ours, or damaged.
  explicit fact_file(std::string const &path);
  fact_file(fact_file &&other) noexcept;
  fact_file(fact_file const &) = delete;
  auto operator=(fact_file const &) -> fact_file & = delete;
  auto operator=(fact_file &&) -> fact_file & = delete;
  ~fact_file();

  /// False where the fact is not there.
  [[nodiscard]] auto read(fact_key const &key, std::string &into) const -> bool;
  /// Every fact that can be read.
  [[nodiscard]] auto all() const -> std::vector<fact_record>;
  [[nodiscard]] auto size() const -> std::uint64_t { return size_; }

  /// The bytes of a file with these facts, which have to be sorted by key.
  [[nodiscard]] static auto bytes_of(std::vector<fact_record> const &sorted) -> std::string;

private:
  struct entry {
    fact_key key;
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
    std::uint64_t sum = 0;
  };
  void read_entries();
  [[nodiscard]] auto read(entry const &which, std::string &into) const -> bool;
  [[nodiscard]] auto read_at(std::uint64_t begin, void *into, std::uint64_t size) const -> bool;

  int file_ = -1;
  std::uint64_t size_ = 0;
  std::vector<entry> entries_;
};

} // namespace prodreview
