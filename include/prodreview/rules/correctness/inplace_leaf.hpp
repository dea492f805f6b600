// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/origin.hpp>
#include <prodreview/text/joined.hpp>
#include <prodreview/tree/search.hpp>

namespace prodreview::rules {

struct inplace_leaf {
  static constexpr rule_info info{
      .name = "inplace-leaf",
      .topic = topic::correctness,
      .area = area::gradients,
      .item = "C9",
      .severity = severity::critical,
      .title = "A leaf that requires grad is changed in place",
      .problem = "The tensor is a leaf of the graph that requires a gradient, and the operation "
                 "changes it in place while gradients are recorded.",
      .impact = "PyTorch raises `a leaf Variable that requires grad is being used in an in-place "
                "operation`.",
      .fix = "Change it under `torch.no_grad()`, or compute a new tensor.",
      .silent = "gradients are not recorded there, or the module switches `requires_grad` off.",
      .bad = R"py(import torch
from torch import nn

class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x, rate):
        self.weight.mul_(rate)  # !
        return x * self.weight
)py",
      .good = R"py(import torch
from torch import nn

class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x, rate):
        with torch.no_grad():
            self.weight.mul_(rate)
        return x * self.weight
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    using flow::gradient_state;
    auto const &what = at.event.what;
    if (!what.is_in_place || what.inputs.empty()) return verdict::irrelevant();
    if (what.row.name == "requires_grad_" || what.row.of == flow::family::detach)
      return verdict::irrelevant();
    auto const state = at.gradient_of(what.inputs[0].value).state;
    if (state == gradient_state::unknown) return verdict::unknown();
    if (state != gradient_state::leaf || what.during.gradient == flow::modes::recording::off)
      return verdict::holds();
    if (what.during.gradient != flow::modes::recording::on || switches_off(at.in()))
      return verdict::unknown();
    return judge(at);
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at,
                                    verdict const &found) -> explanation {
    return {.problem =
                joined({"`", at.in().text(*found.subject),
                        "` is a leaf of the graph that requires a gradient, and it is changed "
                        "in place while gradients are recorded."}),
            .evidence = origin_of(at, at.event.what.inputs[0])};
  }

private:
  /// A caller may have switched recording off: of what runs while a module is made or called it is
  /// not to be expected, of what initialises weights it is.
  [[nodiscard]] static auto judge(happening<flow::operation_event> const &at) -> verdict {
    auto const *const subject = at.event.what.inputs[0].at;
    auto const *const function = at.place().enclosing_function();
    if (function == nullptr) return verdict::violated(at.event.node, subject);
    auto const name = at.in().spelling(function->name);
    if (name == "__init__" || name == "forward") return verdict::violated(at.event.node, subject);
    auto const is_initialiser = name.find("init") != name.npos || name.find("reset") != name.npos;
    return is_initialiser ? verdict::unknown() : verdict::likely(at.event.node, subject);
  }

  /// Somewhere in the file something stops to require gradients: this leaf may be meant.
  [[nodiscard]] static auto switches_off(tree::unit const &in) -> bool {
    auto const frozen = in.names.find("requires_grad");
    auto const method = in.names.find("requires_grad_");
    if (method != name_id::none) return true;
    if (frozen == name_id::none) return false;
    return tree::find_node(*in.root, [&](tree::node const &any) {
             auto const *const target = tree::as<tree::attribute>(&any);
             return target != nullptr && target->attr == frozen &&
                    target->use == tree::context::store;
           }) != nullptr;
  }
};

} // namespace prodreview::rules
