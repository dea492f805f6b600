// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/product_code.hpp>

namespace prodreview::rules {

struct implicit_softmax_dim {
  static constexpr rule_info info{
      .name = "implicit-softmax-dim",
      .topic = topic::correctness,
      .area = area::shapes,
      .item = "C4",
      .severity = severity::critical,
      .title = "Softmax without a dim",
      .problem = "No dim is passed, so torch picks one by the number of dims: 1 for 2-D and 4-D "
                 "tensors, 0 for the others.",
      .impact = "A batch of sequences (3-D) is normalised over the batch: the probabilities mix "
                "samples, and nothing raises.",
      .fix = "Name the dim, usually `dim=-1`.",
      .silent = "the arguments are unpacked from a container.",
      .bad = R"py(import torch.nn.functional as F
from torch import nn

class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.normalise = nn.Softmax()  # !

    def forward(self, scores):
        return self.normalise(scores), F.log_softmax(scores)  # !
)py",
      .good = R"py(import torch.nn.functional as F
from torch import nn

class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.normalise = nn.Softmax(dim=-1)

    def forward(self, scores):
        return self.normalise(scores), F.log_softmax(scores, dim=-1)
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    auto const callee = at.named(at.node.func);
    auto const is_layer =
        tree::is_one_of(callee, {"torch.nn.Softmax", "torch.nn.LogSoftmax", "torch.nn.Softmin"});
    if (!is_layer &&
        !tree::is_one_of(callee, {"torch.nn.functional.softmax", "torch.nn.functional.log_softmax",
                                  "torch.nn.functional.softmin"}))
      return verdict::irrelevant();
    if (passes_unpacked(at.node)) return verdict::unknown();
    auto const *const dim = argument_of(at.in, at.node, is_layer ? 0 : 1, "dim");
    if (dim != nullptr && !is_none(dim)) return verdict::holds();
    return is_product_code(at) ? verdict::likely(at.node) : verdict::irrelevant();
  }

  [[nodiscard]] static auto explain(site<tree::call> const &, verdict const &) -> explanation {
    return {.problem = "No dim is passed, so torch picks one by the number of dims: 1 for 2-D and "
                       "4-D tensors, 0 for the others. We assume that it is not always the one "
                       "meant."};
  }
};

} // namespace prodreview::rules
