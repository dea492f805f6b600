// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/search.hpp>
#include <prodreview/tree/visit.hpp>

namespace prodreview::tree {
namespace detail {

struct node_search {
  node_question is_wanted;
  node_question is_closed;
  node const *found = nullptr;

  void operator()(node const &any) {
    if (found != nullptr) return;
    if (is_wanted(any))
      found = &any;
    else if (!is_closed(any))
      for_each_child(any, *this);
  }
};

} // namespace detail

PRODREVIEW_INLINE auto find_node(node const &in, node_question is_wanted, node_question is_closed)
    -> node const * {
  detail::node_search search{is_wanted, is_closed};
  search(in);
  return search.found;
}

PRODREVIEW_INLINE auto find_node(node const &in, node_question is_wanted) -> node const * {
  auto const is_open = [](node const &) { return false; };
  return find_node(in, is_wanted, is_open);
}

} // namespace prodreview::tree
