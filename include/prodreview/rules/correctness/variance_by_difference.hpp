// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule.hpp>
#include <prodreview/rules/support/bounded.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/same_code.hpp>
#include <prodreview/rules/support/square.hpp>
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
      .silent = "it is not known that the values are tensors, or the result is clamped.",
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
    // Nothing is looked up for the many differences whose second operand is no product.
    auto const product = factors_of(at, value_of(at, what.inputs[1].at));
    if (product.left == nullptr) return verdict::irrelevant();
    auto const of_squares = collected(at, what.inputs[0].at);
    auto const *const squared = square_base(at.in(), value_of(at, of_squares.values));
    if (squared == nullptr || !is_product_of(at, product, of_squares, *squared))
      return verdict::irrelevant();
    if (is_bounded(at.in(), at.when.around, at.event.node)) return verdict::unknown();
    return is_product_code(at.place()) ? verdict::violated(at.event.node, squared)
                                       : verdict::irrelevant();
  }

private:
  /// Values and what takes their mean or sum: `x.mean(-1)`, `avg_pool2d(x, 3)`, `smooth(x,
  /// kernel)`.
  struct collection {
    tree::call const *by = nullptr;
    tree::node const *values = nullptr;
    /// A sum that is divided by the number of values.
    bool is_divided = false;
  };
  struct factors {
    tree::node const *left = nullptr;
    tree::node const *right = nullptr;
  };

  /// The expression that gave a variable its value, or the expression itself.
  [[nodiscard]] static auto value_of(happening<flow::operation_event> const &at,
                                     tree::node const *any) -> tree::node const * {
    auto const *const name = tree::as<tree::name>(any);
    return name == nullptr ? any : at.when.from.origin_of(*name);
  }

  /// `a` and `b` of `a * b`; `a` twice of its square.
  [[nodiscard]] static auto factors_of(happening<flow::operation_event> const &at,
                                       tree::node const *any) -> factors {
    if (auto const *base = square_base(at.in(), any)) return {base, base};
    auto const *const it = tree::as<tree::bin_op>(any);
    auto const is_product =
        it != nullptr && it->rest.size() == 1 && it->rest[0].op == tree::binary_operator::mult;
    return is_product ? factors{it->first, it->rest[0].value} : factors{};
  }

  [[nodiscard]] static auto collected(happening<flow::operation_event> const &at,
                                      tree::node const *any) -> collection {
    any = value_of(at, any);
    auto const *const quotient = tree::as<tree::bin_op>(any);
    auto const is_divided = quotient != nullptr && quotient->rest.size() == 1 &&
                            quotient->rest[0].op == tree::binary_operator::div;
    auto const *const call = tree::as<tree::call>(is_divided ? value_of(at, quotient->first) : any);
    if (call == nullptr) return {};
    auto const *const method = tree::as<tree::attribute>(call->func);
    auto const is_function =
        method == nullptr || !tree::qualified_name(at.in(), *call->func).empty();
    if (!is_function) return {call, method->value, is_divided};
    return {call, call->args.empty() ? nullptr : call->args[0], is_divided};
  }

  /// Whether both factors collect the values as the squares are collected. The square of a plain
  /// sum is as large as the sum of squares only where one of the two is divided.
  [[nodiscard]] static auto is_product_of(happening<flow::operation_event> const &at, factors both,
                                          collection const &squares, tree::node const &values)
      -> bool {
    auto const left = collected(at, both.left);
    auto const right = collected(at, both.right);
    auto const is_mean = left.is_divided || right.is_divided || takes_mean(at.in(), squares);
    return is_mean && is_same(at.in(), left, squares, values) &&
           is_same(at.in(), right, squares, values);
  }

  [[nodiscard]] static auto takes_mean(tree::unit const &in, collection const &it) -> bool {
    auto const *const method = tree::as<tree::attribute>(it.by->func);
    return method != nullptr && in.spelling(method->attr) == "mean";
  }

  /// Whether a collection is the one of the squares but for what it collects.
  [[nodiscard]] static auto is_same(tree::unit const &in, collection const &it,
                                    collection const &squares, tree::node const &values) -> bool {
    if (it.values == nullptr || !are_written_alike(in, *it.values, values)) return false;
    auto const rest = [&](collection const &of) {
      auto const *const method = tree::as<tree::attribute>(of.by->func);
      auto const is_receiver = method != nullptr && method->value == of.values;
      auto const begin = (is_receiver ? of.by->func->range : of.values->range).end;
      return joined({is_receiver ? in.spelling(method->attr) : in.text(*of.by->func), "…",
                     in.text({begin, of.by->range.end})});
    };
    return rest(it) == rest(squares);
  }
};

} // namespace prodreview::rules
