// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>
#include <prodreview/review/inspect.hpp>
#include <prodreview/review/matching.hpp>
#include <prodreview/review/settings.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// Versions with the same text have one unit.
using shared_unit = std::shared_ptr<tree::unit const>;

/// One version of a file with what the rules and its suppressions say of it.
struct version {
  shared_unit unit;
  /// What is shown at all under the settings.
  std::vector<observation> observations;
  /// One per observation.
  std::vector<finding_key> keys;
  /// One per observation: the reason of the suppression that covers it.
  std::vector<std::optional<std::string>> reasons;
  /// By the index of the rule in `all_entries()`.
  std::vector<rule_counts> counts;
  flow::coverage coverage;
};

/// Where a version of a file stands: its side's project (null: it is looked at alone), and its path
/// there.
struct place_in_project {
  flow::project *project = nullptr;
  std::string path = {};
};

/// Runs the rules over a unit and looks up its suppressions.
[[nodiscard]] auto analyse(shared_unit unit, place_in_project const &place,
                           std::span<active_rule const> rules, settings const &in,
                           line_filter const &counted) -> version;

/// A finding with what is needed to compare it with others.
struct candidate {
  finding shown;
  finding_key key;
};

/// The finding of one observation, complete but for its state, cause and fingerprint. `path` is
/// what reports print.
[[nodiscard]] auto describe(version const &of, std::size_t index, std::string_view path,
                            std::span<active_rule const> rules) -> candidate;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/version.impl.hpp>
#endif
