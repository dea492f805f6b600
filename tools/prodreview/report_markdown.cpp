// SPDX-License-Identifier: Apache-2.0
#include "report_markdown.hpp"

#include "escape.hpp"
#include "report_markdown_sections.hpp"
#include "report_words.hpp"

#include <algorithm>

namespace prodreview {
namespace {

using escape::markdown;
using escape::markdown_code;

/// `2 critical issues`, `11 issues (7 critical, 3 high, 1 medium)`.
[[nodiscard]] auto numbered_issues(review_summary const &of) -> std::string {
  auto const total = of.critical + of.high + of.medium + of.low;
  if (total == of.critical) return words::count(total, "critical issue");
  return words::count(total, "issue") + " (" + words::gating(of) + ")";
}

/// What the reader should think of the change, in one sentence that the numbers carry.
[[nodiscard]] auto assessment(review const &of) -> std::string {
  auto const &summary = of.summary;
  auto const what = numbered_issues(summary);
  auto const is_mixed = summary.high + summary.medium + summary.low > 0;
  if (summary.critical > 0)
    return "**Not ready for production**: " + what + " to resolve" +
           (is_mixed ? ", critical ones first." : ".");
  if (summary.high > 0) return "**Needs work before production**: " + what + " to resolve.";
  if (is_mixed) return "**Sound in what was checked**, with " + what + " to look at.";
  if (of.scope.files == 0) return "**Nothing was reviewed.**";
  return "**No issues found** in what was checked; the checklist below says what was not.";
}

[[nodiscard]] auto purpose(review const &of) -> std::string {
  if (of.purpose.empty()) return {};
  return "**Purpose**: " + markdown(of.purpose) + "\n\n";
}

[[nodiscard]] auto scope(review const &of) -> std::string {
  auto const versions = words::versions(of.scope);
  auto text = "**Scope**: " + (versions.empty() ? "" : markdown_code(versions) + ", ") +
              words::extent(of.scope);
  if (of.summary.touched > 0)
    text += "; " + std::to_string(of.summary.touched) + " older " +
            (of.summary.touched == 1 ? "finding" : "findings") + " on changed lines";
  if (of.summary.existing > 0)
    text += "; " + std::to_string(of.summary.existing) + " elsewhere in the changed files";
  if (auto const why = words::incomplete(of); !why.empty()) text += "; **" + why + "**";
  return text + ".\n";
}

[[nodiscard]] auto skipped(review const &of) -> std::string {
  std::string text;
  for (auto const &file : of.skipped)
    text += std::string{file.by_design ? "- Skipped: " : "- **Not reviewed**: "} +
            markdown_code(file.path) + ": " + markdown(file.reason) + "\n";
  return text;
}

[[nodiscard]] auto suppressed(review const &of) -> std::string {
  std::string text;
  for (auto const &one : of.suppressed)
    text += "- Suppressed: " + markdown_code(one.rule) + " at " +
            markdown_code(words::line_place(one.where)) + ": " + markdown(one.suppression_reason) +
            "\n";
  return text;
}

[[nodiscard]] auto notes(review const &of) -> std::string {
  std::string text;
  for (auto const &note : of.notes) text += "- Note: " + markdown(note) + "\n";
  return text;
}

[[nodiscard]] auto summary(review const &of) -> std::string {
  auto const remarks = notes(of) + skipped(of) + suppressed(of);
  return "## Summary\n\n" + purpose(of) + assessment(of) + "\n\n" + scope(of) +
         (remarks.empty() ? "" : "\n" + remarks);
}

[[nodiscard]] auto has_severity(review const &of, severity wanted) -> bool {
  return std::any_of(of.findings.begin(), of.findings.end(),
                     [&](finding const &one) { return one.severity == wanted; });
}

[[nodiscard]] auto issues(review const &of, severity wanted, std::string_view heading)
    -> std::string {
  auto text = "\n## " + std::string{heading} + "\n\n";
  if (!has_severity(of, wanted)) return text + "None.\n";
  auto const is_brief = wanted == severity::low;
  bool is_first = true;
  for (auto const &one : of.findings) {
    if (one.severity != wanted) continue;
    if (!is_first && !is_brief) text += "\n";
    is_first = false;
    text += is_brief ? markdown_bullet(one) : markdown_issue(one);
  }
  return text;
}

} // namespace

auto to_markdown(review const &of, terminal const &on) -> std::string {
  auto const text = summary(of) + issues(of, severity::critical, "Critical Issues") +
                    issues(of, severity::high, "High Priority") +
                    issues(of, severity::medium, "Medium Priority") +
                    issues(of, severity::low, "Low Priority") + markdown_positives(of) +
                    markdown_recommendations(of) + markdown_checklist(of);
  return on.is_workflow_log ? escape::workflow_log(text) : text;
}

} // namespace prodreview
