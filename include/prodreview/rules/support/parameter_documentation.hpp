// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/module_class.hpp>

#include <string_view>

namespace prodreview::rules {
namespace detail {

[[nodiscard]] inline auto docstring_text(tree::unit const &in, tree::many<tree::statement> body)
    -> std::string_view {
  auto const *const first = body.empty() ? nullptr : tree::as<tree::expr>(body[0]);
  auto const is_one = first != nullptr && is_constant(first->value, tree::constant_kind::string);
  return is_one ? in.text(*first->value) : std::string_view{};
}

[[nodiscard]] inline auto is_word_character(char it) -> bool {
  return it == '_' || ('0' <= it && it <= '9') || ('a' <= it && it <= 'z') ||
         ('A' <= it && it <= 'Z');
}

/// Whether an entry of a parameter list begins after the name: `eps: …`, `eps (float): …`.
[[nodiscard]] inline auto begins_entry(std::string_view after) -> bool {
  while (!after.empty() && (after[0] == ' ' || after[0] == '`' || after[0] == '*'))
    after.remove_prefix(1);
  return !after.empty() && (after[0] == ':' || after[0] == '(');
}

} // namespace detail

/// The docstring in which the parameters of a function are described: its own, or for `__init__`
/// the class's where it has none.
template <class Node>
[[nodiscard]] auto documentation_of(site<Node> const &at, tree::function const &function)
    -> std::string_view {
  auto const own = detail::docstring_text(at.in, function.body);
  auto const *const owner = enclosing_class(at);
  if (!own.empty() || owner == nullptr || at.in.spelling(function.name) != "__init__") return own;
  return detail::docstring_text(at.in, owner->body);
}

/// Whether a docstring has an entry for a parameter.
[[nodiscard]] inline auto documents(std::string_view text, std::string_view parameter) -> bool {
  for (auto at = text.find(parameter); at != text.npos; at = text.find(parameter, at + 1)) {
    auto const is_begun = at > 0 && !detail::is_word_character(text[at - 1]);
    if (is_begun && detail::begins_entry(text.substr(at + parameter.size()))) return true;
  }
  return false;
}

} // namespace prodreview::rules
