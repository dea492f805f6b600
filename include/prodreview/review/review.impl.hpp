// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/checklist.hpp>
#include <prodreview/review/dependents.hpp>
#include <prodreview/review/file_review.hpp>
#include <prodreview/review/fingerprint.hpp>
#include <prodreview/review/matching.hpp>
#include <prodreview/review/parallel.hpp>
#include <prodreview/review/purpose.hpp>
#include <prodreview/review/review.hpp>
#include <prodreview/review/side_projects.hpp>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview {
namespace detail {

/// Code that moved from one file of the change to another introduces nothing and fixes nothing.
inline void match_moved_code(std::vector<file_review> &files) {
  std::vector<candidate *> fresh;
  std::vector<std::pair<std::size_t, std::size_t>> gone;
  std::vector<finding_key const *> new_keys;
  std::vector<finding_key const *> old_keys;
  for (auto &file : files)
    for (auto &one : file.now)
      if (one.shown.state == state::introduced) fresh.push_back(&one), new_keys.push_back(&one.key);
  for (std::size_t i = 0; i < files.size(); ++i)
    for (std::size_t j = 0; j < files[i].gone.size(); ++j)
      gone.emplace_back(i, j), old_keys.push_back(&files[i].gone[j].key);

  auto const matched = match_moved(old_keys, new_keys);
  std::vector<std::vector<bool>> has_moved(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) has_moved[i].resize(files[i].gone.size());
  for (std::size_t i = 0; i < matched.size(); ++i) {
    if (matched[i] == unmatched) continue;
    fresh[i]->shown.state = state::touched;
    fresh[i]->shown.cause.reset();
    auto const [file, index] = gone[matched[i]];
    has_moved[file][index] = true;
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::vector<candidate> left;
    for (std::size_t j = 0; j < files[i].gone.size(); ++j)
      if (!has_moved[i][j]) left.push_back(std::move(files[i].gone[j]));
    files[i].gone = std::move(left);
  }
}

inline void count_state(finding const &found, review_summary &summary) {
  switch (found.state) {
  case state::introduced: ++summary.introduced; break;
  case state::worsened: ++summary.worsened; break;
  case state::touched: ++summary.touched; break;
  case state::existing: ++summary.existing; break;
  case state::fixed: ++summary.fixed; break;
  case state::present: break;
  }
  if (!gates(found.state)) return;
  std::uint64_t *const counts[] = {&summary.critical, &summary.high, &summary.medium, &summary.low};
  ++*counts[static_cast<std::size_t>(found.severity)];
}

/// Puts one file's findings where the report shows them.
inline void take_findings(file_review &file, settings const &in, review &into) {
  for (auto &one : file.now) {
    auto const is_news = one.shown.state != state::existing;
    if (one.key.is_suppressed) {
      ++into.summary.suppressed;
      if (is_news || in.report_all) into.suppressed.push_back(std::move(one.shown));
      continue;
    }
    count_state(one.shown, into.summary);
    auto const limit = fail_on_of(in, one.shown.where.path);
    into.gated = into.gated || (gates(one.shown.state) &&
                                static_cast<int>(one.shown.severity) <= static_cast<int>(limit) &&
                                limit != threshold::never);
    if (is_news || in.report_all) into.findings.push_back(std::move(one.shown));
  }
  for (auto &one : file.gone) {
    count_state(one.shown, into.summary);
    into.fixed.push_back(std::move(one.shown));
  }
}

inline void take_scope(file_review const &file, review &into) {
  ++into.scope.files;
  into.scope.hunks += file.hunks;
  into.scope.lines += file.lines;
}

inline void sort_findings(std::vector<finding> &all) {
  std::stable_sort(all.begin(), all.end(), precedes);
}

[[nodiscard]] inline auto add_counts(std::span<file_review const> files)
    -> std::vector<rule_statistics> {
  auto const entries = all_entries();
  std::vector<rule_statistics> all;
  for (auto const &entry : entries) all.push_back({entry.info->name});
  for (auto const &file : files)
    for (std::size_t i = 0; i < file.counts.size(); ++i) {
      all[i].holds += file.counts[i].holds;
      all[i].unknown += file.counts[i].unknown + file.counts[i].hidden;
      all[i].hidden += file.counts[i].hidden;
    }
  return all;
}

[[nodiscard]] inline auto is_news(finding const &found) -> bool {
  return gates(found.state) || found.state == state::touched;
}

/// Adds how often each rule is violated, the engine's own rules included. What is suppressed a
/// person has decided, not the rule: it counts as unknown, so that nobody takes it for a place that
/// holds.
inline void count_violations(review &in) {
  auto const counts_of = [&](finding const &found) {
    return std::find_if(in.statistics.begin(), in.statistics.end(),
                        [&](rule_statistics const &rule) { return rule.rule == found.rule; });
  };
  for (auto const &found : in.findings)
    if (auto const at = counts_of(found); at != in.statistics.end() && is_news(found))
      ++at->violated;
  for (auto const &found : in.suppressed)
    if (auto const at = counts_of(found); at != in.statistics.end() && is_news(found))
      ++at->unknown, ++at->hidden;
}

/// The rules that looked at any file.
[[nodiscard]] inline auto speaking_rules(std::span<file_review const> files)
    -> std::vector<rule_info const *> {
  std::vector<rule_info const *> all;
  auto const infos = all_rule_infos();
  for (std::size_t i = 0; i < infos.size(); ++i)
    if (std::any_of(files.begin(), files.end(), [i](file_review const &file) {
          return i < file.speaking_rules.size() && file.speaking_rules[i];
        }))
      all.push_back(infos[i]);
  return all;
}

[[nodiscard]] inline auto purpose_of_files(std::span<file_review> files) -> std::string {
  std::vector<std::string> sentences;
  std::vector<std::string> symbols;
  for (auto &file : files) {
    if (file.skipped) continue;
    sentences.push_back(std::move(file.docstring_sentence));
    std::move(file.changed_symbols.begin(), file.changed_symbols.end(),
              std::back_inserter(symbols));
  }
  return purpose_of(sentences, symbols);
}

} // namespace detail

