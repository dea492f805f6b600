// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/swallowing.hpp>

namespace prodreview::rules {

struct broad_except_swallow {
  static constexpr rule_info info{
      .name = "broad-except-swallow",
      .topic = topic::production,
      .area = area::errors,
      .item = "P3",
      .severity = severity::high,
      .title = "Every exception is swallowed",
      .problem = "The handler catches every exception and drops it.",
      .impact = "A mistyped name, a shape error or a CUDA failure in the guarded code disappears: "
                "the program goes on with missing or old values, and nobody learns why.",
      .fix = "Catch the exceptions that are expected, and log or re-raise the others.",
      .silent = "the guarded code imports, asks whether something works, cleans up or returns an "
                "answer of its own; or a comment says why nothing has to be done.",
      .bad = R"py(import json

def load_scales(paths):
    scales = {}
    for path in paths:
        try:
            scales.update(json.loads(path.read_text()))
        except:  # !
            pass
    return scales
)py",
      .good = R"py(import json

def load_scales(paths):
    scales = {}
    for path in paths:
        try:
            scales.update(json.loads(path.read_text()))
        except json.JSONDecodeError as error:
            raise ValueError(f"{path} holds no scales") from error
    return scales
)py",
  };

  [[nodiscard]] static auto check(site<tree::except_handler> const &at) -> verdict {
    auto const caught = what_is_caught(at.in, at.node);
    if (caught == caught_exceptions::some) return verdict::holds();
    auto const is_idle = caught == caught_exceptions::all ? tells_nothing(at.in, at.node.body)
                                                          : does_nothing(at.node.body);
    if (!is_idle) return verdict::unknown();
    if (is_explained(at.in, at.node) || is_best_effort(at)) return verdict::unknown();
    if (!is_product_code(at)) return verdict::irrelevant();
    return caught == caught_exceptions::all ? verdict::violated(at.node) : verdict::likely(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::except_handler> const &at, verdict const &found)
      -> explanation {
    if (found.tier == tier::likely)
      return {.problem = "The handler catches every error and drops it; we assume that "
                         "nothing after it makes up for what did not happen."};
    if (at.node.type != nullptr) return {};
    return {.problem = "The bare `except:` catches everything, KeyboardInterrupt and SystemExit "
                       "included, and drops it."};
  }

private:
  /// Code that may fail without harm: probing and cleaning up.
  [[nodiscard]] static auto is_best_effort(site<tree::except_handler> const &at) -> bool {
    auto const *const guarded = as_try(at.parent());
    auto const *const function = at.enclosing_function();
    if (guarded == nullptr || probes_or_cleans_up(at.in, *guarded)) return true;
    if (function != nullptr && (is_cleanup_name(at.in.spelling(function->name)) ||
                                has_comment_in(at.in, function->range, " try ")))
      return true;
    return is_within_handling(at.ancestors);
  }
};

} // namespace prodreview::rules
