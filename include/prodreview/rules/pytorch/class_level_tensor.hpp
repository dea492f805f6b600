// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/devices.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct class_level_tensor {
  static constexpr rule_info info{
      .name = "class-level-tensor",
      .topic = topic::pytorch,
      .area = area::devices,
      .item = "T1",
      .severity = severity::high,
      .title = "Tensor of the class or module meets tensors of callers",
      .problem = "The tensor is made once, on the default device, when the module is imported, and "
                 "combined with one whose device the caller chooses.",
      .impact = "With data on the GPU the operation raises `Expected all tensors to be on the same "
                "device`; moving a module does not move it.",
      .fix = "Make it where it is used, from the input (`x.new_tensor(…)`), or register it as a "
             "buffer.",
      .silent =
          "the tensor has no dims, or is moved where it is used, or the code prepares data on "
          "the CPU.",
      .bad = R"py(import torch

class Tropical:
    zero = torch.tensor([-1e9, 0.0])  # !

    @classmethod
    def start(cls, scores: torch.Tensor):
        return torch.maximum(scores, Tropical.zero)
)py",
      .good = R"py(import torch

class Tropical:
    zero = (-1e9, 0.0)

    @classmethod
    def start(cls, scores: torch.Tensor):
        return torch.maximum(scores, scores.new_tensor(Tropical.zero))
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    if (!needs_one_device(at.event.what)) return verdict::irrelevant();
    auto const *const factory = left_on_default(at);
    if (factory == nullptr || is_in_function(at.in(), *factory)) return verdict::irrelevant();
    auto const chosen = chosen_elsewhere(at);
    if (!chosen || at.place().enclosing_function() == nullptr || !makes_dims(at.in(), *factory))
      return verdict::unknown();
    if (!is_product_code(at.place()) || is_about_host(at.place())) return verdict::irrelevant();
    return verdict::violated(*factory, chosen.at);
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at,
                                    verdict const &found) -> explanation {
    return {.problem =
                joined({"The tensor is made once, on the default device, and combined with `",
                        at.in().text(*found.subject), "`, which lies where the caller puts it."}),
            .evidence = {{at.event.node.range, "here the two meet"}}};
  }

private:
  /// Whether the innermost scope around is that of a function.
  [[nodiscard]] static auto is_in_function(tree::unit const &in, tree::node const &any) -> bool {
    tree::scope const *innermost = nullptr;
    for (auto const &it : in.bindings.scopes) {
      auto const may_be =
          it.kind == tree::scope_kind::function || it.kind == tree::scope_kind::class_;
      if (!may_be || it.opened_by == nullptr || !it.opened_by->range.contains(any.range)) continue;
      if (innermost == nullptr || innermost->opened_by->range.contains(it.opened_by->range))
        innermost = &it;
    }
    return innermost != nullptr && innermost->kind == tree::scope_kind::function;
  }
};

} // namespace prodreview::rules
