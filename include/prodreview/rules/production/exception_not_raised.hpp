// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/exception_class.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>

namespace prodreview::rules {

struct exception_not_raised {
  static constexpr rule_info info{
      .name = "exception-not-raised",
      .topic = topic::production,
      .area = area::errors,
      .item = "P3",
      .severity = severity::high,
      .title = "An exception is made and not raised",
      .problem = "The statement builds an exception and drops it.",
      .impact = "The error it describes is never reported: the code goes on with input that it has "
                "just found to be wrong.",
      .fix = "Put `raise` in front of it.",
      .silent = "it is assigned, returned or passed on, or stands where a test expects it.",
      .bad = R"py(class ShapeError(ValueError):
    pass

def pool(scores, kernel):
    if kernel < 1:
        ValueError(f"kernel must be at least 1, got {kernel}")  # !
    if scores.ndim != 3:
        ShapeError("scores must be (batch, time, class)")  # !
    return scores.unfold(1, kernel, 1)

def backward(gradient):
    NotImplementedError  # !
)py",
      .good = R"py(class ShapeError(ValueError):
    pass

def pool(scores, kernel):
    if kernel < 1:
        raise ValueError(f"kernel must be at least 1, got {kernel}")
    if scores.ndim != 3:
        raise ShapeError("scores must be (batch, time, class)")
    return scores.unfold(1, kernel, 1)

def backward(gradient):
    raise NotImplementedError
)py",
  };

  [[nodiscard]] static auto check(site<tree::expr> const &at) -> verdict {
    auto const *const call = tree::as<tree::call>(at.node.value);
    auto const &made = call == nullptr ? *at.node.value : *call->func;
    if (!is_exception_class(at.in, made)) return verdict::irrelevant();
    if (is_tried_out(at)) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, &made) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::expr> const &at, verdict const &found)
      -> explanation {
    if (!is_warning(at, found)) return {};
    return {.title = "A warning is made and not issued",
            .problem = "The statement builds a warning and drops it.",
            .impact = "Nobody is warned.",
            .fix = "Pass it to `warnings.warn`."};
  }

  [[nodiscard]] static auto mend(site<tree::expr> const &at, verdict const &found) -> edits {
    if (is_warning(at, found)) return {};
    return changing_edit(just_before(at.node), "raise ");
  }

private:
  /// In `try` (does the name exist?) or in `with pytest.raises(…)`, to make it is the purpose.
  [[nodiscard]] static auto is_tried_out(site<tree::expr> const &at) -> bool {
    auto const is_bare_name = at.node.value->kind != tree::node_kind::call;
    auto const *const parent = at.parent();
    if (parent == nullptr) return false;
    auto const is_with = parent->kind == tree::node_kind::with;
    return is_with || (is_bare_name && parent->kind == tree::node_kind::try_);
  }

  [[nodiscard]] static auto is_warning(site<tree::expr> const &at, verdict const &found) -> bool {
    return at.in.text(*found.subject).ends_with("Warning");
  }
};

} // namespace prodreview::rules
