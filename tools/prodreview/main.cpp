// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"
#include "output.hpp"
#include "session.hpp"
#include "verb_explain.hpp"
#include "verb_review.hpp"
#include "verb_rules.hpp"
#include "verb_tree.hpp"
#include "verb_values.hpp"
#include "version.hpp"
#include <prodreview/rule_table.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace prodreview {
namespace {

/// The areas that some rule belongs to, in the order of `area`.
[[nodiscard]] auto areas_with_rules() -> std::vector<area> {
  std::vector<area> all;
  for (auto const *info : all_rule_infos()) all.push_back(info->area);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

[[nodiscard]] auto enter(std::string const &directory) -> bool {
  if (directory.empty() || ::chdir(directory.c_str()) == 0) return true;
  print_problem(
      {"The directory " + quoted(directory) + " cannot be entered: " + std::strerror(errno) + ".",
       "Correct the path after `-C`."});
  return false;
}

[[nodiscard]] auto first_format(command const &asked) -> report_format {
  return asked.formats.empty() ? report_format::full : asked.formats.front().format;
}

[[nodiscard]] auto run(command const &asked) -> int {
  if (!enter(asked.directory)) return 2;
  switch (asked.verb) {
  case verb::review: return run_review(asked);
  case verb::check: return run_check(asked);
  case verb::explain: return print_verb(explain_rule(asked.subject, all_rule_infos()));
  case verb::rules: return print_verb(list_rules(all_rule_infos(), first_format(asked)));
  case verb::values: return print_verb(print_values(asked.subject));
  case verb::tree: return print_verb(print_tree(asked.subject));
  case verb::config_show:
  case verb::config_check:
  case verb::config_schema:
  case verb::config_init: return run_config(asked);
  case verb::version: return print_verb({0, version_text(), {}});
  case verb::help: return print_verb({0, help_text(asked), {}});
  }
  return 2;
}

[[nodiscard]] auto run(std::span<char const *const> arguments) -> int {
  auto const areas = areas_with_rules();
  auto const *const format = std::getenv("PRODREVIEW_FORMAT");
  auto const line =
      parse_command_line(arguments, {rule_names(), areas, format == nullptr ? "" : format});
  if (line.problems.empty()) return run(line.value);
  write_error(line.problem_text());
  return 2;
}

} // namespace
} // namespace prodreview

auto main(int count, char **values) -> int {
  try {
    return prodreview::run(std::span<char const *const>{
        values + (count > 0 ? 1 : 0), static_cast<std::size_t>(count > 0 ? count - 1 : 0)});
  } catch (std::exception const &error) {
    prodreview::print_problem(
        {std::string{"The review broke off: "} + error.what() + ".",
         "This is a defect of prodreview; please report it with the command line."});
    return 2;
  }
}
