// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/result.hpp>
#include <prodreview/shape/einsum.hpp>
#include <prodreview/shape/linalg.hpp>
#include <prodreview/shape/products.hpp>

namespace prodreview::contract {

[[nodiscard]] constexpr auto matmul(tensor const &a, tensor const &b) -> tensor {
  return detail::made("matmul", a, b, shape::matmul(a.sizes(), b.sizes()), detail::one_type(a, b));
}
[[nodiscard]] constexpr auto mm(tensor const &a, tensor const &b) -> tensor {
  return detail::made("mm", a, b, shape::mm(a.sizes(), b.sizes()), detail::one_type(a, b));
}
[[nodiscard]] constexpr auto mv(tensor const &a, tensor const &b) -> tensor {
  return detail::made("mv", a, b, shape::mv(a.sizes(), b.sizes()), detail::one_type(a, b));
}
[[nodiscard]] constexpr auto bmm(tensor const &a, tensor const &b) -> tensor {
  return detail::made("bmm", a, b, shape::bmm(a.sizes(), b.sizes()), detail::one_type(a, b));
}
[[nodiscard]] constexpr auto dot(tensor const &a, tensor const &b) -> tensor {
  return detail::made("dot", a, b, shape::dot(a.sizes(), b.sizes()), detail::one_type(a, b));
}
[[nodiscard]] constexpr auto outer(tensor const &a, tensor const &b) -> tensor {
  return detail::made("outer", a, b, shape::outer(a.sizes(), b.sizes()),
                      detail::promoted_type(a, b));
}

/// The weight is (out, in).
[[nodiscard]] constexpr auto linear(tensor const &it, tensor const &weight) -> tensor {
  return detail::made("linear", it, weight,
                      shape::linear<shape::dim>(it.sizes(), weight.sizes(), nullptr),
                      detail::one_type(it, weight));
}
[[nodiscard]] constexpr auto linear(tensor const &it, tensor const &weight, tensor const &bias)
    -> tensor {
  std::array const operands{&it, &weight, &bias};
  return detail::made("linear", operands, shape::linear(it.sizes(), weight.sizes(), &bias.sizes()),
                      detail::one_type(it, weight, bias));
}
[[nodiscard]] constexpr auto addmm(tensor const &to, tensor const &a, tensor const &b) -> tensor {
  std::array const operands{&to, &a, &b};
  return detail::made("addmm", operands, shape::addmm(to.sizes(), a.sizes(), b.sizes()),
                      detail::one_type(to, a, b));
}
[[nodiscard]] constexpr auto baddbmm(tensor const &to, tensor const &a, tensor const &b) -> tensor {
  std::array const operands{&to, &a, &b};
  return detail::made("baddbmm", operands, shape::baddbmm(to.sizes(), a.sizes(), b.sizes()),
                      detail::one_type(to, a, b));
}

/// `einsum("btc,kcd->btkcd", scores, transition)`
template <class... Operands>
[[nodiscard]] constexpr auto einsum(std::string_view equation, Operands const &...operands)
    -> tensor {
  std::array<shape::shape const *, sizeof...(operands)> const sizes{&operands.sizes()...};
  std::array<tensor const *, sizeof...(operands)> const all{&operands...};
  return detail::made("einsum", all, shape::einsum<shape::dim>(equation, sizes),
                      detail::one_type(operands...));
}

/// The x in `a @ x = b`.
[[nodiscard]] constexpr auto solve(tensor const &a, tensor const &b) -> tensor {
  return detail::made("solve", a, b, shape::solve(a.sizes(), b.sizes()), detail::one_type(a, b));
}
[[nodiscard]] constexpr auto inv(tensor const &it) -> tensor {
  return detail::viewed("inv", it, shape::square(it.sizes()));
}
[[nodiscard]] constexpr auto cholesky(tensor const &it) -> tensor {
  return detail::viewed("cholesky", it, shape::square(it.sizes()));
}

} // namespace prodreview::contract
