# SPDX-License-Identifier: Apache-2.0
"""The verbs of the configuration and the command line as a user meets them: the binary in a real repository."""

import json
import os
import subprocess
import tempfile
import unittest

PRODREVIEW = os.environ["PRODREVIEW"]
GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.invalid",
}


def environment(**more):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PRODREVIEW")}
    return {**kept, **GIT, **more}


class Repository(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.git("init", "-q")

    def git(self, *words):
        subprocess.run(["git", *words], cwd=self.folder.name, env=environment(), check=True, capture_output=True)

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.folder.name, name), encoding="utf-8") as file:
            return file.read()

    def run_tool(self, *words, **more):
        return subprocess.run(
            [PRODREVIEW, *words], cwd=self.folder.name, env=environment(**more), capture_output=True, text=True, timeout=60
        )

    def refused(self, *words, says, **more):
        done = self.run_tool(*words, **more)
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(done.stdout, "")
        self.assertIn(says, done.stderr)


class Verbs(Repository):
    def test_init_writes_a_valid_configuration_and_never_writes_over_one(self):
        self.assertEqual(self.run_tool("config", "init").returncode, 0)
        first = self.read(".prodreview.yaml")
        self.assertIn("extends: default", first)
        check = self.run_tool("config", "check")
        self.assertEqual((check.returncode, check.stdout), (0, "`.prodreview.yaml` is valid.\n"))
        self.refused("config", "init", says="there already")
        self.assertEqual(self.read(".prodreview.yaml"), first)

    def test_init_writes_to_the_root_from_anywhere(self):
        self.write("deep/er/a.py", "")
        self.assertEqual(self.run_tool("-C", "deep/er", "config", "init").returncode, 0)
        self.assertIn("extends: default", self.read(".prodreview.yaml"))

    def test_init_follows_no_link(self):
        os.symlink("elsewhere", os.path.join(self.folder.name, ".prodreview.yaml"))
        self.refused("config", "init", says="not written")
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "elsewhere")))

    def test_show_says_what_holds_and_where_it_was_set(self):
        self.write(".prodreview.yaml", "extends: strict\n\nrules:\n  unsafe-load: low\n")
        done = self.run_tool("config", "show", "--config", "scale.T=400000", "--fail-on", "low")
        self.assertEqual(done.returncode, 0, done)
        for line in ("extends: strict", "  unsafe-load: low", "  T: 400000", "fail-on: low"):
            self.assertIn("\n" + line + " ", "\n" + done.stdout)
        origins = {line.split(":")[0].strip(): line.rpartition("  # ")[2] for line in done.stdout.splitlines()}
        self.assertEqual(origins["extends"], ".prodreview.yaml:1")
        self.assertEqual(origins["unsafe-load"], ".prodreview.yaml:4")
        self.assertEqual(origins["T"], "command line")
        self.assertEqual(origins["fail-on"], "command line")
        self.assertEqual(origins["unused-suppression"], "profile strict")
        self.assertEqual(origins["dtype"], "default")

    def test_the_configuration_is_the_one_at_the_root(self):
        self.write(".prodreview.yaml", "fail-on: low\n")
        self.write("deep/er/a.py", "")
        done = self.run_tool("-C", "deep", "-C", "er", "config", "show")
        self.assertIn(".prodreview.yaml:1", done.stdout)

    def test_isolated_leaves_it_out(self):
        self.write(".prodreview.yaml", "fail-on: low\n")
        self.assertIn("fail-on: high ", self.run_tool("config", "show", "--isolated").stdout)

    def test_check_reports_every_problem_at_its_place(self):
        self.write(".prodreview.yaml", "fail-on: hgih\nrules:\n  unsafe-laod: off\n")
        done = self.run_tool("config", "check")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn(".prodreview.yaml:1:10: `hgih` is not a value of `fail-on`.", done.stderr)
        self.assertIn(".prodreview.yaml:3:3: There is no rule `unsafe-laod`.", done.stderr)
        self.assertIn("did you mean `unsafe-load`?", done.stderr)

    def test_check_remarks_on_patterns_that_match_nothing_and_is_content(self):
        self.write("src/models/a.py", "x = 1\n")
        self.write(".prodreview.yaml", "include: [src]\noverrides:\n- paths: [src/modles]\n  fail-on: never\n")
        done = self.run_tool("-C", "src", "config", "check")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(".prodreview.yaml:3:11: `src/modles` matches no file of the repository.", done.stdout)
        self.assertIn("did you mean `src/models`?", done.stdout)
        self.assertNotIn("`src`", done.stdout)

    def test_schema_is_json_and_knows_the_rules(self):
        schema = json.loads(self.run_tool("config", "schema").stdout)
        self.assertIn("unsafe-load", schema["properties"]["rules"]["propertyNames"]["enum"])

    def test_help_comes_through_git(self):
        binaries = os.path.dirname(PRODREVIEW)
        done = subprocess.run(
            ["git", "prodreview", "-h"],
            cwd=self.folder.name,
            env=environment(PATH=binaries + os.pathsep + os.environ["PATH"]),
            capture_output=True,
            text=True,
        )
        self.assertEqual(done.returncode, 0, done)
        self.assertTrue(done.stdout.startswith("git prodreview "), done.stdout)
        self.assertIn("Examples", self.run_tool("--help").stdout)

    def test_what_is_misspelt_or_not_there_yet_ends_with_2(self):
        self.refused("--stagd", says="did you mean `--staged`?")
        self.refused("--fix", says="not available in this version")
        self.refused("scale", "a.py", says="not available in this version")
        self.refused("-f", "sarif", says="not available in this version")
        self.refused("--focus", "numeric", says="did you mean `numerics`?")
        self.refused("--config", "fail-on=hgih", "config", "check", says="command line: `hgih`")
        self.refused("config", "check", "--config", "none.yaml", says="There is no file `none.yaml`")
        self.refused(says="PRODREVIEW_FORMAT", PRODREVIEW_FORMAT="jsn")


class SideOfTheReview(Repository):
    """A review reads the configuration from the side that it reviews."""

    bad = "import torch\n\n\ndef load(path):\n    return torch.load(path, weights_only=False)\n"

    def findings(self, *words):
        done = self.run_tool(*words, "-f", "json")
        self.assertIn(done.returncode, (0, 1), done)
        return sorted(each["rule"] for each in json.loads(done.stdout)["findings"])

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def test_staged_reads_the_index_and_a_range_its_new_side(self):
        self.write("README", "")
        self.commit("first")
        self.write("a.py", self.bad)
        self.write(".prodreview.yaml", "rules: {unsafe-load: off}\n")
        self.git("add", "-A")
        self.write(".prodreview.yaml", "rules: {unsafe-load: critical}\n")
        self.assertEqual(self.findings("--staged"), [])
        self.git("commit", "-q", "-m", "second")
        self.assertEqual(self.findings("HEAD^!"), [])
        self.assertEqual(self.findings("HEAD~1"), ["unsafe-load"])

    def test_a_broken_configuration_stops_the_review_with_2(self):
        self.write("README", "")
        self.commit("first")
        self.write("a.py", self.bad)
        self.write(".prodreview.yaml", "rules: [unsafe-load]\n")
        self.git("add", "-A")
        self.refused("--staged", says=".prodreview.yaml:1:8: ")


if __name__ == "__main__":
    unittest.main()
