# SPDX-License-Identifier: Apache-2.0
"""Every header of the core compiles without a warning: alone and twice in one unit with g++, and with all others, in
both orders, with clang.

Where the core is compiled once a header brings no function bodies, which are headers of their own, so each body is
compiled once here. Where it is header-only, the order of bodies matters: each header that brings some is compiled alone
in that way as well.
"""

import os
import re
import shutil
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor

import tree

FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", f"-I{tree.INCLUDE}"]
# Needs libtorch, which the core does not.
NOT_ALONE = {"prodreview/contract/torch.hpp"}
BRINGS_BODIES = re.compile(r"^#ifndef PRODREVIEW_COMPILED$", re.MULTILINE)


def headers() -> list[str]:
    return [h for h in tree.headers() if h not in NOT_ALONE]


def complaint(compiler: str, included: list[str], *flags: str) -> str:
    """What a compiler says of a unit that includes these headers; empty when it is content."""
    unit = "".join(f"#include <{header}>\n" for header in included)
    command = [compiler, *FLAGS, *flags, "-x", "c++", "-"]
    done = subprocess.run(command, input=unit, capture_output=True, text=True)
    return done.stderr if done.returncode or done.stderr else ""


class Headers(unittest.TestCase):
    def each_is_content(self, included: list[str], *flags: str) -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            said = pool.map(lambda header: complaint("g++", [header, header], *flags), included)
            for header, words in zip(included, said):
                with self.subTest(header):
                    self.assertEqual(words[:2000], "")

    def test_each_compiles_alone(self):
        self.each_is_content(headers(), "-DPRODREVIEW_COMPILED")
        print(f"{len(headers())} headers")

    def test_each_that_brings_bodies_compiles_alone_with_them(self):
        doors = [h for h in headers() if BRINGS_BODIES.search((tree.INCLUDE / h).read_text(encoding="utf-8"))]
        self.assertGreater(len(doors), 30)
        self.each_is_content(doors)
        print(f"{len(doors)} headers with bodies")

    def test_clang_compiles_all_together(self):
        compiler = os.environ.get("PRODREVIEW_CLANG", "clang++-15")
        self.assertIsNotNone(shutil.which(compiler), f"{compiler} is not installed")
        for order in headers(), headers()[::-1]:
            self.assertEqual(complaint(compiler, order)[:2000], "")


if __name__ == "__main__":
    unittest.main()
