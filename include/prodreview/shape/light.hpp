// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

/// What the standard library has in headers that cost a user of contracts a third of the time that
/// all of the algebra takes to compile.
namespace prodreview::shape {

template <class T> [[nodiscard]] constexpr auto lesser(T const &a, T const &b) -> T {
  return b < a ? b : a;
}
template <class T> [[nodiscard]] constexpr auto greater(T const &a, T const &b) -> T {
  return a < b ? b : a;
}

template <class T>
[[nodiscard]] constexpr auto same_elements(std::span<T const> a, std::span<T const> b) -> bool {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(a[i] == b[i])) return false;
  return true;
}

/// Not negative; that of 0 and a number is the number.
template <class T> [[nodiscard]] constexpr auto common_factor(T a, T b) -> T {
  while (b != 0) {
    auto const rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

} // namespace prodreview::shape
