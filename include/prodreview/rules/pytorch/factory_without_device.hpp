// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/devices.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <string>

namespace prodreview::rules {

struct factory_without_device {
  static constexpr rule_info info{
      .name = "factory-without-device",
      .topic = topic::pytorch,
      .area = area::devices,
      .item = "T1",
      .severity = severity::critical,
      .title = "New tensor stays on the default device",
      .problem = "The tensor is made without `device=` and then combined with one whose device the "
                 "caller chooses.",
      .impact = "With data on the GPU the operation raises `Expected all tensors to be on the same "
                "device`; tests on the CPU do not see it.",
      .fix = "Give the factory the device of the tensor that it is combined with.",
      .silent = "the tensor is moved first, has no dims, or is only an index, a default device is "
                "set around, or the code prepares data on the CPU.",
      .bad = R"py(import torch

class Masked(torch.nn.Module):
    def forward(self, scores: torch.Tensor, length):
        batch, steps, tags = scores.shape
        mask = torch.zeros(batch, steps, tags)  # !
        mask[:, :length] = 1
        return scores * mask
)py",
      .good = R"py(import torch

class Masked(torch.nn.Module):
    def forward(self, scores: torch.Tensor, length):
        batch, steps, tags = scores.shape
        mask = torch.zeros(batch, steps, tags, device=scores.device)
        mask[:, :length] = 1
        return scores * mask
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    if (!needs_one_device(what)) return verdict::irrelevant();
    auto const *const factory = left_on_default(at);
    if (factory == nullptr) return verdict::irrelevant();
    auto const chosen = chosen_elsewhere(at);
    if (!chosen || !makes_dims(at.in(), *factory)) return verdict::unknown();
    // What a constructor makes may be moved with the module.
    auto const *const function = at.place().enclosing_function();
    if (function != nullptr && !function->range.contains(factory->range)) return verdict::unknown();
    if (!is_product_code(at.place()) || is_about_host(at.place())) return verdict::irrelevant();
    auto const is_forward = function != nullptr && at.in().spelling(function->name) == "forward";
    auto const is_certain =
        is_forward || at.device_of(chosen.value).place == flow::device_place::cuda;
    return is_certain ? verdict::violated(*factory, chosen.at)
                      : verdict::likely(*factory, chosen.at);
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at,
                                    verdict const &found) -> explanation {
    auto const other = at.in().text(*found.subject);
    auto const is_chosen =
        at.device_of(chosen_elsewhere(at).value).place == flow::device_place::chosen;
    return {.problem =
                joined({"The tensor is made without `device=` and then combined with `", other,
                        is_chosen ? "`, which is put on the GPU where there is one."
                                  : "`, which lies where the caller puts it."}),
            .evidence = {{at.event.node.range, "here the two meet"}}};
  }

  [[nodiscard]] static auto mend(happening<flow::operation_event> const &at, verdict const &found)
      -> edits {
    auto const *const other = tree::as<tree::name>(found.subject);
    auto const *const factory = tree::as<tree::call>(found.at);
    if (other == nullptr || factory == nullptr || !is_parameter(at, *other)) return {};
    auto const end = factory->range.end - 1;
    auto const has_comma = factory->args.empty() && factory->keywords.empty();
    return changing_edit(
        {end, end}, joined({has_comma ? "" : ", ", "device=", at.in().text(*other), ".device"}));
  }

private:
  /// Bound before the factory runs, for certain.
  [[nodiscard]] static auto is_parameter(happening<flow::operation_event> const &at,
                                         tree::name const &it) -> bool {
    auto const *const by = tree::only_binding(at.in(), it);
    return by != nullptr && by->kind == tree::binding_kind::parameter;
  }
};

} // namespace prodreview::rules
