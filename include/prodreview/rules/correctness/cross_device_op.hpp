// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/devices.hpp>
#include <prodreview/rules/support/origin.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct cross_device_op {
  static constexpr rule_info info{
      .name = "cross-device-op",
      .topic = topic::correctness,
      .area = area::devices,
      .item = "C6",
      .severity = severity::critical,
      .title = "Operands lie on different devices",
      .problem = "One operand lies on the CPU and the other on CUDA.",
      .impact = "The operation raises `Expected all tensors to be on the same device`.",
      .fix = "Move one of the two, once, before the operation.",
      .silent = "the device of either is not known, or one has no dims.",
      .bad = R"py(import torch

def score(features: torch.Tensor, weight: torch.Tensor):
    weight = weight.cpu()
    return features.cuda() * weight  # !
)py",
      .good = R"py(import torch

def score(features: torch.Tensor, weight: torch.Tensor):
    weight = weight.cuda()
    return features.cuda() * weight
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    using flow::device_place;
    auto const &what = at.event.what;
    if (!needs_one_device(what)) return verdict::irrelevant();
    auto const *const host = find(at, device_place::cpu);
    auto const *const cuda = find(at, device_place::cuda);
    if (host == nullptr && cuda == nullptr) return verdict::irrelevant();
    if (host != nullptr && cuda != nullptr) return verdict::violated(at.event.node, host->at);
    return verdict::unknown();
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at, verdict const &)
      -> explanation {
    auto const *const host = find(at, flow::device_place::cpu);
    auto const *const cuda = find(at, flow::device_place::cuda);
    auto evidence = origin_of(at, *host);
    for (auto &more : origin_of(at, *cuda)) evidence.push_back(std::move(more));
    return {.problem = joined({"`", at.in().text(*host->at), "` lies on the CPU and `",
                               at.in().text(*cuda->at), "` on CUDA."}),
            .evidence = std::move(evidence)};
  }

private:
  [[nodiscard]] static auto find(happening<flow::operation_event> const &at,
                                 flow::device_place where) -> flow::operand const * {
    for (auto const &it : at.event.what.inputs)
      if (has_place(at, it) && at.device_of(it.value).place == where) return &it;
    return nullptr;
  }
};

} // namespace prodreview::rules
