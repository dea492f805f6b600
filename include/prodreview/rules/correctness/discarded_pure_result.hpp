// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct discarded_pure_result {
  static constexpr rule_info info{
      .name = "discarded-pure-result",
      .topic = topic::correctness,
      .area = area::aliasing,
      .item = "C10",
      .severity = severity::critical,
      .title = "Result of an operation that changes nothing is dropped",
      .problem = "The operation gives a new tensor and leaves its operand as it is; the new one is "
                 "dropped.",
      .impact = "The line does nothing: the tensor is neither moved, nor detached, nor clamped.",
      .fix = "Assign the result, or use the form that works in place (`clamp_`).",
      .silent = "it is not known that the operand is a tensor, the result goes to `out=`, or the "
                "line stands in a `try` to see whether it works.",
      .bad = R"py(import torch

def prepare(batch: torch.Tensor, device):
    batch.to(device)  # !
    batch.clamp(0, 1)  # !
    return batch
)py",
      .good = R"py(import torch

def prepare(batch: torch.Tensor, device):
    batch = batch.to(device)
    batch = batch.clamp(0, 1)
    return batch
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    if (!is_pure(what)) return verdict::irrelevant();
    auto const *const alone =
        tree::as<tree::expr>(at.when.around.empty() ? nullptr : at.when.around.back());
    auto const *const call = tree::as<tree::call>(&at.event.node);
    if (alone == nullptr || call == nullptr || alone->value != call) return verdict::holds();
    if (what.given.named_as("out") || what.given.named_as("inplace") || what.given.is_open)
      return verdict::irrelevant();
    if (what.inputs.empty() || what.inputs[0].at->kind == tree::node_kind::call)
      return verdict::irrelevant();
    if (is_tried(at.when.around) || !is_product_code(at.place())) return verdict::irrelevant();
    return verdict::violated(at.event.node, what.inputs[0].at);
  }

  [[nodiscard]] static auto explain(happening<flow::operation_event> const &at,
                                    verdict const &found) -> explanation {
    return {.problem =
                joined({"`", at.event.what.row.name, "` gives a new tensor and leaves `",
                        at.in().text(*found.subject), "` as it is; the new one is dropped."})};
  }

  [[nodiscard]] static auto mend(happening<flow::operation_event> const &at, verdict const &found)
      -> edits {
    auto const *const method =
        tree::as<tree::attribute>(static_cast<tree::call const &>(at.event.node).func);
    auto const *const name = tree::as<tree::name>(found.subject);
    if (method == nullptr || name == nullptr || method->value != name) return {};
    return changing_edit(just_before(at.event.node), joined({at.in().text(*name), " = "}));
  }

private:
  /// Operations that neither change their operand nor draw numbers nor wait for anything.
  [[nodiscard]] static auto is_pure(flow::operation::tensor_operation const &what) -> bool {
    using flow::family;
    if (what.is_in_place || what.row.places == 0) return false;
    switch (what.row.of) {
    case family::cast:
    case family::pointwise:
    case family::view:
    case family::copy:
    case family::detach:
    case family::scan:
    case family::discrete: return what.row.name != "requires_grad_";
    default: return false;
    }
  }

  [[nodiscard]] static auto is_tried(std::span<tree::node const *const> around) -> bool {
    for (auto const *it : around)
      if (it->kind == tree::node_kind::try_ || it->kind == tree::node_kind::with) return true;
    return false;
  }
};

} // namespace prodreview::rules
