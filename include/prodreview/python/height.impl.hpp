// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/height.hpp>
#include <prodreview/tree/visit.hpp>

#include <vector>

namespace prodreview::python {

PRODREVIEW_INLINE auto is_higher_than(tree::node const &root, int limit) -> bool {
  struct entry {
    tree::node const *node;
    int depth;
  };
  std::vector<entry> open{{&root, 1}};
  while (!open.empty()) {
    auto const [node, depth] = open.back();
    open.pop_back();
    if (depth > limit) return true;
    tree::for_each_child(*node, [&, depth = depth](tree::node const &child) {
      open.push_back({&child, depth + 1});
    });
  }
  return false;
}

} // namespace prodreview::python
