// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/matmul.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand matrix_square{"a matrix of {left} by {right} must be square"};
} // namespace demands

/// `torch.linalg.inv`, `cholesky`, `matrix_exp`, `matrix_power`: square matrices.
template <class Dim>
[[nodiscard]] constexpr auto square(basic_shape<Dim> const &it) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (it.rank() < 2) return detail::wrong_rank<Dim>(demands::rank_at_least, it.rank(), 2);
  basic_outcome<Dim> result{.shape = it};
  detail::require_equal(
      result,
      {.what = &demands::matrix_square, .left = it[it.rank() - 2], .right = it[it.rank() - 1]});
  return result;
}

/// `det`, `slogdet`: one value for each square matrix.
template <class Dim>
[[nodiscard]] constexpr auto determinant(basic_shape<Dim> const &it) -> basic_outcome<Dim> {
  auto result = square(it);
  if (result.shape.ranked()) result.shape = detail::without_last(it, 2);
  return result;
}

/// `eigvals`, `eigvalsh`: a vector for each square matrix.
template <class Dim>
[[nodiscard]] constexpr auto eigenvalues(basic_shape<Dim> const &it) -> basic_outcome<Dim> {
  auto result = square(it);
  if (result.shape.ranked()) result.shape = detail::without_last(it, 1);
  return result;
}

/// Of a matrix (m, n) with k the smaller size: the factors of `svd` and `qr` without what is 0.
template <class Dim> struct basic_factors {
  basic_outcome<Dim> left{};   ///< (m, k): U and Q
  basic_outcome<Dim> values{}; ///< (k,): S
  basic_outcome<Dim> right{};  ///< (k, n): Vh and R
};

template <class Dim>
[[nodiscard]] constexpr auto factors_of(basic_shape<Dim> const &it) -> basic_factors<Dim> {
  if (!it.ranked()) return {detail::open<Dim>(), detail::open<Dim>(), detail::open<Dim>()};
  if (it.rank() < 2) {
    auto const wrong = detail::wrong_rank<Dim>(demands::rank_at_least, it.rank(), 2);
    return {wrong, wrong, wrong};
  }
  auto const &rows = it[it.rank() - 2];
  auto const &columns = it[it.rank() - 1];
  auto const smaller = minimum(rows, columns);
  auto const batch = detail::without_last(it, 2);
  auto const of = [&batch](std::initializer_list<Dim> last) {
    basic_outcome<Dim> result{.shape = batch};
    for (auto const &size : last) result.shape.add(size);
    return result;
  };
  return {of({rows, smaller}), of({smaller}), of({smaller, columns})};
}

namespace detail {

/// Whether the right side is vectors: it is one, or it has the sizes of the matrices without the
/// last.
template <class Dim>
[[nodiscard]] constexpr auto is_vectors(basic_shape<Dim> const &matrices,
                                        basic_shape<Dim> const &right) -> relation {
  if (right.rank() == 1) return relation::equal;
  if (right.rank() + 1 != matrices.rank()) return relation::different;
  auto result = relation::equal;
  for (std::size_t i = 0; i < right.rank(); ++i) {
    auto const known = compare(right[i], matrices[i]).answer;
    if (known == relation::different) return known;
    if (known != relation::equal) result = relation::maybe;
  }
  return result;
}

} // namespace detail

/// `torch.linalg.solve`: the x in `A @ x = b`, where b is matrices, or vectors.
template <class Dim>
[[nodiscard]] constexpr auto solve(basic_shape<Dim> const &matrices, basic_shape<Dim> const &right)
    -> basic_outcome<Dim> {
  auto const form = square(matrices);
  if (!matrices.ranked() || form.impossible()) return form;
  if (!right.ranked()) return detail::open<Dim>();
  auto const kind = detail::is_vectors(matrices, right);
  if (kind == relation::maybe) return detail::open<Dim>();
  auto const vectors = kind == relation::equal;
  if (right.rank() < (vectors ? 1U : 2U))
    return detail::wrong_rank<Dim>(demands::rank_at_least, right.rank(), 1);
  auto const last = vectors ? 1U : 2U;
  auto result = broadcast(detail::without_last(matrices, 2), detail::without_last(right, last));
  detail::note(result, form.finding);
  detail::require_equal(result, {.what = &demands::inner_sizes_equal,
                                 .left = matrices[matrices.rank() - 1],
                                 .right = right[right.rank() - last]});
  result.shape.add(matrices[matrices.rank() - 1]);
  if (!vectors) result.shape.add(right[right.rank() - 1]);
  return result;
}

} // namespace prodreview::shape
