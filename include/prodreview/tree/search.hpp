// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/nodes.hpp>

#include <type_traits>

namespace prodreview::tree {

/// A question about a node that a search asks again and again: a reference to any callable, so that
/// the search itself is compiled once. Valid as long as the callable is.
class node_question {
public:
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, node_question>)
  node_question(F &&asked)
      : asked_{&asked}, ask_{[](void const *it, node const &any) -> bool {
          return (*static_cast<std::remove_reference_t<F> const *>(it))(any);
        }} {}

  [[nodiscard]] auto operator()(node const &any) const -> bool { return ask_(asked_, any); }

private:
  void const *asked_;
  bool (*ask_)(void const *, node const &);
};

/// The first node of a tree, parents first, that `is_wanted` holds for; null when there is none.
/// Of a node that `is_closed` holds for, only the node itself is asked about.
[[nodiscard]] auto find_node(node const &in, node_question is_wanted, node_question is_closed)
    -> node const *;
[[nodiscard]] auto find_node(node const &in, node_question is_wanted) -> node const *;

} // namespace prodreview::tree

#ifndef PRODREVIEW_COMPILED
#include <prodreview/tree/search.impl.hpp>
#endif
