// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/matching.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>

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

/// The first hunk that ends behind a new line.
[[nodiscard]] inline auto hunk_after(std::span<line_hunk const> hunks, std::uint32_t new_line) {
  return std::partition_point(hunks.begin(), hunks.end(), [&](line_hunk const &hunk) {
    return hunk.new_first + hunk.new_count <= new_line;
  });
}

/// The index of the hunk that holds a line, where `first` and `count` are that side's members of a
/// hunk.
[[nodiscard]] inline auto hunk_of(line_map const &lines, std::uint32_t line,
                                  std::uint32_t line_hunk::*first, std::uint32_t line_hunk::*count)
    -> std::optional<std::size_t> {
  auto const hunks = lines.hunks();
  auto const after = std::partition_point(
      hunks.begin(), hunks.end(), [&](line_hunk const &hunk) { return hunk.*first <= line; });
  if (after == hunks.begin()) return std::nullopt;
  auto const &hunk = *std::prev(after);
  if (line >= hunk.*first + hunk.*count) return std::nullopt;
  return std::prev(after) - hunks.begin();
}

enum class side : bool { old, now };

[[nodiscard]] inline auto join(std::initializer_list<std::string_view> parts) -> std::string {
  std::string result;
  for (auto const part : parts) result.append(part).push_back('\0');
  return result;
}

/// What two findings of one rule and message must have in common to be the same; nothing where this
/// kind of evidence does not apply.
using evidence_of_sameness = auto(*)(finding_key const &, side, line_map const &)
                                 -> std::optional<std::string>;

[[nodiscard]] inline auto same_line(finding_key const &one, side of, line_map const &lines)
    -> std::optional<std::string> {
  auto const line = of == side::old ? std::optional{one.first_line} : lines.old_of(one.first_line);
  return line ? std::optional{std::to_string(*line)} : std::nullopt;
}

[[nodiscard]] inline auto same_symbol_and_statement(finding_key const &one, side, line_map const &)
    -> std::optional<std::string> {
  return join({one.symbol, one.anchor});
}

[[nodiscard]] inline auto same_symbol(finding_key const &one, side, line_map const &)
    -> std::optional<std::string> {
  return one.is_about_symbol ? std::optional{one.symbol} : std::nullopt;
}

[[nodiscard]] inline auto same_hunk(finding_key const &one, side of, line_map const &lines)
    -> std::optional<std::string> {
  auto const hunk =
      of == side::old
          ? hunk_of(lines, one.first_line, &line_hunk::old_first, &line_hunk::old_count)
          : hunk_of(lines, one.first_line, &line_hunk::new_first, &line_hunk::new_count);
  return hunk ? std::optional{join({one.symbol, std::to_string(*hunk)})} : std::nullopt;
}

[[nodiscard]] inline auto same_statement(finding_key const &one, side, line_map const &)
    -> std::optional<std::string> {
  return one.anchor;
}

/// Strongest first.
inline constexpr std::array<evidence_of_sameness, 5> evidence_ladder{
    same_line, same_symbol_and_statement, same_symbol, same_hunk, same_statement};

/// The free findings of the old side by what they must have in common with a new one; each is given
/// out once, in source order.
class old_findings_by_key {
public:
  void add(std::string key, std::uint32_t index) { by_key_[std::move(key)].push_back(index); }

  [[nodiscard]] auto take(std::string const &key) -> std::uint32_t {
    auto const at = by_key_.find(key);
    if (at == by_key_.end() || at->second.empty()) return unmatched;
    auto const index = at->second.front();
    at->second.pop_front();
    return index;
  }

private:
  std::unordered_map<std::string, std::deque<std::uint32_t>> by_key_;
};

/// Matches findings with one kind of evidence after the other.
class matcher {
public:
  matcher(std::span<finding_key const> old_findings, std::span<finding_key const> new_findings,
          line_map const &lines)
      : old_{old_findings}, new_{new_findings}, lines_{lines}, used_(old_findings.size()),
        result_(new_findings.size(), unmatched) {}

  /// Open findings take open ones; suppressed ones then take what is left of both.
  [[nodiscard]] auto match() && -> std::vector<std::uint32_t> {
    for (bool const is_suppressed : {false, true})
      for (auto const evidence : evidence_ladder) pass(evidence, is_suppressed);
    return std::move(result_);
  }

private:
  void pass(evidence_of_sameness evidence, bool is_suppressed) {
    old_findings_by_key free;
    for (std::uint32_t i = 0; i < old_.size(); ++i)
      if (!used_[i] && old_[i].is_suppressed <= is_suppressed)
        if (auto key = full_key(old_[i], side::old, evidence)) free.add(std::move(*key), i);
    for (std::size_t i = 0; i < new_.size(); ++i)
      if (result_[i] == unmatched && new_[i].is_suppressed == is_suppressed)
        if (auto const key = full_key(new_[i], side::now, evidence)) use(i, free.take(*key));
  }

  void use(std::size_t new_index, std::uint32_t old_index) {
    if (old_index == unmatched) return;
    result_[new_index] = old_index;
    used_[old_index] = true;
  }

  [[nodiscard]] auto full_key(finding_key const &one, side of, evidence_of_sameness evidence) const
      -> std::optional<std::string> {
    auto const key = evidence(one, of, lines_);
    return key ? std::optional{join({one.rule->name, one.message, *key})} : std::nullopt;
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
  return detail::matcher{old_findings, new_findings, lines}.match();
}

PRODREVIEW_INLINE auto match_moved(std::span<finding_key const *const> old_findings,
                                   std::span<finding_key const *const> new_findings)
    -> std::vector<std::uint32_t> {
  auto const key = [](finding_key const &one) {
    return detail::join({one.rule->name, one.message, one.anchor});
  };
  detail::old_findings_by_key free;
  for (std::uint32_t i = 0; i < old_findings.size(); ++i) free.add(key(*old_findings[i]), i);
  std::vector<std::uint32_t> result;
  for (auto const *now : new_findings) result.push_back(free.take(key(*now)));
  return result;
}

PRODREVIEW_INLINE auto is_touched(line_map const &lines, std::uint32_t first_line,
                                  std::uint32_t last_line) -> bool {
  auto const hunks = lines.hunks();
  auto const hunk = detail::hunk_after(hunks, first_line);
  if (hunk == hunks.end()) return false;
  if (hunk->new_count > 0) return hunk->new_first <= last_line;
  return first_line < hunk->new_first && hunk->new_first <= last_line;
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
