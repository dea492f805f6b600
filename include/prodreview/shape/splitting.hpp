// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/expansion.hpp>
#include <prodreview/shape/slicing.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand sections_cover{
    "the sections add up to {left}, and the size at axis {axis} is {right}"};
inline constexpr demand parts_positive{"parts and their number must be at least 1, not {right}"};
inline constexpr demand nothing_to_split{
    "the size {left} at axis {axis} does not split into parts of 0"};
} // namespace demands

/// Parts of one axis: how many there are, and the shape of all but the last, and of the last.
template <class Dim> struct basic_parts {
  basic_outcome<Dim> each{};
  basic_shape<Dim> last{};
  Dim count{Dim::unknown()};
};

namespace detail {

/// \pre the axis is there
template <class Dim>
[[nodiscard]] constexpr auto parts_of(basic_outcome<Dim> const &whole, std::size_t axis,
                                      Dim const &size) -> basic_parts<Dim> {
  auto const &all = whole.shape[axis];
  basic_parts<Dim> result{.each = whole, .last = whole.shape};
  // A size of 0 makes one part, which is empty.
  auto const count = maximum(floor_quotient(all + size - Dim{1}, size), Dim{1});
  auto const left = all - size * (count - Dim{1});
  result.count = count;
  result.last.dims()[axis] = left;
  result.each.shape.dims()[axis] = minimum(size, all);
  return result;
}

} // namespace detail

/// `split` with one size: parts of that size, of which the last may be smaller.
template <class Dim>
[[nodiscard]] constexpr auto split(basic_shape<Dim> const &it, Dim const &size, std::int64_t axis)
    -> basic_parts<Dim> {
  auto whole = detail::axis_to_index(it, axis);
  if (!it.ranked() || whole.impossible()) return {.each = whole};
  auto const at = *detail::axis_of(axis, it.rank());
  if (size.constant() == 0) {
    detail::require_equal(whole,
                          {.what = &demands::nothing_to_split, .left = it[at], .axis = axis});
    return {.each = whole, .last = it, .count = Dim{1}};
  }
  detail::require_at_most(whole, {.what = &demands::parts_positive, .left = Dim{1}, .right = size});
  return whole.impossible() ? basic_parts<Dim>{.each = whole} : detail::parts_of(whole, at, size);
}

/// `chunk`: at most so many parts of one size, of which the last may be smaller.
template <class Dim>
[[nodiscard]] constexpr auto chunk(basic_shape<Dim> const &it, Dim const &most, std::int64_t axis)
    -> basic_parts<Dim> {
  auto whole = detail::axis_to_index(it, axis);
  detail::require_at_most(whole, {.what = &demands::parts_positive, .left = Dim{1}, .right = most});
  if (!it.ranked() || whole.impossible()) return {.each = whole};
  auto const at = *detail::axis_of(axis, it.rank());
  if (it[at].constant() == 0) return {.each = whole, .last = it, .count = most};
  return detail::parts_of(whole, at, floor_quotient(it[at] + most - Dim{1}, most));
}

/// `split` with sections, which cover the axis: the shape of section `number`.
template <class Dim>
[[nodiscard]] constexpr auto split(basic_shape<Dim> const &it, std::span<Dim const> sections,
                                   std::int64_t axis, std::size_t number) -> basic_outcome<Dim> {
  auto result = detail::axis_to_index(it, axis);
  if (!it.ranked() || result.impossible()) return result;
  auto const at = *detail::axis_of(axis, it.rank());
  Dim all = 0;
  for (auto const &size : sections) {
    detail::require_size(result, size);
    all = all + size;
  }
  detail::require_equal(
      result, {.what = &demands::sections_cover, .left = all, .right = it[at], .axis = axis});
  result.shape = with_size(it, at, sections[number]);
  return result;
}

} // namespace prodreview::shape
