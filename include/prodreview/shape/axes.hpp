// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/requirement.hpp>

#include <utility>

namespace prodreview::shape {

namespace demands {
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
  auto const rank = std::max<std::size_t>(it.rank(), 1);
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
  auto const at = detail::axis_of(axis, std::max<std::size_t>(it.rank(), 1));
  if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank());
  if (it.rank() == 0) return {.shape = it};
  auto const is_one = compare(it[*at], Dim{1}).answer;
  if (is_one == relation::different) return {.shape = it};
  if (is_one != relation::equal) return {};
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (std::size_t i = 0; i < it.rank(); ++i)
    if (i != *at) result.shape.add(it[i]);
  return result;
}

} // namespace prodreview::shape
