# SPDX-License-Identifier: Apache-2.0
"""The patterns of `match`."""

from generator import layout, literals
from generator.expressions import Expressions

SOFT = {"_", "match", "case", "type"}


class Patterns(Expressions):
    def patterns(self):
        """What stands after `case`."""
        if self.likely(0.15):
            tokens = self.several(self.maybe_star_pattern, 1, 2, 3, trailing=0.4)
            return tokens if "," in tokens or tokens[0] != "*" else tokens + [","]
        return self.pattern()

    def maybe_star_pattern(self):
        if self.likely(0.2):
            return ["*", self.rng.choice(["_", self.capture_name()])]
        return self.pattern()

    def pattern(self):
        tokens = self.or_pattern()
        if self.likely(0.15):
            tokens = [*tokens, "as", self.capture_name()]
        return tokens

    def or_pattern(self):
        tokens = self.nested(self.closed_pattern)
        while self.likely(0.15):
            tokens = [*tokens, "|", *self.nested(self.closed_pattern)]
        return tokens

    def closed_pattern(self):
        if self.likely(0.5):
            return self.one_of(self.pattern_group, self.sequence_pattern, self.mapping_pattern,
                               self.class_pattern)
        return self.rng.choice([self.literal_pattern, self.capture, self.value_pattern])()

    def capture(self):
        return [self.rng.choice(["_", self.capture_name()])]

    def capture_name(self):
        found = literals.name(self.rng)
        return "captured" if found in SOFT else found

    def literal_pattern(self):
        return self.rng.choice([self.signed_number, self.complex_number, self.pattern_strings,
                                lambda: [self.rng.choice(["None", "True", "False"])]])()

    def signed_number(self):
        return [*self.rng.choice([[], ["-"]]), literals.number(self.rng)]

    def complex_number(self):
        return [*self.rng.choice([[], ["-"]]), self.rng.choice(["1", "2.5", "0x1f"]),
                self.rng.choice("+-"), self.rng.choice(["1j", "0.5J"])]

    def pattern_strings(self):
        make = self.rng.choice([literals.string, literals.bytes_literal])
        return [make(self.rng) for _ in range(self.count(1, 1, 2))]

    def value_pattern(self):
        tokens = [literals.name(self.rng)]
        for _ in range(self.count(1, 1, 2)):
            tokens += [".", literals.name(self.rng)]
        return tokens

    def pattern_group(self):
        return ["(", *self.pattern(), ")"]

    def sequence_pattern(self):
        tokens = self.several(self.maybe_star_pattern, 0, 1, 2, 3)
        if self.rng.random() < 0.5:
            return ["[", *tokens, "]"]
        return ["(", *tokens, *([","] if tokens and tokens[-1] != "," else []), ")"]

    def mapping_pattern(self):
        items = [self.nested(self.mapping_item) for _ in range(self.count(0, 1, 2))]
        if self.likely(0.3):
            items.append(["**", self.capture_name()])
        return ["{", *layout.comma_separated(self.rng, items), "}"]

    def mapping_item(self):
        key = self.rng.choice([self.literal_pattern, self.value_pattern])()
        return [*key, ":", *self.pattern()]

    def class_pattern(self):
        name = self.rng.choice([self.value_pattern(), [self.capture_name()]])
        items = [self.nested(self.pattern) for _ in range(self.count(0, 1, 2))]
        items += [[literals.name(self.rng), "=", *self.nested(self.pattern)]
                  for _ in range(self.count(0, 0, 1, 2))]
        return [*name, "(", *layout.comma_separated(self.rng, items), ")"]
