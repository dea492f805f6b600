// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/coverage.hpp>
#include <prodreview/review/settings.hpp>
#include <prodreview/rule_table.hpp>
#include <prodreview/tree/unit.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace prodreview {

/// One rule as it applies to one file.
struct active_rule {
  rule_info const *info = nullptr;
  prodreview::severity severity = severity::medium;
  bool is_on = false;
};

/// How every rule of `all_rule_infos()` applies to a path: configuration, `--select`, `--ignore`
/// and `--focus`.
[[nodiscard]] auto active_rules(settings const &in, std::string_view path)
    -> std::vector<active_rule>;

/// One violation in one version of a file, with what is needed to compare versions. Nothing in it
/// points into the unit.
struct observation {
  rule_info const *info = nullptr;
  prodreview::tier tier = tier::proved;
  /// `verdict::milder`.
  std::uint8_t milder = 0;
  text_range range;
  /// The lines of `range`, both included.
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 1;
  /// The qualified name of the innermost function or class, and its lines (the whole file at module
  /// level).
  std::string symbol;
  std::uint32_t symbol_first_line = 1;
  std::uint32_t symbol_last_line = 0xFFFFFFFF;
  /// The statement (a compound one's header) without blanks and comments.
  std::string anchor;
  /// Reported at a function or class itself: it keeps its identity when the text changes.
  bool is_about_symbol = false;
  explanation said;
  std::vector<replacement> edits;
  /// What `edits` change, and the result; whole lines without common indentation.
  std::string before;
  std::string after;
};

/// How often a rule looked and found the code right, could not know, or found something that the
/// settings do not show.
struct rule_counts {
  std::uint64_t holds = 0;
  std::uint64_t unknown = 0;
  std::uint64_t hidden = 0;
};

/// What the rules say of one version of a file.
struct inspection {
  std::vector<observation> observations;
  /// By the index of the rule in `all_entries()`.
  std::vector<rule_counts> counts;
  /// Empty where no rule asked for values.
  flow::coverage coverage;
};

/// Whether a site on these lines is counted for the checklist.
using line_filter = std::function<bool(std::uint32_t first_line, std::uint32_t last_line)>;

/// Runs every rule that is on. A pure function of its arguments.
[[nodiscard]] auto inspect(flow::module_view const &module, std::span<active_rule const> rules,
                           line_filter const &counted) -> inspection;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/inspect.impl.hpp>
#endif
