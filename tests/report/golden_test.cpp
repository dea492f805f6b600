// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"
#include <prodreview/report_concise.hpp>
#include <prodreview/report_full.hpp>
#include <prodreview/report_json.hpp>
#include <prodreview/report_markdown.hpp>
#include <prodreview/verb_explain.hpp>
#include <prodreview/verb_rules.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

/// What the reports look like, kept in `golden/`. To approve a change after looking at it:
/// `PRODREVIEW_APPROVE=1 ctest --preset dev -R '^report_test$' && git diff tests/report/golden`.
namespace {

using namespace prodreview;

[[nodiscard]] auto read(std::string const &path) -> std::string {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void check_golden(std::string const &name, std::string const &text) {
  auto const path = std::string{REPORT_GOLDEN_FOLDER} + "/" + name;
  if (std::getenv("PRODREVIEW_APPROVE") != nullptr) std::ofstream{path, std::ios::binary} << text;
  INFO(path);
  CHECK(read(path) == text);
}

constexpr rule_info example{
    .name = "exception-not-raised",
    .topic = topic::production,
    .area = area::errors,
    .item = "P3",
    .severity = severity::high,
    .title = "Exception is made but not raised",
    .problem = "The statement makes an exception and drops it.",
    .impact = "The error that was meant goes unnoticed, and the code runs on with a value that it "
              "had refused.",
    .fix = "Write `raise` before it.",
    .silent = "the exception is returned, kept or passed on.",
    .bad = "def take(k):\n    if k < 0:\n        ValueError(k)  # !\n",
    .good = "def take(k):\n    if k < 0:\n        raise ValueError(k)\n",
};
constexpr std::array<rule_info const *, 1> rules{&example};

} // namespace

TEST_CASE("a review with everything in it looks as approved in every format") {
  auto const of = test::sample_review();
  check_golden("full.txt", to_full(of, {}));
  check_golden("full_narrow.txt", to_full(of, {40, false, false}));
  check_golden("full_color.txt", to_full(of, {100, true, false}));
  check_golden("full_workflow.txt", to_full(of, {80, false, true}));
  check_golden("concise.txt", to_concise(of));
  check_golden("report.md", to_markdown(of));
  check_golden("report.json", to_json(of));
}

TEST_CASE("a review of a clean change looks as approved") {
  auto const of = test::clean_review();
  check_golden("clean_full.txt", to_full(of, {}));
  check_golden("clean_concise.txt", to_concise(of));
  check_golden("clean.md", to_markdown(of));
}

TEST_CASE("a rule is explained as approved") {
  auto const said = explain_rule("exception-not-raised", rules);
  CHECK(said.status == 0);
  CHECK(said.err.empty());
  check_golden("explain.txt", said.out);
}

TEST_CASE("an unknown rule is no rule, but the nearest one is named") {
  auto const near = explain_rule("exception-not-rised", rules);
  CHECK(near.status == 2);
  CHECK(near.out.empty());
  CHECK(near.err == "prodreview: There is no rule `exception-not-rised`.\n"
                    "  help: did you mean `exception-not-raised`?\n");
  auto const far = explain_rule("\x1b[31m", rules);
  CHECK(far.err == "prodreview: There is no rule `␛[31m`.\n"
                   "  help: `prodreview rules` lists the rules.\n");
}

TEST_CASE("the rules are listed as approved") {
  check_golden("rules.txt", list_rules(rules, report_format::full).out);
  check_golden("rules.md", list_rules(rules, report_format::markdown).out);
  check_golden("rules.json", list_rules(rules, report_format::json).out);
}

TEST_CASE("a review of no file does not say that no issue was found") {
  review none;
  none.scope.mode = "files";
  none.skipped = {{"a.cpp", "C++ and CUDA are not reviewed yet", true},
                  {"b.cu", "C++ and CUDA are not reviewed yet", true}};
  auto const text = to_markdown(none);
  CHECK(text.find("**Nothing was reviewed.**") != text.npos);
  CHECK(text.find("No issues found") == text.npos);
  CHECK(to_concise(none) == "0 files, 0 lines reviewed · nothing found · 2 files skipped\n");
}
