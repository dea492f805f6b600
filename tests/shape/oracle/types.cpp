// SPDX-License-Identifier: Apache-2.0
// The types of results.
#include "oracle.hpp"

namespace oracle {

using algebra::dtype;
using algebra::operand_rank;
using algebra::typed_operand;
using algebra::typing;

namespace {

/// Those that libtorch computes with on the CPU.
constexpr std::array types{
    dtype::boolean, dtype::uint8,   dtype::int8,      dtype::int16,
    dtype::int32,   dtype::int64,   dtype::float16,   dtype::bfloat16,
    dtype::float32, dtype::float64, dtype::complex64, dtype::complex128,
};

constexpr auto last_type = dtype::complex128;

auto some_type(dice &roll) -> dtype { return types[std::size_t(roll.below(int(types.size())))]; }

/// A tensor, a scalar tensor, or a number as Python or C++ gives it.
auto operand(dtype type, operand_rank rank) -> at::Tensor {
  auto const shape = rank == operand_rank::tensor ? sizes{2} : sizes{};
  auto it = at::ones(shape, *type_of(type));
  if (rank == operand_rank::number) it.unsafeGetTensorImpl()->set_wrapped_number(true);
  return it;
}

auto some_operand(dice &roll) -> typed_operand {
  static constexpr std::array numbers{dtype::boolean, dtype::int64, dtype::float64,
                                      dtype::complex128};
  auto const rank = static_cast<operand_rank>(roll.below(3));
  if (rank != operand_rank::number) return {some_type(roll), rank};
  return {numbers[std::size_t(roll.below(4))], rank};
}

auto text_of(typed_operand const &it) -> std::string {
  static constexpr std::array ranks{" tensor ", " scalar ", " number "};
  return std::string{name_of(it.type)} + ranks[static_cast<std::size_t>(it.rank)];
}

/// All pairs of all types, those of 8 bits included.
auto compare_promotions(book &into) -> void {
  for (auto a = dtype::boolean; a <= last_type; a = static_cast<dtype>(int(a) + 1))
    for (auto b = dtype::boolean; b <= last_type; b = static_cast<dtype>(int(b) + 1)) {
      std::array const both{typed_operand{a}, typed_operand{b}};
      if (!type_of(a) || !type_of(b)) continue;
      into.compare_types(
          "promote", text_of(both[0]) + text_of(both[1]), algebra::result_type(both),
          [&] { return at::empty({0}, c10::promoteTypes(*type_of(a), *type_of(b))); });
    }
}

auto compare_operands(book &into, dice &roll) -> void {
  std::array const both{some_operand(roll), some_operand(roll)};
  auto const given = text_of(both[0]) + text_of(both[1]);
  auto const a = operand(both[0].type, both[0].rank);
  auto const b = operand(both[1].type, both[1].rank);
  auto const type = algebra::result_type(both);
  into.compare_types("result_type", given, type,
                     [&] { return at::empty({0}, at::result_type(a, b)); });
  // The processor does not compute with half complex numbers.
  if (type.type == dtype::bcomplex32 || type.type == dtype::complex32) return;
  into.compare_types("add", given, type, [&] { return at::add(a, b); });
  into.compare_types("mul", given, type, [&] { return at::mul(a, b); });
  into.compare_types("where", given, type, [&] { return at::where(a.eq(1), a, b); });
  into.compare_types("div", given, algebra::floating_type(type), [&] { return at::div(a, b); });
  into.compare_types("eq", given, algebra::compared_type(type), [&] { return at::eq(a, b); });
}

auto compare_unary(book &into, dice &roll) -> void {
  auto const type = some_type(roll);
  auto const it = operand(type, operand_rank::tensor);
  auto const given = std::string{name_of(type)};
  into.compare_types("sum", given, algebra::summed_type(type), [&] { return it.sum(); });
  into.compare_types("cumsum", given, algebra::summed_type(type), [&] { return it.cumsum(0); });
  into.compare_types("mean", given, algebra::averaged_type(type), [&] { return it.mean(); });
  into.compare_types("exp", given, algebra::floating_type({.type = type}),
                     [&] { return it.exp(); });
  into.compare_types("any", given, algebra::tested_type(type), [&] { return it.any(); });
  // The processor knows no magnitude of booleans.
  if (type != dtype::boolean)
    into.compare_types("abs", given, {.type = algebra::magnitude_type(type)},
                       [&] { return it.abs(); });
}

auto compare_same(book &into, dice &roll) -> void {
  auto const a = some_type(roll);
  auto const b = roll.once_in(2) ? a : some_type(roll);
  // The processor multiplies no matrices of booleans.
  if (a == dtype::boolean || b == dtype::boolean) return;
  std::array const both{typed_operand{a}, typed_operand{b}};
  auto const x = at::ones({2, 2}, *type_of(a));
  auto const y = at::ones({2, 2}, *type_of(b));
  auto const given = text_of(both[0]) + text_of(both[1]);
  into.compare_types("matmul", given, algebra::same_type(both), [&] { return at::matmul(x, y); });
  into.compare_types("einsum", given, algebra::same_type(both), [&] {
    return at::einsum("ij,jk->ik", {x, y});
  });
  into.compare_types("cat", given, algebra::result_type(both), [&] { return at::cat({x, y}); });
}

} // namespace

auto compare_types(book &into) -> void {
  dice roll;
  compare_promotions(into);
  for (int round = 0; round < rounds; ++round) {
    compare_operands(into, roll);
    compare_unary(into, roll);
    compare_same(into, roll);
  }
}

} // namespace oracle
