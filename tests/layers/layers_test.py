# SPDX-License-Identifier: Apache-2.0
"""Includes go one way through the house, and heavy libraries stay in their rooms."""

import unittest
from pathlib import PurePosixPath

import tree

# Each room with the rooms that it may include beside itself.
MAY_INCLUDE = {
    "text": set(),
    "tree": {"text"},
    "shape": {"text"},
    "contract": {"text", "shape"},
    "python": {"text", "tree"},
    "cpp": {"text", "tree"},
    "flow": {"text", "tree", "shape", "cpp"},
    "cost": {"text", "tree", "shape", "cpp", "flow"},
    "finding": {"text"},
    "rule": {"text", "tree", "shape", "cpp", "flow", "cost", "finding"},
    "rules": {"text", "tree", "shape", "cpp", "flow", "cost", "finding", "rule"},
}
MAY_INCLUDE["review"] = MAY_INCLUDE["rules"] | {"rules", "python"}
# Headers that every room may include.
COMMON = {"prodreview/compiled.hpp"}
# What only the driver, or one header, may know.
FOREIGN = ("git2", "yaml-cpp", "clang-c", "CLI/", "fmt/", "nlohmann", "torch/", "ATen", "c10", "catch2")
# Comes with the compiler.
INTRINSICS = {"emmintrin.h"}
MAY_NAME_TORCH = "prodreview/contract/torch.hpp"
RULE_LIST = "prodreview/rules.hpp"
HEAVY = ("git2", "yaml-cpp", "CLI/", "catch2")


def room(header: str) -> str:
    """`text` for prodreview/text/source.hpp, `rule` for prodreview/rule.hpp."""
    parts = PurePosixPath(header).parts
    name = parts[1] if len(parts) > 2 else parts[1].split(".")[0]
    return {"rule_table": "rules", "rule_list": "rule", "rule_promises": "rule"}.get(name, name)


class Layers(unittest.TestCase):
    def test_every_room_includes_only_rooms_below_it(self):
        for header in tree.headers():
            if header in COMMON:
                continue
            with self.subTest(header):
                self.assertIn(room(header), MAY_INCLUDE, "a room that the house does not have")
                allowed = MAY_INCLUDE[room(header)] | {room(header)}
                ours = [i for i in tree.includes(tree.INCLUDE / header) if i.startswith("prodreview/")]
                wrong = [i for i in ours if i not in COMMON and room(i) not in allowed]
                self.assertEqual(wrong, [])

    def test_the_core_includes_the_standard_library_alone(self):
        for header in tree.headers():
            if header == MAY_NAME_TORCH:
                continue
            with self.subTest(header):
                spellings = tree.includes(tree.INCLUDE / header)
                self.assertEqual([s for s in spellings if s.startswith(FOREIGN)], [])
                others = [s for s in spellings if not s.startswith("prodreview/")]
                self.assertEqual([s for s in others if ("/" in s or "." in s) and s not in INTRINSICS], [])

    def test_nothing_uses_std_regex(self):
        for path in sorted(tree.INCLUDE.rglob("*.hpp")) + tree.units("tools", "tests"):
            with self.subTest(path.relative_to(tree.SOURCE).as_posix()):
                self.assertNotIn("regex", tree.includes(path))

    def test_no_unit_includes_the_rule_list_and_a_heavy_library(self):
        for path in tree.units("tools", "tests"):
            with self.subTest(path.relative_to(tree.SOURCE).as_posix()):
                spellings = tree.reached(path)
                if RULE_LIST in spellings:
                    self.assertEqual([s for s in spellings if s.startswith(HEAVY)], [])

    def test_every_rule_header_is_listed(self):
        listed = tree.reached(tree.INCLUDE / RULE_LIST)
        rules = [h for h in tree.headers() if room(h) == "rules" and h.count("/") == 3]
        rules = [h for h in rules if "/support/" not in h]
        self.assertGreater(len(rules), 0)
        self.assertEqual([h for h in rules if h not in listed], [])

    def test_the_longest_function_and_file_are_printed(self):
        sources = sorted(tree.INCLUDE.rglob("*.hpp")) + tree.units("tools")
        longest = max((length, path, line) for path in sources for line, length in tree.functions(path))
        largest = max((len(path.read_text(encoding="utf-8").splitlines()), path) for path in sources)
        name = lambda path: path.relative_to(tree.SOURCE).as_posix()
        lengths = sorted(length for path in sources for _, length in tree.functions(path))
        print(f"functions: {len(lengths)}, median {lengths[len(lengths) // 2]} lines; longest {longest[0]} "
              f"lines at {name(longest[1])}:{longest[2]}")
        print(f"files: {len(sources)}; longest {largest[0]} lines: {name(largest[1])}")


if __name__ == "__main__":
    unittest.main()
