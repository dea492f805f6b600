# SPDX-License-Identifier: Apache-2.0
"""Writes a pack of programs that hold every character of an identifier, the neighbours that are
none, and every character's name. Runs inside the oracle, whose tables they are.

    node oracle.mjs run characters.py PACK
"""

import sys
import unicodedata

EVERYTHING = range(0x80, 0x110000)
PORTION = 2_000
# Names that differ from one that is known in something that may or may not matter.
DOUBTFUL = ["HANGUL SYLLABLE ", "hangul syllable ga", "CJK UNIFIED IDEOGRAPH-4e00", "LATIN", "",
            "KEYCAP DIGIT ONE", "CJK UNIFIED IDEOGRAPH-04E00", "cjk unified ideograph-4e00",
            "NUSHU CHARACTER-01B170", "nushu character-1b170", "LATIN SMALL LETTER A ", "A" * 300]


def may_stand(c):
    return ("a" + chr(c)).isidentifier()


def portions(lines):
    for first in range(0, len(lines), PORTION):
        yield "".join(lines[first:first + PORTION])


def programs():
    yield from portions([f"a{chr(c)}\n" for c in EVERYTHING if may_stand(c)])
    yield from portions([f"{chr(c)}z = 1\n" for c in EVERYTHING if chr(c).isidentifier()])
    for c in EVERYTHING[1:-1]:
        if not 0xD7FF < c < 0xE001 and (may_stand(c), chr(c).isidentifier()) != (
                may_stand(c - 1), chr(c - 1).isidentifier()):
            yield from (f"x{chr(c)}", f"{chr(c)}", f"x{chr(c - 1)}", f"{chr(c - 1)}")
    names = [(unicodedata.name(chr(c), ""), c) for c in range(0x110000)]
    yield from portions([f"'\\N{{{name}}}'\n" for name, _ in names if name])
    yield from portions([f"'{chr(c)}'\n" for c in EVERYTHING if not 0xD800 <= c < 0xE000])
    for name in DOUBTFUL:
        yield f"'\\N{{{name}}}'"


with open(sys.argv[1], "wb") as pack:
    for text in programs():
        data = text.encode()
        pack.write(len(data).to_bytes(4, "little") + data)
