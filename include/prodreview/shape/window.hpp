// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/slicing.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand values_per_axis{"{second} values are given for {first} axes"};
inline constexpr demand value_positive{
    "a kernel, stride or dilation must be at least 1, not {right}"};
inline constexpr demand value_not_negative{"a padding must not be negative, as {right} is"};
inline constexpr demand result_positive{"the result must have a size of at least 1, not {right}"};
inline constexpr demand kernel_fits{
    "a kernel that reaches over {left} must fit into the padded size {right}"};
} // namespace demands

/// A number for each axis that a window moves along: one for all, or one each.
template <class Dim> class basic_per_axis {
public:
  static constexpr std::size_t most = 3;

  constexpr explicit(false) basic_per_axis(Dim const &all) { values_.fill(all); }
  constexpr explicit(false) basic_per_axis(std::int64_t all) : basic_per_axis{Dim{all}} {}
  constexpr basic_per_axis(std::initializer_list<Dim> each) : basic_per_axis{std::span{each}} {}
  constexpr explicit basic_per_axis(std::span<Dim const> each) : given_{each.size()} {
    for (std::size_t i = 0; i < each.size() && i < most; ++i) values_[i] = each[i];
    if (each.size() == 1) values_.fill(each[0]);
  }

  [[nodiscard]] constexpr auto operator[](std::size_t axis) const -> Dim const & {
    return values_[axis];
  }
  [[nodiscard]] constexpr auto span() const -> std::span<Dim const> { return values_; }
  /// How many were written.
  [[nodiscard]] constexpr auto given() const -> std::size_t { return given_; }
  [[nodiscard]] constexpr auto fits(std::size_t axes) const -> bool {
    return given_ == 1 || given_ == axes;
  }

private:
  std::array<Dim, most> values_{};
  std::size_t given_{1};
};

using per_axis = basic_per_axis<dim>;

/// How a window of some size moves over the last axes.
template <class Dim> struct basic_window {
  basic_per_axis<Dim> stride{1};
  basic_per_axis<Dim> padding{0}; ///< on both sides
  basic_per_axis<Dim> dilation{1};
};

using window = basic_window<dim>;

namespace detail {

/// Numbers for `axes` axes, each at least `least`.
template <class Dim>
constexpr auto require_numbers(basic_outcome<Dim> &result, basic_per_axis<Dim> const &it,
                               std::size_t axes, std::int64_t least) -> void {
  if (!it.fits(axes))
    return note(result, wrong_rank<Dim>(demands::values_per_axis, axes, it.given()).finding);
  for (std::size_t i = 0; i < axes; ++i)
    require_at_most(result,
                    {.what = least == 1 ? &demands::value_positive : &demands::value_not_negative,
                     .left = Dim{least},
                     .right = it[i]});
}

template <class Dim>
constexpr auto require_window(basic_outcome<Dim> &result, basic_window<Dim> const &it,
                              std::size_t axes) -> void {
  require_numbers(result, it.stride, axes, 1);
  require_numbers(result, it.dilation, axes, 1);
  require_numbers(result, it.padding, axes, 0);
}

/// What a kernel reaches over: with a dilation of 2, three elements reach over five.
template <class Dim>
[[nodiscard]] constexpr auto reach(Dim const &kernel, Dim const &dilation) -> Dim {
  return dilation * (kernel - Dim{1}) + Dim{1};
}

/// How many windows fit into an axis.
template <class Dim>
[[nodiscard]] constexpr auto windows_in(basic_outcome<Dim> &result, Dim const &size,
                                        Dim const &kernel, basic_window<Dim> const &it,
                                        std::size_t axis) -> Dim {
  auto const reached = reach(kernel, it.dilation[axis]);
  auto const padded = size + Dim{2} * it.padding[axis];
  require_at_most(result, {.what = &demands::kernel_fits, .left = reached, .right = padded});
  return floor_quotient(padded - reached, it.stride[axis]) + Dim{1};
}

} // namespace detail

} // namespace prodreview::shape
