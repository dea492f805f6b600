// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/reduction.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand amounts_in_pairs{"{first} amounts are no pairs of before and after"};
inline constexpr demand amounts_fit_rank{"{first} pairs of amounts are too many for rank {second}"};
inline constexpr demand padded_rank{
    "{first} axes can be padded so in rank {first} + 1, or + 2 with a batch, not {second}"};
inline constexpr demand padding_within{
    "the padding {left} at axis {axis} must be within the size {right}"};
inline constexpr demand size_left{"the padding of axis {axis} leaves a size of {right}"};
} // namespace demands

enum class padding_mode : std::uint8_t { constant, reflect, replicate, circular };

namespace detail {

/// Of an axis without elements nothing can be repeated.
[[nodiscard]] constexpr auto repeats_edges(padding_mode mode) -> bool {
  return mode == padding_mode::reflect || mode == padding_mode::replicate;
}

/// The axes that are padded: of the modes that repeat elements, one to three after the channels.
template <class Dim>
[[nodiscard]] constexpr auto padded_form(basic_shape<Dim> const &it, std::size_t amounts,
                                         padding_mode mode) -> basic_outcome<Dim> {
  if (!it.ranked()) return open<Dim>();
  if (amounts % 2 != 0)
    return refused<Dim>(
        {.what = &demands::amounts_in_pairs, .first = static_cast<std::int64_t>(amounts)});
  auto const axes = amounts / 2;
  if (axes > it.rank()) return wrong_rank<Dim>(demands::amounts_fit_rank, axes, it.rank());
  auto const repeats = mode != padding_mode::constant;
  if (repeats && (axes == 0 || axes > 3 || it.rank() < axes + 1 || it.rank() > axes + 2))
    return wrong_rank<Dim>(demands::padded_rank, axes, it.rank());
  basic_outcome<Dim> result{.shape = it};
  // Only the batch may be without elements.
  for (auto i = it.rank() - axes - 1; repeats_edges(mode) && i < it.rank(); ++i)
    require_elements(result, it[i], i);
  return result;
}

/// How much of an axis can be repeated on one side of it.
template <class Dim>
constexpr auto require_repeatable(basic_outcome<Dim> &result, Dim const &amount, Dim const &size,
                                  std::size_t axis, padding_mode mode) -> void {
  if (mode == padding_mode::constant || mode == padding_mode::replicate) return;
  require_at_most(result, {.what = &demands::padding_within,
                           .left = mode == padding_mode::reflect ? amount + Dim{1} : amount,
                           .right = size,
                           .axis = static_cast<std::int64_t>(axis)});
}

template <class Dim>
constexpr auto pad_axis(basic_outcome<Dim> &result, std::size_t axis, Dim const &before,
                        Dim const &after, padding_mode mode) -> void {
  auto const size = result.shape[axis];
  auto const padded = size + before + after;
  // What is taken away is taken away first.
  auto const cut = minimum(before, Dim{0}) + minimum(after, Dim{0});
  require_repeatable(result, before, size, axis, mode);
  require_repeatable(result, after, size, axis, mode);
  auto const least = repeats_edges(mode) ? Dim{1} : Dim{0};
  for (auto const &left : {size + cut, padded - least})
    require_at_most(result, {.what = &demands::size_left,
                             .left = Dim{0},
                             .right = left,
                             .axis = static_cast<std::int64_t>(axis)});
  result.shape.dims()[axis] = padded;
}

} // namespace detail

/// `torch.nn.functional.pad`: pairs of amounts before and after, for the last axis first. An amount
/// that is negative takes away.
template <class Dim>
[[nodiscard]] constexpr auto pad(basic_shape<Dim> const &it, std::span<Dim const> amounts,
                                 padding_mode mode = padding_mode::constant) -> basic_outcome<Dim> {
  auto result = detail::padded_form(it, amounts.size(), mode);
  if (!it.ranked() || result.impossible()) return result;
  for (std::size_t i = 0; i < amounts.size() / 2; ++i)
    detail::pad_axis(result, it.rank() - 1 - i, amounts[2 * i], amounts[2 * i + 1], mode);
  return result;
}

} // namespace prodreview::shape
