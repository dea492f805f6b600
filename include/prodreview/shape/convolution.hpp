// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/reduction.hpp>
#include <prodreview/shape/window.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand image_rank{
    "the input must have the rank of the weight, or one less without a batch, not {first}"};
inline constexpr demand channels_equal{
    "the input has {left} channels, and the weight needs {right}"};
inline constexpr demand channels_divide{"{left} channels must divide into {right} groups"};
inline constexpr demand bias_fits{"the bias must have {left} elements, not {right}"};
inline constexpr demand groups_positive{"there must be at least one group, not {right}"};
inline constexpr demand padding_less{
    "the output padding {left} must be less than the stride or the dilation"};
} // namespace demands

/// How a convolution is done, beside its operands.
template <class Dim> struct basic_convolution {
  basic_window<Dim> window{};
  Dim groups{1};
  basic_per_axis<Dim> output_padding{0}; ///< of a transposed one
};

using convolution = basic_convolution<dim>;

namespace detail {

template <class Dim>
constexpr auto require_divides(basic_outcome<Dim> &result, Dim const &whole, Dim const &parts)
    -> void {
  note(result, {.what = &demands::channels_divide,
                .known = compare(floor_rest(whole, parts), Dim{0}),
                .left = whole,
                .right = parts});
}

/// Of ranks and numbers alone: what does not depend on the sizes.
template <class Dim>
[[nodiscard]] constexpr auto convolution_form(basic_shape<Dim> const &input,
                                              basic_shape<Dim> const &weight,
                                              basic_convolution<Dim> const &how)
    -> basic_outcome<Dim> {
  if (!input.ranked() || !weight.ranked()) return open<Dim>();
  if (weight.rank() < 3) return wrong_rank<Dim>(demands::rank_at_least, weight.rank(), 3);
  if (weight.rank() > 5) return open<Dim>();
  if (input.rank() != weight.rank() && input.rank() + 1 != weight.rank())
    return refused<Dim>(
        {.what = &demands::image_rank, .first = static_cast<std::int64_t>(input.rank())});
  basic_outcome<Dim> result{.shape = basic_shape<Dim>::scalar()};
  require_window(result, how.window, weight.rank() - 2);
  require_at_most(result, {.what = &demands::groups_positive, .left = Dim{1}, .right = how.groups});
  require_numbers(result, how.output_padding, weight.rank() - 2, 0);
  return result;
}

/// There are elements along all axes of the image, unless there is no image.
template <class Dim>
constexpr auto require_image(basic_outcome<Dim> &result, basic_shape<Dim> const &input,
                             std::size_t first) -> void {
  for (auto i = first; i < input.rank(); ++i)
    note_unless_empty(result,
                      {.what = &demands::has_elements,
                       .known = compare_at_most(Dim{1}, input[i]),
                       .right = input[i],
                       .axis = static_cast<std::int64_t>(i)},
                      first == 2 ? input[0] : Dim{1});
}

template <class Dim>
constexpr auto require_bias(basic_outcome<Dim> &result, basic_shape<Dim> const *bias,
                            Dim const &channels) -> void {
  if (bias == nullptr || !bias->ranked()) return;
  if (bias->rank() != 1)
    return note(result, wrong_rank<Dim>(demands::rank_is, bias->rank(), 1).finding);
  require_equal(result, {.what = &demands::bias_fits, .left = channels, .right = (*bias)[0]});
}

} // namespace detail

/// `conv1d`, `conv2d`, `conv3d`, as the rank of the weight (out, in / groups, kernel…) says; with a
/// batch or without. `bias` may be missing.
template <class Dim>
[[nodiscard]] constexpr auto convolve(basic_shape<Dim> const &input, basic_shape<Dim> const &weight,
                                      basic_shape<Dim> const *bias,
                                      basic_convolution<Dim> const &how = {})
    -> basic_outcome<Dim> {
  auto result = detail::convolution_form(input, weight, how);
  if (!result.shape.ranked() || result.impossible()) return result;
  auto const batched = input.rank() == weight.rank();
  auto const channels = batched ? 1U : 0U;
  detail::require_divides(result, weight[0], how.groups);
  detail::require_equal(
      result,
      {.what = &demands::channels_equal, .left = input[channels], .right = weight[1] * how.groups});
  detail::require_bias(result, bias, weight[0]);
  detail::require_image(result, input, channels + 1);
  if (batched) result.shape.add(input[0]);
  result.shape.add(weight[0]);
  for (std::size_t i = 0; i + 2 < weight.rank(); ++i)
    result.shape.add(
        detail::windows_in(result, input[channels + 1 + i], weight[2 + i], how.window, i));
  return result;
}

/// `conv_transpose1d` …: the weight is (in, out / groups, kernel…).
template <class Dim>
[[nodiscard]] constexpr auto
convolve_transposed(basic_shape<Dim> const &input, basic_shape<Dim> const &weight,
                    basic_shape<Dim> const *bias, basic_convolution<Dim> const &how = {})
    -> basic_outcome<Dim> {
  auto result = detail::convolution_form(input, weight, how);
  if (!result.shape.ranked() || result.impossible()) return result;
  auto const batched = input.rank() == weight.rank();
  auto const channels = batched ? 1U : 0U;
  auto const made = weight[1] * how.groups;
  detail::require_divides(result, weight[0], how.groups);
  detail::require_equal(
      result, {.what = &demands::channels_equal, .left = input[channels], .right = weight[0]});
  detail::require_bias(result, bias, made);
  detail::require_image(result, input, channels + 1);
  if (batched) result.shape.add(input[0]);
  result.shape.add(made);
  auto const batch = batched ? input[0] : Dim{1};
  for (std::size_t i = 0; i + 2 < weight.rank(); ++i) {
    auto const &[stride, padding, dilation] = how.window;
    auto const more = how.output_padding[i];
    detail::note_unless_empty(
        result,
        {.what = &demands::padding_less,
         .known = compare_at_most(more + Dim{1}, maximum(stride[i], dilation[i])),
         .left = more},
        batch);
    auto const size = (input[channels + 1 + i] - Dim{1}) * stride[i] - Dim{2} * padding[i] +
                      detail::reach(weight[2 + i], dilation[i]) + more;
    detail::require_size(result, size);
    result.shape.add(size);
  }
  return result;
}

} // namespace prodreview::shape
