// SPDX-License-Identifier: Apache-2.0
#include "review/texts.hpp"

#include <catch2/catch.hpp>

using namespace prodreview;
using namespace prodreview::testing;

namespace {

/// The review of a change of some files within a project of more.
auto review_within(files const &unchanged, files const &before, files const &after,
                   unsigned threads = 1) -> review {
  auto old_side = unchanged;
  auto new_side = unchanged;
  old_side.insert(before.begin(), before.end());
  new_side.insert(after.begin(), after.end());
  files_in_memory old_files{old_side};
  files_in_memory new_files{new_side};
  text_reader reader;
  auto const what = change_of({before}, after);
  return review_change(what, reader, {}, {threads, {}, {&new_files, {&old_files}}});
}

auto places_of(review const &done) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (auto const &it : done.findings)
    all.push_back(
        it.rule + " " + it.where.path + ":" + std::to_string(it.where.range.start.line) + " by " +
        (it.cause ? it.cause->path + ":" + std::to_string(it.cause->range.start.line) : "nothing"));
  return all;
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("a call in a file that is not touched is reported when the signature changes") {
  auto const done = review_within({{"b.py", "from a import f\n\nf(1)\n"}, {"c.py", "f = 1\n"}},
                                  {{"a.py", "x = 1\n\ndef f(a):\n    return a\n"}},
                                  {{"a.py", "x = 1\n\ndef f(a, b):\n    return a\n"}});
  CHECK(places_of(done) == lines{"call-signature-mismatch b.py:3 by a.py:3"});
  CHECK(done.gated);
  CHECK(done.scope.files == 1);
}

TEST_CASE("an import of a name that the change removes is reported where it stands") {
  auto const done = review_within({{"b.py", "from a import f, g\n"}},
                                  {{"a.py", "def f(): pass\n\n\ndef g(): pass\n"}},
                                  {{"a.py", "def f(): pass\n"}});
  CHECK(places_of(done) == lines{"unknown-attribute b.py:1 by a.py:2"});
}

TEST_CASE("a call that was wrong before the change is not the change's") {
  auto const done =
      review_within({{"b.py", "from a import f\n\nf(1, 2, 3)\n"}}, {{"a.py", "def f(a): pass\n"}},
                    {{"a.py", "def f(a, b=1): pass\n"}});
  CHECK(places_of(done).empty());
}

TEST_CASE("methods and constructors of a changed class are looked at where they are used") {
  files const users{
      {"b.py",
       "from a import A\n\n\nclass B(A):\n    def run(self):\n        self.step(1)\n\n\nA()\n"}};
  auto const done = review_within(
      users, {{"a.py", "class A:\n    def step(self, x):\n        return x\n"}},
      {{"a.py", "class A:\n    def __init__(self, n):\n        self.n = n\n\n    def step(self, x, "
                "y):\n        return x\n"}});
  CHECK(places_of(done) == lines{"call-signature-mismatch b.py:6 by a.py:2",
                                 "call-signature-mismatch b.py:9 by a.py:2"});
}

TEST_CASE("what changes inside a function concerns no other file") {
  auto const done =
      review_within({{"b.py", "from a import f\n\nf()\n"}}, {{"a.py", "def f(): return 1\n"}},
                    {{"a.py", "def f(): return 2\n"}});
  CHECK(places_of(done).empty());
}

TEST_CASE("the findings are the same for any number of threads") {
  files users;
  for (auto i = 0; i < 40; ++i)
    users["u" + std::to_string(i) + ".py"] = "from a import f\n\nf(1)\n";
  files const before{{"a.py", "def f(a): pass\n"}};
  files const after{{"a.py", "def f(): pass\n"}};
  auto const one = places_of(review_within(users, before, after, 1));
  CHECK(one.size() == 40);
  CHECK(places_of(review_within(users, before, after, 4)) == one);
}
