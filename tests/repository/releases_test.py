# SPDX-License-Identifier: Apache-2.0
"""What is removed follows from the releases that a repository supports, on each side by its own files."""

import unittest

from sandbox import Sandbox

CODE = "import torch\n\n\ndef spectrum(matrix):\n    return torch.symeig(matrix)\n"
RULE = "removed-or-deprecated-api"
FOUND = [("use.py", 5, RULE)]


class Releases(Sandbox):
    def setUp(self):
        super().setUp()
        self.write("use.py", CODE)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "start")

    def severities(self, *arguments):
        return [f["severity"] for f in self.review(*arguments, "--select", RULE)["findings"]]

    def require(self, path, text):
        self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", path)

    def test_a_range_that_is_stated_makes_it_certain(self):
        self.assertEqual(self.severities("--all"), ["high"])
        self.require("requirements.txt", "torch>=1.10\n")
        self.assertEqual(self.severities("--all"), ["critical"])
        self.assertIn("requirements.txt requires torch>=1.10", self.review("--all", "--select", RULE)["findings"][0]["problem"])

    def test_a_range_without_the_release_that_removed_it_is_silent(self):
        self.require("setup.py", "setup(install_requires=['torch>=1.10,<2'])\n")
        self.assertEqual(self.severities("--all"), ["low"])
        self.require("setup.py", "setup(install_requires=['torch==1.7.1'])\n")
        self.assertEqual(self.severities("--all"), [])

    def test_the_configuration_wins_over_files(self):
        self.require("setup.py", "setup(install_requires=['torch==1.7.1'])\n")
        self.assertEqual(self.severities("--all", "--config", 'torch=">=2.1"'), ["critical"])
        self.require(".prodreview.yaml", 'torch: "<2"\n')
        self.assertEqual(self.severities("--all"), ["low"])

    def test_a_change_that_lets_a_new_release_in_is_not_asked_of_files_it_does_not_touch(self):
        self.require("setup.py", "setup(install_requires=['torch<2'])\n")
        self.require("setup.py", "setup(install_requires=['torch'])\n")
        self.assertEqual(self.introduced("HEAD^!", "--select", RULE), [])
        self.assertEqual(self.findings("present", "--all", "--select", RULE), FOUND)

    def test_each_side_has_its_own_range(self):
        self.require("setup.py", "setup(install_requires=['torch>=1.10,<1.14'])\n")
        self.write("use.py", CODE + "\n\nlimit = 1\n")
        self.write("setup.py", "setup(install_requires=['torch>=2.0'])\n")
        self.git("add", "-A")
        self.assertEqual(self.severities("--staged"), ["critical"])

    def test_a_load_is_certain_where_a_supported_release_unpickles(self):
        self.require("use.py", "import torch\n\n\ndef weights(path):\n    return torch.load(path)\n")
        loads = ("--all", "--select", "unsafe-load")
        self.require("setup.py", "setup(install_requires=['torch>=2.1,<2.3'])\n")
        self.assertEqual([f["tier"] for f in self.review(*loads)["findings"]], ["proved"])
        self.require("setup.py", "setup(install_requires=['torch>=2.6'])\n")
        self.assertEqual(self.review(*loads)["findings"], [])
        self.require("setup.py", "setup(install_requires=['numpy'])\n")
        self.assertEqual([f["tier"] for f in self.review(*loads, "--config", "extends=strict")["findings"]], ["likely"])


if __name__ == "__main__":
    unittest.main()
