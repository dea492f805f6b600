// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terminal.hpp"
#include <prodreview/review/result.hpp>

#include <string>

namespace prodreview {

/// One line per finding, `path:line:column: severity rule: problem`, then one per file that could
/// not be reviewed, then the summary. Never wrapped.
[[nodiscard]] auto to_concise(review const &of, terminal const &on = {}) -> std::string;

} // namespace prodreview
