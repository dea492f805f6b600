// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/broadcast.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand class_axis{"the input needs an axis of classes, and has rank 0"};
inline constexpr demand class_target{
    "the target of rank {second} must have the axes of the input without its classes"};
inline constexpr demand one_target{"a vector of classes has one target, not {left}"};
inline constexpr demand shapes_same{
    "the sizes {left} of the input and {right} of the target at axis {axis} must be equal"};
} // namespace demands

/// What becomes of the losses of all elements.
enum class loss_reduction : bool { none, one };

namespace detail {

template <class Dim>
[[nodiscard]] constexpr auto reduced_loss(basic_outcome<Dim> losses, loss_reduction how)
    -> basic_outcome<Dim> {
  if (how == loss_reduction::one && !losses.impossible()) losses.shape = basic_shape<Dim>::scalar();
  return losses;
}

/// Sizes that are equal, axis by axis; they do not broadcast.
template <class Dim>
[[nodiscard]] constexpr auto same(basic_shape<Dim> const &input, basic_shape<Dim> const &target)
    -> basic_outcome<Dim> {
  if (!input.ranked() || !target.ranked()) return open<Dim>();
  if (input.rank() != target.rank()) return ranks_differ<Dim>(input.rank(), target.rank());
  basic_outcome<Dim> result{.shape = input};
  for (std::size_t i = 0; i < input.rank(); ++i)
    require_equal(result, {.what = &demands::shapes_same,
                           .left = input[i],
                           .right = target[i],
                           .axis = static_cast<std::int64_t>(i)});
  return result;
}

/// Of classes' numbers: the target has the axes of the input without axis 1, or 0 of a vector.
template <class Dim>
[[nodiscard]] constexpr auto class_losses(basic_shape<Dim> const &input,
                                          basic_shape<Dim> const &target) -> basic_outcome<Dim> {
  if (!input.ranked() || !target.ranked()) return open<Dim>();
  if (input.rank() == 0) return refused<Dim>({.what = &demands::class_axis});
  auto const classes = input.rank() == 1 ? 0U : 1U;
  if (input.rank() == 1 && target.rank() == 1) {
    basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
    require_equal(result, {.what = &demands::one_target, .left = target[0], .right = Dim{1}});
    return result;
  }
  if (target.rank() + 1 != input.rank())
    return wrong_rank<Dim>(demands::class_target, input.rank(), target.rank());
  return same(without_axis(input, classes), target);
}

} // namespace detail

/// `nll_loss`, and `cross_entropy` with numbers of classes as its target.
template <class Dim>
[[nodiscard]] constexpr auto class_loss(basic_shape<Dim> const &input,
                                        basic_shape<Dim> const &target,
                                        loss_reduction how = loss_reduction::one)
    -> basic_outcome<Dim> {
  return detail::reduced_loss(detail::class_losses(input, target), how);
}

/// `binary_cross_entropy`, also with logits: shapes that are equal.
template <class Dim>
[[nodiscard]] constexpr auto matched_loss(basic_shape<Dim> const &input,
                                          basic_shape<Dim> const &target,
                                          loss_reduction how = loss_reduction::one)
    -> basic_outcome<Dim> {
  return detail::reduced_loss(detail::same(input, target), how);
}

/// `mse_loss`, `l1_loss`, `smooth_l1_loss`, `huber_loss`, `kl_div`: shapes that broadcast.
template <class Dim>
[[nodiscard]] constexpr auto broadcast_loss(basic_shape<Dim> const &input,
                                            basic_shape<Dim> const &target,
                                            loss_reduction how = loss_reduction::one)
    -> basic_outcome<Dim> {
  return detail::reduced_loss(broadcast(input, target), how);
}

} // namespace prodreview::shape
