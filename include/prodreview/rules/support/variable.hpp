// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

namespace prodreview::rules {

/// Whether an expression is a plain name for this variable.
[[nodiscard]] inline auto is_variable(tree::unit const &in, tree::expression const *any,
                                      tree::variable const *variable) -> bool {
  auto const *const name = tree::as<tree::name>(any);
  return name != nullptr && in.bindings.variable_of(*name) == variable;
}

/// The node whose body is the scope of a variable: its uses stand in there.
[[nodiscard]] inline auto scope_of(tree::unit const &in, tree::variable const &it)
    -> tree::node const & {
  return *in.bindings.scopes[static_cast<std::size_t>(it.scope)].opened_by;
}

} // namespace prodreview::rules
