// SPDX-License-Identifier: Apache-2.0
// Convolution and pooling.
#include "oracle.hpp"
#include <prodreview/shape/convolution.hpp>
#include <prodreview/shape/pooling.hpp>

namespace oracle {

using algebra::dim;

namespace {

/// One number for all axes or one each; now and then one that is not allowed.
auto numbers_for(dice &roll, std::size_t axes, int least, int most) -> sizes {
  sizes result(roll.once_in(3) ? 1 : axes);
  for (auto &it : result) it = roll.between(least, most);
  if (roll.once_in(25)) result[0] = least - 1;
  if (roll.once_in(25)) result.push_back(least);
  return result;
}

auto per_axis_of(algebra::shape const &it) -> algebra::per_axis {
  return algebra::per_axis{std::span<dim const>{it.dims()}};
}

auto window_of(shapes const &s, std::size_t first) -> algebra::window {
  return {per_axis_of(s[first]), per_axis_of(s[first + 1]), per_axis_of(s[first + 2])};
}

struct convolution_case {
  std::size_t axes;
  sizes input;
  sizes weight;
  sizes bias;
  sizes stride;
  sizes padding;
  sizes dilation;
  sizes more;
  std::int64_t groups;
};

auto some_convolution(dice &roll, bool transposed) -> convolution_case {
  convolution_case it;
  it.axes = std::size_t(roll.between(1, 3));
  it.groups = roll.once_in(4) ? 2 : roll.once_in(20) ? 0 : 1;
  auto const in = 2 * roll.between(1, 2);
  auto const out = roll.once_in(6) ? 3 : 2 * roll.between(1, 2);
  if (!roll.once_in(3)) it.input.push_back(roll.between(roll.once_in(5) ? 0 : 1, 2));
  it.input.push_back(roll.once_in(8) ? in + 1 : in);
  auto const parts = std::max<std::int64_t>(it.groups, 1);
  it.weight = transposed ? sizes{in, std::max<std::int64_t>(out / parts, 1)}
                         : sizes{out, std::max<std::int64_t>(in / parts, 1)};
  it.bias = {transposed ? it.weight[1] * parts : out};
  if (roll.once_in(10)) it.bias = {3};
  for (std::size_t i = 0; i < it.axes; ++i) {
    it.input.push_back(roll.between(roll.once_in(12) ? 0 : 1, 6));
    it.weight.push_back(roll.between(1, 3));
  }
  if (roll.once_in(20)) it.input.push_back(2);
  it.stride = numbers_for(roll, it.axes, 1, 3);
  it.padding = numbers_for(roll, it.axes, 0, 2);
  it.dilation = numbers_for(roll, it.axes, 1, 2);
  it.more = numbers_for(roll, it.axes, 0, 1);
  return it;
}

auto convolved(convolution_case const &it) -> at::Tensor {
  auto const x = at::zeros(it.input);
  auto const w = at::zeros(it.weight);
  auto const b = at::zeros(it.bias);
  if (it.axes == 1) return at::conv1d(x, w, b, it.stride, it.padding, it.dilation, it.groups);
  if (it.axes == 2) return at::conv2d(x, w, b, it.stride, it.padding, it.dilation, it.groups);
  return at::conv3d(x, w, b, it.stride, it.padding, it.dilation, it.groups);
}

auto convolved_back(convolution_case const &it) -> at::Tensor {
  auto const x = at::zeros(it.input);
  auto const w = at::zeros(it.weight);
  auto const b = at::zeros(it.bias);
  auto const &[axes, input, weight, bias, stride, padding, dilation, more, groups] = it;
  if (axes == 1) return at::conv_transpose1d(x, w, b, stride, padding, more, groups, dilation);
  if (axes == 2) return at::conv_transpose2d(x, w, b, stride, padding, more, groups, dilation);
  return at::conv_transpose3d(x, w, b, stride, padding, more, groups, dilation);
}

auto lists_of(convolution_case const &it) -> operands {
  return {it.input, it.weight, it.bias, it.stride, it.padding, it.dilation, it.more};
}

auto how_of(shapes const &s, std::int64_t groups) -> algebra::convolution {
  return {.window = window_of(s, 3), .groups = groups, .output_padding = per_axis_of(s[6])};
}

/// What an empty result means depends on the library that libtorch chooses.
auto is_empty(convolution_case const &it) -> bool {
  auto const of = [](sizes const &all, std::size_t i) { return all.size() == 1 ? all[0] : all[i]; };
  for (std::size_t i = 0; i < it.axes; ++i) {
    auto const at = it.input.size() > it.axes ? it.input.size() - it.axes + i : 0;
    auto const whole = (it.input[at] - 1) * of(it.stride, i) + it.weight[2 + i];
    if (whole - 2 * of(it.padding, i) <= 0) return true;
  }
  return false;
}

auto compare_convolution(book &into, dice &roll) -> void {
  auto it = some_convolution(roll, false);
  it.more = {0};
  into.compare(
      "conv" + std::to_string(it.axes) + "d", lists_of(it),
      [&](shapes const &s) { return algebra::convolve(s[0], s[1], &s[2], how_of(s, it.groups)); },
      [&] { return convolved(it); });
  auto back = some_convolution(roll, true);
  std::ranges::replace(back.dilation, 0, 1);
  if (is_empty(back)) return;
  into.compare(
      "conv_transpose" + std::to_string(back.axes) + "d", lists_of(back),
      [&](shapes const &s) {
        return algebra::convolve_transposed(s[0], s[1], &s[2], how_of(s, back.groups));
      },
      [&] { return convolved_back(back); });
}

struct pooling_case {
  std::size_t axes;
  sizes input;
  sizes kernel;
  sizes stride;
  sizes padding;
  sizes dilation;
  bool partial;
};

auto some_pooling(dice &roll) -> pooling_case {
  pooling_case it;
  it.axes = std::size_t(roll.between(1, 3));
  if (roll.once_in(2)) it.input.push_back(roll.between(roll.once_in(4) ? 0 : 1, 2));
  for (std::size_t i = 0; i <= it.axes; ++i)
    it.input.push_back(roll.between(roll.once_in(12) ? 0 : 1, 6));
  if (roll.once_in(20)) it.input.push_back(2);
  it.kernel = numbers_for(roll, it.axes, 1, 3);
  it.stride = numbers_for(roll, it.axes, 1, 3);
  it.padding = numbers_for(roll, it.axes, 0, 1);
  it.dilation = numbers_for(roll, it.axes, 1, 2);
  it.partial = roll.once_in(2);
  return it;
}

auto max_pooled(pooling_case const &it) -> at::Tensor {
  auto const x = at::zeros(it.input);
  auto const &[axes, input, kernel, stride, padding, dilation, partial] = it;
  if (axes == 1) return at::max_pool1d(x, kernel, stride, padding, dilation, partial);
  if (axes == 2) return at::max_pool2d(x, kernel, stride, padding, dilation, partial);
  return at::max_pool3d(x, kernel, stride, padding, dilation, partial);
}

auto average_pooled(pooling_case const &it) -> at::Tensor {
  auto const x = at::zeros(it.input);
  auto const &[axes, input, kernel, stride, padding, dilation, partial] = it;
  if (axes == 1) return at::avg_pool1d(x, kernel, stride, padding, partial);
  if (axes == 2) return at::avg_pool2d(x, kernel, stride, padding, partial);
  return at::avg_pool3d(x, kernel, stride, padding, partial);
}

auto adaptively_pooled(sizes const &input, sizes const &to) -> at::Tensor {
  auto const x = at::zeros(input);
  if (to.size() == 1) return at::adaptive_avg_pool1d(x, to);
  return to.size() == 2 ? at::adaptive_avg_pool2d(x, to) : at::adaptive_avg_pool3d(x, to);
}

auto compare_pooling(book &into, dice &roll) -> void {
  auto const it = some_pooling(roll);
  auto const last = it.partial ? algebra::last_window::partial : algebra::last_window::full;
  auto const number = std::to_string(it.axes) + "d";
  auto const pooled = [&](algebra::pool_kind kind) {
    return [&it, last, kind](shapes const &s) {
      return algebra::pool(s[0], it.axes, per_axis_of(s[1]), window_of(s, 2), kind, last);
    };
  };
  into.compare("max_pool" + number, {it.input, it.kernel, it.stride, it.padding, it.dilation},
               pooled(algebra::pool_kind::maximum), [&] { return max_pooled(it); });
  into.compare("avg_pool" + number, {it.input, it.kernel, it.stride, it.padding, {1}},
               pooled(algebra::pool_kind::average), [&] { return average_pooled(it); });
  sizes to(it.axes);
  for (auto &size : to) size = roll.between(roll.once_in(9) ? -1 : 0, 4);
  into.compare(
      "adaptive_avg_pool" + number, {it.input, to},
      [&](shapes const &s) {
        return algebra::adaptive_pool(s[0], std::span<dim const>{s[1].dims()});
      },
      [&] { return adaptively_pooled(it.input, to); });
}

} // namespace

auto compare_windows(book &into) -> void {
  dice roll;
  for (int round = 0; round < 3 * rounds; ++round) {
    compare_convolution(into, roll);
    compare_pooling(into, roll);
  }
}

} // namespace oracle
