// SPDX-License-Identifier: Apache-2.0
#include <prodreview/text/display_width.hpp>
#include <prodreview/text/excerpt.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace prodreview;
using display::draw_line;

static_assert(display::width_of(U'a') == 1);
static_assert(display::width_of(U'損') == 2);
static_assert(display::width_of(U'\u0301') == 0);
static_assert(display::width_of(U'\u1161') == 0);
static_assert(display::is_hidden(U'\x1b') && display::is_hidden(U'\x9b'));
static_assert(display::is_hidden(U'\u202E') && display::is_hidden(U'\u2028'));
static_assert(display::is_hidden(U'\U000E0041'));
static_assert(!display::is_hidden(U' ') && !display::is_hidden(U'é'));
static_assert(display::visible(U'\n') == U'␊' && display::visible(U'\x7f') == U'␡');

TEST_CASE("carets stand under the characters that are meant") {
  auto const drawn = draw_line("x = log(softmax(y))", {5, 8}, 80);
  CHECK(drawn.text == "x = log(softmax(y))");
  CHECK(drawn.carets == "    ^^^");
}

TEST_CASE("a wide character has two carets, a combining one none") {
  CHECK(draw_line("値 = 損失", {5, 7}, 80).carets == "     ^^^^");
  CHECK(draw_line("e\u0301 = y", {6, 7}, 80).carets == "    ^");
}

TEST_CASE("a tab is as many blanks as lead to the next stop") {
  auto const drawn = draw_line("a\tb\tc", {5, 6}, 80);
  CHECK(drawn.text == "a   b   c");
  CHECK(drawn.carets == "        ^");
}

TEST_CASE("what cannot be seen takes one column, and carets stay in place") {
  auto const drawn = draw_line("a\x1b[31m\u202Eb", {8, 9}, 80);
  CHECK(drawn.text == "a␛[31m�b");
  CHECK(drawn.carets == "       ^");
}

TEST_CASE("there is one caret where nothing is meant, and past the end of a line") {
  CHECK(draw_line("ab", {2, 2}, 80).carets == " ^");
  CHECK(draw_line("ab", {9, 12}, 80).carets == "  ^");
  CHECK(draw_line("", {1, 1}, 80).carets == "^");
}

TEST_CASE("a long line is cut around the carets") {
  auto const line = std::string(100, 'a') + "BBB" + std::string(100, 'c');
  auto const drawn = draw_line(line, {101, 104}, 32);
  CHECK(drawn.text == "…aaaaaaaaaaBBBccccccccccccccccc…");
  CHECK(drawn.carets == "           ^^^");
  CHECK(draw_line(line, 10) == "aaaaaaaa…");
}

TEST_CASE("whatever the line, a drawing keeps its width and its carets within the text") {
  std::mt19937 random{7};
  for (int trial = 0; trial < 3000; ++trial) {
    std::string line;
    for (auto i = random() % 90; i > 0; --i) {
      constexpr std::string_view parts[] = {"a", "\t", "損", "e\u0301", "\x1b", "\xFF", " "};
      line += parts[random() % 7];
    }
    auto const begin = static_cast<std::uint32_t>(random() % 120 + 1);
    auto const columns = 20 + random() % 60;
    auto const drawn =
        draw_line(line, {begin, begin + static_cast<std::uint32_t>(random() % 30)}, columns);
    INFO(line);
    CHECK(display::width(drawn.text) <= columns);
    CHECK(drawn.carets.size() <= columns + 1);
    CHECK(drawn.carets.ends_with('^'));
  }
}
