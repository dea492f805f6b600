# SPDX-License-Identifier: Apache-2.0
"""The bundled example shows what `./review` promises: every mistake of its second commit, and nothing in the first."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["PRODREVIEW_SOURCE"])
EXAMPLE = SOURCE / "examples" / "semicrf"

# What the second commit brings in: (rule, path, text of the line).
MISTAKES = {
    ("state-dict-reference", "semicrf/checkpoint.py", '"model": model.state_dict,'),
    ("unsafe-load", "semicrf/checkpoint.py", "weights_only=False"),
    ("broad-except-swallow", "semicrf/checkpoint.py", "except:"),
    ("dropout-always-on", "semicrf/layer.py", "F.dropout("),
    ("log-of-normaliser", "semicrf/layer.py", "torch.log(torch.softmax("),
    ("implicit-softmax-dim", "semicrf/layer.py", "F.softmax("),
    ("pattern-string-invalid", "semicrf/layer.py", '"bts,bsh->btd"'),
    ("requires-grad-typo", "semicrf/layer.py", "require_grad"),
    ("naive-logsumexp", "semicrf/partition.py", "torch.exp(closing)"),
    ("exception-not-raised", "semicrf/partition.py", "ValueError("),
    ("replicated-reference", "train.py", "* processes"),
}


def run(*command):
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    return subprocess.run([str(c) for c in command], env=environment, capture_output=True, text=True)


class Example(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        made = run(EXAMPLE / "make_repository", self.folder)
        self.assertEqual(made.returncode, 0, made.stderr)

    def review(self, *arguments):
        return run(os.environ["PRODREVIEW"], "-C", self.folder, *arguments, "-f", "json")

    def test_the_second_commit_is_reported_mistake_by_mistake(self):
        done = self.review("HEAD~1")
        self.assertEqual(done.returncode, 1, done.stderr)
        findings = json.loads(done.stdout)["findings"]
        self.assertEqual({f["state"] for f in findings}, {"introduced"})
        found = {(f["rule"], f["path"], f["range"]["start"]["line"]) for f in findings}
        self.assertEqual(found, {(rule, path, self.line(path, text)) for rule, path, text in MISTAKES})

    def line(self, path, text):
        lines = (self.folder / path).read_text().splitlines()
        at = [number for number, line in enumerate(lines, 1) if text in line]
        self.assertTrue(at, text)
        return at[-1]

    def test_the_first_commit_is_clean_and_praised(self):
        done = self.review("HEAD~1^!")
        self.assertEqual(done.returncode, 0, done.stdout)
        report = json.loads(done.stdout)
        self.assertEqual(report["findings"], [])
        self.assertGreaterEqual(len(report["positives"]), 3)

    def test_the_report_in_the_readme_is_what_the_tool_prints(self):
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        shown = readme.split("```\n$ git prodreview HEAD~1\n", 1)[1].split("```", 1)[0]
        printed = run(os.environ["PRODREVIEW"], "-C", self.folder, "HEAD~1", "-f", "full").stdout
        for part in shown.split("…\n"):
            self.assertTrue(part.strip("\n") in printed, part)


if __name__ == "__main__":
    unittest.main()
