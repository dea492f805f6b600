// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/reshape.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand enough_sizes{"{second} sizes are too few for a tensor of rank {first}"};
inline constexpr demand size_grows{"the size {left} at axis {axis} must be 1 to become {right}"};
inline constexpr demand axis_to_keep{"-1 keeps a size, and the new axis {axis} has none"};
} // namespace demands

namespace detail {

/// Only a size of 1 grows; -1 keeps what is there.
template <class Dim>
constexpr auto grow(basic_outcome<Dim> &result, Dim const &from, Dim const &to, std::size_t axis)
    -> void {
  if (to.constant() == -1) return result.shape.add(from);
  result.shape.add(to);
  if (from.constant() == 1) return;
  note(result, {.what = &demands::size_grows,
                .known = either(compare(from, to), compare(from, Dim{1})),
                .left = from,
                .right = to,
                .axis = static_cast<std::int64_t>(axis)});
}

} // namespace detail

/// `expand`: sizes of 1 grow, and axes are added in front; -1 keeps a size.
template <class Dim>
[[nodiscard]] constexpr auto expand(basic_shape<Dim> const &it, std::span<Dim const> sizes)
    -> basic_outcome<Dim> {
  if (auto const wrong = detail::not_a_size(sizes)) return detail::no_size(*wrong);
  if (!it.ranked()) return detail::open<Dim>();
  if (sizes.size() < it.rank())
    return detail::wrong_rank<Dim>(demands::enough_sizes, it.rank(), sizes.size());
  auto const added = sizes.size() - it.rank();
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
    if (axis >= added) {
      detail::grow(result, it[axis - added], sizes[axis], axis);
    } else {
      if (sizes[axis].constant() == -1)
        return detail::refused<Dim>(
            {.what = &demands::axis_to_keep, .axis = static_cast<std::int64_t>(axis)});
      result.shape.add(sizes[axis]);
    }
  }
  return result;
}

namespace detail {

/// Sizes times counts, where both are matched from the last; what is missing is 1.
template <class Dim>
[[nodiscard]] constexpr auto multiplied(basic_shape<Dim> const &it, std::span<Dim const> counts)
    -> basic_outcome<Dim> {
  auto const rank = greater(it.rank(), counts.size());
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (auto back = rank; back > 0; --back) {
    auto const size = back > it.rank() ? Dim{1} : it[it.rank() - back];
    auto const count = back > counts.size() ? Dim{1} : counts[counts.size() - back];
    require_size(result, size * count);
    result.shape.add(size * count);
  }
  return result;
}

} // namespace detail

/// `Tensor.repeat`: each axis so many times, and axes in front; a count for each axis at least.
template <class Dim>
[[nodiscard]] constexpr auto repeat(basic_shape<Dim> const &it, std::span<Dim const> counts)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (counts.size() < it.rank())
    return detail::wrong_rank<Dim>(demands::enough_sizes, it.rank(), counts.size());
  return detail::multiplied(it, counts);
}

/// `tile`: as `repeat`, where counts that are missing in front are 1.
template <class Dim>
[[nodiscard]] constexpr auto tile(basic_shape<Dim> const &it, std::span<Dim const> counts)
    -> basic_outcome<Dim> {
  return it.ranked() ? detail::multiplied(it, counts) : detail::open<Dim>();
}

/// `repeat_interleave` with one count: each element of an axis so many times.
template <class Dim>
[[nodiscard]] constexpr auto repeat_interleave(basic_shape<Dim> const &it, Dim const &count,
                                               std::int64_t axis) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const at = detail::axis_of(axis, it.rank());
  if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank());
  basic_outcome<Dim> result{.shape = with_size(it, *at, it[*at] * count)};
  detail::require_size(result, count);
  return result;
}

} // namespace prodreview::shape
