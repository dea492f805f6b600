// SPDX-License-Identifier: Apache-2.0
#include "configuration/configurations.hpp"
#include <prodreview/option_table.hpp>
#include <prodreview/text/display_width.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <sstream>

using namespace prodreview;

namespace {

/// The first line of what is said about the repository's file.
auto first_line(std::string const &text) -> std::string {
  auto const said = load_text(text).problem_text();
  return said.substr(0, said.find('\n'));
}

} // namespace

TEST_CASE("all problems come at once, each with its place, its line and what to do") {
  auto const in = load_text("extends: strct\n"
                            "fail_on: high\n"
                            "rules:\n"
                            "  unsafe-laod: off\n"
                            "  broad-except-swallow: warning\n"
                            "scale: {T: 400K, K: 0}\n"
                            "overrides:\n"
                            "  - rules: {unsafe-load: off}\n"
                            "  - paths: tests\n"
                            "torch: 2.1\n");
  CHECK(in.problem_text() ==
        R"(.prodreview.yaml:1:10: `strct` is neither a profile nor the path of a YAML file.
   1 │ extends: strct
     │          ^^^^^
  help: did you mean `strict`?
.prodreview.yaml:2:1: `fail_on` is not an option.
   2 │ fail_on: high
     │ ^^^^^^^
  help: did you mean `fail-on`?
.prodreview.yaml:4:3: There is no rule `unsafe-laod`.
   4 │   unsafe-laod: off
     │   ^^^^^^^^^^^
  help: did you mean `unsafe-load`?
.prodreview.yaml:5:25: `warning` is not a value of `rules`.
   5 │   broad-except-swallow: warning
     │                         ^^^^^^^
  help: known: off, low, medium, high, critical.
.prodreview.yaml:6:12: `400K` is not an integer.
   6 │ scale: {T: 400K, K: 0}
     │            ^^^^
  help: write `400000`.
.prodreview.yaml:6:21: `0` is out of range: `scale` takes 1 to 1000000000000000.
   6 │ scale: {T: 400K, K: 0}
     │                     ^
  help: for example `scale: {T: 400000, K: 32, C: 24}`.
.prodreview.yaml:8:5: An entry of `overrides` needs `paths`.
   8 │   - rules: {unsafe-load: off}
     │     ^
  help: for example `paths: [tests, "**/conftest.py"]`.
.prodreview.yaml:9:12: `paths` takes a list of patterns, not `tests`.
   9 │   - paths: tests
     │            ^^^^^
  help: write `paths: [tests]`.
.prodreview.yaml:10:8: `2.1` is not a version range.
  10 │ torch: 2.1
     │        ^^^
  help: for example `torch: ">=2.1,<2.9"`.
9 problems.
)");
}

