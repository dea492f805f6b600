// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <cstddef>
#include <unordered_map>

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

/// The variables of a unit's parameters: a fact of a view.
class parameter_variables {
public:
  explicit parameter_variables(tree::unit const &in) : in_{in} {
    for (auto const &it : in.bindings.all)
      if (it.kind == tree::binding_kind::parameter && it.variable != tree::variable_id::none)
        variable_of_.emplace(it.by, it.variable);
  }

  /// Null for none.
  [[nodiscard]] auto of(tree::arg const *parameter) const -> tree::variable const * {
    auto const found = variable_of_.find(parameter);
    if (found == variable_of_.end()) return nullptr;
    return &in_.bindings.variables[static_cast<std::size_t>(found->second)];
  }

private:
  tree::unit const &in_;
  std::unordered_map<tree::node const *, tree::variable_id> variable_of_;
};

} // namespace prodreview::rules
