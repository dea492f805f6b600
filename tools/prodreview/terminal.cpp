// SPDX-License-Identifier: Apache-2.0
#include "terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace prodreview {
namespace {

constexpr std::size_t narrowest = 40;
constexpr std::size_t widest = 400;
constexpr std::size_t usual = 80;

[[nodiscard]] auto variable(char const *name) -> std::string {
  auto const *const value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

[[nodiscard]] auto columns_of_terminal() -> std::optional<std::size_t> {
  if (::isatty(STDOUT_FILENO) == 0) return std::nullopt;
  winsize size{};
  auto const is_known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : usual;
}

/// 0 for what is no positive number.
[[nodiscard]] auto number_in(std::string_view text) -> std::size_t {
  std::size_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

[[nodiscard]] auto has_color(surroundings const &around, color_choice color) -> bool {
  if (color != color_choice::automatic) return color == color_choice::always;
  if (!around.force_color.empty() && around.force_color != "0") return true;
  if (!around.no_color.empty()) return false;
  return around.terminal_columns.has_value() && around.term != "dumb";
}

[[nodiscard]] auto columns_in(surroundings const &around) -> std::size_t {
  auto const asked = number_in(around.columns);
  return std::clamp(asked > 0 ? asked : around.terminal_columns.value_or(usual), narrowest, widest);
}

/// The runners that are known to read the log of a step for commands.
[[nodiscard]] auto reads_commands(surroundings const &around) -> bool {
  return around.github_actions == "true" || !around.azure_pipelines.empty() ||
         !around.teamcity.empty();
}

} // namespace

auto surroundings_of_process() -> surroundings {
  return {.force_color = variable("FORCE_COLOR"),
          .no_color = variable("NO_COLOR"),
          .term = variable("TERM"),
          .columns = variable("COLUMNS"),
          .github_actions = variable("GITHUB_ACTIONS"),
          .azure_pipelines = variable("TF_BUILD"),
          .teamcity = variable("TEAMCITY_VERSION"),
          .pre_commit = variable("PRE_COMMIT"),
          .terminal_columns = columns_of_terminal()};
}

auto terminal_in(surroundings const &around, color_choice color) -> terminal {
  return {columns_in(around), has_color(around, color), reads_commands(around)};
}

auto terminal_of_output(color_choice color) -> terminal {
  return terminal_in(surroundings_of_process(), color);
}

auto default_format_in(surroundings const &around) -> report_format {
  return around.pre_commit == "1" ? report_format::concise : report_format::full;
}

} // namespace prodreview
