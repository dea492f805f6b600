// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/checked.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace prodreview::shape {

/// A product: `coefficient` times the factors, which are numbers in a dim's table, ascending.
/// Numbers that are not used are 0.
struct term {
  static constexpr std::size_t max_degree = 7;

  std::int64_t coefficient{};
  std::array<std::uint8_t, max_degree> factors{};
  std::uint8_t degree{};

  friend constexpr auto operator==(term const &, term const &) -> bool = default;
};

[[nodiscard]] constexpr auto same_factors(term const &a, term const &b) -> bool {
  return a.degree == b.degree && a.factors == b.factors;
}

/// The order of a polynomial's terms: higher degree first, then by factors. The constant is last.
[[nodiscard]] constexpr auto before(term const &a, term const &b) -> bool {
  if (a.degree != b.degree) return a.degree > b.degree;
  return a.factors < b.factors;
}

/// Nothing where the coefficient or the degree is too large.
[[nodiscard]] constexpr auto product(term const &a, term const &b) -> std::optional<term> {
  auto const coefficient = checked_product(a.coefficient, b.coefficient);
  if (!coefficient || a.degree + b.degree > int{term::max_degree}) return std::nullopt;
  term result{.coefficient = *coefficient};
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.degree || j < b.degree) {
    auto const from_a = j == b.degree || (i < a.degree && a.factors[i] <= b.factors[j]);
    result.factors[result.degree++] = from_a ? a.factors[i++] : b.factors[j++];
  }
  return result;
}

/// `a / b`, where `b` divides both the coefficient and the factors.
[[nodiscard]] constexpr auto quotient(term const &a, term const &b) -> std::optional<term> {
  if (b.coefficient == 0 || a.coefficient % b.coefficient != 0) return std::nullopt;
  term result{.coefficient = a.coefficient / b.coefficient};
  std::size_t used = 0;
  for (std::size_t i = 0; i < a.degree; ++i) {
    if (used < b.degree && a.factors[i] == b.factors[used])
      ++used;
    else
      result.factors[result.degree++] = a.factors[i];
  }
  if (used != b.degree) return std::nullopt;
  return result;
}

} // namespace prodreview::shape
