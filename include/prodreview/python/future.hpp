// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/unit.hpp>

#include <optional>

namespace prodreview::python {

/// A feature that `from __future__ import` asks for at the beginning of a module and that Python
/// does not have. CPython refuses it when the module has been parsed.
[[nodiscard]] auto unknown_future(tree::unit const &in) -> std::optional<tree::syntax_error>;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/future.impl.hpp>
#endif
