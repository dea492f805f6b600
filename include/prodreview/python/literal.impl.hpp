// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/literal.hpp>
#include <prodreview/python/literal_text.impl.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace prodreview::python {

namespace detail {

constexpr std::size_t most_decimal_digits = 4300;

[[nodiscard]] inline auto value_of(tree::unit const &in, tree::constant const &literal,
                                   literal_type type) -> std::string {
  std::string value;
  for (auto const &piece : literal.pieces)
    value += decode_literal(in.text(piece.range), piece.form, type).value;
  return value;
}

[[nodiscard]] inline auto without_underscores(std::string_view literal) -> std::string {
  std::string digits{literal};
  std::erase(digits, '_');
  return digits;
}

[[nodiscard]] inline auto without_leading_zeros(std::string digits) -> std::string {
  auto const first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return digits.substr(first);
}

/// How many bits a digit of a literal with a prefix has: `0x`, `0o`, `0b`.
[[nodiscard]] constexpr auto bits_per_digit(std::string_view literal) -> unsigned {
  if (literal.size() < 3 || literal[0] != '0') return 0;
  switch (literal[1] | 0x20) {
  case 'x': return 4;
  case 'o': return 3;
  case 'b': return 1;
  default: return 0;
  }
}

/// A natural number in base 10^9, the lowest digit first.
class decimal_number {
public:
  void multiply_and_add(std::uint32_t factor, std::uint32_t addend) {
    std::uint64_t carry = addend;
    for (auto &digit : digits_) {
      carry += std::uint64_t{digit} * factor;
      digit = static_cast<std::uint32_t>(carry % base);
      carry /= base;
    }
    if (carry != 0) digits_.push_back(static_cast<std::uint32_t>(carry));
  }

  [[nodiscard]] auto text() const -> std::string {
    if (digits_.empty()) return "0";
    std::string result = std::to_string(digits_.back());
    for (auto i = digits_.size() - 1; i-- > 0;) {
      auto const digit = std::to_string(digits_[i]);
      result.append(9 - digit.size(), '0').append(digit);
    }
    return result;
  }

private:
  static constexpr std::uint64_t base = 1'000'000'000;
  std::vector<std::uint32_t> digits_;
};

/// From binary digits, the highest first.
[[nodiscard]] inline auto hexadecimal(std::string const &bits) -> std::string {
  std::string result;
  std::uint32_t digit = 0;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    digit = digit * 2 + (bits[i] == '1');
    if ((bits.size() - i) % 4 != 1) continue;
    result += "0123456789abcdef"[digit];
    digit = 0;
  }
  return std::string{"0x"}.append(without_leading_zeros(result));
}

[[nodiscard]] inline auto binary_digits(std::string_view digits, unsigned width) -> std::string {
  std::string bits;
  for (char const digit : digits)
    for (auto bit = width; bit-- > 0;) bits += (digit_value(digit) >> bit & 1U) != 0 ? '1' : '0';
  return without_leading_zeros(bits);
}

[[nodiscard]] inline auto integer_with_prefix(std::string_view digits, unsigned width)
    -> std::string {
  // 10^4300 has 14285 bits: what has fewer is surely printed, what has more is surely not.
  constexpr std::size_t most_bits = 14285;
  auto const bits = binary_digits(digits, width);
  if (bits.size() > most_bits) return hexadecimal(bits);
  decimal_number number;
  for (char const digit : digits) number.multiply_and_add(1U << width, digit_value(digit));
  auto const text = number.text();
  return text.size() > most_decimal_digits ? hexadecimal(bits) : text;
}

/// The power of ten of the first digit that is not 0, as if the literal were written `d.ddde+n`.
[[nodiscard]] inline auto leading_power(std::string_view literal) -> std::int64_t {
  auto const mantissa = literal.substr(0, literal.find_first_of("eE"));
  auto const point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
  auto const first = static_cast<std::int64_t>(mantissa.find_first_not_of("0."));
  std::int64_t power = first < point ? point - first - 1 : point - first;
  if (mantissa.size() == literal.size()) return power;
  auto exponent = literal.substr(mantissa.size() + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::int64_t written = 0;
  auto const read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), written);
  if (read.ec == std::errc{}) return power + written;
  return exponent.starts_with('-') ? -1 : 1;
}

} // namespace detail

PRODREVIEW_INLINE auto string_value(tree::unit const &in, tree::constant const &literal)
    -> std::string {
  return detail::value_of(in, literal, literal_type::text);
}

PRODREVIEW_INLINE auto bytes_value(tree::unit const &in, tree::constant const &literal)
    -> std::string {
  return detail::value_of(in, literal, literal_type::bytes);
}

PRODREVIEW_INLINE auto integer_text(std::string_view literal) -> std::string {
  auto const digits = detail::without_underscores(literal);
  if (auto const width = detail::bits_per_digit(digits); width != 0)
    return detail::integer_with_prefix(std::string_view{digits}.substr(2), width);
  return digits.empty() ? digits : detail::without_leading_zeros(digits);
}

PRODREVIEW_INLINE auto floating_value(std::string_view literal) -> double {
  auto const digits = detail::without_underscores(literal);
  double value = 0;
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc::result_out_of_range) return value;
  return detail::leading_power(digits) > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

} // namespace prodreview::python
