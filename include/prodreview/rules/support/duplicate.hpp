// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rules/support/copied_assignment.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/same_code.hpp>

#include <algorithm>
#include <cstdint>
#include <span>

namespace prodreview::rules {

/// Where the same code stands twice although once would do, or another was meant.
enum class duplicate_form : std::uint8_t {
  operands,
  arms,
  operands_of_logic,
  arguments,
  tests,
  copy
};

/// The second of two pieces of code that are alike, and the first; no `second`: there is none.
struct duplicate {
  duplicate_form form = duplicate_form::operands;
  tree::node const *second = nullptr;
  tree::node const *first = nullptr;
};

namespace detail {

/// More operands, or a longer chain of `elif`, are not compared one with another.
inline constexpr std::size_t most_compared = 32;

[[nodiscard]] inline auto is_repeated(tree::unit const &in, tree::expression const &a,
                                      tree::expression const &b) -> bool {
  return are_written_alike(in, a, b) && is_repeatable(in, a);
}

/// `x - x == 0`: infinities and NaN are not zero then.
[[nodiscard]] inline auto is_compared(std::span<tree::node const *const> ancestors) -> bool {
  return !ancestors.empty() && ancestors.back()->kind == tree::node_kind::compare;
}

/// An operation that gives a constant, or the operand, when both operands are the same.
[[nodiscard]] inline auto separates_operands(tree::binary_operator it) -> bool {
  using op = tree::binary_operator;
  return it == op::sub || it == op::div || it == op::floor_div || it == op::mod ||
         it == op::bit_xor || it == op::bit_and || it == op::bit_or;
}

/// `x - x`, `x / x`, `x & x`.
[[nodiscard]] inline auto repeated_operand(tree::unit const &in, tree::bin_op const &it,
                                           std::span<tree::node const *const> ancestors)
    -> duplicate {
  auto const &step = it.rest[0];
  if (!separates_operands(step.op) || it.first->kind == tree::node_kind::constant) return {};
  if (!is_repeated(in, *it.first, *step.value)) return {};
  if (step.op == tree::binary_operator::sub && is_compared(ancestors)) return {};
  return {duplicate_form::operands, step.value, it.first};
}

/// A value that is never NaN: the length, shape, dtype, device or type of something.
[[nodiscard]] inline auto equals_itself(tree::unit const &in, tree::expression const &any) -> bool {
  if (auto const *it = tree::as<tree::subscript>(&any)) return equals_itself(in, *it->value);
  if (auto const *it = tree::as<tree::attribute>(&any))
    return tree::is_one_of(in.spelling(it->attr), {"shape", "dtype", "device", "ndim"});
  auto const *const call = tree::as<tree::call>(&any);
  if (call == nullptr) return false;
  auto const *const method = tree::as<tree::attribute>(call->func);
  if (method != nullptr)
    return tree::is_one_of(in.spelling(method->attr), {"size", "dim", "numel"});
  return tree::is_named(in, *call->func, {"builtins.len", "builtins.type"});
}

/// `x < x`, `x is x`. `x == x` asks whether x is NaN, unless x cannot be.
[[nodiscard]] inline auto repeated_side(tree::unit const &in, tree::compare const &it)
    -> duplicate {
  if (it.ops.size() != 1 || it.left->kind == tree::node_kind::constant) return {};
  auto const asks_for_nan =
      it.ops[0] == tree::comparison::eq || it.ops[0] == tree::comparison::not_eq_;
  if (!is_repeated(in, *it.left, *it.comparators[0])) return {};
  if (asks_for_nan && !equals_itself(in, *it.left)) return {};
  return {duplicate_form::operands, it.comparators[0], it.left};
}

/// `x is None or y is None or x is None`.
[[nodiscard]] inline auto repeated_condition(tree::unit const &in, tree::bool_op const &it)
    -> duplicate {
  auto const count = std::min(it.values.size(), most_compared);
  for (std::size_t i = 1; i < count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (is_repeated(in, *it.values[j], *it.values[i]))
        return {duplicate_form::operands_of_logic, it.values[i], it.values[j]};
  return {};
}

/// `a if test else a`: one of the arms is evaluated, so it may be any code.
[[nodiscard]] inline auto repeated_arm(tree::unit const &in, tree::if_exp const &it) -> duplicate {
  if (!are_written_alike(in, *it.body, *it.orelse)) return {};
  return {duplicate_form::arms, it.orelse, it.body};
}

/// A function of two values that is known before it runs when both are the same.
[[nodiscard]] inline auto compares_two(tree::unit const &in, tree::expression const &callee)
    -> bool {
  return tree::is_named(in, callee,
                        {"builtins.min",
                         "builtins.max",
                         "torch.min",
                         "torch.max",
                         "torch.minimum",
                         "torch.maximum",
                         "torch.sub",
                         "torch.div",
                         "torch.equal",
                         "torch.allclose",
                         "torch.isclose",
                         "numpy.minimum",
                         "numpy.maximum",
                         "numpy.allclose",
                         "torch.nn.functional.mse_loss",
                         "torch.nn.functional.l1_loss",
                         "torch.nn.functional.smooth_l1_loss",
                         "torch.nn.functional.cross_entropy",
                         "torch.nn.functional.kl_div",
                         "torch.nn.functional.cosine_similarity",
                         "torch.nn.functional.pairwise_distance"});
}

/// `min(x, x)`, `F.mse_loss(x, x)`.
[[nodiscard]] inline auto repeated_argument(tree::unit const &in, tree::call const &it)
    -> duplicate {
  if (it.args.size() < 2 || !is_repeated(in, *it.args[0], *it.args[1])) return {};
  if (!compares_two(in, *it.func)) return {};
  return {duplicate_form::arguments, it.args[1], it.args[0]};
}

/// The test of an `elif` that stood before in its chain.
[[nodiscard]] inline auto repeated_test(tree::unit const &in, tree::if_ const &it,
                                        std::span<tree::node const *const> ancestors) -> duplicate {
  tree::if_ const *below = &it;
  for (std::size_t i = 0; i < most_compared && i < ancestors.size(); ++i) {
    auto const *const above = tree::as<tree::if_>(ancestors[ancestors.size() - 1 - i]);
    if (above == nullptr || above->orelse.size() != 1 || above->orelse[0] != below) return {};
    if (is_repeated(in, *above->test, *it.test))
      return {duplicate_form::tests, it.test, above->test};
    below = above;
  }
  return {};
}

} // namespace detail

/// The duplicate that a node holds, by its own operands, arms, arguments or test.
[[nodiscard]] inline auto find_duplicate(tree::unit const &in, tree::node const &any,
                                         std::span<tree::node const *const> ancestors)
    -> duplicate {
  switch (any.kind) {
  case tree::node_kind::bin_op:
    return detail::repeated_operand(in, static_cast<tree::bin_op const &>(any), ancestors);
  case tree::node_kind::compare:
    return detail::repeated_side(in, static_cast<tree::compare const &>(any));
  case tree::node_kind::bool_op:
    return detail::repeated_condition(in, static_cast<tree::bool_op const &>(any));
  case tree::node_kind::if_exp:
    return detail::repeated_arm(in, static_cast<tree::if_exp const &>(any));
  case tree::node_kind::call:
    return detail::repeated_argument(in, static_cast<tree::call const &>(any));
  case tree::node_kind::if_:
    return detail::repeated_test(in, static_cast<tree::if_ const &>(any), ancestors);
  case tree::node_kind::assign: {
    auto const copy = find_copied_assignment(in, static_cast<tree::assign const &>(any),
                                             ancestors.empty() ? nullptr : ancestors.back());
    return {duplicate_form::copy, copy.left_over, copy.first};
  }
  default: return {};
  }
}

} // namespace prodreview::rules
