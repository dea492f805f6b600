# SPDX-License-Identifier: Apache-2.0
"""Programs written by hand: limits, encodings, layout, and what the grammar refuses."""

import encodings.aliases
import json
import pathlib

BOM = b"\xef\xbb\xbf"


def limits():
    """Just below and just above CPython's limits; its own stack is no limit that we share."""
    for depth in (1, 90, 99, 100, 101, 150, 199, 200, 201, 1000):
        for opening, closing in ("()", "[]", "{}"):
            yield opening * depth + closing * depth
            yield opening * depth
        yield "x" + "[0" * depth + "]" * depth
        yield "f(" * depth + ")" * depth
        yield "".join(" " * level + "if x:\n" for level in range(depth)) + " " * depth + "pass\n"
        yield "f'" + "{a:" * depth + "}" * depth + "'"
    for depth in (1, 2, 3, 100, 149, 150, 151):
        yield "f'{" * depth + "1" + "}'" * depth
    for length in (10, 500, 1000):
        yield "+".join(["a"] * length)
        yield "x = " + " and ".join(["a"] * length)
        yield "x = " + " < ".join(["a"] * length)
        yield "a" + ".b" * length
        yield "[" + "a," * length + "]"
        yield "a = " * length + "b"
        yield "'a' " * length
        yield "f'" + "{a}" * length + "'"
        yield "#" * length
        yield "x = 1" + "0" * length
        yield "\\\n" * length + "x"
    for length in (10, 60, 150):
        yield "not " * length + "a"
        yield "-" * length + "a"
        yield "lambda: " * length + "a"
        yield "a if b else " * length + "c"
        yield "if a: pass\n" + "elif a: pass\n" * length
        yield "a ** " * length + "b"
        yield "await " * length + "b"
    for digits in (4299, 4300, 4301, 5000):
        yield "1" * digits
        yield "0x" + "f" * digits
        yield "1" * digits + ".0"
        yield "1" * digits + "j"


def encoded():
    """Each name of each encoding, on all bytes that it may decode."""
    upper = bytes(range(0x80, 0x100))
    names = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values()})
    several = ("utf_16", "utf_32", "utf_7", "big5", "cp932", "cp949", "cp950", "euc", "gb", "hz",
               "iso2022", "johab", "shift", "base64", "bz2", "hex", "quopri", "rot", "uu", "zlib",
               "mbcs", "oem", "utf16", "utf32", "cp037", "cp1026", "cp1140", "cp273", "cp424",
               "cp500", "cp864", "cp875", "cp65001")
    for name in names:
        module = encodings.aliases.aliases.get(name, name)
        if module.startswith(several):
            continue
        for spelling in sorted({name, name.upper(), name.replace("_", "-")}):
            for start in range(0, 128, 16):
                text = upper[start:start + 16]
                yield f"# coding: {spelling}\n".encode() + b"'" + text + b"'\n"
    for name in ("utf-8", "utf8", "utf_8", "UTF-8", "u8", "utf-8-sig", "utf-8-unix", "latin-1",
                 "iso-8859-1-unix", "ascii", "nonsense", "utf-8x", "latin-1x", "Latin_1", "rot13"):
        yield BOM + f"# coding: {name}\nx = 'é'\n".encode()
        yield f"# coding: {name}\nx = 'é'\n".encode()


def declared():
    """Where a declaration of the encoding counts."""
    places = [
        "#WORD\n", "# -*- WORD -*-\n", "\n# WORD\n", "#!x\n# WORD\n", "\n\n# WORD\n",
        "x = 1\n# WORD\n", "'''\n# WORD\n'''\n", "  # WORD\n", "\f# WORD\n", "x = 1 # WORD\n",
        "# coding latin-1\n", "# coding:latin-1\n", "# coding= latin-1\n", "# encoding: latin-1\n",
        "# xcoding: latin-1\n", "# coding : latin-1\n", "# coding:\tlatin-1\n", "\\\n# WORD\n",
        "# WORD\r", "# WORD\r\n", "\r# WORD\r", "#\r\n# WORD\r\n", "# coding: 'latin-1'\n",
        "# coding: coding: latin-1\n", "'WORD'\n", "# coding: \n# WORD\n"]
    for text in places:
        yield text.replace("WORD", "coding: latin-1").encode() + b"x = '\xe9'\n"


def texts(name):
    """The texts of a file that has one a line, as JSON strings."""
    path = pathlib.Path(__file__).parent / "corner_texts" / f"{name}.txt"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def in_format_strings(text):
    """The text within every kind of format string, alone and between others."""
    for prefix in ("f", "rf", "t", "rt"):
        for quote in ("'", '"""'):
            yield f"{prefix}{quote}{text}{quote}\n"
    yield f"x = 'a' f'b{text}c' 'd'\ny\n"
    yield f"f'''\n{text}\n'''\n"


def in_places(text):
    """A statement alone, among others, behind a block and within a function."""
    yield text
    yield f"{text}\n"
    yield f"x = 1\n{text}\ny = 2\n"
    yield f"if x:\n  y\n\n{text}\n\nz()\n"
    yield "def f():\n" + "".join(f"    {line}\n" for line in text.split("\n"))


def written():
    for text in texts("layout") + texts("numbers") + texts("strings"):
        yield text
    for text in texts("numbers"):
        yield from (f"-{text}\n", f"x = {text}\n")
    for text in texts("formats"):
        yield from in_format_strings(text)
    for text in texts("refused"):
        yield from in_places(text)


def all_programs():
    yield from (text.encode() for text in limits())
    yield from encoded()
    yield from declared()
    yield from (text.encode() for text in written())


def programs():
    """(name, program) pairs."""
    for number, program in enumerate(all_programs()):
        yield f"corner {number}", program
