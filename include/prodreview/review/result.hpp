// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>
#include <prodreview/flow/coverage.hpp>
#include <prodreview/review/change.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

struct review_scope {
  std::string base;
  std::string head;
  std::string mode;
  /// What was reviewed: files, hunks and new-side lines of those hunks (all lines where there is no
  /// old side).
  std::uint64_t files = 0;
  std::uint64_t hunks = 0;
  std::uint64_t lines = 0;
};

/// Something that is done well; it says only what was seen.
struct positive {
  std::string title;
  location where;
};

enum class checklist_status : std::uint8_t {
  verified,
  findings,
  not_applicable,
  needs_human,
  not_checked
};
inline constexpr std::array<std::string_view, 5> checklist_status_names{
    "verified", "findings", "not applicable", "needs a human", "not checked"};

/// One bullet of the checklist with what the review can say of it.
struct checklist_entry {
  std::string_view item;
  std::string_view text;
  checklist_status status = checklist_status::not_checked;
  std::uint64_t holds = 0;
  std::uint64_t violated = 0;
  std::uint64_t unknown = 0;
  /// Of the unknown ones, those where something was found that the report does not show: it is
  /// suppressed, or likely only.
  std::uint64_t hidden = 0;
  /// What a person has to answer; empty unless the status is `needs_human`.
  std::string_view question;
};

struct review_summary {
  std::uint64_t critical = 0;
  std::uint64_t high = 0;
  std::uint64_t medium = 0;
  std::uint64_t low = 0;
  std::uint64_t introduced = 0;
  std::uint64_t worsened = 0;
  std::uint64_t touched = 0;
  std::uint64_t existing = 0;
  std::uint64_t fixed = 0;
  std::uint64_t suppressed = 0;
};

/// Counts of one rule over the whole review, for `--statistics`.
struct rule_statistics {
  std::string_view rule;
  std::uint64_t holds = 0;
  std::uint64_t violated = 0;
  std::uint64_t unknown = 0;
  /// Of the unknown ones, those where something was found that the report does not show.
  std::uint64_t hidden = 0;
};

/// A finished review: everything that any report prints.
struct review {
  review_scope scope;
  /// What the change is about: the first sentence of the changed modules' docstrings, else the
  /// changed symbols.
  std::string purpose;
  /// In the total order. `existing` ones are there only when asked for; severity counts are of the
  /// gating states.
  std::vector<finding> findings;
  std::vector<finding> fixed;
  std::vector<finding> suppressed;
  std::vector<skipped_file> skipped;
  std::vector<positive> positives;
  std::vector<checklist_entry> checklist;
  std::vector<rule_statistics> statistics;
  /// Of the new side, for `--statistics`.
  flow::coverage coverage;
  review_summary summary;
  std::vector<std::string> notes;
  /// Some finding gates at or above its path's `fail-on`.
  bool gated = false;

  /// 2 when something could not be reviewed that should have been, else 1 when gated, else 0.
  [[nodiscard]] auto exit_status() const -> int {
    for (auto const &file : skipped)
      if (!file.by_design) return 2;
    return gated ? 1 : 0;
  }
};

} // namespace prodreview
