# SPDX-License-Identifier: Apache-2.0
"""Introduced or not: the situations B1 to B18, through the whole program (B17: `callers_test.py`).

Open, because they need what a later issue brings:
  B2   a function passes a limit by a line added at its end: no rule counts statements yet.
  B11  a metric gets worse (state `worsened`): no rule has a metric yet.
  B18  the baseline file: the verb `baseline` comes later.
  C2   a patch as input: DESIGN.md has no such mode, every change is read from git itself.
  D2   `--fix` on staged content: fixes are not applied yet.
  D9   the cache in the common git directory: nothing is cached yet.
"""

import unittest

from sandbox import BINARY, HEADER, Sandbox, bad, good, lines, module

RULE = "log-of-normaliser"
OTHER = "exception-not-raised"


def unraised(name="g", message="x"):
    """A function with one finding of `exception-not-raised` in its third line."""
    return f"def {name}(x):\n    if x is None:\n        ValueError(\"{message}\")\n    return x\n"


class Introduced(Sandbox):

    def review_of(self, before, now, **options):
        """Commits one module before and after; the review of the second commit."""
        self.commit(a=before)
        self.commit(a=now)
        return self.review("HEAD^!", **options)

    def states(self, before, now):
        return [(each["range"]["start"]["line"], each["rule"], each["state"])
                for each in self.review_of(before, now)["findings"]]

    def test_a_new_mistake_is_introduced(self):
        self.assertEqual(self.states(module(good()), module(bad())), [(5, RULE, "introduced")])

    def test_B1_lines_added_above(self):
        self.assertEqual(self.states(module(bad()), HEADER + lines(0, 10) + "\n\n" + bad()), [])

    def test_B3_a_deletion_is_enough(self):
        suppressed = module(bad().replace("dim=-1))", "dim=-1))  # prodreview: ignore[" + RULE +
                                          "]: the reference"))
        self.assertEqual(self.states(suppressed, module(bad())), [(5, RULE, "introduced")])

    def test_B4_a_comment_on_the_line_makes_it_touched(self):
        commented = module(bad().replace("dim=-1))", "dim=-1))  # a comment"))
        self.assertEqual(self.states(module(bad()), commented), [(5, RULE, "touched")])
        self.review("HEAD^!", status=0)

    def test_B5_an_indented_block(self):
        now = module("def f(x):\n    with torch.no_grad():\n"
                     "        return torch.log(torch.softmax(x, dim=-1))\n")
        self.assertNotIn("introduced", [state for _, _, state in self.states(module(bad()), now)])

    def test_B6_a_copy_above_the_first_is_one_new_finding(self):
        before = module("def f(x):\n    y = torch.log(torch.softmax(x, dim=-1))\n    return y\n")
        now = module("def f(x):\n    y = torch.log(torch.softmax(x, dim=-1))\n"
                     "    y = torch.log(torch.softmax(x, dim=-1))\n    return y\n")
        found = self.states(before, now)
        self.assertEqual([state for _, _, state in found].count("introduced"), 1)

    def test_B7_a_renamed_file(self):
        self.commit(old=module(bad(), good("g")))
        self.git("mv", "old.py", "new.py")
        self.write("new.py", module(bad(), bad("g")))
        self.commit()
        self.assertEqual(self.introduced("HEAD^!"), [("new.py", 9, RULE)])

    def test_B8_a_file_from_an_excluded_path_is_new(self):
        self.write(".prodreview.yaml", "exclude: ['examples/**']\n")
        self.commit(examples__a=module(bad()))
        self.git("mv", "examples/a.py", "a.py")
        self.commit()
        self.assertEqual(self.introduced("HEAD^!"), [("a.py", 5, RULE)])

    def test_B9_a_function_moved_to_another_file(self):
        self.commit(a=module(bad(), good("g")), b=module(good("h")))
        self.commit(a=module(good("g")), b=module(good("h"), bad()))
        self.assertEqual(self.introduced("HEAD^!"), [])

    def test_B10_numbers_in_a_message_do_not_count(self):
        before = module(unraised(message="line 12"))
        now = HEADER + "\n\n" + unraised(message="line 12")
        self.assertEqual(self.states(before, now), [])

    def test_B12_a_literal_within_the_expression(self):
        now = module(bad().replace("dim=-1", "dim=1"))
        self.assertNotIn("introduced", [state for _, _, state in self.states(module(bad()), now)])

    def test_B13_a_suppression_that_comes_and_goes(self):
        comment = "  # prodreview: ignore[" + RULE + "]: checked against the paper\n"
        suppressed = module(bad().rstrip() + comment)
        gone = self.review_of(module(bad()), suppressed)
        self.assertEqual(gone["findings"], [])
        self.assertEqual([each["reason"] for each in gone["suppressed"]],
                         ["checked against the paper"])
        self.assertEqual(self.states(suppressed, module(bad())), [(5, RULE, "introduced")])

    def test_B14_a_rule_switched_on_in_the_same_change(self):
        self.write(".prodreview.yaml", "rules: {log-of-normaliser: off}\n")
        self.commit(a=module(bad()))
        self.write(".prodreview.yaml", "rules: {}\n")
        self.commit(a=module(bad(), good("g")))
        self.assertEqual(self.introduced("HEAD^!"), [])

    def test_B15_the_old_version_did_not_parse(self):
        before = module(bad(), "def broken(:\n    pass\n")
        now = module(bad(), "def broken():\n    pass\n", bad("g"))
        self.assertEqual([(line, rule) for line, rule, state in self.states(before, now)
                          if state == "introduced"], [(13, RULE)])

    def test_B15_the_new_version_does_not_parse(self):
        found = self.states(module(good()), module(good(), "def broken(:\n    pass\n"))
        self.assertEqual(found, [(8, "syntax-error", "introduced")])

    def test_B16_line_ends_only(self):
        text = module(bad(), unraised())
        self.assertEqual(self.states(text, text.replace("\n", "\r\n")), [])
        self.assertEqual(self.states(text.replace("\n", "\r\n"), text), [])

    def test_B16_trailing_blanks_only(self):
        text = module(bad(), unraised())
        self.assertEqual(self.states(text, text.replace("\n", "  \n")), [])

    def test_B16_indentation_only(self):
        text = module(bad(), unraised())
        found = self.states(text, text.replace("    ", "\t"))
        self.assertNotIn("introduced", [state for _, _, state in found])

    def test_fixed_findings_are_counted(self):
        found = self.review_of(module(bad()), module(good()))
        self.assertEqual(found["summary"]["fixed"], 1)
        self.assertEqual([(each["path"], each["rule"]) for each in found["fixed"]], [("a.py", RULE)])

    def test_existing_findings_are_shown_when_asked_for(self):
        self.commit(a=module(bad()))
        self.commit(a=module(bad(), good("g")))
        found = self.review("--report", "all", "HEAD^!")
        self.assertEqual([each["state"] for each in found["findings"]], ["existing"])

    def test_A11_a_finding_of_either_parent_is_not_introduced(self):
        base = module(good("one"), good("two"), good("three"))
        self.commit(a=base)
        self.git("checkout", "-q", "-b", "topic")
        self.commit(a=base.replace(good("three"), bad("three")))
        self.git("checkout", "-q", "main")
        self.commit(a=base.replace(good("one"), bad("one")))
        self.git("merge", "-q", "--no-commit", "topic")
        self.assertEqual(self.introduced("--staged"), [])
        self.write("a.py", module(bad("one"), bad("two"), bad("three")))
        self.git("add", "-A")
        self.assertEqual(self.introduced("--staged"), [("a.py", 9, RULE)])
        self.git("commit", "-q", "-m", "evil merge")
        self.assertEqual(self.introduced("HEAD^!"), [("a.py", 9, RULE)])

    def test_A1_staged_and_disk_differ(self):
        self.commit(a=module(good()), b=module(good()))
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.write("a.py", module(good()))
        self.write("b.py", module(bad()))
        self.assertEqual(self.introduced("--staged"), [("a.py", 5, RULE)])
        self.assertEqual(self.introduced(), [("b.py", 5, RULE)])

    def test_A8_the_first_commit_is_new_as_a_whole(self):
        self.commit(a=module(bad()))
        self.assertEqual(self.introduced("HEAD^!"), [("a.py", 5, RULE)])

    def test_A15_only_deleted_files(self):
        self.commit(a=module(bad()), b=module(bad()))
        self.git("rm", "-q", "a.py")
        self.commit()
        found = self.review("HEAD^!", status=0)
        self.assertEqual((found["findings"], found["summary"]["fixed"]), ([], 1))

    def test_the_whole_tree_has_no_old_side(self):
        self.commit(a=module(bad()))
        self.assertEqual(self.findings("present", "--all"), [("a.py", 5, RULE)])

    def test_a_clean_tree_gives_the_same_for_the_commit_and_its_range(self):
        self.commit(a=module(good()))
        self.commit(a=module(bad()))
        found = [self.review(each)["findings"] for each in ("HEAD~1", "HEAD~1..HEAD", "HEAD^!")]
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[1], found[2])
        self.assertTrue(found[0])


