# SPDX-License-Identifier: Apache-2.0
"""How the sides and the paths of a review are named, and how a mistake in that is answered."""

import subprocess
import unittest

from sandbox import PRINT_CHANGE, Sandbox


class Modes(Sandbox):

    def setUp(self):
        super().setUp()
        self.first = self.commit(a="x = 1\n", sub__b="x = 1\n")
        self.second = self.commit(a="x = 2\n")
        self.write("sub/b.py", "x = 2\n")
        self.git("add", "-A")
        self.write("a.py", "x = 3\n")

    def test_each_mode_names_its_sides(self):
        head, old = self.second[:12], self.first[:12]
        for arguments, base, new, mode, files in [
                ([], head, "work tree", "worktree", ["a.py", "sub/b.py"]),
                (["--worktree"], head, "work tree", "worktree", ["a.py", "sub/b.py"]),
                (["HEAD"], head, "work tree", "worktree", ["a.py", "sub/b.py"]),
                (["HEAD~1"], old, "work tree", "worktree", ["a.py", "sub/b.py"]),
                (["--staged"], head, "index", "staged", ["sub/b.py"]),
                (["--hook"], head, "index", "staged", ["sub/b.py"]),
                (["HEAD~1..HEAD"], old, head, "range", ["a.py"]),
                (["HEAD~1..."], old, head, "range", ["a.py"]),
                (["HEAD^-"], old, head, "range", ["a.py"]),
                (["HEAD^!"], old, head, "commit", ["a.py"])]:
            with self.subTest(arguments):
                found = self.change(*arguments)
                self.assertEqual((found["base"], found["head"], found["mode"]), (base, new, mode))
                self.assertEqual({len(each["before"]) for each in found["files"]}, {1})
                self.assertEqual([each["now"]["path"] for each in found["files"]], files)

    def test_all_has_no_old_side(self):
        found = self.change("--all")
        self.assertEqual((found["base"], found["mode"]), ("", "all"))
        self.assertEqual([each["before"] for each in found["files"]], [[], []])
        self.assertEqual([each["now"]["content"] for each in found["files"]],
                         ["x = 3\n", "x = 2\n"])
        self.assertEqual([each["now"]["content"] for each in self.change("--all", "HEAD~1")["files"]],
                         ["x = 1\n", "x = 1\n"])

    def test_clean_work_tree(self):
        self.commit()
        found = self.change()
        self.assertEqual(found["files"], [])
        self.assertEqual(found["notes"],
                         ["No Python file differs from HEAD; try `git prodreview HEAD~1`."])
        self.assertEqual([each["now"]["content"] for each in self.change("HEAD~1")["files"]],
                         [each["now"]["content"] for each in self.change("HEAD~1..HEAD")["files"]])

    def test_untracked_files_are_counted(self):
        self.write(".gitignore", "ignored.py\n/cache/\n")
        for path in ("one.py", "deep/two.py", "note.md", "ignored.py", "cache/three.py"):
            self.write(path, "x = 1\n")
        self.assertIn("2 untracked Python files are not reviewed; `git add --intent-to-add` puts "
                      "them under review.", self.change()["notes"])
        self.assertEqual(self.change("--staged")["notes"], [])
        self.assertEqual(self.change("HEAD^!")["notes"], [])

    def test_paths(self):
        sub = self.repository / "sub"
        for cwd, paths, files in [
                (None, ["a.py"], ["a.py"]),
                (None, ["sub"], ["sub/b.py"]),
                (None, ["sub/"], ["sub/b.py"]),
                (None, ["*.py"], ["a.py", "sub/b.py"]),
                (None, [":(glob)*.py"], ["a.py"]),
                (None, [":!sub"], ["a.py"]),
                (None, [".", ":(exclude)a.py"], ["sub/b.py"]),
                (None, [":(icase)A.PY"], ["a.py"]),
                (None, [str(sub)], ["sub/b.py"]),
                (sub, ["b.py"], ["sub/b.py"]),
                (sub, ["../a.py"], ["a.py"]),
                (sub, ["."], ["sub/b.py"]),
                (sub, [":/a.py"], ["a.py"]),
                (sub, [], ["a.py", "sub/b.py"])]:
            with self.subTest(paths=paths, cwd=cwd):
                self.assertEqual(self.changed("--", *paths, cwd=cwd), files)
        self.assertEqual(self.changed("HEAD~1..HEAD", "--", "sub"), [])
        self.assertEqual(self.changed("--staged", "--", "a.py"), [])
        self.assertEqual(self.changed("sub"), ["sub/b.py"])
        self.assertEqual(self.changed("HEAD", "a.py"), ["a.py"])

    def test_paths_and_globs_agree_with_git(self):
        for path in ("x[1].py", "p/q/r.py", "p/q.py", "pq/r.py"):
            self.write(path, "x = 1\n")
        self.git("add", "-A")
        for spec in ("p", "p*", "p/*", "*r.py", "p/**/r.py", "x[[]1].py", "x[1].py", ":(glob)p/*",
                     ":(glob)**/r.py", ":(literal)x[1].py", "[pq]*"):
            with self.subTest(spec):
                expected = self.git("diff", "--cached", "--name-only", "--", spec).split()
                self.assertEqual(
                    [each["now"]["path"] for each in self.change("--staged", "--", spec)["files"]],
                    expected)

    def test_a_path_that_was_deleted_in_the_range(self):
        self.git("rm", "-q", "-f", "a.py")
        self.commit()
        self.assertEqual(self.changed("HEAD^!", "--", "a.py"), ["-a.py"])

    def test_a_path_that_names_nothing(self):
        self.write("untracked.py", "x = 1\n")
        self.assert_problem(["--", "nothing.py"], "`nothing.py`", "nothing that is tracked")
        self.assert_problem(["--", "a.py", "sub/*.txt"], "`sub/*.txt`")
        self.assert_problem(["HEAD~1..HEAD", "--", "nothing.py"], "`nothing.py`")
        self.assert_problem(["--", "untracked.py"], "not tracked", "git add --intent-to-add")
        self.assert_problem(["--", "../outside.py"], "outside the repository")
        self.assert_problem(["--", "/etc/passwd"], "outside the repository")
        self.assert_problem(["--", ":(attr:x)a.py"], "magic")

    def test_a_revision_that_names_nothing(self):
        self.assert_problem(["nothing"], "neither a revision nor a file")
        self.assert_problem(["chek"], "neither a revision nor a file", "Did you mean `prodreview check`?")
        self.assert_problem(["nothing", "--"], "no revision `nothing`", "git fetch")
        self.assert_problem(["HEAD..nothing"], "no revision `nothing`")
        self.assert_problem(["nothing...HEAD"], "no revision `nothing`")
        self.assert_problem(["nothing^!"], "no revision `nothing`")
        self.assert_problem(["HEAD~7"], "first commit")
        self.assert_problem(["deadbeef"], "deadbeef")
        self.assert_problem(["HEAD:a.py", "--"], "not a commit")

    def test_forms_of_revisions_that_cannot_be_compared(self):
        self.assert_problem(["HEAD^@"], "set of commits")
        self.assert_problem(["^HEAD~1"], "set of commits")
        self.assert_problem(["HEAD~1", "HEAD"], "`HEAD~1..HEAD`")
        self.assert_problem(["HEAD~1", "HEAD", "--"], "`HEAD~1..HEAD`")
        self.assert_problem(["--staged", "HEAD"], "--staged", "no revision")
        self.assert_problem(["..."], "without ends")

    def test_abbreviations_and_reflogs(self):
        self.git("tag", "-a", "v1", "-m", "tag", self.first)
        for name in (self.first[:8], "v1", "main~1", "@~1", "v1^{commit}", "main@{1}"):
            with self.subTest(name):
                self.assertEqual(self.changed(name + "..HEAD"), ["a.py"])


