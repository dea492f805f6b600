// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace prodreview::python {

/// What the first byte of a token says about it.
enum class lead : std::uint8_t {
  other, ///< begins no token
  end,   ///< NUL
  space,
  line_end,
  comment,
  continuation,
  letter, ///< a letter, `_` or a byte of a non-ASCII character
  digit,
  dot,
  quote,
  open,
  close,
  single,   ///< an operator of one character
  operator_ ///< an operator that may have more
};

namespace detail {
[[nodiscard]] constexpr auto make_leads() {
  std::array<lead, 256> leads{};
  auto const set = [&](char const *bytes, lead what) {
    for (; *bytes != '\0'; ++bytes) leads[static_cast<unsigned char>(*bytes)] = what;
  };
  leads[0] = lead::end;
  set(" \t\f", lead::space);
  set("\r\n", lead::line_end);
  set("#", lead::comment);
  set("\\", lead::continuation);
  set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", lead::letter);
  for (std::size_t byte = 0x80; byte < 0x100; ++byte) leads[byte] = lead::letter;
  set("0123456789", lead::digit);
  set(".", lead::dot);
  set("\"'", lead::quote);
  set("([{", lead::open);
  set(")]}", lead::close);
  set(",;~", lead::single);
  set("+-*/%@&|^=<>!:", lead::operator_);
  return leads;
}
[[nodiscard]] constexpr auto make_name_bytes() {
  std::array<bool, 256> bytes{};
  auto const leads = make_leads();
  for (std::size_t i = 0; i < 256; ++i)
    bytes[i] = leads[i] == lead::letter || leads[i] == lead::digit;
  return bytes;
}
inline constexpr auto leads = make_leads();
inline constexpr auto name_bytes = make_name_bytes();
} // namespace detail

[[nodiscard]] constexpr auto lead_of(char byte) -> lead {
  return detail::leads[static_cast<unsigned char>(byte)];
}
/// A byte that can continue a name: a letter, a digit, `_`, or part of a non-ASCII character.
[[nodiscard]] constexpr auto continues_name(char byte) -> bool {
  return detail::name_bytes[static_cast<unsigned char>(byte)];
}
[[nodiscard]] constexpr auto is_ascii(char byte) -> bool {
  return static_cast<unsigned char>(byte) < 0x80;
}
[[nodiscard]] constexpr auto is_digit(char byte) -> bool { return '0' <= byte && byte <= '9'; }
[[nodiscard]] constexpr auto is_hex_digit(char byte) -> bool {
  return is_digit(byte) || ('a' <= (byte | 0x20) && (byte | 0x20) <= 'f');
}
[[nodiscard]] constexpr auto is_line_end(char byte) -> bool { return byte == '\n' || byte == '\r'; }
[[nodiscard]] constexpr auto is_blank(char byte) -> bool {
  return byte == ' ' || byte == '\t' || byte == '\f';
}
[[nodiscard]] constexpr auto to_lower(char letter) -> char {
  return 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
}

} // namespace prodreview::python
