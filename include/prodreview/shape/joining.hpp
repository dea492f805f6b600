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

namespace detail {

/// What is known of a vector without elements, which `cat` leaves out whatever its rank means.
template <class Dim>
[[nodiscard]] constexpr auto left_out(basic_shape<Dim> const &it) -> comparison {
  return it.rank() == 1 ? compare(it[0], Dim{0}) : are_different;
}

/// Operands of different ranks: legal only where one of them is left out.
template <class Dim>
constexpr auto meet_ranks(basic_outcome<Dim> &result, basic_shape<Dim> const &more) -> void {
  auto const before = left_out(result.shape);
  auto const known = before.answer == relation::different ? left_out(more) : before;
  auto finding = ranks_differ<Dim>(result.shape.rank(), more.rank()).finding;
  finding.known = known;
  note(result, finding);
  if (result.shape.rank() == 1) result.shape = more;
}

/// Whether all operands have the axis, or are left out.
template <class Dim>
constexpr auto require_axis(basic_outcome<Dim> &result, std::int64_t axis) -> void {
  if (axis_of(axis, result.shape.rank())) return;
  auto finding = axis_out_of_range<Dim>(axis, result.shape.rank()).finding;
  finding.known = left_out(result.shape);
  note(result, finding);
}

template <class Dim>
constexpr auto add_operand(basic_outcome<Dim> &result, basic_shape<Dim> const &more,
                           std::int64_t axis, std::int64_t operand) -> void {
  if (!result.shape.ranked())
    result.shape = more;
  else if (more.rank() != result.shape.rank())
    meet_ranks(result, more);
  else if (auto const along = axis_of(axis, more.rank()))
    join(result, more, *along, operand);
  require_axis(result, axis);
}

} // namespace detail

/// `torch.cat`: sizes add up along `axis` and are equal elsewhere. An operand of shape (0,) is left
/// out, as torch does.
template <class Dim>
[[nodiscard]] constexpr auto cat(std::span<basic_shape<Dim> const> operands, std::int64_t axis)
    -> basic_outcome<Dim> {
  basic_outcome<Dim> result;
  std::int64_t number = -1;
  for (auto const &it : operands) {
    ++number;
    if (!it.ranked()) return detail::open<Dim>();
    if (it.rank() == 0) return detail::wrong_rank<Dim>(demands::rank_at_least, 0, 1);
    if (detail::left_out(it).answer != relation::equal)
      detail::add_operand(result, it, axis, number);
    if (result.impossible()) return result;
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
