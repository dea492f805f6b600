// SPDX-License-Identifier: Apache-2.0
#include "report_concise.hpp"

#include "escape.hpp"
#include "report_words.hpp"
#include "style.hpp"

namespace prodreview {
namespace {

void append_finding(std::string &to, finding const &of, style const &in) {
  to.append(in.quiet(escape::path(words::place(of.where)) + ":")).append(" ");
  to.append(in.grave(of.severity, to_string(of.severity))).append(" ");
  to.append(in.strong(escape::one_line(of.rule) + ":")).append(" ");
  to.append(escape::one_line(of.problem.empty() ? of.title : of.problem)).append("\n");
}

void append_closing(std::string &to, review const &of) {
  auto const parts = words::closing(of);
  for (std::size_t i = 0; i < parts.size(); ++i)
    to.append(i == 0 ? "" : " · ").append(escape::one_line(parts[i]));
  to.append("\n");
}

} // namespace

auto to_concise(review const &of, terminal const &on) -> std::string {
  style const in{on.has_color};
  std::string text;
  for (auto const &one : of.findings) append_finding(text, one, in);
  for (auto const &file : of.skipped)
    if (!file.by_design)
      text.append(escape::path(file.path))
          .append(": not reviewed: ")
          .append(escape::one_line(file.reason))
          .append("\n");
  for (auto const &note : of.notes)
    text.append(in.quiet("note:")).append(" ").append(escape::one_line(note)).append("\n");
  append_closing(text, of);
  return on.is_workflow_log ? escape::workflow_log(text) : text;
}

} // namespace prodreview
