# SPDX-License-Identifier: Apache-2.0
"""B17: what a change takes away is reported where it is used, in files that it does not touch, in every mode."""

import unittest

from sandbox import BINARY, Sandbox

BEFORE = "def pool(x):\n    return x\n\n\ndef gone():\n    return 1\n"
AFTER = "def pool(x, size):\n    return x[:size]\n"
CALLER = "from pkg.edges import gone, pool\n\n\ndef run(x):\n    return pool(x), gone()\n"
CALL, NAME = "call-signature-mismatch", "unknown-attribute"
EXPECTED = [("use.py", 1, NAME), ("use.py", 5, CALL)]


class Callers(Sandbox):

    def setUp(self):
        super().setUp()
        self.write("pkg/__init__.py", "")
        self.commit(pkg__edges=BEFORE, use=CALLER)

    def test_between_two_commits(self):
        self.commit(pkg__edges=AFTER)
        review = self.review("HEAD~1..HEAD", status=1)
        self.assertEqual([f["cause"]["path"] for f in review["findings"]], ["pkg/edges.py"] * 2)
        self.assertEqual(review["scope"]["files"], 1)
        self.assertEqual(self.introduced("HEAD^!"), EXPECTED)

    def test_a_caller_takes_as_many_values_as_before_the_change(self):
        pair = "def split(x):\n    return x[:2], x[2:]\n"
        self.commit(pkg__halves=pair,
                    model="from pkg.halves import split\n\n\ndef run(x):\n    a, b = split(x)\n    return a + b\n")
        self.write("pkg/halves.py", pair.replace("x[2:]", "x[2:], len(x)"))
        review = self.review(status=1)
        found = [(f["path"], f["range"]["start"]["line"], f["rule"]) for f in review["findings"]]
        self.assertEqual(found, [("model.py", 5, "return-arity-drift")])
        cause = review["findings"][0]["cause"]
        self.assertEqual((cause["path"], cause["range"]["start"]["line"]), ("pkg/halves.py", 2))

    def test_in_the_index(self):
        self.write("pkg/edges.py", AFTER)
        self.assertEqual(self.introduced("--staged"), [])
        self.git("add", "-A")
        self.write("pkg/edges.py", BEFORE)
        self.assertEqual(self.introduced("--staged"), EXPECTED)

    def test_in_the_work_tree(self):
        self.write("pkg/edges.py", AFTER)
        self.assertEqual(self.introduced(), EXPECTED)
        self.assertEqual(self.introduced("HEAD", cwd=self.repository / "pkg"), EXPECTED)

    def test_a_caller_that_the_change_mends_is_right(self):
        mended = CALLER.replace("gone, ", "").replace("pool(x), gone()", "pool(x, 2)")
        self.commit(pkg__edges=AFTER, use=mended)
        self.assertEqual(self.introduced("HEAD^!"), [])

    def test_a_module_that_is_not_tracked_is_there(self):
        self.write("pkg/fresh.py", "def made(): pass\n")
        self.write("use.py", "from pkg import fresh\n\nfresh.made()\n")
        self.assertEqual(self.introduced(), [])

    def test_whole_files_know_the_repository_around_them(self):
        self.commit(pkg__edges=AFTER)
        for place, path in ((self.repository, "use.py"), (self.repository / "pkg", "../use.py")):
            found = self.findings("present", "check", path, cwd=place)
            self.assertEqual(found, EXPECTED, place)
        self.assertEqual(self.findings("present", "--all"), EXPECTED)

    def test_rules_that_are_off_say_nothing(self):
        self.commit(pkg__edges=AFTER)
        self.assertEqual(self.introduced("HEAD^!", "--ignore", CALL + "," + NAME), [])
        self.assertEqual(self.introduced("HEAD^!", "--select", CALL), EXPECTED[1:])

    def test_a_suppressed_caller_is_suppressed(self):
        said = CALLER.replace("gone()\n", f"gone()  # prodreview: ignore[{CALL}]: replaced at start\n")
        self.commit(use=said)
        self.commit(pkg__edges=AFTER)
        review = self.review("HEAD^!")
        self.assertEqual([f["rule"] for f in review["suppressed"]], [CALL])

    def test_the_report_is_the_same_for_any_number_of_threads(self):
        for i in range(30):
            self.write(f"user_{i}.py", CALLER)
        self.commit()
        self.commit(pkg__edges=AFTER)
        reports = {self.run_program_text("-j", n) for n in ("1", "2", "7")}
        self.assertEqual(len(reports), 1)

    def run_program_text(self, *arguments):
        return self.run_program(BINARY, ["-f", "json", *arguments, "HEAD^!"]).stdout


if __name__ == "__main__":
    unittest.main()
