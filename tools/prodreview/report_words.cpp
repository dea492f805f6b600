// SPDX-License-Identifier: Apache-2.0
#include "report_words.hpp"

#include <algorithm>
#include <array>

namespace prodreview::words {
namespace {

[[nodiscard]] auto joined(std::vector<std::string> const &parts, std::string_view between)
    -> std::string {
  std::string text;
  for (auto const &part : parts) {
    if (!text.empty()) text.append(between);
    text.append(part);
  }
  return text;
}

void add_count(std::vector<std::string> &to, std::uint64_t number, std::string_view what) {
  if (number > 0) to.push_back(std::to_string(number) + " " + std::string{what});
}

/// What is known but does not gate: `2 touched, 14 existing not shown`.
[[nodiscard]] auto old_news(review const &of) -> std::string {
  auto const is_existing = [](finding const &one) { return one.state == state::existing; };
  auto const shown = static_cast<std::uint64_t>(
      std::count_if(of.findings.begin(), of.findings.end(), is_existing));
  std::vector<std::string> parts;
  add_count(parts, of.summary.touched, "touched");
  add_count(parts, std::min(shown, of.summary.existing), "existing");
  add_count(parts, of.summary.existing - std::min(shown, of.summary.existing),
            "existing not shown");
  return joined(parts, ", ");
}

[[nodiscard]] auto skipped_by_design(review const &of) -> std::uint64_t {
  return static_cast<std::uint64_t>(
      std::count_if(of.skipped.begin(), of.skipped.end(),
                    [](skipped_file const &file) { return file.by_design; }));
}

/// `1 critical introduced`, `1 high introduced or worsened`, `nothing found`.
[[nodiscard]] auto news(review const &of) -> std::string {
  auto const &summary = of.summary;
  auto const compares = of.scope.mode != "all" && of.scope.mode != "files";
  auto const *const verb = !compares                 ? " found"
                           : summary.worsened == 0   ? " introduced"
                           : summary.introduced == 0 ? " worsened"
                                                     : " introduced or worsened";
  auto const what = gating(summary);
  return (what.empty() ? "nothing" : what) + verb;
}

} // namespace

auto count(std::uint64_t number, std::string_view noun) -> std::string {
  return std::to_string(number) + " " + std::string{noun} + (number == 1 ? "" : "s");
}

auto line_place(location const &where) -> std::string {
  auto const line = std::to_string(where.range.start.line);
  if (where.cell == 0) return where.path + ":" + line;
  return where.path + ":cell " + std::to_string(where.cell) + ":line " + line;
}

auto place(location const &where) -> std::string {
  if (where.cell != 0) return line_place(where);
  return line_place(where) + ":" + std::to_string(where.range.start.column);
}

auto place_near(location const &where, location const &from) -> std::string {
  if (where.path != from.path) return line_place(where);
  auto const line = "line " + std::to_string(where.range.start.line);
  return where.cell == from.cell ? line : "cell " + std::to_string(where.cell) + ", " + line;
}

auto versions(review_scope const &scope) -> std::string {
  return scope.base.empty() ? scope.head : scope.base + ".." + scope.head;
}

auto extent(review_scope const &scope) -> std::string {
  auto text = count(scope.files, "file") + ", ";
  if (!scope.base.empty()) text += count(scope.hunks, "hunk") + ", ";
  return text + count(scope.lines, "line");
}

auto gating(review_summary const &summary) -> std::string {
  std::vector<std::string> parts;
  std::array const numbers{summary.critical, summary.high, summary.medium, summary.low};
  for (std::size_t i = 0; i < numbers.size(); ++i) add_count(parts, numbers[i], severity_names[i]);
  return joined(parts, ", ");
}

auto closing(review const &of) -> std::vector<std::string> {
  auto reviewed = versions(of.scope);
  if (!reviewed.empty()) reviewed += ": ";
  std::vector<std::string> parts{reviewed + extent(of.scope) + " reviewed", news(of)};
  if (auto rest = old_news(of); !rest.empty()) parts.push_back(std::move(rest));
  add_count(parts, of.summary.fixed, "fixed");
  add_count(parts, of.summary.suppressed, "suppressed");
  if (auto const number = skipped_by_design(of); number > 0)
    parts.push_back(count(number, "file") + " skipped");
  if (auto why = incomplete(of); !why.empty()) parts.push_back(std::move(why));
  return parts;
}

auto standing(finding const &of) -> std::string {
  std::string text{to_string(of.state)};
  if (of.metric)
    text += ": " + std::to_string(of.metric->before) + " → " + std::to_string(of.metric->after);
  return of.tier == tier::likely ? text + ", likely" : text;
}

auto incomplete(review const &of) -> std::string {
  auto const failed = of.skipped.size() - skipped_by_design(of);
  return failed == 0 ? std::string{} : count(failed, "file") + " not reviewed";
}

} // namespace prodreview::words
