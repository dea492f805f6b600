# SPDX-License-Identifier: Apache-2.0
"""Colours, width and progress on a real pseudo-terminal and in a pipe: terminal_test.py PRINT_REPORT."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

PRINT_REPORT = sys.argv.pop()
PRODREVIEW = os.environ["PRODREVIEW"]
QUIET = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION",
         "PRE_COMMIT", "TERM"}


def environment(given):
    return {**{k: v for k, v in os.environ.items() if k not in QUIET}, "TERM": "xterm", **given}


def in_a_pipe(*arguments, **given):
    done = subprocess.run([PRINT_REPORT, *arguments], env=environment(given), check=True, capture_output=True)
    return done.stdout.decode()


def on_a_terminal(*arguments, columns=100, **given):
    return written_to_a_terminal([PRINT_REPORT, *arguments], columns, "stdout", env=environment(given))


def written_to_a_terminal(command, columns, stream, **how):
    """What a program writes to one of its streams when that is a terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen(command, **{stream: theirs}, **how)
    os.close(theirs)
    output = b""
    while True:
        try:
            output += os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
    child.wait()
    os.close(ours)
    return output.decode().replace("\r\n", "\n")


def without_color(text):
    while "\x1b[" in text:
        before, _, rest = text.partition("\x1b[")
        text = before + rest.partition("m")[2]
    return text


class Terminal(unittest.TestCase):
    def test_a_terminal_gets_colours_and_a_pipe_gets_none(self):
        self.assertIn("\x1b[1;31mcritical\x1b[0m", on_a_terminal("full", "sample"))
        self.assertNotIn("\x1b", in_a_pipe("full", "sample"))
        self.assertNotIn("\x1b", in_a_pipe("concise", "sample"))

    def test_colours_change_nothing_else(self):
        self.assertEqual(without_color(on_a_terminal("full", "sample", columns=80)), in_a_pipe("full", "sample"))

    def test_the_environment_decides(self):
        self.assertNotIn("\x1b", on_a_terminal("full", "sample", NO_COLOR="1"))
        self.assertNotIn("\x1b", on_a_terminal("full", "sample", TERM="dumb"))
        self.assertIn("\x1b", in_a_pipe("full", "sample", FORCE_COLOR="1"))

    def test_documents_have_no_colours_anywhere(self):
        for format in ("markdown", "json"):
            self.assertNotIn("\x1b", on_a_terminal(format, "sample", FORCE_COLOR="1"))

    def test_the_width_is_the_terminal_s_or_COLUMNS(self):
        def widest(text):
            prose = [line for line in without_color(text).splitlines() if line.startswith("  impact")]
            return max(map(len, prose))
        self.assertGreater(widest(on_a_terminal("full", "sample", columns=90)), 60)
        self.assertLessEqual(widest(on_a_terminal("full", "sample", columns=50)), 50)
        self.assertLessEqual(widest(on_a_terminal("full", "sample", COLUMNS="50")), 50)

    def test_the_locale_changes_nothing(self):
        one = in_a_pipe("full", "sample", LC_ALL="C", TZ="UTC")
        self.assertEqual(one, in_a_pipe("full", "sample", LC_ALL="de_DE.UTF-8", TZ="Asia/Tokyo"))

    def test_a_workflow_log_has_no_commands(self):
        for runner in ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"):
            for seed in range(20):
                for line in in_a_pipe("full", str(seed), **{runner: "true"}).splitlines():
                    self.assertFalse(line.strip().startswith("::"))
                    self.assertNotRegex(line, r"##[a-z]*\[")


class Progress(unittest.TestCase):
    """The line on the standard error of a long review."""

    MANY = 250

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.git("init", "-q")

    def git(self, *words):
        subprocess.run(["git", "-C", self.folder.name, "-c", "user.name=t", "-c", "user.email=t@example.invalid",
                        *words], check=True, capture_output=True)

    def fill(self, files, lines):
        for number in range(files):
            with open(os.path.join(self.folder.name, f"m{number}.py"), "w", encoding="ascii") as file:
                file.write("".join(f"value_{line} = call(value, [{line}], key=value)\n" for line in range(lines)))

    def fill_until_it_takes(self, files, seconds):
        """As many lines as this build, on this machine, needs that long for."""
        lines = 50
        self.fill(files, lines)
        while (spent := self.time_of_check()) < seconds and lines < 40000:
            lines = int(lines * min(max(1.3 * seconds / spent, 1.5), 8))
            self.fill(files, lines)

    def time_of_check(self):
        begin = time.monotonic()
        self.check(stderr=subprocess.DEVNULL)
        return time.monotonic() - begin

    def command(self, *words):
        return [PRODREVIEW, "-C", self.folder.name, *words, "--isolated", "-j", "1"]

    def check(self, **how):
        return subprocess.run(self.command("check", "."), env=environment({}), stdout=subprocess.DEVNULL, **how)

    def stderr_on_a_terminal(self, *words):
        return written_to_a_terminal(self.command(*words), 80, "stderr", env=environment({}),
                                     stdout=subprocess.DEVNULL)

    def test_a_long_review_says_how_far_it_is_and_takes_the_line_away(self):
        self.fill_until_it_takes(self.MANY, 1.2)
        self.git("add", "-A")
        for words in (["check", "."], ["--all"]):
            with self.subTest(words):
                said = self.stderr_on_a_terminal(*words)
                drawn = [int(part.split()[0]) for part in said.split("\r") if part.endswith(f" of {self.MANY} files")]
                self.assertTrue(drawn, said)
                self.assertEqual(drawn, sorted(drawn))
                self.assertTrue(said.endswith("\r\x1b[K"), said)
        self.assertEqual(self.check(stderr=subprocess.PIPE).stderr, b"", "a pipe gets none")

    def test_a_review_of_few_files_says_nothing(self):
        self.fill(3, 10)
        self.assertEqual(self.stderr_on_a_terminal("check", "."), "")


if __name__ == "__main__":
    unittest.main()
