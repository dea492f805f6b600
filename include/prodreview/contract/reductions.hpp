// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/views.hpp>
#include <prodreview/shape/gather.hpp>
#include <prodreview/shape/ordering.hpp>
#include <prodreview/shape/reduction.hpp>

namespace prodreview::contract {

namespace detail {

[[nodiscard]] constexpr auto after(bool keepdim) -> shape::reduced_axes {
  return keepdim ? shape::reduced_axes::stay : shape::reduced_axes::go;
}

[[nodiscard]] constexpr auto reduced(std::string_view operation, tensor const &it, axes of,
                                     bool keepdim, shape::typing const &type) -> tensor {
  return made(operation, it, shape::reduce(it.sizes(), span_of(of), after(keepdim)), type);
}

[[nodiscard]] constexpr auto picked(std::string_view operation, tensor const &it, axes of,
                                    bool keepdim, shape::dtype type) -> tensor {
  return made(operation, it, shape::pick(it.sizes(), span_of(of), after(keepdim)), {.type = type});
}

} // namespace detail

/// No axes are all of them, here and below.
[[nodiscard]] constexpr auto sum(tensor const &it, axes of = {}, bool keepdim = false) -> tensor {
  return detail::reduced("sum", it, of, keepdim, shape::summed_type(it.type()));
}
[[nodiscard]] constexpr auto mean(tensor const &it, axes of = {}, bool keepdim = false) -> tensor {
  return detail::reduced("mean", it, of, keepdim, shape::averaged_type(it.type()));
}
[[nodiscard]] constexpr auto logsumexp(tensor const &it, axes of, bool keepdim = false) -> tensor {
  return detail::reduced("logsumexp", it, of, keepdim, shape::floating_type({.type = it.type()}));
}
[[nodiscard]] constexpr auto amax(tensor const &it, axes of = {}, bool keepdim = false) -> tensor {
  return detail::picked("amax", it, of, keepdim, it.type());
}
[[nodiscard]] constexpr auto amin(tensor const &it, axes of = {}, bool keepdim = false) -> tensor {
  return detail::picked("amin", it, of, keepdim, it.type());
}
[[nodiscard]] constexpr auto argmax(tensor const &it, std::int64_t axis, bool keepdim = false)
    -> tensor {
  return detail::picked("argmax", it, {axis}, keepdim, int64);
}

[[nodiscard]] constexpr auto softmax(tensor const &it, std::int64_t axis) -> tensor {
  return detail::made("softmax", it, shape::along(it.sizes(), axis),
                      shape::averaged_type(it.type()));
}
[[nodiscard]] constexpr auto log_softmax(tensor const &it, std::int64_t axis) -> tensor {
  return detail::made("log_softmax", it, shape::along(it.sizes(), axis),
                      shape::averaged_type(it.type()));
}
[[nodiscard]] constexpr auto cumsum(tensor const &it, std::int64_t axis) -> tensor {
  return detail::made("cumsum", it, shape::along(it.sizes(), axis), shape::summed_type(it.type()));
}
[[nodiscard]] constexpr auto logcumsumexp(tensor const &it, std::int64_t axis) -> tensor {
  return detail::viewed("logcumsumexp", it, shape::along(it.sizes(), axis));
}

/// The values; their indices are int64.
[[nodiscard]] constexpr auto topk(tensor const &it, shape::dim const &count, std::int64_t axis = -1)
    -> tensor {
  return detail::viewed("topk", it, shape::topk(it.sizes(), count, axis));
}
[[nodiscard]] constexpr auto gather(tensor const &it, std::int64_t axis, tensor const &index)
    -> tensor {
  return detail::made("gather", it, index, shape::gather(it.sizes(), axis, index.sizes()),
                      {.type = it.type()});
}
[[nodiscard]] constexpr auto index_select(tensor const &it, std::int64_t axis, tensor const &index)
    -> tensor {
  return detail::made("index_select", it, index,
                      shape::index_select(it.sizes(), axis, index.sizes()), {.type = it.type()});
}

} // namespace prodreview::contract
