// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/interval.hpp>

namespace prodreview::shape {

/// The quotient, where the divisor divides without a rest for all values of the names; nothing
/// otherwise.
[[nodiscard]] constexpr auto exact_quotient(dim const &a, dim const &b) -> std::optional<dim> {
  auto const both = merged(a.table(), b.table());
  if (!both.fits) return std::nullopt;
  auto const result = exact_quotient(both.first(a.sum()), both.second(b.sum()));
  if (!result) return std::nullopt;
  return dim{*result, both.table};
}

namespace detail {

/// `a = whole * divisor + rest`, term by term.
struct split {
  polynomial whole{};
  polynomial rest{};
};

[[nodiscard]] constexpr auto split_by(polynomial const &a, std::int64_t divisor) -> split {
  split result;
  for (auto part : a.terms()) {
    auto const coefficient = part.coefficient;
    part.coefficient = floor_quotient(coefficient, divisor);
    result.whole.add(part);
    part.coefficient = floor_rest(coefficient, divisor);
    result.rest.add(part);
  }
  return result;
}

[[nodiscard]] constexpr auto split_by(polynomial const &a, term const &divisor) -> split {
  split result;
  for (auto const &part : a.terms()) {
    if (auto const whole = quotient(part, divisor))
      result.whole.add(*whole);
    else
      result.rest.add(part);
  }
  return result;
}

/// What divides all coefficients but the constant's, and the divisor.
[[nodiscard]] constexpr auto common_divisor(polynomial const &a, std::int64_t divisor)
    -> std::int64_t {
  for (auto const &it : a.terms())
    if (it.degree != 0) divisor = common_factor(divisor, it.coefficient);
  return divisor;
}

/// `(x // e + r) // d` is `(x + e * r) // (d * e)`: a quotient in a quotient, as convolutions in a
/// row make it, is one.
struct inner_quotient {
  polynomial dividend{};
  std::int64_t divisor{};
};

[[nodiscard]] constexpr auto inner_quotient_of(polynomial const &a, factor_table const &table)
    -> std::optional<inner_quotient> {
  for (auto part : a.terms()) {
    if (part.degree != 1 || part.coefficient != 1) continue;
    auto const inner = table.written(part.factors[0]);
    auto const divisor = inner.right.constant();
    if (inner.kind != factor_kind::quotient || !divisor) continue;
    auto others = a;
    part.coefficient = -1;
    others.add(part);
    auto dividend = inner.left;
    dividend.add(others, *divisor);
    return inner_quotient{dividend, *divisor};
  }
  return std::nullopt;
}

[[nodiscard]] constexpr auto quotient_factor(polynomial const &a, polynomial const &b,
                                             factor_table const &table) -> dim {
  return dim::of({.kind = factor_kind::quotient, .left = a, .right = b}, table);
}

/// \pre divisor > 0
[[nodiscard]] constexpr auto floor_quotient(polynomial const &a, std::int64_t divisor,
                                            factor_table const &table) -> dim {
  auto const [whole, rest] = split_by(a, divisor);
  auto const outside = dim{whole, table};
  if (!outside.known() || !rest.known()) return dim::unknown();
  auto const range = interval_of(dim{rest, table});
  if (range.lower && *range.lower >= 0 && range.upper && *range.upper < divisor) return outside;
  if (auto const inner = inner_quotient_of(rest, table)) {
    auto const both = checked_product(divisor, inner->divisor);
    if (!both || !inner->dividend.known()) return dim::unknown();
    return outside + floor_quotient(inner->dividend, *both, table);
  }
  auto const common = common_divisor(rest, divisor);
  auto const reduced_rest = split_by(rest, common).whole;
  return outside + quotient_factor(reduced_rest, polynomial{divisor / common}, table);
}

/// The greatest divisor of all coefficients.
[[nodiscard]] constexpr auto content(polynomial const &a) -> std::int64_t {
  return common_divisor(a, a.constant_part());
}

[[nodiscard]] constexpr auto is_product(polynomial const &it) -> bool {
  return it.terms().size() == 1;
}

} // namespace detail

/// Python's `a // b`: rounded down. Unknown where `b` is 0.
[[nodiscard]] constexpr auto floor_quotient(dim const &a, dim const &b) -> dim {
  if (!a.known() || !b.known() || b.constant() == 0) return dim::unknown();
  if (auto const divisor = b.constant(); divisor && *divisor > 0)
    return detail::floor_quotient(a.sum(), *divisor, a.table());
  if (b.constant()) return floor_quotient(-a, -b);
  if (auto const exact = exact_quotient(a, b)) return *exact;
  auto const both = merged(a.table(), b.table());
  if (!both.fits) return dim::unknown();
  auto const dividend = both.first(a.sum());
  auto const divisor = both.second(b.sum());
  if (!detail::is_product(divisor)) return detail::quotient_factor(dividend, divisor, both.table);
  auto const [whole, rest] = detail::split_by(dividend, divisor.terms()[0]);
  auto const left_over = interval_of(dim{rest, both.table});
  auto const room = interval_of(b - dim{rest, both.table});
  auto const outside = dim{whole, both.table};
  if (left_over.lower && *left_over.lower >= 0 && room.lower && *room.lower > 0) return outside;
  return outside + detail::quotient_factor(rest, divisor, both.table);
}

/// Python's `a % b`, which has the sign of `b`; `b * (a // b) + a % b` is `a`.
[[nodiscard]] constexpr auto floor_rest(dim const &a, dim const &b) -> dim {
  return a - b * floor_quotient(a, b);
}

/// The smaller of two; `minimum(a, b) + maximum(a, b)` is `a + b`.
[[nodiscard]] constexpr auto minimum(dim const &a, dim const &b) -> dim {
  auto const difference = a - b;
  if (!difference.known()) return dim::unknown();
  auto const range = interval_of(difference);
  if (range.lower && *range.lower >= 0) return b;
  if (range.upper && *range.upper <= 0) return a;
  if (difference.sum().terms()[0].coefficient < 0) return minimum(b, a);
  auto const common = detail::content(difference.sum());
  auto const left = detail::split_by(difference.sum(), common).whole;
  auto const below = dim::of({.kind = factor_kind::minimum, .left = left}, difference.table());
  return b + below * dim{common};
}

[[nodiscard]] constexpr auto maximum(dim const &a, dim const &b) -> dim {
  return a + b - minimum(a, b);
}

} // namespace prodreview::shape
