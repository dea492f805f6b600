// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/axes.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand operand_given{"there must be at least one operand"};
inline constexpr demand operand_sizes_equal{
    "the size {right} of operand {operand} at axis {axis} must be {left}, as before"};
} // namespace demands

namespace detail {

/// Of operand `operand` and those before it.
template <class Dim>
[[nodiscard]] constexpr auto operand_sizes(Dim const &left, Dim const &right, std::size_t axis,
                                           std::int64_t operand) -> basic_finding<Dim> {
  return {.what = &demands::operand_sizes_equal,
          .left = left,
          .right = right,
          .axis = static_cast<std::int64_t>(axis),
          .operand = operand};
}

/// Takes in one operand more; its sizes but the one at `along` are those of the others.
template <class Dim>
constexpr auto join(basic_outcome<Dim> &result, basic_shape<Dim> const &more, std::size_t along,
                    std::int64_t operand) -> void {
  auto const dims = result.shape.dims();
  for (std::size_t i = 0; i < dims.size(); ++i) {
    if (i == along) {
      dims[i] = dims[i] + more[i];
    } else {
      require_equal(result, operand_sizes(dims[i], more[i], i, operand));
      dims[i] = unified(dims[i], more[i]);
    }
  }
}

} // namespace detail

/// `torch.cat`: sizes add up along `axis` and are equal elsewhere. An operand of shape (0,) is left
/// out, as torch does.
template <class Dim>
[[nodiscard]] constexpr auto cat(std::span<basic_shape<Dim> const> operands, std::int64_t axis)
    -> basic_outcome<Dim> {
  basic_outcome<Dim> result;
  std::int64_t number = -1;
  std::size_t along = 0;
  for (auto const &it : operands) {
    ++number;
    if (!it.ranked()) return detail::open<Dim>();
    if (it.rank() == 0) return detail::wrong_rank<Dim>(demands::rank_at_least, 0, 1);
    if (it.rank() == 1 && it[0].constant() == 0) continue;
    if (!result.shape.ranked()) {
      auto const at = detail::axis_of(axis, it.rank());
      if (!at) return detail::axis_out_of_range<Dim>(axis, it.rank());
      along = *at;
      result.shape = it;
      continue;
    }
    if (it.rank() != result.shape.rank())
      return detail::ranks_differ<Dim>(result.shape.rank(), it.rank());
    detail::join(result, it, along, number);
  }
  if (!result.shape.ranked()) result.shape = {Dim{0}};
  return result;
}

/// `torch.stack`: equal shapes, with their number as a new axis at `axis`.
template <class Dim>
[[nodiscard]] constexpr auto stack(std::span<basic_shape<Dim> const> operands, std::int64_t axis)
    -> basic_outcome<Dim> {
  if (operands.empty()) return detail::refused<Dim>({.what = &demands::operand_given});
  basic_outcome<Dim> result{.shape = operands[0]};
  std::int64_t number = -1;
  for (auto const &it : operands) {
    ++number;
    if (!it.ranked()) return detail::open<Dim>();
    if (it.rank() != operands[0].rank())
      return detail::ranks_differ<Dim>(operands[0].rank(), it.rank());
    for (std::size_t i = 0; i < it.rank(); ++i) {
      auto const size = result.shape[i];
      detail::require_equal(result, detail::operand_sizes(size, it[i], i, number));
      result.shape.dims()[i] = detail::unified(size, it[i]);
    }
  }
  auto const at = detail::axis_of(axis, operands[0].rank() + 1);
  if (!at) return detail::axis_out_of_range<Dim>(axis, operands[0].rank() + 1);
  auto placed = unsqueeze(result.shape, axis);
  placed.finding = result.finding;
  placed.shape.dims()[*at] = Dim{static_cast<std::int64_t>(operands.size())};
  return placed;
}

} // namespace prodreview::shape
