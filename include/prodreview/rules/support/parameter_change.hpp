// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/in_place.hpp>
#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

/// The variable of a parameter when nothing else binds it, or null.
[[nodiscard]] inline auto only_parameter(tree::unit const &in, tree::arg const &parameter)
    -> tree::variable const * {
  for (auto const &it : in.bindings.variables)
    for (auto const index : it.bound_at)
      if (in.bindings.all[index].by == &parameter) return it.bound_at.size() == 1 ? &it : nullptr;
  return nullptr;
}

[[nodiscard]] inline auto changes_container(tree::unit const &in, tree::node const &any,
                                            tree::variable const *container, bool is_empty)
    -> bool {
  if (auto const *it = tree::as<tree::subscript>(&any))
    return it->use != tree::context::load && is_variable(in, it->value, container);
  auto const *const call = tree::as<tree::call>(&any);
  auto const *const method = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
  if (method == nullptr || !is_variable(in, method->value, container)) return false;
  auto const name = in.spelling(method->attr);
  if (is_in_place_method(name)) return true;
  return is_container_change(name) && !(is_empty && is_container_removal(name));
}

} // namespace detail

/// Whether a function changes the container or tensor that is the default of one of its parameters,
/// and never binds the parameter anew (`seen = list(seen)` makes a copy).
[[nodiscard]] inline auto changes_parameter(tree::unit const &in, tree::function const &function,
                                            tree::arg const &parameter,
                                            tree::expression const &value) -> bool {
  auto const is_empty = is_empty_container(value);
  auto const *const variable = detail::only_parameter(in, parameter);
  if (variable == nullptr) return false;
  return tree::find_node(function, [&](tree::node const &any) {
           return detail::changes_container(in, any, variable, is_empty);
         }) != nullptr;
}

} // namespace prodreview::rules
