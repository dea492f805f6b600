// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/front_end.hpp>
#include <prodreview/review/positives.hpp>
#include <prodreview/review/purpose.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace prodreview;

namespace {

[[nodiscard]] auto everywhere(std::uint32_t, std::uint32_t) -> bool { return true; }

/// `title: line` of each.
[[nodiscard]] auto seen(std::string_view text, line_filter const &is_changed = everywhere)
    -> std::vector<std::string> {
  auto const unit = python::read_unit("m.py", text);
  std::vector<std::string> all;
  for (auto const &one : find_positives(unit, "m.py", is_changed))
    all.push_back(one.title + ": " + std::to_string(one.where.range.start.line));
  return all;
}

using lines = std::vector<std::string>;

[[nodiscard]] auto purpose_in(std::string_view text) -> std::string {
  return docstring_sentence(python::read_unit("m.py", text));
}

} // namespace

TEST_CASE("gradients turned off are seen as a context and as a decorator, under any name") {
  CHECK(seen("import torch as t\nwith t.no_grad():\n    pass\n") ==
        lines{"Turns gradients off explicitly with `torch.no_grad`: 2"});
  CHECK(seen("from torch import inference_mode as im\n@im()\ndef f(): pass\n") ==
        lines{"Turns gradients off explicitly with `torch.inference_mode`: 2"});
  CHECK(seen("torch = object()\nwith torch.no_grad():\n    pass\n").empty());
}

TEST_CASE("log space is seen by what is called, not by how it is spelled") {
  CHECK(seen("from torch import logsumexp as lse\nz = lse(s, -1)\n") ==
        lines{"Computes in log space with `torch.logsumexp`: 2"});
  CHECK(seen("def logsumexp(x): pass\nz = logsumexp(s)\n").empty());
}

TEST_CASE("a check of an argument counts when its error shows a value") {
  CHECK(seen("def f(k):\n    if k < 0:\n        raise ValueError(f'k is {k}')\n").size() == 1);
  CHECK(seen("def f(k):\n    if k < 0:\n        raise ValueError('bad')\n").empty());
  CHECK(seen("def f(k):\n    if K < 0:\n        raise ValueError(f'K is {K}')\n").empty());
  CHECK(seen("class A:\n    def f(self):\n        if self.k:\n            raise "
             "ValueError(f'{self.k}')\n")
            .empty());
  CHECK(seen("class ValueError: pass\ndef f(k):\n    if k < 0:\n        raise ValueError(f'{k}')\n")
            .empty());
}

TEST_CASE("documented shapes are those of a parameter") {
  CHECK(seen("def f(x):\n    '''F.\n\n    Args:\n        x (Tensor): input of shape (B, T, C).\n"
             "    '''\n")
            .size() == 1);
  CHECK(seen("def f(x):\n    '''F.\n\n    Args:\n        y (Tensor): input of shape (B, T, C).\n"
             "    '''\n")
            .empty());
}

TEST_CASE("a gradient check is seen") {
  CHECK(seen("from torch.autograd import gradcheck\ndef test(): assert gradcheck(f, x)\n") ==
        lines{"Checks gradients numerically with `torch.autograd.gradcheck`: 2"});
}

TEST_CASE("only changed lines are praised, and at most three places of a kind") {
  std::string text = "import torch\n";
  for (int i = 0; i < 9; ++i) text += "torch.logsumexp(s, -1)\n";
  CHECK(seen(text).size() == 3);
  auto const only = [](std::uint32_t first, std::uint32_t last) { return first <= 7 && 7 <= last; };
  CHECK(seen(text, only) == lines{"Computes in log space with `torch.logsumexp`: 7"});
}

TEST_CASE("a module's purpose is the first sentence of its docstring") {
  CHECK(purpose_in("'''Semi-Markov\n  layers. And more.'''\n") == "Semi-Markov layers.");
  CHECK(purpose_in("'''Uses e.g. this. Then that.'''\n") == "Uses e.g. this.");
  CHECK(purpose_in("'''Version 1.2 of it'''\n") == "Version 1.2 of it.");
  CHECK(purpose_in("x = '''No docstring.'''\n") == "");
  CHECK(purpose_in("f'''No {docstring}.'''\n") == "");
}

TEST_CASE("without docstrings a change is named after what it touches") {
  std::vector<std::string> const none(2);
  std::vector<std::string> const symbols{"f", "Net.forward"};
  CHECK(purpose_of(none, symbols) == "Concerns `f` and `Net.forward`.");
  std::vector<std::string> const said{"", "It scans.", "It scans.", "It sums."};
  CHECK(purpose_of(said, symbols) == "It scans. It sums.");
  CHECK(purpose_of({}, {}) == "");
}
