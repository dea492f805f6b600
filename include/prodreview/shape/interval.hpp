// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/dim.hpp>

namespace prodreview::shape {

/// What a value lies between, both ends included; an end that is missing is open.
struct interval {
  std::optional<std::int64_t> lower{};
  std::optional<std::int64_t> upper{};

  [[nodiscard]] static constexpr auto point(std::int64_t value) -> interval {
    return {value, value};
  }
  [[nodiscard]] constexpr auto contains(std::int64_t value) const -> bool {
    return (!lower || *lower <= value) && (!upper || value <= *upper);
  }
  friend constexpr auto operator==(interval const &, interval const &) -> bool = default;
};

/// What every size of a tensor lies between, when nothing else is known of it.
inline constexpr interval any_size{.lower = 0};

[[nodiscard]] constexpr auto sum(interval const &a, interval const &b) -> interval {
  interval result;
  if (a.lower && b.lower) result.lower = checked_sum(*a.lower, *b.lower);
  if (a.upper && b.upper) result.upper = checked_sum(*a.upper, *b.upper);
  return result;
}

[[nodiscard]] constexpr auto scaled(interval const &it, std::int64_t by) -> interval {
  interval result;
  if (it.lower) (by < 0 ? result.upper : result.lower) = checked_product(*it.lower, by);
  if (it.upper) (by < 0 ? result.lower : result.upper) = checked_product(*it.upper, by);
  return result;
}

/// Open unless both are known not to be negative: enough for sizes.
[[nodiscard]] constexpr auto product(interval const &a, interval const &b) -> interval {
  if (!a.lower || !b.lower || *a.lower < 0 || *b.lower < 0) return {};
  interval result{.lower = checked_product(*a.lower, *b.lower)};
  if (a.upper && b.upper) result.upper = checked_product(*a.upper, *b.upper);
  return result;
}

namespace detail {

template <class Bounds>
[[nodiscard]] constexpr auto interval_of(std::span<term const> terms, factor_table const &table,
                                         Bounds const &bounds) -> interval;

template <class Bounds>
[[nodiscard]] constexpr auto interval_of(factor const &it, factor_table const &table,
                                         Bounds const &bounds) -> interval {
  if (it.kind == factor_kind::symbol) return bounds(it.name);
  auto left = interval_of(table.left(it), table, bounds);
  if (it.kind == factor_kind::minimum) {
    left.upper = lesser<std::int64_t>(left.upper.value_or(0), 0);
    if (left.lower) left.lower = lesser<std::int64_t>(*left.lower, 0);
    return left;
  }
  auto const right = interval_of(table.right(it), table, bounds);
  if (!right.lower || *right.lower <= 0) return {};
  if (right.upper == right.lower) {
    if (left.lower) left.lower = floor_quotient(*left.lower, *right.lower);
    if (left.upper) left.upper = floor_quotient(*left.upper, *right.lower);
    return left;
  }
  return left.lower && *left.lower >= 0 ? any_size : interval{};
}

template <class Bounds>
constexpr auto interval_of(std::span<term const> terms, factor_table const &table,
                           Bounds const &bounds) -> interval {
  auto whole = interval::point(0);
  for (auto const &it : terms) {
    auto part = interval::point(1);
    for (std::size_t i = 0; i < it.degree; ++i)
      part = product(part, interval_of(table[it.factors[i]], table, bounds));
    // A factor that may be negative stands alone only.
    if (it.degree == 1) part = interval_of(table[it.factors[0]], table, bounds);
    whole = sum(whole, scaled(part, it.coefficient));
  }
  return whole;
}

} // namespace detail

/// Every name is a size of which nothing is known.
struct sizes {
  [[nodiscard]] constexpr auto operator()(std::string_view) const -> interval { return any_size; }
};

/// What a dim lies between, when `bounds(name)` says it of its names.
template <class Bounds = sizes>
[[nodiscard]] constexpr auto interval_of(dim const &it, Bounds const &bounds = {}) -> interval {
  if (!it.known()) return {};
  return detail::interval_of(it.sum().terms(), it.table(), bounds);
}

} // namespace prodreview::shape
