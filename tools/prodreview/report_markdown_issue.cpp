// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"
#include "report_markdown_sections.hpp"
#include "report_words.hpp"

#include <algorithm>

namespace prodreview {
namespace {

using escape::markdown;
using escape::markdown_code;

constexpr std::size_t most_code_lines = 6;
constexpr std::size_t longest_code_line = 160;

[[nodiscard]] auto paragraph(std::string_view label, std::string const &text) -> std::string {
  if (text.empty()) return {};
  return "\n**" + std::string{label} + "**: " + text + "\n";
}

[[nodiscard]] auto place(finding const &of) -> std::string {
  auto text = markdown_code(words::line_place(of.where));
  return of.symbol.empty() ? text : text + " in " + markdown_code(of.symbol);
}

/// Cut at the end of a character: what stands there is shown, not run.
void append_line(std::string &to, std::string_view line) {
  if (line.size() <= longest_code_line) return (void)to.append(line).append("\n");
  auto end = longest_code_line;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  to.append(line.substr(0, end)).append(" …\n");
}

void append_code(std::string &to, std::string_view code) {
  for (std::size_t i = 0; i < most_code_lines && !code.empty(); ++i) {
    auto const line = code.substr(0, code.find('\n'));
    append_line(to, line);
    code.remove_prefix(std::min(line.size() + 1, code.size()));
  }
}

/// The code as it is, where there is no remedy in code that shows it.
[[nodiscard]] auto excerpt(finding const &of) -> std::string {
  if (!of.fix.after.empty() || of.excerpt.empty()) return {};
  std::string code;
  for (std::size_t i = 0; i < std::min(of.excerpt.size(), most_code_lines); ++i)
    append_line(code, of.excerpt[i]);
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

[[nodiscard]] auto known(finding const &of) -> std::string {
  std::string text;
  for (auto const &fact : of.evidence)
    text += (text.empty() ? "" : "; ") + markdown(fact.text) + " (" +
            markdown_code(words::place_near(fact.where, of.where)) + ")";
  if (of.cause)
    text += (text.empty() ? "" : "; ") + std::string{"the change at "} +
            markdown_code(words::place_near(*of.cause, of.where)) + " is the cause";
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
