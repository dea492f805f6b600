// SPDX-License-Identifier: Apache-2.0
// The only place that knows CLI11: it takes 7 seconds to compile.
#include "command_line.hpp"

#include "command_line_options.hpp"
#include "command_line_verbs.hpp"
#include "configuration_problem.hpp"
#include <prodreview/text/nearest.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace prodreview {

namespace {

using words = std::vector<std::string>;

/// The arguments taken apart, nothing of them interpreted.
struct tokens {
  /// For each row of the option table, the values that it was given; empty ones for a switch.
  std::vector<words> values;
  /// Neither options nor their values, in order.
  words operands;
  /// Behind `--`.
  words paths;
  bool has_separator = false;
  std::vector<problem> problems;
};

[[nodiscard]] auto is_option(std::string const &word) -> bool {
  return word.size() > 1 && word.front() == '-';
}

[[nodiscard]] auto known_options() -> std::vector<std::string_view> {
  std::vector<std::string_view> known;
  for (auto const &row : option_rows())
    if (row.is_available() && row.name().starts_with("--")) known.push_back(row.name());
  return known;
}

[[nodiscard]] auto unknown_option(std::string const &word) -> problem {
  auto const name = word.substr(0, word.find('='));
  auto what = "There is no option " + in_ticks(name) + '.';
  if (auto const here = spelt_here(name); !here.empty())
    return {std::move(what), "it is `" + std::string{here} + "` here."};
  auto const known = name.starts_with("--") ? known_options() : std::vector<std::string_view>{};
  return {std::move(what), suggestion(known, name, "`prodreview -h` lists the options.")};
}

/// The switch that the word gives a value to, as in `--staged=yes`; CLI11 would let it pass.
[[nodiscard]] auto switch_with_value(std::string_view word) -> std::string_view {
  auto const name = word.substr(0, word.find('='));
  for (auto const &row : option_rows())
    if (row.is_switch() && row.name() == name && name.size() < word.size()) return name;
  return {};
}

/// A CLI11 parser that hands out values as they are.
class tokeniser {
public:
  tokeniser() {
    app_.set_help_flag();
    app_.allow_extras();
    for (auto const &row : option_rows()) options_.push_back(add(row));
  }

  [[nodiscard]] auto read(std::span<char const *const> arguments) -> tokens {
    tokens result;
    auto const separator = std::find_if(arguments.begin(), arguments.end(), [](char const *word) {
      return std::string_view{word} == "--";
    });
    result.has_separator = separator != arguments.end();
    if (result.has_separator) result.paths.assign(separator + 1, arguments.end());
    auto before = words(arguments.begin(), separator);
    std::erase_if(before, [&](auto const &word) {
      auto const name = switch_with_value(word);
      if (!name.empty())
        result.problems.push_back({in_ticks(name) + " takes no value.", "leave it out."});
      return !name.empty();
    });
    parse(std::move(before), result);
    return result;
  }

private:
  [[nodiscard]] auto add(option_row const &row) -> CLI::Option * {
    auto const names = std::string{row.names};
    if (row.is_switch()) return app_.add_flag(names);
    auto const accept = [](CLI::results_t const &) { return true; };
    return app_.add_option(names, accept)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  void parse(words arguments, tokens &into) {
    std::reverse(arguments.begin(), arguments.end());
    try {
      app_.parse(arguments);
    } catch (CLI::ArgumentMismatch const &error) {
      auto const text = std::string{error.what()};
      into.problems.push_back({in_ticks(text.substr(0, text.find(':'))) + " needs a value.",
                               "`prodreview --help` shows the form of each option."});
    } catch (CLI::ParseError const &error) {
      into.problems.push_back({"The command line is not understood.", error.what()});
    }
    for (auto const *option : options_) into.values.push_back(values_of(*option));
    for (auto const &word : app_.remaining())
      if (is_option(word))
        into.problems.push_back(unknown_option(word));
      else
        into.operands.push_back(word);
  }

  [[nodiscard]] static auto values_of(CLI::Option const &option) -> words {
    if (option.get_expected_min() == 0) return words(option.count());
    return option.results();
  }

  CLI::App app_;
  std::vector<CLI::Option *> options_;
};

/// Makes a command of the tokens.
class interpreter {
public:
  interpreter(tokens &&from, command_line_facts const &facts)
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

  tokens tokens_;
  command_line_facts const &facts_;
  command_line result_;
};

} // namespace

auto parse_command_line(std::span<char const *const> arguments, command_line_facts const &facts)
    -> command_line {
  return interpreter{tokeniser{}.read(arguments), facts}.run();
}

auto command_line::problem_text() const -> std::string {
  std::string text;
  for (auto const &[what, remedy] : problems)
    text += "prodreview: " + what + '\n' + (remedy.empty() ? "" : "  help: " + remedy + '\n');
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
