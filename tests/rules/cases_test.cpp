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

/// The lines that say that they must be reported. That comment is taken out of the program: some
/// rules listen to comments.
auto take_expected_lines(hard_case &from, std::string const &rule) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> expected;
  auto const comment = "  # review: " + rule;
  auto lines = lines_of(from.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].ends_with(comment)) continue;
    lines[i].resize(lines[i].size() - comment.size());
    expected.push_back(static_cast<std::uint32_t>(i + 1));
  }
  from.text = text_of(lines);
  return expected;
}

auto found_lines(hard_case const &of, std::string const &rule) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> found;
  for (auto const &it : observed(rule, of.text, of.path)) found.push_back(it.first_line);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
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
    for (auto &one : read_cases(file.path())) {
      auto const expected = take_expected_lines(one, rule);
      INFO(rule << ": " << one.name << "\n" << one.text);
      CHECK(python::read_unit(one.path, one.text).errors.empty());
      CHECK(found_lines(one, rule) == expected);
      ++count;
    }
  }
  CHECK(count >= 60);
}