class Contents(Sandbox):

    def present(self, content, path="a.py"):
        self.write(path, content)
        return [(each["range"]["start"]["line"], each["rule"])
                for each in self.review("check", path)["findings"]]

    def test_C4_line_ends_of_python(self):
        text = "import torch\rx = 1\r\n\fy = 2\n" + bad()
        self.assertEqual(self.present(text.encode()), [(5, RULE)])

    def test_C5_encodings(self):
        self.assertEqual(self.present(b"\xef\xbb\xbf" + module(bad()).encode()), [(5, RULE)])
        latin = "# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n" + module(bad())
        self.assertEqual(self.present(latin.encode("latin-1")), [(7, RULE)])
        self.assertEqual(self.present(module(bad()).encode("utf-16")), [])
        skipped = self.review("check", "a.py")["skipped"]
        self.assertEqual([(each["path"], each["reason"]) for each in skipped],
                         [("a.py", "UTF-16 text")])

    def test_C5_an_encoding_that_python_reads_and_we_do_not(self):
        head = "# -*- coding: shift_jis -*-\n"
        self.commit()
        self.write("a.py", (head + "name = '\u640d\u5931'\n" + module(bad())).encode("shift_jis"))
        self.git("add", "-A")
        found = self.review("--staged", status=2)
        self.assertEqual(found["findings"], [])
        self.assertEqual(found["skipped"], [{
            "path": "a.py", "by_design": False,
            "reason": "the encoding `shift_jis` is not supported; save the file as UTF-8, or leave it out with "
                      "`exclude`"}])
        self.assertEqual(self.present((head + module(bad())).encode()), [(6, RULE)])

    def test_words_that_leave_out_every_rule_are_refused(self):
        self.commit()
        self.write("a.py", module(bad()))
        self.git("add", "-A")
        for words in (["--select", RULE, "--ignore", RULE], ["--focus", "gradients", "--select", RULE],
                      ["--select", "unsafe-load", "--min-severity", "critical"]):
            for verb in ([], ["check", "."]):
                done = self.run_program(BINARY, [*verb, *words])
                self.assertEqual(done.returncode, 2, done)
                self.assertIn(b"No rule is left", done.stderr)

    def test_a_symbol_needs_a_file(self):
        self.write("src/a.py", module(bad()))
        done = self.run_program(BINARY, ["check", "src::f"])
        self.assertEqual(done.returncode, 2, done)
        self.assertIn(b"`src::f` names a symbol of a folder.", done.stderr)

    def test_C7_what_is_no_text(self):
        for content, reason in ((b"x\0y", "binary"), (b"# @generated\nx = 1\n", "generated"),
                                (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
                                 "Git LFS pointer"), (b"x = '" + b"1" * 20000 + b"'\n", "minified")):
            self.commit()
            self.write("a.py", content)
            self.git("add", "-A")
            found = self.review("--staged", status=0)
            self.assertEqual([each["reason"] for each in found["skipped"]], [reason])
            self.assertTrue(found["skipped"][0]["by_design"])

    def test_C9_configuration_of_the_side_under_review(self):
        self.commit(a=module(good()))
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.write(".prodreview.yaml", "rules: {log-of-normaliser: off}\n")
        self.assertEqual(self.introduced("--staged"), [("a.py", 5, RULE)])
        self.assertEqual(self.introduced("--worktree"), [])
        self.git("add", ".prodreview.yaml")
        self.assertEqual(self.introduced("--staged"), [])
        self.write(".prodreview.yaml", "rules: {nonsense: off}\n")
        self.assertEqual(self.introduced("--staged"), [])
        self.assert_refused(["--worktree"], "nonsense")

    def assert_refused(self, arguments, *words):
        from sandbox import BINARY
        done = self.run_program(BINARY, arguments)
        self.assertEqual(done.returncode, 2, done.stdout)
        for word in words:
            self.assertIn(word, done.stderr.decode())

    def notebook(self, source, count):
        import json
        cells = [{"cell_type": "markdown", "metadata": {}, "source": ["# title"]},
                 {"cell_type": "code", "execution_count": count, "metadata": {}, "outputs": [],
                  "source": ["import torch\n"]},
                 {"cell_type": "code", "execution_count": count + 1, "metadata": {},
                  "outputs": [{"name": "stdout", "output_type": "stream", "text": [str(count)]}],
                  "source": source.splitlines(keepends=True)}]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
                          indent=1)

    def test_C13_notebooks(self):
        self.write("n.ipynb", self.notebook(bad(), 1))
        self.commit()
        self.write("n.ipynb", self.notebook(bad(), 7))
        self.assertEqual(self.review()["findings"], [])
        self.write("n.ipynb", self.notebook("x = 1\n" + bad() + bad("g"), 7))
        self.assertEqual([(path, rule) for path, _, rule in self.introduced()],
                         [("n.ipynb", RULE)])


    def test_D14_a_change_of_five_thousand_files(self):
        for number in range(5000):
            self.write(f"package/part_{number}.py", module(good()))
        self.write("package/part_2500.py", module(bad()))
        self.commit()
        reviewed = self.review("HEAD^!")
        self.assertEqual(reviewed["scope"]["files"], 5000)
        self.assertEqual([each["path"] for each in reviewed["findings"]], ["package/part_2500.py"])


if __name__ == "__main__":
    unittest.main()