PRODREVIEW_INLINE auto review_change(change const &what, blob_reader &reader, settings const &in,
                                     review_options const &options) -> review {
  side_projects const projects{options.files, in};
  std::vector<file_review> files(what.files.size());
  for_each_index(files.size(), options.threads, [&](std::size_t i) {
    files[i] = review_file(what.files[i], reader, in, projects.all());
    if (options.on_file_done) options.on_file_done();
  });
  detail::match_moved_code(files);
  auto dependents = review_dependents(what.files, projects.all(), in, options.threads);

  review result;
  result.scope = {what.base, what.head, what.mode, 0, 0, 0};
  result.notes = what.notes;
  result.skipped = what.skipped;
  result.statistics = detail::add_counts(files);
  for (auto const &file : files) result.coverage.add(file.coverage);
  for (auto &file : files) {
    if (file.skipped) {
      result.skipped.push_back(std::move(*file.skipped));
      continue;
    }
    detail::take_scope(file, result);
    set_fingerprints(file.now);
    set_fingerprints(file.gone);
    detail::take_findings(file, in, result);
    std::move(file.positives.begin(), file.positives.end(), std::back_inserter(result.positives));
  }
  for (auto &file : dependents) {
    set_fingerprints(file.now);
    detail::take_findings(file, in, result);
  }
  detail::sort_findings(result.findings);
  detail::sort_findings(result.fixed);
  detail::sort_findings(result.suppressed);
  std::stable_sort(result.skipped.begin(), result.skipped.end(),
                   [](skipped_file const &a, skipped_file const &b) { return a.path < b.path; });
  detail::count_violations(result);
  result.checklist = assess(result.statistics, detail::speaking_rules(files));
  result.purpose = detail::purpose_of_files(files);
  return result;
}

} // namespace prodreview
