// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace prodreview {

/// A half-open range of byte offsets into the decoded UTF-8 text of one file (after the byte order
/// mark).
struct text_range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr auto size() const -> std::uint32_t { return end - begin; }
  [[nodiscard]] constexpr auto empty() const -> bool { return end <= begin; }
  [[nodiscard]] constexpr auto contains(std::uint32_t offset) const -> bool {
    return begin <= offset && offset < end;
  }
  [[nodiscard]] constexpr auto contains(text_range other) const -> bool {
    return begin <= other.begin && other.end <= end;
  }
  friend constexpr auto operator<=>(text_range, text_range) = default;
};

/// A place as people count it: both 1-based, the column in code points.
struct position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend constexpr auto operator<=>(position, position) = default;
};

/// From the first character to just past the last one.
struct position_range {
  position start;
  position end;

  friend constexpr auto operator<=>(position_range const &, position_range const &) = default;
};

} // namespace prodreview
