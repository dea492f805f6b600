# SPDX-License-Identifier: Apache-2.0
"""Repositories made by real git in temporary folders, and what prodreview says of them."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BINARY = os.environ["PRODREVIEW"]
PRINT_CHANGE = os.environ["PRODREVIEW_PRINT_CHANGE"]

HEADER = "import torch\n\n\n"
"""What every Python file of these tests starts with: three lines."""


def bad(name="f"):
    """A function with one Critical finding (log-of-normaliser) in its second line."""
    return f"def {name}(x):\n    return torch.log(torch.softmax(x, dim=-1))\n"


def good(name="f"):
    return f"def {name}(x):\n    return torch.log_softmax(x, dim=-1)\n"


def module(*functions):
    return HEADER + "\n\n".join(functions)


def lines(first, count):
    return "".join(f"value_{i} = {i}\n" for i in range(first, first + count))


class Sandbox(unittest.TestCase):
    """A home without configuration, and a repository in it."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="prodreview-")).resolve()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        home = self.folder / "home"
        home.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.com",
            "GIT_EDITOR": ":",
            # libgit2 leaks when it looks for extensions in a configuration.
            "ASAN_OPTIONS": "detect_leaks=0",
        }
        self.clock = 1_700_000_000
        self.repository = self.folder / "repository"
        self.repository.mkdir()
        self.git("init", "-q", "-b", "main")

    # Making history.

    def git(self, *arguments, cwd=None, check=True, **environment):
        self.clock += 60
        date = f"{self.clock} +0000"
        done = subprocess.run(
            ["git", *arguments], cwd=cwd or self.repository, capture_output=True,
            env={**self.environment, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date,
                 **environment})
        if check and done.returncode != 0:
            self.fail(f"git {arguments}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="surrogateescape").strip()

    def write(self, path, content, cwd=None):
        target = pathlib.Path(cwd or self.repository) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    def commit(self, message="change", **files):
        """Commits everything; keyword arguments are files (`__` is a slash, `.py` is added)."""
        for name, content in files.items():
            self.write(name.replace("__", "/") + ".py", content)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    # Asking.

    def run_program(self, program, arguments, cwd=None, **environment):
        return subprocess.run([program, *arguments], cwd=cwd or self.repository,
                              capture_output=True, timeout=60,
                              env={**self.environment, **environment})

    def change(self, *arguments, cwd=None, **environment):
        """The change as `read_change` finds it."""
        done = self.run_program(PRINT_CHANGE, arguments, cwd, **environment)
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors="replace"))
        return json.loads(done.stdout)

    def changed(self, *arguments, cwd=None, **environment):
        """The paths of a change: `new`, `old => new` for a rename, `-old`, and `+new`."""
        names = []
        for file in self.change(*arguments, cwd=cwd, **environment)["files"]:
            old = [each["path"] for each in file["before"] if each]
            if file["now"] is None:
                names.append("-" + old[0])
            elif not old:
                names.append("+" + file["now"]["path"])
            elif old[0] != file["now"]["path"]:
                names.append(old[0] + " => " + file["now"]["path"])
            else:
                names.append(old[0])
        return names

    def skipped(self, *arguments, **environment):
        return {each["path"]: each["reason"]
                for each in self.change(*arguments, **environment)["skipped"]}

    def assert_problem(self, arguments, *words, cwd=None, **environment):
        """Both programs refuse with one sentence what and one what to do, and exit 2."""
        for program in (PRINT_CHANGE, BINARY):
            done = self.run_program(program, arguments, cwd, **environment)
            message = done.stderr.decode(errors="replace")
            self.assertEqual(done.returncode, 2, (program, message, done.stdout))
            self.assertGreaterEqual(len(message.strip().splitlines()), 2, message)
            for word in words:
                self.assertIn(word, message)

    def review(self, *arguments, cwd=None, status=None, **environment):
        """The review in JSON."""
        done = self.run_program(BINARY, ["-f", "json", *arguments], cwd, **environment)
        self.assertIn(done.returncode, (0, 1) if status is None else (status,),
                      done.stderr.decode(errors="replace"))
        return json.loads(done.stdout)

    def introduced(self, *arguments, **options):
        """(path, line, rule) of each introduced finding."""
        return self.findings("introduced", *arguments, **options)

    def findings(self, state, *arguments, **options):
        return [(each["path"], each["range"]["start"]["line"], each["rule"])
                for each in self.review(*arguments, **options)["findings"]
                if each["state"] == state]

    def state_of_work(self):
        """Everything that a review must not touch: all but what it keeps for the next one."""
        files = {}
        own = self.repository / ".git" / "prodreview"
        for path in sorted(self.repository.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.parent != own:
                files[str(path)] = (path.read_bytes(), path.stat().st_mtime_ns)
        return files
