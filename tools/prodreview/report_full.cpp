// SPDX-License-Identifier: Apache-2.0
#include "report_full.hpp"

#include "escape.hpp"
#include "report_words.hpp"
#include "style.hpp"
#include "text_layout.hpp"
#include <prodreview/text/display_width.hpp>
#include <prodreview/text/excerpt.hpp>

#include <algorithm>
#include <limits>

namespace prodreview {
namespace {

constexpr std::size_t label_columns = 9;
constexpr std::size_t indentation = 2;
/// Prose is hard to read in longer lines.
constexpr std::size_t widest_prose = 100;
constexpr std::size_t most_code_lines = 6;
constexpr std::size_t widest_code = 160;
constexpr std::size_t most_left_out = 10;

/// A report while it is written.
class full_report {
public:
  explicit full_report(terminal const &on)
      : columns_{on.columns},
        prose_columns_{std::min(on.columns, widest_prose)}, in_{on.has_color} {}

  void add_finding(finding const &of) {
    add_heading(of);
    add_place(of);
    add_excerpt(of);
    add_reasons(of);
    add_fix(of.fix);
    text_.push_back('\n');
  }

  void add_fixed(finding const &of) {
    add_line("fixed", in_.good("fixed"),
             escape::one_line(of.title) + " (" + escape::one_line(words::line_place(of.where)) +
                 ", " + escape::one_line(of.rule) + ")");
  }

  void add_suppressed(finding const &of) {
    add_line("ignored", in_.quiet("ignored"),
             escape::one_line(of.rule) + " (" + escape::one_line(words::line_place(of.where)) +
                 "): " + escape::one_line(of.suppression_reason));
  }

  void add_skipped(skipped_file const &file) {
    auto const *const label = file.by_design ? "skipped" : "failed";
    add_line(label, file.by_design ? in_.quiet(label) : in_.bad(label),
             escape::one_line(file.path) + ": " + escape::one_line(file.reason));
  }

  void add_more_skipped(std::size_t number) {
    add_line("skipped", in_.quiet("skipped"), words::count(number, "more file"));
  }

  void add_note(std::string_view sentence) {
    add_line("note", in_.quiet("note"), escape::one_line(sentence));
  }

  void add_gap() {
    if (!text_.empty() && !text_.ends_with("\n\n")) text_.push_back('\n');
  }

  void add_closing(review const &of) {
    auto const parts = words::closing(of);
    std::string line;
    for (std::size_t i = 0; i < parts.size(); ++i)
      line.append(i == 0 ? "" : " · ").append(escape::one_line(parts[i]));
    for (auto const &one : wrap(line, columns_)) text_.append(in_.strong(one)).append("\n");
  }

  [[nodiscard]] auto take() -> std::string { return std::move(text_); }

private:
  /// `critical  What is wrong                the-rule`
  void add_heading(finding const &of) {
    constexpr std::size_t width = 10;
    auto const name = to_string(of.severity);
    auto const lines = wrap(escape::one_line(of.title), columns_ - width);
    text_.append(in_.grave(of.severity, name)).append(width - name.size(), ' ');
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) text_.append("\n").append(width, ' ');
      text_.append(in_.strong(lines[i]));
    }
    add_right(width + display::width(lines.back()), escape::one_line(of.rule));
  }

  /// `  path:line:column in symbol        introduced`. A path is never wrapped: it is clicked on.
  void add_place(finding const &of) {
    auto const place = escape::path(words::place(of.where));
    auto const symbol = of.symbol.empty() ? std::string{} : " in " + escape::one_line(of.symbol);
    text_.append(indentation, ' ').append(place).append(in_.quiet(symbol));
    add_right(indentation + display::width(place) + display::width(symbol), words::standing(of));
  }

  void add_right(std::size_t left, std::string const &what) {
    text_.append(right_aligned(left, what, prose_columns_)).append(in_.quiet(what)).append("\n");
  }

