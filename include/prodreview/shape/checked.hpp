// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace prodreview::shape {

/// The smallest integer counts as too large: every value here has an opposite.
inline constexpr auto too_small = std::numeric_limits<std::int64_t>::min();

/// The sum or product; nothing where 64 bits do not hold it.
[[nodiscard]] constexpr auto checked_sum(std::int64_t a, std::int64_t b)
    -> std::optional<std::int64_t> {
  std::int64_t result{};
  if (__builtin_add_overflow(a, b, &result) || result == too_small) return std::nullopt;
  return result;
}

[[nodiscard]] constexpr auto checked_product(std::int64_t a, std::int64_t b)
    -> std::optional<std::int64_t> {
  std::int64_t result{};
  if (__builtin_mul_overflow(a, b, &result) || result == too_small) return std::nullopt;
  return result;
}

/// Python's `//` and `%` by a divisor that is not 0: rounded down, the rest has the divisor's sign.
[[nodiscard]] constexpr auto floor_quotient(std::int64_t a, std::int64_t b) -> std::int64_t {
  auto const quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

[[nodiscard]] constexpr auto floor_rest(std::int64_t a, std::int64_t b) -> std::int64_t {
  return a - b * floor_quotient(a, b);
}

} // namespace prodreview::shape
