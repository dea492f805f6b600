// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/result.hpp>

#include <string>

/// The parts of the Markdown report. Each ends with one line end; a section begins with an empty
/// line and its heading.
namespace prodreview {

/// `### Title`, then location, problem, impact and fix, with the code before and after.
[[nodiscard]] auto markdown_issue(finding const &of) -> std::string;

/// The same as one item of a list.
[[nodiscard]] auto markdown_bullet(finding const &of) -> std::string;

[[nodiscard]] auto markdown_positives(review const &of) -> std::string;
[[nodiscard]] auto markdown_recommendations(review const &of) -> std::string;
[[nodiscard]] auto markdown_checklist(review const &of) -> std::string;

} // namespace prodreview
