// SPDX-License-Identifier: Apache-2.0
#include "verb_explain.hpp"

#include "escape.hpp"
#include "problem.hpp"
#include "text_layout.hpp"
#include <prodreview/review/checklist.hpp>
#include <prodreview/text/nearest.hpp>

#include <vector>

namespace prodreview {
namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t label_columns = 13;

void append_labelled(std::string &to, std::string_view label, std::string_view what) {
  if (what.empty()) return;
  auto const lines = wrap(what, columns - label_columns);
  to.append(label).append(label_columns - label.size(), ' ');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) to.append(label_columns, ' ');
    to.append(lines[i]).append("\n");
  }
}

void append_example(std::string &to, std::string_view heading, std::string_view code) {
  if (code.empty()) return;
  to.append("\n").append(heading).append("\n\n");
  while (!code.empty()) {
    auto const line = code.substr(0, code.find('\n'));
    if (!line.empty()) to.append("    ").append(line);
    to.append("\n");
    code.remove_prefix(std::min(line.size() + 1, code.size()));
  }
}

/// `C3: Are mathematical operations …?`
[[nodiscard]] auto checklist_line(std::string_view item) -> std::string {
  auto const *const bullet = find_item(item);
  return bullet == nullptr ? std::string{item}
                           : std::string{item} + ": " + std::string{bullet->text};
}

[[nodiscard]] auto text_of(rule_info const &rule) -> std::string {
  auto text = std::string{rule.name} + ": " + std::string{rule.title} + "\n\n";
  append_labelled(text, "severity", to_string(rule.severity));
  append_labelled(text, "area", to_string(rule.area));
  append_labelled(text, "checklist", checklist_line(rule.item));
  text.push_back('\n');
  append_labelled(text, "problem", rule.problem);
  append_labelled(text, "impact", rule.impact);
  append_labelled(text, "fix", rule.fix);
  append_labelled(text, "silent when", rule.silent);
  append_example(text, "Reported, on the lines marked with # !:", rule.bad);
  append_example(text, "Not reported:", rule.good);
  return text;
}

[[nodiscard]] auto unknown_rule(std::string_view name, std::span<rule_info const *const> rules)
    -> std::string {
  std::vector<std::string_view> known;
  for (auto const *rule : rules) known.push_back(rule->name);
  auto const meant = nearest(known, name);
  return to_text({"There is no rule `" + escape::one_line(name) + "`.",
                  meant.empty() ? "`prodreview rules` lists the rules."
                                : "did you mean `" + std::string{meant} + "`?"});
}

} // namespace

auto explain_rule(std::string_view name, std::span<rule_info const *const> rules) -> verb_output {
  for (auto const *rule : rules)
    if (rule->name == name) return {0, text_of(*rule), {}};
  return {2, {}, unknown_rule(name, rules)};
}

} // namespace prodreview
