// SPDX-License-Identifier: Apache-2.0
#include "verb_tree.hpp"

#include "input_file.hpp"
#include <prodreview/python/dump.hpp>
#include <prodreview/python/parser.hpp>

#include <string>

namespace prodreview {

namespace {

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
  auto const content = read_input(path);
  if (!content) return {2, {}, unreadable_input(path)};
  auto const unit = python::parse(path, *content);
  return {unit.errors.empty() ? 0 : 1, python::dump(unit) + '\n', error_lines(unit)};
}

} // namespace prodreview
