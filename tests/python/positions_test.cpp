// SPDX-License-Identifier: Apache-2.0
#include "parsed.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace prodreview;
using testing::parsed;

namespace {

auto comments_of(tree::unit const &unit) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (auto const comment : unit.comments) texts.emplace_back(unit.text(comment));
  return texts;
}

} // namespace

TEST_CASE("comments are kept in order, without the line end") {
  auto const unit = parsed("#!/usr/bin/python\r\nx = 1  # one\rf(  # two\n  # three\n)\n#last");
  CHECK(comments_of(unit) ==
        std::vector<std::string>{"#!/usr/bin/python", "# one", "# two", "# three", "#last"});
}

TEST_CASE("a number sign in a string is no comment") {
  CHECK(parsed("x = '# no'\ny = f'# no {z}'\n").comments.empty());
}

TEST_CASE("comments in the fields of f-strings are kept") {
  CHECK(comments_of(parsed("f'''{x # yes\n}'''")) == std::vector<std::string>{"# yes"});
}

TEST_CASE("comments are not doubled where the lexer goes back after an error") {
  auto const unit = parsed("a = (  # one\nb = 2  # two\nc = 3  # three\n");
  CHECK(comments_of(unit) == std::vector<std::string>{"# one", "# two", "# three"});
}

TEST_CASE("CR, CRLF and LF end a line and a form feed does not") {
  auto const unit = parsed("a = 1\rb = 2\r\nc = 3\n\fd = 4\n");
  REQUIRE(unit.errors.empty());
  std::vector<std::uint32_t> lines;
  for (auto const *const one : unit.root->body)
    lines.push_back(unit.source.position_of(one->range.begin).line);
  CHECK(lines == std::vector<std::uint32_t>{1, 2, 3, 4});
}

TEST_CASE("a form feed sets the indentation back") {
  CHECK(parsed("if a:\n  b\n  \f  c\n").errors.empty());
  CHECK(parsed("if a:\n  b\n\fc\n").errors.empty());
}

TEST_CASE("a byte order mark is no part of the text") {
  auto const unit = parsed("\xEF\xBB\xBFx = 1\n");
  CHECK(unit.errors.empty());
  CHECK(unit.root->body.front()->range.begin == 0);
}

TEST_CASE("a definition knows where its name stands and its header ends") {
  auto const unit = parsed("@a\ndef  name ( x : int ) -> y :  # c\n    pass\n");
  auto const *const function = tree::as_function(unit.root->body.front());
  REQUIRE(function != nullptr);
  CHECK(unit.text(function->name_range) == "name");
  CHECK(unit.text({function->range.begin, function->header_end}) == "def  name ( x : int ) -> y :");
  CHECK(unit.text(function->args->args.front()->name_range) == "x");
}

TEST_CASE("an elif is an if that begins at its word") {
  auto const unit = parsed("if a: pass\nelif b: pass\nelse: c\n");
  auto const *const first = tree::as<tree::if_>(unit.root->body.front());
  REQUIRE(first != nullptr);
  auto const *const second = tree::as<tree::if_>(first->orelse.front());
  REQUIRE(second != nullptr);
  CHECK(unit.text(*second) == "elif b: pass\nelse: c");
  CHECK(unit.text({second->range.begin, second->header_end}) == "elif b:");
}

TEST_CASE("a name occurs under its own number") {
  auto const unit = parsed("with (a, (yield)): b\nwith (c, d): e\n");
  REQUIRE(unit.errors.empty());
  CHECK(unit.occurrences == 5);
}

TEST_CASE("identifiers are compared in their normal form") {
  auto const unit = parsed("\xEF\xAC\x81 = 1\nfi = 2\n"); // the ligature and the letters
  auto const name_of = [&](std::size_t i) {
    auto const *const statement = tree::as<tree::assign>(unit.root->body[i]);
    return tree::as<tree::name>(statement->targets.front())->id;
  };
  CHECK(name_of(0) == name_of(1));
}
