// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/display_width_tables.hpp>
#include <prodreview/text/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// What of a text can be seen, and how many columns of a terminal it takes.
namespace prodreview::display {

namespace detail {

[[nodiscard]] constexpr auto inside(std::span<std::uint32_t const> edges, char32_t c) -> bool {
  return (std::upper_bound(edges.begin(), edges.end(), c) - edges.begin()) % 2 != 0;
}

} // namespace detail

/// Controls (C0, DEL, C1), marks that reorder text, and characters that nobody sees.
[[nodiscard]] constexpr auto is_hidden(char32_t c) -> bool {
  return c < 0x20 || (c >= 0x7F && detail::inside(detail::hidden_edges, c));
}

/// The columns of a character that is not hidden: 0 for a mark on the one before, 2 for a wide one.
[[nodiscard]] constexpr auto width_of(char32_t c) -> std::size_t {
  if (c < 0x300) return 1;
  if (detail::inside(detail::zero_width_edges, c)) return 0;
  return detail::inside(detail::wide_edges, c) ? 2 : 1;
}

/// What stands for a character in a report: the character itself, or a glyph where it is hidden
/// (`␛` for escape, `␉` for a tab, `�` for what has no picture of its own).
[[nodiscard]] constexpr auto visible(char32_t c) -> char32_t {
  if (c < 0x20) return c + 0x2400;
  if (c == 0x7F) return U'\u2421';
  return is_hidden(c) ? U'\uFFFD' : c;
}

/// The text with every hidden character and broken byte made visible: valid UTF-8 of one line that
/// can do nothing but stand there.
[[nodiscard]] constexpr auto visible(std::string_view text) -> std::string {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const [character, length] = utf8::decode(text, at);
    utf8::append(shown, visible(character));
    at += length;
  }
  return shown;
}

/// The columns of a text as `visible` shows it.
[[nodiscard]] constexpr auto width(std::string_view text) -> std::size_t {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const [character, length] = utf8::decode(text, at);
    columns += width_of(visible(character));
    at += length;
  }
  return columns;
}

} // namespace prodreview::display
