// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/tree/nodes.hpp>

#include <string_view>

namespace prodreview::python {

/// Is there an escape sequence that may not be possible to decode? The others always are.
[[nodiscard]] auto has_fragile_escape(std::string_view content) -> bool;

/// Is the value of this piece of a literal the empty string?
[[nodiscard]] auto has_no_value(std::string_view piece, tree::piece_form form) -> bool;

[[nodiscard]] auto all_ascii(std::string_view text) -> bool;

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/escape_check.impl.hpp>
#endif
