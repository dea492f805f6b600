# SPDX-License-Identifier: Apache-2.0
"""Whole programs, as bytes."""

import random

from generator.statements import Statements

COOKIES = [("latin-1", "# -*- coding: latin-1 -*-\n"),
           ("cp1252", "# vim: set fileencoding=cp1252 :\n"),
           ("utf-8", "#!/usr/bin/env python\n# coding=utf-8\n"), ("ascii", "# coding: us-ascii\n"),
           ("koi8-r", "\n# coding: koi8-r\n")]


def program(seed):
    """The program with this number: always the same."""
    rng = random.Random(seed)
    made = Statements(rng)
    for _ in range(rng.choice([1, 2, 3, 5])):
        made.statement(rng.choice([0, 1, 2, 3]))
    text = "\n".join(made.lines) + rng.choice(["\n", "\n", "\n", "", "\n\n", "\n   ", "\n# end"])
    return encoded(rng, text)


def encoded(rng, text):
    """Line ends, byte order mark and encoding."""
    ends = rng.choice(["\n", "\n", "\n", "\r\n", "\r"])
    codec, cookie = rng.choice(COOKIES)
    if rng.random() < 0.15:
        try:
            return (cookie + text).replace("\n", ends).encode(codec)
        except UnicodeEncodeError:
            pass
    mark = b"\xef\xbb\xbf" if rng.random() < 0.05 else b""
    return mark + text.replace("\n", ends).encode("utf-8")
