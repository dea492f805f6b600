// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/broadcast.hpp>

#include <utility>

namespace prodreview::shape {

namespace demands {
inline constexpr demand inner_sizes_equal{"the inner sizes {left} and {right} must be equal"};
} // namespace demands

namespace detail {

/// All axes but the last `count`.
template <class Dim>
[[nodiscard]] constexpr auto without_last(basic_shape<Dim> const &it, std::size_t count)
    -> basic_shape<Dim> {
  return shape_of(it.dims().first(it.rank() - count));
}

} // namespace detail

/// `torch.matmul`: vectors lose their axis, matrices multiply, axes before the last two broadcast.
template <class Dim>
[[nodiscard]] constexpr auto matmul(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  if (!a.ranked() || !b.ranked()) return detail::open<Dim>();
  if (a.rank() == 0 || b.rank() == 0) return detail::wrong_rank<Dim>(demands::rank_at_least, 0, 1);
  auto const rows = lesser<std::size_t>(a.rank(), 2);
  auto const columns = lesser<std::size_t>(b.rank(), 2);
  auto result = broadcast(detail::without_last(a, rows), detail::without_last(b, columns));
  detail::require_equal(result, {.what = &demands::inner_sizes_equal,
                                 .left = a[a.rank() - 1],
                                 .right = b[b.rank() - columns]});
  if (rows == 2) result.shape.add(a[a.rank() - 2]);
  if (columns == 2) result.shape.add(b[b.rank() - 1]);
  return result;
}

namespace detail {

template <class Dim>
[[nodiscard]] constexpr auto of_ranks(basic_shape<Dim> const &a, basic_shape<Dim> const &b,
                                      std::size_t first, std::size_t second) -> basic_outcome<Dim> {
  for (auto const &[it, rank] : {std::pair{&a, first}, std::pair{&b, second}})
    if (it->ranked() && it->rank() != rank)
      return wrong_rank<Dim>(demands::rank_is, it->rank(), rank);
  return matmul(a, b);
}

} // namespace detail

/// `torch.mm`: matrices alone.
template <class Dim>
[[nodiscard]] constexpr auto mm(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  return detail::of_ranks(a, b, 2, 2);
}

/// `torch.mv`: a matrix by a vector.
template <class Dim>
[[nodiscard]] constexpr auto mv(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  return detail::of_ranks(a, b, 2, 1);
}

/// `torch.bmm`: batches of matrices, of one size: they do not broadcast.
template <class Dim>
[[nodiscard]] constexpr auto bmm(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  auto result = detail::of_ranks(a, b, 3, 3);
  if (!a.ranked() || !b.ranked() || result.impossible()) return result;
  detail::require_equal(result, {.what = &demands::sizes_equal, .left = a[0], .right = b[0]});
  result.shape.dims()[0] = detail::unified(a[0], b[0]);
  return result;
}

} // namespace prodreview::shape
