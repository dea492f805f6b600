// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/slicing.hpp>

namespace prodreview::shape {

namespace detail {

/// How long the diagonal `offset` above the main one is.
template <class Dim>
[[nodiscard]] constexpr auto diagonal_length(Dim const &rows, Dim const &columns,
                                             std::int64_t offset) -> Dim {
  auto const up = offset >= 0;
  auto const length =
      up ? minimum(rows, columns - Dim{offset}) : minimum(rows + Dim{offset}, columns);
  return maximum(length, Dim{0});
}

} // namespace detail

/// `tril`, `triu`: matrices, which keep their sizes.
template <class Dim>
[[nodiscard]] constexpr auto triangle(basic_shape<Dim> const &it) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (it.rank() < 2) return detail::wrong_rank<Dim>(demands::rank_at_least, it.rank(), 2);
  return {.shape = it};
}

/// `diagonal`: two axes become their diagonal, which is the last.
template <class Dim>
[[nodiscard]] constexpr auto diagonal(basic_shape<Dim> const &it, std::int64_t offset = 0,
                                      std::int64_t first = 0, std::int64_t second = 1)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const rows = detail::axis_of(first, it.rank());
  auto const columns = detail::axis_of(second, it.rank());
  if (!rows || !columns) return detail::axis_out_of_range<Dim>(rows ? second : first, it.rank());
  if (*rows == *columns)
    return detail::refused<Dim>({.what = &demands::axes_differ, .axis = second});
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (std::size_t i = 0; i < it.rank(); ++i)
    if (i != *rows && i != *columns) result.shape.add(it[i]);
  result.shape.add(detail::diagonal_length(it[*rows], it[*columns], offset));
  return result;
}

/// `diag_embed`: the last axis becomes the diagonal of a matrix, `first` and `second` its axes.
template <class Dim>
[[nodiscard]] constexpr auto diag_embed(basic_shape<Dim> const &it, std::int64_t offset = 0,
                                        std::int64_t first = -2, std::int64_t second = -1)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (it.rank() == 0) return detail::refused<Dim>({.what = &demands::axis_to_index});
  auto const rows = detail::axis_of(first, it.rank() + 1);
  auto const columns = detail::axis_of(second, it.rank() + 1);
  if (!rows || !columns)
    return detail::axis_out_of_range<Dim>(rows ? second : first, it.rank() + 1);
  if (*rows == *columns)
    return detail::refused<Dim>({.what = &demands::axes_differ, .axis = second});
  auto const size = it[it.rank() - 1] + Dim{offset < 0 ? -offset : offset};
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  std::size_t next = 0;
  for (std::size_t i = 0; i <= it.rank(); ++i)
    result.shape.add(i == *rows || i == *columns ? size : it[next++]);
  return result;
}

} // namespace prodreview::shape
