// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/dtype.hpp>

#include <span>

namespace prodreview::shape {

/// What an operand is to torch's promotion: the later only decide the category of a result, unless
/// theirs is the higher one.
enum class operand_rank : std::uint8_t {
  tensor, ///< with at least one axis
  scalar, ///< a tensor without axes
  number, ///< of Python or C++
  open,   ///< nobody knows whether it has axes
};

struct typed_operand {
  dtype type{};
  operand_rank rank{};
};

/// The type of a result, or why torch refuses the operands, with two of their types.
struct typing {
  dtype type{};
  std::string_view problem{}; ///< a sentence behind the types; empty where there is none
  dtype left{};
  dtype right{};

  [[nodiscard]] constexpr auto valid() const -> bool { return problem.empty(); }
};

/// What torch makes floating results of, unless the program says otherwise.
inline constexpr dtype default_float = dtype::float32;

namespace detail {

[[nodiscard]] constexpr auto is_floating(dtype it) -> bool {
  return category_of(it) == dtype_category::floating;
}
[[nodiscard]] constexpr auto is_complex(dtype it) -> bool {
  return category_of(it) == dtype_category::complex;
}
/// An integral or boolean one, which counting and summing change.
[[nodiscard]] constexpr auto is_exact(dtype it) -> bool {
  return category_of(it) == dtype_category::integral || it == dtype::boolean;
}

/// A floating number has the default type, and a complex one has parts of it.
[[nodiscard]] constexpr auto type_of(typed_operand const &it) -> dtype {
  if (it.rank != operand_rank::number) return it.type;
  if (is_complex(it.type)) return complex_of(default_float);
  return is_floating(it.type) ? default_float : it.type;
}

/// Nothing has contributed to a part of the result yet.
inline constexpr auto no_type = dtype::unknown;

/// Where operands of two ranks meet, as torch's `combine_categories` does.
[[nodiscard]] constexpr auto combined(dtype higher, dtype lower) -> std::optional<dtype> {
  if (higher == no_type || lower == no_type) return higher == no_type ? lower : higher;
  if (is_complex(higher)) return higher;
  if (is_floating(higher)) return is_complex(lower) ? complex_of(higher) : higher;
  if (higher == dtype::boolean || is_floating(lower) || is_complex(lower))
    return promoted(higher, lower);
  return higher;
}

[[nodiscard]] constexpr auto refused_types(dtype left, dtype right, std::string_view why)
    -> typing {
  return {.problem = why, .left = left, .right = right};
}

/// Whether the rank of an operand matters cannot be said if some have other types.
[[nodiscard]] constexpr auto depends_on_rank(std::span<typed_operand const> operands) -> bool {
  auto open = false;
  auto differ = false;
  for (auto const &it : operands) {
    open = open || it.rank == operand_rank::open;
    differ = differ || it.type != operands[0].type;
  }
  return open && differ;
}

} // namespace detail

/// `torch.result_type` of operands: elementwise operations, `where`, `cat` give this type.
[[nodiscard]] constexpr auto result_type(std::span<typed_operand const> operands) -> typing {
  if (detail::depends_on_rank(operands)) return {};
  std::array<dtype, 4> parts{};
  for (auto const &it : operands) {
    if (it.type == dtype::unknown) return {};
    auto &part = parts[static_cast<std::size_t>(it.rank)];
    auto const type = detail::type_of(it);
    auto const sum = part == detail::no_type ? type : promoted(part, type);
    if (!sum) return detail::refused_types(part, type, "have no common type");
    part = *sum;
  }
  auto const high = parts[0] == detail::no_type ? parts[3] : parts[0];
  auto const low = detail::combined(parts[1], parts[2]);
  if (!low) return detail::refused_types(parts[1], parts[2], "have no common type");
  auto const whole = detail::combined(high, *low);
  if (!whole) return detail::refused_types(high, *low, "have no common type");
  return {.type = *whole};
}

/// `matmul`, `einsum`, `conv2d`, `linear`: the operands have one type, which the result has.
[[nodiscard]] constexpr auto same_type(std::span<typed_operand const> operands) -> typing {
  dtype type{};
  for (auto const &it : operands) {
    if (it.type == dtype::unknown) continue;
    if (type != dtype::unknown && type != it.type)
      return detail::refused_types(type, it.type, "must be one type");
    type = it.type;
  }
  for (auto const &it : operands)
    if (it.type == dtype::unknown) return {};
  return {.type = type};
}

/// `div`, `exp`, `softmax` of what may be exact: floating.
[[nodiscard]] constexpr auto floating_type(typing const &it) -> typing {
  return it.valid() && detail::is_exact(it.type) ? typing{.type = default_float} : it;
}

/// `sum`, `prod`, `cumsum`: of exact elements `int64`.
[[nodiscard]] constexpr auto summed_type(dtype it) -> typing {
  return {.type = detail::is_exact(it) ? dtype::int64 : it};
}

/// `eq`, `lt`, `isclose`: of operands that have a common type.
[[nodiscard]] constexpr auto compared_type(typing const &it) -> typing {
  return it.valid() ? typing{.type = dtype::boolean} : it;
}

/// `any`, `all`: boolean, but for bytes, which were booleans once.
[[nodiscard]] constexpr auto tested_type(dtype it) -> typing {
  return {.type = it == dtype::uint8 || it == dtype::unknown ? it : dtype::boolean};
}

/// `mean`, `std`, `var`, `softmax`: of floating or complex elements alone.
[[nodiscard]] constexpr auto averaged_type(dtype it) -> typing {
  return detail::is_exact(it) ? detail::refused_types(it, it, "must be floating or complex")
                              : typing{.type = it};
}

/// `abs`, `norm`, `angle`: of complex elements the type of their parts.
[[nodiscard]] constexpr auto magnitude_type(dtype it) -> dtype {
  if (it == dtype::bcomplex32) return dtype::bfloat16;
  if (it == dtype::complex32) return dtype::float16;
  if (it == dtype::complex64) return dtype::float32;
  return it == dtype::complex128 ? dtype::float64 : it;
}

} // namespace prodreview::shape
