# SPDX-License-Identifier: Apache-2.0
"""Repositories that libgit2 refuses or misreads: exit 2 with the reason and what to do, or a right
review; never a wrong or an empty one."""

import os
import pathlib
import shutil
import unittest

from sandbox import PRINT_CHANGE, Sandbox


class Refused(Sandbox):

    def setUp(self):
        super().setUp()
        self.commit(src__a="x = 1\n", docs__b="x = 1\n")
        self.commit(src__a="x = 2\n")
        self.write("src/a.py", "x = 3\n")
        self.git("add", "-A")

    def extension(self, name, value, version=1):
        """Written by hand, because git refuses what it does not know."""
        with open(self.repository / ".git/config", "a") as config:
            config.write(f"[core]\n\trepositoryformatversion = {version}\n"
                         f"[extensions]\n\t{name} = {value}\n")

    def test_split_index(self):
        self.git("update-index", "--split-index")
        for arguments in ([], ["--staged"], ["HEAD~1"], ["--all"]):
            self.assert_problem(arguments, "split", "--no-split-index")
        self.assertEqual(self.changed("HEAD~1..HEAD"), ["src/a.py"])

    def test_sparse_index(self):
        self.git("sparse-checkout", "set", "--cone", "--sparse-index", "src")
        for arguments in ([], ["--staged"], ["HEAD~1"], ["--all"]):
            self.assert_problem(arguments, "sparse", "--no-sparse-index")
        self.assertEqual(self.changed("HEAD~1..HEAD"), ["src/a.py"])
        self.git("sparse-checkout", "reapply", "--no-sparse-index")
        self.assertEqual(self.changed("--staged"), ["src/a.py"])

    def test_sha256(self):
        other = self.folder / "other"
        other.mkdir()
        self.git("init", "-q", "--object-format=sha256", cwd=other)
        self.write("a.py", "x = 1\n", cwd=other)
        self.git("add", "-A", cwd=other)
        for arguments in ([], ["--staged"], ["HEAD^!"]):
            self.assert_problem(arguments, "SHA-256", "prodreview check", cwd=other)
        self.git("init", "-q", "--bare", "--object-format=sha256", str(self.folder / "bare"))
        self.assert_problem(["HEAD^!"], "SHA-256", cwd=self.folder / "bare")

    def test_reftable(self):
        self.extension("refStorage", "reftable")
        for arguments in ([], ["--staged"], ["HEAD^!"]):
            self.assert_problem(arguments, "`reftable`", "git refs migrate")

    def test_unknown_extension(self):
        self.extension("fancyNewThing", "true")
        for arguments in ([], ["--staged"], ["HEAD^!"]):
            self.assert_problem(arguments, "`fancynewthing`")

    def test_unknown_format_version(self):
        with open(self.repository / ".git/config", "a") as config:
            config.write("[core]\n\trepositoryformatversion = 7\n")
        self.assert_problem(["--staged"], "7", "git status")

    def test_harmless_extensions(self):
        for name, value in (("worktreeConfig", "true"), ("preciousObjects", "true"),
                            ("relativeWorktrees", "true"), ("noop", "true"),
                            ("partialClone", "origin")):
            self.extension(name, value)
            self.assertEqual(self.changed("--staged"), ["src/a.py"], name)

    def test_extensions_that_name_what_is_normal(self):
        self.extension("objectFormat", "sha1")
        self.assertEqual(self.changed("--staged"), ["src/a.py"])
        self.extension("refStorage", "files")
        self.assertEqual(self.changed("--staged"), ["src/a.py"])

    def test_damaged_index(self):
        index = self.repository / ".git/index"
        whole = index.read_bytes()
        for content in (b"", b"DIRC", whole[:60], whole[:-30], b"XXXX" + whole[4:],
                        whole[:4] + b"\0\0\0\x09" + whole[8:], whole[:8] + b"\xff\xff\xff\xff" + whole[12:],
                        whole[:-20] + b"zzzz\0\0\0\0" + whole[-20:]):
            index.write_bytes(content)
            self.assert_problem(["--staged"], "index")

    def test_index_with_any_byte_changed_does_not_crash(self):
        index = self.repository / ".git/index"
        whole = index.read_bytes()
        for at in range(0, len(whole) - 20, 3):
            index.write_bytes(whole[:at] + bytes([whole[at] ^ 0x81]) + whole[at + 1:])
            self.assertIn(self.run_program(PRINT_CHANGE, ["--staged"]).returncode, (0, 2), at)

    def test_missing_blob(self):
        blob = self.git("rev-parse", "HEAD:src/a.py")
        (self.repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
        found = self.change("HEAD^!")
        self.assertEqual(found["files"], [])
        self.assertEqual(found["skipped"][0]["path"], "src/a.py")
        self.assertIn("missing", found["skipped"][0]["reason"])
        self.assertFalse(found["skipped"][0]["by_design"])

    def test_missing_old_blob(self):
        blob = self.git("rev-parse", "HEAD~1:src/a.py")
        (self.repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
        old = self.change("HEAD^!")["files"][0]["before"][0]
        self.assertIn("missing", old["problem"])

    def test_missing_tree(self):
        tree = self.git("rev-parse", "HEAD:src")
        (self.repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
        self.assert_problem(["HEAD^!"], "missing", "git fetch")

    def test_partial_clone_without_the_blob(self):
        self.git("config", "uploadpack.allowFilter", "true")
        clone = self.folder / "partial"
        self.git("clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{self.repository}",
                 str(clone))
        found = self.change("HEAD^!", cwd=clone)
        self.assertEqual([each["path"] for each in found["skipped"]], ["src/a.py"])
        self.assertIn("git fetch --refetch", found["skipped"][0]["reason"])
        self.assertFalse(found["skipped"][0]["by_design"])
        self.assert_problem([], "nothing is checked out", cwd=clone)

    def test_broken_head(self):
        (self.repository / ".git/HEAD").write_text("nonsense\n")
        self.assertEqual(self.run_program(PRINT_CHANGE, ["HEAD^!"]).returncode, 2)

    @unittest.skipUnless(os.getuid() == 0, "needs to give files to another user")
    def test_repository_of_another_user(self):
        for path in [self.repository, *self.repository.rglob("*")]:
            os.lchown(path, 65534, 65534)
        self.assert_problem(["--staged"], "belongs to another user", "safe.directory")
        trusted = pathlib.Path(self.environment["GIT_CONFIG_GLOBAL"])
        for value in ("*", str(self.repository)):
            trusted.write_text(f"[safe]\n\tdirectory = {value}\n")
            self.assertEqual(self.changed("--staged"), ["src/a.py"], value)
            del self.environment["GIT_CONFIG_GLOBAL"]
            self.assertEqual(self.changed("--staged"), ["src/a.py"], value)
            self.environment["GIT_CONFIG_GLOBAL"] = str(trusted)
        trusted.write_text("[safe]\n\tdirectory = *\n\tdirectory =\n")
        self.assert_problem(["--staged"], "belongs to another user")
        trusted.unlink()
        self.git("config", "safe.directory", "*", check=False)
        self.assert_problem(["--staged"], "belongs to another user")
        command = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                   "GIT_CONFIG_VALUE_0": "*"}
        self.assertEqual(self.changed("--staged", **command), ["src/a.py"])

    @unittest.skipUnless(os.getuid() == 0, "needs to become another user")
    def test_unreadable_file(self):
        for path in [self.folder, *self.folder.rglob("*")]:
            os.lchown(path, 65534, 65534)
        self.folder.chmod(0o755)
        self.write("src/a.py", "x = 4\n").chmod(0)
        tool = self.folder / "print_change"
        shutil.copy(PRINT_CHANGE, tool)
        done = self.run_program("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups",
                                            str(tool), "--worktree"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"permission denied", done.stdout)


if __name__ == "__main__":
    unittest.main()
