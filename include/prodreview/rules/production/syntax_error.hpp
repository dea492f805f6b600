// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>

namespace prodreview::rules {

/// Reported by the engine from `unit::errors`: the first one of a file, as CPython does.
struct syntax_error {
  static constexpr rule_info info{
      .name = "syntax-error",
      .topic = topic::production,
      .area = area::errors,
      .item = "names",
      .severity = severity::critical,
      .title = "The file does not parse",
      .problem = "Python cannot read this file.",
      .impact = "Importing the module raises SyntaxError, and so does everything that imports it.",
      .fix = "Correct the syntax at the place shown.",
      .silent = "some supported Python version parses the file.",
      .bad = "def loss(scores:  # !\n    return scores.sum()\n",
      .good = "def loss(scores):\n    return scores.sum()\n",
  };
};

} // namespace prodreview::rules
