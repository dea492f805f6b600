// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/line_difference.hpp>
#include <prodreview/review/line_map.hpp>

#include <algorithm>

namespace prodreview {
namespace detail {

/// The lines of a text as they are compared: without line ends and trailing blanks, and without the
/// empty line after the last line end.
[[nodiscard]] inline auto comparable_lines(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> lines;
  auto const add = [&](std::string_view line) {
    lines.push_back(line.substr(0, line.find_last_not_of(" \t\f\v") + 1));
  };
  while (!text.empty()) {
    auto const line_feed = text.find('\n');
    auto piece = text.substr(0, line_feed);
    text.remove_prefix(line_feed == text.npos ? text.size() : line_feed + 1);
    if (line_feed != text.npos && piece.ends_with('\r')) piece.remove_suffix(1);
    for (auto at = piece.find('\r'); at != piece.npos; at = piece.find('\r')) {
      add(piece.substr(0, at));
      piece.remove_prefix(at + 1);
      if (piece.empty() && line_feed == text.npos) return lines;
    }
    add(piece);
  }
  return lines;
}

[[nodiscard]] inline auto hunks_of(kept_lines const &kept) -> std::vector<line_hunk> {
  std::vector<line_hunk> hunks;
  std::uint32_t old_line = 0;
  std::uint32_t new_line = 0;
  auto const old_size = static_cast<std::uint32_t>(kept.old_side.size());
  auto const new_size = static_cast<std::uint32_t>(kept.new_side.size());
  while (old_line < old_size || new_line < new_size) {
    line_hunk hunk{old_line + 1, 0, new_line + 1, 0};
    for (; old_line < old_size && !kept.old_side[old_line]; ++old_line) ++hunk.old_count;
    for (; new_line < new_size && !kept.new_side[new_line]; ++new_line) ++hunk.new_count;
    if (hunk.old_count + hunk.new_count > 0) hunks.push_back(hunk);
    if (old_line < old_size) ++old_line, ++new_line;
  }
  return hunks;
}

/// A line on one side to its twin, where `first` and `count` are that side's members of a hunk.
[[nodiscard]] inline auto twin_of(std::span<line_hunk const> hunks, std::uint32_t line,
                                  std::uint32_t line_hunk::*first, std::uint32_t line_hunk::*count,
                                  std::uint32_t line_hunk::*other_first,
                                  std::uint32_t line_hunk::*other_count)
    -> std::optional<std::uint32_t> {
  auto const after = std::partition_point(
      hunks.begin(), hunks.end(), [&](line_hunk const &hunk) { return hunk.*first <= line; });
  if (after == hunks.begin()) return line;
  auto const &hunk = *std::prev(after);
  auto const end = hunk.*first + hunk.*count;
  if (line < end) return std::nullopt;
  return hunk.*other_first + hunk.*other_count + (line - end);
}

} // namespace detail

PRODREVIEW_INLINE line_map::line_map(std::string_view old_text, std::string_view new_text)
    : is_new_file_{false} {
  if (old_text == new_text) return;
  hunks_ = detail::hunks_of(
      detail::kept_by(detail::comparable_lines(old_text), detail::comparable_lines(new_text)));
}

PRODREVIEW_INLINE auto line_map::old_of(std::uint32_t new_line) const
    -> std::optional<std::uint32_t> {
  if (is_new_file_) return std::nullopt;
  return detail::twin_of(hunks_, new_line, &line_hunk::new_first, &line_hunk::new_count,
                         &line_hunk::old_first, &line_hunk::old_count);
}

PRODREVIEW_INLINE auto line_map::new_of(std::uint32_t old_line) const
    -> std::optional<std::uint32_t> {
  if (is_new_file_) return std::nullopt;
  return detail::twin_of(hunks_, old_line, &line_hunk::old_first, &line_hunk::old_count,
                         &line_hunk::new_first, &line_hunk::new_count);
}

} // namespace prodreview
