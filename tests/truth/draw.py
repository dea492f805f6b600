# SPDX-License-Identifier: Apache-2.0
"""Draws small commits that call themselves fixes, as rows for truth.py: what rules find of bugs that nobody chose.

    python3 tests/truth/draw.py REPOSITORIES FOLDER --each 40
    PRODREVIEW=build/release/bin/prodreview python3 tests/truth/truth.py REPOSITORIES --data FOLDER --list

A commit is drawn where its subject speaks of a fix and not of a text, and it changes a few lines of one Python file
that is no test. Repositories kept apart and those of the unread rows are left out. Which are drawn depends on commit ids alone.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import truth

MOST_FILES, MOST_REMOVED, MOST_ADDED, MOST_APART = 3, 4, 8, 12
FIXES = re.compile(r"\b(fix|fixed|fixes|bug|typo|wrong|error|crash|missing|forgot|oops|correct)\b", re.IGNORECASE)
OF_TEXT = re.compile(r"\b(docs?|readme|docstring|comment|lint|flake|format|pep8|style|link|spelling)\b", re.IGNORECASE)
HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+", re.MULTILINE)
COLUMNS = "id repo fix_commit parent_commit file line_start line_end level description".split()


@dataclass
class Commit:
    id: str
    parent: str
    subject: str
    files: list[tuple[str, str, str]]
    """Lines added and removed ("-" of a binary file), and the path."""

    def changed_python_file(self) -> str | None:
        """The one Python file of a small fix."""
        if not FIXES.search(self.subject) or OF_TEXT.search(self.subject) or not self.parent:
            return None
        python = [f for f in self.files if f[2].endswith(".py") and "test" not in f[2] and "=>" not in f[2]]
        if len(python) != 1 or len(self.files) > MOST_FILES:
            return None
        added, removed, path = python[0]
        return path if added.isdigit() and int(added) <= MOST_ADDED and 1 <= int(removed) <= MOST_REMOVED else None


def git(repository: Path, *arguments: str) -> str:
    command = ["git", f"--git-dir={repository}", "-c", "core.quotePath=off", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")


def commits(repository: Path) -> list[Commit]:
    logged = git(repository, "log", "--no-merges", "--format=%x01%H%x02%P%x02%s", "--numstat", "HEAD")
    result = []
    for block in logged.split("\x01")[1:]:
        head, *stat = block.strip().split("\n")
        files = [tuple(line.split("\t")) for line in stat if line.count("\t") == 2]
        result.append(Commit(*(head.split("\x02") + ["", ""])[:3], files))
    return result


def row_of(repository: Path, commit: Commit, path: str) -> dict[str, object] | None:
    """The lines that the fix takes away are where the defect is."""
    diff = git(repository, "diff", "-U0", "--no-ext-diff", commit.parent, commit.id, "--", path)
    removed = [(int(start), int(count or 1)) for start, count in HUNK.findall(diff) if count != "0"]
    if not removed:
        return None
    first, last = removed[0][0], removed[-1][0] + removed[-1][1] - 1
    if last - first > MOST_APART:
        return None
    name = repository.name.removesuffix(".git").replace("+", "/", 1)
    values = name, commit.id, commit.parent, path, first, last, "-", commit.subject.replace("\t", " ")
    return dict(zip(COLUMNS[1:], values))


def draw(repository: Path, each: int, known: set[str]) -> list[dict[str, object]]:
    small = [(c, path) for c in commits(repository) if c.id not in known and (path := c.changed_python_file())]
    small.sort(key=lambda it: hashlib.sha1(it[0].id.encode()).digest())
    rows = (row_of(repository, commit, path) for commit, path in small[:each])
    return [row for row in rows if row is not None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", type=Path)
    parser.add_argument("folder", type=Path, help="gets `fixes.tsv`")
    parser.add_argument("--each", type=int, default=40, help="at most so many of a repository")
    options = parser.parse_args()
    left_out = {line.strip() for line in (truth.HERE / "kept_apart.txt").read_text().splitlines()}
    left_out |= {row["repo"] for row in truth.read_rows(truth.HERE / "unread.tsv")}
    known = {row["fix_commit"] for row in truth.read_rows(truth.HERE / "fixes.tsv")}
    rows = []
    for repository in sorted(options.repositories.glob("*+*.git")):
        if repository.name.removesuffix(".git").replace("+", "/", 1) in left_out:
            continue
        try:
            rows += draw(repository, options.each, known)
        except subprocess.CalledProcessError:
            print(f"{repository.name}: its history cannot be read", file=sys.stderr)
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "fixes.tsv").open("w", encoding="utf-8", newline="") as file:
        unquoted = {"delimiter": "\t", "quoting": csv.QUOTE_NONE, "quotechar": None, "lineterminator": "\n"}
        writer = csv.DictWriter(file, COLUMNS, **unquoted)
        writer.writeheader()
        writer.writerows({"id": f"drawn-{n}", **row} for n, row in enumerate(rows))
    print(f"{len(rows)} small fixes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
