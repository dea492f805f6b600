// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <string>
#include <string_view>

/// How Python's `repr` writes values.
namespace prodreview::python {

/// Of a `str` in UTF-8 (lone surrogates included).
[[nodiscard]] auto repr_of_string(std::string_view text) -> std::string;

/// Of a `bytes`.
[[nodiscard]] auto repr_of_bytes(std::string_view bytes) -> std::string;

/// Of a `float`: the shortest digits that read back as the same value.
[[nodiscard]] auto repr_of_float(double value) -> std::string;

/// Of a `complex` without a real part.
[[nodiscard]] auto repr_of_imaginary(double value) -> std::string;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/repr.impl.hpp>
#endif
