// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// The words of a text in lines of at most `columns` columns; a longer word has a line of its own.
/// There is always one line.
[[nodiscard]] auto wrap(std::string_view text, std::size_t columns) -> std::vector<std::string>;

/// A right-hand text on the same line when a gap of two columns stays, else on the next one.
/// `left_columns` is the width of what is to the left already.
[[nodiscard]] auto right_aligned(std::size_t left_columns, std::string_view text,
                                 std::size_t columns) -> std::string;

} // namespace prodreview
