// SPDX-License-Identifier: Apache-2.0
#include "verb_tree.hpp"

#include <prodreview/python/dump.hpp>
#include <prodreview/python/parser.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

namespace prodreview {

namespace {

[[nodiscard]] auto read_all(std::istream &from) -> std::optional<std::string> {
  if (!from) return {};
  std::string content{std::istreambuf_iterator<char>{from}, {}};
  if (from.bad()) return {};
  return content;
}

[[nodiscard]] auto read(std::string const &path) -> std::optional<std::string> {
  if (path == "-") return read_all(std::cin);
  std::ifstream file{path, std::ios::binary};
  // A folder can be opened, but not read.
  if (file.peek() == std::ifstream::traits_type::eof() && file.bad()) return {};
  return read_all(file);
}

[[nodiscard]] auto error_lines(tree::unit const &unit) -> std::string {
  std::string text;
  for (auto const &error : unit.errors) {
    auto const at = unit.source.position_of(error.range.begin);
    text += unit.path + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": " +
            error.message + '\n';
  }
  return text;
}

} // namespace

auto print_tree(std::string const &path) -> verb_output {
  auto const content = read(path);
  if (!content)
    return {2, {}, "prodreview: cannot read " + path + "; is it a file that you may read?\n"};
  auto const unit = python::parse(path, *content);
  return {unit.errors.empty() ? 0 : 1, python::dump(unit) + '\n', error_lines(unit)};
}

} // namespace prodreview
