// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/expansion.hpp>
#include <prodreview/shape/matmul.hpp>
#include <prodreview/shape/slicing.hpp>

namespace prodreview::shape {

namespace detail {

/// A sum that grows to the shape of a product and does not shape it.
template <class Dim>
[[nodiscard]] constexpr auto added(basic_shape<Dim> const &to, basic_outcome<Dim> product)
    -> basic_outcome<Dim> {
  if (!to.ranked() || !product.shape.ranked() || product.impossible()) return product;
  auto grown = expand(to, std::span<Dim const>{product.shape.dims()});
  note(grown, product.finding);
  grown.shape = product.shape;
  return grown;
}

} // namespace detail

/// `dot`: two vectors of one size.
template <class Dim>
[[nodiscard]] constexpr auto dot(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  return detail::of_ranks(a, b, 1, 1);
}

/// `outer`: of vectors, a product for each pair.
template <class Dim>
[[nodiscard]] constexpr auto outer(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  if (!a.ranked() || !b.ranked()) return detail::open<Dim>();
  for (auto const *it : {&a, &b})
    if (it->rank() != 1) return detail::wrong_rank<Dim>(demands::rank_is, it->rank(), 1);
  return {.shape = {a[0], b[0]}};
}

/// `addmm`: what is added may broadcast to the product.
template <class Dim>
[[nodiscard]] constexpr auto addmm(basic_shape<Dim> const &to, basic_shape<Dim> const &a,
                                   basic_shape<Dim> const &b) -> basic_outcome<Dim> {
  return detail::added(to, mm(a, b));
}

/// `baddbmm`: the same of batches.
template <class Dim>
[[nodiscard]] constexpr auto baddbmm(basic_shape<Dim> const &to, basic_shape<Dim> const &a,
                                     basic_shape<Dim> const &b) -> basic_outcome<Dim> {
  return detail::added(to, bmm(a, b));
}

namespace detail {

/// torch multiplies and adds in one step where it can, and asks for a matrix there.
template <class Dim>
[[nodiscard]] constexpr auto fuses(basic_shape<Dim> const &it, basic_shape<Dim> const *bias)
    -> bool {
  if (bias == nullptr || !bias->ranked()) return false;
  return it.rank() == 2 || (it.rank() > 2 && bias->rank() == 1);
}

} // namespace detail

/// `linear`: the last axis by the weight (out, in) — or (in,), which makes it go — plus a bias.
template <class Dim>
[[nodiscard]] constexpr auto linear(basic_shape<Dim> const &it, basic_shape<Dim> const &weight,
                                    basic_shape<Dim> const *bias) -> basic_outcome<Dim> {
  if (!it.ranked() || !weight.ranked()) return detail::open<Dim>();
  auto const is_vector = weight.rank() == 1 && !detail::fuses(it, bias);
  if (weight.rank() != 2 && !is_vector)
    return detail::wrong_rank<Dim>(demands::rank_is, weight.rank(), 2);
  auto const product = matmul(it, is_vector ? weight : basic_shape<Dim>{weight[1], weight[0]});
  return bias == nullptr ? product : detail::added(*bias, product);
}

/// `cross`: of axes with three elements.
template <class Dim>
[[nodiscard]] constexpr auto cross(basic_shape<Dim> const &a, basic_shape<Dim> const &b,
                                   std::int64_t axis = -1) -> basic_outcome<Dim> {
  if (!a.ranked() || !b.ranked()) return detail::open<Dim>();
  if (a.rank() != b.rank()) return detail::ranks_differ<Dim>(a.rank(), b.rank());
  auto const at = detail::wrapped_axis(axis, a.rank());
  if (!at || a.rank() == 0) return detail::axis_out_of_range<Dim>(axis, a.rank());
  auto result = broadcast(a, b);
  for (auto const *it : {&a, &b})
    detail::require_equal(
        result, {.what = &demands::sizes_equal, .left = (*it)[*at], .right = Dim{3}, .axis = axis});
  return result;
}

} // namespace prodreview::shape
