# SPDX-License-Identifier: Apache-2.0
"""The JSON schema agrees with the tool: what one takes the other takes, what one refuses the other refuses."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import jsonschema

SOURCE = os.environ["PRODREVIEW_SOURCE"]
YAML_TO_JSON = sys.argv.pop()

GOOD = [
    "",
    "extends: strict\n",
    "extends: team/base.yml\n",
    "rules: {unsafe-load: off}\n",
    "rules:\n# unsafe-load: off\n",
    "overrides: [{paths: [tests], rules: {unsafe-load: low}, fail-on: never, scale: {T: 1}}]\n",
    "scale: {T: 400000, späte: 3}\n",
    "aliases: {T: [seq_len]}\n",
    'python: ">=3.10"\ntorch: ">=2.1, <2.9"\n',
    "python: any\n",
    "cpp:\n",
    "cpp: {standard: c++20, include: [csrc], define: {CUDA: 1}}\n",
    "references: [{paths: [src], document: docs/a.md}]\n",
]
BAD = [
    "- a\n",
    "fail_on: high\n",
    "fail-on: hgih\n",
    "fail-on: [high]\n",
    "fail-on:\n",
    "extends: /etc/x\n",
    "extends: strct\n",
    "extends: /etc/x.yaml\n",
    "extends: ../x.yaml\n",
    "cpp: [a]\n",
    "rules: {Unsafe_Load: off}\n",
    "rules: {unsafe-load: on}\n",
    "rules: [unsafe-load]\n",
    "include: src\n",
    "overrides: [{rules: {}}]\n",
    "overrides: [{paths: []}]\n",
    "overrides: [{paths: [a], budget: 1}]\n",
    "scale: {T: 0}\n",
    "scale: {T: 400K}\n",
    "scale: {2T: 4}\n",
    "aliases: {T: []}\n",
    "aliases: {T: seq}\n",
    "budget: -1\n",
    "dtype: float8\n",
    "python: 3.10\n",
    'torch: "2.1"\n',
    "contracts: {a: [b]}\n",
    "references: [{paths: [src]}]\n",
    "references: [{paths: [src], document: ../a.md}]\n",
    "cpp: {include: [/usr/include]}\n",
    "cpp: {standard: c++11}\n",
]


def read(path):
    output = subprocess.run([YAML_TO_JSON, path], check=True, capture_output=True)
    return json.loads(output.stdout)


def read_text(text):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return read(file.name)


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(os.path.join(SOURCE, "config", "prodreview.schema.json"), encoding="utf-8") as file:
            cls.schema = json.load(file)
        kind = jsonschema.validators.validator_for(cls.schema)
        kind.check_schema(cls.schema)
        cls.validator = kind(cls.schema)

    def takes(self, document):
        return self.validator.is_valid(document)

    def test_it_is_a_schema_of_draft_2020_12(self):
        self.assertEqual(self.schema["$schema"], "https://json-schema.org/draft/2020-12/schema")

    def test_the_shipped_profiles_validate(self):
        for name in ("default", "strict", "research"):
            with self.subTest(name):
                self.validator.validate(read(os.path.join(SOURCE, "config", name + ".yaml")))

    def test_the_example_project_validates(self):
        self.validator.validate(read(os.path.join(SOURCE, "examples", "semicrf", "base", ".prodreview.yaml")))

    def test_good_configurations_validate(self):
        for text in GOOD:
            with self.subTest(text):
                self.assertTrue(self.takes(read_text(text)))

    def test_bad_configurations_do_not_validate(self):
        for text in BAD:
            with self.subTest(text):
                self.assertFalse(self.takes(read_text(text)))

    def test_every_default_and_example_validates_where_it_stands(self):
        for key, option in self.schema["properties"].items():
            for value in [option["default"], *option["examples"]]:
                with self.subTest(key=key, value=value):
                    self.assertTrue(self.takes({key: value}))


if __name__ == "__main__":
    unittest.main()
