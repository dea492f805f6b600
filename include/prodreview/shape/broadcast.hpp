// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/requirement.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand sizes_broadcast{
    "the sizes {left} and {right} at axis {axis} must be equal, or one of them 1"};
} // namespace demands

namespace detail {

template <class Dim> [[nodiscard]] constexpr auto never_one(Dim const &it) -> bool {
  return compare(it, Dim{1}).answer == relation::different;
}

template <class Dim> inline constexpr Dim unknown_size = Dim::unknown();
template <class Dim> inline constexpr Dim one = 1;

/// What is known of two sizes that broadcast, and the size that comes of it.
template <class Dim> struct met_sizes {
  comparison known{.answer = relation::equal};
  Dim const *size{};
};

/// The result points to one of the arguments, or to a size that nobody knows.
template <class Dim>
[[nodiscard]] constexpr auto meet(Dim const &a, Dim const &b) -> met_sizes<Dim> {
  if (a.constant() == 1) return {.size = &b};
  if (b.constant() == 1) return {.size = &a};
  auto const same = compare(a, b);
  if (same.answer == relation::equal) return {.size = b.constant() ? &b : &a};
  auto const known = either(same, either(compare(a, Dim{1}), compare(b, Dim{1})));
  if (never_one(a)) return {known, &a};
  return {known, never_one(b) ? &b : &unknown_size<Dim>};
}

template <class Dim>
[[nodiscard]] constexpr auto size_from_end(basic_shape<Dim> const &it, std::size_t back)
    -> Dim const & {
  return back > it.rank() ? one<Dim> : it[it.rank() - back];
}

} // namespace detail

/// The shape of an elementwise operation: axes are matched from the last, where sizes are equal or
/// one is 1.
template <class Dim>
[[nodiscard]] constexpr auto broadcast(basic_shape<Dim> const &a, basic_shape<Dim> const &b)
    -> basic_outcome<Dim> {
  if (!a.ranked() || !b.ranked()) return detail::open<Dim>();
  auto const rank = greater(a.rank(), b.rank());
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  for (auto back = rank; back > 0; --back) {
    auto const &left = detail::size_from_end(a, back);
    auto const &right = detail::size_from_end(b, back);
    auto const met = detail::meet(left, right);
    result.shape.add(*met.size);
    if (met.known.answer == relation::equal) continue;
    detail::note(result, {.what = &demands::sizes_broadcast,
                          .known = met.known,
                          .left = left,
                          .right = right,
                          .axis = -static_cast<std::int64_t>(back)});
  }
  return result;
}

} // namespace prodreview::shape
