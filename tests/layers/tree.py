# SPDX-License-Identifier: Apache-2.0
"""The repository's files, their include directives, and their functions."""

from __future__ import annotations

import os
import re
import subprocess
from functools import lru_cache
from pathlib import Path

SOURCE = Path(os.environ.get("PRODREVIEW_SOURCE", Path(__file__).resolve().parents[2]))
INCLUDE = SOURCE / "include"
_DIRECTIVE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
_HEADER_ONLY = re.compile(r"^#ifndef PRODREVIEW_COMPILED\n.*?^#endif", re.MULTILINE | re.DOTALL)
_OPENING = re.compile(r"^( *)(?!namespace|struct|class|enum|union|if|for|while|switch|do|else|try|catch)\S.*\{$")


def tracked() -> list[Path]:
    """Every file that git tracks, or would on the next `git add`."""
    command = ["git", "-C", str(SOURCE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    listed = subprocess.run(command, env=environment, check=True, capture_output=True).stdout
    names = sorted(set(listed.decode().split("\0")) - {""})
    return [SOURCE / name for name in names if (SOURCE / name).is_file()]


def headers() -> list[str]:
    """The core's headers, as a user spells them: `prodreview/text/source.hpp`."""
    return sorted(p.relative_to(INCLUDE).as_posix() for p in INCLUDE.rglob("*.hpp"))


def units(*folders: str) -> list[Path]:
    return sorted(p for f in folders for p in (SOURCE / f).rglob("*.cpp"))


@lru_cache(maxsize=None)
def includes(path: Path) -> tuple[str, ...]:
    """What a file includes where the core is compiled once, as our own build does."""
    return tuple(_DIRECTIVE.findall(_HEADER_ONLY.sub("", path.read_text(encoding="utf-8"))))


def find(spelling: str, seen_from: Path) -> Path | None:
    """The file of ours that a directive means; None for the standard library and other libraries."""
    for folder in (seen_from.parent, INCLUDE, SOURCE / "tools", SOURCE / "tests"):
        if (folder / spelling).is_file():
            return (folder / spelling).resolve()
    return None


def reached(path: Path) -> set[str]:
    """Every spelling that a file includes, directly or through our own headers."""
    spellings: set[str] = set()
    waiting, done = [path.resolve()], set()
    while waiting:
        current = waiting.pop()
        if current in done:
            continue
        done.add(current)
        for spelling in includes(current):
            spellings.add(spelling)
            ours = find(spelling, current)
            if ours is not None:
                waiting.append(ours)
    return spellings


def functions(path: Path) -> list[tuple[int, int]]:
    """(first line, number of lines) of each function body, by clang-format's indentation."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines):
        opening = _OPENING.match(line)
        if not opening or ")" not in line and "->" not in line:
            continue
        closing = opening.group(1) + "}"
        end = next((i for i in range(number + 1, len(lines)) if lines[i].startswith(closing)), number)
        found.append((number + 1, end - number + 1))
    return found
