// SPDX-License-Identifier: Apache-2.0
#include "texts.hpp"

#include <catch2/catch.hpp>

using namespace prodreview;
using namespace prodreview::testing;
using lines = std::vector<std::string>;

namespace {

std::string const bad = "ValueError('lost')\n";
std::string const in_function = "def check(x):\n    ValueError('lost')\n    return x\n";

auto states(std::string const &before, std::string const &after) -> lines {
  settings all;
  all.report_all = true;
  return summary_of(review_texts(before, after, all).findings);
}

} // namespace

TEST_CASE("a finding on an added line is introduced and gates") {
  auto const result = review_texts("x = 1\n", "x = 1\n" + bad);
  CHECK(summary_of(result.findings) == lines{"exception-not-raised:2:introduced"});
  CHECK(result.gated);
  CHECK(result.exit_status() == 1);
  CHECK(result.summary.high == 1);
}

TEST_CASE("lines inserted above an old finding do not make it new") {
  CHECK(states(bad, "a = 1\nb = 2\n" + bad) == lines{"exception-not-raised:3:existing"});
}

TEST_CASE("an old finding is not shown unless asked for") {
  CHECK(review_texts(bad, "a = 1\n" + bad).findings.empty());
  CHECK(review_texts(bad, "a = 1\n" + bad).summary.existing == 1);
}

TEST_CASE("an edited statement keeps its finding, which is touched") {
  CHECK(states(in_function, "def check(x):\n    ValueError('gone')\n    return x\n") ==
        lines{"exception-not-raised:2:touched"});
}

TEST_CASE("a re-indented statement keeps its finding") {
  CHECK(states(bad, "if True:\n    " + bad) == lines{"exception-not-raised:2:touched"});
}

TEST_CASE("a second copy of a bad line above the first is exactly one new finding") {
  CHECK(states(bad, bad + bad).size() == 2);
  CHECK(review_texts(bad, bad + bad).summary.introduced == 1);
}

TEST_CASE("a finding that goes is fixed, with its old place") {
  auto const result = review_texts("x = 1\n" + bad, "x = 1\nraise ValueError('lost')\n");
  CHECK(result.findings.empty());
  CHECK(summary_of(result.fixed) == lines{"exception-not-raised:2:fixed"});
}

TEST_CASE(
    "a function that moves within a file or to another introduces nothing and fixes nothing") {
  CHECK(review_texts(in_function + "x = 1\n", "x = 1\n" + in_function).summary.introduced == 0);
  auto const moved = review_of(change_of({{{"a.py", in_function}, {"b.py", "x = 1\n"}}},
                                         {{"a.py", "y = 1\n"}, {"b.py", "x = 1\n" + in_function}}));
  CHECK(moved.summary.introduced == 0);
  CHECK(moved.fixed.empty());
}

TEST_CASE("a file that is deleted fixes its findings") {
  auto const result = review_of(change_of({{{"a.py", bad}}}, {}));
  CHECK(result.summary.fixed == 1);
  CHECK(result.exit_status() == 0);
}

TEST_CASE("a rewrite of line ends introduces nothing") {
  CHECK(review_texts("x = 1\n" + bad, "x = 1\r\nValueError('lost')\r\n").summary.introduced == 0);
}

TEST_CASE("a suppression that is added hides without fixing, one that is removed introduces") {
  auto const hushed =
      "ValueError('lost')  # prodreview: ignore[exception-not-raised]: an example\n";
  auto const added = review_texts(bad, hushed);
  CHECK(added.findings.empty());
  CHECK(added.fixed.empty());
  CHECK(review_texts(hushed, bad).summary.introduced == 1);
}

TEST_CASE("a rule that is switched on with the change introduces nothing in old code") {
  settings strict;
  strict.rules["exception-not-raised"] = level::critical;
  CHECK(review_texts(bad, "x = 1\n" + bad, strict).summary.introduced == 0);
}

TEST_CASE("when the old text did not parse only findings on added lines are introduced") {
  auto const result = review_texts("def f(:\n" + bad, "def f():\n    pass\n" + bad);
  CHECK(result.summary.introduced == 0);
  CHECK(summary_of(result.fixed) == lines{"syntax-error:1:fixed"});
}

TEST_CASE("a syntax error that the change brings is one Critical finding, and fixes nothing") {
  auto const result = review_texts(bad, bad + "def f(:\n");
  CHECK(summary_of(result.findings) == lines{"syntax-error:2:introduced"});
  CHECK(result.summary.critical == 1);
  CHECK(result.fixed.empty());
}

TEST_CASE("a merge introduces what no parent has") {
  auto const clean = "x = 1\n";
  auto const from_one_side =
      review_of(change_of({{{"a.py", clean}}, {{"a.py", bad}}}, {{"a.py", bad + clean}}));
  CHECK(from_one_side.summary.introduced == 0);
  auto const evil =
      review_of(change_of({{{"a.py", clean}}, {{"a.py", "y = 2\n"}}}, {{"a.py", bad + clean}}));
  CHECK(evil.summary.introduced == 1);
}

TEST_CASE("a finding outside every hunk names the changed line that caused it") {
  std::string const before = "from errors import Problem as ValueError\n\n\n\nValueError('lost')\n";
  std::string const after = "import errors\n\n\n\nValueError('lost')\n";
  auto const result = review_texts(before, after);
  REQUIRE(summary_of(result.findings) == lines{"exception-not-raised:5:introduced"});
  REQUIRE(result.findings[0].cause.has_value());
  CHECK(result.findings[0].cause->range.start.line == 1);
}

TEST_CASE("a fingerprint does not depend on line numbers and tells equal findings apart") {
  auto const alone = check_text(bad);
  auto const twice = check_text("x = 1\n" + bad + bad);
  REQUIRE(twice.findings.size() == 2);
  CHECK(alone.findings[0].fingerprint == twice.findings[0].fingerprint);
  CHECK(twice.findings[0].fingerprint != twice.findings[1].fingerprint);
}

TEST_CASE("fail-on, severities and min-severity decide what gates and what is shown") {
  settings in;
  in.fail_on = threshold::critical;
  CHECK_FALSE(check_text(bad, in).gated);
  in.rules["exception-not-raised"] = level::critical;
  CHECK(check_text(bad, in).gated);
  in.rules["exception-not-raised"] = level::low;
  in.min_severity = severity::medium;
  CHECK(check_text(bad, in).findings.empty());
}

TEST_CASE("a syntax error is reported under any selection and focus") {
  settings in;
  in.select = {"exception-not-raised"};
  CHECK(summary_of(check_text("def f(:\n    pass\n", in).findings) ==
        lines{"syntax-error:1:present"});
  in.select = {};
  in.focus = {area::gradients};
  CHECK(summary_of(check_text("def f(:\n    pass\n", in).findings) ==
        lines{"syntax-error:1:present"});
  CHECK(check_text(bad, in).findings.empty());
}
