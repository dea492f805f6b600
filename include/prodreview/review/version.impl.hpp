// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/project.hpp>
#include <prodreview/review/own_rules.hpp>
#include <prodreview/review/source_text.hpp>
#include <prodreview/review/suppression.hpp>
#include <prodreview/review/version.hpp>

#include <algorithm>

namespace prodreview {
namespace detail {
/// The severity that a finding is shown with: a likely one stands one level below.
[[nodiscard]] inline auto shown_severity(active_rule const &rule, observation const &seen)
    -> severity {
  auto const levels = (seen.tier == tier::proved ? 0 : 1) + seen.milder;
  return static_cast<severity>(
      std::min(static_cast<int>(rule.severity) + levels, static_cast<int>(severity::low)));
}

[[nodiscard]] inline auto active(std::span<active_rule const> rules, rule_info const *info)
    -> active_rule const & {
  return *std::find_if(rules.begin(), rules.end(),
                       [&](active_rule const &rule) { return rule.info == info; });
}

[[nodiscard]] inline auto is_shown(observation const &seen, std::span<active_rule const> rules,
                                   settings const &in) -> bool {
  auto const severity = shown_severity(active(rules, seen.info), seen);
  auto const is_quiet = seen.tier == tier::likely && severity >= severity::medium;
  return severity <= in.min_severity && (in.show_likely || !is_quiet);
}

/// Two lines of context around a place.
inline void add_excerpt(tree::unit const &in, observation const &seen, finding &shown) {
  auto const first = seen.first_line > 1 ? seen.first_line - 1 : seen.first_line;
  auto const last = std::min({seen.last_line, seen.first_line + 4, in.source.lines().count()});
  shown.excerpt_first_line =
      shown.where.cell == 0 ? first : shown.where.range.start.line - (seen.first_line - first);
  for (auto line = first; line <= last; ++line) shown.excerpt.emplace_back(in.source.line(line));
}

[[nodiscard]] inline auto or_else(std::string const &said, std::string_view constant)
    -> std::string {
  return said.empty() ? std::string{constant} : said;
}

[[nodiscard]] inline auto place_of(tree::unit const &in, std::string_view path, fact const &of)
    -> location {
  if (of.elsewhere) return {of.elsewhere->path, of.elsewhere->range, 0};
  return locate(in, path, of.where);
}

/// A finding without state and fingerprint.
[[nodiscard]] inline auto describe(tree::unit const &in, std::string_view path,
                                   observation const &seen, active_rule const &rule) -> finding {
  auto const &info = *seen.info;
  finding shown;
  shown.rule = info.name;
  shown.severity = shown_severity(rule, seen);
  shown.tier = seen.tier;
  shown.topic = info.topic;
  shown.area = info.area;
  shown.item = info.item;
  shown.where = locate(in, path, seen.range);
  shown.symbol = seen.symbol;
  shown.title = or_else(seen.said.title, info.title);
  shown.problem = or_else(seen.said.problem, info.problem);
  shown.impact = or_else(seen.said.impact, info.impact);
  shown.fix = {or_else(seen.said.fix, info.fix), seen.before, seen.after, {}};
  for (auto const &edit : seen.edits)
    shown.fix.edits.push_back({locate(in, path, edit.range), edit.text, edit.safe});
  for (auto const &fact : seen.said.evidence)
    shown.evidence.push_back({place_of(in, path, fact), fact.text});
  add_excerpt(in, seen, shown);
  return shown;
}

/// A finding that is not shown is no place that holds.
inline void count_hidden(observation const &seen, line_filter const &counted,
                         std::vector<rule_counts> &counts) {
  if (!counted(seen.first_line, seen.last_line)) return;
  auto const entries = all_entries();
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].info == seen.info) ++counts[i].hidden;
}

/// Keeps what the settings show with its key and reason, and counts the rest as hidden.
inline void keep_shown(version &of, std::vector<observation> seen,
                       std::span<suppression const *const> covering,
                       std::span<active_rule const> rules, settings const &in,
                       line_filter const &counted) {
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!is_shown(seen[i], rules, in)) {
      count_hidden(seen[i], counted, of.counts);
      continue;
    }
    auto const *by = i < covering.size() ? covering[i] : nullptr;
    of.reasons.push_back(by == nullptr ? std::nullopt : std::optional{std::string{by->reason}});
    of.keys.push_back(key_of(seen[i], by != nullptr));
    of.observations.push_back(std::move(seen[i]));
  }
}

/// Whether a rule that is on looks at other modules.
[[nodiscard]] inline auto ask_project(std::span<active_rule const> rules) -> bool {
  return std::any_of(rules.begin(), rules.end(),
                     [](active_rule const &rule) { return rule.is_on && rule.info->asks_project; });
}

inline void append(std::vector<observation> &all, std::vector<observation> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

} // namespace detail

PRODREVIEW_INLINE auto analyse(shared_unit unit, place_in_project const &place,
                               std::span<active_rule const> rules, settings const &in,
                               line_filter const &counted) -> version {
  version result;
  result.unit = std::move(unit);
  auto const &text = *result.unit;
  if (place.project != nullptr && detail::ask_project(rules))
    place.project->offer(place.path, text);
  auto [seen, counts, coverage] =
      inspect(flow::module_view{text, place.project, place.path}, rules, counted);
  result.counts = std::move(counts);
  result.coverage = coverage;
  auto suppressions = read_suppressions(text);
  std::vector<suppression const *> covering;
  for (auto const &one : seen)
    covering.push_back(find_suppression(suppressions, one.info->name, one.first_line));
  detail::append(seen, observe_suppressions(text, suppressions, rules));
  detail::append(seen, observe_syntax_error(text, rules));
  detail::keep_shown(result, std::move(seen), covering, rules, in, counted);
  return result;
}

PRODREVIEW_INLINE auto describe(version const &of, std::size_t index, std::string_view path,
                                std::span<active_rule const> rules) -> candidate {
  auto const &seen = of.observations[index];
  candidate made{detail::describe(*of.unit, path, seen, detail::active(rules, seen.info)),
                 of.keys[index]};
  made.shown.suppression_reason = of.reasons[index].value_or("");
  return made;
}

} // namespace prodreview
