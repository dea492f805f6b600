# SPDX-License-Identifier: Apache-2.0
"""The program that replays fixes, on a made-up repository whose truth is known."""

import io
import os
import subprocess
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

import replay
import truth

WRONG = "def check(n):\n    if n < 0:\n        ValueError('n is negative')\n    return n\n"
RIGHT = WRONG.replace("        ValueError", "        raise ValueError")
PADDING = "".join(f"VALUE_{i} = {i}\n" for i in range(40))
COLUMNS = ("id repo fix_commit parent_commit file line_start line_end category severity needs description "
           "confidence level").split()


class Truth(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.repositories = self.folder / "repositories"
        self.work = self.folder / "work"
        self.git("init", "-q", str(self.work), at=self.folder)
        self.parent = self.commit({"a.py": WRONG, "b.py": PADDING, "kernel.cu": "// none\n"})
        self.fix = self.commit({"a.py": RIGHT, "b.py": PADDING.replace("VALUE_7 = 7", "VALUE_7 = 8")})
        self.repositories.mkdir()
        self.git("clone", "-q", "--bare", str(self.work), str(self.repositories / "owner+name.git"), at=self.folder)
        self.tool = replay.Tool(Path(os.environ["PRODREVIEW"]), self.repositories)

    def git(self, *arguments, at=None):
        env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.invalid"]
        done = subprocess.run(["git", *identity, *arguments], cwd=at or self.work, env=env, check=True,
                              capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, files):
        for name, text in files.items():
            (self.work / name).write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "m")
        return self.git("rev-parse", "HEAD")

    def row(self, **different):
        row = dict(zip(COLUMNS, ("r1", "owner/name", self.fix, self.parent, "a.py", "3", "3", "p1.exception", "High",
                                 "syntax", "Exception built and dropped", "3", "A")))
        return {**row, **different}

    def test_a_finding_at_the_defect_is_a_hit(self):
        outcome = replay.replay_fix(self.tool, self.row())
        self.assertEqual((outcome.hit, outcome.rules), (True, ["exception-not-raised"]))
        self.assertEqual((outcome.noise, outcome.incomplete), ([], ""))

    def test_a_finding_within_two_lines_is_a_hit_and_beyond_is_none(self):
        for line, hit in (("1", True), ("5", True), ("6", False)):
            outcome = replay.replay_fix(self.tool, self.row(line_start=line, line_end=line))
            self.assertEqual(outcome.hit, hit, line)

    def test_a_finding_in_another_file_is_no_hit(self):
        self.assertFalse(replay.replay_fix(self.tool, self.row(file="b.py")).hit)

    def test_a_fix_that_brings_in_another_mistake_is_noise(self):
        row = self.row(fix_commit=self.parent, parent_commit=self.fix)
        outcome = replay.replay_fix(self.tool, row)
        self.assertEqual([f["rule"] for f in outcome.noise], ["exception-not-raised"])
        self.assertFalse(outcome.hit)

    def test_the_base_rate_counts_the_other_changed_places(self):
        # The change has two lines: the defect, away from which line 8 of b.py is silent.
        self.assertEqual(replay.replay_fix(self.tool, self.row()).base_rate, 0.0)
        # Seen from b.py, the other place is the line that carries the finding.
        self.assertEqual(replay.replay_fix(self.tool, self.row(file="b.py", line_start="8", line_end="8")).base_rate, 1.0)

    def test_a_commit_that_is_not_there_is_not_silently_a_miss(self):
        with self.assertRaises(subprocess.CalledProcessError):
            replay.replay_fix(self.tool, self.row(parent_commit="1" * 40))
        _, failure = self.tool.run(self.tool.repository("owner/name"), f"{'1' * 40}..{self.fix}")
        self.assertIn("1" * 40, failure)

    def test_clean_files_are_counted_by_line_and_others_left_out(self):
        clean = replay.replay_clean(self.tool, {"repo": "owner/name", "commit": self.parent, "file": "a.py"})
        self.assertEqual((clean.lines, len(clean.findings)), (4, 1))
        other = replay.replay_clean(self.tool, {"repo": "owner/name", "commit": self.parent, "file": "kernel.cu"})
        self.assertFalse(other.reviewed)

    def test_the_program_prints_figures_and_names_no_unread_row(self):
        unread = {k: v for k, v in self.row(id="u1").items() if k not in ("category", "needs", "description")}
        self.write("fixes.tsv", [self.row(), self.row(id="r2", file="b.py", level="D")])
        self.write("unread.tsv", [unread])
        self.write("scope.tsv", [{"id": "r1", "reachable": "yes"}, {"id": "r2", "reachable": "no"}])
        self.write("clean.tsv", [{"repo": "owner/name", "commit": self.fix, "file": "a.py"}])
        said = io.StringIO()
        arguments = ["truth.py", str(self.repositories), "--data", str(self.folder), "--list"]
        with mock.patch("sys.argv", arguments), redirect_stdout(said):
            self.assertEqual(truth.main(), 0)
        said = said.getvalue()
        self.assertIn("hit  r1", said)
        self.assertIn("miss r2", said)
        self.assertIn("1 of 2 rows, 50.0 %", said)
        self.assertIn("hits of reachable rows   1 of 1, 100.0 %", said)
        self.assertIn("findings per 1,000 lines 0.00", said)
        self.assertNotIn("u1", said)

    def test_the_scope_decides_each_described_row_once(self):
        scope = truth.read_rows(truth.HERE / "scope.tsv")
        self.assertEqual([row["id"] for row in scope], [row["id"] for row in truth.read_rows(truth.HERE / "fixes.tsv")])
        self.assertLessEqual({row["reachable"] for row in scope}, {"yes", "no"})

    def write(self, name, rows):
        lines = ["\t".join(rows[0])] + ["\t".join(row.values()) for row in rows]
        (self.folder / name).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    unittest.main()
