# SPDX-License-Identifier: Apache-2.0
"""How many instructions the parser and a staged review take: instructions_test.py PARSE_BENCHMARK."""

import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import measure
import staged

PARSE_BENCHMARK = sys.argv.pop() if len(sys.argv) > 1 else ""
SOURCE = Path(os.environ["PRODREVIEW_SOURCE"])
EXAMPLE = SOURCE / "examples" / "semicrf" / "base"
PER_BYTE = 60
# The goal for a file of 200 kB is 60 million with the rules that syntax and bindings decide (benchmark.py measures it on
# one as found in the wild). The file made here calls torch in nearly every line, which costs more.
PER_STAGED_REVIEW = 80_000_000
# All rules, with the values of both sides and the interfaces of the modules around.
PER_STAGED_REVIEW_WITH_ALL_RULES = 200_000_000


@unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed")
class Instructions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_lexing_and_parsing_stay_below_the_limit_per_byte(self):
        files = sorted(EXAMPLE.rglob("*.py"))
        (self.folder / "list").write_text("".join(f"{path}\n" for path in files))
        once, twice = (measure.instructions([PARSE_BENCHMARK, str(self.folder / "list"), rounds])
                       for rounds in ("1", "2"))
        per_byte = (twice - once) / sum(path.stat().st_size for path in files)
        print(f"{per_byte:.1f} instructions per byte")
        self.assertLessEqual(per_byte, PER_BYTE)

    def test_a_staged_review_of_a_large_file_stays_below_the_limit(self):
        modules = [path.read_text() for path in sorted((EXAMPLE / "semicrf").glob("*.py")) + [EXAMPLE / "train.py"]]
        staged.one_large_file(self.folder, staged.repeated(modules, 200_000))
        binary = os.environ["PRODREVIEW"]
        for rules, limit in ((measure.DECIDED_BY_SYNTAX, PER_STAGED_REVIEW),
                             ([], PER_STAGED_REVIEW_WITH_ALL_RULES)):
            count = measure.instructions([binary, "-C", str(self.folder), "--staged", "-j1", "--no-cache", *rules])
            print(f"{count / 1e6:.1f} million instructions of {limit / 1e6:.0f}")
            self.assertLessEqual(count, limit)


if __name__ == "__main__":
    unittest.main()
