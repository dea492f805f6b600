# SPDX-License-Identifier: Apache-2.0
"""What runs keep for each other changes nothing but how long they take, whatever becomes of it."""

import os
import subprocess
import unittest

from sandbox import BINARY, Sandbox

MODELS = 12


def caller(number):
    return ("from pkg.edges import pool\nfrom pkg.nets import Net\n\n\n"
            f"def run_{number}(x):\n    net = Net(3)\n    net.size = {number}\n    return pool(x), net(x).missing\n")


class Cache(Sandbox):

    def setUp(self):
        super().setUp()
        self.write("pkg/__init__.py", "")
        self.write("pkg/nets.py", "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n"
                                  "    def __init__(self, size):\n        super().__init__()\n"
                                  "        self.fc = nn.Linear(size, size)\n\n"
                                  "    def forward(self, x):\n        return self.fc(x)\n")
        for number in range(MODELS):
            self.write(f"use_{number}.py", caller(number))
        self.commit(pkg__edges="def pool(x):\n    return x\n")
        self.commit(pkg__edges="def pool(x, size):\n    return x[:size]\n")
        self.expected = self.report("--no-cache")
        self.cache = self.repository / ".git" / "prodreview"

    def report(self, *options):
        """The bytes of the report of the last commit."""
        done = self.run_program(BINARY, ["HEAD^!", "-f", "json", *options])
        self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        self.assertEqual(done.stderr, b"")
        return done.stdout

    def kept(self):
        return sorted(self.cache.glob("*.facts"))

    def assert_same(self, *options):
        self.assertEqual(self.report(*options), self.expected)

    def test_a_report_is_the_same_without_a_cache_with_an_empty_one_and_with_a_full_one(self):
        self.assertIn(b"call-signature-mismatch", self.expected)
        self.assertFalse(self.cache.exists())
        self.assert_same()
        self.assertEqual(len(self.kept()), 1)
        self.assert_same()
        self.assert_same("-j1")
        self.assert_same("--no-cache")

    def test_a_run_that_finds_everything_writes_nothing(self):
        self.assert_same()
        before = {path: path.stat().st_mtime_ns for path in self.cache.iterdir()}
        self.assert_same()
        self.assertEqual({path: path.stat().st_mtime_ns for path in self.cache.iterdir()}, before)

    def test_without_a_cache_nothing_is_written(self):
        self.assert_same("--no-cache")
        self.assertFalse(self.cache.exists())

    def test_a_file_that_is_cut_short_is_not_believed(self):
        self.assert_same()
        path = self.kept()[0]
        whole = path.read_bytes()
        for size in [0, 1, 15, 16, 39, 40, len(whole) // 3, len(whole) // 2, len(whole) - 1]:
            for each in self.kept():
                each.unlink()
            path.write_bytes(whole[:size])
            self.assert_same()

    def test_a_file_with_wrong_bytes_is_not_believed(self):
        self.assert_same()
        path = self.kept()[0]
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 60)):
            for each in self.kept():
                each.unlink()
            wrong = bytearray(whole)
            wrong[at] ^= 0xFF
            path.write_bytes(bytes(wrong))
            self.assert_same()

    def test_what_another_kind_of_file_holds_is_not_read(self):
        self.assert_same()
        path = self.kept()[0]
        path.unlink()
        os.mkfifo(path)
        self.assert_same()
        path.unlink()
        path.mkdir()
        self.assert_same()
        path.rmdir()
        os.symlink("/dev/zero", path)
        self.assert_same()

    def test_a_folder_that_cannot_be_written_is_no_error(self):
        self.cache.write_text("a file where the folder should be")
        self.assert_same()
        self.assertEqual(self.cache.read_text(), "a file where the folder should be")
        self.cache.unlink()
        self.cache.mkdir(mode=0o500)
        self.addCleanup(self.cache.chmod, 0o700)
        self.assert_same()
        if os.geteuid() != 0:
            self.assertEqual(self.kept(), [])

    def test_runs_may_overlap(self):
        command = [BINARY, "HEAD^!", "-f", "json"]
        for _ in range(3):
            runs = [subprocess.Popen(command, cwd=self.repository, env=self.environment,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
            for run in runs:
                output, problem = run.communicate(timeout=60)
                self.assertEqual((output, problem), (self.expected, b""))
            for path in self.cache.iterdir():
                self.assertTrue(path.name.endswith(".facts"), path)
                path.unlink()

    def test_files_are_put_together_when_there_are_many(self):
        for number in range(20):
            self.commit(pkg__edges=f"def pool(x, size_{number}):\n    return x\n")
            self.report()
        self.assertLessEqual(len(self.kept()), 13)
        self.expected = self.report("--no-cache")
        self.assert_same()

    def test_a_linked_work_tree_shares_what_is_kept(self):
        self.assert_same()
        other = self.folder / "other"
        self.git("worktree", "add", "-q", str(other))
        before = self.kept()
        done = self.run_program(BINARY, ["HEAD^!", "-f", "json"], cwd=other)
        self.assertEqual(done.stdout, self.expected)
        self.assertEqual(self.kept(), before)

    def test_the_index_is_reviewed_with_what_is_kept(self):
        self.assert_same()
        self.write("pkg/edges.py", "def pool(x, size, stride):\n    return x\n")
        self.git("add", "-A")
        done = [self.run_program(BINARY, ["--staged", "-f", "json", *more]).stdout
                for more in (["--no-cache"], [], [])]
        self.assertEqual(done[0], done[1])
        self.assertEqual(done[0], done[2])


if __name__ == "__main__":
    unittest.main()
