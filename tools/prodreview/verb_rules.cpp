// SPDX-License-Identifier: Apache-2.0
#include "verb_rules.hpp"

#include "escape.hpp"
#include "report_words.hpp"
#include <prodreview/text/display_width.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace prodreview {
namespace {

using row = std::array<std::string_view, 5>;

constexpr row headings{"rule", "severity", "area", "item", "title"};

[[nodiscard]] auto row_of(rule_info const &rule) -> row {
  return {rule.name, to_string(rule.severity), to_string(rule.area), rule.item, rule.title};
}

[[nodiscard]] auto widths_of(std::span<rule_info const *const> rules)
    -> std::array<std::size_t, headings.size()> {
  std::array<std::size_t, headings.size()> widths{};
  auto const widen = [&](row const &cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], display::width(cells[i]));
  };
  widen(headings);
  for (auto const *rule : rules) widen(row_of(*rule));
  return widths;
}

[[nodiscard]] auto as_text(std::span<rule_info const *const> rules) -> std::string {
  auto const widths = widths_of(rules);
  std::string text;
  auto const append = [&](row const &cells) {
    for (std::size_t i = 0; i + 1 < cells.size(); ++i)
      text.append(cells[i]).append(widths[i] - display::width(cells[i]) + 2, ' ');
    text.append(cells.back()).append("\n");
  };
  append(headings);
  for (auto const *rule : rules) append(row_of(*rule));
  return text + "\n" + words::count(rules.size(), "rule") +
         "; `prodreview explain RULE` tells more\n";
}

[[nodiscard]] auto as_markdown(std::span<rule_info const *const> rules) -> std::string {
  std::string text = "| rule | severity | area | item | title |\n|---|---|---|---|---|\n";
  for (auto const *rule : rules) {
    auto const cells = row_of(*rule);
    text += "| " + escape::markdown_code(cells.front());
    for (auto const cell : std::span{cells}.subspan(1)) text += " | " + escape::markdown(cell);
    text += " |\n";
  }
  return text;
}

[[nodiscard]] auto as_json(std::span<rule_info const *const> rules) -> std::string {
  auto all = nlohmann::ordered_json::array();
  for (auto const *rule : rules)
    all.push_back({{"name", rule->name},
                   {"severity", to_string(rule->severity)},
                   {"topic", to_string(rule->topic)},
                   {"area", to_string(rule->area)},
                   {"item", rule->item},
                   {"title", rule->title},
                   {"problem", rule->problem},
                   {"impact", rule->impact},
                   {"fix", rule->fix},
                   {"silent", rule->silent},
                   {"bad", rule->bad},
                   {"good", rule->good}});
  return all.dump(2) + "\n";
}

} // namespace

auto list_rules(std::span<rule_info const *const> rules, report_format format) -> verb_output {
  switch (format) {
  case report_format::json: return {0, as_json(rules), {}};
  case report_format::markdown: return {0, as_markdown(rules), {}};
  case report_format::full:
  case report_format::concise: break;
  }
  return {0, as_text(rules), {}};
}

} // namespace prodreview
