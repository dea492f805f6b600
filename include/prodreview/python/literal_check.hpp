// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/token.hpp>
#include <prodreview/text/source.hpp>
#include <prodreview/tree/nodes.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview::python {

/// The digits that a decimal integer may have before CPython refuses to read it.
inline constexpr std::size_t maximum_digits = 4300;

/// What CPython says of a string token that it cannot decode; empty when it can.
[[nodiscard]] auto problem_of_string(token const &string, source const &in) -> std::string;

/// The same for the literal text of a format string.
[[nodiscard]] auto problem_of_format_text(std::string_view text, tree::piece_form form)
    -> std::string;

/// The same for a number.
[[nodiscard]] auto problem_of_number(token const &number, source const &in) -> std::string;

/// Where the content of a string token stands, without prefix and quotes.
[[nodiscard]] auto content_of(token const &string) -> text_range;

/// Is the value of this piece of a literal the empty string?
[[nodiscard]] auto has_no_value(std::string_view piece, tree::piece_form form) -> bool;

/// How many bytes at the end of the text of a format string CPython's range leaves out: escaped
/// line ends after a doubled brace or a character's name, where its lexer begins anew, or all of
/// it when it has no value.
[[nodiscard]] auto empty_end_of(std::string_view text, tree::piece_form form) -> std::uint32_t;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/literal_check.impl.hpp>
#endif
