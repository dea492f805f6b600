// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/python/character.hpp>
#include <prodreview/python/escape_check.hpp>

#include <algorithm>
#include <cstddef>

namespace prodreview::python {

PRODREVIEW_INLINE auto has_fragile_escape(std::string_view content) -> bool {
  for (auto at = content.find('\\'); at != content.npos && at + 1 < content.size();
       at = content.find('\\', at + 2)) {
    char const escaped = content[at + 1];
    if (escaped == 'x' || escaped == 'N' || (escaped | 0x20) == 'u') return true;
  }
  return false;
}

PRODREVIEW_INLINE auto has_no_value(std::string_view piece, tree::piece_form form) -> bool {
  bool const has_escapes = form == tree::piece_form::plain || form == tree::piece_form::format;
  while (has_escapes && piece.size() > 1 && piece[0] == '\\' && is_line_end(piece[1]))
    piece.remove_prefix(piece[1] == '\r' && piece.size() > 2 && piece[2] == '\n' ? 3 : 2);
  return piece.empty();
}

PRODREVIEW_INLINE auto all_ascii(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_ascii(c); });
}

} // namespace prodreview::python
