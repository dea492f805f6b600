// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/same_code.hpp>
#include <prodreview/text/joined.hpp>

namespace prodreview::rules {

struct variance_by_difference {
  static constexpr rule_info info{
      .name = "variance-by-difference",
      .topic = topic::correctness,
      .area = area::numerics,
      .item = "C3",
      .severity = severity::high,
      .title = "Variance as a difference of two large means",
      .problem = "The mean of the squares less the square of the mean subtracts two numbers that "
                 "are nearly equal.",
      .impact = "With a mean of 12345 and a deviation of 0.001 the result is exactly 0 in float32; "
                "it can be negative, and its root NaN.",
      .fix = "Use `x.var(unbiased=False)`, or subtract the mean before squaring.",
      .silent = "it is not known that the values are tensors.",
      .bad = R"py(import torch

def spread(x: torch.Tensor):
    return (x ** 2).mean(-1) - x.mean(-1) ** 2  # !
)py",
      .good = R"py(import torch

def spread(x: torch.Tensor):
    return x.var(-1, unbiased=False)
)py",
  };

  [[nodiscard]] static auto check(happening<flow::operation_event> const &at) -> verdict {
    auto const &what = at.event.what;
    if (what.row.name == "var" || what.row.name == "std" || what.row.name == "var_mean")
      return verdict::holds();
    if (what.row.name != "sub" || what.inputs.size() != 2) return verdict::irrelevant();
    auto const *const of_squares = squared(at, mean_of(at, value_of(at, what.inputs[0].at)));
    auto const *const of_mean =
        mean_of(at, value_of(at, squared(at, value_of(at, what.inputs[1].at))));
    if (of_squares == nullptr || of_mean == nullptr) return verdict::irrelevant();
    if (!are_written_alike(at.in(), *of_squares, *of_mean)) return verdict::irrelevant();
    return is_product_code(at.place()) ? verdict::violated(at.event.node, of_mean)
                                       : verdict::irrelevant();
  }

private:
  /// The expression that gave a variable its value, or the expression itself.
  [[nodiscard]] static auto value_of(happening<flow::operation_event> const &at,
                                     tree::node const *any) -> tree::node const * {
    auto const *const name = tree::as<tree::name>(any);
    return name == nullptr ? any : at.when.from.origin_of(*name);
  }

  /// `x` of `x.mean(…)` or `torch.mean(x, …)`.
  [[nodiscard]] static auto mean_of(happening<flow::operation_event> const &at,
                                    tree::node const *any) -> tree::node const * {
    auto const *const call = tree::as<tree::call>(any);
    auto const *const callee = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
    if (callee == nullptr || at.in().spelling(callee->attr) != "mean") return nullptr;
    if (!tree::is_named(at.in(), *callee, {"torch.mean"})) return callee->value;
    return call->args.empty() ? nullptr : call->args[0];
  }

  /// `x` of `x ** 2`, `x * x`, `x.pow(2)`, `x.square()`, `torch.square(x)`.
  [[nodiscard]] static auto squared(happening<flow::operation_event> const &at,
                                    tree::node const *any) -> tree::node const * {
    if (auto const *it = tree::as<tree::bin_op>(any)) {
      if (it->rest.size() != 1) return nullptr;
      auto const &step = it->rest[0];
      if (step.op == tree::binary_operator::pow && at.in().text(*step.value) == "2")
        return it->first;
      auto const is_square = step.op == tree::binary_operator::mult &&
                             are_written_alike(at.in(), *it->first, *step.value);
      return is_square ? it->first : nullptr;
    }
    auto const *const call = tree::as<tree::call>(any);
    auto const *const callee = tree::as<tree::attribute>(call == nullptr ? nullptr : call->func);
    if (callee == nullptr) return nullptr;
    auto const name = at.in().spelling(callee->attr);
    auto const is_function = tree::is_named(at.in(), *callee, {"torch.square", "torch.pow"});
    auto const exponent = is_function ? 1U : 0U;
    auto const is_power = name == "pow" && call->args.size() == exponent + 1 &&
                          at.in().text(*call->args[exponent]) == "2";
    if (name != "square" && !is_power) return nullptr;
    if (!is_function) return callee->value;
    return call->args.empty() ? nullptr : call->args[0];
  }
};

} // namespace prodreview::rules
