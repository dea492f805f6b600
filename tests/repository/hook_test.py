# SPDX-License-Identifier: Apache-2.0
"""Inside git's hooks: the situations A1 to A5 and D1 to D13."""

import concurrent.futures
import stat
import subprocess
import unittest

from sandbox import BINARY, Sandbox, bad, good, module

RULE = "log-of-normaliser"


class InHooks(Sandbox):

    def setUp(self):
        super().setUp()
        self.commit(a=module(good()), b=module(good()), sub__c=module(good()))
        self.install(self.repository)

    def install(self, repository, script=None, name="pre-commit"):
        hooks = self.git("rev-parse", "--git-path", "hooks", cwd=repository)
        hook = self.write(hooks + "/" + name, script or f"#!/bin/sh\nexec {BINARY} --hook -f concise\n",
                          cwd=repository)
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)

    def try_commit(self, *arguments, cwd=None, stdin=b"", **environment):
        return subprocess.run(["git", "commit", "-q", "-m", "try", *arguments], input=stdin,
                              cwd=cwd or self.repository, capture_output=True,
                              env={**self.environment, **environment})

    def assert_blocked(self, done, *paths):
        text = (done.stdout + done.stderr).decode()
        self.assertEqual(done.returncode, 1, text)
        for path in paths:
            self.assertIn(f"{path}:5:", text)
        for path in {"a.py", "b.py", "sub/c.py"} - set(paths):
            self.assertNotIn(path + ":", text)

    def assert_committed(self, done):
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr).decode())

    def test_A1_the_index_is_reviewed(self):
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.write("a.py", module(good()))
        self.assert_blocked(self.try_commit(), "a.py")
        self.git("add", "a.py")
        self.write("a.py", module(bad()))
        self.assert_committed(self.try_commit("--allow-empty"))

    def test_A2_commit_of_a_path(self):
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.write("b.py", module(bad()))
        self.assert_blocked(self.try_commit("--", "b.py"), "b.py")
        self.write("b.py", module(good(), good("g")))
        self.assert_committed(self.try_commit("--", "b.py"))

    def test_A3_commit_of_everything(self):
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.write("b.py", module(bad()))
        self.assert_blocked(self.try_commit("-a"), "a.py", "b.py")

    def test_A4_commit_of_a_hunk(self):
        long = module(good(), *[good(f"g{i}") for i in range(10)])
        self.commit_without_hook(a=long)
        self.write("a.py", long.replace(good(), bad()).replace(good("g9"), good("renamed")))
        self.assert_blocked(self.try_commit("-p", stdin=b"y\nn\n"), "a.py")
        self.git("reset", "-q")
        self.assert_committed(self.try_commit("-p", stdin=b"n\ny\n"))

    def commit_without_hook(self, **files):
        for name, content in files.items():
            self.write(name + ".py", content)
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", "set up")

    def test_A5_a_hook_that_changes_into_a_folder(self):
        self.install(self.repository, f"#!/bin/sh\ncd sub && exec {BINARY} --hook -f concise\n")
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.assert_blocked(self.try_commit(), "a.py")
        self.write("a.py", module(good(), good("g")))
        self.assert_committed(self.try_commit("-a"))

    def test_D1_nothing_is_written(self):
        self.write("a.py", module(bad()))
        self.git("add", "a.py")
        self.write("b.py", module(bad()))
        before = self.state_of_work()
        for arguments in (["--staged"], [], ["HEAD^!"], ["--all"], ["--hook"], ["check", "."]):
            self.run_program(BINARY, arguments)
            self.assertEqual(self.state_of_work(), before, arguments)

    def test_D3_two_hundred_and_fifty_six_findings(self):
        self.write("a.py", module(*[bad(f"f{i}") for i in range(256)]))
        done = self.run_program(BINARY, ["-f", "json"])
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.review()["summary"]["introduced"], 256)

    def test_D4_commit_in_a_linked_work_tree(self):
        linked = self.folder / "linked"
        self.git("worktree", "add", "-q", str(linked), "-b", "topic")
        self.write("a.py", module(bad()), cwd=linked)
        self.assert_blocked(self.try_commit("-a", cwd=linked), "a.py")
        self.write("a.py", module(good(), good("g")), cwd=linked)
        self.assert_committed(self.try_commit("-a", cwd=linked))

    def test_D4_commit_in_a_submodule(self):
        outer = self.folder / "outer"
        outer.mkdir()
        self.git("init", "-q", cwd=outer)
        self.git("-c", "protocol.file.allow=always", "submodule", "add", "-q",
                 str(self.repository), "inner", cwd=outer)
        inner = outer / "inner"
        self.install(inner)
        self.write("a.py", module(bad()), cwd=inner)
        self.assert_blocked(self.try_commit("-a", cwd=inner), "a.py")

    def test_D6_as_a_command_of_git(self):
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "git-prodreview").symlink_to(BINARY)
        path = {"PATH": f"{programs}:{self.environment['PATH']}"}
        self.write("a.py", module(bad()))
        self.write("sub/c.py", module(bad()))
        repository = str(self.repository)
        for options, arguments, cwd, paths in [
                ([], [], None, ["a.py", "sub/c.py"]),
                (["-C", repository], [], "/", ["a.py", "sub/c.py"]),
                (["-C", repository + "/sub"], ["--", "c.py"], "/", ["sub/c.py"]),
                (["--git-dir", repository + "/.git", "--work-tree", repository], [], "/",
                 ["a.py", "sub/c.py"]),
                ([], ["--", "../a.py"], self.repository / "sub", ["a.py"])]:
            with self.subTest(options=options, arguments=arguments):
                done = subprocess.run(["git", *options, "prodreview", "-f", "concise", *arguments],
                                      cwd=cwd or self.repository, capture_output=True,
                                      env={**self.environment, **path})
                text = (done.stdout + done.stderr).decode()
                self.assertEqual(done.returncode, 1, text)
                for each in ("a.py", "sub/c.py"):
                    self.assertEqual(f"{each}:5:" in text, each in paths, text)

    def test_D8_the_same_bytes_everywhere(self):
        self.write("a.py", module(*[bad(f"f{i}") for i in range(20)]))
        self.write("b.py", module(bad()))
        self.write("sub/c.py", module(bad()))
        for form in ("json", "concise", "markdown"):
            reports = set()
            for environment in ({}, {"LC_ALL": "C.UTF-8"}, {"NO_COLOR": "1"}, {"PRE_COMMIT": "1"},
                                {"COLUMNS": "40"}, {"TERM": "dumb"}):
                for threads in ("1", "2", "8"):
                    done = self.run_program(BINARY, ["-f", form, "-j", threads], **environment)
                    reports.add(done.stdout)
            self.assertEqual(len(reports), 1, form)

    def test_D10_two_at_once(self):
        self.write("a.py", module(bad()))
        self.git("add", "-A")
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            done = list(pool.map(lambda _: self.run_program(BINARY, ["--staged", "-f", "json"]),
                                 range(8)))
        self.assertEqual({each.returncode for each in done}, {1})
        self.assertEqual(len({each.stdout for each in done}), 1)

    def test_D10_a_locked_index(self):
        self.write("a.py", module(bad()))
        self.git("add", "-A")
        (self.repository / ".git/index.lock").write_text("")
        self.assertEqual(self.introduced("--staged"), [("a.py", 5, RULE)])

    def test_D11_before_a_push_is_received(self):
        bare = self.folder / "bare.git"
        self.git("clone", "-q", "--bare", str(self.repository), str(bare))
        script = ("#!/bin/sh\nwhile read old new name; do\n"
                  f"  {BINARY} -f concise $old..$new || exit 1\ndone\n")
        self.install(bare, script, "pre-receive")
        self.git("remote", "add", "origin", str(bare))
        self.commit_without_hook(a=module(bad()))
        objects = set((bare / "objects").rglob("*"))
        done = subprocess.run(["git", "push", "-q", "origin", "main"], cwd=self.repository,
                              capture_output=True, env=self.environment)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"a.py:5:", done.stderr)
        self.assertEqual(set((bare / "objects").rglob("*")), objects)
        self.commit_without_hook(a=module(good(), good("g")))
        done = subprocess.run(["git", "push", "-q", "origin", "main"], cwd=self.repository,
                              capture_output=True, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_D13_what_cannot_be_reviewed_blocks(self):
        self.write(".prodreview.yaml", "rules: [\n")
        self.write("a.py", module(good(), good("g")))
        self.git("add", "-A")
        done = self.try_commit()
        self.assertEqual(done.returncode, 1)
        self.assertIn(b".prodreview.yaml:", done.stderr)
        self.assertEqual(self.run_program(BINARY, ["--staged"]).returncode, 2)

    def test_a_commit_without_python_needs_no_configuration(self):
        self.write(".prodreview.yaml", "rules: [\n")
        self.git("add", "-A")
        self.assertEqual(self.run_program(BINARY, ["--staged"]).returncode, 0)

    def test_a_missing_blob_makes_the_review_incomplete(self):
        self.write("a.py", module(bad()))
        self.git("add", "-A")
        blob = self.git("rev-parse", ":a.py")
        (self.repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
        done = self.run_program(BINARY, ["--staged", "-f", "json"])
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"missing", done.stdout)

    def test_the_certificates_are_not_read(self):
        done = self.run_program(BINARY, ["--staged"], LD_DEBUG="bindings")
        bound = [line for line in done.stderr.decode().splitlines()
                 if "`mbedtls_x509_crt_parse_file'" in line]
        if not any("libgit2" in line for line in bound):
            self.skipTest("this libgit2 does not use Mbed TLS")
        for line in bound:
            self.assertIn(f"to {BINARY} ", line)


if __name__ == "__main__":
    unittest.main()