class Places(Sandbox):

    def setUp(self):
        super().setUp()
        self.commit(a="x = 1\n", sub__b="x = 1\n")
        self.commit(a="x = 2\n")

    def test_no_repository(self):
        self.assert_problem([], "no git repository", "-C DIR", cwd=self.folder)
        self.assert_problem(["HEAD~1"], "no git repository", cwd="/")
        self.assert_problem(["-C", "nowhere"], "nowhere")

    def test_directory_option(self):
        self.assertEqual(self.changed("-C", str(self.repository), "HEAD^!", cwd="/"), ["a.py"])
        self.assertEqual(self.changed("-C", "repository/sub", "--all", "--", "b.py",
                                      cwd=self.folder), ["+sub/b.py"])

    def test_bare_repository(self):
        bare = self.folder / "bare.git"
        self.git("clone", "-q", "--bare", str(self.repository), str(bare))
        self.assertEqual(self.changed("HEAD~1..HEAD", cwd=bare), ["a.py"])
        self.assertEqual(self.changed("HEAD^!", cwd=bare), ["a.py"])
        self.assertEqual(self.changed("HEAD^!", "--", "a.py", cwd=bare), ["a.py"])
        self.assertEqual(self.changed("--all", cwd=bare), ["+a.py", "+sub/b.py"])
        for arguments in ([], ["HEAD~1"], ["--staged"], ["--worktree"]):
            self.assert_problem(arguments, "bare", "A..B", cwd=bare)
        self.assert_problem(["nothing..HEAD"], "no revision", cwd=bare)

    def test_D4_linked_work_tree(self):
        linked = self.folder / "linked"
        self.git("worktree", "add", "-q", str(linked), "-b", "topic")
        self.write("a.py", "x = 3\n", cwd=linked)
        self.git("add", "-A", cwd=linked)
        self.assertEqual(self.changed("--staged", cwd=linked), ["a.py"])
        self.assertEqual(self.changed(cwd=linked / "sub"), ["a.py"])
        self.assertEqual(self.changed(), [])
        directory = self.git("rev-parse", "--absolute-git-dir", cwd=linked)
        environment = {"GIT_DIR": directory, "GIT_INDEX_FILE": directory + "/index"}
        self.assertEqual(self.changed("--staged", cwd=linked, **environment), ["a.py"])
        self.assertEqual(self.changed(cwd=linked / "sub", **environment), ["a.py"])

    def test_D6_git_dir_and_work_tree(self):
        self.write("a.py", "x = 3\n")
        named = {"GIT_DIR": str(self.repository / ".git"), "GIT_WORK_TREE": str(self.repository)}
        self.assertEqual(self.changed(cwd="/", **named), ["a.py"])
        self.assertEqual(self.changed("--", "a.py", GIT_DIR=".git", GIT_WORK_TREE="."), ["a.py"])
        sub = self.repository / "sub"
        self.assertEqual(self.changed("--", "../a.py", cwd=sub, GIT_DIR="../.git",
                                      GIT_WORK_TREE=".."), ["a.py"])
        other = self.folder / "other"
        other.mkdir()
        self.write("a.py", "x = 4\n", cwd=other)
        self.assertEqual(self.changed(GIT_WORK_TREE=str(other), GIT_DIR=named["GIT_DIR"]),
                         ["a.py", "-sub/b.py"])
        self.assertEqual(self.changed(cwd=other, GIT_DIR=named["GIT_DIR"]), ["a.py", "-sub/b.py"])

    def test_D6_variables_that_name_nothing(self):
        self.assert_problem([], "GIT_DIR", GIT_DIR="nowhere")
        self.assert_problem([], "GIT_WORK_TREE", GIT_WORK_TREE="nowhere")
        self.assert_problem([], "GIT_COMMON_DIR", GIT_COMMON_DIR="nowhere")

    def test_ceiling(self):
        sub = self.repository / "sub"
        self.assertEqual(self.changed("HEAD^!", cwd=sub), ["a.py"])
        self.assert_problem(["HEAD^!"], "no git repository", cwd=sub,
                            GIT_CEILING_DIRECTORIES=str(self.repository))

    def test_D11_quarantined_objects(self):
        incoming = self.repository / ".git/objects/incoming"
        incoming.mkdir()
        blob = subprocess.run(
            ["git", "hash-object", "-w", "--stdin"], input=b"x = 9\n", capture_output=True,
            cwd=self.repository, env={**self.environment, "GIT_OBJECT_DIRECTORY": str(incoming)},
            check=True).stdout.decode().strip()
        objects = {"GIT_OBJECT_DIRECTORY": str(incoming),
                   "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(self.repository / ".git/objects")}
        index = {"GIT_INDEX_FILE": str(self.folder / "index"), **objects}
        self.git("read-tree", "HEAD", **index)
        self.git("update-index", "--cacheinfo", f"100644,{blob},a.py", **index)
        tree = self.git("write-tree", **index)
        commit = self.git("commit-tree", tree, "-p", "HEAD", "-m", "pushed", **objects)
        self.assertEqual(self.changed(f"HEAD..{commit}", **objects), ["a.py"])
        self.assertEqual(self.change(f"HEAD..{commit}", **objects)["files"][0]["now"]["content"],
                         "x = 9\n")
        self.assert_problem([f"HEAD..{commit}"], "no revision")

    def test_D11_bad_object_directory(self):
        self.write("a.py", "x = 3\n")
        bare = {"GIT_ALTERNATE_OBJECT_DIRECTORIES": str(self.folder / "nothing")}
        self.assertEqual(self.changed(**bare), ["a.py"])

    def test_alternates(self):
        shared = self.folder / "shared"
        self.git("clone", "-q", "--shared", str(self.repository), str(shared))
        self.assertEqual(self.changed("HEAD^!", cwd=shared), ["a.py"])

    def test_detached_head_and_packed_history(self):
        self.git("gc", "-q", "--prune=now")
        self.git("pack-refs", "--all")
        self.git("checkout", "-q", "--detach")
        self.assertEqual(self.changed("HEAD~1"), ["a.py"])

    def test_index_formats(self):
        self.write("a.py", "x = 3\n")
        self.write("sub/new.py", "x = 3\n")
        self.git("add", "-A")
        for version in "432":
            self.git("update-index", "--index-version", version)
            self.assertEqual(self.changed("--staged"), ["a.py", "+sub/new.py"], version)
        self.git("config", "core.untrackedCache", "true")
        self.git("status")
        self.assertEqual(self.changed("--staged"), ["a.py", "+sub/new.py"])

    def test_cached_trees_make_no_difference(self):
        for i in range(40):
            self.write(f"deep/{i % 4}/{i % 3}/module_{i}.py", f"x = {i}\n")
        self.commit()
        self.git("read-tree", "HEAD")
        for path in ("deep/0/0/module_0.py", "deep/3/2/module_11.py"):
            self.write(path, "x = 'new'\n")
        self.git("rm", "-q", "--cached", "deep/1/1/module_1.py")
        self.git("add", "deep/0", "deep/3")
        expected = self.git("diff", "--cached", "--name-only").split()
        self.assertEqual([each.lstrip("-") for each in self.changed("--staged")], expected)
        tree = self.git("write-tree")
        self.assertEqual(len(self.changed(f"HEAD..{tree}")), len(expected))
        self.assertEqual([each.lstrip("-") for each in self.changed("--staged")], expected)


class Files(Sandbox):

    def setUp(self):
        super().setUp()
        for path in ("z.py", "pkg/a.py", "pkg/b.ipynb", "pkg/c.cpp", "pkg/d.md", "pkg-x.py"):
            self.write(path, "x = 1\n")

    def paths(self, *arguments, **options):
        return [each["now"]["path"] for each in self.change("--check", *arguments, **options)["files"]]

    def test_a_folder_is_walked_in_order(self):
        everything = ["pkg-x.py", "pkg/a.py", "pkg/b.ipynb", "z.py"]
        self.assertEqual(self.paths("."), everything)
        self.assertEqual(self.paths("z.py", "pkg", ".", "./pkg/a.py"), everything)
        found = self.change("--check", ".")
        self.assertEqual(found["mode"], "files")
        self.assertEqual([each["before"] for each in found["files"]], [[] for _ in found["files"]])
        self.assertEqual([each["path"] for each in found["skipped"]], ["pkg/c.cpp"])

    def test_paths_are_relative_to_the_root_of_the_repository(self):
        pkg = self.repository / "pkg"
        self.assertEqual(self.paths("a.py", "../z.py", cwd=pkg), ["pkg/a.py", "z.py"])
        self.assertEqual(self.paths(".", cwd=pkg), ["pkg/a.py", "pkg/b.ipynb"])
        self.assertEqual(self.paths(str(pkg), cwd=pkg), ["pkg/a.py", "pkg/b.ipynb"])

    def test_outside_of_a_repository(self):
        outside = self.folder / "outside"
        self.write("x/a.py", "x = 1\n", cwd=outside)
        self.write("x/.git/b.py", "x = 1\n", cwd=outside)
        self.write("y.py", "x = 1\n", cwd=outside)
        self.assertEqual(self.paths(".", cwd=outside), ["y.py"])
        self.assertEqual(self.paths("x", cwd=outside), ["x/a.py"])
        self.assertEqual(self.paths("a.py", "../y.py", cwd=outside / "x"), ["../y.py", "a.py"])
        self.assertEqual(self.paths(str(outside / "y.py"), cwd=outside), ["y.py"])

    def test_ignored_files_are_left_out_unless_they_are_named(self):
        self.write(".gitignore", "z.py\npkg/\n!keep.py\n")
        self.assertEqual(self.paths("."), ["pkg-x.py"])
        self.assertEqual(self.paths("z.py", "pkg/a.py"), ["pkg/a.py", "z.py"])

    def test_links_are_not_walked(self):
        (self.folder / "secret.py").write_text("secret = 1\n")
        (self.repository / "link.py").symlink_to(self.folder / "secret.py")
        (self.repository / "loop").symlink_to(".")
        self.assertEqual(self.paths("."), ["pkg-x.py", "pkg/a.py", "pkg/b.ipynb", "z.py"])

    def test_excluded_files_are_taken_when_they_are_named(self):
        self.assertEqual(self.paths("--exclude", "pkg/", "."), ["pkg-x.py", "z.py"])
        self.assertEqual(self.paths("--exclude", "pkg/", "pkg/a.py"), ["pkg/a.py"])

    def test_what_cannot_be_checked(self):
        done = self.run_program(PRINT_CHANGE, ["--check", "nothing.py"])
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"`nothing.py`", done.stderr)
        found = self.change("--check", "pkg/d.md")
        self.assertEqual(found["skipped"],
                         [{"path": "pkg/d.md", "reason": "no Python file", "by_design": True}])
        self.write("empty/x.md", "text\n")
        self.assertIn("no Python file", self.change("--check", "empty")["notes"][0])


if __name__ == "__main__":
    unittest.main()
