# SPDX-License-Identifier: Apache-2.0
"""Every header of the core compiles alone, twice in one unit, without a warning: headers_test.py COMPILER."""

import os
import shutil
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

import tree

COMPILER = sys.argv.pop() if len(sys.argv) > 1 and not sys.argv[-1].startswith("-") else "g++"
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", f"-I{tree.INCLUDE}"]
# Needs libtorch, which the core does not.
NOT_ALONE = {"prodreview/contract/torch.hpp"}


def complaint(header: str) -> str:
    """What the compiler says of a unit that includes the header; empty when it is content."""
    unit = f"#include <{header}>\n" * 2
    command = [COMPILER, *FLAGS, "-x", "c++", "-"]
    done = subprocess.run(command, input=unit, capture_output=True, text=True)
    return done.stderr if done.returncode or done.stderr else ""


class HeadersAlone(unittest.TestCase):
    def test_each_header_compiles_alone(self):
        if shutil.which(COMPILER) is None:
            self.fail(f"{COMPILER} is not installed")
        headers = [h for h in tree.headers() if h not in NOT_ALONE]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for header, said in zip(headers, pool.map(complaint, headers)):
                with self.subTest(header):
                    self.assertEqual(said[:2000], "")
        print(f"{COMPILER}: {len(headers)} headers")


if __name__ == "__main__":
    unittest.main()
