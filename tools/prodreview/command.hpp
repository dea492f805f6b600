// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/finding.hpp>
#include <prodreview/review/settings.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prodreview {

/// What the program is asked to do.
enum class verb : std::uint8_t {
  review,
  check,
  explain,
  rules,
  values,
  tree,
  config_show,
  config_check,
  config_schema,
  config_init,
  version,
  help
};

/// Which versions a review compares; `revision` leaves it to the words.
enum class review_mode : std::uint8_t { revision, staged, worktree, all, hook };

enum class report_format : std::uint8_t { full, concise, markdown, json };
inline constexpr std::array<std::string_view, 4> report_format_names{"full", "concise", "markdown",
                                                                     "json"};

enum class color_choice : std::uint8_t { automatic, always, never };

/// One report to write; to the standard output where no file is named.
struct report_request {
  report_format format = report_format::full;
  std::string file;

  friend auto operator==(report_request const &, report_request const &) -> bool = default;
};

/// A file or folder, and a symbol within it where one is named: `path::Class.method`.
struct check_target {
  std::string path;
  std::string symbol;

  friend auto operator==(check_target const &, check_target const &) -> bool = default;
};

/// A command line, read and checked: plain data.
struct command {
  prodreview::verb verb = verb::review;

  /// `review`: what stands before `--` (a revision, paths) and after it.
  review_mode mode = review_mode::revision;
  std::vector<std::string> words;
  std::vector<std::string> paths;
  bool has_separator = false;
  /// `check`.
  std::vector<check_target> targets;
  /// The rule of `explain`, the file of `tree` and `values`, the path of `config show`, the verb of
  /// `help`; empty where none is named.
  std::string subject;
  /// `help` with examples.
  bool long_help = false;

  /// None means what fits: `full` on a terminal, `markdown` elsewhere.
  std::vector<report_request> formats;
  std::optional<threshold> fail_on;
  severity min_severity = severity::low;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<area> focus;
  bool report_all = false;

  /// The values of `--config`; `--fail-on` stands among them as `fail-on=…`.
  std::vector<std::string> config;
  bool isolated = false;
  /// Read and write no facts of earlier runs.
  bool no_cache = false;

  /// As if started there; empty for here. Several `-C` build on each other, as git's do.
  std::string directory;
  color_choice color = color_choice::automatic;
  /// How many threads; 0 leaves it to the tool.
  unsigned jobs = 0;
  bool statistics = false;
  bool timings = false;
};

/// What the command line adds to a configuration.
void apply(command const &from, settings &to);

} // namespace prodreview
