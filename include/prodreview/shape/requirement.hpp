// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/outcome.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand axis_in_range{"a tensor of rank {first} has no axis {axis}"};
inline constexpr demand axes_differ{"axis {axis} is named twice"};
inline constexpr demand ranks_equal{"the ranks {first} and {second} must be equal"};
inline constexpr demand rank_is{"the rank must be {second}, not {first}"};
inline constexpr demand rank_at_least{"the rank must be at least {second}, not {first}"};
inline constexpr demand sizes_equal{"the sizes {left} and {right} at axis {axis} must be equal"};
inline constexpr demand size_valid{"{right} is no size"};
} // namespace demands

/// What operations say of their operands. Each of these is a step in the making of an outcome.
namespace detail {

/// Keeps the demand that matters more to a reader: an impossible one, a special case, two names,
/// then ignorance, then emptiness.
template <class Dim>
constexpr auto note(basic_outcome<Dim> &result, basic_finding<Dim> const &more) -> void {
  constexpr std::array rank{0, 5, 4, 3, 2, 1};
  auto const of = [&rank](basic_finding<Dim> const &it) {
    return rank[static_cast<std::size_t>(it.known.answer)];
  };
  if (of(more) > of(result.finding)) result.finding = more;
}

/// An outcome that no value of the names makes legal.
template <class Dim>
[[nodiscard]] constexpr auto refused(basic_finding<Dim> why) -> basic_outcome<Dim> {
  why.known = {.answer = relation::different};
  return {.shape = {}, .finding = why};
}

/// An outcome of which nothing is known, because an operand's rank is not.
template <class Dim> [[nodiscard]] constexpr auto open() -> basic_outcome<Dim> {
  return {.shape = {}, .finding = {.what = &demands::rank_known, .known = {}}};
}

template <class Dim>
constexpr auto require_equal(basic_outcome<Dim> &result, basic_finding<Dim> it) -> void {
  it.known = compare(it.left, it.right);
  note(result, it);
}

template <class Dim>
constexpr auto require_at_most(basic_outcome<Dim> &result, basic_finding<Dim> it) -> void {
  it.known = compare_at_most(it.left, it.right);
  note(result, it);
}

/// Notes what is asked of operands only where there are elements.
template <class Dim>
constexpr auto note_unless_empty(basic_outcome<Dim> &result, basic_finding<Dim> it,
                                 Dim const &elements) -> void {
  if (it.known.answer == relation::different) it.known = compare(elements, Dim{0});
  note(result, it);
}

/// A number that is to be a size is not negative.
template <class Dim>
constexpr auto require_size(basic_outcome<Dim> &result, Dim const &it) -> void {
  require_at_most(result, {.what = &demands::size_valid, .left = Dim{0}, .right = it});
}

template <class Dim> [[nodiscard]] constexpr auto no_size(Dim const &it) -> basic_outcome<Dim> {
  return refused<Dim>({.what = &demands::size_valid, .right = it});
}

/// Of two sizes that have to be equal, the one that says more.
template <class Dim> [[nodiscard]] constexpr auto unified(Dim const &a, Dim const &b) -> Dim {
  return b.constant() || !a.known() ? b : a;
}

/// `axis` counted from the front, if the rank has it.
[[nodiscard]] constexpr auto axis_of(std::int64_t axis, std::size_t rank)
    -> std::optional<std::size_t> {
  auto const size = static_cast<std::int64_t>(rank);
  if (axis < -size || axis >= size) return std::nullopt;
  return static_cast<std::size_t>(axis < 0 ? axis + size : axis);
}

/// The same, where a tensor of rank 0 has the axes 0 and -1, as most of torch's operations see it.
[[nodiscard]] constexpr auto wrapped_axis(std::int64_t axis, std::size_t rank)
    -> std::optional<std::size_t> {
  return axis_of(axis, greater<std::size_t>(rank, 1));
}

template <class Dim>
[[nodiscard]] constexpr auto axis_out_of_range(std::int64_t axis, std::size_t rank)
    -> basic_outcome<Dim> {
  return refused<Dim>(
      {.what = &demands::axis_in_range, .axis = axis, .first = static_cast<std::int64_t>(rank)});
}

template <class Dim>
[[nodiscard]] constexpr auto wrong_rank(demand const &what, std::size_t first, std::size_t second)
    -> basic_outcome<Dim> {
  return refused<Dim>({.what = &what,
                       .first = static_cast<std::int64_t>(first),
                       .second = static_cast<std::int64_t>(second)});
}

template <class Dim>
[[nodiscard]] constexpr auto ranks_differ(std::size_t first, std::size_t second)
    -> basic_outcome<Dim> {
  return wrong_rank<Dim>(demands::ranks_equal, first, second);
}

} // namespace detail

} // namespace prodreview::shape
