// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/python/unicode/multibyte_names.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The encodings that Python knows, by name: those of one byte per character that contain ASCII,
/// with what their bytes stand for, and those of several bytes per character.
namespace prodreview::python {

/// The name of an encoding in the form in which Python looks it up: lower case, and `_` for each
/// run of other characters but `.`.
[[nodiscard]] auto normalized_encoding(std::string_view name) -> std::string;

/// What the bytes from 0x80 on stand for (0 is none), for a name in any form; empty when it is no
/// such encoding.
[[nodiscard]] auto upper_half_of(std::string_view encoding) -> std::span<std::uint16_t const>;

/// The encoding of several bytes per character with this name in any form, or null.
[[nodiscard]] auto find_multibyte(std::string_view encoding) -> detail::multibyte_name const *;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/single_bytes.impl.hpp>
#endif
