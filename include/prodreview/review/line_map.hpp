// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/text/line_index.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace prodreview {

/// One stretch in which two texts differ: `old_count` lines from `old_first` became `new_count`
/// lines from `new_first`. Lines are 1-based. Where a count is 0 the place is between lines: just
/// before `first`.
struct line_hunk {
  std::uint32_t old_first = 1;
  std::uint32_t old_count = 0;
  std::uint32_t new_first = 1;
  std::uint32_t new_count = 0;

  friend auto operator==(line_hunk const &, line_hunk const &) -> bool = default;
};

/// Which lines of two versions of a text are the same line. Lines are those of `line_index`,
/// compared without line end and trailing blanks, so a rewrite of line ends changes nothing.
/// Computed by us: no configuration of git has a say in it.
class line_map {
public:
  /// Maps every line to nothing: a new file.
  line_map() = default;
  /// The hunks are minimal unless the texts differ in more than about four million line pairs; then
  /// a middle part counts as changed whole.
  line_map(std::string_view old_text, std::string_view new_text);

  /// In order, separated by at least one line that is the same.
  [[nodiscard]] auto hunks() const -> std::span<line_hunk const> { return hunks_; }
  /// The old line that became this new line; nothing when it was added.
  [[nodiscard]] auto old_of(std::uint32_t new_line) const -> std::optional<std::uint32_t>;
  /// The new line that this old line became; nothing when it was deleted.
  [[nodiscard]] auto new_of(std::uint32_t old_line) const -> std::optional<std::uint32_t>;

private:
  std::vector<line_hunk> hunks_;
  bool is_new_file_ = true;
};

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/line_map.impl.hpp>
#endif
