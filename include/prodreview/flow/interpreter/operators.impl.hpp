// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter.hpp>

namespace prodreview::flow {
namespace detail {

/// The operator that a Python operator is on tensors.
[[nodiscard]] inline auto row_of(tree::binary_operator op) -> operator_row const & {
  using tree::binary_operator;
  constexpr std::string_view names[]{
      "add",
      "sub",
      "mul",
      "matmul",
      "div",
      "remainder",
      "pow",
      "bitwise_left_shift",
      "bitwise_right_shift",
      "bitwise_or",
      "bitwise_xor",
      "bitwise_and",
      "floor_divide",
  };
  static auto const rows = [&] {
    std::array<operator_row const *, std::size(names)> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = operator_named(names[i], in_torch);
    return all;
  }();
  return *rows[static_cast<std::size_t>(op)];
}

} // namespace detail

template <class Operation>
auto interpreter::apply_tensor(tree::expression const &node, Operation const &what) -> value_id {
  auto const result = known_.apply(what);
  tell(operation_event{node, what, result});
  return result;
}

PRODREVIEW_INLINE auto interpreter::apply_row(tree::expression const &node, operator_row const &row,
                                              arguments const &given, bool is_in_place)
    -> value_id {
  auto const named = given.placed.empty() ? given.named_as("input") : operand{};
  auto const inputs = named ? std::span{&named, 1} : given.placed;
  operation::tensor_operation const base{row, inputs, given, modes_, is_in_place, &node};
  switch (row.of) {
#define PRODREVIEW_FAMILY(F)                                                                       \
  case family::F: return apply_tensor(node, operation::F{base});
    PRODREVIEW_FAMILY(creation)
    PRODREVIEW_FAMILY(like)
    PRODREVIEW_FAMILY(cast)
    PRODREVIEW_FAMILY(pointwise)
    PRODREVIEW_FAMILY(discrete)
    PRODREVIEW_FAMILY(normalise)
    PRODREVIEW_FAMILY(reduction)
    PRODREVIEW_FAMILY(scan)
    PRODREVIEW_FAMILY(contraction)
    PRODREVIEW_FAMILY(view)
    PRODREVIEW_FAMILY(copy)
    PRODREVIEW_FAMILY(join)
    PRODREVIEW_FAMILY(split)
    PRODREVIEW_FAMILY(index)
    PRODREVIEW_FAMILY(layer)
    PRODREVIEW_FAMILY(loss)
    PRODREVIEW_FAMILY(linear_algebra)
    PRODREVIEW_FAMILY(spectral)
    PRODREVIEW_FAMILY(detach)
    PRODREVIEW_FAMILY(host_read)
    PRODREVIEW_FAMILY(query)
    PRODREVIEW_FAMILY(random)
#undef PRODREVIEW_FAMILY
  }
  return value_id::unknown;
}

PRODREVIEW_INLINE auto interpreter::combine(tree::expression const &node, tree::binary_operator op,
                                            operand left, operand right, bool is_in_place)
    -> value_id {
  // None has no operators: it raises, so what goes on is the rest.
  left.value = without_none(left.value);
  right.value = without_none(right.value);
  auto const takes = [this](value_id it) {
    auto const of = known_.kinds(it);
    return of.is_only(kind::tensor) || of.is_only(kind::integer) || of.is_only(kind::floating) ||
           of.is_only(kind::boolean) || of.is_only(kind::unknown) || of.is_only(kind::complex);
  };
  // An unknown operand may be an object with operators of its own, but torch's come first where the
  // left one is a tensor, and give a tensor.
  auto const is_operation = (is_tensor(left.value) && takes(right.value)) ||
                            (is_tensor(right.value) && takes(left.value));
  if (is_operation) {
    std::array const both{left, right};
    return apply_row(node, detail::row_of(op), {both, {}, false},
                     is_in_place && is_tensor(left.value));
  }
  auto const is_joined =
      op == tree::binary_operator::div && (is_path(left.value) || is_path(right.value));
  auto const result = is_joined ? instance_of("pathlib.Path")
                                : known_.apply(operation::arithmetic{op, left.value, right.value});
  tell(arithmetic_event{node, left, right, result});
  return result;
}

} // namespace prodreview::flow
