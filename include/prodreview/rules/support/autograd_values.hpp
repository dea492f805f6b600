// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/autograd_function.hpp>

namespace prodreview::rules {
namespace detail {

/// The method of a custom differentiable function that opens a scope, or null.
[[nodiscard]] inline auto autograd_method(tree::unit const &in, tree::scope_id at)
    -> tree::function const * {
  auto const &scope = in.bindings.scopes[static_cast<std::size_t>(at)];
  auto const *const method = tree::as_function(scope.opened_by);
  if (method == nullptr || scope.parent == tree::scope_id::none) return nullptr;
  auto const &around = in.bindings.scopes[static_cast<std::size_t>(scope.parent)];
  auto const *const owner = tree::as<tree::class_def>(around.opened_by);
  return owner != nullptr && is_autograd_function(in, *owner) ? method : nullptr;
}

[[nodiscard]] inline auto is_parameter_of(tree::function const &method, tree::node const *by)
    -> bool {
  for (auto const *it : method.args->args)
    if (it == by) return it->name != first_parameter(method);
  return false;
}

/// `x, weight = ctx.saved_tensors`
[[nodiscard]] inline auto is_saved_element(tree::unit const &in, tree::binding const &by) -> bool {
  auto const *const statement = tree::as<tree::assign>(by.by);
  auto const *const value =
      statement == nullptr ? nullptr : tree::as<tree::attribute>(statement->value);
  if (value == nullptr || in.spelling(value->attr) != "saved_tensors") return false;
  auto const *const pattern = tree::as<tree::tuple>(statement->targets[0]);
  if (pattern == nullptr) return false;
  for (auto const *it : pattern->elts)
    if (it->kind == tree::node_kind::name && it->range == by.place) return true;
  return false;
}

} // namespace detail

/// Whether a binding gives a tensor of autograd's: a gradient that `backward` is passed, or a
/// saved tensor. (Either may be None where the author asked for that.)
[[nodiscard]] inline auto gives_autograd_tensor(tree::unit const &in, tree::binding const &by)
    -> bool {
  if (by.kind == tree::binding_kind::assignment && by.value == nullptr)
    return detail::is_saved_element(in, by) && detail::autograd_method(in, by.scope) != nullptr;
  if (by.kind != tree::binding_kind::parameter) return false;
  auto const *const function =
      tree::as_function(in.bindings.scopes[static_cast<std::size_t>(by.scope)].opened_by);
  return function != nullptr && in.spelling(function->name) == "backward" &&
         detail::is_parameter_of(*function, by.by) &&
         detail::autograd_method(in, by.scope) != nullptr;
}

} // namespace prodreview::rules
