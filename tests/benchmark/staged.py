# SPDX-License-Identifier: Apache-2.0
"""Repositories in which something is staged: one large file with two hunks, or a signature that others rely on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

OTHER_FILES = 478


def git(folder: Path, *arguments: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgSign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def repeated(modules: list[str], size: int) -> str:
    """One module with the functions and classes of several, over and over, about `size` bytes long."""
    heads, bodies = zip(*(module.split("\n\n\n", 1) for module in modules if "\n\n\n" in module))
    imports = [line for head in heads for line in head.split("\n") if line.startswith(("import ", "from torch"))]
    body = "\n\n\n".join(bodies)
    return "\n".join(sorted(set(imports))) + ("\n\n\n" + body) * max(1, size // len(body))


def one_large_file(folder: Path, text: str) -> None:
    """HEAD has the file and many small ones; the index has it with two lines more, at the top level."""
    git(folder, "init", "-q")
    for number in range(OTHER_FILES):
        path = folder / f"package_{number // 40}" / f"module_{number}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"VALUE = {number}\n")
    (folder / "large.py").write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith(("def ", "class ")) and not lines[at - 1]]
    for at in (starts[len(starts) // 3], starts[-1]):
        lines[at] = "ADDED = 1\n" + lines[at]
    (folder / "large.py").write_text("\n".join(lines))
    git(folder, "add", "-A")


def nothing_to_review(folder: Path) -> None:
    """The same repository with a text file staged alone."""
    git(folder, "commit", "-q", "-m", "second")
    (folder / "notes.txt").write_text("nothing to review\n")
    git(folder, "add", "-A")


def changed_signature(folder: Path, corpus: Path, files: list[Path], callers: int) -> None:
    """HEAD has the files of a corpus, some of which call a function; the index gives it one parameter more."""
    git(folder, "init", "-q")
    by_size = sorted(files, key=lambda path: path.stat().st_size)
    chosen = set(by_size[len(by_size) // 2:][:callers])
    call = "\n\nfrom shared_pool import pool_of_edges\n\n\ndef call_pool(x):\n    return pool_of_edges(x)\n"
    for path in files:
        copy = folder / path.relative_to(corpus)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes() + (call.encode() if path in chosen else b""))
    (folder / "shared_pool.py").write_text("def pool_of_edges(x):\n    return x\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "gc", "-q")
    (folder / "shared_pool.py").write_text("def pool_of_edges(x, size):\n    return x[:size]\n")
    git(folder, "add", "-A")
