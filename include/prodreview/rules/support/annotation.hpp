// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <span>
#include <string_view>

namespace prodreview::rules {
namespace detail {

[[nodiscard]] inline auto holds(tree::expression const *outer, tree::node const &inner) -> bool {
  return outer != nullptr && outer->range.begin <= inner.range.begin &&
         inner.range.end <= outer->range.end;
}

} // namespace detail

/// The annotation that an expression stands in, or null: of a parameter, a result or a variable.
[[nodiscard]] inline auto annotation_around(tree::node const &any,
                                            std::span<tree::node const *const> ancestors)
    -> tree::expression const * {
  for (auto i = ancestors.size(); i-- > 0;) {
    tree::expression const *annotation = nullptr;
    if (auto const *it = tree::as<tree::arg>(ancestors[i])) annotation = it->annotation;
    if (auto const *it = tree::as_function(ancestors[i])) annotation = it->returns;
    if (auto const *it = tree::as<tree::ann_assign>(ancestors[i])) annotation = it->annotation;
    if (detail::holds(annotation, any)) return annotation;
    if (tree::is_statement(ancestors[i]->kind)) return nullptr;
  }
  return nullptr;
}

/// `from __future__ import annotations`: no annotation of the unit is evaluated. Such imports stand
/// first.
[[nodiscard]] inline auto keeps_annotations_unread(tree::unit const &in) -> bool {
  for (auto const *it : in.root->body) {
    auto const *const import = tree::as<tree::import_from>(it);
    if (import == nullptr && it->kind != tree::node_kind::expr) return false;
    if (import == nullptr) continue;
    if (in.spelling(import->module_name) != "__future__") return false;
    for (auto const *one : import->names)
      if (in.spelling(one->name) == "annotations") return true;
  }
  return false;
}

} // namespace prodreview::rules
