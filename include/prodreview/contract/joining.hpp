// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/contract/result.hpp>
#include <prodreview/shape/joining.hpp>

namespace prodreview::contract {

namespace detail {

using join = shape::outcome (*)(std::span<shape::shape const>, std::int64_t);

template <class... Operands>
[[nodiscard]] constexpr auto joined(std::string_view operation, join of, std::int64_t axis,
                                    Operands const &...operands) -> tensor {
  std::array<shape::shape, sizeof...(operands)> const sizes{operands.sizes()...};
  std::array<tensor const *, sizeof...(operands)> const all{&operands...};
  return made(operation, all, of(sizes, axis), promoted_type(operands...));
}

} // namespace detail

/// `cat(1, first, second)`: the axis stands first, where torch has a list.
template <class... Operands>
[[nodiscard]] constexpr auto cat(std::int64_t axis, Operands const &...operands) -> tensor {
  return detail::joined("cat", &shape::cat<shape::dim>, axis, operands...);
}
template <class... Operands>
[[nodiscard]] constexpr auto stack(std::int64_t axis, Operands const &...operands) -> tensor {
  return detail::joined("stack", &shape::stack<shape::dim>, axis, operands...);
}

} // namespace prodreview::contract
