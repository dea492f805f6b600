// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/argument.hpp>
#include <prodreview/tree/resolve.hpp>

#include <span>

namespace prodreview::rules {
namespace detail {

/// Whether `variable` is the target of a loop, or the last element of the tuple that is.
[[nodiscard]] inline auto is_last_target(tree::unit const &in, tree::expression const &target,
                                         tree::variable const *variable) -> bool {
  auto const *const pair = tree::as<tree::tuple>(&target);
  auto const *const last =
      tree::as<tree::name>(pair == nullptr || pair->elts.empty() ? &target : pair->elts.back());
  return last != nullptr && in.bindings.variable_of(*last) == variable;
}

} // namespace detail

/// Whether an expression is the variable of the innermost loop around it that binds it, and that
/// loop runs over `.parameters()` or `.named_parameters()`.
[[nodiscard]] inline auto runs_over_parameters(tree::unit const &in,
                                               std::span<tree::node const *const> ancestors,
                                               tree::expression const &any) -> bool {
  auto const *const name = tree::as<tree::name>(&any);
  auto const *const variable = name == nullptr ? nullptr : in.bindings.variable_of(*name);
  if (variable == nullptr) return false;
  for (auto i = ancestors.size(); i-- > 0;) {
    auto const *const loop = tree::as<tree::for_>(ancestors[i]);
    if (loop == nullptr || !detail::is_last_target(in, *loop->target, variable)) continue;
    auto const *const call = tree::as<tree::call>(loop->iter);
    return call != nullptr && (receiver_of(in, *call, "parameters") != nullptr ||
                               receiver_of(in, *call, "named_parameters") != nullptr);
  }
  return false;
}

} // namespace prodreview::rules
