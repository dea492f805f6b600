// SPDX-License-Identifier: Apache-2.0
#include <prodreview/yaml_reader.hpp>
#include <prodreview/yaml_writer.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace prodreview;

namespace {

/// The first problem as `offset sentence`; empty when the text is fine.
auto problem_of(std::string const &text) -> std::string {
  auto const read = read_yaml(text, 0);
  if (read.problems.empty()) return {};
  auto const &first = read.problems.front();
  return std::to_string(first.where.range.begin) + ' ' + first.sentence;
}

auto repeated(std::string_view part, std::size_t times) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

} // namespace

TEST_CASE("a document becomes a tree in which every value knows its place") {
  auto const text =
      std::string{"fail-on: high # as before\nrules:\n  'a': \"b\\n\"\npaths: [x, ü, z]\n"};
  auto const read = read_yaml(text, 7);
  REQUIRE(read.whole);
  REQUIRE(read.problems.empty());
  auto const *level = read.root.find("fail-on");
  REQUIRE(level != nullptr);
  CHECK(level->plain);
  CHECK(level->where.source == 7);
  CHECK(text.substr(level->where.range.begin, level->where.range.size()) == "high");
  auto const &rule = read.root.find("rules")->members.front();
  CHECK(rule.key == "a");
  CHECK(text.substr(rule.key_where.range.begin, rule.key_where.range.size()) == "'a'");
  CHECK_FALSE(rule.value.plain);
  CHECK(rule.value.text == "b\n");
  auto const &items = read.root.find("paths")->items;
  REQUIRE(items.size() == 3);
  CHECK(text.substr(items[1].where.range.begin, items[1].where.range.size()) == "ü");
  CHECK(text.substr(items[2].where.range.begin, 1) == "z");
}

TEST_CASE("an empty text, comments and an empty document are nothing at all") {
  for (auto const *text : {"", "# nothing\n", "\n\n", "---\n", "--- # nothing\n...\n"}) {
    CAPTURE(text);
    CHECK(problem_of(text).empty());
    CHECK(read_yaml(text, 0).root.kind == yaml_kind::null);
  }
}

TEST_CASE("what a configuration has no use for is refused at its place") {
  struct row {
    std::string text;
    std::string problem;
  };
  auto const at = GENERATE(values<row>({
      {"a: 1\na: 2\n", "5 The key `a` is given twice."},
      {"{a: 1, 'a': 2}", "7 The key `a` is given twice."},
      {"a: &x 1\n", "3 Anchors are not supported."},
      {"a: &x\nb: 1\n", "3 Anchors are not supported."},
      {"&x a: 1\n", "0 Anchors are not supported."},
      {"a: &x [*x]\n", "3 Anchors are not supported."},
      {"&a &b c\n", "3 This is not valid YAML."},
      {"a: *x\n", "3 A value cannot begin with `*`: it would be an alias."},
      {"a: *.py\n", "3 A value cannot begin with `*`: it would be an alias."},
      {"<<: {a: 1}\n", "0 Merge keys are not supported."},
      {"!2", "0 Tags are not supported."},
      {"a: ! 2\n", "3 Tags are not supported."},
      {"a: !!str 2\n", "3 Tags are not supported."},
      {"!foo\na: 1\n", "0 Tags are not supported."},
      {"a: !x [1]\n", "3 Tags are not supported."},
      {"? [a]\n: b\n", "2 Only a name can be a key."},
      {"~: b\n", "0 Only a name can be a key."},
      {"a: 1\n---\nb: 2\n", "5 A second document begins here."},
      {"---\n---\n", "4 A second document begins here."},
      {"%YAML 1.2\n---\na: 1\n", "0 Directives are not supported."},
      {"# c\n%TAG ! tag:x,2000:\n---\na: 1\n", "4 Directives are not supported."},
      {"rules: \"a", "7 A quoted text is never closed."},
      {"rules: 'a\n\nb", "7 A quoted text is never closed."},
      {"'a: 1\n", "0 A quoted text is never closed."},
      {"'it''s", "0 A quoted text is never closed."},
      {"\"a\\\"\n", "0 A quoted text is never closed."},
      {"a: [1,\n", "3 This `[` is never closed."},
      {"a: {b: 1\n", "3 This `{` is never closed."},
      {"a: ]\n", "3 A closing bracket has no opening one."},
      {"\tb: 1\n", "0 A tab is used for indentation."},
      {"a: b: c\n", "4 A `:` makes this a key, but no key can stand here."},
      {"a:\n  b: 1\n c: 2\n", "11 This line does not continue the mapping above."},
      {"a: @x\n", "3 A value cannot begin with this character."},
      {"a: \"\\q\"\n", "6 A text in double quotes has an unknown escape."},
      {"a: - b\n", "3 A list cannot begin here."},
  }));
  CAPTURE(at.text);
  CHECK(problem_of(at.text) == at.problem);
}

