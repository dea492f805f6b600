// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/light.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace prodreview::shape {

/// The element types of torch, in the order of their promotion within a category.
enum class dtype : std::uint8_t {
  unknown,
  boolean,
  uint8,
  int8,
  int16,
  int32,
  int64,
  uint16,
  uint32,
  uint64,
  float8_e4m3fn,
  float8_e4m3fnuz,
  float8_e5m2,
  float8_e5m2fnuz,
  float8_e8m0fnu,
  bfloat16,
  float16,
  float32,
  float64,
  bcomplex32,
  complex32,
  complex64,
  complex128,
};

/// Promotion never goes down this list.
enum class dtype_category : std::uint8_t { unknown, boolean, integral, floating, complex };

namespace detail {

struct dtype_row {
  std::string_view name;
  std::string_view alias;
  dtype_category category;
  std::uint8_t bytes;
};

/// By the number of the dtype. The second name is torch's other one, where it has two.
inline constexpr std::array dtype_rows{
    dtype_row{"unknown", "", dtype_category::unknown, 0},
    dtype_row{"bool", "", dtype_category::boolean, 1},
    dtype_row{"uint8", "", dtype_category::integral, 1},
    dtype_row{"int8", "", dtype_category::integral, 1},
    dtype_row{"int16", "short", dtype_category::integral, 2},
    dtype_row{"int32", "int", dtype_category::integral, 4},
    dtype_row{"int64", "long", dtype_category::integral, 8},
    dtype_row{"uint16", "", dtype_category::integral, 2},
    dtype_row{"uint32", "", dtype_category::integral, 4},
    dtype_row{"uint64", "", dtype_category::integral, 8},
    dtype_row{"float8_e4m3fn", "", dtype_category::floating, 1},
    dtype_row{"float8_e4m3fnuz", "", dtype_category::floating, 1},
    dtype_row{"float8_e5m2", "", dtype_category::floating, 1},
    dtype_row{"float8_e5m2fnuz", "", dtype_category::floating, 1},
    dtype_row{"float8_e8m0fnu", "", dtype_category::floating, 1},
    dtype_row{"bfloat16", "", dtype_category::floating, 2},
    dtype_row{"float16", "half", dtype_category::floating, 2},
    dtype_row{"float32", "float", dtype_category::floating, 4},
    dtype_row{"float64", "double", dtype_category::floating, 8},
    dtype_row{"bcomplex32", "", dtype_category::complex, 4},
    dtype_row{"complex32", "chalf", dtype_category::complex, 4},
    dtype_row{"complex64", "cfloat", dtype_category::complex, 8},
    dtype_row{"complex128", "cdouble", dtype_category::complex, 16},
};

[[nodiscard]] constexpr auto row_of(dtype it) -> dtype_row const & {
  return dtype_rows[static_cast<std::size_t>(it)];
}

[[nodiscard]] constexpr auto within(dtype it, dtype first, dtype last) -> bool {
  return it >= first && it <= last;
}

} // namespace detail

[[nodiscard]] constexpr auto name_of(dtype it) -> std::string_view {
  return detail::row_of(it).name;
}
[[nodiscard]] constexpr auto category_of(dtype it) -> dtype_category {
  return detail::row_of(it).category;
}
/// Of one element; 0 where the dtype is unknown.
[[nodiscard]] constexpr auto bytes_of(dtype it) -> std::size_t { return detail::row_of(it).bytes; }

/// By torch's name or its other one: `float16`, `half`; unknown where torch has none of that name.
[[nodiscard]] constexpr auto dtype_named(std::string_view name) -> dtype {
  for (std::size_t i = 1; i < detail::dtype_rows.size(); ++i) {
    auto const &row = detail::dtype_rows[i];
    if (row.name == name || (!row.alias.empty() && row.alias == name)) return static_cast<dtype>(i);
  }
  return dtype::unknown;
}

/// The complex type whose parts are of this floating type: what torch's `toComplexType` gives.
/// (Before torch had `bcomplex32` it gave `complex64` for `bfloat16`.)
[[nodiscard]] constexpr auto complex_of(dtype it) -> dtype {
  if (it == dtype::bfloat16) return dtype::bcomplex32;
  if (it == dtype::float16) return dtype::complex32;
  if (it == dtype::float32) return dtype::complex64;
  return it == dtype::float64 ? dtype::complex128 : it;
}

namespace detail {

[[nodiscard]] constexpr auto promoted_complex(dtype a, dtype b) -> dtype {
  auto const other = category_of(b) == dtype_category::floating  ? complex_of(b)
                     : category_of(b) == dtype_category::complex ? b
                                                                 : a;
  auto const halves = lesser(a, other) == dtype::bcomplex32 && a != other;
  return halves ? greater(greater(a, other), dtype::complex64) : greater(a, other);
}

/// \pre neither is a float8, both are floating
[[nodiscard]] constexpr auto promoted_floating(dtype a, dtype b) -> dtype {
  auto const halves = a == dtype::bfloat16 && b == dtype::float16;
  return halves ? dtype::float32 : b;
}

/// \pre both are integral, `a < b`
[[nodiscard]] constexpr auto promoted_integral(dtype a, dtype b) -> dtype {
  return a == dtype::uint8 && b == dtype::int8 ? dtype::int16 : b;
}

[[nodiscard]] constexpr auto is_float8(dtype it) -> bool {
  return within(it, dtype::float8_e4m3fn, dtype::float8_e8m0fnu);
}
[[nodiscard]] constexpr auto is_wide_unsigned(dtype it) -> bool {
  return within(it, dtype::uint16, dtype::uint64);
}

} // namespace detail

/// What torch promotes two dtypes to; nothing where torch refuses to: a float8 meets another dtype,
/// or uint16, uint32 or uint64 one that does not float. Unknown where one of them is.
[[nodiscard]] constexpr auto promoted(dtype a, dtype b) -> std::optional<dtype> {
  if (a == b) return a;
  if (a == dtype::unknown || b == dtype::unknown) return dtype::unknown;
  if (a > b) std::swap(a, b);
  if (detail::is_float8(a) || detail::is_float8(b)) return std::nullopt;
  auto const floating = category_of(b) == dtype_category::floating;
  if ((detail::is_wide_unsigned(a) || detail::is_wide_unsigned(b)) && !floating)
    return std::nullopt;
  if (category_of(b) == dtype_category::complex) return detail::promoted_complex(b, a);
  if (category_of(a) != category_of(b)) return b;
  if (floating) return detail::promoted_floating(a, b);
  return detail::promoted_integral(a, b);
}

} // namespace prodreview::shape
