// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace prodreview::flow {

/// Finds the number of an item by its hash, for whoever keeps the items in a vector. Numbers are
/// given by the order of first appearance, so they are the same in every run.
class hash_index {
public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// The number that `is_same(number)` holds for, or `none`.
  template <class Same>
  [[nodiscard]] auto find(std::uint32_t hash, Same is_same) const -> std::uint32_t {
    if (slots_.empty()) return none;
    auto const mask = static_cast<std::uint32_t>(slots_.size() - 1);
    for (auto at = hash & mask;; at = (at + 1) & mask) {
      auto const &it = slots_[at];
      if (it.number == none || (it.hash == hash && is_same(it.number))) return it.number;
    }
  }

  void add(std::uint32_t hash, std::uint32_t number) {
    if (++count_ * 2 > slots_.size()) grow();
    place({hash, number});
  }

  /// Mixes one more number into a hash.
  [[nodiscard]] static constexpr auto mix(std::uint32_t hash, std::uint32_t more) -> std::uint32_t {
    hash = (hash ^ more) * 0x9E3779B1U;
    return hash ^ (hash >> 15);
  }

private:
  struct slot {
    std::uint32_t hash = 0;
    std::uint32_t number = none;
  };

  void place(slot it) {
    auto const mask = static_cast<std::uint32_t>(slots_.size() - 1);
    auto at = it.hash & mask;
    while (slots_[at].number != none) at = (at + 1) & mask;
    slots_[at] = it;
  }
  void grow() {
    auto const old =
        std::exchange(slots_, std::vector<slot>(slots_.empty() ? 64 : slots_.size() * 2));
    for (auto const &it : old)
      if (it.number != none) place(it);
  }

  std::vector<slot> slots_;
  std::size_t count_ = 0;
};

} // namespace prodreview::flow
