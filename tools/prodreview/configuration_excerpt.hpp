// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace prodreview {

/// Text with every byte safe for a terminal: controls, direction marks and broken bytes become
/// U+FFFD, a tab becomes a blank.
[[nodiscard]] auto printable(std::string_view text) -> std::string;

/// A line and the carets below it, both printable, cut around the carets when the line is long.
struct excerpt {
  std::string line;
  std::string carets;
};

/// `begin` and `end` are byte offsets within the line; at least one caret is drawn.
[[nodiscard]] auto excerpt_of(std::string_view line, std::size_t begin, std::size_t end) -> excerpt;

} // namespace prodreview
