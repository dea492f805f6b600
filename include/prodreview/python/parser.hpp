// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <string>
#include <string_view>

namespace prodreview::python {

/// Decodes and parses one Python file: text, tree, names, comments and errors, no bindings. Accepts
/// what CPython 3.14 accepts. Never fails: a statement that cannot be read becomes
/// `opaque_statement`, and `unit::errors` begins with the error that CPython reports.
[[nodiscard]] auto parse(std::string path, std::string_view bytes) -> tree::unit;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/parser.impl.hpp>
#endif
