// SPDX-License-Identifier: Apache-2.0
// The only place that knows CLI11: it takes 7 seconds to compile.
#include "command_line_tokens.hpp"

#include "command_line_options.hpp"
#include "configuration_problem.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace prodreview {

namespace {

using words = std::vector<std::string>;

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

  [[nodiscard]] auto read(std::span<char const *const> arguments) -> command_tokens {
    command_tokens result;
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

  void parse(words arguments, command_tokens &into) {
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

} // namespace

auto read_tokens(std::span<char const *const> arguments) -> command_tokens {
  return tokeniser{}.read(arguments);
}

} // namespace prodreview
