// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/nodes.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace prodreview::flow {

/// What is known of nodes, for a number of them that is known beforehand. It is only asked by node,
/// never walked through: where nodes lie in memory decides nothing.
template <class Value> class node_map {
public:
  explicit node_map(std::size_t most) : slots_(std::bit_ceil(2 * most + 1)) {}

  /// Keeps the first value of a node.
  void add(tree::node const *node, Value value) {
    auto &slot = slots_[place_of(node)];
    if (slot.node == nullptr) slot = {node, value};
  }
  [[nodiscard]] auto find(tree::node const *node) const -> Value const * {
    auto const &slot = slots_[place_of(node)];
    return slot.node == nullptr ? nullptr : &slot.value;
  }

private:
  struct slot {
    tree::node const *node = nullptr;
    Value value{};
  };

  [[nodiscard]] auto place_of(tree::node const *node) const -> std::size_t {
    auto const mask = slots_.size() - 1;
    auto const mixed = (reinterpret_cast<std::uintptr_t>(node) >> 3U) * 0x9E3779B97F4A7C15U;
    auto at = static_cast<std::size_t>(mixed >> 32U) & mask;
    while (slots_[at].node != nullptr && slots_[at].node != node) at = (at + 1) & mask;
    return at;
  }

  std::vector<slot> slots_;
};

} // namespace prodreview::flow
