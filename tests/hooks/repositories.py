# SPDX-License-Identifier: Apache-2.0
"""Repositories in temporary folders, with real git and the real pre-commit program."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["PRODREVIEW_SOURCE"])
BINARY = Path(os.environ["PRODREVIEW"])

# Raises nothing: the exception is built and dropped.
BAD = 'def first(items):\n    if not items:\n        ValueError("items is empty")\n    return items[0]\n'
GOOD = BAD.replace("        ValueError", "        raise ValueError")
RULE = "exception-not-raised"


def environment(home: Path, **more: str) -> dict[str, str]:
    """The surrounding variables without git's and pre-commit's own, and with a home of its own."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "SKIP"))}
    name = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "t"), ("EMAIL", "t@example.invalid"))}
    path = os.pathsep.join([str(BINARY.parent), clean.get("PATH", os.defpath)])
    return {**clean, **name, "HOME": str(home), "PATH": path, "GIT_CONFIG_NOSYSTEM": "1",
            "NO_COLOR": "1", **more}


class Repository:
    """A git repository with a work tree."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder, self.env = folder, env
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def run(self, *command: str, env: dict[str, str] | None = None, stdin: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(command, cwd=self.folder, env=env or self.env, input=stdin,
                              capture_output=True, text=True)

    def git(self, *command: str, **options) -> subprocess.CompletedProcess:
        done = self.run("git", *command, **options)
        if done.returncode:
            raise AssertionError(f"git {' '.join(command)}: {done.stdout}{done.stderr}")
        return done

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str) -> str:
        """Commit everything without hooks; returns the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message)
        return self.head()

    def head(self) -> str:
        return self.git("rev-parse", "HEAD").stdout.strip()


class WithRepositories(unittest.TestCase):
    """Gives each test a temporary folder that is removed afterwards."""

    def setUp(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="prodreview-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.env = environment(self.home)

    def repository(self, name: str = "consumer") -> Repository:
        """A repository with one commit that holds nothing to review."""
        repository = Repository(self.home / name, self.env)
        repository.write("readme.txt", "nothing to review\n")
        repository.commit("first")
        return repository


def published(folder: Path, env: dict[str, str]) -> Repository:
    """This repository's files as they stand, as a repository that pre-commit can clone."""
    listed = subprocess.run(
        ["git", "-C", str(SOURCE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        env=env, check=True, capture_output=True, text=True).stdout
    repository = Repository(folder, env)
    for name in filter(None, listed.split("\0")):
        if (SOURCE / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(SOURCE / name, folder / name)
    repository.commit("as it stands")
    return repository


def pre_commit_configuration(hooks: Repository, identifier: str) -> str:
    return (f"repos:\n- repo: {hooks.folder}\n  rev: {hooks.head()}\n"
            f"  hooks:\n  - id: {identifier}\n")
