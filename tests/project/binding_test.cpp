// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/signature.hpp>
#include <prodreview/python/front_end.hpp>
#include <prodreview/tree/search.hpp>

#include <catch2/catch.hpp>

using namespace prodreview;

namespace {

/// How the call in the second statement binds to the function in the first.
auto bound(std::string const &function, std::string const &call) -> std::string {
  auto const unit = python::read_unit("a.py", function + "\n" + call + "\n");
  auto const *made = tree::as_function(unit.root->body[0]);
  auto const *found = tree::find_node(
      *unit.root->body[1], [](tree::node const &any) { return any.kind == tree::node_kind::call; });
  auto const parameters = flow::parameters_of(unit, *made->args);
  auto const result = flow::bind(parameters, flow::shape_of(unit, *tree::as<tree::call>(found)));
  switch (result.what) {
  case flow::misfit::none: return "binds";
  case flow::misfit::too_many_positional: return "at most " + std::to_string(result.count);
  case flow::misfit::unknown_keyword: return "unknown " + std::string{result.name};
  case flow::misfit::given_twice: return "twice " + std::string{result.name};
  case flow::misfit::positional_only: return "positional " + std::string{result.name};
  case flow::misfit::missing: return "missing " + std::string{result.name};
  }
  return {};
}

} // namespace

TEST_CASE("arguments bind to parameters as Python binds them") {
  CHECK(bound("def f(a, b=1): pass", "f(1)") == "binds");
  CHECK(bound("def f(a, b=1): pass", "f(1, 2, 3)") == "at most 2");
  CHECK(bound("def f(a, *rest): pass", "f(1, 2, 3)") == "binds");
  CHECK(bound("def f(a, *, n): pass", "f(1, 3)") == "at most 1");
  CHECK(bound("def f(a, *, n): pass", "f(1)") == "missing n");
  CHECK(bound("def f(a, *, n=2): pass", "f(a=1)") == "binds");
  CHECK(bound("def f(a, b): pass", "f(1, a=2)") == "twice a");
  CHECK(bound("def f(a, b): pass", "f(1, c=2)") == "unknown c");
  CHECK(bound("def f(a, **k): pass", "f(1, c=2)") == "binds");
  CHECK(bound("def f(a, /): pass", "f(a=1)") == "positional a");
  CHECK(bound("def f(a, /, **k): pass", "f(1, a=2)") == "binds");
}

TEST_CASE("unpacked arguments may bring what is missing, and never too much") {
  CHECK(bound("def f(a, b): pass", "f(*x)") == "binds");
  CHECK(bound("def f(a, b): pass", "f(**x)") == "binds");
  CHECK(bound("def f(a, *, n): pass", "f(*x)") == "missing n");
  CHECK(bound("def f(a, b): pass", "f(1, 2, 3, *x)") == "at most 2");
  CHECK(bound("def f(a, /): pass", "f(**x)") == "missing a");
}
