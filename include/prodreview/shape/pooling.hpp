// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/shape/reduction.hpp>
#include <prodreview/shape/window.hpp>

namespace prodreview::shape {

namespace demands {
inline constexpr demand pooled_rank{
    "the input must have {second} axes, or one more with a batch, not {first}"};
inline constexpr demand padding_half{
    "the padding {left} must be at most {right}, half of the kernel"};
} // namespace demands

/// Whether a last window that is not full counts.
enum class last_window : bool { full, partial };

enum class pool_kind : bool { maximum, average };

namespace detail {

template <class Dim>
[[nodiscard]] constexpr auto pooled_form(basic_shape<Dim> const &it, std::size_t axes)
    -> basic_outcome<Dim> {
  if (!it.ranked()) return open<Dim>();
  if (it.rank() != axes + 1 && it.rank() != axes + 2)
    return wrong_rank<Dim>(demands::pooled_rank, it.rank(), axes + 1);
  return {.shape = it};
}

template <class Dim>
constexpr auto require_elements_from(basic_outcome<Dim> &result, std::size_t first) -> void {
  for (auto i = first; i < result.shape.rank(); ++i) require_elements(result, result.shape[i], i);
}

/// A last window has to begin within the input or the padding before it.
template <class Dim>
[[nodiscard]] constexpr auto pooled_size(basic_outcome<Dim> &result, Dim const &size,
                                         Dim const &kernel, basic_window<Dim> const &it,
                                         std::size_t axis, last_window last) -> Dim {
  auto const &stride = it.stride[axis];
  auto const room = size + Dim{2} * it.padding[axis] - reach(kernel, it.dilation[axis]);
  auto count = floor_quotient(room, stride) + Dim{1};
  if (last == last_window::partial) {
    count = floor_quotient(room + stride - Dim{1}, stride) + Dim{1};
    auto const begins =
        compare_at_most((count - Dim{1}) * stride + Dim{1}, size + it.padding[axis]).answer;
    if (begins != relation::equal)
      count = begins == relation::different ? count - Dim{1} : Dim::unknown();
  }
  require_at_most(result, {.what = &demands::result_positive, .left = Dim{1}, .right = count});
  return count;
}

} // namespace detail

/// `max_pool`, `avg_pool` over the last `axes` axes. Without a stride it is the kernel.
template <class Dim>
[[nodiscard]] constexpr auto pool(basic_shape<Dim> const &it, std::size_t axes,
                                  basic_per_axis<Dim> const &kernel, basic_window<Dim> const &how,
                                  pool_kind kind, last_window last = last_window::full)
    -> basic_outcome<Dim> {
  auto result = detail::pooled_form(it, axes);
  if (!it.ranked() || result.impossible()) return result;
  // Only the batch may be without elements.
  detail::require_elements_from(result, it.rank() - axes - 1);
  detail::require_window(result, how, axes);
  detail::require_numbers(result, kernel, axes, 1);
  for (std::size_t i = 0; i < axes && !result.impossible(); ++i) {
    auto const half = floor_quotient(detail::reach(kernel[i], how.dilation[i]), Dim{2});
    detail::require_at_most(
        result, {.what = &demands::padding_half, .left = how.padding[i], .right = half});
    auto const at = it.rank() - axes + i;
    // `avg_pool3d` alone does not count the padding.
    if (kind == pool_kind::average && axes == 3)
      detail::require_at_most(result,
                              {.what = &demands::kernel_fits, .left = kernel[i], .right = it[at]});
    result.shape.dims()[at] = detail::pooled_size(result, it[at], kernel[i], how, i, last);
  }
  return result;
}

/// `adaptive_avg_pool`, `adaptive_max_pool`: the last axes get the sizes that are named.
template <class Dim>
[[nodiscard]] constexpr auto adaptive_pool(basic_shape<Dim> const &it, std::span<Dim const> sizes)
    -> basic_outcome<Dim> {
  auto result = detail::pooled_form(it, sizes.size());
  if (!it.ranked() || result.impossible()) return result;
  // In three dimensions torch asks for channels, too.
  detail::require_elements_from(result, sizes.size() == 3 ? 1 : it.rank() - sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    detail::require_size(result, sizes[i]);
    result.shape.dims()[it.rank() - sizes.size() + i] = sizes[i];
  }
  return result;
}

} // namespace prodreview::shape
