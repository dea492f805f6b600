# SPDX-License-Identifier: Apache-2.0
"""The example of contracts builds from an installed prodreview and from its sources, runs with torch
where there is one, and is what the documentation shows."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
import libtorch  # noqa: E402

SOURCE = Path(os.environ["PRODREVIEW_SOURCE"])
EXAMPLE = SOURCE / "examples" / "contracts"
BUILD = Path(os.environ["PRODREVIEW"]).parents[1]


def run(*command):
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


class Example(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def build(self, *options):
        run("cmake", "-S", EXAMPLE, "-B", self.folder / "build", "-DCMAKE_DISABLE_FIND_PACKAGE_Torch=ON", *options)
        run("cmake", "--build", self.folder / "build")

    def test_it_builds_with_an_installed_prodreview(self):
        run("cmake", "--install", BUILD, "--prefix", self.folder / "usr")
        self.build(f"-DCMAKE_PREFIX_PATH={self.folder / 'usr'}")

    def test_it_builds_with_the_sources_and_builds_nothing_else_of_them(self):
        self.build(f"-DPRODREVIEW_FOLDER={SOURCE}")
        self.assertEqual([it.name for it in (self.folder / "build").rglob("*.o")], ["contracts.cpp.o"])

    def test_it_runs_with_torch(self):
        try:
            library = libtorch.current()
        except libtorch.Unavailable as reason:
            self.skipTest(str(reason))
        program = self.folder / "forward_step"
        sources = [EXAMPLE / "forward_step.cpp", HERE / "torch" / "example_main.cpp"]
        libtorch.build(library, program, sources, "-O1", "-Wall", "-Wextra", "-Werror", f"-I{EXAMPLE}")
        self.assertEqual(run(program), "duration: sizes [4, 3], declared (K, to): the size at axis 0 must be 5\n")

    def test_the_documentation_shows_it(self):
        text = (SOURCE / "docs" / "contracts.md").read_text()
        code = "".join(file.read_text() for file in sorted(EXAMPLE.iterdir()))
        # The sentences that it shows are those that tests expect.
        tests = "".join(file.read_text() for file in [Path(__file__), *sorted(HERE.rglob("*.cpp"))])
        tests = tests.replace("\n// ", " ")
        blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.S | re.M)
        self.assertGreater(len(blocks), 3)
        for language, block in blocks:
            for line in block.splitlines():
                self.assertIn(line, code if language else tests)


if __name__ == "__main__":
    unittest.main()
