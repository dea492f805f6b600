// SPDX-License-Identifier: Apache-2.0
#include "parsed.hpp"
#include <prodreview/python/diagnosis.hpp>
#include <prodreview/tree/visit.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace prodreview;
using testing::parsed;

namespace {

/// A program with a bit of everything.
constexpr std::string_view sample = R"(# -*- coding: utf-8 -*-
"""Doc."""
from __future__ import annotations
import torch.nn as nn, os
from .a import (b as c, d,)
@decorated(1)
async def f[T: int, *Ts, **P](a, /, b: int = 0, *args: *Ts, c=None, **kwargs) -> T:
    async with a as b, c: await d
    for x, *y in z: yield x, *y
    else: return
class A[T = int](B, metaclass=M, **k):
    x: int = 1; y = [i async for i in j if k]
    type Alias[U] = dict[str, U]
match point:
    case [1, *_, {"k": v, **rest}] | Point(x=0, y=-1.5+2j) as p if p: pass
    case _: pass
try:
    value = f"{x!r:>{width}} {{}} {y = } {'nested'}"; t"{z}"; b'\x00' rb"\d"; u'x'
except* (A, B) as e: raise C from e
finally: del a[0], b.c, (d, e)
with (open(a) as f, open(b)): print(*a, **b, end='')
lambda *a, b=1: (yield) if a < b <= c is not d else not e ** -f
x = a if b else [*c, {**d, e: f}, {g, h}] @ i // 1_000.5e-3j
while (n := n - 1) > 0 and \
      True: continue
été = "ünïcödé"	# comment
)";

struct generator {
  std::uint64_t state;
  auto next(std::uint32_t below) -> std::uint32_t {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>(state >> 33U) % below;
  }
};

/// Every node lies within the text and its parent counts it once; answers how many there are.
auto count_nodes(tree::unit const &unit, tree::node const &node) -> std::size_t {
  CHECK(node.range.begin <= node.range.end);
  CHECK(node.range.end <= unit.source.text().size());
  std::size_t count = 1;
  tree::for_each_child(node, [&](tree::node const &child) { count += count_nodes(unit, child); });
  return count;
}

/// The parser and the search for CPython's error are two readings of one grammar.
void must_agree(std::string_view text) {
  auto const unit = parsed(text);
  CAPTURE(std::string{text});
  CHECK(unit.errors.empty() == !python::diagnose(unit.source).has_value());
}

void must_survive(std::string_view text) {
  auto const unit = parsed(text);
  REQUIRE(unit.root != nullptr);
  CHECK(count_nodes(unit, *unit.root) > 0);
  for (auto const &error : unit.errors) {
    CHECK(error.range.end <= unit.source.text().size());
    CHECK(!error.message.empty());
  }
}

} // namespace

TEST_CASE("the sample is a valid program") {
  auto const unit = parsed(sample);
  INFO((unit.errors.empty() ? std::string{} : unit.errors.front().message));
  CHECK(unit.errors.empty());
}

TEST_CASE("a program that ends at any byte is survived") {
  for (std::size_t size = 0; size <= sample.size(); ++size) must_survive(sample.substr(0, size));
}

TEST_CASE("a program that begins at any byte is survived") {
  for (std::size_t from = 0; from <= sample.size(); ++from) must_survive(sample.substr(from));
}

TEST_CASE("a program with any byte in a wrong place is survived") {
  generator random{1};
  for (int i = 0; i < 2000; ++i) {
    std::string text{sample};
    for (auto changes = random.next(4) + 1; changes > 0; --changes)
      text[random.next(static_cast<std::uint32_t>(text.size()))] =
          static_cast<char>(random.next(256));
    must_survive(text);
  }
}

TEST_CASE("the parser refuses exactly what the grammar with error rules refuses") {
  generator random{3};
  constexpr std::string_view likely = "()[]{}:;,.'\"\n =*@0aif";
  for (int i = 0; i < 3000; ++i) {
    // Without cookie and futures, which the grammar does not judge.
    auto const first = sample.find("import torch");
    std::string text{sample.substr(first, sample.find("été") - first)};
    for (auto changes = random.next(2) + 1; changes > 0; --changes)
      text.insert(random.next(static_cast<std::uint32_t>(text.size())), 1,
                  likely[random.next(static_cast<std::uint32_t>(likely.size()))]);
    must_agree(text);
  }
}

TEST_CASE("bytes without sense are survived") {
  generator random{2};
  constexpr std::string_view likely = "()[]{}:;,.'\"\\\n\t #=+-*@fbrut\r\f0xeE_\xC3\xA9\xFF";
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (auto size = random.next(120); size > 0; --size)
      text += random.next(3) == 0 ? static_cast<char>(random.next(256))
                                  : likely[random.next(static_cast<std::uint32_t>(likely.size()))];
    must_survive(text);
  }
}
