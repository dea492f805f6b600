// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::display {

/// Which characters of a line are pointed at: 1-based columns in code points, `end` exclusive.
struct column_span {
  std::uint32_t begin = 1;
  std::uint32_t end = 1;
};

/// A source line as a terminal shows it, and the carets that go under it.
struct drawn_line {
  std::string text;
  std::string carets;
};

/// Draws a line in at most `columns` columns: hidden characters visible, tabs expanded, and a line
/// that is too long cut around the carets, with `…` where something is missing. There is at least
/// one caret, past the end of the line at most.
[[nodiscard]] auto draw_line(std::string_view line, column_span pointed_at, std::size_t columns)
    -> drawn_line;

/// The same without carets; a line that is too long is cut at its end.
[[nodiscard]] auto draw_line(std::string_view line, std::size_t columns) -> std::string;

} // namespace prodreview::display

#ifndef PRODREVIEW_COMPILED
#include <prodreview/text/excerpt.impl.hpp>
#endif
