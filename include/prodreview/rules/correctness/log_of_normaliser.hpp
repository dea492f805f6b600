// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/log_space.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/origin.hpp>
#include <prodreview/rules/support/product_code.hpp>

namespace prodreview::rules {

struct log_of_normaliser {
  static constexpr rule_info info{
      .name = "log-of-normaliser",
      .topic = topic::correctness,
      .area = area::numerics,
      .item = "C3",
      .severity = severity::critical,
      .title = "Logarithm of a softmax or sigmoid",
      .problem = "The logarithm is taken of probabilities that softmax or sigmoid has already "
                 "rounded to zero.",
      .impact =
          "A score 104 below the largest one gives log(0) = -inf in float32; the loss becomes "
          "inf and its gradients NaN.",
      .fix = "Use `log_softmax` or `logsigmoid`: they never leave log space.",
      .silent = "something is added to or clamped into the probabilities first, or it is not known "
                "that the value is a tensor.",
      .bad = R"py(import torch
import torch.nn.functional as F

def loss(scores, gate, target):
    picked = torch.log(F.softmax(scores, dim=-1))  # !
    opened = torch.sigmoid(gate).log()  # !
    closed = torch.log(1 - torch.sigmoid(gate))  # !
    return picked[target] + opened + closed
)py",
      .good = R"py(import torch
import torch.nn.functional as F

def loss(scores, gate, target):
    picked = F.log_softmax(scores, dim=-1)
    opened = torch.nn.functional.logsigmoid(gate)
    closed = torch.nn.functional.logsigmoid(-gate)
    return picked[target] + opened + closed
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    using flow::meaning;
    auto const &what = at.event.what;
    auto const gives = what.row.means;
    if (gives == meaning::log_softmax || gives == meaning::log_sigmoid) return verdict::holds();
    if (what.row.name != "log" || what.inputs.empty()) return verdict::irrelevant();
    auto const means = at.meaning_of(what.inputs[0].value);
    if (means != meaning::softmax && means != meaning::sigmoid) return verdict::unknown();
    return is_product_code(at.place()) ? verdict::violated(at.event.node, what.inputs[0].at)
                                       : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at, verdict const &)
      -> explanation {
    return {.evidence = origin_of(at, at.event.what.inputs[0])};
  }

  /// Only where the normaliser stands in the call itself and nothing lies in between.
  [[nodiscard]] static auto mend(happening<flow::operation_event> const &at, verdict const &found)
      -> edits {
    if (!tree::is_expression(found.subject->kind)) return {};
    auto text = in_log_space(at.in(), static_cast<tree::expression const &>(*found.subject));
    return text.empty() ? edits{} : safe_edit(at.event.node.range, std::move(text));
  }
};

} // namespace prodreview::rules
