# SPDX-License-Identifier: Apache-2.0
"""Contracts that are not kept. Each file of mistakes/ has one wrong line between `#ifdef MISTAKE` and
`#endif`, and behind EXPECT the sentence that compilers have to print. Without the mistake it
compiles: nothing else is wrong. With it, g++ and clang fail with that sentence, in a few lines."""

import os
import shutil
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
INCLUDE = Path(os.environ["PRODREVIEW_SOURCE"]) / "include"
# The most lines of a compiler's message; clang counts its errors on one line more.
COMPILERS = {"g++": 10, "clang++-15": 13}
EXPECTED = "// EXPECT: "


def compile_file(compiler, file, *options):
    command = [compiler, "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
               "-Wno-unused-const-variable", "-fno-diagnostics-color", f"-I{INCLUDE}", *options, str(file)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})


def expected_sentence(file):
    """The comment behind EXPECT, over all its lines."""
    comment, _, _ = file.read_text().partition("\n#include")
    return " ".join(line.removeprefix("// ") for line in comment.partition(EXPECTED)[2].splitlines())


class Mistakes(unittest.TestCase):
    def check(self, compiler, file, kept, broken):
        self.assertEqual((kept.returncode, kept.stderr), (0, ""))
        self.assertNotEqual(broken.returncode, 0, "the mistake is not noticed")
        # Compilers put backslashes before quotes.
        self.assertIn(expected_sentence(file), broken.stderr.replace("\\", ""))
        self.assertEqual(broken.stderr.count("error:"), 1, broken.stderr)
        self.assertLessEqual(len(broken.stderr.splitlines()), COMPILERS[compiler], broken.stderr)

    def test_each_mistake_is_said_in_one_sentence(self):
        files = sorted((HERE / "mistakes").glob("*.cpp"))
        self.assertGreater(len(files), 10)
        cases = [(compiler, file) for compiler in COMPILERS if shutil.which(compiler) for file in files]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            kept = pool.map(lambda case: compile_file(*case), cases)
            broken = pool.map(lambda case: compile_file(*case, "-DMISTAKE"), cases)
            for case, *results in zip(cases, kept, broken):
                with self.subTest(compiler=case[0], file=case[1].name):
                    self.check(*case, *results)


if __name__ == "__main__":
    unittest.main()
