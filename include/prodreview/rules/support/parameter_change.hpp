// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/in_place.hpp>
#include <prodreview/rules/support/mutable_value.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {
namespace detail {

/// A name for the parameter, which nothing else binds.
[[nodiscard]] inline auto is_parameter(tree::unit const &in, tree::expression const *any,
                                       tree::arg const &parameter) -> bool {
  auto const *const name = tree::as<tree::name>(any);
  auto const *const by = name == nullptr ? nullptr : tree::only_binding(in, *name);
  return by != nullptr && by->by == &parameter;
}

[[nodiscard]] inline auto changes_parameter(tree::unit const &in, tree::node const &any,
                                            tree::arg const &parameter, bool is_empty) -> bool {
  if (auto const *it = tree::as<tree::subscript>(&any))
    return it->use != tree::context::load && is_parameter(in, it->value, parameter);
  auto const *const call = tree::as<tree::call>(&any);
  auto const *const method = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
  if (method == nullptr || !is_parameter(in, method->value, parameter)) return false;
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
  return tree::find_node(function, [&](tree::node const &any) {
           return detail::changes_parameter(in, any, parameter, is_empty);
         }) != nullptr;
}

} // namespace prodreview::rules
