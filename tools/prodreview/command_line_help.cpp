// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"
#include "command_line_options.hpp"
#include "command_line_verbs.hpp"

#include <array>

namespace prodreview {

namespace {

constexpr std::array<std::string_view, 5> group_titles{"What to review", "The report", "The rules",
                                                       "The configuration", "Everything else"};
constexpr std::size_t brief_column = 32;

constexpr std::string_view usage =
    "git prodreview [REV | A..B | A...B | REV^!] [OPTIONS] [-- PATH...]\n"
    "prodreview VERB [OPTIONS]\n"
    "\n"
    "Reviews what a change does to Python and PyTorch code. Without a revision, HEAD\n"
    "is compared with the work tree.\n";

constexpr std::string_view examples = R"(
Examples
  git prodreview HEAD~1                     the last commit and the work tree
  git prodreview origin/main...HEAD         a pull request
  git prodreview v1.2^!                     one commit against its parent
  git prodreview --staged                   what the next commit will hold
  git prodreview HEAD~1 -- src              only below src
  git prodreview main...HEAD --focus memory,gradients
  prodreview check model.py::Layer.backward --focus numerics,gradients
  git prodreview HEAD~1 -f full -f json:review.json

Revisions
  REV       REV, or its merge base with HEAD, against the work tree
  A..B      B against A
  A...B     B against the merge base of both
  REV^!     one commit against its parents

Exit status
  0  nothing that the change brings in is as grave as --fail-on
  1  something is
  2  the review could not be done, or not completely

Environment
  PRODREVIEW_FORMAT   the format where no --format is given
  NO_COLOR            no colours where no --color is given
)";

[[nodiscard]] auto two_columns(std::string const &left, std::string_view right) -> std::string {
  auto line = "  " + left;
  line += line.size() + 2 > brief_column ? "\n" + std::string(brief_column, ' ')
                                         : std::string(brief_column - line.size(), ' ');
  return line + std::string{right} + '\n';
}

/// `-f, --format NAME[:FILE]`, long names of all options in one column.
[[nodiscard]] auto spelling(option_row const &row) -> std::string {
  auto const comma = row.names.find(',');
  auto const indent = row.names.starts_with("--") ? std::string(4, ' ') : std::string{};
  auto text = indent + std::string{row.names.substr(0, comma)};
  if (comma != row.names.npos) text.append(", ").append(row.name());
  if (!row.value.empty()) text.append(" ").append(row.value);
  return text;
}

/// The verbs whose names begin so.
[[nodiscard]] auto verbs_text(std::string_view start) -> std::string {
  std::string text = "\nVerbs\n";
  for (auto const &row : verb_rows()) {
    if (!row.in_help || row.verb == verb::version || !row.name.starts_with(start)) continue;
    auto const operands = row.operands.size() > 20 ? "..." : row.operands;
    text += two_columns(
        std::string{row.name} + (operands.empty() ? "" : " ") + std::string{operands}, row.brief);
  }
  return text;
}

[[nodiscard]] auto is_shown(option_row const &row, option_group group, verb_set verbs, bool is_long)
    -> bool {
  return row.group == group && row.is_available() && (row.verbs & verbs) != 0 &&
         (is_long || row.in_short_help);
}

[[nodiscard]] auto options_text(verb_set verbs, bool is_long) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < group_titles.size(); ++i) {
    std::string rows;
    for (auto const &row : option_rows())
      if (is_shown(row, static_cast<option_group>(i), verbs, is_long))
        rows += two_columns(spelling(row), row.brief);
    if (!rows.empty()) text.append("\n").append(group_titles[i]).append("\n") += rows;
  }
  return text;
}

} // namespace

auto short_help() -> std::string {
  return std::string{usage} + verbs_text({}) + options_text(~verb_set{0}, false);
}

auto long_help() -> std::string {
  return std::string{usage} + verbs_text({}) + options_text(~verb_set{0}, true) +
         std::string{examples};
}

auto verb_help(verb of) -> std::string {
  auto const &row = row_of(of);
  auto text = "prodreview " + std::string{row.name};
  if (!row.operands.empty()) text.append(" ").append(row.operands);
  auto brief = std::string{row.brief};
  brief.front() = static_cast<char>(brief.front() - 'a' + 'A');
  return text + " [OPTIONS]\n\n" + brief + ".\n" + options_text(set_of(of), true);
}

auto help_text(command const &of) -> std::string {
  if (of.subject == "config")
    return "prodreview config VERB [OPTIONS]\n" + verbs_text("config ") +
           options_text(set_of(verb::config_show), true);
  if (auto const *row = find_verb(of.subject); row != nullptr && row->verb != verb::help)
    return verb_help(row->verb);
  return of.long_help ? long_help() : short_help();
}

} // namespace prodreview
