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

TEST_CASE("a return that gives less than a caller in another module takes apart drifts") {
  auto const setup = std::string{"def find(paths):\n    name = 'cpu'\n    path = paths.first()\n"
                                 "    if path is None:\n        return name\n"
                                 "    name = paths.name(path)\n    return name, path\n"};
  CHECK(lines_in_project("return-arity-drift",
                         {{"a.py", setup}, {"b.py", "import a\nname, path = a.find(())\n"}}) ==
        lines{5});
  CHECK(lines_in_project("return-arity-drift",
                         {{"a.py", setup}, {"b.py", "import a\nfound = a.find(())\n"}})
            .empty());
}

TEST_CASE("a call takes as many values as the function of another module gives") {
  std::string const pair{"def pair(x):\n    return x, x\n"};
  CHECK(lines_in_project("return-arity-drift", {{"a.py", "from b import pair\na, b, c = pair(1)\n"},
                                                {"b.py", pair}}) == lines{2});
  CHECK(
      lines_in_project("return-arity-drift", {{"a.py", "from p.b import pair\na, b, c = pair(1)\n"},
                                              {"p/__init__.py", "from . import b\n"},
                                              {"p/b.py", pair}}) == lines{2});
}

TEST_CASE("a function of another module that always raises ends a path") {
  std::string const text{"from b import stop\ndef f(q):\n    if q:\n        x = 1\n    else:\n"
                         "        stop()\n    return x\n"};
  CHECK(lines_in_project("unbound-on-path",
                         {{"a.py", text}, {"b.py", "def stop():\n    raise RuntimeError\n"}})
            .empty());
  CHECK(lines_in_project("unbound-on-path",
                         {{"a.py", text}, {"b.py", "def stop():\n    pass\n"}}) == lines{7});
}

TEST_CASE("an import finds the modules of a package that makes names as it runs") {
  std::map<std::string, std::string> files{
      {"a.py", "from ops.soft import fill, fade\n__all__ = [\"fill\", \"fade\"]\n"},
      {"ops/__init__.py", "globals()['fade'] = 1\n"},
      {"ops/soft.py", "def fill(x):\n    return x\n"}};
  CHECK(lines_in_project("unknown-attribute", files) == lines{1});
  files["ops/soft.py"] += "def fade(x):\n    return x\n";
  CHECK(lines_in_project("unknown-attribute", files).empty());
  files["a.py"] = "import ops.soft as m\nfrom ops.soft import fill\nprint(hasattr(m, 'fill'))\n";
  files["ops/soft.py"] = "";
  CHECK(lines_in_project("unknown-attribute", files).empty());
}

TEST_CASE("a class is a module by its base in another file") {
  std::string const base{"from torch import nn\nclass Base(nn.Module):\n"
                         "    def is_ready(self):\n        return self.weight is not None\n"};
  std::string const derived{"from torch import nn\nfrom base import Base\nclass Net(Base):\n"
                            "    def __init__(self):\n        self.fc = nn.Linear(3, 3)\n"
                            "        super().__init__()\n"
                            "    def forward(self, x):\n        norm = nn.LayerNorm(3)\n"
                            "        if self.is_ready:\n            return norm(x)\n"
                            "        return self.fc(x)\n"};
  std::string const plain{"class Base:\n    is_ready = True\n"};
  auto const lines_of = [&](std::string const &rule, std::string const &of) {
    return lines_in_project(rule, {{"a.py", derived}, {"base.py", of}});
  };
  CHECK(lines_of("missing-super-init", base) == lines{5});
  CHECK(lines_of("parametric-module-in-forward", base) == lines{8});
  CHECK(lines_of("method-not-called", base) == lines{9});
  for (auto const *rule :
       {"missing-super-init", "parametric-module-in-forward", "method-not-called"})
    CHECK(lines_of(rule, plain).empty());
}
