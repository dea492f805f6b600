// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"
#include "report_markdown_sections.hpp"
#include "report_words.hpp"
#include <prodreview/text/display_width.hpp>
#include <prodreview/text/excerpt.hpp>

#include <algorithm>

namespace prodreview {
namespace {

using escape::markdown;
using escape::markdown_code;

constexpr std::size_t most_code_lines = 6;
constexpr std::size_t widest_code_line = 160;

[[nodiscard]] auto paragraph(std::string_view label, std::string const &text) -> std::string {
  if (text.empty()) return {};
  return "\n**" + std::string{label} + "**: " + text + "\n";
}

[[nodiscard]] auto place(finding const &of) -> std::string {
  auto text = markdown_code(words::line_place(of.where));
  return of.symbol.empty() ? text : text + " in " + markdown_code(of.symbol);
}

[[nodiscard]] auto is_long(std::string_view line) -> bool {
  return display::width(line) > widest_code_line;
}

void append_line(std::string &to, std::string_view line) {
  to.append(is_long(line) ? display::draw_line(line, widest_code_line) : std::string{line});
  to.push_back('\n');
}

void append_code(std::string &to, std::string_view code) {
  for (std::size_t i = 0; i < most_code_lines && !code.empty(); ++i) {
    auto const line = code.substr(0, code.find('\n'));
    append_line(to, line);
    code.remove_prefix(std::min(line.size() + 1, code.size()));
  }
}

/// A line that is too long shows the part that is meant.
[[nodiscard]] auto excerpt_line(finding const &of, std::size_t index) -> std::string {
  auto const &line = of.excerpt[index];
  auto const &range = of.where.range;
  auto const is_meant = of.excerpt_first_line + index == range.start.line;
  if (!is_meant || !is_long(line)) return line;
  return display::draw_line(line, {range.start.column, range.end.column}, widest_code_line).text;
}

/// The code as it is, where there is no remedy in code that shows it.
[[nodiscard]] auto excerpt(finding const &of) -> std::string {
  if (!of.fix.after.empty() || of.excerpt.empty()) return {};
  std::string code;
  for (std::size_t i = 0; i < std::min(of.excerpt.size(), most_code_lines); ++i)
    append_line(code, excerpt_line(of, i));
  return "\n" + escape::markdown_fence(code);
}

[[nodiscard]] auto before_and_after(remedy const &fix) -> std::string {
  if (fix.after.empty()) return {};
  std::string code;
  if (!fix.before.empty()) {
    code = "# Before\n";
    append_code(code, fix.before);
    code += "\n";
  }
  code += "# After\n";
  append_code(code, fix.after);
  return "\n" + escape::markdown_fence(code);
}

/// Where something is, seen from the finding: a path is code, `line 16` is prose.
[[nodiscard]] auto near(location const &where, finding const &of) -> std::string {
  auto const text = words::place_near(where, of.where);
  return where.path == of.where.path ? text : markdown_code(text);
}

[[nodiscard]] auto known(finding const &of) -> std::string {
  std::string text;
  for (auto const &fact : of.evidence)
    text += (text.empty() ? "" : "; ") + markdown(fact.text) + " (" + near(fact.where, of) + ")";
  if (of.cause)
    text += (text.empty() ? "" : "; ") + std::string{"the change at "} + near(*of.cause, of) +
            " is the cause";
  return text;
}

[[nodiscard]] auto rule(finding const &of) -> std::string {
  auto text = markdown_code(of.rule) + ", " + markdown(words::standing(of));
  if (!of.item.empty() && of.item != "names") text += ", checklist " + markdown(of.item);
  for (auto const &other : of.also) text += ", also " + markdown_code(other);
  return text;
}

} // namespace

auto markdown_issue(finding const &of) -> std::string {
  auto const fix = markdown(of.fix.text);
  auto const code = before_and_after(of.fix);
  return "### " + markdown(of.title) + "\n" + paragraph("Location", place(of)) + excerpt(of) +
         paragraph("Problem", markdown(of.problem)) + paragraph("Known", known(of)) +
         paragraph("Impact", markdown(of.impact)) +
         paragraph("Fix", fix.empty() && !code.empty() ? "see the code." : fix) + code +
         paragraph("Rule", rule(of));
}

auto markdown_bullet(finding const &of) -> std::string {
  auto text = "- **" + markdown(of.title) + "** " + place(of) + ": " + markdown(of.problem);
  if (!of.fix.text.empty()) text += " " + markdown(of.fix.text);
  return text + " (" + rule(of) + ")\n";
}

} // namespace prodreview
