// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/source_text.hpp>

#include <algorithm>

namespace prodreview {
namespace detail {

[[nodiscard]] inline auto is_blank(char byte) -> bool {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
         byte == '\\';
}

/// The comments that begin inside a range.
[[nodiscard]] inline auto comments_in(tree::unit const &in, text_range range)
    -> std::span<text_range const> {
  auto const begins_before = [](text_range comment, std::uint32_t at) {
    return comment.begin < at;
  };
  auto const first =
      std::lower_bound(in.comments.begin(), in.comments.end(), range.begin, begins_before);
  auto const last = std::lower_bound(first, in.comments.end(), range.end, begins_before);
  return {first, last};
}

/// The source of a range with the edits that lie in it made.
[[nodiscard]] inline auto edited(tree::unit const &in, text_range range,
                                 std::span<replacement const> edits) -> std::string {
  std::vector<replacement> ordered(edits.begin(), edits.end());
  std::stable_sort(ordered.begin(), ordered.end(), [](replacement const &a, replacement const &b) {
    return a.range.begin < b.range.begin;
  });
  std::string result;
  auto at = range.begin;
  for (auto const &edit : ordered) {
    if (edit.range.begin < at || edit.range.end > range.end) continue;
    result.append(in.text({at, edit.range.begin})).append(edit.text);
    at = edit.range.end;
  }
  return result.append(in.text({at, range.end}));
}

[[nodiscard]] inline auto split_lines(std::string_view text) -> std::vector<std::string_view> {
  line_index const index{text};
  std::vector<std::string_view> lines;
  for (std::uint32_t number = 1; number <= index.count(); ++number) {
    auto const range = index.range_of(number);
    auto line = text.substr(range.begin, range.size());
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    lines.push_back(line);
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

[[nodiscard]] inline auto common_indentation(std::span<std::string_view const> lines)
    -> std::size_t {
  auto common = std::string_view::npos;
  for (auto const line : lines) common = std::min(common, line.find_first_not_of(" \t"));
  return common == std::string_view::npos ? 0 : common;
}

} // namespace detail

PRODREVIEW_INLINE auto condensed(tree::unit const &in, text_range range) -> std::string {
  std::string result;
  auto comment = detail::comments_in(in, range);
  for (auto at = range.begin; at < range.end; ++at) {
    if (!comment.empty() && at == comment.front().begin) {
      at = comment.front().end - 1;
      comment = comment.subspan(1);
    } else if (auto const byte = in.source.text()[at]; !detail::is_blank(byte)) {
      result.push_back(byte);
    }
  }
  return result;
}

PRODREVIEW_INLINE auto lines_of(tree::unit const &in, text_range range,
                                std::span<replacement const> edits, std::size_t most)
    -> std::string {
  auto const &index = in.source.lines();
  auto const begin = index.range_of(index.line_of(range.begin)).begin;
  auto const end = index.range_of(index.line_of(range.empty() ? range.begin : range.end - 1)).end;
  auto const text = detail::edited(in, {begin, end}, edits);
  auto lines = detail::split_lines(text);
  if (lines.size() > most) lines.resize(most);
  auto const indentation = detail::common_indentation(lines);
  std::string result;
  for (auto const line : lines) {
    if (!result.empty()) result.push_back('\n');
    result.append(line.substr(std::min(indentation, line.size())));
  }
  return result;
}

PRODREVIEW_INLINE auto locate(tree::unit const &in, std::string_view path, text_range range)
    -> location {
  location where{std::string{path}, in.source.positions_of(range), 0};
  auto const begins_after = [](std::uint32_t line, tree::notebook_cell cell) {
    return line < cell.first_line;
  };
  auto const next =
      std::upper_bound(in.cells.begin(), in.cells.end(), where.range.start.line, begins_after);
  if (next == in.cells.begin()) return where;
  auto const &cell = *(next - 1);
  where.cell = cell.cell;
  where.range.start.line -= cell.first_line - 1;
  where.range.end.line -= cell.first_line - 1;
  return where;
}

} // namespace prodreview
