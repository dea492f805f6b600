// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/line_map.hpp>
#include <prodreview/text/line_index.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using prodreview::line_hunk;
using prodreview::line_map;

using text_lines = std::vector<std::string>;

auto joined(text_lines const &lines, std::string_view end = "\n") -> std::string {
  std::string text;
  for (auto const &line : lines) text.append(line).append(end);
  return text;
}

auto hunks(std::string_view before, std::string_view now) -> std::vector<line_hunk> {
  line_map const map{before, now};
  return {map.hunks().begin(), map.hunks().end()};
}

/// What a patch program would make of the old lines and the hunks.
auto applied(text_lines const &before, text_lines const &now, line_map const &map) -> text_lines {
  text_lines result;
  std::size_t next = 0;
  for (auto const &hunk : map.hunks()) {
    while (next + 1 < hunk.old_first) result.push_back(before.at(next++));
    for (std::uint32_t i = 0; i < hunk.new_count; ++i)
      result.push_back(now.at(hunk.new_first - 1 + i));
    next += hunk.old_count;
  }
  while (next < before.size()) result.push_back(before[next++]);
  return result;
}

auto kept_count(text_lines const &before, line_map const &map) -> std::size_t {
  std::size_t gone = 0;
  for (auto const &hunk : map.hunks()) gone += hunk.old_count;
  return before.size() - gone;
}

auto longest_common(text_lines const &a, text_lines const &b) -> std::size_t {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j)
      best[i][j] =
          a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
  return best[a.size()][b.size()];
}

/// Both directions agree, the kept lines rise and are equal.
auto is_consistent(text_lines const &before, text_lines const &now, line_map const &map) -> bool {
  std::uint32_t last = 0;
  for (std::uint32_t line = 1; line <= now.size(); ++line) {
    auto const old = map.old_of(line);
    if (!old) continue;
    if (*old <= last || map.new_of(*old) != line || before.at(*old - 1) != now[line - 1])
      return false;
    last = *old;
  }
  return true;
}

auto random_lines(std::mt19937 &random, std::size_t most, unsigned alphabet) -> text_lines {
  text_lines lines(random() % (most + 1));
  for (auto &line : lines) line = "line " + std::to_string(random() % alphabet);
  return lines;
}

/// Deletes, inserts and duplicates lines of a text.
auto edited(std::mt19937 &random, text_lines lines, unsigned edits) -> text_lines {
  for (unsigned i = 0; i < edits && !lines.empty(); ++i) {
    auto const at = lines.begin() + static_cast<std::ptrdiff_t>(random() % lines.size());
    auto const copy = *at;
    switch (random() % 3) {
    case 0: lines.erase(at); break;
    case 1: lines.insert(at, "new " + std::to_string(random() % 5)); break;
    default: lines.insert(at, copy);
    }
  }
  return lines;
}

} // namespace

TEST_CASE("equal texts have no hunks and map every line to itself") {
  line_map const map{"a\nb\n", "a\nb\n"};
  CHECK(map.hunks().empty());
  CHECK(map.old_of(2) == 2U);
}

TEST_CASE("a new file maps nothing") {
  line_map const map;
  CHECK(map.old_of(1) == std::nullopt);
  CHECK(map.new_of(1) == std::nullopt);
}

TEST_CASE("an inserted line moves what follows") {
  line_map const map{"a\nb\n", "a\nx\nb\n"};
  REQUIRE(map.hunks().size() == 1);
  CHECK(map.hunks()[0] == line_hunk{2, 0, 2, 1});
  CHECK(map.old_of(2) == std::nullopt);
  CHECK(map.old_of(3) == 2U);
  CHECK(map.new_of(2) == 3U);
}

TEST_CASE("a deletion is a hunk without new lines, just before the line that follows") {
  CHECK(hunks("a\nb\nc\n", "a\nc\n") == std::vector{line_hunk{2, 1, 2, 0}});
  CHECK(hunks("a\n", "") == std::vector{line_hunk{1, 1, 1, 0}});
}

TEST_CASE("line ends and trailing blanks are no difference") {
  CHECK(hunks("a\nb\n", "a\r\nb\r\n").empty());
  CHECK(hunks("a\nb\n", "a\rb\r").empty());
  CHECK(hunks("a\nb\n", "a  \nb\t\n").empty());
  CHECK(hunks("a\nb", "a\nb\n").empty());
  CHECK(hunks("a\n\n", "a\n") == std::vector{line_hunk{2, 1, 2, 0}});
}

TEST_CASE("indentation is a difference") {
  CHECK(hunks("a\nb\n", "a\n  b\n") == std::vector{line_hunk{2, 1, 2, 1}});
}

TEST_CASE("lines are counted as the line index counts them") {
  std::string const text = "a\rb\r\nc\n\r\r\nd\fe";
  prodreview::line_index const index{text};
  line_map const map{"", text};
  REQUIRE(map.hunks().size() == 1);
  CHECK(map.hunks()[0].new_count == index.count());
}

TEST_CASE("a random edit of a small text keeps a longest common subsequence") {
  std::mt19937 random{20261125};
  for (int round = 0; round < 3000; ++round) {
    auto const before = random_lines(random, 90, 1 + static_cast<unsigned>(round) % 40);
    auto const now = round % 2 == 0
                         ? random_lines(random, 90, 1 + static_cast<unsigned>(round) % 40)
                         : edited(random, before, random() % 12);
    line_map const map{joined(before), joined(now, "\r\n")};
    CAPTURE(round, joined(before), joined(now));
    REQUIRE(applied(before, now, map) == now);
    REQUIRE(is_consistent(before, now, map));
    REQUIRE(kept_count(before, map) == longest_common(before, now));
  }
}

TEST_CASE("a large text with anchors keeps nearly a longest common subsequence") {
  std::mt19937 random{7};
  for (int round = 0; round < 6; ++round) {
    text_lines before;
    for (int i = 0; i < 3000; ++i)
      before.push_back(i % 3 == 0 ? "" : "statement " + std::to_string(random() % 4000));
    auto const now = edited(random, before, 200);
    line_map const map{joined(before), joined(now)};
    REQUIRE(applied(before, now, map) == now);
    REQUIRE(is_consistent(before, now, map));
    CHECK(kept_count(before, map) + 150 > before.size());
  }
}

TEST_CASE("a text past the limit without anchors counts as changed whole") {
  text_lines before(5000, "same");
  text_lines now(5000, "same");
  before.front() = before.back() = "old";
  now.front() = now.back() = "new";
  line_map const map{joined(before), joined(now)};
  REQUIRE(applied(before, now, map) == now);
  CHECK(map.hunks().size() == 1);
}

TEST_CASE("a hostile text ends soon") {
  std::string before;
  std::string now;
  for (int i = 0; i < 200000; ++i) {
    auto const end = i % 1000 == 0 ? std::to_string(i) : std::string{"\n"};
    before.append(std::to_string(i % 3)).append(end);
    now.append(std::to_string(i % 2)).append(end);
  }
  line_map const map{before, now};
  CHECK(!map.hunks().empty());
}
