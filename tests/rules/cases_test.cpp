// SPDX-License-Identifier: Apache-2.0
#include "examples.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

/// The hard cases of `tests/rules/<topic>/<rule>.md`: a heading names the case, the text says why,
/// a block ```py is the program (```py tests/x.py for another path than model.py), and each line
/// that must be reported ends with `# review: rule-name`.
using namespace prodreview;
using namespace prodreview::testing;
namespace fs = std::filesystem;

namespace {

struct hard_case {
  std::string name;
  std::string path = "model.py";
  std::string text;
};

auto read_cases(fs::path const &file) -> std::vector<hard_case> {
  std::ifstream in{file};
  std::vector<hard_case> cases;
  std::string heading;
  auto is_in_block = false;
  for (std::string line; std::getline(in, line);) {
    if (!is_in_block && line.starts_with("#")) heading = line;
    if (line == "```" && is_in_block) {
      is_in_block = false;
    } else if (line.starts_with("```py")) {
      is_in_block = true;
      cases.push_back({heading, line.size() > 6 ? line.substr(6) : "model.py", ""});
    } else if (is_in_block) {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

auto expected_lines(hard_case const &of, std::string const &rule) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> expected;
  auto const lines = lines_of(of.text);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].ends_with("# review: " + rule))
      expected.push_back(static_cast<std::uint32_t>(i + 1));
  return expected;
}

auto found_lines(hard_case const &of, std::string const &rule) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> found;
  for (auto const &it : observed(rule, of.text, of.path)) found.push_back(it.first_line);
  std::sort(found.begin(), found.end());
  return found;
}

} // namespace

TEST_CASE("hard cases are reported exactly where their lines say so") {
  auto count = 0;
  for (auto const &file : fs::recursive_directory_iterator{PRODREVIEW_SOURCE "/tests/rules"}) {
    if (file.path().extension() != ".md") continue;
    auto rule = file.path().stem().string();
    std::replace(rule.begin(), rule.end(), '_', '-');
    REQUIRE(find_rule(rule) != nullptr);
    for (auto const &one : read_cases(file.path())) {
      INFO(rule << ": " << one.name << "\n" << one.text);
      CHECK(python::read_unit(one.path, one.text).errors.empty());
      CHECK(found_lines(one, rule) == expected_lines(one, rule));
      ++count;
    }
  }
  CHECK(count >= 60);
}
