// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/matching.hpp>

#include <algorithm>
#include <array>

namespace prodreview {
namespace detail {

[[nodiscard]] inline auto without_numbers(std::string_view text) -> std::string {
  std::string result;
  for (char const byte : text) {
    auto const is_digit = '0' <= byte && byte <= '9';
    if (!is_digit)
      result.push_back(byte);
    else if (result.empty() || result.back() != '#')
      result.push_back('#');
  }
  return result;
}

/// The hunk that holds a line of one side, by index; `unmatched` where none does.
template <bool OfNew>
[[nodiscard]] auto hunk_of(line_map const &lines, std::uint32_t line) -> std::uint32_t {
  auto const hunks = lines.hunks();
  for (std::uint32_t i = 0; i < hunks.size(); ++i) {
    auto const first = OfNew ? hunks[i].new_first : hunks[i].old_first;
    auto const count = OfNew ? hunks[i].new_count : hunks[i].old_count;
    if (first <= line && line < first + count) return i;
  }
  return unmatched;
}

/// Whether two findings are the same by one kind of evidence.
using evidence_of_sameness = bool (*)(finding_key const &old, finding_key const &now,
                                      line_map const &lines);

/// The kinds of evidence, strongest first.
inline constexpr std::array<evidence_of_sameness, 5> evidence_ladder{
    [](finding_key const &old, finding_key const &now, line_map const &lines) {
      return lines.old_of(now.first_line) == old.first_line;
    },
    [](finding_key const &old, finding_key const &now, line_map const &) {
      return old.symbol == now.symbol && old.anchor == now.anchor;
    },
    [](finding_key const &old, finding_key const &now, line_map const &) {
      return now.is_about_symbol && old.is_about_symbol && old.symbol == now.symbol;
    },
    [](finding_key const &old, finding_key const &now, line_map const &lines) {
      auto const hunk = hunk_of<true>(lines, now.first_line);
      return hunk != unmatched && hunk == hunk_of<false>(lines, old.first_line) &&
             old.symbol == now.symbol;
    },
    [](finding_key const &old, finding_key const &now, line_map const &) {
      return old.anchor == now.anchor;
    },
};

/// Matches findings one kind of evidence after the other; every new finding takes the first free
/// old one.
class matcher {
public:
  matcher(std::span<finding_key const> old_findings, std::span<finding_key const> new_findings,
          line_map const &lines)
      : old_{old_findings}, new_{new_findings}, lines_{lines}, used_(old_findings.size()),
        result_(new_findings.size(), unmatched) {}

  void match(bool is_suppressed) {
    for (auto const same : evidence_ladder)
      for (std::size_t i = 0; i < new_.size(); ++i)
        if (result_[i] == unmatched && new_[i].is_suppressed == is_suppressed)
          result_[i] = take(new_[i], same);
  }
  [[nodiscard]] auto result() && -> std::vector<std::uint32_t> { return std::move(result_); }

private:
  [[nodiscard]] auto take(finding_key const &now, evidence_of_sameness same) -> std::uint32_t {
    for (std::uint32_t i = 0; i < old_.size(); ++i) {
      if (used_[i] || !may_equal(old_[i], now) || !same(old_[i], now, lines_)) continue;
      used_[i] = true;
      return i;
    }
    return unmatched;
  }

  [[nodiscard]] static auto may_equal(finding_key const &old, finding_key const &now) -> bool {
    return old.rule == now.rule && old.is_suppressed <= now.is_suppressed &&
           old.message == now.message;
  }

  std::span<finding_key const> old_;
  std::span<finding_key const> new_;
  line_map const &lines_;
  std::vector<bool> used_;
  std::vector<std::uint32_t> result_;
};

[[nodiscard]] inline auto distance_to(line_hunk const &hunk, std::uint32_t line) -> std::uint32_t {
  auto const last = hunk.new_count == 0 ? hunk.new_first : hunk.new_first + hunk.new_count - 1;
  if (line < hunk.new_first) return hunk.new_first - line;
  return line > last ? line - last : 0;
}

} // namespace detail

PRODREVIEW_INLINE auto key_of(observation const &seen, bool is_suppressed) -> finding_key {
  auto const &problem =
      seen.said.problem.empty() ? std::string{seen.info->problem} : seen.said.problem;
  return {seen.info,
          seen.symbol,
          seen.anchor,
          detail::without_numbers(problem),
          seen.is_about_symbol,
          is_suppressed,
          seen.first_line,
          seen.last_line};
}

PRODREVIEW_INLINE auto match(std::span<finding_key const> old_findings,
                             std::span<finding_key const> new_findings, line_map const &lines)
    -> std::vector<std::uint32_t> {
  detail::matcher matching{old_findings, new_findings, lines};
  matching.match(false);
  matching.match(true);
  return std::move(matching).result();
}

PRODREVIEW_INLINE auto match_moved(std::span<finding_key const *const> old_findings,
                                   std::span<finding_key const *const> new_findings)
    -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> result(new_findings.size(), unmatched);
  std::vector<bool> used(old_findings.size());
  for (std::size_t i = 0; i < new_findings.size(); ++i) {
    auto const &now = *new_findings[i];
    for (std::uint32_t j = 0; j < old_findings.size() && result[i] == unmatched; ++j) {
      auto const &old = *old_findings[j];
      if (used[j] || old.rule != now.rule || old.anchor != now.anchor || old.message != now.message)
        continue;
      used[j] = true;
      result[i] = j;
    }
  }
  return result;
}

PRODREVIEW_INLINE auto is_touched(line_map const &lines, std::uint32_t first_line,
                                  std::uint32_t last_line) -> bool {
  for (auto const &hunk : lines.hunks()) {
    auto const end = hunk.new_first + hunk.new_count;
    if (hunk.new_count > 0 ? hunk.new_first <= last_line && first_line < end
                           : first_line < hunk.new_first && hunk.new_first <= last_line)
      return true;
  }
  return false;
}

PRODREVIEW_INLINE auto nearest_hunk(line_map const &lines, std::uint32_t new_line,
                                    std::uint32_t first, std::uint32_t last) -> line_hunk const * {
  line_hunk const *nearest = nullptr;
  line_hunk const *nearest_within = nullptr;
  auto const is_nearer = [&](line_hunk const &hunk, line_hunk const *than) {
    return than == nullptr ||
           detail::distance_to(hunk, new_line) < detail::distance_to(*than, new_line);
  };
  for (auto const &hunk : lines.hunks()) {
    if (is_nearer(hunk, nearest)) nearest = &hunk;
    auto const is_within = first <= hunk.new_first && hunk.new_first <= last;
    if (is_within && is_nearer(hunk, nearest_within)) nearest_within = &hunk;
  }
  return nearest_within != nullptr ? nearest_within : nearest;
}

} // namespace prodreview
