// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace prodreview::flow::paths {
namespace detail {

[[nodiscard]] constexpr auto mix(std::uint64_t hash, std::uint64_t more) -> std::uint64_t {
  hash = (hash ^ more) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

[[nodiscard]] inline auto hash_of(std::string_view text) -> std::uint64_t {
  std::uint64_t hash = text.size();
  for (char const c : text) hash = mix(hash, static_cast<unsigned char>(c));
  return hash;
}

} // namespace detail
} // namespace prodreview::flow::paths
