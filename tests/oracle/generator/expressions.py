# SPDX-License-Identifier: Apache-2.0
"""Expressions, each precedence as the grammar has it."""

from generator import layout, literals

BINARY = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%", "@"]]
COMPARISONS = [["=="], ["!="], ["<"], ["<="], [">"], [">="], ["in"], ["not", "in"], ["is"],
               ["is", "not"]]


class Expressions:
    """`budget` bounds the size of what is made."""

    def __init__(self, rng):
        self.rng = rng
        self.budget = 60
        self.depth = 0

    def likely(self, chance):
        """True that often, less and less the deeper and the larger it gets."""
        self.budget -= 1
        return self.budget > 0 and self.depth < 12 and self.rng.random() < chance

    def nested(self, part, *arguments):
        self.depth += 1
        try:
            return part(*arguments)
        finally:
            self.depth -= 1

    def count(self, *choices):
        return self.rng.choice(choices) if self.budget > 0 else choices[0]

    def several(self, part, *counts, trailing=0.2):
        items = [self.nested(part) for _ in range(self.count(*counts))]
        return layout.comma_separated(self.rng, items, trailing)

    def one_of(self, *parts):
        return self.nested(self.rng.choice(parts))

    # --- from the loosest to the tightest

    def star_expressions(self):
        """What may stand right of `=` or after `return`."""
        if self.likely(0.1):
            tokens = self.several(self.star_expression, 1, 2, 3)
            return tokens if tokens[-1] == "," or tokens[0] != "*" else tokens + [","]
        return self.expression()

    def star_expression(self):
        if self.likely(0.15):
            return ["*", *self.binary(0)]
        return self.expression()

    def star_named_expression(self):
        if self.likely(0.12):
            return ["*", *self.binary(0)]
        return self.named_expression()

    def named_expression(self):
        if self.likely(0.05):
            return [literals.name(self.rng), ":=", *self.nested(self.expression)]
        return self.expression()

    def expression(self):
        if self.likely(0.05):
            return [*self.nested(self.disjunction), "if", *self.nested(self.disjunction), "else",
                    *self.nested(self.expression)]
        if self.likely(0.04):
            return ["lambda", *self.parameters(annotated=False), ":",
                    *self.nested(self.expression)]
        return self.disjunction()

    def disjunction(self):
        return self.repeated("or", self.conjunction, 0.05)

    def conjunction(self):
        return self.repeated("and", self.inversion, 0.05)

    def repeated(self, operator, part, chance):
        tokens = part()
        while self.likely(chance):
            tokens = [*tokens, operator, *self.nested(part)]
        return tokens

    def inversion(self):
        if self.likely(0.04):
            return ["not", *self.nested(self.inversion)]
        return self.comparison()

    def comparison(self):
        tokens = self.binary(0)
        while self.likely(0.08):
            tokens = [*tokens, *self.rng.choice(COMPARISONS), *self.nested(self.binary, 0)]
        return tokens

    def binary(self, level):
        if level == len(BINARY):
            return self.factor()
        tokens = self.binary(level + 1)
        while self.likely(0.03 if level < 4 else 0.08):
            operator = self.rng.choice(BINARY[level])
            tokens = [*tokens, operator, *self.nested(self.binary, level + 1)]
        return tokens

    def factor(self):
        if self.likely(0.06):
            return [self.rng.choice("+-~"), *self.nested(self.factor)]
        return self.power()

    def power(self):
        tokens = self.awaited()
        if self.likely(0.04):
            tokens = [*tokens, "**", *self.nested(self.factor)]
        return tokens

    def awaited(self):
        if self.likely(0.02):
            return ["await", *self.nested(self.primary)]
        return self.primary()

    def primary(self):
        tokens = self.atom()
        while self.likely(0.28):
            tokens = [*tokens, *self.rng.choice([self.attribute, self.call, self.subscript])()]
        return tokens

    def attribute(self):
        return [".", literals.name(self.rng)]

    def subscript(self):
        return ["[", *self.slices(), "]"]

    def slices(self):
        tokens = self.several(self.slice_item, 1, 1, 1, 2, 3)
        return tokens

    def slice_item(self):
        if self.likely(0.3):
            tokens = [*self.maybe(self.expression), ":", *self.maybe(self.expression)]
            return tokens + ([":", *self.maybe(self.expression)] if self.likely(0.4) else [])
        if self.likely(0.08):
            return ["*", *self.binary(0)]
        return self.named_expression()

    def maybe(self, part, chance=0.5):
        return self.nested(part) if self.rng.random() < chance else []

    def call(self):
        if self.likely(0.07):
            return ["(", *self.nested(self.expression), *self.comprehension_clauses(), ")"]
        return ["(", *self.arguments(), ")"]

    def arguments(self):
        positional = [self.nested(self.positional) for _ in range(self.count(0, 0, 1, 1, 2))]
        named = [self.nested(self.keyword) for _ in range(self.count(0, 0, 1, 2))]
        if named and self.likely(0.1):
            named.append(["*", *self.expression()])
            named.append([literals.name(self.rng), "=", *self.expression()])
        if self.likely(0.1):
            named += [["**", *self.nested(self.expression)], *named[:1]]
        return layout.comma_separated(self.rng, positional + named)

    def positional(self):
        if self.likely(0.1):
            return ["*", *self.expression()]
        return self.named_expression()

    def keyword(self):
        return [literals.name(self.rng), "=", *self.expression()]

    # --- atoms

    def atom(self):
        if self.likely(0.4):
            return self.one_of(self.group, self.tuple, self.list, self.set, self.dict,
                               self.comprehension, self.strings, self.strings, self.formatted)
        return [self.rng.choice([literals.name, literals.name, literals.name, literals.number,
                                 self.constant])(self.rng)]

    @staticmethod
    def constant(rng):
        return rng.choice(["None", "True", "False", "...", "1", "__debug__"])

    def group(self):
        if self.likely(0.1):
            return ["(", *self.yielded(), ")"]
        return ["(", *self.named_expression(), ")"]

    def yielded(self):
        if self.likely(0.4):
            return ["yield", "from", *self.nested(self.expression)]
        return ["yield", *self.maybe(self.star_expressions)]

    def tuple(self):
        tokens = self.several(self.star_named_expression, 0, 1, 2, 3)
        if tokens and "," not in tokens[-1:]:
            tokens.append(",")
        return ["(", *tokens, ")"]

    def list(self):
        return ["[", *self.several(self.star_named_expression, 0, 1, 2, 3), "]"]

    def set(self):
        return ["{", *self.several(self.star_named_expression, 1, 2, 3), "}"]

    def dict(self):
        return ["{", *self.several(self.dict_item, 0, 1, 2, 3), "}"]

    def dict_item(self):
        if self.likely(0.12):
            return ["**", *self.binary(0)]
        return [*self.nested(self.expression), ":", *self.nested(self.expression)]

    def comprehension(self):
        opening, closing = self.rng.choice(["()", "[]", "{}"])
        if opening == "{" and self.rng.random() < 0.5:
            element = [*self.nested(self.expression), ":", *self.nested(self.expression)]
        else:
            element = self.nested(self.named_expression)
        return [opening, *element, *self.comprehension_clauses(), closing]

    def comprehension_clauses(self):
        tokens = []
        for _ in range(self.count(1, 1, 2)):
            tokens += ["async"] * (self.rng.random() < 0.15)
            tokens += ["for", *self.star_targets(), "in", *self.nested(self.disjunction)]
            for _ in range(self.count(0, 0, 1, 2)):
                tokens += ["if", *self.nested(self.disjunction)]
        return tokens

    def strings(self):
        """Literals that stand side by side are one."""
        make = self.rng.choice([literals.string, literals.string, literals.bytes_literal])
        return [make(self.rng) for _ in range(self.count(1, 1, 1, 2, 3))]

    def formatted(self):
        """An f-string, perhaps with strings around it; a t-string stands with its like."""
        tokens = [self.formatted_string() for _ in range(self.count(1, 1, 2))]
        kinds = {"t" in token[:2].lower() for token in tokens}
        if len(kinds) > 1:
            return tokens[:1]
        if kinds == {False}:
            tokens += [literals.string(self.rng) for _ in range(self.count(0, 0, 1))]
            self.rng.shuffle(tokens)
        return tokens

    def formatted_string(self):
        return literals.formatted(self.rng, self.field)

    def field(self):
        """An expression in braces: what could be read as `:`, `!` or `=` stands in brackets."""
        tokens = self.nested(self.rng.choice([self.named_expression, self.binary_in_field,
                                              self.binary_in_field, self.tuple, self.yielded]))
        if not {"lambda", ":=", "!=", "yield"}.isdisjoint(tokens):
            tokens = ["(", *tokens, ")"]
        return layout.join(self.rng, tokens)

    def binary_in_field(self):
        return self.binary(3)

    # --- targets

    def star_targets(self):
        if self.likely(0.25):
            tokens = self.several(self.star_target, 1, 2, 3)
            return tokens if tokens[-1] == "," else tokens + [","] * (tokens[0] == "*")
        return self.target()

    def star_target(self):
        if self.likely(0.2):
            return ["*", *self.target()]
        return self.target()

    def target(self):
        """Something that can be assigned to."""
        if self.likely(0.2):
            return ["[", *self.several(self.star_target, 0, 1, 2), "]"]
        if self.likely(0.2):
            return ["(", *self.target(), ")"] if self.likely(0.5) else self.tuple_target()
        return self.single_target()

    def tuple_target(self):
        tokens = self.several(self.star_target, 1, 2, 3)
        return ["(", *tokens, *([","] if tokens[-1] != "," else []), ")"]

    def single_target(self):
        """A name, an attribute or a subscript."""
        if self.likely(0.3):
            primary = [literals.name(self.rng), *self.rng.choice([[], self.call()])]
            return [*primary, *self.rng.choice([self.attribute, self.subscript])()]
        return [literals.name(self.rng)]

    # --- parameters (of `def` and `lambda`)

    def parameters(self, annotated):
        """All kinds in order; once one has a default, those after it have one too."""
        groups, has_default = [], False
        for kind in ["position", "plain"]:
            count = self.count(0, 0, 1, 2)
            for _ in range(count):
                has_default = has_default or self.rng.random() < 0.2
                groups.append(self.parameter(annotated, has_default))
            if kind == "position" and count:
                groups.append(["/"])
        if self.likely(0.3):
            groups += self.after_star(annotated)
        if self.likely(0.15):
            groups.append(["**", *self.parameter(annotated, False)])
        return layout.comma_separated(self.rng, groups)

    def after_star(self, annotated):
        names = [self.parameter(annotated, self.rng.random() < 0.4)
                 for _ in range(self.count(1, 2))]
        if self.rng.random() < 0.5:
            return [["*"], *names]
        star = ["*", *self.parameter(annotated, False)]
        if annotated and self.likely(0.3):
            star = ["*", literals.name(self.rng), ":", "*", *self.binary(0)]
        return [star, *names[:self.count(0, 1)]]

    def parameter(self, annotated, has_default):
        tokens = [literals.name(self.rng)]
        if annotated and self.likely(0.3):
            tokens += [":", *self.nested(self.expression)]
        return tokens + (["=", *self.nested(self.expression)] if has_default else [])
