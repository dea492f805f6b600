# SPDX-License-Identifier: Apache-2.0
"""What is being reviewed: the situations A5 to A17, and the modes they ask for."""

import unittest

from sandbox import Sandbox, lines


class WhatIsReviewed(Sandbox):

    def test_A1_staged_content_counts_not_the_disk(self):
        self.commit(a=lines(0, 3))
        self.write("a.py", "staged = 1\n")
        self.git("add", "a.py")
        self.write("a.py", "on_disk = 1\n")
        self.assertEqual(self.change("--staged")["files"][0]["now"]["content"], "staged = 1\n")
        self.assertEqual(self.change()["files"][0]["now"]["content"], "on_disk = 1\n")

    def test_A1_staged_and_then_reverted_on_disk(self):
        self.commit(a=lines(0, 3))
        self.write("a.py", "staged = 1\n")
        self.git("add", "a.py")
        self.write("a.py", lines(0, 3))
        self.assertEqual(self.changed("--staged"), ["a.py"])
        self.assertEqual(self.changed(), [])

    def test_A5_index_file_relative_in_a_subdirectory(self):
        self.commit(a="x = 1\n", sub__b="x = 1\n")
        self.write("a.py", "x = 2\n")
        self.git("add", "-A")
        at_root = self.change("--staged", GIT_INDEX_FILE=".git/index")
        below = self.change("--staged", cwd=self.repository / "sub", GIT_INDEX_FILE=".git/index")
        self.assertEqual(at_root, below)
        self.assertEqual(self.changed("--staged", GIT_INDEX_FILE=".git/index"), ["a.py"])

    def test_A6_named_index_is_missing(self):
        self.commit(a="x = 1\n")
        self.assert_problem(["--staged"], "GIT_INDEX_FILE", GIT_INDEX_FILE=".git/nothing")

    def test_A6_a_new_repository_has_no_index(self):
        self.assertEqual(self.changed("--staged", GIT_INDEX_FILE=".git/nothing"), [])

    def test_A6_a_missing_index_is_not_an_empty_one(self):
        self.commit(a="x = 1\n")
        (self.repository / ".git/index").unlink()
        self.assert_problem(["--staged"], "no index")

    def test_A7_intent_to_add(self):
        self.commit(a="x = 1\n")
        self.write("new.py", "y = 1\n")
        self.git("add", "-N", "new.py")
        self.assertEqual(self.changed("--staged"), [])
        self.assertEqual(self.changed("--worktree"), ["+new.py"])

    def test_A7_intent_to_add_of_an_empty_file(self):
        self.commit(a="x = 1\n")
        self.write("new.py", "")
        self.git("add", "-N", "new.py")
        self.assertEqual(self.changed("--staged"), [])
        self.assertEqual(self.changed("--worktree"), ["+new.py"])

    def test_A8_unborn_head(self):
        self.write("a.py", "x = 1\n")
        self.git("add", "a.py")
        self.assertEqual(self.changed("--staged"), ["+a.py"])
        self.assertEqual(self.changed(), ["+a.py"])
        self.assertEqual(self.change("--staged")["base"], "4b825dc642cb")
        self.assert_problem(["HEAD"], "no commit yet")
        self.assert_problem(["HEAD~1"], "no commit yet")

    def test_A8_one_commit(self):
        root = self.commit(a="x = 1\n")
        self.assert_problem(["HEAD~1"], "first commit", "HEAD^!")
        found = self.change("HEAD^!")
        self.assertEqual(found["mode"], "commit")
        self.assertEqual(found["files"][0]["before"], [None])
        self.assertEqual((found["base"], found["head"]), ("4b825dc642cb", root[:12]))
        self.assertEqual(self.changed("HEAD^!"), ["+a.py"])
        self.assertEqual(
            self.changed("4b825dc642cb6eb9a060e54bf8d69288fbee4904..HEAD"), ["+a.py"])

    def test_A9_a_branch_that_went_on(self):
        fork = self.commit(a="x = 1\n", b="x = 1\n")
        self.git("checkout", "-q", "-b", "topic")
        self.commit(a="x = 2\n")
        self.git("checkout", "-q", "main")
        self.commit(b="fixed_on_main = 1\n")
        self.git("checkout", "-q", "topic")
        found = self.change("main")
        self.assertEqual([each["now"]["path"] for each in found["files"]], ["a.py"])
        self.assertEqual(found["base"], fork[:12])
        self.assertIn(f"`main` is no ancestor of HEAD; compared with their merge base {fork[:12]}.",
                      found["notes"])
        self.assertEqual(self.changed("main...topic"), ["a.py"])
        self.assertEqual(self.changed("main...topic"), self.changed("main..."))
        self.assertEqual(self.changed("main..topic"), ["a.py", "b.py"])

    def test_A10_conflict_in_the_index(self):
        self.commit(a="x = 1\n", b="y = 1\n")
        self.git("checkout", "-q", "-b", "topic")
        self.commit(a="x = 2\n", b="y = 2\n")
        self.git("checkout", "-q", "main")
        self.commit(a="x = 3\n", b="y = 3\n")
        self.git("merge", "-q", "topic", check=False)
        for arguments in ([], ["--staged"], ["--worktree"], ["HEAD~1"], ["--all"]):
            self.assert_problem(arguments, "`a.py`", "`b.py`", "unmerged")
        self.assertEqual(self.changed("HEAD^!"), ["a.py", "b.py"])

    def merge_of_two(self, **resolved):
        self.commit(both=lines(0, 20), ours=lines(0, 3), theirs=lines(0, 3))
        self.git("checkout", "-q", "-b", "topic")
        self.commit(theirs="theirs = 1\n", both=lines(0, 20) + "their_end = 1\n")
        self.git("checkout", "-q", "main")
        self.commit(ours="ours = 1\n", both="our_start = 1\n" + lines(0, 20))
        self.git("merge", "-q", "--no-commit", "topic")
        for name, content in resolved.items():
            self.write(name + ".py", content)
        self.git("add", "-A")

    def test_A11_merge_in_progress_has_two_old_sides(self):
        self.merge_of_two()
        found = self.change("--staged")
        self.assertEqual([each["now"]["path"] for each in found["files"]], ["both.py"])
        self.assertEqual(len(found["files"][0]["before"]), 2)
        self.assertEqual(len(found["base"].split()), 2)

    def test_A11_merge_commit_has_two_old_sides(self):
        self.merge_of_two(evil="evil = 1\n")
        self.git("commit", "-q", "-m", "merge")
        found = self.change("HEAD^!")
        self.assertEqual([each["now"]["path"] for each in found["files"]], ["both.py", "evil.py"])
        self.assertEqual(len(found["files"][0]["before"]), 2)
        self.assertEqual(found["files"][1]["before"], [None, None])

    def test_A11_rename_on_one_side_of_a_merge(self):
        self.commit(old=lines(0, 20))
        self.git("checkout", "-q", "-b", "topic")
        self.commit(old=lines(0, 20) + "end = 1\n")
        self.git("checkout", "-q", "main")
        self.git("mv", "old.py", "new.py")
        self.commit()
        self.git("merge", "-q", "-m", "merge", "topic")
        found = self.change("HEAD^!")
        self.assertEqual([each["now"]["path"] for each in found["files"]], ["new.py"])
        self.assertEqual([each["path"] for each in found["files"][0]["before"]],
                         ["new.py", "old.py"])

    def test_A12_criss_cross(self):
        self.commit(a=lines(0, 3))
        self.git("branch", "other")
        one = self.commit(one="x = 1\n")
        self.git("checkout", "-q", "other")
        two = self.commit(two="x = 1\n")
        self.git("merge", "-q", "-m", "merge", one)
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "-m", "merge", two)
        self.commit(three="x = 1\n")
        found = self.change("other...main")
        self.assertEqual(found["base"], two[:12])
        self.assertIn("2 merge bases; compared with the newest", found["notes"][0])
        self.assertEqual(found, self.change("other...main"))

    def test_A12_unrelated_histories(self):
        self.commit(a="x = 1\n")
        self.git("checkout", "-q", "--orphan", "other")
        self.commit(a="x = 2\n")
        self.assert_problem(["main...other"], "no common history", "..")
        self.assert_problem(["main"], "no common history")
        self.assertEqual(self.changed("main..other"), ["a.py"])

    def shallow_clone(self, depth):
        for i in range(4):
            self.commit(a=f"x = {i}\n")
        self.git("clone", "-q", f"--depth={depth}", f"file://{self.repository}",
                 str(self.folder / "shallow"))
        return self.folder / "shallow"

    def test_A13_shallow_clone(self):
        clone = self.shallow_clone(1)
        for arguments in (["HEAD~1"], ["HEAD^!"], ["HEAD~1..HEAD"], ["HEAD~1...HEAD"]):
            self.assert_problem(arguments, "shallow", "git fetch", "fetch-depth: 0", cwd=clone)

    def test_A13_shallow_clone_that_goes_back_far_enough(self):
        clone = self.shallow_clone(2)
        self.assertEqual(self.changed("HEAD~1", cwd=clone), ["a.py"])
        self.assertEqual(self.changed("HEAD^!", cwd=clone), ["a.py"])
        self.assert_problem(["HEAD~2"], "shallow", cwd=clone)

    def test_A14_branch_and_file_of_one_name(self):
        self.commit(a="x = 1\n")
        self.write("topic", "text\n")
        self.git("add", "topic")
        self.git("branch", "topic")
        self.write("a.py", "x = 2\n")
        self.assert_problem(["topic"], "both a revision and a file", "`--`")
        self.assertEqual(self.changed("topic", "--"), ["a.py"])
        self.assertEqual(self.changed("--", "topic"), [])

    def test_A15_only_deleted_files(self):
        self.commit(a="x = 1\n", b="x = 1\n")
        self.git("rm", "-q", "a.py")
        self.assertEqual(self.changed("--staged"), ["-a.py"])
        self.assertEqual(self.changed(), ["-a.py"])
        (self.repository / "b.py").unlink()
        self.assertEqual(self.changed(), ["-a.py", "-b.py"])

    def test_A16_unstaged_junk_elsewhere(self):
        self.commit(a="x = 1\n", b="x = 1\n")
        self.write("a.py", "x = 2\n")
        self.git("add", "a.py")
        alone = self.change("--staged")
        self.write("b.py", "junk = 1\n")
        self.write("generated.py", "junk = 1\n")
        self.assertEqual(self.change("--staged"), alone)
        self.assertEqual(self.changed(), ["a.py", "b.py"])

    def test_A17_pre_push(self):
        first = self.commit(a="x = 1\n", b="x = 1\n")
        self.git("checkout", "-q", "-b", "topic")
        second = self.commit(a="x = 2\n")
        self.write("b.py", "only_on_disk = 1\n")
        refs = {"PRE_COMMIT_FROM_REF": first, "PRE_COMMIT_TO_REF": second}
        found = self.change("--hook", **refs)
        self.assertEqual((found["mode"], found["base"], found["head"]),
                         ("range", first[:12], second[:12]))
        self.assertEqual(self.changed("--hook", **refs), ["a.py"])
        self.git("add", "b.py")
        self.assertEqual(self.changed("--hook"), ["b.py"])


if __name__ == "__main__":
    unittest.main()
