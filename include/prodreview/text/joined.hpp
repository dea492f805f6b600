// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace prodreview {

/// The pieces one after the other.
[[nodiscard]] inline auto joined(std::initializer_list<std::string_view> pieces) -> std::string {
  std::size_t size = 0;
  for (auto const piece : pieces) size += piece.size();
  std::string result;
  result.reserve(size);
  for (auto const piece : pieces) result.append(piece);
  return result;
}

} // namespace prodreview
