// SPDX-License-Identifier: Apache-2.0
#include "text_layout.hpp"

#include <prodreview/text/display_width.hpp>

#include <algorithm>

namespace prodreview {

auto wrap(std::string_view text, std::size_t columns) -> std::vector<std::string> {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  while (!text.empty()) {
    auto const word = text.substr(0, text.find(' '));
    auto const width = display::width(word);
    if (used > 0 && used + 1 + width > columns) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0 && !word.empty()) lines.back().push_back(' '), ++used;
    lines.back().append(word);
    used += width;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return lines;
}

auto right_aligned(std::size_t left_columns, std::string_view text, std::size_t columns)
    -> std::string {
  constexpr std::size_t gap = 2;
  auto const width = display::width(text);
  if (left_columns + gap + width <= columns)
    return std::string(columns - left_columns - width, ' ');
  return "\n" + std::string(columns > width ? columns - width : 0, ' ');
}

} // namespace prodreview
