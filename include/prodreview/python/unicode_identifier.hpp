// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <string>
#include <string_view>

/// What Python's reference says of identifiers: characters with the property XID_Start (or `_`),
/// then those with XID_Continue, compared in normal form NFKC. The tables are those of CPython
/// 3.14 (Unicode 16).
namespace prodreview::python {

/// May an identifier begin with it?
[[nodiscard]] auto is_identifier_start(char32_t character) -> bool;

/// May it stand in an identifier after the first character?
[[nodiscard]] auto is_identifier_continue(char32_t character) -> bool;

/// The normal form NFKC of an identifier in UTF-8. Exact for the characters that identifiers are
/// made of.
[[nodiscard]] auto normalize_nfkc(std::string_view identifier) -> std::string;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/unicode_identifier.impl.hpp>
#endif
