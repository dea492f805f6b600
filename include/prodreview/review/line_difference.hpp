// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace prodreview::detail {

/// Which lines of two texts are kept, in order: the n-th kept old line is the n-th kept new line.
struct kept_lines {
  std::vector<std::uint8_t> old_side;
  std::vector<std::uint8_t> new_side;
};

/// A longest common subsequence, exactly, while a differing region has at most
/// `exact_cells` line pairs; larger regions are first cut at lines that stand once on both sides. A
/// region without such a line and more than `most_cells` pairs is not kept at all.
[[nodiscard]] auto kept_by(std::span<std::string_view const> old_lines,
                           std::span<std::string_view const> new_lines) -> kept_lines;

inline constexpr std::uint64_t exact_cells = std::uint64_t{1} << 16;
inline constexpr std::uint64_t most_cells = std::uint64_t{1} << 22;

} // namespace prodreview::detail

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/line_difference.impl.hpp>
#endif
