# SPDX-License-Identifier: Apache-2.0
"""The tool's own units compile with clang as well, without a warning: units_test.py COMPILER."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tree

COMPILER = sys.argv.pop() if len(sys.argv) > 1 and not sys.argv[-1].startswith("-") else "clang++-15"
BUILD = Path(os.environ["PRODREVIEW"]).parents[1]


def kept(words: list[str]) -> list[str]:
    """The flags of a compile command that decide what is compiled: definitions, folders, the standard, warnings.

    A warning that is off is off for the other compiler's sake.
    """
    flags, following = [], False
    for word in words:
        wanted = word.startswith(("-D", "-I", "-isystem", "-std", "-W")) and not word.startswith("-Wno-")
        if following or wanted:
            flags.append(word)
        following = word == "-isystem"
    return flags


def complaint(command: dict) -> str:
    words = [COMPILER, *kept(shlex.split(command["command"])), "-fsyntax-only", command["file"]]
    done = subprocess.run(words, cwd=command["directory"], capture_output=True, text=True)
    return done.stderr if done.returncode or done.stderr else ""


class Units(unittest.TestCase):
    def test_each_unit_compiles(self):
        if shutil.which(COMPILER) is None:
            self.fail(f"{COMPILER} is not installed")
        commands = json.loads((BUILD / "compile_commands.json").read_text())
        ours = [c for c in commands if Path(c["file"]).is_relative_to(tree.SOURCE / "tools")]
        self.assertGreater(len(ours), 5)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for command, said in zip(ours, pool.map(complaint, ours)):
                with self.subTest(Path(command["file"]).relative_to(tree.SOURCE).as_posix()):
                    self.assertEqual(said[:2000], "")
        print(f"{COMPILER}: {len(ours)} units")


if __name__ == "__main__":
    unittest.main()
