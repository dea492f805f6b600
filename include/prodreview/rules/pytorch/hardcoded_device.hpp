// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

#include <string_view>

namespace prodreview::rules {

struct hardcoded_device {
  static constexpr rule_info info{
      .name = "hardcoded-device",
      .topic = topic::pytorch,
      .area = area::devices,
      .item = "T1",
      .severity = severity::medium,
      .title = "Device is written into a function that takes tensors",
      .problem = "The function takes tensors from its caller and puts new ones on CUDA whatever "
                 "theirs is.",
      .impact = "It fails without a GPU, and with several it mixes devices: `cuda` is the current "
                "one, not the tensor's.",
      .fix = "Take the device from a tensor that is passed: `device=x.device`.",
      .silent =
          "the code asks whether the tensor or the machine has CUDA, or the function takes no "
          "tensor.",
      .bad = R"py(import torch

def positions(scores: torch.Tensor):
    return torch.arange(scores.shape[1], device="cuda")  # !
)py",
      .good = R"py(import torch

def positions(scores: torch.Tensor):
    return torch.arange(scores.shape[1], device=scores.device)
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    if (what.row.of != flow::family::creation && what.row.of != flow::family::like)
      return verdict::irrelevant();
    auto const device = what.given.named_as("device");
    if (!device) return verdict::irrelevant();
    if (!at.is(device.value, flow::kind::string) || device.at->kind != tree::node_kind::constant)
      return verdict::holds();
    if (at.device_of(device.value).place != flow::device_place::cuda) return verdict::irrelevant();
    auto const *const function = at.place().enclosing_function();
    if (function == nullptr || !takes_tensor(at, *function)) return verdict::unknown();
    if (asks_for_cuda(at) || !is_product_code(at.place())) return verdict::irrelevant();
    return verdict::likely(*device.at);
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &, verdict const &)
      -> explanation {
    return {.problem = "The function takes tensors from its caller and puts new ones on CUDA "
                       "whatever theirs is; we assume that the module is not for CUDA alone."};
  }

private:
  /// Whether a parameter of the function is a tensor here.
  [[nodiscard]] static auto takes_tensor(happening<flow::operation_event> const &at,
                                         tree::function const &in) -> bool {
    for (auto const *it : in.args->args) {
      auto const *const declared = it->annotation;
      if (declared != nullptr && tree::is_named(at.in(), *declared, {"torch.Tensor"})) return true;
    }
    return false;
  }

  [[nodiscard]] static auto asks_for_cuda(happening<flow::operation_event> const &at) -> bool {
    for (auto const *it : at.when.around) {
      auto const *const branch = tree::as<tree::if_>(it);
      if (branch == nullptr) continue;
      auto const text = at.in().text(*branch->test);
      if (text.find("cuda") != text.npos || text.find("device") != text.npos) return true;
    }
    return false;
  }
};

} // namespace prodreview::rules
