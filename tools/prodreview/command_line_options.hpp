// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.hpp"
#include "command_line.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace prodreview {

/// The headings of the help.
enum class option_group : std::uint8_t { change, report, rules, configuration, general };

/// A set of verbs.
using verb_set = std::uint32_t;

[[nodiscard]] constexpr auto set_of(verb which) -> verb_set {
  return verb_set{1} << static_cast<unsigned>(which);
}

/// Where the value of an option goes.
struct option_sink {
  command &into;
  command_line_facts const &facts;
  std::vector<problem> &problems;
};

/// One option of the command line: all that the parser and the help know of it.
struct option_row {
  /// `-f,--format`.
  std::string_view names;
  /// What the help calls its value; empty for a switch.
  std::string_view value;
  option_group group;
  verb_set verbs;
  std::string_view brief;
  /// Called for each time that it is given; without one, this version does not have the option.
  void (*store)(option_sink const &sink, std::string const &value) = nullptr;
  /// Shown by `-h` as well as by `--help`.
  bool in_short_help = true;

  [[nodiscard]] auto is_switch() const -> bool { return value.empty(); }
  [[nodiscard]] auto is_available() const -> bool { return store != nullptr; }
  /// `--format`, or `-C` where there is no long name.
  [[nodiscard]] auto name() const -> std::string_view;
};

[[nodiscard]] auto option_rows() -> std::span<option_row const>;

/// The option that other programs have under a name that ours does not know, and how it is spelt
/// here; empty when there is none.
[[nodiscard]] auto spelt_here(std::string_view elsewhere) -> std::string_view;

/// Takes `NAME[:FILE]` as a report to write. `named_by` is the option or the variable.
void store_format(option_sink const &sink, std::string_view value, std::string_view named_by);

} // namespace prodreview
