// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/product_code.hpp>

#include <algorithm>

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
    auto const is_layer =
        at.names(at.node.func, {"torch.nn.Softmax", "torch.nn.LogSoftmax", "torch.nn.Softmin"});
    if (!is_layer &&
        !at.names(at.node.func, {"torch.nn.functional.softmax", "torch.nn.functional.log_softmax",
                                 "torch.nn.functional.softmin"}))
      return verdict::irrelevant();
    if (passes_unpacked(at.node)) return verdict::unknown();
    auto const *const dim = argument_of(at.in, at.node, is_layer ? 0 : 1, "dim");
    if (dim != nullptr && !is_none(dim)) return verdict::holds();
    if (!is_product_code(at)) return verdict::irrelevant();
    return is_indexed_as_three_dims(at) ? verdict::violated(at.node) : verdict::likely(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::call> const &, verdict const &found) -> explanation {
    if (found.tier == tier::proved) return {};
    return {.problem = "No dim is passed, so torch picks one by the number of dims: 1 for 2-D and "
                       "4-D tensors, 0 for the others. We assume that it is not always the one "
                       "meant."};
  }

private:
  /// `softmax(x)[:, :, 0]`: the tensor has three dims at least.
  [[nodiscard]] static auto is_indexed_as_three_dims(site<tree::call> const &at) -> bool {
    auto const *const part = tree::as<tree::subscript>(at.parent());
    auto const *const indices = part == nullptr ? nullptr : tree::as<tree::tuple>(part->slice);
    if (indices == nullptr || part->value != &at.node) return false;
    auto const is_dim = [](tree::expression const *it) {
      return !is_none(it) && !is_constant(it, tree::constant_kind::ellipsis) &&
             it->kind != tree::node_kind::starred;
    };
    return std::count_if(indices->elts.begin(), indices->elts.end(), is_dim) >= 3;
  }
};

} // namespace prodreview::rules
