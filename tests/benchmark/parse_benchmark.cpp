// SPDX-License-Identifier: Apache-2.0
// Parses files that lie in memory, over and over: parse_benchmark LIST ROUNDS
// LIST holds a path a line. Prints the processor seconds of each round.
#include <prodreview/python/parser.hpp>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct file {
  std::string path;
  std::string bytes;
};

auto read(std::string const &path) -> std::string {
  std::ostringstream text;
  text << std::ifstream{path, std::ios::binary}.rdbuf();
  return std::move(text).str();
}

auto read_list(char const *list) -> std::vector<file> {
  std::vector<file> files;
  std::ifstream lines{list};
  for (std::string path; std::getline(lines, path);) files.push_back({path, read(path)});
  return files;
}

auto processor_seconds() -> double {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The number of errors, so that nothing is optimised away.
auto parse_all(std::vector<file> const &files) -> std::size_t {
  std::size_t errors = 0;
  for (auto const &[path, bytes] : files)
    errors += prodreview::python::parse(path, bytes).errors.size();
  return errors;
}

} // namespace

auto main(int count, char **arguments) -> int {
  if (count < 3) {
    std::cerr << "usage: parse_benchmark LIST ROUNDS\n";
    return 2;
  }
  auto const files = read_list(arguments[1]);
  for (int round = std::stoi(arguments[2]); round > 0; --round) {
    auto const began = processor_seconds();
    auto const errors = parse_all(files);
    std::printf("%.6f seconds, %zu errors\n", processor_seconds() - began, errors);
  }
}
