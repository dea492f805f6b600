// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The encodings of one byte per character that Python knows and that contain ASCII.
namespace prodreview::python {

/// The name of an encoding in the form in which Python looks it up: lower case, and `_` for each
/// run of other characters but `.`.
[[nodiscard]] auto normalized_encoding(std::string_view name) -> std::string;

/// What the bytes from 0x80 on stand for (0 is none), for a name in any form; empty when it is no
/// such encoding.
[[nodiscard]] auto upper_half_of(std::string_view encoding) -> std::span<std::uint16_t const>;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/single_bytes.impl.hpp>
#endif
