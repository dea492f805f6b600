// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/expansion.hpp>
#include <prodreview/shape/reduction.hpp>
#include <prodreview/shape/slicing.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand counted_from_one{"elements are counted from 1, not {right}"};
inline constexpr demand enough_elements{
    "{left} elements are wanted of the size {right} at axis {axis}"};
} // namespace demands

namespace detail {

template <class Dim>
constexpr auto require_rank_among(basic_outcome<Dim> &result, Dim const &wanted, Dim const &size,
                                  std::int64_t axis) -> void {
  require_at_most(result,
                  {.what = &demands::enough_elements, .left = wanted, .right = size, .axis = axis});
}

} // namespace detail

/// `topk`: the `count` greatest of an axis; of values and indices alike.
template <class Dim>
[[nodiscard]] constexpr auto topk(basic_shape<Dim> const &it, Dim const &count,
                                  std::int64_t axis = -1) -> basic_outcome<Dim> {
  auto result = along(it, axis);
  if (!it.ranked() || result.impossible()) return result;
  detail::require_size(result, count);
  auto const at = *detail::wrapped_axis(axis, it.rank());
  detail::require_rank_among(result, count, it.rank() == 0 ? Dim{1} : it[at], axis);
  if (it.rank() > 0) result.shape.dims()[at] = count;
  return result;
}

/// `kthvalue`: the element that is number `k` in an axis, from 1.
template <class Dim>
[[nodiscard]] constexpr auto kthvalue(basic_shape<Dim> const &it, Dim const &k, std::int64_t axis,
                                      reduced_axes after = reduced_axes::go) -> basic_outcome<Dim> {
  auto result = pick(it, std::span{&axis, 1}, after);
  if (!it.ranked() || result.impossible()) return result;
  detail::require_at_most(result, {.what = &demands::counted_from_one, .left = Dim{1}, .right = k});
  auto const at = *detail::wrapped_axis(axis, it.rank());
  detail::require_rank_among(result, k, it.rank() == 0 ? Dim{1} : it[at], axis);
  return result;
}

} // namespace prodreview::shape
