# SPDX-License-Identifier: Apache-2.0
"""What `cmake --install` puts in place works from there: the tool, its manual, and the headers."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

BUILD = Path(os.environ["PRODREVIEW"]).parents[1]

CONSUMER_BUILD = """
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
find_package(prodreview 0.1 REQUIRED)
add_executable(consumer main.cpp)
target_link_libraries(consumer PRIVATE prodreview::prodreview)
"""

CONSUMER = """
#include <prodreview/python/front_end.hpp>

auto main() -> int {
  auto const unit = prodreview::python::read_unit("a.py", "import torch\\nx = torch.zeros(3)\\n");
  return unit.errors.empty() ? 0 : 1;
}
"""


def run(*command, **options):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.prefix = self.folder / "usr"
        run("cmake", "--install", BUILD, "--prefix", self.prefix)

    def test_the_tool_answers_under_both_names_and_as_a_git_command(self):
        tools = self.prefix / "bin"
        said = run(tools / "prodreview", "--version")
        self.assertEqual(run(tools / "git-prodreview", "--version"), said)
        env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}")
        self.assertEqual(run("git", "prodreview", "--version", env=env), said)

    def test_D7_the_manual_and_the_hook_are_there(self):
        for name in ("man/man1/git-prodreview.1", "man/man1/prodreview.1", "prodreview/hooks/pre-commit"):
            self.assertTrue((self.prefix / "share" / name).is_file(), name)

    def test_another_project_finds_and_uses_the_headers(self):
        (self.folder / "CMakeLists.txt").write_text(CONSUMER_BUILD)
        (self.folder / "main.cpp").write_text(CONSUMER)
        run("cmake", "-S", self.folder, "-B", self.folder / "build", f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run("cmake", "--build", self.folder / "build")
        run(self.folder / "build" / "consumer")


if __name__ == "__main__":
    unittest.main()
