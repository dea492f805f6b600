// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terminal.hpp"
#include <prodreview/review/result.hpp>

#include <string>

namespace prodreview {

/// The review as a document: summary, issues by severity, what is done well, what to do in which
/// order, and what the review can say of each bullet of the checklist. Text of the repository is
/// only ever code or prose in it, never markup.
[[nodiscard]] auto to_markdown(review const &of, terminal const &on = {}) -> std::string;

} // namespace prodreview
