# SPDX-License-Identifier: Apache-2.0
"""A rule whose description breaks a promise does not compile, and the compiler says which and whose."""

import os
import pathlib
import shutil
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ["PRODREVIEW_SOURCE"])

PROGRAM = """
#include <prodreview/rule_promises.hpp>
namespace prodreview::rules {{
struct good_rule {{
  static constexpr rule_info info{{
      .name = "{name}", .topic = topic::quality, .area = area::errors, .item = "{item}",
      .severity = severity::low, .title = "{title}", .problem = "{problem}", .impact = "It is bad.",
      .fix = "Mend it.", .silent = "{silent}", .bad = "x = 1{mark}\\n", .good = "{good}\\n"}};
  static auto check(site<tree::call> const &) -> verdict;
}};
}}
static_assert(prodreview::is_well_formed<prodreview::rule_list<prodreview::rules::good_rule>>);
"""

RIGHT = dict(name="good-rule", item="C3", title="A title", problem="It is so.", silent="nothing is known.",
             mark="  # !", good="x = 2")

WRONG = [
    (dict(name="good_rule"), "a rule's name is kebab-case"),
    (dict(name="Good-rule"), "a rule's name is kebab-case"),
    (dict(item="X1"), "a rule serves a checklist bullet"),
    (dict(title="A title."), "a title is short and has no final dot"),
    (dict(problem="it is so."), "the problem is told in whole sentences"),
    (dict(problem="It is so"), "the problem is told in whole sentences"),
    (dict(silent="Nothing is known."), "reads after"),
    (dict(mark=""), "the bad example marks its bad lines"),
    (dict(good="x = 1  # !"), "the good example has no bad line"),
]


def compile_with(**changes):
    compiler = shutil.which("g++") or shutil.which("clang++")
    command = [compiler, "-std=c++20", "-fsyntax-only", "-DPRODREVIEW_COMPILED", f"-I{SOURCE}/include", "-x", "c++", "-"]
    return subprocess.run(command, input=PROGRAM.format(**{**RIGHT, **changes}),
                          capture_output=True, text=True, check=False)


class a_rule_promises_its_form(unittest.TestCase):
    def test_a_right_description_compiles(self):
        done = compile_with()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_wrong_one_does_not_and_the_sentence_names_promise_and_rule(self):
        for changes, sentence in WRONG:
            with self.subTest(**changes):
                done = compile_with(**changes)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(sentence, done.stderr)
                self.assertIn("good_rule", done.stderr)


if __name__ == "__main__":
    unittest.main()
