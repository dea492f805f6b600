// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/grammar.hpp>
#include <prodreview/python/level.hpp>

#include <algorithm>

namespace prodreview::python {

namespace detail {
/// The elements of a tuple or list; none of anything else.
[[nodiscard]] inline auto elements_of(tree::expression const &any) -> tree::many<tree::expression> {
  if (auto const *const tuple = tree::as<tree::tuple>(&any)) return tuple->elts;
  if (auto const *const list = tree::as<tree::list>(&any)) return list->elts;
  return {};
}
[[nodiscard]] inline auto is_sequence(tree::expression const &any) -> bool {
  return any.kind == tree::node_kind::tuple || any.kind == tree::node_kind::list;
}
} // namespace detail

PRODREVIEW_INLINE auto grammar::is_single_target(expression const &any) -> bool {
  return any.kind == tree::node_kind::name || any.kind == tree::node_kind::attribute ||
         any.kind == tree::node_kind::subscript;
}

PRODREVIEW_INLINE auto grammar::is_deletable(expression const &any) -> bool {
  if (!detail::is_sequence(any)) return is_single_target(any);
  auto const elements = detail::elements_of(any);
  return std::all_of(elements.begin(), elements.end(),
                     [](auto const *one) { return is_deletable(*one); });
}

PRODREVIEW_INLINE auto grammar::is_target(expression const &any) -> bool {
  if (auto const *const star = tree::as<tree::starred>(&any))
    return star->value->kind != tree::node_kind::starred && is_target(*star->value);
  if (!detail::is_sequence(any)) return is_single_target(any);
  auto const elements = detail::elements_of(any);
  return std::all_of(elements.begin(), elements.end(),
                     [](auto const *one) { return is_target(*one); });
}

/// Marks a target that was read as a value. The node is ours until the unit is delivered.
PRODREVIEW_INLINE void grammar::set_use(expression const &of, tree::context use) {
  const_cast<expression &>(of).use = use; // NOLINT(cppcoreguidelines-pro-type-const-cast)
  if (auto const *const star = tree::as<tree::starred>(&of)) set_use(*star->value, use);
  for (auto const *const element : detail::elements_of(of)) set_use(*element, use);
}

PRODREVIEW_INLINE void grammar::make_target(expression *target, tree::context use) {
  bool const fits = use == tree::context::del ? is_deletable(*target) : is_target(*target);
  if (fits)
    set_use(*target, use);
  else
    fail();
}

/// The targets of a `for`.
PRODREVIEW_INLINE auto grammar::star_targets() -> expression * {
  auto const start = begin();
  auto *target = star_target();
  if (is(token_kind::comma)) {
    auto const mark = scratch_.mark();
    scratch_.push(target);
    while (accept(token_kind::comma) && starts_expression(kind())) scratch_.push(star_target());
    target = tuple_from(mark, start);
    target->use = tree::context::store;
  }
  return target;
}

PRODREVIEW_INLINE auto grammar::star_target() -> expression * {
  auto *const target =
      is(token_kind::star) ? starred(level::bitwise_or) : operation(level::bitwise_or);
  make_target(target, tree::context::store);
  return target;
}

} // namespace prodreview::python
