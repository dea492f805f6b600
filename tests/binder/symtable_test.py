# SPDX-License-Identifier: Apache-2.0
"""The bindings of a unit are those of CPython's own symbol table.

Compares every scope and every name of it on the files of this Python's standard library, and on the
programs in `scopes/`. `symtable_test.py FILES…` compares those files instead.
"""
import ast
import collections
import os
import pathlib
import subprocess
import sys
import symtable
import unittest

PRINTER = os.environ.get("PRINT_SCOPES", "print_scopes")
HERE = pathlib.Path(__file__).parent
AT_LEAST = 300


def meaning_of(symbol):
    if symbol.is_free():
        return "free"
    return "local" if symbol.is_local() else "global"


def flags_of(symbol):
    flags = ("p" if symbol.is_parameter() else "") + ("i" if symbol.is_imported() else "")
    return flags or "-"


def is_seen(symbol):
    """Whether the name occurs in the scope itself; the others only pass through to inner scopes."""
    return symbol.is_referenced() or symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported()


def names_of(table):
    return {
        it.get_name(): (meaning_of(it), flags_of(it))
        for it in table.get_symbols()
        if is_seen(it) and not it.get_name().startswith(".") and it.get_name() != "__class__"
    }


def expected_scopes(source, path):
    """The names of each scope, by the scopes around it: several scopes can stand on one line."""
    scopes = collections.defaultdict(list)
    todo = [(symtable.symtable(source, path, "exec"), ())]
    while todo:
        table, around = todo.pop()
        line = 1 if table.get_type() == "module" else table.get_lineno()
        key = around + ((table.get_type(), table.get_name(), line),)
        scopes[key].append(names_of(table))
        todo += [(child, key) for child in table.get_children()]
    return scopes


def printed_files(paths):
    """What the printer says, one file after the other."""
    run = subprocess.run([PRINTER], input="\n".join(paths) + "\n", capture_output=True, text=True, check=True)
    path, lines = None, []
    for line in run.stdout.splitlines():
        if line.startswith("file "):
            if path is not None:
                yield path, lines
            path, lines = line[5:], []
        else:
            lines.append(line.split(" "))
    yield path, lines


def mangled(name, around):
    """A private name that is bound nowhere has no variable, so it is printed as it is spelt."""
    owners = [it[1].lstrip("_") for it in around if it[0] == "class"]
    is_private = name.startswith("__") and not name.endswith("__")
    return f"_{owners[-1]}{name}" if is_private and owners and owners[-1] else name


def printed_scopes(lines):
    keys, names = {}, collections.defaultdict(dict)
    for line in lines:
        if line[0] == "scope":
            _, number, parent, kind, at, name = line
            at = 1 if kind == "module" else int(at)
            keys[number] = keys.get(parent, ()) + ((kind, name, at),)
            names[number]
        else:
            _, number, name, meaning, flags = line
            if name != "__class__":
                names[number][mangled(name, keys[number])] = (meaning, flags)
    scopes = collections.defaultdict(list)
    for number, found in names.items():
        scopes[keys[number]].append(found)
    return scopes


def has_lazy_annotations(source):
    """With this import CPython does not look at annotations at all; we do."""
    return b"from __future__ import annotations" in source


def without_extra(found, expected):
    return [{name: it for name, it in one.items() if any(name in other for other in expected)} for one in found]


def differences(path, lines):
    source = pathlib.Path(path).read_bytes()
    expected, found = expected_scopes(source, path), printed_scopes(lines)
    lazy = has_lazy_annotations(source)
    for key in expected.keys() | found.keys():
        want, have = expected.get(key, []), found.get(key, [])
        if lazy:
            if not want:
                continue
            have = without_extra(have, want)
        order = lambda names: sorted(names.items())
        if sorted(want, key=order) != sorted(have, key=order):
            yield key, want, have


def can_be_compared(path):
    try:
        symtable.symtable(pathlib.Path(path).read_bytes(), path, "exec")
        return True
    except (SyntaxError, ValueError, UnicodeDecodeError):
        return False


def standard_library():
    root = pathlib.Path(ast.__file__).parent
    files = sorted(str(it) for it in root.rglob("*.py") if "lib2to3/tests" not in str(it))
    return files[:: max(1, len(files) // 700)]


class bindings_equal_the_symbol_table(unittest.TestCase):
    def compare(self, paths, at_least):
        paths = [it for it in paths if can_be_compared(it)]
        wrong, compared, scopes = [], 0, 0
        for path, lines in printed_files(paths):
            compared += 1
            scopes += sum(line[0] == "scope" for line in lines)
            wrong += [(path, *it) for it in differences(path, lines)]
        print(f"{compared} files, {scopes} scopes compared, {len(wrong)} differ")
        for path, key, want, have in wrong[:5]:
            print(path, key, "\n  expected", want, "\n  found   ", have)
        self.assertFalse(wrong)
        self.assertGreaterEqual(compared, at_least)

    def test_on_the_standard_library(self):
        self.compare(standard_library(), AT_LEAST)

    def test_on_the_corners_of_scoping(self):
        self.compare([str(it) for it in sorted((HERE / "scopes").glob("*.py"))], 1)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        files = sys.argv[1:]
        bindings_equal_the_symbol_table().compare(files, 1)
    else:
        unittest.main()
