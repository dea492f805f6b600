// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>
#include <prodreview/tree/unit.hpp>

#include <string_view>

namespace prodreview::rules {

/// Whether two pieces of code are written alike, character by character.
[[nodiscard]] inline auto are_written_alike(tree::unit const &in, tree::node const &a,
                                            tree::node const &b) -> bool {
  return a.kind == b.kind && in.text(a) == in.text(b);
}

namespace detail {

/// A call that gives the same again when nothing has changed, and changes nothing.
[[nodiscard]] inline auto is_steady(tree::unit const &in, tree::call const &call) -> bool {
  if (auto const *method = tree::as<tree::attribute>(call.func))
    return tree::is_one_of(in.spelling(method->attr),
                           {"size", "dim", "numel", "ndimension", "is_contiguous", "startswith",
                            "endswith", "lower", "upper", "strip", "keys", "values", "items",
                            "get"});
  return tree::is_named(in, *call.func,
                        {"builtins.len", "builtins.abs", "builtins.min", "builtins.max",
                         "builtins.sum", "builtins.int", "builtins.float", "builtins.str",
                         "builtins.bool", "builtins.tuple", "builtins.isinstance",
                         "builtins.issubclass", "builtins.type", "builtins.hasattr",
                         "builtins.getattr", "builtins.callable", "builtins.all", "builtins.any"});
}

} // namespace detail

/// Whether an expression that is evaluated twice in a row gives the same twice and changes nothing:
/// no call that is not known to be so, no assignment.
[[nodiscard]] inline auto is_repeatable(tree::unit const &in, tree::expression const &any) -> bool {
  return tree::find_node(any, [&](tree::node const &part) {
           switch (part.kind) {
           case tree::node_kind::call:
             return !detail::is_steady(in, static_cast<tree::call const &>(part));
           case tree::node_kind::await:
           case tree::node_kind::yield:
           case tree::node_kind::yield_from:
           case tree::node_kind::named_expr:
           case tree::node_kind::opaque_expression: return true;
           default: return false;
           }
         }) == nullptr;
}

} // namespace prodreview::rules
