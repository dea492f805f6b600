# SPDX-License-Identifier: Apache-2.0
"""The JSON report is what its schema says, whatever is in it: report_schema_test.py PRINT_REPORT."""

import json
import pathlib
import subprocess
import sys
import unittest

import jsonschema

PRINT_REPORT = sys.argv.pop()
SCHEMA = json.loads(pathlib.Path(__file__).with_name("report.schema.json").read_text("utf-8"))
SEEDS = range(40)


def report(which) -> bytes:
    return subprocess.run([PRINT_REPORT, "json", str(which)], check=True, capture_output=True).stdout


def validator():
    return jsonschema.Draft7Validator(SCHEMA)


class Report(unittest.TestCase):
    def test_the_schema_is_one(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_every_report_keeps_to_it(self):
        for which in ("sample", "clean", *SEEDS):
            with self.subTest(which):
                problems = [e.message for e in validator().iter_errors(json.loads(report(which)))]
                self.assertEqual(problems, [])

    def test_a_report_with_another_key_or_word_does_not(self):
        for change in (lambda r: r.update(time=1), lambda r: r["findings"][0].pop("also"),
                       lambda r: r["findings"][0].update(state="new"),
                       lambda r: r["findings"][0].update(item="C11"),
                       lambda r: r["checklist"].pop()):
            changed = json.loads(report("sample"))
            change(changed)
            self.assertTrue(list(validator().iter_errors(changed)))

    def test_it_is_utf_8_with_one_line_end_at_the_end(self):
        for which in ("sample", *SEEDS):
            text = report(which).decode("utf-8")
            self.assertTrue(text.endswith("}\n"))

    def test_keys_come_in_the_order_of_the_documentation(self):
        first = json.loads(report("sample"))
        order = ["schema", "tool", "scope", "findings", "fixed", "suppressed", "skipped", "positives",
                 "checklist", "summary"]
        self.assertEqual(list(first), order)
        finding = SCHEMA["definitions"]["finding"]["required"]
        self.assertEqual(list(first["findings"][0]), finding)
        self.assertEqual(list(first["suppressed"][0]), [*finding, "reason"])

    def test_a_place_in_a_notebook_has_its_cell_beside_the_path(self):
        found = {each["path"]: each for each in json.loads(report("sample"))["findings"]}
        notebook = found["explore.ipynb"]
        self.assertEqual(list(notebook)[7:10], ["path", "cell", "range"])
        self.assertEqual(notebook["cell"], 3)
        self.assertEqual(notebook["evidence"][0]["cell"], 2)
        for place in (notebook, notebook["evidence"][0]):
            self.assertEqual(list(place["range"]), ["start", "end"])
        self.assertNotIn("cell", found["src/semicrf/edges.py"])

    def test_text_comes_through(self):
        path = json.loads(report("sample"))["skipped"][1]["path"]
        self.assertEqual(path, "src/broken\n::error::.py")


if __name__ == "__main__":
    unittest.main()
