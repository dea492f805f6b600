# SPDX-License-Identifier: Apache-2.0
"""The bootstrap script and the PEP 517 backend, with a CMake that only pretends."""

import base64
import csv
import hashlib
import importlib.util
import os
import shutil
import subprocess
import unittest
import venv
import zipfile
from unittest import mock

from repositories import SOURCE, WithRepositories

# Writes the environment down, and "builds" a tool that prints its arguments.
PRETENDED_CMAKE = """#!/bin/sh
env >> "$PRETENDED_LOG"
[ "$PRETENDED_FAILURE" = "" ] || { echo "no such library"; exit 1; }
previous=
for word in "$@"; do
  [ "$previous" != -B ] || folder=$word
  [ "$previous" != --build ] || folder=$word
  previous=$word
done
mkdir -p "$folder/bin"
printf '#!/bin/sh\\necho reviewed "$GIT_INDEX_FILE" "$@"\\n' > "$folder/bin/prodreview"
chmod +x "$folder/bin/prodreview"
"""
IN_A_HOOK = {"GIT_DIR": "/nowhere/.git", "GIT_INDEX_FILE": "/nowhere/index.lock", "GIT_PREFIX": "sub/"}


class Scripts(WithRepositories):
    def setUp(self):
        super().setUp()
        programs = self.home / "bin"
        programs.mkdir()
        (programs / "cmake").write_text(PRETENDED_CMAKE)
        (programs / "cmake").chmod(0o755)
        self.log = self.home / "cmake.log"
        self.env.update(PATH=f"{programs}:{self.env['PATH']}", PRETENDED_LOG=str(self.log), **IN_A_HOOK)
        self.checkout = self.home / "checkout"
        for name in ("hooks", "include", "tools"):
            shutil.copytree(SOURCE / name, self.checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("CMakeLists.txt", "LICENSE"):
            shutil.copy2(SOURCE / name, self.checkout / name)

    def assert_cmake_saw_nothing_of_git(self):
        seen = [line for line in self.log.read_text().splitlines() if line.startswith("GIT_")]
        self.assertEqual(seen, [])


class Bootstrap(Scripts):
    def bootstrap(self, *arguments, **more):
        command = [str(self.checkout / "hooks" / "prodreview-bootstrap"), *arguments]
        return subprocess.run(command, env={**self.env, **more}, capture_output=True, text=True)

    def test_D5_it_builds_once_and_hands_on_arguments_and_environment(self):
        done = self.bootstrap("--hook")
        self.assertEqual(done.stdout, "reviewed /nowhere/index.lock --hook\n", done.stderr)
        self.assert_cmake_saw_nothing_of_git()
        self.log.unlink()
        again = self.bootstrap("--hook")
        self.assertEqual((again.stdout, again.stderr), (done.stdout, ""))
        self.assertFalse(self.log.exists())

    def test_it_builds_again_when_a_source_is_newer(self):
        self.bootstrap()
        self.log.unlink()
        newest = (self.checkout / "build" / "hook" / "prodreview").stat().st_mtime + 10
        os.utime(self.checkout / "CMakeLists.txt", (newest, newest))
        self.bootstrap()
        self.assertTrue(self.log.exists())

    def test_a_build_that_fails_is_2_and_names_the_log(self):
        done = self.bootstrap("--hook", PRETENDED_FAILURE="yes")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no such library", done.stderr)
        log = self.checkout / "build" / "hook" / "build.log"
        self.assertIn(str(log), done.stderr)
        self.assertIn("no such library", log.read_text())
        self.assertEqual(sorted(p.name for p in log.parent.iterdir()), ["build.log"])

    def test_two_at_once_do_not_wait_for_each_other_and_both_run(self):
        command = [str(self.checkout / "hooks" / "prodreview-bootstrap"), "x"]
        both = [subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                 text=True) for _ in range(2)]
        self.assertEqual([p.communicate()[0] for p in both], ["reviewed /nowhere/index.lock x\n"] * 2)


class Backend(Scripts):
    def setUp(self):
        super().setUp()
        place = self.checkout / "hooks" / "cmake_backend.py"
        specification = importlib.util.spec_from_file_location("cmake_backend", place)
        self.backend = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(self.backend)
        patched = mock.patch.dict(os.environ, self.env, clear=True)
        patched.start()
        self.addCleanup(patched.stop)

    def wheel(self, folder):
        (self.home / folder).mkdir()
        return self.home / folder / self.backend.build_wheel(str(self.home / folder))

    def test_the_wheel_holds_both_scripts_and_a_record_that_is_right(self):
        path = self.wheel("one")
        self.assertRegex(path.name, r"^prodreview-[0-9.]+-py3-none-\w+\.whl$")
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            self.assertEqual([n.split("/")[-1] for n in names[:2]], ["prodreview", "git-prodreview"])
            self.assertEqual(archive.getinfo(names[0]).external_attr >> 16, 0o100755)
            record = list(csv.reader(archive.read(names[-1]).decode().splitlines()))
            self.assertEqual([row[0] for row in record], names)
            for name, digest, size in record[:-1]:
                content = archive.read(name)
                hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                self.assertEqual((digest, int(size)), (f"sha256={hashed}", len(content)))
        self.assert_cmake_saw_nothing_of_git()

    def test_two_builds_give_the_same_bytes(self):
        self.assertEqual(self.wheel("one").read_bytes(), self.wheel("two").read_bytes())

    def test_pip_installs_scripts_that_can_be_run(self):
        wheel, there = self.wheel("one"), self.home / "there"
        venv.create(there, with_pip=True)
        subprocess.run([there / "bin" / "python", "-m", "pip", "install", "--no-index", "--quiet", wheel], check=True)
        said = subprocess.run([there / "bin" / "git-prodreview", "x"], capture_output=True, text=True).stdout
        self.assertEqual(said, "reviewed /nowhere/index.lock x\n")

    def test_a_build_that_fails_ends_with_a_sentence(self):
        with mock.patch.dict(os.environ, PRETENDED_FAILURE="yes"):
            with self.assertRaisesRegex(SystemExit, "prodreview was not built: .*apt-get install"):
                self.wheel("one")

    def test_without_cmake_it_says_what_to_install(self):
        with mock.patch.dict(os.environ, PATH="/nowhere"):
            with self.assertRaisesRegex(SystemExit, "cmake is not on the PATH: apt-get install cmake"):
                self.wheel("one")


if __name__ == "__main__":
    unittest.main()
