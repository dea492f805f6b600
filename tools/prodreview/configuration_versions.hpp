// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace prodreview {

/// What is wrong with a version range, as the end of a sentence about it; empty when nothing is. A
/// range is `any`, or comparisons with commas between them: `>=2.1,<2.9`, `==3.11`, `!=2.3`,
/// `~=2.1`. A range that no version can be in is wrong too.
[[nodiscard]] auto version_range_problem(std::string_view range) -> std::string_view;

} // namespace prodreview
