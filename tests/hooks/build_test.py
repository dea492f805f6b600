# SPDX-License-Identifier: Apache-2.0
"""The two ids that build the tool, in the real pre-commit program, from nothing."""

import shutil
import unittest

from repositories import BAD, BINARY, GOOD, RULE, WithRepositories, pre_commit_configuration, published


@unittest.skipUnless(shutil.which("pre-commit"), "pre-commit is not installed")
class BuiltHooks(WithRepositories):
    def setUp(self):
        super().setUp()
        # The tool that is under test must not be found, or the hook would not have to build one.
        path = ":".join(p for p in self.env["PATH"].split(":") if p != str(BINARY.parent))
        self.env.update(PATH=path, PRE_COMMIT_HOME=str(self.home / "cache"))
        if shutil.which("ccache"):  # both ids compile the same sources
            self.env.update(CMAKE_CXX_COMPILER_LAUNCHER="ccache", CCACHE_DIR=str(self.home / "ccache"),
                            CCACHE_NOHASHDIR="1")

    def test_both_build_themselves_and_review(self):
        hooks = published(self.home / "hooks", self.env)
        for identifier in ("prodreview", "prodreview-script"):
            with self.subTest(identifier):
                consumer = self.repository(f"with-{identifier}")
                consumer.write(".pre-commit-config.yaml", pre_commit_configuration(hooks, identifier))
                consumer.write("a.py", BAD)
                consumer.git("add", "-A")
                bad = consumer.run("pre-commit", "run")
                self.assertEqual(bad.returncode, 1, bad.stdout + bad.stderr)
                self.assertIn("exit code: 1", bad.stdout)
                self.assertIn(RULE, bad.stdout)
                consumer.write("a.py", GOOD)
                consumer.git("add", "-A")
                good = consumer.run("pre-commit", "run")
                self.assertEqual(good.returncode, 0, good.stdout + good.stderr)


if __name__ == "__main__":
    unittest.main()
