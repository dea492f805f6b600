// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/dump.hpp>
#include <prodreview/python/parser.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

[[nodiscard]] auto dumped(std::string_view program) -> std::string {
  return prodreview::python::dump(prodreview::python::parse("program.py", program));
}

} // namespace

TEST_CASE("an empty module is dumped without fields") { CHECK(dumped("") == "Module()"); }

TEST_CASE("a run of operators is nested as CPython nests it, each step with its own end") {
  CHECK(dumped("a - 1 + b") ==
        "Module(body=[Expr(value=BinOp(left=BinOp(left=Name(id='a', ctx=Load(), lineno=1, "
        "col_offset=0, end_lineno=1, end_col_offset=1), op=Sub(), right=Constant(value=1, "
        "lineno=1, col_offset=4, end_lineno=1, end_col_offset=5), lineno=1, col_offset=0, "
        "end_lineno=1, end_col_offset=5), op=Add(), right=Name(id='b', ctx=Load(), lineno=1, "
        "col_offset=8, end_lineno=1, end_col_offset=9), lineno=1, col_offset=0, end_lineno=1, "
        "end_col_offset=9), lineno=1, col_offset=0, end_lineno=1, end_col_offset=9)])");
}

TEST_CASE("columns are bytes, and values are decoded") {
  CHECK(dumped("é = u'\\x41'") ==
        "Module(body=[Assign(targets=[Name(id='é', ctx=Store(), lineno=1, col_offset=0, "
        "end_lineno=1, end_col_offset=2)], value=Constant(value='A', kind='u', lineno=1, "
        "col_offset=5, end_lineno=1, end_col_offset=12), lineno=1, col_offset=0, end_lineno=1, "
        "end_col_offset=12)])");
}

TEST_CASE("a chain is dumped without recursion, however long") {
  std::string program = "a";
  for (int i = 0; i < 100'000; ++i) program += "+a";
  auto const text = dumped(program);
  CHECK(text.starts_with("Module(body=[Expr(value=BinOp(left=BinOp(left=BinOp("));
  CHECK(text.ends_with("end_col_offset=200001)])"));
}

TEST_CASE("what cannot be read is dumped as opaque") {
  CHECK(dumped("x = = 1\n").find("Opaque(reason=") != std::string::npos);
}
