// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/unit.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace prodreview::rules {

[[nodiscard]] inline auto is_constant(tree::expression const *any, tree::constant_kind kind)
    -> bool {
  auto const *const it = tree::as<tree::constant>(any);
  return it != nullptr && it->what == kind;
}
[[nodiscard]] inline auto is_none(tree::expression const *any) -> bool {
  return is_constant(any, tree::constant_kind::none);
}
[[nodiscard]] inline auto is_true(tree::expression const *any) -> bool {
  return is_constant(any, tree::constant_kind::true_);
}
[[nodiscard]] inline auto is_false(tree::expression const *any) -> bool {
  return is_constant(any, tree::constant_kind::false_);
}
[[nodiscard]] inline auto is_boolean(tree::expression const *any) -> bool {
  return is_true(any) || is_false(any);
}

/// A number as it is written: `0.5`, `1`.
[[nodiscard]] inline auto number_text(tree::unit const &in, tree::expression const *any)
    -> std::string_view {
  auto const is_number = is_constant(any, tree::constant_kind::integer) ||
                         is_constant(any, tree::constant_kind::floating);
  return is_number ? in.text(*any) : std::string_view{};
}
[[nodiscard]] inline auto is_zero(tree::unit const &in, tree::expression const *any) -> bool {
  auto const text = number_text(in, any);
  return !text.empty() && text.find_first_not_of("0._") == text.npos;
}
[[nodiscard]] inline auto is_one(tree::unit const &in, tree::expression const *any) -> bool {
  return tree::is_one_of(number_text(in, any), {"1", "1.", "1.0"});
}

/// The value of a decimal integer literal of at most four digits; nothing for another expression.
[[nodiscard]] inline auto small_integer(tree::unit const &in, tree::expression const *any)
    -> std::optional<std::size_t> {
  if (!is_constant(any, tree::constant_kind::integer)) return std::nullopt;
  auto const text = in.text(*any);
  if (text.size() > 4 || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  std::size_t value = 0;
  for (char const digit : text) value = value * 10 + static_cast<std::size_t>(digit - '0');
  return value;
}

/// The value of a string literal without escapes; nothing for another expression.
[[nodiscard]] inline auto plain_string(tree::unit const &in, tree::expression const *any)
    -> std::optional<std::string> {
  if (!is_constant(any, tree::constant_kind::string)) return std::nullopt;
  std::string value;
  for (auto const &piece : static_cast<tree::constant const &>(*any).pieces) {
    auto const text = in.text(piece.range);
    auto const has_escapes = text.find('\\') != text.npos;
    if (has_escapes && piece.form != tree::piece_form::raw) return std::nullopt;
    value += text;
  }
  return value;
}

} // namespace prodreview::rules