  void add_excerpt(finding const &of) {
    auto const count = std::min(of.excerpt.size(), most_code_lines);
    auto const last = of.excerpt_first_line + static_cast<std::uint32_t>(count);
    auto const number_columns = std::max<std::size_t>(std::to_string(last).size(), 4);
    auto const code_columns = std::min(columns_ - number_columns - 4, widest_code);
    for (std::size_t i = 0; i < count; ++i) {
      auto const number = of.excerpt_first_line + static_cast<std::uint32_t>(i);
      auto const is_pointed_at = number == of.where.range.start.line;
      auto const line =
          is_pointed_at ? display::draw_line(of.excerpt[i], pointed_at(of.where), code_columns)
                        : display::drawn_line{display::draw_line(of.excerpt[i], code_columns), {}};
      add_code(std::to_string(number), number_columns, line.text);
      if (is_pointed_at) add_code("", number_columns, in_.grave(of.severity, line.carets), " ");
    }
  }

  /// Of several lines the rest of the first one.
  [[nodiscard]] static auto pointed_at(location const &where) -> display::column_span {
    auto const is_one_line = where.range.start.line == where.range.end.line;
    return {where.range.start.column,
            is_one_line ? where.range.end.column : std::numeric_limits<std::uint32_t>::max()};
  }

  void add_code(std::string const &number, std::size_t width, std::string_view code,
                std::string_view bar = "│") {
    std::string line(width + 1 - number.size(), ' ');
    line.append(in_.quiet(number + " " + std::string{bar})).append(" ").append(code);
    while (line.ends_with(' ')) line.pop_back();
    text_.append(line).append("\n");
  }

  void add_reasons(finding const &of) {
    add_labelled("problem", of.problem);
    std::string known;
    for (auto const &fact : of.evidence)
      known +=
          (known.empty() ? "" : "; ") + fact.text + ": " + words::place_near(fact.where, of.where);
    add_labelled("known", known);
    if (of.cause) add_labelled("cause", "the change at " + words::place_near(*of.cause, of.where));
    add_labelled("impact", of.impact);
    std::string also;
    for (auto const &rule : of.also) also += (also.empty() ? "" : ", ") + rule;
    add_labelled("also", also);
  }

  void add_fix(remedy const &fix) {
    add_labelled("fix", fix.text);
    std::string_view rest = fix.after;
    auto const code_columns = std::min(columns_ - indentation - label_columns - 2, widest_code);
    for (std::size_t i = 0; i < most_code_lines && !rest.empty(); ++i) {
      auto const line = rest.substr(0, rest.find('\n'));
      text_.append(indentation + label_columns, ' ').append(in_.quiet("│")).append(" ");
      text_.append(in_.good(display::draw_line(line, code_columns))).append("\n");
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
  }

  void add_labelled(std::string_view label, std::string_view what) {
    if (what.empty()) return;
    text_.append(indentation, ' ');
    add_wrapped(indentation, label, in_.quiet(label), escape::one_line(what));
  }

  void add_line(std::string_view label, std::string const &styled, std::string const &what) {
    add_wrapped(0, label, styled, what);
  }

  void add_wrapped(std::size_t left, std::string_view label, std::string const &styled,
                   std::string const &what) {
    auto const indent = left + label_columns;
    auto const lines = wrap(what, prose_columns_ - indent);
    text_.append(styled).append(label_columns - label.size(), ' ');
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) text_.append(indent, ' ');
      text_.append(lines[i]).append("\n");
    }
  }

  std::string text_;
  std::size_t columns_;
  std::size_t prose_columns_;
  style in_;
};

/// What could not be reviewed is named whole; of what is left out by design the first few.
void add_skipped(full_report &to, std::vector<skipped_file> const &skipped) {
  std::size_t by_design = 0;
  for (auto const &file : skipped)
    if (file.by_design && ++by_design <= most_left_out) to.add_skipped(file);
  if (by_design > most_left_out) to.add_more_skipped(by_design - most_left_out);
  for (auto const &file : skipped)
    if (!file.by_design) to.add_skipped(file);
}

} // namespace

auto to_full(review const &of, terminal const &on) -> std::string {
  full_report report{on};
  for (auto const &one : of.findings) report.add_finding(one);
  for (auto const &one : of.fixed) report.add_fixed(one);
  for (auto const &one : of.suppressed) report.add_suppressed(one);
  add_skipped(report, of.skipped);
  for (auto const &note : of.notes) report.add_note(note);
  report.add_gap();
  report.add_closing(of);
  auto text = report.take();
  return on.is_workflow_log ? escape::workflow_log(text) : text;
}

} // namespace prodreview
