// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/tensor.hpp>
#include <prodreview/shape/result_type.hpp>

namespace prodreview::contract {

/// How operations make their results from what the algebra says.
namespace detail {

[[nodiscard]] constexpr auto operand_of(tensor const &it) -> shape::typed_operand {
  auto const &sizes = it.sizes();
  if (!sizes.ranked() && sizes.dims().empty()) return {it.type(), shape::operand_rank::open};
  auto const is_scalar = sizes.ranked() && sizes.rank() == 0;
  return {it.type(), is_scalar ? shape::operand_rank::scalar : shape::operand_rank::tensor};
}

/// The sum, product … of tensors has this type.
template <class... Operands>
[[nodiscard]] constexpr auto promoted_type(Operands const &...operands) -> shape::typing {
  std::array<shape::typed_operand, sizeof...(operands)> const all{operand_of(operands)...};
  return shape::result_type(all);
}

template <class... Operands>
[[nodiscard]] constexpr auto one_type(Operands const &...operands) -> shape::typing {
  std::array<shape::typed_operand, sizeof...(operands)> const all{operand_of(operands)...};
  return shape::same_type(all);
}

/// Whether an operation may be done, wherever no size is 0.
[[nodiscard]] constexpr auto is_proved(shape::finding const &it) -> bool {
  return it.known.answer == shape::relation::equal ||
         it.known.answer == shape::relation::unless_empty;
}

/// `matmul of (B, T) and (C, K): `
constexpr auto begin(sentence &into, std::string_view operation,
                     std::span<tensor const *const> operands) -> void {
  into.append(operation);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    into.append(i == 0 ? " of " : i + 1 == operands.size() ? " and " : ", ");
    print(operands[i]->sizes(), into);
  }
  into.append(": ");
}

constexpr auto print_types(shape::typing const &type, sentence &into) -> void {
  into.append(name_of(type.left));
  if (type.left != type.right) into.append(" and ").append(name_of(type.right));
  into.append(" ").append(type.problem);
}

/// What an operation makes of operands, with the sentence that says why it cannot.
[[nodiscard]] constexpr auto made(std::string_view operation,
                                  std::span<tensor const *const> operands,
                                  shape::outcome const &outcome, shape::typing const &type)
    -> tensor {
  sentence problem;
  for (auto const *it : operands)
    if (!it->holds()) return {operation, type.type, outcome.shape, it->problem()};
  if (!is_proved(outcome.finding)) {
    begin(problem, operation, operands);
    print(outcome.finding, problem);
  } else if (!type.valid()) {
    begin(problem, operation, operands);
    print_types(type, problem);
  }
  return {operation, type.type, outcome.shape, problem};
}

[[nodiscard]] constexpr auto made(std::string_view operation, tensor const &it,
                                  shape::outcome const &outcome, shape::typing const &type)
    -> tensor {
  auto const *const operand = &it;
  return made(operation, std::span{&operand, 1}, outcome, type);
}

[[nodiscard]] constexpr auto made(std::string_view operation, tensor const &a, tensor const &b,
                                  shape::outcome const &outcome, shape::typing const &type)
    -> tensor {
  std::array const operands{&a, &b};
  return made(operation, operands, outcome, type);
}

/// An operation that only views: the type stays.
[[nodiscard]] constexpr auto viewed(std::string_view operation, tensor const &it,
                                    shape::outcome const &outcome) -> tensor {
  return made(operation, it, outcome, {.type = it.type()});
}

[[nodiscard]] constexpr auto viewed(std::string_view operation, tensor const &it,
                                    shape::outcome const &outcome, sizes const &argument)
    -> tensor {
  if (!argument.problem().empty()) return {operation, it.type(), outcome.shape, argument.problem()};
  return viewed(operation, it, outcome);
}

} // namespace detail

} // namespace prodreview::contract
