// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/operators/row.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct data_attribute {
  static constexpr rule_info info{
      .name = "data-attribute",
      .topic = topic::correctness,
      .area = area::gradients,
      .item = "C9",
      .severity = severity::high,
      .title = "A tensor is changed behind autograd's back",
      .problem = "`.data` is the tensor without its history: autograd does not see what is changed "
                 "through it.",
      .impact = "The backward pass computes with the changed values and gives wrong gradients, "
                "without an error.",
      .fix = "Change the tensor itself under `torch.no_grad()`, which keeps count of changes; read "
             "through `detach()`.",
      .silent =
          "it is not known that the object is a tensor. Where the tensor is an argument, or a "
          "weight, or is only read, it is likely, and one or two levels lower.",
      .bad = R"py(import torch

class Clipped(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = torch.nn.Parameter(torch.ones(8))

    def forward(self, x: torch.Tensor):
        hidden = self.scale.exp()
        hidden.data.clamp_(max=1)  # !
        return x * hidden
)py",
      .good = R"py(import torch

class Clipped(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = torch.nn.Parameter(torch.ones(8))

    def forward(self, x: torch.Tensor):
        hidden = self.scale.exp().clamp(max=1)
        return x * hidden
)py",
  };

  [[nodiscard]] static auto check(happening<flow::attribute_event> const &at) -> verdict {
    if (at.in().spelling(at.event.node.attr) != "data") return verdict::irrelevant();
    auto const of = at.event.of.value;
    if (!at.kinds(of).has(flow::kind::tensor)) return verdict::irrelevant();
    if (!at.is(of, flow::kind::tensor)) return verdict::unknown();
    if (!is_product_code(at.place())) return verdict::irrelevant();
    auto const state = at.gradient_of(of).state;
    auto const is_recorded = at.when.during.gradient == flow::modes::recording::on;
    if (!is_changed(at)) return verdict::likely(at.event.node, nullptr, read_only).milder_by(1);
    if (is_recorded && state == flow::gradient_state::recorded)
      return verdict::violated(at.event.node);
    if (is_recorded && state == flow::gradient_state::of)
      return verdict::likely(at.event.node, nullptr, of_caller);
    return verdict::likely(at.event.node, nullptr, weights).milder_by(1);
  }

  [[nodiscard]] static auto explain(happening<flow::attribute_event> const &at,
                                    verdict const &found) -> explanation {
    switch (found.detail) {
    case read_only:
      return {.title = "A tensor is read through `.data`",
              .problem = joined({"`", at.in().text(at.event.node),
                                 "` shares its memory with the tensor, and autograd does not see "
                                 "what is done with it; we assume that something is."}),
              .fix = "Use `detach()`: autograd complains there."};
    case of_caller:
      return {.problem = "The argument is changed without autograd seeing it; we assume that it is "
                         "a result of operations that are recorded."};
    case weights:
      return {.problem = "The tensor is changed without autograd seeing it; we assume that an "
                         "operation has used it before."};
    default: return {};
    }
  }

private:
  static constexpr std::uint32_t read_only = 1;
  static constexpr std::uint32_t of_caller = 2;
  static constexpr std::uint32_t weights = 3;

  /// `x.data = y`, `x.data += y`, `x.data[i] = y`, `x.data.mul_(y)`.
  [[nodiscard]] static auto is_changed(happening<flow::attribute_event> const &at) -> bool {
    if (at.event.node.use != tree::context::load || at.when.around.empty()) return true;
    auto const &statement = *at.when.around.back();
    auto const is_here = [&](tree::expression const *any) {
      auto const *const part = tree::as<tree::subscript>(any);
      return (part != nullptr ? part->value : any) == &at.event.node;
    };
    if (auto const *it = tree::as<tree::aug_assign>(&statement)) return is_here(it->target);
    if (auto const *it = tree::as<tree::assign>(&statement)) {
      for (auto const *target : it->targets)
        if (is_here(target)) return true;
      return false;
    }
    auto const *const alone = tree::as<tree::expr>(&statement);
    auto const *const call = alone == nullptr ? nullptr : tree::as<tree::call>(alone->value);
    auto const *const method = call == nullptr ? nullptr : tree::as<tree::attribute>(call->func);
    return method != nullptr && is_here(method->value) &&
           flow::is_in_place(at.in().spelling(method->attr));
  }
};

} // namespace prodreview::rules
