// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/extent.hpp>
#include <prodreview/tree/visit.hpp>

#include <algorithm>

namespace prodreview {
namespace detail {

/// Where a block's header ends at the latest: at its first statement.
[[nodiscard]] inline auto before_body(tree::node const &any, tree::many<tree::statement> body)
    -> text_range {
  auto const end = body.empty() ? any.range.end : body.front()->range.begin;
  return {any.range.begin, std::max(any.range.begin, end)};
}

[[nodiscard]] inline auto until(tree::node const &any, std::uint32_t header_end) -> text_range {
  return {any.range.begin, header_end > any.range.begin ? header_end : any.range.end};
}

inline void collect_extents(tree::unit const &in, tree::node const &any,
                            std::vector<statement_extent> &into) {
  using tree::node_kind;
  if (tree::is_expression(any.kind)) return;
  auto const is_header = (tree::is_statement(any.kind) && any.kind != node_kind::try_ &&
                          any.kind != node_kind::try_star) ||
                         any.kind == node_kind::except_handler || any.kind == node_kind::match_case;
  if (is_header) {
    auto const range = header_range(any);
    auto const decorators = tree::decorators_of(&any);
    auto const begin = decorators.empty() ? range.begin : decorators.front()->range.begin;
    auto const &lines = in.source.lines();
    into.push_back(
        {lines.line_of(begin), lines.line_of(range.empty() ? range.begin : range.end - 1)});
  }
  tree::for_each_child(any, [&](tree::node const &child) { collect_extents(in, child, into); });
}

} // namespace detail

PRODREVIEW_INLINE auto header_range(tree::node const &any) -> text_range {
  using tree::node_kind;
  switch (any.kind) {
  case node_kind::function_def:
  case node_kind::async_function_def:
    return detail::until(any, static_cast<tree::function const &>(any).header_end);
  case node_kind::class_def:
    return detail::until(any, static_cast<tree::class_def const &>(any).header_end);
  case node_kind::for_:
  case node_kind::async_for:
    return detail::until(any, static_cast<tree::for_loop const &>(any).header_end);
  case node_kind::while_:
    return detail::until(any, static_cast<tree::while_ const &>(any).header_end);
  case node_kind::if_: return detail::until(any, static_cast<tree::if_ const &>(any).header_end);
  case node_kind::with:
  case node_kind::async_with:
    return detail::until(any, static_cast<tree::with_block const &>(any).header_end);
  case node_kind::match:
    return detail::until(any, static_cast<tree::match const &>(any).header_end);
  case node_kind::try_:
  case node_kind::try_star: return {any.range.begin, any.range.begin + 3};
  case node_kind::except_handler: {
    auto const &it = static_cast<tree::except_handler const &>(any);
    auto const end = it.name != name_id::none ? it.name_range.end
                     : it.type != nullptr     ? it.type->range.end
                                              : any.range.begin + 6;
    return {any.range.begin, end};
  }
  case node_kind::match_case:
    return detail::before_body(any, static_cast<tree::match_case const &>(any).body);
  default: return any.range;
  }
}

PRODREVIEW_INLINE auto statement_extents(tree::unit const &in) -> std::vector<statement_extent> {
  std::vector<statement_extent> all;
  if (in.root != nullptr) detail::collect_extents(in, *in.root, all);
  std::sort(all.begin(), all.end(), [](statement_extent a, statement_extent b) {
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  });
  return all;
}

} // namespace prodreview
