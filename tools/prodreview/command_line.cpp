// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"

#include "command_line_options.hpp"
#include "command_line_tokens.hpp"
#include "command_line_verbs.hpp"
#include "configuration_problem.hpp"
#include <prodreview/text/nearest.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace prodreview {

namespace {

using words = std::vector<std::string>;

/// Makes a command of the tokens.
class interpreter {
public:
  interpreter(command_tokens &&from, command_line_facts const &facts)
      : tokens_{std::move(from)}, facts_{facts} {}

  [[nodiscard]] auto run() -> command_line {
    result_.problems = std::move(tokens_.problems);
    read_verb();
    auto const asked = value().verb;
    read_options(asked);
    if (value().verb == verb::help && asked != verb::help)
      result_.problems.clear();
    else if (value().verb == asked)
      read_operands();
    check_formats();
    return std::move(result_);
  }

private:
  [[nodiscard]] auto value() -> command & { return result_.value; }

  void report(std::string sentence, std::string help) {
    result_.problems.push_back({std::move(sentence), std::move(help)});
  }

  /// Takes the verb away from the operands.
  void read_verb() {
    auto &operands = tokens_.operands;
    if (operands.empty()) return;
    auto const &word = operands.front();
    auto const &later = later_verbs();
    if (std::find(later.begin(), later.end(), word) != later.end())
      return report(in_ticks(word) + " is not available in this version.",
                    "to review a revision of that name: `prodreview review " + word + "`.");
    if (word == "config") return read_config_verb();
    if (auto const *row = find_verb(word)) {
      value().verb = row->verb;
      operands.erase(operands.begin());
    }
  }

  void read_config_verb() {
    constexpr std::array<std::string_view, 4> known{"show", "check", "schema", "init"};
    auto &operands = tokens_.operands;
    auto const word = operands.size() > 1 ? operands[1] : std::string{};
    operands.erase(operands.begin(), operands.begin() + (operands.size() > 1 ? 2 : 1));
    value().verb = verb::config_show;
    if (auto const *row = find_verb("config " + word))
      value().verb = row->verb;
    else if (word.empty())
      report("`config` needs a word more.", "one of: config show, check, schema, init.");
    else
      report("There is no verb `config " + word + "`.",
             suggestion(known, word, "one of: config show, check, schema, init."));
  }

  void read_options(verb asked) {
    auto const rows = option_rows();
    auto const sink = option_sink{value(), facts_, result_.problems};
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (tokens_.values[i].empty()) continue;
      auto const name = in_ticks(rows[i].name());
      if (!rows[i].is_available())
        report(name + " is not available in this version.", "`prodreview -h` lists the options.");
      else if ((rows[i].verbs & set_of(asked)) == 0)
        report(name + " is not an option of `prodreview " + std::string{row_of(asked).name} + "`.",
               "`prodreview help " + std::string{row_of(asked).name} + "` lists its options.");
      else
        for (auto const &each : tokens_.values[i]) rows[i].store(sink, each);
    }
  }

  void read_operands() {
    auto const &row = row_of(value().verb);
    if (value().verb == verb::review) {
      value().words = std::move(tokens_.operands);
      value().paths = std::move(tokens_.paths);
      value().has_separator = tokens_.has_separator;
      return;
    }
    auto operands = std::move(tokens_.operands);
    operands.insert(operands.end(), tokens_.paths.begin(), tokens_.paths.end());
    if (operands.size() < row.least || operands.size() > row.most) return wrong_number(row);
    if (value().verb == verb::check)
      for (auto const &word : operands) add_target(word);
    else if (value().verb == verb::help)
      add_help_subject(operands);
    else if (!operands.empty())
      value().subject = operands.front();
  }

  void wrong_number(verb_row const &row) {
    auto const usage = std::string{row.name} + (row.operands.empty() ? "" : " ");
    report("`prodreview " + std::string{row.name} + "` takes " +
               (row.most == 0    ? "no words"
                : row.least == 0 ? "one word at most"
                : row.most == 1  ? "one word"
                                 : "at least one word") +
               '.',
           "write `prodreview " + usage + std::string{row.operands} + "`.");
  }

  void add_target(std::string const &word) {
    auto const colons = word.rfind("::");
    auto target = check_target{word.substr(0, colons), {}};
    if (colons != word.npos) target.symbol = word.substr(colons + 2);
    if (target.path.empty() || (colons != word.npos && target.symbol.empty()))
      report(in_ticks(word) + " names no " + (target.path.empty() ? "file." : "symbol."),
             "write `PATH` or `PATH::SYMBOL`, as in `src/model.py::Layer.forward`.");
    value().targets.push_back(std::move(target));
  }

  void add_help_subject(words const &operands) {
    auto &subject = value().subject;
    for (auto const &word : operands) (subject += subject.empty() ? "" : " ") += word;
    if (!subject.empty() && subject != "config" && find_verb(subject) == nullptr)
      report("There is no verb " + in_ticks(subject) + '.',
             suggestion(verb_words(), subject, "`prodreview -h` lists the verbs."));
  }

  void check_formats() {
    if (value().formats.empty() && !facts_.format_from_environment.empty())
      store_format({value(), facts_, result_.problems}, facts_.format_from_environment,
                   "PRODREVIEW_FORMAT");
    std::set<std::string> files;
    for (auto const &each : value().formats)
      if (!files.insert(each.file).second)
        report(each.file.empty()
                   ? "Two reports would both be printed."
                   : "Two reports would both be written to " + in_ticks(each.file) + '.',
               "give each its own file: `--format json:report.json`.");
  }

  command_tokens tokens_;
  command_line_facts const &facts_;
  command_line result_;
};

} // namespace

auto parse_command_line(std::span<char const *const> arguments, command_line_facts const &facts)
    -> command_line {
  return interpreter{read_tokens(arguments), facts}.run();
}

auto command_line::problem_text() const -> std::string {
  std::string text;
  for (auto const &one : problems) text += to_text(one);
  return text;
}

auto verb_suggestion(std::string_view word) -> std::string {
  auto const meant = nearest(verb_words(), word);
  return meant.empty() ? "" : "did you mean the verb `" + std::string{meant} + "`?";
}

void apply(command const &from, settings &to) {
  to.focus = from.focus;
  to.select = from.select;
  to.ignore = from.ignore;
  to.min_severity = from.min_severity;
  to.report_all = from.report_all;
}

} // namespace prodreview
