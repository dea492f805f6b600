// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace prodreview {

namespace nearest_detail {

inline constexpr std::size_t longest = 63;
using row = std::array<std::uint8_t, longest + 1>;

/// Names differ neither by case nor by the sort of dash.
[[nodiscard]] constexpr auto folded(char c) -> char {
  if (c == '_') return '-';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] constexpr auto same(char a, char b) -> bool { return folded(a) == folded(b); }

[[nodiscard]] constexpr auto starts_with(std::string_view whole, std::string_view start) -> bool {
  return whole.size() >= start.size() &&
         std::equal(start.begin(), start.end(), whole.begin(), same);
}

} // namespace nearest_detail

/// How many insertions, deletions, substitutions and swaps of neighbours make one name of the other
/// (optimal string alignment). 255 when either is longer than 63 bytes: its cost is bounded.
[[nodiscard]] constexpr auto edit_distance(std::string_view a, std::string_view b) -> std::size_t {
  using namespace nearest_detail;
  if (a.size() > longest || b.size() > longest) return 255;
  std::array<row, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto &now = rows[i % 3];
    auto const &above = rows[(i + 2) % 3];
    auto const &two_above = rows[(i + 1) % 3];
    now[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const substitution = above[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
      auto least = std::min({above[j] + 1, now[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
        least = std::min(least, two_above[j - 2] + 1);
      now[j] = static_cast<std::uint8_t>(least);
    }
  }
  return rows[a.size() % 3][b.size()];
}

/// The known name that was probably meant: the closest one within a third of its length, or the
/// first that it begins. Empty when none is close.
[[nodiscard]] constexpr auto nearest(std::span<std::string_view const> known,
                                     std::string_view written) -> std::string_view {
  std::string_view best;
  auto least = std::clamp<std::size_t>(written.size() / 3, 1, 3) + 1;
  for (auto const name : known)
    if (auto const distance = edit_distance(written, name);
        distance < least && distance < name.size()) {
      least = distance;
      best = name;
    }
  if (!best.empty() || written.size() < 3) return best;
  for (auto const name : known)
    if (nearest_detail::starts_with(name, written)) return name;
  return {};
}

} // namespace prodreview
