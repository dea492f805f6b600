// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/dim.hpp>

namespace prodreview::shape {

namespace detail {

using value = std::optional<std::int64_t>;

template <class Values>
[[nodiscard]] constexpr auto value_of(std::span<term const> terms, factor_table const &table,
                                      Values const &values) -> value;

template <class Values>
[[nodiscard]] constexpr auto value_of(factor const &it, factor_table const &table,
                                      Values const &values) -> value {
  if (it.kind == factor_kind::symbol) return values(it.name);
  auto const left = value_of(table.left(it), table, values);
  if (!left) return std::nullopt;
  if (it.kind == factor_kind::minimum) return lesser<std::int64_t>(*left, 0);
  auto const right = value_of(table.right(it), table, values);
  if (!right || *right == 0) return std::nullopt;
  return prodreview::shape::floor_quotient(*left, *right);
}

template <class Values>
[[nodiscard]] constexpr auto value_of(term const &it, factor_table const &table,
                                      Values const &values) -> value {
  value product = it.coefficient;
  for (std::size_t i = 0; i < it.degree && product; ++i) {
    auto const factor = value_of(table[it.factors[i]], table, values);
    product = factor ? checked_product(*product, *factor) : std::nullopt;
  }
  return product;
}

template <class Values>
constexpr auto value_of(std::span<term const> terms, factor_table const &table,
                        Values const &values) -> value {
  value sum = 0;
  for (auto const &it : terms) {
    auto const more = value_of(it, table, values);
    if (!sum || !more) return std::nullopt;
    sum = checked_sum(*sum, *more);
  }
  return sum;
}

} // namespace detail

/// What a dim is when `values(name)` says what its names are; nothing where that leaves it open,
/// where it divides by 0, or where 64 bits do not hold it.
template <class Values>
[[nodiscard]] constexpr auto value_of(dim const &it, Values const &values)
    -> std::optional<std::int64_t> {
  if (!it.known()) return std::nullopt;
  return detail::value_of(it.sum().terms(), it.table(), values);
}

} // namespace prodreview::shape
