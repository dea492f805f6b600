// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/same_code.hpp>
#include <prodreview/tree/resolve.hpp>

namespace prodreview::rules {

/// `x` of `x ** 2`, `x * x`, `x.pow(2)`, `x.square()`, `torch.square(x)`; null for anything else.
[[nodiscard]] inline auto square_base(tree::unit const &in, tree::node const *any)
    -> tree::expression const * {
  if (auto const *it = tree::as<tree::bin_op>(any)) {
    if (it->rest.size() != 1) return nullptr;
    auto const &step = it->rest[0];
    if (step.op == tree::binary_operator::pow && in.text(*step.value) == "2") return it->first;
    auto const is_square =
        step.op == tree::binary_operator::mult && are_written_alike(in, *it->first, *step.value);
    return is_square ? it->first : nullptr;
  }
  auto const *const call = tree::as<tree::call>(any);
  auto const *const callee = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
  if (callee == nullptr) return nullptr;
  auto const name = in.spelling(callee->attr);
  if (name != "square" && name != "pow") return nullptr;
  auto const is_function = tree::is_named(in, *callee, {"torch.square", "torch.pow"});
  auto const exponent = is_function ? 1U : 0U;
  auto const is_power =
      name == "pow" && call->args.size() == exponent + 1 && in.text(*call->args[exponent]) == "2";
  if (name != "square" && !is_power) return nullptr;
  if (!is_function) return callee->value;
  return call->args.empty() ? nullptr : call->args[0];
}

} // namespace prodreview::rules
