// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"
#include <prodreview/escape.hpp>
#include <prodreview/report_concise.hpp>
#include <prodreview/report_full.hpp>
#include <prodreview/report_json.hpp>
#include <prodreview/report_markdown.hpp>
#include <prodreview/text/display_width.hpp>
#include <prodreview/text/utf8.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

/// Nothing that a repository holds can do anything to who reads a report of it.
namespace {

using namespace prodreview;

constexpr unsigned trials = 300;

/// The first thing in a text that must not be there: a broken byte or a hidden character, other
/// than those that the format itself has use for.
[[nodiscard]] auto first_harm(std::string_view text, std::u32string_view allowed) -> std::string {
  for (std::size_t at = 0; at < text.size();) {
    auto const [character, length] = utf8::decode(text, at);
    auto const is_broken = length == 1 && static_cast<unsigned char>(text[at]) >= 0x80;
    auto const is_allowed = allowed.find(character) != allowed.npos;
    if (is_broken || (display::is_hidden(character) && !is_allowed))
      return "byte " + std::to_string(at) + ": U+" + std::to_string(character);
    at += length;
  }
  return {};
}

/// A workflow runner takes a line for a command that begins so, blanks aside.
[[nodiscard]] auto has_workflow_command(std::string_view text) -> bool {
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.starts_with("::")) return true;
    for (std::string_view const marker : {"##[", "##vso[", "##teamcity["})
      if (line.find(marker) != line.npos) return true;
  }
  return false;
}

[[nodiscard]] auto widest_line(std::string_view text) -> std::size_t {
  std::size_t widest = 0;
  while (!text.empty()) {
    auto const line = text.substr(0, text.find('\n'));
    widest = std::max(widest, display::width(line));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return widest;
}

} // namespace

TEST_CASE("no control character of a repository reaches a report") {
  for (unsigned seed = 0; seed < trials; ++seed) {
    auto const of = test::random_review(seed);
    INFO("seed " << seed);
    CHECK(first_harm(to_full(of, {}), U"\n") == "");
    CHECK(first_harm(to_concise(of), U"\n") == "");
    CHECK(first_harm(to_json(of), U"\n") == "");
    // A tab is part of a program, and the joiner keeps mentions from being mentions.
    CHECK(first_harm(to_markdown(of), U"\n\t\u2060") == "");
  }
}

TEST_CASE("no text of a repository is a command to a workflow runner") {
  terminal const log{.columns = 80, .has_color = false, .is_workflow_log = true};
  for (unsigned seed = 0; seed < trials; ++seed) {
    auto const of = test::random_review(seed);
    INFO("seed " << seed);
    CHECK_FALSE(has_workflow_command(to_full(of, log)));
    CHECK_FALSE(has_workflow_command(to_concise(of, log)));
    CHECK_FALSE(has_workflow_command(to_markdown(of, log)));
  }
}

TEST_CASE("what is done against workflow commands keeps every column") {
  for (unsigned seed = 0; seed < trials; ++seed) {
    auto const text = to_full(test::random_review(seed), {});
    CHECK(widest_line(escape::workflow_log(text)) == widest_line(text));
  }
}

TEST_CASE("a finding takes one line of the concise report, whatever is in it") {
  for (unsigned seed = 0; seed < trials; ++seed) {
    auto const of = test::random_review(seed);
    auto const text = to_concise(of);
    CHECK(std::count(text.begin(), text.end(), '\n') ==
          static_cast<std::ptrdiff_t>(of.findings.size() + of.notes.size() + 2));
  }
}

TEST_CASE("equal reviews have equal reports") {
  CHECK(to_full(test::random_review(1), {}) == to_full(test::random_review(1), {}));
  CHECK(to_markdown(test::random_review(1)) == to_markdown(test::random_review(1)));
  CHECK(to_json(test::random_review(1)) == to_json(test::random_review(1)));
}

TEST_CASE("commands of every known workflow runner lose their bracket or their colons") {
  CHECK(escape::workflow_log("##[group]x") == "##⟦group]x");
  CHECK(escape::workflow_log("a ##vso[task.setvariable]x") == "a ##vso⟦task.setvariable]x");
  CHECK(escape::workflow_log("##teamcity[buildStatus]") == "##teamcity⟦buildStatus]");
  CHECK(escape::workflow_log("###[x] ####vso[x]") == "###⟦x] ####vso⟦x]");
  CHECK(escape::workflow_log("  ::error::x\na::b") == "  ∶∶error::x\na::b");
  CHECK(escape::workflow_log("# [x] ## [x] ##vso x[0]") == "# [x] ## [x] ##vso x[0]");
}

TEST_CASE("a path cannot begin a workflow command or a comment") {
  CHECK(escape::path("::error::x.py") == "./::error::x.py");
  CHECK(escape::path("  ::error::x.py") == "./  ::error::x.py");
  CHECK(escape::path("##[error].py") == "./##[error].py");
  CHECK(escape::path("a\n\r\t\x1b.py") == "a␊␍␉␛.py");
  CHECK(escape::path("src/a.py") == "src/a.py");
}
