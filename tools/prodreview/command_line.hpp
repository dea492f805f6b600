// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"
#include "problem.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prodreview {

/// What a command line may name.
struct command_line_facts {
  std::span<std::string_view const> rules;
  /// The areas that some rule belongs to.
  std::span<area const> areas;
  /// PRODREVIEW_FORMAT; empty where it is not set.
  std::string_view format_from_environment;
};

struct command_line {
  command value;
  std::vector<problem> problems;

  /// The problems, ready to print; empty when there are none. Otherwise the exit status is 2.
  [[nodiscard]] auto problem_text() const -> std::string;
};

/// Reads the arguments behind the program's name. A first word that is one of our verbs is the
/// verb; any other command line is a review.
[[nodiscard]] auto parse_command_line(std::span<char const *const> arguments,
                                      command_line_facts const &facts) -> command_line;

/// `did you mean the verb X?` for a word that was taken for a revision but is nearly a verb, else
/// empty.
[[nodiscard]] auto verb_suggestion(std::string_view word) -> std::string;

/// What `-h` prints, and what `--help` does. For one verb: its usage and options.
[[nodiscard]] auto short_help() -> std::string;
[[nodiscard]] auto long_help() -> std::string;
[[nodiscard]] auto verb_help(verb of) -> std::string;
/// The text that a command of the verb `help` asks for.
[[nodiscard]] auto help_text(command const &of) -> std::string;

} // namespace prodreview
