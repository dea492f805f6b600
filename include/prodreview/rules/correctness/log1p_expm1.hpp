// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/mending.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct log1p_expm1 {
  static constexpr rule_info info{
      .name = "log1p-expm1",
      .topic = topic::correctness,
      .area = area::numerics,
      .item = "C3",
      .severity = severity::medium,
      .title = "Small values are lost beside a one",
      .problem = "A one is added or subtracted next to an exponential or logarithm, which has a "
                 "function of its own.",
      .impact = "In float32 nothing below 6e-8 survives beside a one: `log(1 + 1e-10)` and "
                "`exp(1e-10) - 1` are exactly 0, and so are their gradients' effects.",
      .fix = "Use `torch.log1p` or `torch.expm1`.",
      .silent = "it is not known that the operand is a tensor, or it is a count.",
      .bad = R"py(import torch

def opacity(density: torch.Tensor, steps: torch.Tensor):
    return 1 - torch.exp(-density * steps)  # !
)py",
      .good = R"py(import torch

def opacity(density: torch.Tensor, steps: torch.Tensor):
    return -torch.expm1(-density * steps)
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    if (what.row.name == "log1p" || what.row.name == "expm1") return verdict::holds();
    if (what.row.name != "sub" || what.is_in_place || what.inputs.size() != 2)
      return verdict::irrelevant();
    auto const *const difference = tree::as<tree::bin_op>(&at.event.node);
    if (difference == nullptr || difference->rest.size() != 1) return verdict::irrelevant();
    auto const &[left, right] = std::pair{what.inputs[0], what.inputs[1]};
    auto const is_complement = is_one_here(at, left) && is_exponential(at, right);
    auto const is_excess = is_exponential(at, left) && is_one_here(at, right);
    if (!is_complement && !is_excess) return verdict::irrelevant();
    if (!is_product_code(at.place())) return verdict::irrelevant();
    return verdict::violated(at.event.node, is_complement ? right.at : left.at,
                             is_complement ? 1 : 0);
  }

  /// Where the exponential stands in the expression itself.
  [[nodiscard]] static auto mend(happening<flow::operation_event> const &at, verdict const &found)
      -> edits {
    auto const *const call = tree::as<tree::call>(found.subject);
    auto const *const callee = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
    if (callee == nullptr || at.in().spelling(callee->attr) != "exp") return {};
    auto const text = movable_text(at.in(), *call);
    if (text.empty()) return {};
    auto const before = text.substr(0, callee->attr_range.begin - call->range.begin);
    auto const after = text.substr(callee->attr_range.end - call->range.begin);
    auto const is_safe_place = at.event.node.range.begin == call->range.begin || found.detail == 1;
    if (!is_safe_place) return {};
    return changing_edit(at.event.node.range,
                         joined({found.detail == 1 ? "-" : "", before, "expm1", after}));
  }

private:
  [[nodiscard]] static auto is_one_here(happening<flow::operation_event> const &at,
                                        flow::operand it) -> bool {
    auto const *const constant = at.when.known.constant(it.value);
    if (constant == nullptr) return false;
    auto const *const whole = std::get_if<std::int64_t>(constant);
    auto const *const number = std::get_if<double>(constant);
    return (whole != nullptr && *whole == 1) || (number != nullptr && *number == 1.0);
  }
  [[nodiscard]] static auto is_exponential(happening<flow::operation_event> const &at,
                                           flow::operand it) -> bool {
    return at.meaning_of(it.value) == flow::meaning::exponent;
  }
};

} // namespace prodreview::rules
