// SPDX-License-Identifier: Apache-2.0
#include "parsed.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace prodreview;
using testing::outline;
using testing::parsed;

namespace {

auto body_of(tree::unit const &unit) { return outline(unit, unit.root->body); }

auto opaque_at(tree::unit const &unit, std::size_t index) {
  return tree::as<tree::opaque_statement>(unit.root->body[index]);
}

} // namespace

TEST_CASE("a statement that cannot be read is opaque and its neighbours are kept") {
  auto const unit = parsed("a = 1\nb = = 2\nc = 3\n");
  CHECK(body_of(unit) == "a, opaque, c");
  CHECK(unit.errors.size() == 1);
  CHECK(unit.text(*unit.root->body[1]) == "b = = 2");
}

TEST_CASE("each bad statement has its error, the first one first") {
  auto const unit = parsed("a b\nc = 1\nd e\n");
  REQUIRE(unit.errors.size() == 2);
  CHECK(unit.source.position_of(unit.errors[0].range.begin).line == 1);
  CHECK(unit.source.position_of(unit.errors[1].range.begin).line == 3);
}

TEST_CASE("an error inside of a block does not cost the block") {
  auto const unit = parsed("def f():\n  a = 1\n  b b\n  c = 2\nd = 3\n");
  CHECK(body_of(unit) == "d, d");
  auto const *const function = tree::as_function(unit.root->body[0]);
  REQUIRE(function != nullptr);
  CHECK(outline(unit, function->body) == "a, opaque, c");
}

TEST_CASE("a bad header keeps the block below it as children") {
  auto const unit = parsed("def f(a b):\n  x = 1\n  y = 2\nz = 3\n");
  CHECK(body_of(unit) == "opaque, z");
  REQUIRE(opaque_at(unit, 0) != nullptr);
  CHECK(opaque_at(unit, 0)->children.size() == 2);
}

TEST_CASE("a try without handlers keeps its body as children") {
  auto const unit = parsed("try:\n  x = 1\ny = 2\n");
  CHECK(body_of(unit) == "opaque, y");
  REQUIRE(opaque_at(unit, 0) != nullptr);
  CHECK(opaque_at(unit, 0)->children.size() == 1);
}

TEST_CASE("statements before the bad one on the same line are kept") {
  auto const unit = parsed("a = 1; b b; c = 2\nd = 3\n");
  CHECK(body_of(unit) == "a, opaque, d");
}

TEST_CASE("a bracket that is never closed costs only its own statement") {
  auto const unit = parsed("a = (1,\nb = 2\ndef f():\n  return 3\n");
  CHECK(body_of(unit) == "opaque, b, d");
  CHECK(unit.errors.front().message == "'(' was never closed");
}

TEST_CASE("a string that is never closed costs only its line") {
  auto const unit = parsed("a = 'x\nb = 2\n");
  CHECK(body_of(unit) == "opaque, b");
}

TEST_CASE("an f-string that is never closed costs only its line") {
  auto const unit = parsed("a = f'x{y\nb = 2\n");
  CHECK(body_of(unit) == "opaque, b");
}

TEST_CASE("an unexpected indent keeps what is indented") {
  auto const unit = parsed("a = 1\n  b = 2\nc = 3\n");
  CHECK(body_of(unit) == "a, opaque, c");
  REQUIRE(opaque_at(unit, 1) != nullptr);
  CHECK(opaque_at(unit, 1)->children.size() == 1);
  CHECK(unit.errors.front().message == "unexpected indent");
}

TEST_CASE("an unindent to nowhere goes on at that line") {
  auto const unit = parsed("if a:\n    b = 1\n  c = 2\nd = 3\n");
  CHECK(unit.errors.size() == 1);
  CHECK(unit.text(*unit.root->body.back()) == "d = 3");
}

TEST_CASE("every error leaves a tree that ends where the text ends") {
  for (auto const *const text :
       {"", "\n", "(", "def", "class A(", "if x:\n", "@", "'''", "f'{", "\\"}) {
    auto const unit = parsed(text);
    CAPTURE(text);
    REQUIRE(unit.root != nullptr);
    CHECK(unit.root->range.end == unit.source.text().size());
  }
}
