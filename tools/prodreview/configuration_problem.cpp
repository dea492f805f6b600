// SPDX-License-Identifier: Apache-2.0
#include "configuration_problem.hpp"

#include <prodreview/text/display_width.hpp>
#include <prodreview/text/excerpt.hpp>
#include <prodreview/text/nearest.hpp>

#include <algorithm>

namespace prodreview {

namespace {

constexpr std::size_t widest_excerpt = 100;

/// More would bury the first ones; what is left out is counted.
constexpr std::size_t most_shown = 100;

/// The excerpt with its gutter: `  12 │ line` and the carets.
[[nodiscard]] auto shown_lines(written_at where, configuration_source const &in) -> std::string {
  auto const [start, end] = in.text.positions_of(where.range);
  auto const number = start.line;
  auto const line = in.text.line(number);
  if (line.empty()) return {};
  auto const last = end.line == number ? end.column : static_cast<std::uint32_t>(line.size() + 1);
  auto const [text, carets] = display::draw_line(line, {start.column, last}, widest_excerpt);
  auto const label = in.has_lines ? std::to_string(number) : std::string{};
  auto const gutter = std::string(label.size() < 4 ? 4 - label.size() : 0, ' ') + label;
  return gutter + " │ " + text + '\n' + std::string(gutter.size(), ' ') + " │ " + carets + '\n';
}

[[nodiscard]] auto place(written_at where, configuration_source const &in) -> std::string {
  auto text = display::visible(in.name);
  if (!in.has_lines) return text;
  auto const at = in.text.position_of(where.range.begin);
  return text + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

[[nodiscard]] auto listed(std::span<std::string_view const> names) -> std::string {
  std::string text;
  for (auto const name : names) (text += text.empty() ? "" : ", ") += name;
  return text;
}

} // namespace

auto to_text(configuration_problem const &problem, std::span<configuration_source const> sources)
    -> std::string {
  auto const &in = sources[problem.where.source];
  auto text = place(problem.where, in) + ": " + problem.sentence + '\n';
  text += shown_lines(problem.where, in);
  if (!problem.help.empty()) text += "  help: " + problem.help + '\n';
  return text;
}

auto to_text(configuration_problems problems, std::span<configuration_source const> sources)
    -> std::string {
  std::stable_sort(problems.begin(), problems.end(), [](auto const &a, auto const &b) {
    return std::pair{a.where.source, a.where.range.begin} <
           std::pair{b.where.source, b.where.range.begin};
  });
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), most_shown); ++i)
    text += to_text(problems[i], sources);
  if (problems.size() > 1) text += std::to_string(problems.size()) + " problems";
  if (problems.size() > most_shown) text += ", of which these are the first";
  return text + (problems.size() > 1 ? ".\n" : "");
}

auto origin_name(written_at where, std::span<configuration_source const> sources) -> std::string {
  auto const &in = sources[where.source];
  auto const is_file = in.has_lines && !in.is_shipped;
  auto const line = is_file ? ':' + std::to_string(in.text.lines().line_of(where.range.begin)) : "";
  return display::visible(in.name) + line;
}

auto in_ticks(std::string_view text) -> std::string {
  constexpr std::size_t longest = 60;
  auto shown = display::visible(text.substr(0, longest));
  std::replace(shown.begin(), shown.end(), '`', '\'');
  return '`' + shown + (text.size() > longest ? "…`" : "`");
}

auto suggestion(std::span<std::string_view const> known, std::string_view written,
                std::string_view otherwise) -> std::string {
  if (auto const meant = nearest(known, written); !meant.empty())
    return "did you mean `" + std::string{meant} + "`?";
  if (!otherwise.empty()) return std::string{otherwise};
  return known.empty() ? std::string{} : "known: " + listed(known) + '.';
}

} // namespace prodreview
