// SPDX-License-Identifier: Apache-2.0
#include "programs.hpp"
#include <prodreview/text/joined.hpp>

#include <catch2/catch.hpp>

using namespace programs;

namespace {
/// What `text`, alone on the line after `before`, names.
auto named(std::string_view before, std::string_view text) -> std::string {
  auto const source = joined({before, text, "\n"});
  program const it{source};
  return it.named(text, it.unit().source.lines().count() - 1);
}
} // namespace

TEST_CASE("every way to import a name resolves to the same qualified name") {
  std::string const softmax = "torch.nn.functional.softmax";
  CHECK(named("import torch\n", "torch.nn.functional.softmax") == softmax);
  CHECK(named("import torch as t\n", "t.nn.functional.softmax") == softmax);
  CHECK(named("import torch.nn.functional as F\n", "F.softmax") == softmax);
  CHECK(named("from torch import nn as layers\n", "layers.functional.softmax") == softmax);
  CHECK(named("from torch.nn import functional\n", "functional.softmax") == softmax);
  CHECK(named("from torch.nn.functional import softmax as s\n", "s") == softmax);
  CHECK(named("import torch\nF = torch.nn.functional\ns = F.softmax\n", "s") == softmax);
  CHECK(named("from .layers import edge\n", "edge.scores") == ".layers.edge.scores");
}

TEST_CASE("what torch exports is spelt as exported") {
  CHECK(named("from torch.functional import einsum\n", "einsum") == "torch.einsum");
  CHECK(named("import torch.nn.modules.loss as l\n", "l.L1Loss") == "torch.nn.L1Loss");
  CHECK(named("from torch.nn.parameter import Parameter\n", "Parameter") == "torch.nn.Parameter");
  CHECK(named("import torch\n", "torch.softmax") == "torch.softmax");
}

TEST_CASE("a builtin resolves unless something may shadow it") {
  CHECK(named("", "ValueError") == "builtins.ValueError");
  CHECK(named("", "no_such_builtin").empty());
  CHECK(named("ValueError = 1\n", "ValueError").empty());
  CHECK(named("from errors import *\n", "ValueError").empty());
  CHECK(named("def f():\n  global len\n  len = 1\n", "len").empty());
}

TEST_CASE("what the unit defines resolves to a name that no import can have") {
  CHECK(named("class edge:\n  pass\n", "edge.scores") == "here:edge.scores");
  program const it{"def outer():\n  def inner(): pass\n  inner()\n"};
  CHECK(it.named("inner", 3) == "here:outer.inner");
}

TEST_CASE("guarded and repeated imports still count") {
  CHECK(named("try:\n  import torch\nexcept ImportError:\n  torch = None\n", "torch.log") ==
        "torch.log");
  CHECK(named("if x:\n  import torch\nelse:\n  import torch\n", "torch.log") == "torch.log");
  CHECK(named("import torch\ntorch: object\ndel torch\n", "torch.log") == "torch.log");
}

TEST_CASE("a name with two meanings has none") {
  CHECK(named("try:\n  from a import f\nexcept ImportError:\n  from b import f\n", "f").empty());
  CHECK(named("import torch\ntorch = fake\n", "torch.log").empty());
  CHECK(named("for torch in x: pass\n", "torch.log").empty());
  program const it{"import torch\ndef f(torch):\n  torch.log\n"};
  CHECK(it.named("torch.log", 3).empty());
}

TEST_CASE("a name that is defined by itself ends somewhere") {
  CHECK(named("a = b\nb = a\n", "a").empty());
  CHECK(named("a = a\n", "a").empty());
  std::string many;
  for (int i = 0; i < 40; ++i)
    for (int j = 0; j < 40; ++j)
      many += joined({"n", std::to_string(i), " = n", std::to_string(i + 1), "\n"});
  CHECK(named(many + "import torch as n40\n", "n0.log").empty());
}

TEST_CASE("the only value of a variable is known when nothing else gives it one") {
  auto const has_value = [](std::string_view before) {
    auto const source = joined({before, "x\n"});
    program const it{source};
    auto const last = it.unit().source.lines().count() - 1;
    return tree::only_value(it.unit(), it.occurrence("x", last)) != nullptr;
  };
  CHECK(has_value("x = f()\n"));
  CHECK(has_value("x: int\nx = f()\ndel x\n"));
  CHECK_FALSE(has_value("x = f()\nx += 1\n"));
  CHECK_FALSE(has_value("x = f()\nx = g()\n"));
  CHECK_FALSE(has_value("x, y = f()\n"));
  CHECK_FALSE(has_value("x = f()\ndef g():\n  global x\n  x = 1\n"));
}
