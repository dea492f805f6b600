// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/argument.hpp>
#include <prodreview/rules/support/guarded.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>

namespace prodreview::rules {

struct refused_factory {
  static constexpr rule_info info{
      .name = "refused-factory",
      .topic = topic::correctness,
      .area = area::dtypes,
      .item = "C2",
      .severity = severity::critical,
      .title = "Torch refuses to make this",
      .problem = "Torch never takes these arguments together.",
      .impact = "The call raises whenever it is reached.",
      .fix = "Pass what torch takes.",
      .silent =
          "a dtype is given, the device is the CPU or comes from elsewhere, or the failure is "
          "expected.",
      .bad = R"py(import torch

def start(gpu, device):
    weight = torch.tensor([1, 2], requires_grad=True)  # !
    target = torch.device("gpu:%d" % gpu)  # !
    return weight.to(target), torch.Tensor([0.5], device=torch.device("cuda"))  # !
)py",
      .good = R"py(import torch

def start(gpu, device):
    weight = torch.tensor([1.0, 2.0], requires_grad=True)
    target = torch.device("cuda:%d" % gpu)
    return weight.to(target), torch.tensor([0.5], device=torch.device("cuda"))
)py",
  };

  [[nodiscard]] static auto check(site<tree::call> const &at) -> verdict {
    if (passes_unpacked(at.node) || at.node.args.empty()) return verdict::irrelevant();
    auto const problem = problem_of(at);
    if (problem == refusal::none) return verdict::irrelevant();
    if (expects_failure(at.in, at.ancestors, {"builtins.RuntimeError"})) return verdict::unknown();
    auto const is_assumed = problem == refusal::legacy_device &&
                            !is_constant(device_elsewhere(at), tree::constant_kind::string);
    return is_assumed ? verdict::likely(at.node) : verdict::violated(at.node);
  }

  [[nodiscard]] static auto explain(site<tree::call> const &at, verdict const &found)
      -> explanation {
    switch (problem_of(at)) {
    case refusal::integer_gradient:
      return {.problem =
                  "The values are integers, and only floating tensors can require gradients.",
              .fix = "Write the values as floats, or give a floating `dtype`."};
    case refusal::legacy_device:
      return {
          .problem = joined(
              {"`torch.Tensor(…)` makes tensors on the CPU only, and refuses "
               "another device.",
               found.tier == tier::likely ? " We assume that the device can be another one." : ""}),
          .fix = "Use `torch.tensor(…)`, or `torch.empty(…)` for a size."};
    default:
      return {.problem = joined({"`", at.in.text(*at.node.args[0]),
                                 "` names no type of device that torch knows."}),
              .fix = "CUDA devices are called `cuda`, or `cuda:0`."};
    }
  }

private:
  enum class refusal : std::uint8_t { none, integer_gradient, legacy_device, device_name };

  [[nodiscard]] static auto problem_of(site<tree::call> const &at) -> refusal {
    auto const *const callee = at.node.func;
    if (at.names(callee, {"torch.tensor"}) && makes_integer_leaf(at))
      return refusal::integer_gradient;
    if (at.names(callee, {"torch.Tensor", "torch.FloatTensor"}) && device_elsewhere(at) != nullptr)
      return refusal::legacy_device;
    if (at.names(callee, {"torch.device"}) && is_wrong_device(at.in, *at.node.args[0]))
      return refusal::device_name;
    return refusal::none;
  }

  [[nodiscard]] static auto makes_integer_leaf(site<tree::call> const &at) -> bool {
    return is_true(keyword_of(at.in, at.node, "requires_grad")) &&
           keyword_of(at.in, at.node, "dtype") == nullptr && holds_integers(*at.node.args[0]);
  }

  /// An integer, or a list of such.
  [[nodiscard]] static auto holds_integers(tree::expression const &any) -> bool {
    auto const *const list = tree::as<tree::list>(&any);
    if (list == nullptr) return is_constant(&any, tree::constant_kind::integer);
    return !list->elts.empty() &&
           std::all_of(list->elts.begin(), list->elts.end(),
                       [](tree::expression const *it) { return holds_integers(*it); });
  }

  /// The device as it is written, where it is not the CPU.
  [[nodiscard]] static auto device_elsewhere(site<tree::call> const &at)
      -> tree::expression const * {
    auto const *device = keyword_of(at.in, at.node, "device");
    auto const *const made = tree::as<tree::call>(device);
    if (made != nullptr && at.names(made->func, {"torch.device"}) && !made->args.empty())
      device = made->args[0];
    auto const name = plain_string(at.in, device);
    return is_none(device) || (name && !name->starts_with("cuda")) ? nullptr : device;
  }

  [[nodiscard]] static auto is_wrong_device(tree::unit const &in, tree::expression const &any)
      -> bool {
    auto const text = in.text(any);
    auto const quote = text.find_first_of("\"'");
    // The text of a literal, a format or an f-string up to what is put in.
    if (quote > 1 || quote == text.npos) return false;
    auto const name = text.substr(quote + 1);
    for (auto const wrong : {"gpu", "GPU", "CUDA", "Cuda", "CPU"})
      if (name.starts_with(wrong)) return true;
    return false;
  }
};

} // namespace prodreview::rules
