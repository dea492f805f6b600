// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/result.hpp>
#include <prodreview/shape/axes.hpp>
#include <prodreview/shape/diagonals.hpp>
#include <prodreview/shape/expansion.hpp>
#include <prodreview/shape/padding.hpp>
#include <prodreview/shape/reshape.hpp>
#include <prodreview/shape/slicing.hpp>

namespace prodreview::contract {

using axes = std::initializer_list<std::int64_t>;

namespace detail {

[[nodiscard]] constexpr auto span_of(axes it) -> std::span<std::int64_t const> {
  return {it.begin(), it.size()};
}

} // namespace detail

[[nodiscard]] constexpr auto view(tensor const &it, sizes const &to) -> tensor {
  return detail::viewed("view", it, shape::reshape(it.sizes(), to.dims()), to);
}
[[nodiscard]] constexpr auto reshape(tensor const &it, sizes const &to) -> tensor {
  return detail::viewed("reshape", it, shape::reshape(it.sizes(), to.dims()), to);
}
[[nodiscard]] constexpr auto flatten(tensor const &it, std::int64_t first = 0,
                                     std::int64_t last = -1) -> tensor {
  return detail::viewed("flatten", it, shape::flatten(it.sizes(), first, last));
}
[[nodiscard]] constexpr auto unflatten(tensor const &it, std::int64_t axis, sizes const &to)
    -> tensor {
  return detail::viewed("unflatten", it, shape::unflatten(it.sizes(), axis, to.dims()), to);
}

[[nodiscard]] constexpr auto permute(tensor const &it, axes order) -> tensor {
  return detail::viewed("permute", it, shape::permute(it.sizes(), detail::span_of(order)));
}
[[nodiscard]] constexpr auto transpose(tensor const &it, std::int64_t first, std::int64_t second)
    -> tensor {
  return detail::viewed("transpose", it, shape::transpose(it.sizes(), first, second));
}
[[nodiscard]] constexpr auto movedim(tensor const &it, axes from, axes to) -> tensor {
  return detail::viewed("movedim", it,
                        shape::movedim(it.sizes(), detail::span_of(from), detail::span_of(to)));
}
[[nodiscard]] constexpr auto unsqueeze(tensor const &it, std::int64_t axis) -> tensor {
  return detail::viewed("unsqueeze", it, shape::unsqueeze(it.sizes(), axis));
}
[[nodiscard]] constexpr auto squeeze(tensor const &it, std::int64_t axis) -> tensor {
  return detail::viewed("squeeze", it, shape::squeeze(it.sizes(), axis));
}

[[nodiscard]] constexpr auto expand(tensor const &it, sizes const &to) -> tensor {
  return detail::viewed("expand", it, shape::expand(it.sizes(), to.dims()), to);
}
[[nodiscard]] constexpr auto repeat(tensor const &it, sizes const &counts) -> tensor {
  return detail::viewed("repeat", it, shape::repeat(it.sizes(), counts.dims()), counts);
}

[[nodiscard]] constexpr auto select(tensor const &it, std::int64_t axis, shape::dim const &index)
    -> tensor {
  return detail::viewed("select", it, shape::select(it.sizes(), axis, index));
}
[[nodiscard]] constexpr auto slice(tensor const &it, std::int64_t axis, shape::range const &range)
    -> tensor {
  return detail::viewed("slice", it, shape::slice(it.sizes(), axis, range));
}
[[nodiscard]] constexpr auto narrow(tensor const &it, std::int64_t axis, shape::dim const &start,
                                    shape::dim const &length) -> tensor {
  return detail::viewed("narrow", it, shape::narrow(it.sizes(), axis, start, length));
}
[[nodiscard]] constexpr auto diagonal(tensor const &it, std::int64_t offset = 0,
                                      std::int64_t first = 0, std::int64_t second = 1) -> tensor {
  return detail::viewed("diagonal", it, shape::diagonal(it.sizes(), offset, first, second));
}

/// With a constant: pairs of amounts before and after, for the last axis first.
[[nodiscard]] constexpr auto pad(tensor const &it, sizes const &amounts) -> tensor {
  return detail::viewed("pad", it, shape::pad(it.sizes(), amounts.dims()), amounts);
}

} // namespace prodreview::contract
