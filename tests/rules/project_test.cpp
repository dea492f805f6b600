// SPDX-License-Identifier: Apache-2.0
#include "examples.hpp"
#include "project/files.hpp"

#include <catch2/catch.hpp>

/// What rules find when they see the other modules of the repository.
using namespace prodreview;
using namespace prodreview::testing;

namespace {

/// The lines of `a.py` that a rule reports, in a repository of these files.
auto lines_in_project(std::string const &rule, std::map<std::string, std::string> const &files)
    -> std::vector<std::uint32_t> {
  project_in_memory project{files};
  settings only_it;
  only_it.select = {rule};
  auto const unit = python::read_unit("a.py", files.at("a.py"));
  flow::module_view const view{unit, &project.get()};
  auto const every_line = [](std::uint32_t, std::uint32_t) { return true; };
  std::vector<std::uint32_t> lines;
  for (auto const &it : inspect(view, active_rules(only_it, "a.py"), every_line).observations)
    lines.push_back(it.first_line);
  return lines;
}

using lines = std::vector<std::uint32_t>;

} // namespace

TEST_CASE("a name that no module behind a star import defines does not exist") {
  CHECK(lines_in_project("undefined-name", {{"a.py", "from b import *\nprint(limit, depth)\n"},
                                            {"b.py", "from c import *\nlimit = 1\n"},
                                            {"c.py", "width = 1\n"}}) == lines{2});
  CHECK(lines_in_project("undefined-name", {{"a.py", "from b import *\nprint(width)\n"},
                                            {"b.py", "from c import *\n"},
                                            {"c.py", "width = 1\n"}})
            .empty());
}

TEST_CASE("a star import from outside of the repository may bring any name") {
  CHECK(lines_in_project("undefined-name", {{"a.py", "from b import *\nprint(limit)\n"},
                                            {"b.py", "from numpy import *\n"}})
            .empty());
  CHECK(lines_in_project("undefined-name",
                         {{"a.py", "from b import *\nprint(limit)\n"},
                          {"b.py", "from c import fill\n__all__ = fill(__name__)\n"}})
            .empty());
}

TEST_CASE("an option that a function of another module takes has to be passed on") {
  CHECK(lines_in_project(
            "option-ignored",
            {{"a.py", "from b import norm\ndef attend(x, eps=1e-6):\n    return norm(x) + 1\n"},
             {"b.py", "def norm(x, eps=1e-5):\n    return x / eps\n"}}) == lines{3});
}
