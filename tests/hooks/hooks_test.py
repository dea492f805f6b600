# SPDX-License-Identifier: Apache-2.0
"""Real commits with real hooks: what is being committed is what is reviewed, and nothing is written."""

import re
import shutil
import unittest

from repositories import BAD, BINARY, GOOD, RULE, SOURCE, WithRepositories, pre_commit_configuration, published


class HooksPath(WithRepositories):
    """hooks/pre-commit through core.hooksPath."""

    def setUp(self):
        super().setUp()
        self.consumer = self.repository()
        self.consumer.write("a.py", GOOD)
        self.consumer.write("b.py", GOOD)
        self.consumer.commit("two files")
        self.consumer.git("config", "core.hooksPath", str(SOURCE / "hooks"))

    def commit(self, *arguments, stdin=""):
        return self.consumer.run("git", "commit", "-m", "second", *arguments, stdin=stdin)

    def assert_blocked(self, done, path):
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(RULE, done.stdout + done.stderr)
        self.assertIn(f"{path}:3:9", done.stdout + done.stderr)

    def assert_committed(self, done):
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_staged_mistake_blocks_the_commit(self):
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "a.py")
        self.assert_blocked(self.commit(), "a.py")

    def test_the_index_is_reviewed_and_not_the_work_tree(self):
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "a.py")
        self.consumer.write("a.py", GOOD)
        self.assert_blocked(self.commit(), "a.py")

    def test_a_mistake_that_is_not_staged_does_not_block(self):
        self.consumer.write("b.py", GOOD + "\n\nx = 1\n")
        self.consumer.git("add", "b.py")
        self.consumer.write("b.py", BAD)
        self.assert_committed(self.commit())

    def test_commit_a_reviews_every_tracked_file(self):
        self.consumer.write("b.py", BAD)
        self.assert_blocked(self.commit("-a"), "b.py")

    def test_commit_of_a_path_reviews_that_path_alone(self):
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "a.py")
        self.consumer.write("b.py", GOOD + "\n\nx = 1\n")
        self.assert_committed(self.commit("--", "b.py"))
        self.consumer.write("b.py", BAD)
        self.assert_blocked(self.commit("--", "b.py"), "b.py")

    def test_commit_p_reviews_the_hunks_taken(self):
        between = "".join(f"VALUE_{i} = {i}\n" for i in range(20))
        self.consumer.write("a.py", GOOD + between)
        self.consumer.commit("a longer file")
        self.consumer.write("a.py", BAD + between + "x = 1\n")
        self.assert_committed(self.commit("-p", stdin="n\ny\n"))
        self.assert_blocked(self.commit("-p", stdin="y\n"), "a.py")

    def test_a_linked_work_tree_is_reviewed_like_the_main_one(self):
        self.consumer.git("worktree", "add", "-q", "../linked")
        linked = self.home / "linked"
        (linked / "a.py").write_text(BAD)
        done = self.consumer.run("git", "-C", str(linked), "commit", "-a", "-m", "second")
        self.assert_blocked(done, "a.py")

    def test_neither_index_nor_work_tree_is_written(self):
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "a.py")
        before = self.consumer.git("status", "--porcelain=v2").stdout, self.consumer.git("stash", "list").stdout
        self.commit()
        after = self.consumer.git("status", "--porcelain=v2").stdout, self.consumer.git("stash", "list").stdout
        self.assertEqual(before, after)


@unittest.skipUnless(shutil.which("pre-commit"), "pre-commit is not installed")
class SystemHook(WithRepositories):
    """The id `prodreview-system` in the real pre-commit program."""

    def setUp(self):
        super().setUp()
        self.hooks = published(self.home / "hooks", self.env)
        self.consumer = self.repository()
        self.consumer.write(".pre-commit-config.yaml", pre_commit_configuration(self.hooks, "prodreview-system"))
        self.consumer.commit("configure")

    def pre_commit(self, *arguments, env=None):
        return self.consumer.run("pre-commit", "run", *arguments, env=env)

    def test_a_mistake_fails_and_its_correction_passes(self):
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "-A")
        done = self.pre_commit()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("exit code: 1", done.stdout)
        self.consumer.write("a.py", GOOD)
        self.consumer.git("add", "-A")
        done = self.pre_commit()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("Passed", done.stdout)

    def test_the_readme_s_configuration_works_as_pasted(self):
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        pasted = re.search(r"```yaml\n(repos:.*?)```", readme, re.DOTALL)[1]
        self.consumer.write(".pre-commit-config.yaml", pasted)
        self.consumer.commit("paste")
        self.test_a_mistake_fails_and_its_correction_passes()

    def test_D12_the_first_lines_tell_rule_place_and_how_to_skip(self):
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "-A")
        said = self.pre_commit().stdout
        start = said.split("exit code: 1\n", 1)[1].strip().splitlines()[:3]
        self.assertIn(RULE, "\n".join(start))
        self.assertIn("a.py:3:9", "\n".join(start))
        self.assertIn("SKIP=prodreview", "\n".join(start))

    def test_a_file_of_another_kind_does_not_start_the_hook(self):
        self.consumer.write("notes.txt", "nothing\n")
        self.consumer.git("add", "-A")
        self.assertIn("Skipped", self.pre_commit().stdout)

    def test_a_push_is_reviewed_from_its_merge_base(self):
        base = self.consumer.head()
        self.consumer.write("a.py", BAD)
        head = self.consumer.commit("bad")
        self.consumer.write("a.py", GOOD)
        done = self.pre_commit("--from-ref", base, "--to-ref", head)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("a.py:3:9", done.stdout)

    def test_a_commit_is_blocked_by_the_installed_hook(self):
        self.consumer.run("pre-commit", "install")
        self.consumer.write("a.py", BAD)
        self.consumer.git("add", "-A")
        done = self.consumer.run("git", "commit", "-m", "bad")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(RULE, done.stdout + done.stderr)
        env = dict(self.env, SKIP="prodreview-system")
        self.assertEqual(self.consumer.run("git", "commit", "-m", "bad", env=env).returncode, 0)

    def test_a_configuration_that_cannot_be_read_blocks_with_2(self):
        self.consumer.write("a.py", GOOD)
        self.consumer.write(".prodreview.yaml", "rules: [\n")
        self.consumer.git("add", "-A")
        done = self.pre_commit()
        self.assertEqual(done.returncode, 1)
        self.assertIn("exit code: 2", done.stdout)
        self.assertIn(".prodreview.yaml:", done.stdout)

    def test_without_the_tool_the_hook_says_what_is_missing(self):
        path = ":".join(p for p in self.env["PATH"].split(":") if p != str(BINARY.parent))
        self.consumer.write("a.py", GOOD)
        self.consumer.git("add", "-A")
        done = self.pre_commit(env=dict(self.env, PATH=path))
        self.assertEqual(done.returncode, 1)
        self.assertIn("git-prodreview", done.stdout)


if __name__ == "__main__":
    unittest.main()
