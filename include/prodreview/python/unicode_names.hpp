// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <optional>
#include <string_view>

namespace prodreview::python {

/// What `\N{name}` means in a string literal: a character by its name or an alias of it, in any
/// case (that of Hangul syllables and unified ideographs is upper). Nothing for a named sequence.
/// The names are those of CPython 3.14 (Unicode 16).
[[nodiscard]] auto character_named(std::string_view name) -> std::optional<char32_t>;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/unicode_names.impl.hpp>
#endif
