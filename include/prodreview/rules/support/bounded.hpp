// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <span>

namespace prodreview::rules {
namespace detail {

/// `x` of `x.clamp(0)`, `torch.max(x, zero)`, `relu(x)`, `torch.where(x < 0, …)`; null for others.
[[nodiscard]] inline auto bounded_operand(tree::unit const &in, tree::node const &any)
    -> tree::expression const * {
  auto const *const call = tree::as<tree::call>(&any);
  auto const *const callee = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
  if (callee == nullptr ||
      !tree::is_one_of(in.spelling(callee->attr), {"clamp", "clamp_", "clamp_min", "clamp_min_",
                                                   "clip", "max", "maximum", "relu", "where"}))
    return nullptr;
  auto const is_function = !tree::qualified_name(in, *callee).empty();
  if (!is_function) return callee->value;
  auto const *const first = call->args.empty() ? nullptr : call->args[0];
  auto const *const test = tree::as<tree::compare>(first);
  return test == nullptr ? first : test->left;
}

/// The variable that a statement gives the value of an expression, alone; null for others.
[[nodiscard]] inline auto variable_given(tree::unit const &in, tree::node const &statement,
                                         tree::node const &value) -> tree::variable const * {
  auto const *const it = tree::as<tree::assign>(&statement);
  if (it == nullptr || it->targets.size() != 1 || it->value != &value) return nullptr;
  auto const *const target = tree::as<tree::name>(it->targets[0]);
  return target == nullptr ? nullptr : in.bindings.variable_of(*target);
}

} // namespace detail

/// Whether a value is bounded where it is made, or later through the variable that gets it.
/// `around` are the nodes around, down to the statement.
[[nodiscard]] inline auto is_bounded(tree::unit const &in,
                                     std::span<tree::node const *const> around,
                                     tree::node const &value) -> bool {
  if (around.empty()) return false;
  auto const *const variable = detail::variable_given(in, *around.back(), value);
  auto const &within = variable == nullptr ? *around.back() : scope_of(in, *variable);
  return tree::find_node(within, [&](tree::node const &any) {
           auto const *const operand = detail::bounded_operand(in, any);
           if (operand == nullptr) return false;
           return operand == &value || (variable != nullptr && is_variable(in, operand, variable));
         }) != nullptr;
}

} // namespace prodreview::rules
