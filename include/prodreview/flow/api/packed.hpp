// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The table's rows are text, because compilers read a string many times faster than the same
/// numbers in braces: numbers of a fixed count of digits, rows of a fixed width, lines of whole
/// rows.
namespace prodreview::flow::api {

/// Each digit has 64 values, the highest digit stands first.
inline constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-";
/// How much text a line of the table holds.
inline constexpr std::size_t line_width = 96;

namespace detail {

[[nodiscard]] constexpr auto values_of_digits() -> std::array<std::uint8_t, 128> {
  std::array<std::uint8_t, 128> values{};
  for (std::size_t i = 0; i < digits.size(); ++i)
    values[static_cast<std::size_t>(digits[i])] = static_cast<std::uint8_t>(i);
  return values;
}
inline constexpr auto digit_values = values_of_digits();

} // namespace detail

/// Reads the numbers of a row, from left to right.
class row_reader {
public:
  explicit constexpr row_reader(char const *row) : at_{row} {}

  template <class Number> [[nodiscard]] constexpr auto next(int count_of_digits) -> Number {
    std::uint32_t number = 0;
    for (; count_of_digits > 0; --count_of_digits)
      number = number * 64 + detail::digit_values[static_cast<std::size_t>(*at_++)];
    return static_cast<Number>(number);
  }

private:
  char const *at_;
};

/// The text of a row in the lines of a table.
template <class Row, std::size_t Lines, std::size_t Length>
[[nodiscard]] constexpr auto row_text(char const (&lines)[Lines][Length], std::size_t number)
    -> char const * {
  constexpr auto in_a_line = line_width / Row::width;
  return lines[number / in_a_line] + number % in_a_line * Row::width;
}

} // namespace prodreview::flow::api
