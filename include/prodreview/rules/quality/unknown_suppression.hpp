// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

namespace prodreview::rules {

/// Reported by the engine (`review/suppression.hpp`).
struct unknown_suppression {
  static constexpr rule_info info{
      .name = "unknown-suppression",
      .topic = topic::quality,
      .area = area::readability,
      .item = "names",
      .severity = severity::medium,
      .title = "A suppression names no rule",
      .problem = "No rule has the name that this comment suppresses.",
      .impact = "The comment suppresses nothing, although its author believed that it does.",
      .fix = "Correct the name; `prodreview rules` lists them all.",
      .silent = "the name is a rule's.",
      .bad = "rate = 0.1  # prodreview: ignore[unsave-load]: we wrote this file  # !\n",
      .good = "rate = 0.1\n",
  };
};

} // namespace prodreview::rules
