# SPDX-License-Identifier: Apache-2.0
"""Twice as much of the same takes about twice as many instructions: `check`, all rules, for each input of
hostile_inputs.py."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from hostile_inputs import INPUTS

COUNTS = (100, 200, 400)
# From 200 to 400 it takes twice the instructions that it takes from 100 to 200: a little more, where a table is full and
# doubles. What goes with the square takes four times as many where it dominates, and shows before that.
MOST = 3.2
OF_A_SQUARE = 5.5


def instructions_by_file(folder: Path, output: Path) -> list[int]:
    """Instructions for each file of a folder, in order: callgrind begins a new count whenever one is reviewed."""
    command = [os.environ["PRODREVIEW"], "check", "--isolated", "-j1", "-f", "concise", "--fail-on", "never", str(folder)]
    counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", "--compress-strings=no",
               "--dump-before=prodreview::review_file*", *command]
    done = subprocess.run(counted, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr[-2000:])
    parts = sorted(output.parent.glob(f"{output.name}.*"), key=lambda path: int(path.suffix[1:]))
    # The first part ends where the first file begins; what comes last has no number.
    return [int(re.findall(r"^(?:summary|totals): (\d+)", part.read_text(), re.MULTILINE)[-1])
            for part in [*parts[1:], output]]


@unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed")
class HostileInputs(unittest.TestCase):
    def test_twice_the_input_takes_about_twice_as_long(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "inputs"
            folder.mkdir()
            # What is worked out once a run is paid for by the first file, which asks for everything; the report is made
            # after the last one.
            (folder / "first.py").write_text("".join(each.text(1) for each in INPUTS))
            (folder / "last.py").touch()
            for number, each in enumerate(INPUTS):
                for count in COUNTS:
                    (folder / f"input_{number:03}_{count}.py").write_text(each.text(count))
            counts = instructions_by_file(folder, Path(name) / "out")
        self.assertEqual(len(counts), len(COUNTS) * len(INPUTS) + 2)
        for each, few, some, many in zip(INPUTS, counts[1::3], counts[2::3], counts[3::3]):
            growth = (many - some) / (some - few)
            print(f"{growth:5.2f} {many / 1e6:8.1f} million  {each.name}")
            with self.subTest(each.name):
                self.assertLess(growth, OF_A_SQUARE if each.grows_with_the_square else MOST)


if __name__ == "__main__":
    unittest.main()
