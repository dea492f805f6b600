// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/inspect.hpp>
#include <prodreview/review/result.hpp>
#include <prodreview/tree/unit.hpp>

#include <string_view>
#include <vector>

namespace prodreview {

/// What the changed lines do well, in source order, at most three places of a kind. Each title says
/// what was seen and nothing beyond it; names are matched by what they are bound to.
[[nodiscard]] auto find_positives(tree::unit const &in, std::string_view path,
                                  line_filter const &is_changed) -> std::vector<positive>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/positives.impl.hpp>
#endif
