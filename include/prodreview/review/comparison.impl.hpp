// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/comparison.hpp>
#include <prodreview/review/source_text.hpp>
#include <prodreview/rules/production/syntax_error.hpp>

#include <algorithm>
#include <tuple>

namespace prodreview {
namespace detail {

/// A finding that the old side cannot show, because its text did not parse, is new on touched lines
/// only.
[[nodiscard]] inline auto may_be_old(comparison const &with, finding_key const &key) -> bool {
  return !with.old->unit->errors.empty() && key.rule != &rules::syntax_error::info &&
         !is_touched(with.lines, key.first_line, key.last_line);
}

[[nodiscard]] inline auto state_against(comparison const &with, finding_key const &key,
                                        std::size_t index) -> state {
  if (with.matched[index] == unmatched && !may_be_old(with, key)) return state::introduced;
  return is_touched(with.lines, key.first_line, key.last_line) ? state::touched : state::existing;
}

[[nodiscard]] inline auto state_of(std::span<comparison const> sides, finding_key const &key,
                                   std::size_t index) -> state {
  if (sides.empty()) return state::present;
  auto result = state::introduced;
  for (auto const &side : sides) result = std::max(result, state_against(side, key, index));
  return result;
}

/// The changed lines that made a finding appear on lines that did not change.
[[nodiscard]] inline auto cause_of(tree::unit const &in, std::string_view path,
                                   line_map const &lines, observation const &seen)
    -> std::optional<location> {
  if (is_touched(lines, seen.first_line, seen.last_line)) return std::nullopt;
  auto const *hunk =
      nearest_hunk(lines, seen.first_line, seen.symbol_first_line, seen.symbol_last_line);
  if (hunk == nullptr) return std::nullopt;
  auto const last = hunk->new_first + std::max(hunk->new_count, 1U) - 1;
  auto const &index = in.source.lines();
  return locate(in, path, {index.range_of(hunk->new_first).begin, index.range_of(last).end});
}

/// Of findings with one place and state the gravest stays; the names of the others go into its
/// `also`.
[[nodiscard]] inline auto merge_same_place(std::vector<candidate> all) -> std::vector<candidate> {
  auto const place = [](candidate const &one) {
    return std::tie(one.key.is_suppressed, one.shown.state, one.shown.where.cell,
                    one.shown.where.range);
  };
  std::stable_sort(all.begin(), all.end(), [&](candidate const &a, candidate const &b) {
    if (place(a) != place(b)) return place(a) < place(b);
    return std::tie(a.shown.severity, a.shown.rule) < std::tie(b.shown.severity, b.shown.rule);
  });
  std::vector<candidate> kept;
  for (auto &one : all) {
    auto const is_same = !kept.empty() && !one.key.is_suppressed &&
                         place(kept.back()) == place(one) &&
                         kept.back().shown.rule != one.shown.rule;
    if (is_same)
      kept.back().shown.also.push_back(one.shown.rule);
    else
      kept.push_back(std::move(one));
  }
  return kept;
}

} // namespace detail

PRODREVIEW_INLINE auto compare(version const &old, version const &now, line_map lines)
    -> comparison {
  auto matched = match(old.keys, now.keys, lines);
  return {&old, std::move(lines), std::move(matched)};
}

PRODREVIEW_INLINE auto current_findings(version const &now, std::span<comparison const> sides,
                                        std::string_view path, std::span<active_rule const> rules)
    -> std::vector<candidate> {
  std::vector<candidate> all;
  for (std::size_t i = 0; i < now.observations.size(); ++i) {
    auto made = describe(now, i, path, rules);
    made.shown.state = detail::state_of(sides, made.key, i);
    if (made.shown.state == state::introduced)
      made.shown.cause =
          detail::cause_of(*now.unit, path, sides.front().lines, now.observations[i]);
    all.push_back(std::move(made));
  }
  return detail::merge_same_place(std::move(all));
}

PRODREVIEW_INLINE auto gone_findings(comparison const &with, version const &now,
                                     std::string_view old_path, std::span<active_rule const> rules)
    -> std::vector<candidate> {
  std::vector<candidate> all;
  if (!now.unit->errors.empty()) return all;
  std::vector<bool> is_matched(with.old->observations.size());
  for (auto const index : with.matched)
    if (index != unmatched) is_matched[index] = true;
  for (std::size_t i = 0; i < is_matched.size(); ++i) {
    if (is_matched[i] || with.old->keys[i].is_suppressed) continue;
    auto made = describe(*with.old, i, old_path, rules);
    made.shown.state = state::fixed;
    all.push_back(std::move(made));
  }
  return detail::merge_same_place(std::move(all));
}

} // namespace prodreview
