// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/name_filter.hpp>

#include <catch2/catch.hpp>

#include <string>

using prodreview::flow::assigned_attributes_of;
using prodreview::flow::name_filter;
using prodreview::flow::words_of;

namespace {

[[nodiscard]] auto numbered(std::string_view stem, int number) -> std::string {
  return std::string{stem} + std::to_string(number);
}

} // namespace

TEST_CASE("A name filter never denies a word of its text", "[words]") {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += numbered("self.word", i) + " = " + numbered("_x", i) + "\n";
  auto const words = words_of(text);
  auto const assigned = assigned_attributes_of(text);
  for (int i = 0; i < 2000; ++i) {
    REQUIRE(words.may_have(numbered("word", i)));
    REQUIRE(assigned.may_have(numbered("word", i)));
    REQUIRE(words.may_have(numbered("_x", i)));
  }
}

TEST_CASE("A name filter denies nearly all that its text does not hold", "[words]") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "print(" + numbered("value", i) + ", file=stream)\n";
  auto const words = words_of(text);
  auto const assigned = assigned_attributes_of(text);
  auto wrong = 0;
  for (int i = 0; i < 2000; ++i)
    wrong += (words.may_have(numbered("other", i)) ? 1 : 0) +
             (assigned.may_have(numbered("value", i)) ? 1 : 0);
  CHECK(wrong < 200);
}

TEST_CASE("A name filter tells words from parts of words, and assignments from uses", "[words]") {
  constexpr auto text = "a.first = b.second\nc.third=1\nd.fourth += 1\n";
  auto const words = words_of(text);
  auto const assigned = assigned_attributes_of(text);
  CHECK(words.may_have("first"));
  CHECK_FALSE(words.may_have("fir"));
  CHECK(assigned.may_have("first"));
  CHECK_FALSE(assigned.may_have("second"));
  CHECK_FALSE(assigned.may_have("third"));
  CHECK_FALSE(assigned.may_have("fourth"));
}

TEST_CASE("A name filter of no text denies everything", "[words]") {
  CHECK_FALSE(name_filter{}.may_have("a"));
  CHECK_FALSE(words_of("").may_have("a"));
  CHECK_FALSE(assigned_attributes_of("=").may_have("a"));
  CHECK(words_of("a").may_have("a"));
}

TEST_CASE("A name filter is made again from its bits", "[words]") {
  auto const words = words_of("x.lr = schedule(step)");
  auto const same = name_filter::of_bits({words.bits().begin(), words.bits().end()});
  CHECK(same.may_have("schedule"));
  CHECK_FALSE(same.may_have("momentum"));
}
