// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/normaliser.hpp>
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

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (stays_in_log_space(at)) return verdict::holds();
    if (!is_tensor_operation(at.in, at.node, "log")) return verdict::irrelevant();
    auto const *const probabilities = operand_of(at.in, at.node);
    auto const found = find_normaliser(at.in, probabilities);
    if (found.made == nullptr) return verdict::unknown();
    return is_product_code(at) ? verdict::violated(at.node, found.made) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &found)
      -> explanation {
    if (at.node.range.contains(found.subject->range)) return {};
    return {.evidence = {{found.subject->range, "the probabilities are computed here"}}};
  }

  /// Only where the normaliser stands in the call itself and nothing lies in between.
  [[nodiscard]] static auto mend(site<tree::call> const &at, verdict const &) -> edits {
    auto const &inner = *operand_of(at.in, at.node);
    auto text = in_log_space(at.in, inner);
    return text.empty() ? edits{} : safe_edit(at.node.range, std::move(text));
  }

private:
  [[nodiscard]] static auto stays_in_log_space(site<tree::call> const &at) -> bool {
    return at.names(at.node.func, {"torch.log_softmax", "torch.nn.functional.log_softmax",
                                   "torch.nn.functional.logsigmoid", "torch.nn.LogSoftmax",
                                   "torch.nn.LogSigmoid", "torch.special.log_softmax"});
  }
};

} // namespace prodreview::rules
