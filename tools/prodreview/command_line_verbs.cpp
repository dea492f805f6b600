// SPDX-License-Identifier: Apache-2.0
#include "command_line_verbs.hpp"

#include <array>
#include <limits>

namespace prodreview {

namespace {

constexpr auto any_number = std::numeric_limits<std::size_t>::max();

constexpr std::array rows{
    verb_row{"review", verb::review, "[REV | A..B | A...B | REV^!] [-- PATH...]",
             "review a change; the same without the word", 0, any_number},
    verb_row{"check", verb::check, "PATH[::SYMBOL]...", "review whole files and folders", 1,
             any_number},
    verb_row{"explain", verb::explain, "RULE", "say what a rule looks for, with an example", 1, 1},
    verb_row{"rules", verb::rules, "", "list the rules", 0, 0},
    verb_row{"values", verb::values, "FILE[::SYMBOL]",
             "print what is known of every value, and why", 1, 1},
    verb_row{"tree", verb::tree, "FILE", "print the syntax tree of a file", 1, 1, false},
    verb_row{"config show", verb::config_show, "[PATH]", "print every option and where it was set",
             0, 1},
    verb_row{"config check", verb::config_check, "", "say what is wrong with the configuration", 0,
             0},
    verb_row{"config schema", verb::config_schema, "", "print the JSON schema", 0, 0},
    verb_row{"config init", verb::config_init, "", "write a commented .prodreview.yaml", 0, 0},
    verb_row{"version", verb::version, "", "print the version", 0, 0},
    verb_row{"help", verb::help, "[VERB]", "print this, or the help of a verb", 0, 2},
};

constexpr std::array<std::string_view, 12> words{"review", "check",  "explain",  "rules",
                                                 "tree",   "config", "version",  "help",
                                                 "values", "scale",  "baseline", "merge"};
constexpr std::array<std::string_view, 3> later{"scale", "baseline", "merge"};

} // namespace

auto verb_rows() -> std::span<verb_row const> { return rows; }
auto verb_words() -> std::span<std::string_view const> { return words; }
auto later_verbs() -> std::span<std::string_view const> { return later; }

auto row_of(verb which) -> verb_row const & {
  for (auto const &row : rows)
    if (row.verb == which) return row;
  return rows.front();
}

auto find_verb(std::string_view name) -> verb_row const * {
  for (auto const &row : rows)
    if (row.name == name) return &row;
  return nullptr;
}

} // namespace prodreview
