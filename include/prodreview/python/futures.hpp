// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <optional>

namespace prodreview::python {

/// What CPython says of a `from __future__ import` at the head of the module that names no feature.
[[nodiscard]] auto problem_of_futures(tree::unit const &in) -> std::optional<tree::syntax_error>;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/futures.impl.hpp>
#endif
