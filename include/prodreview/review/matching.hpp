// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>
#include <prodreview/review/inspect.hpp>
#include <prodreview/review/line_map.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace prodreview {

/// What makes two findings the same finding. No line number is part of it.
struct finding_key {
  rule_info const *rule = nullptr;
  std::string symbol;
  /// The statement without blanks and comments.
  std::string anchor;
  /// The problem with every number replaced, so that "58 statements" equals "60 statements".
  std::string message;
  bool is_about_symbol = false;
  bool is_suppressed = false;
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 1;
};

[[nodiscard]] auto key_of(observation const &seen, bool is_suppressed) -> finding_key;

/// Marks a finding that no finding of the other side equals.
inline constexpr std::uint32_t unmatched = 0xFFFFFFFF;

/// Matches the findings of two versions of one file as multisets, strongest evidence first
/// (DESIGN.md "Introduced"): the same line unmoved; the same symbol and statement; for a finding
/// about a symbol, the symbol; the same symbol within one hunk (the statement was edited); the same
/// statement anywhere in the file. The result holds, for each new finding, the index of the old one
/// or `unmatched`; each old one is used once.
[[nodiscard]] auto match(std::span<finding_key const> old_findings,
                         std::span<finding_key const> new_findings, line_map const &lines)
    -> std::vector<std::uint32_t>;

/// Matches what is left over across files: the same rule, statement and message (moved code).
[[nodiscard]] auto match_moved(std::span<finding_key const *const> old_findings,
                               std::span<finding_key const *const> new_findings)
    -> std::vector<std::uint32_t>;

/// Whether a change touches these new lines: one of them was added, or something was deleted
/// between them.
[[nodiscard]] auto is_touched(line_map const &lines, std::uint32_t first_line,
                              std::uint32_t last_line) -> bool;

/// The hunk nearest to a new line among those that begin within `first` to `last`, else among all;
/// the earlier one where two are as near. Null without hunks.
[[nodiscard]] auto nearest_hunk(line_map const &lines, std::uint32_t new_line, std::uint32_t first,
                                std::uint32_t last) -> line_hunk const *;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/matching.impl.hpp>
#endif
