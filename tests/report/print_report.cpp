// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"
#include <prodreview/escape.hpp>
#include <prodreview/report_concise.hpp>
#include <prodreview/report_full.hpp>
#include <prodreview/report_json.hpp>
#include <prodreview/report_markdown.hpp>
#include <prodreview/terminal.hpp>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

/// What the Python tests of this folder look at: `print_report FORMAT sample|clean|SEED`, the
/// report as the standard output gets it; `print_report escape`, each text between NUL bytes of the
/// standard input as Markdown, and `print_report code`, as a code span.
namespace {

using namespace prodreview;

[[nodiscard]] auto review_named(std::string const &name) -> review {
  if (name == "sample") return test::sample_review();
  return name == "clean" ? test::clean_review()
                         : test::random_review(static_cast<unsigned>(std::stoul(name)));
}

[[nodiscard]] auto report(std::string_view format, review const &of) -> std::string {
  auto const on = terminal_of_output(color_choice::automatic);
  if (format == "json") return to_json(of);
  if (format == "markdown") return to_markdown(of);
  return format == "full" ? to_full(of, on) : to_concise(of, on);
}

[[nodiscard]] auto escaped(std::string_view how, std::string_view texts) -> std::string {
  std::string all;
  while (!texts.empty()) {
    auto const text = texts.substr(0, texts.find('\0'));
    all += how == "code" ? escape::markdown_code(text) : escape::markdown(text);
    all.push_back('\0');
    texts.remove_prefix(std::min(text.size() + 1, texts.size()));
  }
  return all;
}

} // namespace

auto main(int count, char **values) -> int {
  std::string text;
  if (count == 2)
    text = escaped(values[1], std::string{std::istreambuf_iterator<char>{std::cin}, {}});
  else if (count == 3)
    text = report(values[1], review_named(values[2]));
  std::fwrite(text.data(), 1, text.size(), stdout);
  return text.empty() ? 2 : 0;
}
