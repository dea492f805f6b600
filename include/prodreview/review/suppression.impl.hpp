// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/suppression.hpp>

namespace prodreview {
namespace detail {

/// Reads a comment from left to right; offsets stay those of the unit's text.
class comment_reader {
public:
  comment_reader(std::string_view text, text_range comment)
      : text_{text}, at_{comment.begin}, end_{comment.end} {}

  void skip_blanks() {
    while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  [[nodiscard]] auto take(std::string_view expected) -> bool {
    skip_blanks();
    if (rest().substr(0, expected.size()) != expected) return false;
    at_ += static_cast<std::uint32_t>(expected.size());
    return true;
  }
  /// Everything up to one of `stops`, without blanks around it.
  [[nodiscard]] auto take_until(std::string_view stops) -> text_range {
    skip_blanks();
    auto const begin = at_;
    while (at_ < end_ && stops.find(text_[at_]) == stops.npos) ++at_;
    auto stop = at_;
    while (stop > begin && (text_[stop - 1] == ' ' || text_[stop - 1] == '\t')) --stop;
    return {begin, stop};
  }

private:
  [[nodiscard]] auto rest() const -> std::string_view { return text_.substr(at_, end_ - at_); }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
};

[[nodiscard]] inline auto read_suppression(tree::unit const &in, text_range comment)
    -> std::optional<suppression> {
  comment_reader reader{in.source.text(), comment};
  if (!reader.take("#") || !reader.take("prodreview") || !reader.take(":") ||
      !reader.take("ignore"))
    return std::nullopt;
  suppression found{comment, {}, {}, {}};
  if (!reader.take("[")) return found;
  do {
    auto const place = reader.take_until(",]");
    if (!place.empty()) found.rules.push_back({in.text(place), place, false});
  } while (reader.take(","));
  if (!reader.take("]") || !reader.take(":")) return found;
  // A second comment in the same line is not the reason of the first.
  found.reason = in.text(reader.take_until("#"));
  return found;
}

[[nodiscard]] inline auto stands_alone(tree::unit const &in, text_range comment, std::uint32_t line)
    -> bool {
  auto const begin = in.source.lines().range_of(line).begin;
  return in.text({begin, comment.begin}).find_first_not_of(" \t\f") == std::string_view::npos;
}

/// The smallest extent on `line`, or else the line alone.
[[nodiscard]] inline auto extent_on(std::span<statement_extent const> extents, std::uint32_t line)
    -> statement_extent {
  statement_extent best{line, line};
  std::uint32_t best_size = 0;
  for (auto const extent : extents) {
    if (extent.first > line) break;
    auto const size = extent.last - extent.first + 1;
    if (extent.contains(line) && (best_size == 0 || size <= best_size)) {
      best = extent;
      best_size = size;
    }
  }
  return best;
}

/// The first line at or after `line` that is neither blank nor a comment.
[[nodiscard]] inline auto next_code_line(tree::unit const &in, std::uint32_t line)
    -> std::uint32_t {
  for (auto const count = in.source.lines().count(); line < count; ++line) {
    auto const text = in.source.line(line);
    auto const first = text.find_first_not_of(" \t\f");
    if (first != text.npos && text[first] != '#') break;
  }
  return line;
}

[[nodiscard]] inline auto covered_by(tree::unit const &in,
                                     std::span<statement_extent const> extents, text_range comment)
    -> statement_extent {
  auto const line = in.source.lines().line_of(comment.begin);
  auto const here = extent_on(extents, line);
  auto const is_within = here.first < here.last && here.contains(line);
  if (is_within || !stands_alone(in, comment, line)) return here;
  return extent_on(extents, next_code_line(in, line + 1));
}

} // namespace detail

PRODREVIEW_INLINE auto read_suppressions(tree::unit const &in) -> std::vector<suppression> {
  std::vector<suppression> all;
  for (auto const comment : in.comments)
    if (auto found = detail::read_suppression(in, comment)) all.push_back(std::move(*found));
  if (all.empty()) return all;
  auto const extents = statement_extents(in);
  for (auto &found : all) found.covers = detail::covered_by(in, extents, found.comment);
  return all;
}

PRODREVIEW_INLINE auto find_suppression(std::span<suppression> all, std::string_view rule,
                                        std::uint32_t line) -> suppression const * {
  for (auto &one : all) {
    if (one.reason.empty() || !one.covers.contains(line)) continue;
    for (auto &entry : one.rules) {
      if (entry.name != rule) continue;
      entry.used = true;
      return &one;
    }
  }
  return nullptr;
}

} // namespace prodreview
