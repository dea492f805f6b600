// SPDX-License-Identifier: Apache-2.0
#include "parsed.hpp"
#include <prodreview/python/diagnosis/notation.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <string>
#include <vector>

using namespace prodreview;

namespace {

auto fields_of(std::string const &row) -> std::vector<std::string> {
  std::vector<std::string> fields(1);
  for (char const c : row)
    if (c == '\t')
      fields.emplace_back();
    else
      fields.back() += c;
  return fields;
}

auto unescaped(std::string const &text) -> std::string {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    ++i;
    result += text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i];
  }
  return result;
}

auto answer_to(std::string const &text) -> std::string {
  auto const unit = testing::parsed(text);
  if (unit.errors.empty()) return "accepted";
  auto const &first = unit.errors.front();
  auto const at = unit.source.position_of(first.range.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + first.message;
}

} // namespace

// The table holds the answers of CPython 3.14.2; `tests/oracle` compares with a running one.
TEST_CASE("an error stands where CPython reports it and says the same") {
  std::ifstream table{ERRORS_TABLE};
  std::string row;
  std::getline(table, row);
  std::size_t rows = 0;
  while (std::getline(table, row)) {
    auto const fields = fields_of(row);
    REQUIRE(fields.size() == 4);
    CAPTURE(fields[0]);
    auto const expected =
        fields[1].empty() ? std::string{"accepted"} : fields[1] + ":" + fields[2] + " " + fields[3];
    CHECK(answer_to(unescaped(fields[0])) == expected);
    ++rows;
  }
  CHECK(rows > 450);
}

TEST_CASE("the grammar of errors names no rule that is not there") {
  auto const &grammar = python::diagnosis::python_program();
  CHECK(grammar.unknown.empty());
  CHECK(grammar.rules.front().name == "file");
  for (auto const &rule : grammar.rules) {
    CAPTURE(rule.name);
    CHECK(rule.count > 0);
  }
}
