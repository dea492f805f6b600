// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terminal.hpp"
#include <prodreview/review/result.hpp>

#include <string>

namespace prodreview {

/// The review for a person at a terminal. Each finding says what, where, why we know, what it costs
/// and what to do; then what is gone, what was left out, and one summary line.
[[nodiscard]] auto to_full(review const &of, terminal const &on) -> std::string;

} // namespace prodreview
