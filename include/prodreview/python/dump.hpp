// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <string>

namespace prodreview::python {

/// The tree of a unit in the form of CPython 3.14's `ast.dump(tree, include_attributes=True)`, to
/// the byte: a run of operators is nested again, columns are bytes. What could not be read is
/// `Opaque(reason='…', children=[…])`, which CPython does not have.
[[nodiscard]] auto dump(tree::unit const &in) -> std::string;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/dump.impl.hpp>
#endif
