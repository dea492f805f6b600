// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <string>
#include <string_view>

/// The values of literals, decoded when someone asks.
namespace prodreview::python {

/// Of a `string` constant, in UTF-8; lone surrogates are kept (WTF-8).
[[nodiscard]] auto string_value(tree::unit const &in, tree::constant const &literal) -> std::string;

/// Of a `bytes` constant.
[[nodiscard]] auto bytes_value(tree::unit const &in, tree::constant const &literal) -> std::string;

/// The value of an integer literal (`0x_FF`, `1_000`) in decimal digits, however large. From 4301
/// digits on, where CPython refuses to print it, in hexadecimal with `0x`.
[[nodiscard]] auto integer_text(std::string_view literal) -> std::string;

/// The value of a floating-point literal, or of an imaginary one without its `j`: infinite or zero
/// beyond the range of `double`.
[[nodiscard]] auto floating_value(std::string_view literal) -> double;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/literal.impl.hpp>
#endif
