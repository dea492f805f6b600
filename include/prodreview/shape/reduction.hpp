// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/requirement.hpp>

#include <utility>

namespace prodreview::shape {

namespace demands {
inline constexpr demand has_elements{"the size {right} at axis {axis} must be at least 1"};
inline constexpr demand any_element{"there must be an element among {right}"};
} // namespace demands

namespace detail {

using chosen_axes = std::array<bool, 64>;

/// Marks axes; where that is wrong, the outcome says so.
template <class Dim>
[[nodiscard]] constexpr auto choose(chosen_axes &chosen, std::span<std::int64_t const> axes,
                                    std::size_t rank) -> basic_outcome<Dim> {
  for (auto const axis : axes) {
    auto const at = wrapped_axis(axis, rank);
    if (!at) return axis_out_of_range<Dim>(axis, rank);
    if (std::exchange(chosen[*at], true))
      return refused<Dim>({.what = &demands::axes_differ, .axis = axis});
  }
  return {};
}

template <class Dim>
constexpr auto require_elements(basic_outcome<Dim> &result, Dim const &size, std::size_t axis)
    -> void {
  require_at_most(result, {.what = &demands::has_elements,
                           .left = Dim{1},
                           .right = size,
                           .axis = static_cast<std::int64_t>(axis)});
}

} // namespace detail

/// Whether reduced axes go, or stay with the size 1.
enum class reduced_axes : bool { go, stay };

/// `sum`, `mean`, `logsumexp`, `std` …: axes become one value each; no axes are all of them.
template <class Dim>
[[nodiscard]] constexpr auto reduce(basic_shape<Dim> const &it, std::span<std::int64_t const> axes,
                                    reduced_axes after = reduced_axes::go) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  detail::chosen_axes chosen{};
  auto result = detail::choose<Dim>(chosen, axes, it.rank());
  if (result.impossible()) return result;
  result.shape = basic_shape<Dim>::scalar();
  for (std::size_t i = 0; i < it.rank(); ++i) {
    if (!axes.empty() && !chosen[i])
      result.shape.add(it[i]);
    else if (after == reduced_axes::stay)
      result.shape.add(Dim{1});
  }
  return result;
}

/// `amax`, `argmax`, `median` …: as `reduce`, of axes that have elements.
template <class Dim>
[[nodiscard]] constexpr auto pick(basic_shape<Dim> const &it, std::span<std::int64_t const> axes,
                                  reduced_axes after = reduced_axes::go) -> basic_outcome<Dim> {
  auto result = reduce(it, axes, after);
  if (!it.ranked() || result.impossible()) return result;
  if (axes.empty())
    detail::require_at_most(
        result, {.what = &demands::any_element, .left = Dim{1}, .right = element_count(it)});
  for (auto const axis : axes)
    if (it.rank() > 0)
      detail::require_elements(result, it[*detail::axis_of(axis, it.rank())],
                               *detail::axis_of(axis, it.rank()));
  return result;
}

/// `softmax`, `cumsum`, `sort`, `flip` …: an axis is named, and all sizes stay.
template <class Dim>
[[nodiscard]] constexpr auto along(basic_shape<Dim> const &it, std::int64_t axis)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (!detail::wrapped_axis(axis, it.rank()))
    return detail::axis_out_of_range<Dim>(axis, it.rank());
  return {.shape = it};
}

} // namespace prodreview::shape
