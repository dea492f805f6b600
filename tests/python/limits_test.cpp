// SPDX-License-Identifier: Apache-2.0
#include "parsed.hpp"
#include <prodreview/python/grammar.hpp>
#include <prodreview/python/height.hpp>

#include <catch2/catch.hpp>

#include <functional>
#include <pthread.h>
#include <string>

using namespace prodreview;
using testing::parsed;
using testing::repeated;

namespace {

/// One megabyte; where the address sanitizer watches, each frame takes several times its size.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t small_stack = 8 * 1024 * 1024;
#else
constexpr std::size_t small_stack = 1024 * 1024;
#endif

/// Runs in a thread with a small stack.
void on_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, small_stack);
  pthread_t thread{};
  auto const run = [](void *what) -> void * {
    (*static_cast<std::function<void()> *>(what))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, &work) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

auto parsed_on_small_stack(std::string const &text) -> tree::unit {
  tree::unit unit;
  on_small_stack([&] { unit = parsed(text); });
  return unit;
}

constexpr std::size_t many = 100'000;

} // namespace

TEST_CASE("200 brackets are read and 201 are not") {
  CHECK(parsed(repeated("(", 200) + "a" + repeated(")", 200)).errors.empty());
  auto const unit = parsed(repeated("(", 201) + "a" + repeated(")", 201));
  REQUIRE(!unit.errors.empty());
  CHECK(unit.errors.front().message == "too many nested parentheses");
}

TEST_CASE("99 indents are read and 100 are not") {
  auto const nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += repeated(" ", i) + "if x:\n";
    return text + repeated(" ", depth) + "pass\n";
  };
  CHECK(parsed(nested(99)).errors.empty());
  auto const unit = parsed(nested(100));
  REQUIRE(!unit.errors.empty());
  CHECK(unit.errors.front().message == "too many levels of indentation");
}

TEST_CASE("long runs of operators are read, and flat") {
  for (auto const *const operation : {"+x", " or x", " < x", "@x", "|x", ", x", " and x"}) {
    auto const unit = parsed_on_small_stack("x" + repeated(operation, many) + "\n");
    CAPTURE(operation);
    CHECK(unit.errors.empty());
    CHECK(!python::is_higher_than(*unit.root, 10));
  }
}

TEST_CASE("what is nested without end is refused and no stack overflows") {
  auto const texts = {"a" + repeated(".b", many),
                      "f" + repeated("()", many),
                      "x" + repeated("[0]", many),
                      repeated("not ", many) + "x",
                      repeated("-", many) + "x",
                      "x" + repeated("**x", many),
                      repeated("lambda:", many) + "x",
                      repeated("a if b else ", many) + "c",
                      "if a: pass\n" + repeated("elif b: pass\n", many),
                      repeated("(a:=", many),
                      repeated("f(", many),
                      repeated("f\"{", many),
                      repeated("{a:", many),
                      "match x:\n case " + repeated("(", many),
                      "match x:\n case a" + repeated(".b", many) + ": pass",
                      repeated("f(", 150) + "x" + repeated(")" + repeated(".a", 1000), 150)};
  for (auto const &text : texts) {
    auto const unit = parsed_on_small_stack(text);
    CAPTURE(text.substr(0, 20));
    CHECK(!unit.errors.empty());
    CHECK(!python::is_higher_than(*unit.root, python::maximum_height + 100));
  }
}

TEST_CASE("what real code nests is read") {
  CHECK(parsed("a" + repeated(".b", 900)).errors.empty());
  CHECK(parsed(repeated("not ", 500) + "x").errors.empty());
  CHECK(parsed("if a: pass\n" + repeated("elif b: pass\n", 900)).errors.empty());
  CHECK(parsed(repeated("[", 150) + repeated("]", 150)).errors.empty());
}

TEST_CASE("CPython's limit on decimal digits holds") {
  CHECK(parsed("x = " + repeated("1", 4300)).errors.empty());
  CHECK(!parsed("x = " + repeated("1", 4301)).errors.empty());
  CHECK(parsed("x = 0x" + repeated("1", 5000)).errors.empty());
}

TEST_CASE("a text of bad lines is read in one go") {
  for (auto const *const line : {"a b\n", "(\n", "'\n", "def f(\n", "f'{\n", " x\n", "try: x\n"}) {
    auto const unit = parsed_on_small_stack(repeated(line, 2000));
    CAPTURE(line);
    CHECK(!unit.errors.empty());
  }
}
