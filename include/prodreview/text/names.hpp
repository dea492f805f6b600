// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/arena.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace prodreview {

/// An interned name of one unit: equal spellings have equal ids. 0 is the empty name.
enum class name_id : std::uint32_t { none = 0 };

/// The names of one unit. An id is given in the order of first appearance, so it is the same in
/// every run.
class names {
public:
  names() : spellings_(1) { rehash(512); }

  [[nodiscard]] auto intern(std::string_view spelling) -> name_id {
    return intern(spelling, hash_of(spelling));
  }

  /// The same for a caller that has computed `hash_of(spelling)` on the way.
  [[nodiscard]] auto intern(std::string_view spelling, std::uint32_t hash) -> name_id {
    for (auto at = hash & mask_;; at = (at + 1) & mask_) {
      auto const &slot = slots_[at];
      if (slot.id == 0) return insert(at, spelling, hash);
      if (slot.hash == hash && spellings_[slot.id] == spelling) return name_id{slot.id};
    }
  }

  /// The id of a spelling that may not occur: `name_id::none` then.
  [[nodiscard]] auto find(std::string_view spelling) const -> name_id {
    auto const hash = hash_of(spelling);
    for (auto at = hash & mask_;; at = (at + 1) & mask_) {
      auto const &slot = slots_[at];
      if (slot.id == 0) return name_id::none;
      if (slot.hash == hash && spellings_[slot.id] == spelling) return name_id{slot.id};
    }
  }

  [[nodiscard]] auto spelling(name_id id) const -> std::string_view {
    return spellings_[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] auto size() const -> std::size_t { return spellings_.size(); }

  [[nodiscard]] static constexpr auto hash_of(std::string_view spelling) -> std::uint32_t {
    std::uint32_t hash = 2166136261U;
    for (char const byte : spelling) hash = step(hash, byte);
    return hash;
  }
  /// One byte of `hash_of`, for a lexer that hashes while it scans.
  [[nodiscard]] static constexpr auto step(std::uint32_t hash, char byte) -> std::uint32_t {
    return (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  }

private:
  struct slot {
    std::uint32_t hash = 0;
    std::uint32_t id = 0;
  };

  [[gnu::noinline]] auto insert(std::uint32_t at, std::string_view spelling, std::uint32_t hash)
      -> name_id {
    auto const id = static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back(storage_.copy(spelling));
    slots_[at] = {hash, id};
    if (spellings_.size() * 2 > slots_.size()) rehash(slots_.size() * 2);
    return name_id{id};
  }

  void rehash(std::size_t size) {
    std::vector<slot> const old = std::exchange(slots_, std::vector<slot>(size));
    mask_ = static_cast<std::uint32_t>(size - 1);
    for (auto const &entry : old) {
      if (entry.id == 0) continue;
      auto at = entry.hash & mask_;
      while (slots_[at].id != 0) at = (at + 1) & mask_;
      slots_[at] = entry;
    }
  }

  arena storage_;
  std::vector<std::string_view> spellings_;
  std::vector<slot> slots_;
  std::uint32_t mask_ = 0;
};

} // namespace prodreview
