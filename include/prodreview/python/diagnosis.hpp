// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/text/source.hpp>
#include <prodreview/tree/unit.hpp>

#include <optional>

namespace prodreview::python {

/// The error that CPython 3.14 reports for a text: the same line, column and sentence. Nothing when
/// it accepts the text, or when the text is nested too deeply to tell. Slow: for texts that
/// `grammar` refuses.
[[nodiscard]] auto diagnose(source const &text) -> std::optional<tree::syntax_error>;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/diagnosis.impl.hpp>
#endif
