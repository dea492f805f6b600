// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace prodreview {

/// What a text report may do. As made: no colours, 80 columns, which is what a file or a pipe gets.
struct terminal {
  std::size_t columns = 80;
  bool has_color = false;
  /// The output is the log of a workflow runner, which takes some lines for commands.
  bool is_workflow_log = false;
};

/// What decides how a report looks, as the process has it. Empty: not set, or set to nothing.
struct surroundings {
  std::string force_color;
  std::string no_color;
  std::string term;
  std::string columns;
  std::string github_actions;
  std::string azure_pipelines;
  std::string teamcity;
  std::string pre_commit;
  /// The standard output is a terminal of so many columns; none when it is something else.
  std::optional<std::size_t> terminal_columns;
};

[[nodiscard]] auto surroundings_of_process() -> surroundings;

/// `--color`, else `FORCE_COLOR` (not `0`), else `NO_COLOR`, else a terminal that is not `dumb`.
/// `COLUMNS` counts everywhere, the terminal's own width after it.
[[nodiscard]] auto terminal_in(surroundings const &around, color_choice color) -> terminal;

/// The terminal that the standard output is.
[[nodiscard]] auto terminal_of_output(color_choice color) -> terminal;

/// The format of a report when none is asked for: `concise` within pre-commit, which shows the
/// output of every hook in one log; `full` otherwise, without colours where the output is no
/// terminal: a reader of `| less` or of a build log wants to see the code.
[[nodiscard]] auto default_format_in(surroundings const &around) -> report_format;

} // namespace prodreview
