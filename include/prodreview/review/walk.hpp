// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>
#include <prodreview/tree/visit.hpp>

#include <span>
#include <vector>

namespace prodreview {

/// Calls `f(node, ancestors)` for every node of a tree in source order, parents first. The
/// ancestors go from the root down to the parent. The depth is bounded by the front end.
template <class F> class walker {
public:
  explicit walker(F &f) : f_{f} { ancestors_.reserve(64); }

  void operator()(tree::node const &any) {
    f_(any, std::span<tree::node const *const>{ancestors_});
    ancestors_.push_back(&any);
    tree::for_each_child(any, *this);
    ancestors_.pop_back();
  }

private:
  F &f_;
  std::vector<tree::node const *> ancestors_;
};

template <class F> void walk(tree::node const &root, F &&f) {
  walker<F> visit{f};
  visit(root);
}

} // namespace prodreview
