// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/repr.hpp>
#include <prodreview/python/unicode/edges.hpp>
#include <prodreview/python/unicode/printable_tables.hpp>
#include <prodreview/text/utf8.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::python {

namespace detail {

/// Appends `\x0a`, `\u000a` or `\U0000000a`.
inline void append_numeric_escape(std::string &out, char32_t character) {
  constexpr std::string_view digits = "0123456789abcdef";
  unsigned const width = character < 0x100 ? 2 : character < 0x10000 ? 4 : 8;
  out += '\\';
  out += width == 2 ? 'x' : width == 4 ? 'u' : 'U';
  for (auto digit = width; digit-- > 0;) out += digits[character >> (digit * 4) & 0xFU];
}

/// Appends what both `str` and `bytes` escape; false when it is not such a character.
[[nodiscard]] inline auto append_common_escape(std::string &out, char32_t character, char quote)
    -> bool {
  switch (character) {
  case '\n': out += "\\n"; return true;
  case '\r': out += "\\r"; return true;
  case '\t': out += "\\t"; return true;
  case '\\': out += "\\\\"; return true;
  default: break;
  }
  if (character != static_cast<char32_t>(quote)) return false;
  (out += '\\') += quote;
  return true;
}

[[nodiscard]] inline auto quote_for(std::string_view text) -> char {
  bool const has_single = text.find('\'') != text.npos;
  return has_single && text.find('"') == text.npos ? '"' : '\'';
}

[[nodiscard]] constexpr auto is_printable_ascii(char32_t character) -> bool {
  return U' ' <= character && character <= U'~';
}

[[nodiscard]] inline auto is_printable(char32_t character) -> bool {
  return is_printable_ascii(character) || inside(printable_edges, character);
}

inline void append_character(std::string &out, char32_t character, char quote) {
  if (append_common_escape(out, character, quote)) return;
  if (is_printable(character))
    utf8::append(out, character);
  else
    append_numeric_escape(out, character);
}

/// A number's shortest digits, without a point, and the power of ten of the first one.
struct decimal {
  std::string digits;
  int power = 0;
};

[[nodiscard]] inline auto shortest_decimal(double value) -> decimal {
  std::array<char, 32> buffer{};
  auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific)
                       .ptr;
  std::string_view const written{buffer.data(), static_cast<std::size_t>(end - buffer.data())};
  auto const e = written.find('e');
  decimal result{std::string{written.substr(0, e)}};
  std::erase(result.digits, '.');
  auto const *const exponent = written.data() + e + (written[e + 1] == '+' ? 2 : 1);
  std::from_chars(exponent, end, result.power);
  return result;
}

[[nodiscard]] inline auto in_scientific_notation(decimal const &number) -> std::string {
  auto result = number.digits.substr(0, 1);
  if (number.digits.size() > 1) (result += '.') += number.digits.substr(1);
  auto const size = std::to_string(std::abs(number.power));
  result += number.power < 0 ? "e-" : "e+";
  return result.append(size.size() < 2 ? 1 : 0, '0').append(size);
}

[[nodiscard]] inline auto in_positional_notation(decimal const &number) -> std::string {
  auto digits = number.digits;
  if (number.power < 0)
    return std::string{"0."}
        .append(static_cast<std::size_t>(-number.power) - 1, '0')
        .append(digits);
  auto const whole = static_cast<std::size_t>(number.power) + 1;
  if (digits.size() <= whole) return digits.append(whole - digits.size(), '0');
  return digits.substr(0, whole).append(1, '.').append(digits, whole);
}

/// What `float` and `complex` share: a whole number has no `.0` yet.
[[nodiscard]] inline auto number_text(double value) -> std::string {
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  if (value == 0) return "0";
  auto const number = shortest_decimal(value);
  bool const positional = -4 <= number.power && number.power < 16;
  return positional ? in_positional_notation(number) : in_scientific_notation(number);
}

} // namespace detail

PRODREVIEW_INLINE auto repr_of_string(std::string_view text) -> std::string {
  char const quote = detail::quote_for(text);
  std::string out{quote};
  for (std::size_t at = 0; at < text.size();) {
    auto const next = utf8::decode(text, at);
    detail::append_character(out, next.character, quote);
    at += next.length;
  }
  return out += quote;
}

PRODREVIEW_INLINE auto repr_of_bytes(std::string_view bytes) -> std::string {
  char const quote = detail::quote_for(bytes);
  std::string out = "b";
  out += quote;
  for (char const byte : bytes) {
    auto const value = static_cast<char32_t>(static_cast<unsigned char>(byte));
    if (detail::append_common_escape(out, value, quote)) continue;
    if (detail::is_printable_ascii(value))
      out += byte;
    else
      detail::append_numeric_escape(out, value);
  }
  return out += quote;
}

PRODREVIEW_INLINE auto repr_of_float(double value) -> std::string {
  auto text = detail::number_text(value);
  bool const is_whole = text.find_first_of(".ein") == text.npos;
  return is_whole ? text += ".0" : text;
}

PRODREVIEW_INLINE auto repr_of_imaginary(double value) -> std::string {
  return detail::number_text(value) + "j";
}

} // namespace prodreview::python
