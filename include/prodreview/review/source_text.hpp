// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/tree/unit.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// The source of a range without blanks and comments: equal for code that differs in layout only.
[[nodiscard]] auto condensed(tree::unit const &in, text_range range) -> std::string;

/// The whole lines that hold a range, after replacing, with the common indentation taken away. At
/// most `most` lines.
[[nodiscard]] auto lines_of(tree::unit const &in, text_range range,
                            std::span<replacement const> edits, std::size_t most) -> std::string;

/// A place in the unit as reports print it: in a notebook, cell and line within the cell.
[[nodiscard]] auto locate(tree::unit const &in, std::string_view path, text_range range)
    -> location;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/source_text.impl.hpp>
#endif
