// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/axes.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand counts_equal{"{left} elements must be {right} elements"};
inline constexpr demand count_divides{"{left} elements must divide into parts of {right}"};
inline constexpr demand others_positive{"-1 stands for any size where the others make {right}"};
inline constexpr demand one_open_size{"only one size may be -1"};
inline constexpr demand sizes_given{"at least one size must be given"};
inline constexpr demand axes_ascend{"axis {axis} must not stand behind the last axis"};
} // namespace demands

namespace detail {

/// The new sizes with -1 in place of the open one.
template <class Dim> struct open_size {
  std::size_t count{};
  std::size_t at{};
  Dim others{1};
};

template <class Dim>
[[nodiscard]] constexpr auto open_size_of(std::span<Dim const> sizes) -> open_size<Dim> {
  open_size<Dim> result;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i].constant() == -1)
      ++result.count, result.at = i;
    else
      result.others = result.others * sizes[i];
  }
  return result;
}

/// `count // others` where that leaves nothing over; where both are numbers and something is left,
/// impossible.
template <class Dim>
[[nodiscard]] constexpr auto open_size_in(Dim const &count, Dim const &others)
    -> basic_finding<Dim> {
  auto const rest = floor_rest(count, others);
  auto const fits =
      others.constant() == 0 ? comparison{.answer = relation::different} : compare(rest, Dim{0});
  return {.what = &demands::count_divides, .known = fits, .left = count, .right = others};
}

/// -1 is open; a smaller size is none.
template <class Dim>
[[nodiscard]] constexpr auto not_a_size(std::span<Dim const> sizes) -> std::optional<Dim> {
  for (auto const &it : sizes)
    if (auto const highest = interval_of(it).upper; highest && *highest < -1) return it;
  return std::nullopt;
}

} // namespace detail

/// `view` and `reshape`: the same elements under other sizes, of which one may be -1, what is left.
/// (Whether a view is possible without a copy is a question of strides, not of shapes.)
template <class Dim>
[[nodiscard]] constexpr auto reshape(basic_shape<Dim> const &it, std::span<Dim const> sizes)
    -> basic_outcome<Dim> {
  if (auto const wrong = detail::not_a_size(sizes)) return detail::no_size(*wrong);
  auto const open = detail::open_size_of(sizes);
  if (open.count > 1) return detail::refused<Dim>({.what = &demands::one_open_size});
  basic_outcome<Dim> result{.shape = shape_of(sizes)};
  if (open.count == 1 && result.shape.ranked()) result.shape.dims()[open.at] = Dim::unknown();
  if (!it.ranked()) {
    result.finding = detail::open<Dim>().finding;
    return result;
  }
  auto const count = element_count(it);
  if (open.count == 0) {
    detail::require_equal(result,
                          {.what = &demands::counts_equal, .left = count, .right = open.others});
    return result;
  }
  detail::note(result, detail::open_size_in(count, open.others));
  detail::require_at_most(
      result, {.what = &demands::others_positive, .left = Dim{1}, .right = open.others});
  if (result.shape.ranked() && !result.impossible())
    result.shape.dims()[open.at] = floor_quotient(count, open.others);
  return result;
}

/// `flatten`: the axes from `first` to `last` become one. A scalar becomes a vector.
template <class Dim>
[[nodiscard]] constexpr auto flatten(basic_shape<Dim> const &it, std::int64_t first,
                                     std::int64_t last) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const rank = greater<std::size_t>(it.rank(), 1);
  auto const from = detail::axis_of(first, rank);
  auto const to = detail::axis_of(last, rank);
  if (!from || !to) return detail::axis_out_of_range<Dim>(from ? last : first, it.rank());
  if (*from > *to) return detail::refused<Dim>({.what = &demands::axes_ascend, .axis = first});
  if (it.rank() == 0) return {.shape = {Dim{1}}};
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  Dim together = 1;
  for (std::size_t i = 0; i < it.rank(); ++i) {
    if (i < *from || i > *to)
      result.shape.add(it[i]);
    else
      together = together * it[i];
    if (i == *to) result.shape.add(together);
  }
  return result;
}

/// `unflatten`: one axis becomes several, of which one may be -1.
template <class Dim>
[[nodiscard]] constexpr auto unflatten(basic_shape<Dim> const &it, std::int64_t axis,
                                       std::span<Dim const> sizes) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const at = detail::axis_of(axis, it.rank());
  if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank());
  if (sizes.empty()) return detail::refused<Dim>({.what = &demands::sizes_given});
  auto const parts = reshape(basic_shape<Dim>{it[*at]}, sizes);
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar(), .finding = parts.finding};
  for (std::size_t i = 0; i < it.rank(); ++i) {
    if (i != *at) result.shape.add(it[i]);
    if (i == *at)
      for (auto const &part : parts.shape.dims()) result.shape.add(part);
  }
  return result;
}

} // namespace prodreview::shape
