// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/module_class.hpp>

#include <string_view>

namespace prodreview::rules {

/// A name that users of a module may use: without a leading underscore, or a method that Python
/// calls with what the user passes.
[[nodiscard]] inline auto is_public_name(std::string_view name) -> bool {
  return !name.starts_with('_') ||
         tree::is_one_of(name, {"__init__", "__call__", "__new__", "__getitem__"});
}

/// The function that a site stands in, if users call it: its name and those around are public.
template <class Node>
[[nodiscard]] auto public_function_around(site<Node> const &at) -> tree::function const * {
  for (auto const *it : at.ancestors) {
    auto const name = tree::defined_name(it);
    if (name != name_id::none && !is_public_name(at.in.spelling(name))) return nullptr;
  }
  return at.enclosing_function();
}

[[nodiscard]] inline auto begins_with_docstring(tree::many<tree::statement> body) -> bool {
  auto const *const first = body.empty() ? nullptr : tree::as<tree::expr>(body[0]);
  return first != nullptr && is_constant(first->value, tree::constant_kind::string);
}

/// Whether a function is documented for its users: it, or the class that it makes objects of, has a
/// docstring.
template <class Node>
[[nodiscard]] auto is_documented(site<Node> const &at, tree::function const &function) -> bool {
  if (begins_with_docstring(function.body)) return true;
  auto const *const owner = enclosing_class(at);
  auto const name = at.in.spelling(function.name);
  return owner != nullptr && tree::is_one_of(name, {"__init__", "__call__", "forward"}) &&
         begins_with_docstring(owner->body);
}

/// Whether a name stands for a parameter of the function, and nothing else is ever bound to it.
[[nodiscard]] inline auto is_parameter_of(tree::unit const &in, tree::name const &name,
                                          tree::function const &function) -> bool {
  auto const *const by = tree::only_binding(in, name);
  if (by == nullptr || by->kind != tree::binding_kind::parameter) return false;
  auto const &scope = in.bindings.scopes[static_cast<std::size_t>(by->scope)];
  return scope.opened_by == &function;
}

/// The first parameter of a method: the object, its class, or the context of an autograd function.
[[nodiscard]] inline auto is_receiver(tree::unit const &in, tree::function const &function,
                                      tree::name const &name) -> bool {
  return first_parameter(function) == name.id &&
         tree::is_one_of(in.spelling(name.id), {"self", "cls", "ctx", "mcs"});
}

} // namespace prodreview::rules
