// SPDX-License-Identifier: Apache-2.0
#include "input_file.hpp"

#include "problem.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace prodreview {
namespace {

[[nodiscard]] auto read_all(std::istream &from) -> std::optional<std::string> {
  if (!from) return {};
  std::string content{std::istreambuf_iterator<char>{from}, {}};
  if (from.bad()) return {};
  return content;
}

} // namespace

auto read_input(std::string const &path) -> std::optional<std::string> {
  if (path == "-") return read_all(std::cin);
  std::ifstream file{path, std::ios::binary};
  // A folder can be opened, but not read.
  if (file.peek() == std::ifstream::traits_type::eof() && file.bad()) return {};
  return read_all(file);
}

auto unreadable_input(std::string const &path) -> std::string {
  return to_text(problem{"The file " + quoted(path) + " cannot be read.",
                         "Name a file that you may read, or `-` for the standard input."});
}

} // namespace prodreview
