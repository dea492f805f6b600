// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/front_end.hpp>
#include <prodreview/python/notebook.hpp>
#include <prodreview/text/joined.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace prodreview;

namespace {
auto cells(std::string const &list) -> std::string {
  return R"({"nbformat": 4, "metadata": {"kernelspec": {"language": "python"}}, "cells": [)" +
         list + "]}";
}
auto code(std::string const &source) -> std::string {
  return R"({"cell_type": "code", "outputs": [{"x": [1.5e3, true, null]}], "source": )" + source +
         "}";
}
} // namespace

TEST_CASE("the code cells of a notebook are one module, and its lines know their cell") {
  auto const json = cells(code(R"(["import torch\n", "x = 1"])") +
                          joined({R"(, {"cell_type": "markdown", "source": "text"}, )",
                                  code(R"("y = torch.log(x)\n")")}));
  auto const unit = python::read_unit("a.ipynb", json);
  CHECK(unit.errors.empty());
  CHECK(unit.source.text() == "import torch\nx = 1\ny = torch.log(x)\n");
  REQUIRE(unit.cells.size() == 2);
  CHECK(unit.cells[0].first_line == 1);
  CHECK(unit.cells[1].first_line == 3);
  CHECK(unit.cells[1].cell == 3);
  CHECK(unit.bindings.variables.size() == 3);
}

TEST_CASE("what only IPython understands is replaced line by line") {
  using python::without_magics;
  CHECK(without_magics("%matplotlib inline\nx = 1\n") == "pass  # %matplotlib inline\nx = 1\n");
  CHECK(without_magics("if x:\n    !ls\n") == "if x:\n    pass  # !ls\n");
  CHECK(without_magics("files = !ls -l\n") == "files = get_ipython()  # !ls -l\n");
  CHECK(without_magics("torch.log?\n") == "pass  # torch.log?\n");
  CHECK(without_magics("%%bash\nls | wc\n") == "# %%bash\n# ls | wc\n");
  CHECK(without_magics("%%time\nx = 1\n") == "pass  # %%time\nx = 1\n");
  CHECK(without_magics("!pip install \\\n  torch\nx\n") ==
        "pass  # !pip install \\\n#   torch\nx\n");
}

TEST_CASE("an operator at the start of a line is no magic") {
  using python::without_magics;
  for (std::string const text : {"x = (a\n % b)\n", "x = '''\n%time\n'''\n", "x = a \\\n % b\n",
                                 "x = 'a' # (\ny = f(\n  '(',\n  %z)\n"})
    CHECK(without_magics(text) == text);
}

TEST_CASE("a notebook for another language has no Python code") {
  auto const json = R"({"metadata": {"language_info": {"name": "julia"}}, "cells": [)" +
                    code(R"("x = = 1")") + "]}";
  CHECK(python::read_unit("a.ipynb", json).errors.empty());
}

TEST_CASE("a broken notebook is a syntax error at its place") {
  struct broken {
    std::string json;
    std::uint32_t place;
  };
  for (auto const &it :
       {broken{"[]", 0}, broken{"{\"cells\": [}", 11}, broken{"{\"cells\": []} x", 14},
        broken{"{}", 0}, broken{"{\"cells\": [{\"source\": \"\\x\"}]}", 25},
        broken{joined({"{\"cells\": [", std::string(200, '['), "]}"}), 0}}) {
    auto const unit = python::read_unit("a.ipynb", it.json);
    REQUIRE(unit.errors.size() == 1);
    if (it.place > 0) CHECK(unit.errors[0].range.begin == it.place);
    CHECK(unit.errors[0].message.substr(0, 16) == "invalid notebook");
  }
}

TEST_CASE("escapes in a notebook's strings are decoded") {
  auto const json = cells(code(R"("x = 'é \ud83d\ude00 \ud800'\n")"));
  CHECK(python::read_notebook(json).text == "x = '\xC3\xA9 \xF0\x9F\x98\x80 \xEF\xBF\xBD'\n");
}

TEST_CASE("no bytes are an empty notebook, not a broken one") {
  CHECK(python::read_unit("a.ipynb", "").errors.empty());
  CHECK_FALSE(python::read_unit("a.ipynb", " ").errors.empty());
}
