// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace prodreview::python::detail {

/// Whether a character is in one of the half-open ranges that the sorted edges bound.
[[nodiscard]] constexpr auto inside(std::span<std::uint32_t const> edges, char32_t character)
    -> bool {
  auto const above = std::upper_bound(edges.begin(), edges.end(), character);
  return (above - edges.begin()) % 2 != 0;
}

} // namespace prodreview::python::detail
