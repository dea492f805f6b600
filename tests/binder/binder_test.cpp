// SPDX-License-Identifier: Apache-2.0
#include "programs.hpp"

#include <catch2/catch.hpp>

using namespace programs;

TEST_CASE("a method does not see the names of its class") {
  program const it{"x = 1\nclass edge:\n  x = 2\n  def scores(self):\n    return x\n"};
  CHECK(it.bound_on("x", 5) == lines{1});
}

TEST_CASE("the first iterable of a comprehension stands outside, the rest inside") {
  program const it{"class edge:\n  x = [1]\n  y = [\n    z\n    for z in x\n    if x\n  ]\n"};
  CHECK(it.bound_on("x", 5) == lines{2});
  CHECK(it.bound_on("x", 6).empty());
  CHECK(it.bound_on("z", 4) == lines{5});
}

TEST_CASE("a walrus in a comprehension binds in the function around it") {
  program const it{
      "def f(rows):\n  all(last := r for r in rows)\n  def g():\n    return last\n  return last\n"};
  CHECK(it.bound_on("last", 5) == lines{2});
  CHECK(it.bound_on("last", 4) == lines{2});
  CHECK(it.scope_of("last", 5) == tree::scope_kind::function);
}

TEST_CASE("global binds the module's variable, and says so") {
  program const it{"def load():\n  global model\n  model = 1\nmodel\n"};
  CHECK(it.bound_on("model", 4) == lines{3});
  CHECK(it.unit().bindings.variable_of(it.occurrence("model", 4))->bound_elsewhere);
}

TEST_CASE("nonlocal binds the enclosing function's variable, and says so") {
  program const it{
      "def f():\n  n = 0\n  def g():\n    nonlocal n\n    n += 1\n    return n\n  return n\n"};
  CHECK(it.bound_on("n", 6) == lines{2, 5});
  CHECK(it.bound_on("n", 7) == lines{2, 5});
  CHECK(it.unit().bindings.variable_of(it.occurrence("n", 7))->bound_elsewhere);
}

TEST_CASE("type parameters have a scope of their own, which sees the class around it") {
  program const it{"class edge:\n  T = int\n  U = T\n  def f[V: U](self, a: V, b: T = T) -> V:\n"
                   "    return V, T\nclass box[W](list[W]):\n  w: W\ntype pair[K] = (K, K)\n"};
  CHECK(it.bound_on("V", 4) == lines{4});
  CHECK(it.bound_on("U", 4) == lines{3});
  CHECK(it.bound_on("T", 4) == lines{2});
  CHECK(it.bound_on("V", 5) == lines{4});
  CHECK(it.bound_on("T", 5).empty());
  CHECK(it.scope_of("V", 5) == tree::scope_kind::type_parameters);
  CHECK(it.bound_on("W", 6) == lines{6});
  CHECK(it.bound_on("W", 7) == lines{6});
  CHECK(it.bound_on("K", 8) == lines{8});
}

TEST_CASE("a default is evaluated outside, where the type parameters are not known") {
  program const it{"T = 1\ndef f[T](a=T):\n  return T\n"};
  CHECK(it.bound_on("T", 2) == lines{1});
  CHECK(it.bound_on("T", 3) == lines{2});
}

TEST_CASE("a private name of a class is mangled") {
  program const it{"class edge:\n  __size = 1\n  size = __size\n_edge__size = 2\n_edge__size\n"};
  CHECK(it.bound_on("__size", 3) == lines{2});
  CHECK(it.bound_on("_edge__size", 5) == lines{4});
}

TEST_CASE("__class__ in a method is the class") {
  program const it{"class edge:\n  def f(self):\n    return __class__\n"};
  CHECK(it.bound_on("__class__", 3) == lines{1});
  CHECK(it.scope_of("__class__", 3) == tree::scope_kind::class_);
}

TEST_CASE("patterns, handlers, loops and with bind names") {
  program const it{"match p:\n  case [a, *b] | {'k': a, **b} as c:\n    a, b, c\n"
                   "try: pass\nexcept E as e: e\nfor f, (g, *h) in p: f, g, h\nwith p as i: i\n"};
  CHECK(it.bound_on("a", 3) == lines{2, 2});
  CHECK(it.bound_on("b", 3) == lines{2, 2});
  CHECK(it.bound_on("c", 3) == lines{2});
  CHECK(it.bound_on("e", 5) == lines{5});
  CHECK(it.bound_on("h", 6) == lines{6});
  CHECK(it.bound_on("i", 7) == lines{7});
}

TEST_CASE("imports say what they stand for") {
  program const it{"import a.b\nimport a.b as c\nfrom a.b import d as e\nfrom . import f\n"
                   "from ..g import h\nfrom i import *\n"};
  std::vector<std::string_view> origins;
  for (auto const &one : it.unit().bindings.all) origins.push_back(one.origin);
  CHECK(origins == std::vector<std::string_view>{"a", "a.b", "a.b.d", ".f", "..g.h", "i"});
  CHECK(it.unit().bindings.has_star_import);
}

TEST_CASE("only a value that is assigned whole and alone is kept") {
  program const it{"a = b = f()\nc, d = f()\ne: int = g()\n(h := k())\n"};
  std::vector<bool> has_value;
  for (auto const &one : it.unit().bindings.all) has_value.push_back(one.value != nullptr);
  CHECK(has_value == std::vector<bool>{true, true, false, false, true, true});
}

TEST_CASE("code that does not parse is bound as far as it was read") {
  program const it{"import torch\nx = = 1\ntorch.ones(2)\n"};
  CHECK(it.bound_on("torch", 3) == lines{1});
}

TEST_CASE("deep code is bound without deep recursion") {
  std::string deep = "x = a";
  for (int i = 0; i < 20000; ++i) deep += ".b";
  for (int i = 0; i < 90; ++i)
    deep.append("\n").append(static_cast<std::size_t>(i), ' ').append("if x:");
  deep += " pass\n";
  program const it{deep};
  CHECK(it.unit().bindings.scopes.size() == 1);
}
