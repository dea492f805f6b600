// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/matching.hpp>

#include <catch2/catch.hpp>

using namespace prodreview;

namespace {

constexpr rule_info a_rule{.name = "a-rule",
                           .topic = topic::correctness,
                           .area = area::numerics,
                           .item = "C3",
                           .severity = severity::high,
                           .title = "",
                           .problem = "",
                           .impact = "",
                           .fix = "",
                           .silent = "",
                           .bad = "",
                           .good = ""};

auto key(std::uint32_t line, std::string symbol, std::string anchor) -> finding_key {
  return {&a_rule, std::move(symbol), std::move(anchor), "message", false, false, line, line};
}

} // namespace

TEST_CASE("the same line unmoved is stronger evidence than the same statement elsewhere") {
  std::string const before = "f()\ng()\n";
  std::string const after = "f()\nf()\n";
  std::vector<finding_key> const olds{key(1, "", "f()"), key(2, "", "g()")};
  std::vector<finding_key> const news{key(1, "", "f()"), key(2, "", "f()")};
  CHECK(match(olds, news, {before, after}) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("each old finding is used once") {
  std::vector<finding_key> const olds{key(1, "", "f()")};
  std::vector<finding_key> const news{key(1, "", "f()"), key(3, "h", "f()")};
  CHECK(match(olds, news, {"f()\n", "f()\ndef h():\n    f()\n"}) ==
        std::vector<std::uint32_t>{0, unmatched});
}

TEST_CASE("an edited statement of another symbol or another hunk is another finding") {
  std::vector<finding_key> const olds{key(1, "a", "f(1)")};
  CHECK(match(olds, std::vector{key(1, "b", "f(2)")}, {"f(1)\n", "f(2)\n"}).front() == unmatched);
  CHECK(
      match(olds, std::vector{key(4, "a", "f(2)")}, {"f(1)\nx\ny\n", "z\nx\ny\nf(2)\n"}).front() ==
      unmatched);
  CHECK(match(olds, std::vector{key(1, "a", "f(2)")}, {"f(1)\n", "f(2)\n"}).front() == 0);
}

TEST_CASE("a deletion touches the lines around it and no others") {
  line_map const lines{"a\nb\nc\nd\n", "a\nd\n"};
  CHECK(is_touched(lines, 1, 2));
  CHECK_FALSE(is_touched(lines, 1, 1));
  CHECK_FALSE(is_touched(lines, 2, 2));
}

TEST_CASE("an addition touches exactly its lines") {
  line_map const lines{"a\nd\n", "a\nb\nc\nd\n"};
  CHECK_FALSE(is_touched(lines, 1, 1));
  CHECK(is_touched(lines, 1, 2));
  CHECK(is_touched(lines, 3, 3));
  CHECK_FALSE(is_touched(lines, 4, 9));
}

TEST_CASE("the nearest hunk within the symbol wins over a nearer one outside") {
  line_map const lines{"a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n"};
  REQUIRE(lines.hunks().size() == 2);
  CHECK(nearest_hunk(lines, 4, 1, 100)->new_first == 5);
  CHECK(nearest_hunk(lines, 4, 1, 4)->new_first == 1);
  CHECK(nearest_hunk({"a\n", "a\n"}, 1, 1, 1) == nullptr);
}

TEST_CASE("a hundred thousand findings are matched without comparing every pair") {
  std::string text;
  std::vector<finding_key> all;
  for (std::uint32_t i = 1; i <= 100'000; ++i)
    all.push_back(key(i, "", "f()")), text.append("f()\n");
  auto const matched = match(all, all, {text, "x\n" + text});
  CHECK(std::count(matched.begin(), matched.end(), unmatched) == 0);
}