TEST_CASE("a problem on the command line says so") {
  CHECK(load({}, {"fail-on=hgih"}).problem_text() ==
        R"(command line: `hgih` is not a value of `fail-on`.
     │ fail-on=hgih
     │         ^^^^
  help: did you mean `high`?
)");
  CHECK(load({}, {"fail-om=high"}).problem_text() == R"(command line: `fail-om` is not an option.
     │ fail-om=high
     │ ^^^^^^^
  help: did you mean `fail-on`?
)");
  CHECK(load({}, {"rules.unsafe-lod=off"}).problem_text() ==
        R"(command line: There is no rule `unsafe-lod`.
     │ rules.unsafe-lod=off
     │       ^^^^^^^^^^
  help: did you mean `unsafe-load`?
)");
  CHECK(load({}, {"fail-on.x=high"}).problem_text() ==
        R"(command line: `fail-on` has no keys within it.
     │ fail-on.x=high
     │        ^^
  help: set it whole: `--config 'fail-on=…'`.
)");
  CHECK(load({}, {"include=[a"}).problem_text() == R"(command line: This `[` is never closed.
     │ include=[a
     │         ^
  help: add `]`, and a `,` between the entries.
)");
  CHECK(load({}, {"fail-on="}).problem_text().starts_with("command line: `fail-on` has no value."));
  CHECK(load({}, {"none.yaml"}).problem_text() ==
        R"(command line: There is no file `none.yaml` that can be read.
     │ none.yaml
     │ ^^^^^^^^^
  help: give a file, or an option as `key=value`.
)");
}

TEST_CASE("extends stays within the repository and ends somewhere") {
  auto const said = [](files const &repository) { return load(repository).problem_text(); };
  CHECK(said({{".prodreview.yaml", "extends: a.yaml\n"}}).find("There is no file `a.yaml`") !=
        std::string::npos);
  CHECK(said({{".prodreview.yaml", "extends: /etc/a.yaml\n"}}).find("is not a path relative") !=
        std::string::npos);
  CHECK(said({{".prodreview.yaml", "extends: ../a.yaml\n"}, {"../a.yaml", ""}})
            .find("leaves the repository") != std::string::npos);
  CHECK(said({{".prodreview.yaml", "extends: .git/a.yaml\n"}, {".git/a.yaml", ""}})
            .find("leads into `.git`") != std::string::npos);
  CHECK(said({{".prodreview.yaml", "extends: a.yaml\n"},
              {"a.yaml", "extends: b.yaml\n"},
              {"b.yaml", "extends: a.yaml\n"}}) ==
        R"(b.yaml:1:10: `a.yaml` extends itself.
   1 │ extends: a.yaml
     │          ^^^^^^
  help: let one of the files extend a profile instead.
)");
  auto chain = files{{".prodreview.yaml", "extends: 0.yaml\n"}};
  for (auto i = 0; i < 20; ++i)
    chain[std::to_string(i) + ".yaml"] = "extends: " + std::to_string(i + 1) + ".yaml\n";
  CHECK(said(chain).find("More than 8 files") != std::string::npos);
}

TEST_CASE("a problem in a file that is extended names that file") {
  auto const in =
      load({{".prodreview.yaml", "extends: a.yaml\nfail-on: no\n"}, {"a.yaml", "budget: -1\n"}});
  CHECK(in.problem_text().starts_with(".prodreview.yaml:2:10: "));
  CHECK(in.problem_text().find("\na.yaml:1:9: `-1` is out of range") != std::string::npos);
}

TEST_CASE("a configuration of another name is not ignored in silence") {
  CHECK(load({{".prodreview.yml", "fail-on: low\n"}}).problem_text() ==
        ".prodreview.yml: This file is not read.\n  help: rename it to `.prodreview.yaml`.\n");
  CHECK(load({{".prodreview.yml", ""}, {".prodreview.yaml", ""}}).is_valid());
}

namespace {

/// Values that no option takes, by what they are.
auto const wrong_values = files{
    {"list", "[[[]]]"},     {"map", "{'': {'': {}}}"},
    {"text", "'\x7F'"},     {"words", "'two words'"},
    {"negative", "-1"},     {"huge", "99999999999999999999999"},
    {"octal", "0o17"},      {"old octal", "017"},
    {"hex", "0x10"},        {"float", "1.5"},
    {"yes", "yes"},         {"true", "true"},
    {"date", "2026-01-01"}, {"empty", "''"},
    {"quoted", "'[a]'"},
};

auto takes_nothing(option const &of) -> bool {
  return of.shape.type == value_type::list || of.shape.type == value_type::map ||
         of.shape.type == value_type::record;
}

/// Some words and paths are any text at all.
auto is_any_text(option const &of) -> bool { return of.shape.type == value_type::path; }

/// `before` and `after` make a file of an option with its value.
void refuse_wrong_values(std::span<option const> members, std::string const &before,
                         std::string const &after) {
  for (auto const &each : members)
    for (auto const &[name, yaml] : wrong_values) {
      auto const is_text = name != "list" && name != "map" && name != "empty";
      if (is_any_text(each) && is_text) continue;
      auto const text = before + std::string{each.key} + ": " + yaml + after + '\n';
      CAPTURE(text);
      auto const in = load_text(text);
      REQUIRE_FALSE(in.is_valid());
      CHECK(in.problem_text().starts_with(".prodreview.yaml:1:"));
    }
}

} // namespace

TEST_CASE("every option refuses every value of another type") {
  refuse_wrong_values(options(), "", "");
  refuse_wrong_values(override_options(), "overrides: [{", "}]");
  refuse_wrong_values(reference_options(), "references: [{", "}]");
  refuse_wrong_values(cpp_options(), "cpp: {", "}");
}

TEST_CASE("every option without a value is refused, unless it is a list or mapping") {
  for (auto const &each : options()) {
    CAPTURE(each.key);
    CHECK(load_text(std::string{each.key} + ":\n").is_valid() == takes_nothing(each));
    CHECK_FALSE(load_text(std::string{each.key} + "x: 1\n").is_valid());
  }
}

TEST_CASE("a good configuration with some bytes changed is good or has problems, never a crash") {
  auto const seed = std::string{"extends: strict\nrules: {unsafe-load: off}\nfail-on: medium\n"
                                "overrides:\n  - paths: [tests, '**/x.py']\n    scale: {T: 8}\n"
                                "cpp:\n  define: {A: \"1\"}\ntorch: '>=2.1,<2.9'\n"};
  constexpr std::string_view bytes = "abT0189:-[]{},'\"#&*!|>%@`\\ \n\t?~\xC3\xFF";
  std::mt19937 random{2024};
  auto valid = 0;
  for (auto i = 0; i < 6'000; ++i) {
    auto text = seed;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      auto const at = random() % text.size();
      if (random() % 3 == 0)
        text.erase(at, 1 + random() % 4);
      else if (random() % 2 == 0)
        text.insert(at, 1, bytes[random() % bytes.size()]);
      else
        text[at] = bytes[random() % bytes.size()];
    }
    auto const in = load_text(text);
    valid += in.is_valid() ? 1 : 0;
    CAPTURE(text);
    REQUIRE(in.is_valid() == in.problem_text().empty());
  }
  CHECK(valid > 150);
  CHECK(valid < 4'500);
}

TEST_CASE("only decimal integers are integers, and only in range") {
  CHECK(load_text("budget: 0\n").is_valid());
  CHECK(load_text("budget: +5\n").values.budget == 5);
  CHECK(first_line("budget: '5'\n") == ".prodreview.yaml:1:9: `5` is not an integer.");
  CHECK(first_line("budget: 1_000\n") == ".prodreview.yaml:1:9: `1_000` is not an integer.");
  CHECK(first_line("budget: -1\n") ==
        ".prodreview.yaml:1:9: `-1` is out of range: `budget` takes 0 to 1000000000.");
  CHECK(load_text("budget: 4e5\n").problem_text().find("write `400000`") != std::string::npos);
  CHECK(load_text("budget: 1_000\n").problem_text().find("write `1000`") != std::string::npos);
}

TEST_CASE("patterns, paths and names are checked where they are written") {
  CHECK(first_line("include: ['!a']\n") ==
        ".prodreview.yaml:1:11: The pattern `!a` begins with `!`, but patterns cannot be negated.");
  CHECK(first_line("cpp: {include: [/usr/include]}\n") ==
        ".prodreview.yaml:1:17: The path `/usr/include` is not a path relative to the repository's "
        "root.");
  CHECK(first_line("scale: {T+1: 4}\n") ==
        ".prodreview.yaml:1:9: `T+1` is not a name for `scale`.");
  CHECK(first_line("aliases: {T: []}\n") ==
        ".prodreview.yaml:1:14: `aliases` needs at least one entry.");
  CHECK(first_line("references: [{paths: [a]}]\n") ==
        ".prodreview.yaml:1:14: An entry of `references` needs `document`.");
  CHECK(first_line("- a\n") ==
        ".prodreview.yaml:1:1: The file is not a mapping of options to values.");
}

TEST_CASE("what is printed of a hostile file is safe for a terminal") {
  auto const escape = load_text("a\x1B]0;x\x07: 1\n").problem_text();
  CHECK(escape.find('\x1B') == escape.npos);
  CHECK(escape.find('\x07') == escape.npos);
  auto const bidi = load_text("\"\xE2\x80\xAE\": 1\n").problem_text();
  CHECK(bidi.find("\xE2\x80\xAE") == bidi.npos);
  auto const broken = load_text("a: \xFF\n").problem_text();
  CHECK(broken.find('\xFF') == broken.npos);
  CHECK(load_text(std::string(200'000, 'x') + ": 1\n").problem_text().size() < 1'000);
}

TEST_CASE("a hundred problems are shown, and all are counted") {
  std::string text;
  for (auto i = 0; i < 2'000; ++i) text += 'k' + std::to_string(i) + ": 1\n";
  auto const said = load_text(text).problem_text();
  CHECK(said.ends_with("2000 problems, of which these are the first.\n"));
  CHECK(said.find(".prodreview.yaml:100:1: ") != said.npos);
  CHECK(said.find(".prodreview.yaml:101:1: ") == said.npos);
}

TEST_CASE("a long line is cut around its carets, which stand under what they mean") {
  auto const said =
      load_text(std::string(300, 'a') + "ü: {x: \xE6\x97\xA5, y: *z}\n").problem_text();
  std::istringstream lines{said};
  std::string excerpt;
  std::string carets;
  std::getline(lines, excerpt);
  std::getline(lines, excerpt);
  std::getline(lines, carets);
  CHECK(excerpt.find("   1 │ …aaa") == 0);
  CHECK(excerpt.size() < 130);
  CHECK(display::width(carets) == display::width(excerpt.substr(0, excerpt.find("*z"))) + 1);
}
