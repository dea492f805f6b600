// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/front_end.hpp>
#include <prodreview/rules/support/literal.hpp>
#include <prodreview/rules/support/product_code.hpp>
#include <prodreview/rules/support/tensor.hpp>

#include <catch2/catch.hpp>

using namespace prodreview;
using namespace prodreview::rules;

namespace {

/// Whether the last statement of a program, an expression, is a tensor for certain.
auto is_tensor(std::string const &program) -> bool {
  auto const unit = python::read_unit("model.py", "import torch\n" + program + "\n");
  auto const *const last = tree::as<tree::expr>(unit.root->body.back());
  REQUIRE(last != nullptr);
  return is_tensor_expression(unit, *last->value);
}

auto string_of(std::string const &literal) -> std::optional<std::string> {
  auto const unit = python::read_unit("model.py", literal + "\n");
  return plain_string(unit, static_cast<tree::expr const &>(*unit.root->body[0]).value);
}

} // namespace

TEST_CASE("tests, benchmarks, examples and reference twins are no product code, by path") {
  for (auto const *path :
       {"tests/model.py", "src/benchmarks/a.py", "examples/run.py", "a/test_b.py", "conftest.py",
        "a/model_test.py", "docs/conf.py", "naive.py"})
    CHECK_FALSE(is_product_path(path));
  for (auto const *path : {"model.py", "src/testbed.py", "latest/model.py", "a/contest.py"})
    CHECK(is_product_path(path));
}

TEST_CASE("a tensor is known by the function that makes it") {
  CHECK(is_tensor("torch.ones(3)"));
  CHECK(is_tensor("torch.nn.functional.relu(x)"));
  CHECK(is_tensor("torch.ones(3).exp().sum(-1)[0]"));
  CHECK(is_tensor("x = torch.ones(3)\nx"));
  CHECK(is_tensor("x = torch.ones(3)\nx += 1\n(1 - x).T"));
  CHECK(is_tensor("x = torch.ones(3) if y else torch.zeros(3)\n-x"));
}

TEST_CASE("what may be something else is no tensor") {
  CHECK_FALSE(is_tensor("x"));
  CHECK_FALSE(is_tensor("torch.max(x, 0)"));
  CHECK_FALSE(is_tensor("torch.ones(3).max(0)"));
  CHECK_FALSE(is_tensor("torch.ones(3).shape"));
  CHECK_FALSE(is_tensor("x.exp()"));
  CHECK_FALSE(is_tensor("x = torch.ones(3)\nx = f(x)\nx"));
  CHECK_FALSE(is_tensor("for x in torch.ones(3): pass\nx"));
  CHECK_FALSE(is_tensor("not torch.ones(3)"));
  CHECK_FALSE(is_tensor("x = x\nx"));
}

TEST_CASE("a plain string is read without escapes") {
  CHECK(string_of("'a' \"b\"") == "ab");
  CHECK(string_of("r'\\d'") == "\\d");
  CHECK(string_of("'a\\n'") == std::nullopt);
  CHECK(string_of("b'a'") == std::nullopt);
  CHECK(string_of("f'a'") == std::nullopt);
  CHECK(string_of("1") == std::nullopt);
}
