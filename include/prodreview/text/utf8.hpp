// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// UTF-8 with lone surrogates allowed (WTF-8), since a Python string may hold them.
namespace prodreview::utf8 {

struct decoded {
  char32_t character;
  /// How many bytes it took: 1 to 4.
  std::uint8_t length;
};

/// The character at `at`, which must be inside `text`. A byte that begins no whole character is
/// U+FFFD of length 1.
[[nodiscard]] constexpr auto decode(std::string_view text, std::size_t at) -> decoded {
  auto const byte = [&](std::size_t i) -> std::uint32_t {
    return static_cast<unsigned char>(text[at + i]);
  };
  auto const lead = byte(0);
  if (lead < 0x80) return {static_cast<char32_t>(lead), 1};
  std::size_t const length = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || at + length > text.size()) return {U'\uFFFD', 1};
  auto character = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {U'\uFFFD', 1};
    character = character << 6U | (byte(i) & 0x3FU);
  }
  bool const overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  if (overlong || character > 0x10FFFF) return {U'\uFFFD', 1};
  return {static_cast<char32_t>(character), static_cast<std::uint8_t>(length)};
}

/// Appends one character, at most U+10FFFF.
constexpr void append(std::string &text, char32_t character) {
  auto const continuation = [&](unsigned shift) {
    return static_cast<char>(0x80U | (character >> shift & 0x3FU));
  };
  if (character < 0x80) {
    text += static_cast<char>(character);
    return;
  }
  if (character < 0x800) {
    text += static_cast<char>(0xC0U | character >> 6U);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0U | character >> 12U);
    text += continuation(6);
  } else {
    text += static_cast<char>(0xF0U | character >> 18U);
    text += continuation(12);
    text += continuation(6);
  }
  text += continuation(0);
}

} // namespace prodreview::utf8
