# SPDX-License-Identifier: Apache-2.0
"""What every file of the repository keeps: form, licence, and no word about the machine it was written on."""

import re
import shutil
import subprocess
import unittest

import tree

CODE = {".hpp", ".cpp", ".py", ".sh", ".cmake"}
# Written so that this file does not find itself.
PLACES = re.compile("|".join((
    r"pypi\." r"org|files\.python" r"hosted|registry\.npm" r"js|deb\.debian" r"\.org|crates\." r"io",
    r"proxy\.gol" r"ang|repo1\.ma" r"ven",
    r"/ro" r"ot/|/ho" r"me/|(?<![\w.])/wo" r"rk/|/tm" r"p/w\b|\bwt/",
)))


def text_of(path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


class Text(unittest.TestCase):
    def test_code_is_formatted(self):
        program = shutil.which("clang-format-15") or shutil.which("clang-format")
        if program is None:
            self.skipTest("clang-format is not installed")
        files = [str(p) for p in tree.tracked() if p.suffix in {".hpp", ".cpp"}]
        done = subprocess.run([program, "--dry-run", "-Werror", *files], capture_output=True, text=True)
        wrong = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "error:" in line})
        self.assertEqual(wrong, [], f"run {program} -i on them")

    def test_every_source_names_its_licence_in_one_line(self):
        for path in tree.tracked():
            if path.suffix in CODE and "examples" not in path.parts:
                with self.subTest(path.relative_to(tree.SOURCE).as_posix()):
                    start = text_of(path).splitlines()[:2]
                    self.assertTrue(any("SPDX-License-Identifier: Apache-2.0" in line for line in start))

    def test_nothing_names_a_package_registry_or_a_folder_of_some_machine(self):
        for path in tree.tracked():
            with self.subTest(path.relative_to(tree.SOURCE).as_posix()):
                self.assertIsNone(PLACES.search(text_of(path)))

    def test_no_line_ends_in_a_space(self):
        for path in tree.tracked():
            if path.suffix in CODE:
                with self.subTest(path.relative_to(tree.SOURCE).as_posix()):
                    spaced = [n for n, line in enumerate(text_of(path).split("\n"), 1) if line != line.rstrip(" ")]
                    self.assertEqual(spaced, [])


if __name__ == "__main__":
    unittest.main()
