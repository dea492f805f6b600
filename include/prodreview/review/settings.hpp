// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// What a configuration says of one rule. `off` wins over everything.
enum class level : std::uint8_t { critical, high, medium, low, off };
inline constexpr std::array<std::string_view, 5> level_names{"critical", "high", "medium", "low",
                                                             "off"};
/// From which severity on a finding makes the exit status 1.
enum class threshold : std::uint8_t { critical, high, medium, low, never };
inline constexpr std::array<std::string_view, 5> threshold_names{"critical", "high", "medium",
                                                                 "low", "never"};

template <class Value> using by_name = std::map<std::string, Value, std::less<>>;

/// A document of the project that explains its conventions; cited in the findings it covers.
struct reference_document {
  std::vector<std::string> paths;
  std::string document;
  by_name<std::string> contracts;
};

/// Other settings for some paths. The later of two that match wins.
struct path_override {
  std::vector<std::string> paths;
  by_name<level> rules;
  std::optional<threshold> fail_on;
  by_name<std::int64_t> scale;
};

/// How C++ and CUDA sources are compiled, where no compilation database says it.
struct cpp_settings {
  std::string standard = "c++17";
  /// Folders relative to the root.
  std::vector<std::string> include;
  by_name<std::string> define;
  /// A file relative to the root; empty where there is none.
  std::string compile_commands;
};

/// The configuration of a review, complete and checked: plain data. What each option means is said
/// once, in `tools/prodreview/option_table.cpp`.
struct settings {
  /// `default`, `strict` or `research`: the shipped profile that everything else builds on.
  std::string profile = "default";
  by_name<level> rules;
  threshold fail_on = threshold::high;
  /// Globs over paths relative to the root. No `include` means everything.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<path_override> overrides;
  by_name<std::int64_t> scale;
  by_name<std::vector<std::string>> aliases;
  std::int64_t budget = 0;
  std::string dtype = "float32";
  /// Version ranges as written (`>=2.1,<2.8`), or `any`.
  std::string python = "any";
  std::string torch = "any";
  by_name<std::string> contracts;
  std::vector<reference_document> references;
  cpp_settings cpp;
  /// Show likely findings at Medium and below (profile `strict`).
  bool show_likely = false;

  // From the command line.
  std::vector<area> focus;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  severity min_severity = severity::low;
  bool report_all = false;
  /// Look for what is said beside the findings, which not every report shows: positive
  /// observations and the purpose of the change.
  bool look_for_merits = true;
};

/// The level of a rule for one path: its own severity unless the configuration says otherwise, the
/// later of several overrides last. `ignore` switches off, `select` switches everything else off
/// but `syntax-error`, and lifts a general `off`.
[[nodiscard]] auto level_of(settings const &in, std::string_view rule, severity own,
                            std::string_view path) -> level;
[[nodiscard]] auto fail_on_of(settings const &in, std::string_view path) -> threshold;
/// The sizes of the named dimensions for one path.
[[nodiscard]] auto scale_of(settings const &in, std::string_view path) -> by_name<std::int64_t>;
/// Whether `include` and `exclude` let the path in.
[[nodiscard]] auto is_included(settings const &in, std::string_view path) -> bool;
/// Whether a finding of this severity makes the exit status 1.
[[nodiscard]] constexpr auto reaches(severity found, threshold from) -> bool {
  return from != threshold::never &&
         static_cast<std::uint8_t>(found) <= static_cast<std::uint8_t>(from);
}

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/settings.impl.hpp>
#endif
