// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/broadcast.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand index_at_most{
    "the size {left} of the index at axis {axis} must be at most {right}"};
inline constexpr demand index_is_vector{"the index must have rank 0 or 1, not {first}"};
} // namespace demands

namespace detail {

/// torch sees a scalar as a vector of one element here.
template <class Dim>
[[nodiscard]] constexpr auto at_least_vector(basic_shape<Dim> const &it) -> basic_shape<Dim> {
  return it.rank() == 0 ? basic_shape<Dim>{Dim{1}} : it;
}

/// An index has as many axes as the tensor, and is no larger but at `but`; without elements it fits
/// everywhere.
template <class Dim>
constexpr auto require_index_fits(basic_outcome<Dim> &result, basic_shape<Dim> const &index,
                                  basic_shape<Dim> const &into, std::optional<std::size_t> but)
    -> void {
  auto const wanted = at_least_vector(index);
  auto const from = at_least_vector(into);
  auto const elements = element_count(index);
  if (from.rank() != wanted.rank())
    return note_unless_empty(result, ranks_differ<Dim>(into.rank(), index.rank()).finding,
                             elements);
  for (std::size_t i = 0; i < wanted.rank(); ++i)
    if (i != but)
      note_unless_empty(result,
                        {.what = &demands::index_at_most,
                         .known = compare_at_most(wanted[i], from[i]),
                         .left = wanted[i],
                         .right = from[i],
                         .axis = static_cast<std::int64_t>(i)},
                        elements);
}

template <class Dim>
[[nodiscard]] constexpr auto gather_index(basic_shape<Dim> const &it, std::int64_t axis,
                                          basic_shape<Dim> const &index) -> basic_outcome<Dim> {
  if (!it.ranked() || !index.ranked()) return open<Dim>();
  auto const at = wrapped_axis(axis, it.rank());
  if (!at) return axis_out_of_range<Dim>(axis, it.rank());
  basic_outcome<Dim> result{.shape = index};
  require_index_fits(result, index, it, at);
  return result;
}

} // namespace detail

/// `gather`: an element for each of the index, whose shape the result has.
template <class Dim>
[[nodiscard]] constexpr auto gather(basic_shape<Dim> const &it, std::int64_t axis,
                                    basic_shape<Dim> const &index) -> basic_outcome<Dim> {
  return detail::gather_index(it, axis, index);
}

/// `scatter`: an element of `source` for each of the index, into the shape of the tensor.
template <class Dim>
[[nodiscard]] constexpr auto scatter(basic_shape<Dim> const &it, std::int64_t axis,
                                     basic_shape<Dim> const &index, basic_shape<Dim> const &source)
    -> basic_outcome<Dim> {
  auto result = detail::gather_index(it, axis, index);
  if (!result.shape.ranked() || !source.ranked()) return result;
  result.shape = it;
  detail::require_index_fits(result, index, source, std::nullopt);
  return result;
}

/// `index_select`: the elements of an axis that a vector of indices names.
template <class Dim>
[[nodiscard]] constexpr auto index_select(basic_shape<Dim> const &it, std::int64_t axis,
                                          basic_shape<Dim> const &index) -> basic_outcome<Dim> {
  if (!it.ranked() || !index.ranked()) return detail::open<Dim>();
  auto const at = detail::wrapped_axis(axis, it.rank());
  if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank());
  if (index.rank() > 1) return detail::wrong_rank<Dim>(demands::index_is_vector, index.rank(), 1);
  auto const count = element_count(index);
  basic_outcome<Dim> result{.shape = it};
  if (it.rank() > 0)
    result.shape.dims()[*at] = count;
  else
    detail::require_equal(result, {.what = &demands::sizes_equal, .left = count, .right = Dim{1}});
  return result;
}

} // namespace prodreview::shape
