// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/division.hpp>

namespace prodreview::shape {

namespace detail {

template <class Values>
[[nodiscard]] constexpr auto substituted(std::span<term const> terms, factor_table const &table,
                                         Values const &values) -> dim;

template <class Values>
[[nodiscard]] constexpr auto substituted(factor const &it, factor_table const &table,
                                         Values const &values) -> dim {
  if (it.kind == factor_kind::symbol) return values(it.name);
  auto const left = substituted(table.left(it), table, values);
  if (it.kind == factor_kind::minimum) return prodreview::shape::minimum(left, dim{0});
  return prodreview::shape::floor_quotient(left, substituted(table.right(it), table, values));
}

template <class Values>
constexpr auto substituted(std::span<term const> terms, factor_table const &table,
                           Values const &values) -> dim {
  dim sum = 0;
  for (auto const &it : terms) {
    dim product = it.coefficient;
    for (std::size_t i = 0; i < it.degree; ++i)
      product = product * substituted(table[it.factors[i]], table, values);
    sum = sum + product;
  }
  return sum;
}

} // namespace detail

/// The dim with `values(name)`, which is a dim, in place of each name.
template <class Values>
[[nodiscard]] constexpr auto substituted(dim const &it, Values const &values) -> dim {
  return it.known() ? detail::substituted(it.sum().terms(), it.table(), values) : it;
}

} // namespace prodreview::shape
