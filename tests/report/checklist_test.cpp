// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/checklist.hpp>
#include <prodreview/review/recommendations.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

using namespace prodreview;

namespace {

[[nodiscard]] constexpr auto rule_for(std::string_view name, std::string_view item) -> rule_info {
  return {.name = name,
          .topic = {},
          .area = {},
          .item = item,
          .severity = {},
          .title = {},
          .problem = {},
          .impact = {},
          .fix = {},
          .silent = {},
          .bad = {},
          .good = {}};
}

constexpr auto stable = rule_for("stable", "C3");
constexpr auto also_stable = rule_for("also-stable", "C3");
constexpr auto documented = rule_for("documented", "C1");
constexpr std::array<rule_info const *, 3> rules{&stable, &also_stable, &documented};

/// The entry of a bullet, given what the three rules counted.
[[nodiscard]] auto entry_of(std::string_view item, std::array<rule_statistics, 3> const &counted,
                            std::span<rule_info const *const> of = rules) -> checklist_entry {
  for (auto const &entry : assess(counted, of))
    if (entry.item == item) return entry;
  FAIL("no entry for " << item);
  return {};
}

[[nodiscard]] auto counts(rule_statistics first, rule_statistics second = {},
                          rule_statistics third = {}) -> std::array<rule_statistics, 3> {
  first.rule = "stable";
  second.rule = "also-stable";
  third.rule = "documented";
  return {first, second, third};
}

[[nodiscard]] auto found(std::string rule, severity how, std::string path) -> finding {
  finding one;
  one.rule = std::move(rule);
  one.severity = how;
  one.where.path = std::move(path);
  one.fix.text = "Mend it.";
  return one;
}

} // namespace

TEST_CASE("the checklist has 51 bullets, numbered by chapter") {
  std::string numbered;
  for (auto const &[letter, number] :
       {std::pair{'C', 10}, {'S', 11}, {'P', 12}, {'Q', 9}, {'T', 9}})
    for (int i = 1; i <= number; ++i) numbered += letter + std::to_string(i) + " ";
  std::string listed;
  for (auto const &item : checklist_items) listed += std::string{item.name} + " ";
  CHECK(listed == numbered);
}

TEST_CASE("a bullet holds when its rules looked and found nothing") {
  auto const entry = entry_of("C3", counts({{}, 3, 0, 1}, {{}, 2, 0, 0}));
  CHECK(entry.status == checklist_status::verified);
  CHECK(entry.holds == 5);
  CHECK(entry.unknown == 1);
  CHECK(entry.question.empty());
}

TEST_CASE("one violation of one rule outweighs everything that holds") {
  auto const entry = entry_of("C3", counts({{}, 100, 0, 0}, {{}, 0, 1, 0}));
  CHECK(entry.status == checklist_status::findings);
  CHECK(entry.violated == 1);
}

TEST_CASE("a bullet does not hold where something was found that is not shown") {
  auto const entry = entry_of("C3", counts({{}, 3, 0, 1, 1}));
  CHECK(entry.status == checklist_status::needs_human);
  CHECK(entry.hidden == 1);
}

TEST_CASE("a bullet whose rules met nothing is not applicable") {
  CHECK(entry_of("C3", counts({})).status == checklist_status::not_applicable);
}

TEST_CASE("a bullet whose rules could decide nowhere is left to a person") {
  auto const entry = entry_of("C3", counts({{}, 0, 0, 4}));
  CHECK(entry.status == checklist_status::needs_human);
  CHECK(entry.question == entry.text);
}

TEST_CASE("a bullet without a rule is not checked, whatever was counted") {
  CHECK(entry_of("C4", counts({{}, 9, 9, 9})).status == checklist_status::not_checked);
  CHECK(entry_of("C3", counts({{}, 9, 0, 0}), {}).status == checklist_status::not_checked);
}

TEST_CASE("what only a person can answer stays a question even where rules hold") {
  auto const entry = entry_of("C1", counts({}, {}, {{}, 7, 0, 0}));
  CHECK(entry.status == checklist_status::needs_human);
  CHECK(entry.holds == 7);
  CHECK_FALSE(entry.question.empty());
  CHECK(entry_of("C1", counts({}, {}, {{}, 7, 1, 0})).status == checklist_status::findings);
}

TEST_CASE("recommendations put the gravest first, then what settles most") {
  std::array const all{found("a", severity::medium, "1.py"), found("b", severity::high, "1.py"),
                       found("c", severity::high, "1.py"), found("c", severity::high, "2.py")};
  auto const advice = recommend(all);
  REQUIRE(advice.size() == 3);
  CHECK(advice[0].rule == "c");
  CHECK(advice[0].count == 2);
  CHECK(advice[1].rule == "b");
  CHECK(advice[2].rule == "a");
}

TEST_CASE("what is fixed or was there before is not recommended") {
  std::array all{found("a", severity::high, "1.py"), found("b", severity::high, "1.py")};
  all[0].state = state::existing;
  all[1].state = state::fixed;
  CHECK(recommend(all).empty());
}
