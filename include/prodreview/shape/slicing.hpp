// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/requirement.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand index_in_range{"the size {left} at axis {axis} has no index {right}"};
inline constexpr demand range_fits{"the range up to {left} must fit into the size {right}"};
inline constexpr demand step_positive{"a step must be at least 1, not {right}"};
inline constexpr demand axis_to_index{"a tensor of rank 0 has no axis to index"};
} // namespace demands

/// `start:stop:step` of a slice; what is missing goes to the end of the axis.
template <class Dim> struct basic_range {
  std::optional<Dim> start{};
  std::optional<Dim> stop{};
  Dim step{1};
};

using range = basic_range<dim>;

namespace detail {

/// A bound of a slice in 0…size: negative ones count from the end. Unknown where the sign is.
template <class Dim>
[[nodiscard]] constexpr auto clamped(Dim const &bound, Dim const &size) -> Dim {
  auto const where = interval_of(bound);
  if (where.lower && *where.lower >= 0) return minimum(bound, size);
  if (where.upper && *where.upper < 0) return maximum(size + bound, Dim{0});
  return Dim::unknown();
}

template <class Dim>
[[nodiscard]] constexpr auto length_of(basic_range<Dim> const &it, Dim const &size) -> Dim {
  auto const start = it.start ? clamped(*it.start, size) : Dim{0};
  auto const stop = it.stop ? clamped(*it.stop, size) : size;
  auto const length = maximum(stop - start, Dim{0});
  return it.step.constant() == 1 ? length : floor_quotient(length + it.step - Dim{1}, it.step);
}

/// An index counts from the end where it is negative.
template <class Dim>
constexpr auto require_index(basic_outcome<Dim> &result, Dim const &size, Dim const &index,
                             std::size_t axis) -> void {
  auto const where = interval_of(index);
  auto const counted_from_front = where.lower && *where.lower >= 0;
  auto const counted_from_end = where.upper && *where.upper < 0;
  auto const known = counted_from_front ? compare_at_most(index + Dim{1}, size)
                     : counted_from_end ? compare_at_most(-index, size)
                                        : comparison{};
  note(result, {.what = &demands::index_in_range,
                .known = known,
                .left = size,
                .right = index,
                .axis = static_cast<std::int64_t>(axis)});
}

/// What indexes one axis needs one.
template <class Dim>
[[nodiscard]] constexpr auto axis_to_index(basic_shape<Dim> const &it, std::int64_t axis)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return open<Dim>();
  if (it.rank() == 0) return refused<Dim>({.what = &demands::axis_to_index});
  if (!axis_of(axis, it.rank())) return axis_out_of_range<Dim>(axis, it.rank());
  return {.shape = it};
}

} // namespace detail

/// `select`, `x[index]`: one index of an axis, which goes.
template <class Dim>
[[nodiscard]] constexpr auto select(basic_shape<Dim> const &it, std::int64_t axis, Dim const &index)
    -> basic_outcome<Dim> {
  auto result = detail::axis_to_index(it, axis);
  if (!it.ranked() || result.impossible()) return result;
  auto const at = *detail::axis_of(axis, it.rank());
  detail::require_index(result, it[at], index, at);
  result.shape = without_axis(it, at);
  return result;
}

/// `x[start:stop:step]` of one axis: bounds beyond its ends are no mistake.
template <class Dim>
[[nodiscard]] constexpr auto slice(basic_shape<Dim> const &it, std::int64_t axis,
                                   basic_range<Dim> const &of) -> basic_outcome<Dim> {
  auto result = detail::axis_to_index(it, axis);
  detail::require_at_most(result,
                          {.what = &demands::step_positive, .left = Dim{1}, .right = of.step});
  if (!it.ranked() || result.impossible()) return result;
  auto const at = *detail::axis_of(axis, it.rank());
  result.shape = with_size(it, at, detail::length_of(of, it[at]));
  return result;
}

/// `narrow`: `length` elements of an axis from `start` on, all of which are there.
template <class Dim>
[[nodiscard]] constexpr auto narrow(basic_shape<Dim> const &it, std::int64_t axis, Dim const &start,
                                    Dim const &length) -> basic_outcome<Dim> {
  auto result = detail::axis_to_index(it, axis);
  if (!it.ranked() || result.impossible()) return result;
  auto const at = *detail::axis_of(axis, it.rank());
  detail::require_size(result, length);
  auto const from_end = interval_of(start).upper.value_or(0) < 0;
  auto const first = from_end ? it[at] + start : start;
  if (from_end)
    detail::require_at_most(result,
                            {.what = &demands::range_fits, .left = -start, .right = it[at]});
  detail::require_at_most(result,
                          {.what = &demands::range_fits, .left = first + length, .right = it[at]});
  result.shape = with_size(it, at, length);
  return result;
}

} // namespace prodreview::shape
