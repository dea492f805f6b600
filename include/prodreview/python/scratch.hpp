// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/arena.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

namespace prodreview::python {

/// Where lists of nodes grow while they are read: a stack, of which each rule takes what lies above
/// its mark.
class scratch {
public:
  [[nodiscard]] auto mark() const -> std::size_t { return nodes_.size(); }
  void push(tree::node const *one) { nodes_.push_back(one); }
  [[nodiscard]] auto count(std::size_t mark) const -> std::size_t { return nodes_.size() - mark; }
  [[nodiscard]] auto at(std::size_t index) const -> tree::node const * { return nodes_[index]; }
  void drop(std::size_t mark) { nodes_.resize(mark); }

  /// What lies above the mark, as an array in the arena, and off the stack.
  template <class T> [[nodiscard]] auto take(std::size_t mark, arena &memory) -> tree::many<T> {
    auto const size = nodes_.size() - mark;
    if (size == 0) return {};
    auto *const to = static_cast<T const **>(memory.allocate(size * sizeof(T *), alignof(T *)));
    for (std::size_t i = 0; i < size; ++i) to[i] = static_cast<T const *>(nodes_[mark + i]);
    nodes_.resize(mark);
    return {to, size};
  }

private:
  std::vector<tree::node const *> nodes_;
};

} // namespace prodreview::python
