# SPDX-License-Identifier: Apache-2.0
"""Colours and width on a real pseudo-terminal and in a pipe: terminal_test.py PRINT_REPORT."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import unittest

PRINT_REPORT = sys.argv.pop()
QUIET = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION",
         "PRE_COMMIT", "TERM"}


def environment(given):
    return {**{k: v for k, v in os.environ.items() if k not in QUIET}, "TERM": "xterm", **given}


def in_a_pipe(*arguments, **given):
    done = subprocess.run([PRINT_REPORT, *arguments], env=environment(given), check=True, capture_output=True)
    return done.stdout.decode()


def on_a_terminal(*arguments, columns=100, **given):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen([PRINT_REPORT, *arguments], stdout=theirs, env=environment(given))
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


if __name__ == "__main__":
    unittest.main()
