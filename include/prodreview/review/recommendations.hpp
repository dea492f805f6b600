// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace prodreview {

/// One thing to do: the findings of one rule, however many places they name.
struct recommendation {
  std::string rule;
  /// Of its gravest finding.
  prodreview::severity severity = severity::medium;
  /// What to do, and why: the fix and the impact of its first finding.
  std::string action;
  std::string rationale;
  /// How many findings it would settle, and the first few places in the order of the report.
  std::size_t count = 0;
  std::vector<location> places;
};

/// The findings that gate or are touched, grouped by rule: gravest first, then the most frequent,
/// then by name.
[[nodiscard]] auto recommend(std::span<finding const> findings) -> std::vector<recommendation>;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/recommendations.impl.hpp>
#endif
