// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/result.hpp>
#include <prodreview/shape/broadcast.hpp>

namespace prodreview::contract {

namespace detail {

[[nodiscard]] constexpr auto elementwise(std::string_view operation, tensor const &a,
                                         tensor const &b) -> tensor {
  return made(operation, a, b, shape::broadcast(a.sizes(), b.sizes()), promoted_type(a, b));
}

[[nodiscard]] constexpr auto compared(std::string_view operation, tensor const &a, tensor const &b)
    -> tensor {
  return made(operation, a, b, shape::broadcast(a.sizes(), b.sizes()),
              shape::compared_type(promoted_type(a, b)));
}

/// Of each element a floating value.
[[nodiscard]] constexpr auto floating(std::string_view operation, tensor const &it) -> tensor {
  return made(operation, it, {.shape = it.sizes()}, shape::floating_type({.type = it.type()}));
}

} // namespace detail

[[nodiscard]] constexpr auto add(tensor const &a, tensor const &b) -> tensor {
  return detail::elementwise("add", a, b);
}
[[nodiscard]] constexpr auto sub(tensor const &a, tensor const &b) -> tensor {
  return detail::elementwise("sub", a, b);
}
[[nodiscard]] constexpr auto mul(tensor const &a, tensor const &b) -> tensor {
  return detail::elementwise("mul", a, b);
}
[[nodiscard]] constexpr auto div(tensor const &a, tensor const &b) -> tensor {
  return detail::made("div", a, b, shape::broadcast(a.sizes(), b.sizes()),
                      shape::floating_type(detail::promoted_type(a, b)));
}
[[nodiscard]] constexpr auto maximum(tensor const &a, tensor const &b) -> tensor {
  return detail::elementwise("maximum", a, b);
}
[[nodiscard]] constexpr auto minimum(tensor const &a, tensor const &b) -> tensor {
  return detail::elementwise("minimum", a, b);
}
[[nodiscard]] constexpr auto logaddexp(tensor const &a, tensor const &b) -> tensor {
  return detail::elementwise("logaddexp", a, b);
}

[[nodiscard]] constexpr auto eq(tensor const &a, tensor const &b) -> tensor {
  return detail::compared("eq", a, b);
}
[[nodiscard]] constexpr auto lt(tensor const &a, tensor const &b) -> tensor {
  return detail::compared("lt", a, b);
}
[[nodiscard]] constexpr auto gt(tensor const &a, tensor const &b) -> tensor {
  return detail::compared("gt", a, b);
}

[[nodiscard]] constexpr auto exp(tensor const &it) -> tensor { return detail::floating("exp", it); }
[[nodiscard]] constexpr auto log(tensor const &it) -> tensor { return detail::floating("log", it); }
[[nodiscard]] constexpr auto sigmoid(tensor const &it) -> tensor {
  return detail::floating("sigmoid", it);
}
[[nodiscard]] constexpr auto tanh(tensor const &it) -> tensor {
  return detail::floating("tanh", it);
}
[[nodiscard]] constexpr auto sqrt(tensor const &it) -> tensor {
  return detail::floating("sqrt", it);
}

/// The same elements in another type.
[[nodiscard]] constexpr auto to(tensor const &it, shape::dtype type) -> tensor {
  return detail::made("to", it, {.shape = it.sizes()}, {.type = type});
}

/// \p mask is boolean.
[[nodiscard]] constexpr auto where(tensor const &mask, tensor const &a, tensor const &b) -> tensor {
  auto const values = detail::elementwise("where", a, b);
  auto const type = mask.type() == boolean || mask.type() == any_type
                        ? shape::typing{.type = values.type()}
                        : shape::detail::refused_types(mask.type(), mask.type(), "is no mask");
  return detail::made("where", mask, values, shape::broadcast(mask.sizes(), values.sizes()), type);
}

[[nodiscard]] constexpr auto masked_fill(tensor const &it, tensor const &mask) -> tensor {
  auto const type = mask.type() == boolean || mask.type() == any_type
                        ? shape::typing{.type = it.type()}
                        : shape::detail::refused_types(mask.type(), mask.type(), "is no mask");
  return detail::made("masked_fill", it, mask, shape::broadcast(it.sizes(), mask.sizes()), type);
}

} // namespace prodreview::contract
