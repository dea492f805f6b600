// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/text/display_width.hpp>
#include <prodreview/text/excerpt.hpp>

#include <algorithm>

namespace prodreview::display {
namespace detail {

inline constexpr std::size_t tab_width = 4;

/// One character of a line and the columns that it takes.
struct cell {
  char32_t glyph;
  std::size_t begin;
  std::size_t end;
};

/// Calls `f(cell)` for each character of a line, from left to right.
template <class F> void for_each_cell(std::string_view line, F &&f) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    auto const [character, length] = utf8::decode(line, at);
    at += length;
    auto const is_tab = character == U'\t';
    auto const glyph = is_tab ? U' ' : visible(character);
    auto const width = is_tab ? tab_width - column % tab_width : width_of(glyph);
    f(cell{glyph, column, column + width});
    column += width;
  }
}

/// The columns of a line and of the part that is pointed at.
struct extent {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size = 0;
};

[[nodiscard]] inline auto measure(std::string_view line, column_span pointed_at) -> extent {
  extent found;
  std::uint32_t number = 0;
  for_each_cell(line, [&](cell const &one) {
    ++number;
    if (number < pointed_at.begin) found.begin = one.end;
    if (number < pointed_at.end) found.end = one.end;
    found.size = one.end;
  });
  found.end = std::max(found.end, found.begin + 1);
  return found;
}

/// The columns of a line that are shown.
struct window {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_cut_before = false;
  bool is_cut_after = false;
};

/// The carets stand in the middle third, and as many of them as possible are seen.
[[nodiscard]] inline auto choose_window(extent const &of, std::size_t columns) -> window {
  auto const needed = std::max(of.size, of.begin + 1);
  if (needed <= columns) return {0, needed, false, false};
  auto const room = std::max<std::size_t>(columns, 8) - 2;
  auto const wanted = of.begin - std::min(of.begin, room / 3);
  auto const begin = of.end < room ? 0 : std::min(wanted, needed - std::min(needed, room));
  auto const end = std::min(begin + room, needed);
  return {begin, end, begin > 0, end < needed};
}

[[nodiscard]] inline auto cut(std::string_view line, window const &shown) -> std::string {
  std::string text = shown.is_cut_before ? "…" : "";
  for_each_cell(line, [&](cell const &one) {
    if (one.begin >= shown.begin && one.end <= shown.end) {
      if (one.glyph == U' ') return (void)text.append(one.end - one.begin, ' ');
      return utf8::append(text, one.glyph);
    }
    // The half of a wide character that the window cuts.
    auto const first = std::max(one.begin, shown.begin);
    auto const last = std::min(one.end, shown.end);
    if (first < last) text.append(last - first, ' ');
  });
  return shown.is_cut_after ? text + "…" : text;
}

} // namespace detail

PRODREVIEW_INLINE auto draw_line(std::string_view line, column_span pointed_at, std::size_t columns)
    -> drawn_line {
  auto const of = detail::measure(line, pointed_at);
  auto const shown = detail::choose_window(of, columns);
  auto const before = std::max(of.begin, shown.begin) - shown.begin + (shown.is_cut_before ? 1 : 0);
  auto const end = std::max(std::min(of.end, shown.end), of.begin + 1);
  return {detail::cut(line, shown), std::string(before, ' ') + std::string(end - of.begin, '^')};
}

PRODREVIEW_INLINE auto draw_line(std::string_view line, std::size_t columns) -> std::string {
  auto const of = detail::measure(line, {});
  return detail::cut(line, detail::choose_window({0, 1, of.size}, columns));
}

} // namespace prodreview::display
