// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/variable.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {

/// A tensor method that changes the tensor: `add_`.
[[nodiscard]] inline auto is_in_place_method(std::string_view name) -> bool {
  return name.ends_with('_') && !name.ends_with("__");
}

/// Whether a tensor method that ends in `_`, a store to an element, or `out=` changes what the
/// variable holds, anywhere in its scope.
[[nodiscard]] inline auto is_changed_in_place(tree::unit const &in, tree::name const &occurrence)
    -> bool {
  auto const *const variable = in.bindings.variable_of(occurrence);
  if (variable == nullptr) return true;
  auto const changes = [&](tree::node const &any) {
    if (auto const *it = tree::as<tree::subscript>(&any))
      return it->use != tree::context::load && is_variable(in, it->value, variable);
    if (auto const *it = tree::as<tree::keyword>(&any))
      return in.spelling(it->name) == "out" && is_variable(in, it->value, variable);
    auto const *const call = tree::as<tree::call>(&any);
    auto const *const method = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
    return method != nullptr && is_variable(in, method->value, variable) &&
           is_in_place_method(in.spelling(method->attr));
  };
  return tree::find_node(scope_of(in, *variable), changes) != nullptr;
}

} // namespace prodreview::rules
