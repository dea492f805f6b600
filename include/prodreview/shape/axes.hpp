// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/requirement.hpp>

#include <utility>

namespace prodreview::shape {

namespace demands {
inline constexpr demand places_given{"{first} axes are moved to {second} places"};
inline constexpr demand axes_complete{"{second} axes are to be ordered, not {first}"};
} // namespace demands

/// `permute`: result axis i is axis `order[i]`.
template <class Dim>
[[nodiscard]] constexpr auto permute(basic_shape<Dim> const &it,
                                     std::span<std::int64_t const> order) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (order.size() != it.rank())
    return detail::wrong_rank<Dim>(demands::axes_complete, order.size(), it.rank());
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  std::array<bool, basic_shape<Dim>::max_rank> used{};
  for (auto const axis : order) {
    auto const from = detail::axis_of(axis, it.rank());
    if (!from) return detail::axis_out_of_range<Dim>(axis, it.rank());
    if (std::exchange(used[*from], true))
      return detail::refused<Dim>({.what = &demands::axes_differ, .axis = axis});
    result.shape.add(it[*from]);
  }
  return result;
}

/// `transpose`: two axes change places. A tensor of rank 0 has the axes 0 and -1, which are one.
template <class Dim>
[[nodiscard]] constexpr auto transpose(basic_shape<Dim> const &it, std::int64_t first,
                                       std::int64_t second) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const rank = greater<std::size_t>(it.rank(), 1);
  basic_outcome<Dim> result{.shape = it};
  for (auto const axis : {first, second})
    if (!detail::axis_of(axis, rank)) return detail::axis_out_of_range<Dim>(axis, it.rank());
  if (it.rank() == 0) return result;
  std::swap(result.shape.dims()[*detail::axis_of(first, rank)],
            result.shape.dims()[*detail::axis_of(second, rank)]);
  return result;
}

/// `unsqueeze`: an axis of size 1 more, which stands at `axis` in the result.
template <class Dim>
[[nodiscard]] constexpr auto unsqueeze(basic_shape<Dim> const &it, std::int64_t axis)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const at = detail::axis_of(axis, it.rank() + 1);
  if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank() + 1);
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (std::size_t i = 0; i <= it.rank(); ++i) {
    if (i == *at) result.shape.add(1);
    if (i < it.rank()) result.shape.add(it[i]);
  }
  return result;
}

/// `squeeze(dim)`: the axis goes if its size is 1, and stays otherwise; where that is open, so is
/// the rank.
template <class Dim>
[[nodiscard]] constexpr auto squeeze(basic_shape<Dim> const &it, std::int64_t axis)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  auto const at = detail::axis_of(axis, greater<std::size_t>(it.rank(), 1));
  if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank());
  if (it.rank() == 0) return {.shape = it};
  auto const is_one = compare(it[*at], Dim{1}).answer;
  if (is_one == relation::different) return {.shape = it};
  if (is_one != relation::equal) return {};
  return {.shape = without_axis(it, *at)};
}

/// `squeeze()`: all axes of size 1 go; where that is open for one, so is the rank.
template <class Dim>
[[nodiscard]] constexpr auto squeeze(basic_shape<Dim> const &it) -> basic_outcome<Dim> {
  if (!it.ranked()) return {};
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (auto const &size : it.dims()) {
    auto const is_one = compare(size, Dim{1}).answer;
    if (is_one == relation::different) result.shape.add(size);
    if (is_one != relation::different && is_one != relation::equal) return {};
  }
  return result;
}

/// `movedim`: axes go to other places, and the others keep their order.
template <class Dim>
[[nodiscard]] constexpr auto movedim(basic_shape<Dim> const &it, std::span<std::int64_t const> from,
                                     std::span<std::int64_t const> to) -> basic_outcome<Dim> {
  if (!it.ranked()) return detail::open<Dim>();
  if (from.size() != to.size())
    return detail::wrong_rank<Dim>(demands::places_given, from.size(), to.size());
  constexpr std::int64_t free = -1;
  std::array<std::int64_t, basic_shape<Dim>::max_rank> order{};
  order.fill(free);
  std::array<bool, basic_shape<Dim>::max_rank> moved{};
  for (std::size_t i = 0; i < from.size(); ++i) {
    auto const source = detail::wrapped_axis(from[i], it.rank());
    auto const target = detail::wrapped_axis(to[i], it.rank());
    if (!source || !target)
      return detail::axis_out_of_range<Dim>(source ? to[i] : from[i], it.rank());
    if (std::exchange(moved[*source], true))
      return detail::refused<Dim>({.what = &demands::axes_differ, .axis = from[i]});
    if (std::exchange(order[*target], static_cast<std::int64_t>(*source)) != free)
      return detail::refused<Dim>({.what = &demands::axes_differ, .axis = to[i]});
  }
  std::size_t next = 0;
  for (std::size_t i = 0; i < it.rank(); ++i) {
    if (order[i] != free) continue;
    while (moved[next]) ++next;
    order[i] = static_cast<std::int64_t>(next++);
  }
  return permute(it, std::span<std::int64_t const>{order}.first(it.rank()));
}

} // namespace prodreview::shape