TEST_CASE("several problems of one text are all found") {
  auto const read = read_yaml("a: &x 1\nb: !t 2\na: 3\nc: {d: 1, d: 2}\n", 0);
  CHECK(read.whole);
  CHECK(read.problems.size() == 4);
}

TEST_CASE("only clean UTF-8 is read") {
  auto const nul = std::string("a: \0b\n", 6);
  CHECK(problem_of(nul) == "3 The control character U+0000 is not allowed.");
  CHECK(problem_of(std::string("\xFF\xFE"
                               "a\0:\0",
                               6)) == "0 The file is UTF-16.");
  CHECK(problem_of(std::string("a\0:\0 \0", 6)) == "0 The file is UTF-16.");
  CHECK(problem_of("a: \xFF\n") == "3 The byte 0xFF is not valid UTF-8.");
  CHECK(problem_of("a: \xC0\xAF\n") == "3 The byte 0xC0 is not valid UTF-8.");
  CHECK(problem_of("a: \xED\xA0\x80\n") == "3 The byte 0xED is not valid UTF-8.");
  CHECK(problem_of("a: \xE2\x82") == "3 The byte 0xE2 is not valid UTF-8.");
  CHECK(problem_of("a: \x1B[31m\n") == "3 The control character U+001B is not allowed.");
  CHECK(problem_of("a: 1\rb: 2\n") == "4 A carriage return stands without a line feed.");
  CHECK(problem_of("a: 1\r\nb: 2\r\n").empty());
}

TEST_CASE("attacks by size, depth and number are stopped") {
  CHECK(problem_of(repeated("[", 100'000)) == "16 Values are nested more than 32 levels deep.");
  CHECK(problem_of(repeated("{a: ", 50'000)) == "124 Values are nested more than 32 levels deep.");
  CHECK(problem_of(repeated("- ", 50'000)) == "64 Values are nested more than 32 levels deep.");
  CHECK(problem_of(repeated("- a\n", 20'000)).find("10,000 values") != std::string::npos);
  CHECK(problem_of(repeated("a", 300'000)) == "0 The file is larger than 256 KiB.");
  CHECK(problem_of(repeated("[", 32) + repeated("]", 32)).empty());
  auto bomb = std::string{"a0: &a0 [x, x]\n"};
  for (auto i = 1; i < 10; ++i)
    bomb += 'a' + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) +
            "]\n";
  CHECK(problem_of(bomb) == "4 Anchors are not supported.");
}

TEST_CASE("any bytes are read without a crash, and places stay within the text") {
  std::mt19937 random{11};
  constexpr std::string_view pieces[]{"a",  ": ",  "\n",  "  ",       "- ", "[",   "]",
                                      "{",  "}",   ", ",  "\"",       "'",  "#",   "&x ",
                                      "*x", "!t ", "|\n", ">-\n",     "? ", "~",   "---\n",
                                      "%",  "\t",  "<<",  "\xC3\xA4", "\\", "\xFF"};
  for (auto i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random() % 14; n > 0; --n) text += pieces[random() % std::size(pieces)];
    auto const read = read_yaml(text, 0);
    CAPTURE(text);
    if (!read.whole) REQUIRE_FALSE(read.problems.empty());
    for (auto const &problem : read.problems) {
      REQUIRE(problem.where.range.end <= text.size());
      REQUIRE_FALSE(problem.sentence.empty());
      REQUIRE_FALSE(problem.help.empty());
    }
  }
}

TEST_CASE("what the writer writes, the reader reads back") {
  for (auto const *text : {"", "a", "-a", "null", "~", "yes", "1", "a b", "a: b", "#", "\"q\"",
                           "\\", "tab\there", "line\nend", "ä", "*.py", "it's", "\x1B"}) {
    CAPTURE(text);
    auto const read = read_yaml("k: " + yaml_text_of(text) + "\n", 0);
    REQUIRE(read.problems.empty());
    REQUIRE(read.root.find("k") != nullptr);
    CHECK(read.root.find("k")->text == text);
    CHECK(read.root.find("k")->kind == yaml_kind::scalar);
  }
}
