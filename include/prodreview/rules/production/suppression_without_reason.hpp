// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

namespace prodreview::rules {

/// Reported by the engine (`review/suppression.hpp`).
struct suppression_without_reason {
  static constexpr rule_info info{
      .name = "suppression-without-reason",
      .topic = topic::production,
      .area = area::documentation,
      .item = "names",
      .severity = severity::medium,
      .title = "A suppression does not say why",
      .problem = "A `prodreview: ignore[...]` comment has no reason, so it suppresses nothing.",
      .impact = "The finding it was meant for is still reported; a reader cannot tell a decision "
                "from a shortcut.",
      .fix =
          "Add the reason after a colon: `# prodreview: ignore[rule-name]: why it is right here`.",
      .silent = "the comment gives a reason.",
      .bad = "rate = 0.1  # prodreview: ignore[unsafe-load]  # !\n",
      .good = "rate = 0.1  # prodreview: ignore[unsafe-load]: we wrote this file\n",
  };
};

} // namespace prodreview::rules
