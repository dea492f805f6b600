// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/review/change.hpp>
#include <prodreview/review/result.hpp>
#include <prodreview/review/settings.hpp>
#include <prodreview/review/version.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prodreview {

/// What the review of one file gives; `review_change` joins it with the other files'.
struct file_review {
  std::optional<skipped_file> skipped;
  std::uint64_t hunks = 0;
  std::uint64_t lines = 0;
  /// Of the new side, each with its state; `introduced` is provisional until moved code is matched
  /// across files.
  std::vector<candidate> now;
  /// Of the old side: what nothing in this file's new side matches.
  std::vector<candidate> gone;
  /// By the index of the rule in `all_entries()`.
  std::vector<rule_counts> counts;
  flow::coverage coverage;
  /// By the index of the rule in `all_rule_infos()`: it is on for this file, and its findings are
  /// shown.
  std::vector<bool> speaking_rules;
  std::vector<positive> positives;
  /// The first sentence of the module's docstring, and the changed functions and classes.
  std::string docstring_sentence;
  std::vector<std::string> changed_symbols;
};

/// All modules of the sides of a change; null and none where files are looked at alone.
struct projects_of_sides {
  flow::project *now = nullptr;
  std::vector<flow::project *> before = {};
};

/// Reads the versions of one file, analyses each under the same rules as a part of its side's
/// project, and compares them.
[[nodiscard]] auto review_file(file_change const &file, blob_reader &reader, settings const &in,
                               projects_of_sides const &projects) -> file_review;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/file_review.impl.hpp>
#endif
