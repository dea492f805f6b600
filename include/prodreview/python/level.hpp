// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/token.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace prodreview::python {

/// How tightly an operator binds; 0 for a token that is none.
namespace level {
inline constexpr int disjunction = 1;
inline constexpr int conjunction = 2;
inline constexpr int inversion = 3;
inline constexpr int comparison = 4;
inline constexpr int bitwise_or = 5;
inline constexpr int bitwise_xor = 6;
inline constexpr int bitwise_and = 7;
inline constexpr int shift = 8;
inline constexpr int sum = 9;
inline constexpr int term = 10;
} // namespace level

namespace detail {
[[nodiscard]] constexpr auto make_levels() {
  std::array<std::int8_t, token_kind_count> levels{};
  auto const set = [&](int level, auto... kinds) {
    ((levels[static_cast<std::size_t>(kinds)] = static_cast<std::int8_t>(level)), ...);
  };
  using enum token_kind;
  set(level::disjunction, or_);
  set(level::conjunction, and_);
  set(level::comparison, equal_equal, not_equal, less, less_equal, greater, greater_equal, in, is,
      not_);
  set(level::bitwise_or, bar);
  set(level::bitwise_xor, caret);
  set(level::bitwise_and, ampersand);
  set(level::shift, left_shift, right_shift);
  set(level::sum, plus, minus);
  set(level::term, star, slash, double_slash, percent, at);
  return levels;
}
inline constexpr auto levels = make_levels();

[[nodiscard]] constexpr auto make_starts() {
  std::array<bool, token_kind_count> starts{};
  auto const set = [&](auto... kinds) { ((starts[static_cast<std::size_t>(kinds)] = true), ...); };
  using enum token_kind;
  set(name, number, string, fstring_start, tstring_start, left_paren, left_bracket, left_brace,
      ellipsis, plus, minus, tilde, star, false_, none, true_, not_, lambda, await);
  return starts;
}
inline constexpr auto starts = make_starts();
} // namespace detail

[[nodiscard]] constexpr auto level_of(token_kind kind) -> int {
  return detail::levels[static_cast<std::size_t>(kind)];
}
/// Can an expression, perhaps with a star, begin with it?
[[nodiscard]] constexpr auto starts_expression(token_kind kind) -> bool {
  return detail::starts[static_cast<std::size_t>(kind)];
}

} // namespace prodreview::python
