// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "problem.hpp"
#include "repository.hpp"
#include "repository_change.hpp"

#include <optional>

namespace prodreview {

/// Each path that the review is restricted to has to name something tracked on one of its sides: a
/// misspelt path must not pass for a clean review.
[[nodiscard]] auto require_tracked(repository const &in, change_sides const &sides)
    -> std::optional<problem>;

} // namespace prodreview
