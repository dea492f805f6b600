// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/word_filter.hpp>

#include <catch2/catch.hpp>

#include <string>

using prodreview::flow::word_filter;

namespace {

[[nodiscard]] auto numbered(std::string_view stem, int number) -> std::string {
  return std::string{stem} + std::to_string(number);
}

} // namespace

TEST_CASE("A word filter never denies a word of its text", "[words]") {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += numbered("self.word", i) + " = " + numbered("_x", i) + "\n";
  word_filter const words{text};
  for (int i = 0; i < 2000; ++i) {
    REQUIRE(words.may_have(numbered("word", i)));
    REQUIRE(words.may_assign(numbered("word", i)));
    REQUIRE(words.may_have(numbered("_x", i)));
  }
}

TEST_CASE("A word filter denies nearly all that its text does not hold", "[words]") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "print(" + numbered("value", i) + ", file=stream)\n";
  word_filter const words{text};
  auto wrong = 0;
  for (int i = 0; i < 2000; ++i)
    wrong += (words.may_have(numbered("other", i)) ? 1 : 0) +
             (words.may_assign(numbered("value", i)) ? 1 : 0);
  CHECK(wrong < 200);
}

TEST_CASE("A word filter tells words from parts of words, and assignments from uses", "[words]") {
  word_filter const words{"a.first = b.second\nc.third=1\nd.fourth += 1\n"};
  CHECK(words.may_have("first"));
  CHECK_FALSE(words.may_have("fir"));
  CHECK(words.may_assign("first"));
  CHECK_FALSE(words.may_assign("second"));
  CHECK_FALSE(words.may_assign("third"));
  CHECK_FALSE(words.may_assign("fourth"));
}

TEST_CASE("A word filter of no text denies everything", "[words]") {
  CHECK_FALSE(word_filter{}.may_have("a"));
  CHECK_FALSE(word_filter{""}.may_have("a"));
  CHECK(word_filter{"a"}.may_have("a"));
}

TEST_CASE("A word filter is made again from its bits", "[words]") {
  word_filter const words{"x.lr = schedule(step)"};
  auto const same = word_filter::of_bits({words.bits().begin(), words.bits().end()});
  CHECK(same.may_assign("lr"));
  CHECK(same.may_have("schedule"));
  CHECK_FALSE(same.may_have("momentum"));
}
