// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>
#include <prodreview/tree/visit.hpp>

namespace prodreview::rules {
namespace detail {

/// Looks for a statement that changes what a variable holds without binding it again.
struct change_finder {
  tree::unit const &in;
  tree::variable const *variable;
  bool found = false;

  [[nodiscard]] auto is_it(tree::expression const *any) const -> bool {
    auto const *const name = tree::as<tree::name>(any);
    return name != nullptr && in.bindings.variable_of(*name) == variable;
  }

  [[nodiscard]] auto changes(tree::node const &any) const -> bool {
    if (auto const *it = tree::as<tree::subscript>(&any))
      return it->use != tree::context::load && is_it(it->value);
    if (auto const *it = tree::as<tree::keyword>(&any))
      return in.spelling(it->name) == "out" && is_it(it->value);
    auto const *const call = tree::as<tree::call>(&any);
    auto const *const method = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
    if (method == nullptr || !is_it(method->value)) return false;
    auto const name = in.spelling(method->attr);
    return name.ends_with('_') && !name.ends_with("__");
  }

  void operator()(tree::node const &any) {
    if (!found && changes(any)) found = true;
    if (!found) tree::for_each_child(any, *this);
  }
};

} // namespace detail

/// Whether a tensor method that ends in `_`, a store to an element, or `out=` changes what the
/// variable holds, anywhere in its scope.
[[nodiscard]] inline auto is_changed_in_place(tree::unit const &in, tree::name const &occurrence)
    -> bool {
  auto const *const variable = in.bindings.variable_of(occurrence);
  if (variable == nullptr) return true;
  auto const &scope = in.bindings.scopes[static_cast<std::size_t>(variable->scope)];
  detail::change_finder find{in, variable};
  find(*scope.opened_by);
  return find.found;
}

} // namespace prodreview::rules
