// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

namespace prodreview::rules {

/// Reported by the engine (`review/suppression.hpp`).
struct unused_suppression {
  static constexpr rule_info info{
      .name = "unused-suppression",
      .topic = topic::quality,
      .area = area::readability,
      .item = "names",
      .severity = severity::low,
      .title = "A suppression suppresses nothing",
      .problem = "No finding of this rule stands where the comment would suppress it.",
      .impact =
          "The comment misleads readers, and would hide a later finding that nobody has judged.",
      .fix = "Remove the rule's name, or the whole comment.",
      .silent = "the rule is off for this file or not selected in this run.",
      .bad = "rate = 0.1  # prodreview: ignore[unsafe-load]: we wrote this file  # !\n",
      .good = "rate = 0.1\n",
  };
};

} // namespace prodreview::rules
