# SPDX-License-Identifier: Apache-2.0
"""Statements: a simple one is a list of tokens, a compound one writes its own lines."""

from generator import layout, literals
from generator.patterns import Patterns

AUGMENTED = ["+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="]


class Statements(Patterns):
    def __init__(self, rng):
        super().__init__(rng)
        self.lines = []
        self.indents = [""]

    # --- simple statements

    def simple(self):
        self.budget = 60
        return self.rng.choice([
            self.star_expressions, self.star_expressions, self.assignment, self.assignment,
            self.annotated, self.augmented, self.returned, self.raised, self.asserted, self.deleted,
            self.scoped, self.imported, self.imported_from, self.aliased, self.yielded,
            self.word])()

    def word(self):
        return [self.rng.choice(["pass", "break", "continue", "..."])]

    def assignment(self):
        tokens = []
        for _ in range(self.count(1, 1, 1, 2, 3)):
            tokens += [*self.star_targets(), "="]
        return [*tokens, *self.rng.choice([self.star_expressions, self.star_expressions,
                                           self.yielded])()]

    def annotated(self):
        target = self.rng.choice([self.single_target(), [literals.name(self.rng)],
                                  ["(", *self.single_target(), ")"]])
        value = ["=", *self.star_expressions()] if self.likely(0.6) else []
        return [*target, ":", *self.expression(), *value]

    def augmented(self):
        value = self.rng.choice([self.star_expressions, self.yielded])()
        return [*self.single_target(), self.rng.choice(AUGMENTED), *value]

    def returned(self):
        return ["return", *self.maybe(self.star_expressions, 0.8)]

    def raised(self):
        if self.likely(0.2):
            return ["raise"]
        cause = ["from", *self.expression()] if self.likely(0.3) else []
        return ["raise", *self.expression(), *cause]

    def asserted(self):
        message = [",", *self.expression()] if self.likely(0.4) else []
        return ["assert", *self.expression(), *message]

    def deleted(self):
        return ["del", *self.several(self.deletable, 1, 1, 2)]

    def deletable(self):
        if self.likely(0.2):
            opening, closing = self.rng.choice(["()", "[]"])
            return [opening, *self.several(self.single_target, 0, 1, 2), closing]
        return self.single_target()

    def scoped(self):
        names = [[literals.name(self.rng)] for _ in range(self.count(1, 2, 3))]
        return [self.rng.choice(["global", "nonlocal"]),
                *layout.comma_separated(self.rng, names, trailing=0)]

    def dotted(self):
        tokens = [literals.name(self.rng)]
        while self.likely(0.3):
            tokens += [".", literals.name(self.rng)]
        return tokens

    def renamed(self, tokens):
        return [*tokens, "as", literals.name(self.rng)] if self.likely(0.3) else tokens

    def imported(self):
        names = [self.renamed(self.dotted()) for _ in range(self.count(1, 1, 2))]
        return ["import", *layout.comma_separated(self.rng, names, trailing=0)]

    def imported_from(self):
        dots = self.rng.choice([[], [], ["."], ["..."], ["...", "."], [".", "."]])
        module = self.dotted() if not dots or self.rng.random() < 0.6 else []
        return ["from", *dots, *module, "import", *self.imported_names()]

    def imported_names(self):
        if self.likely(0.1):
            return ["*"]
        names = [self.renamed([literals.name(self.rng)]) for _ in range(self.count(1, 2, 3))]
        if self.likely(0.4):
            return ["(", *layout.comma_separated(self.rng, names), ")"]
        return layout.comma_separated(self.rng, names, trailing=0)

    def aliased(self):
        return ["type", literals.name(self.rng), *self.type_parameters(), "=", *self.expression()]

    def type_parameters(self):
        if not self.likely(0.4):
            return []
        return ["[", *self.several(self.type_parameter, 1, 2, 3), "]"]

    def type_parameter(self):
        kind = self.rng.choice(["", "", "*", "**"])
        tokens = [*([kind] if kind else []), literals.name(self.rng)]
        if not kind and self.likely(0.4):
            tokens += [":", *self.nested(self.expression)]
        if self.likely(0.4):
            starred = ["*"] if kind == "*" and self.rng.random() < 0.5 else []
            value = self.binary(0) if starred else self.expression()
            tokens += ["=", *starred, *value]
        return tokens

    # --- lines

    def put(self, tokens):
        self.lines.append(self.indents[-1] + layout.join(self.rng, tokens) + self.line_tail())

    def line_tail(self):
        return self.rng.choice([""] * 12 + ["  ", "\t", "  # comment", "#"])

    def between(self):
        """What may stand between two statements."""
        if self.rng.random() < 0.15:
            self.lines.append(self.rng.choice(
                ["", "", "   ", "# comment", "      # odd comment", "\t", "\f", " \f"]))

    def simple_line(self):
        tokens = self.simple()
        while self.rng.random() < 0.1:
            tokens = [*tokens, ";", *self.simple()]
        self.put(tokens + [";"] * (self.rng.random() < 0.05))

    def statement(self, depth):
        self.between()
        if depth > 0 and self.rng.random() < 0.4:
            self.budget = 60
            self.rng.choice([self.conditional, self.loop, self.for_loop, self.function, self.klass,
                             self.with_block, self.try_block, self.match_block])(depth)
        else:
            self.simple_line()

    def block(self, header, depth):
        """A header and its body: on the same line, or indented."""
        self.budget = 60
        if self.rng.random() < 0.12:
            self.put([*header, ":", *self.simple()])
            return
        self.put([*header, ":"])
        self.indents.append(self.indents[-1] + self.rng.choice(["    ", "  ", "\t", " "]))
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            self.statement(depth - 1)
        self.indents.pop()

    # --- compound statements

    def conditional(self, depth):
        self.block(["if", *self.named_expression()], depth)
        while self.rng.random() < 0.3:
            self.block(["elif", *self.named_expression()], depth)
        if self.rng.random() < 0.4:
            self.block(["else"], depth)

    def loop(self, depth):
        self.block(["while", *self.named_expression()], depth)
        if self.rng.random() < 0.3:
            self.block(["else"], depth)

    def asynchronous(self):
        return ["async"] if self.rng.random() < 0.25 else []

    def for_loop(self, depth):
        self.block([*self.asynchronous(), "for", *self.star_targets(), "in",
                    *self.star_expressions()], depth)
        if self.rng.random() < 0.3:
            self.block(["else"], depth)

    def decorators(self):
        while self.rng.random() < 0.3:
            self.put(["@", *self.named_expression()])
            self.between()

    def function(self, depth):
        self.decorators()
        result = ["->", *self.expression()] if self.likely(0.3) else []
        self.block([*self.asynchronous(), "def", literals.name(self.rng), *self.type_parameters(),
                    "(", *self.parameters(annotated=True), ")", *result], depth)

    def klass(self, depth):
        self.decorators()
        bases = ["(", *self.arguments(), ")"] if self.likely(0.6) else []
        self.block(["class", literals.name(self.rng), *self.type_parameters(), *bases], depth)

    def with_block(self, depth):
        items = [self.with_item() for _ in range(self.count(1, 1, 2, 3))]
        if self.likely(0.5):
            tokens = ["(", *layout.comma_separated(self.rng, items), ")"]
        else:
            tokens = layout.comma_separated(self.rng, items, trailing=0)
        self.block([*self.asynchronous(), "with", *tokens], depth)

    def with_item(self):
        item = self.expression()
        return [*item, "as", *self.target()] if self.likely(0.5) else item

    def try_block(self, depth):
        self.block(["try"], depth)
        star = ["*"] if self.rng.random() < 0.3 else []
        handlers = self.rng.choice([0, 1, 1, 2])
        for _ in range(handlers):
            self.block(["except", *star, *self.handled()], depth)
        if handlers and not star and self.rng.random() < 0.2:
            self.block(["except"], depth)
        if handlers and self.rng.random() < 0.3:
            self.block(["else"], depth)
        if not handlers or self.rng.random() < 0.3:
            self.block(["finally"], depth)

    def handled(self):
        if self.likely(0.25):
            return self.several(self.expression, 2, 3, trailing=0)
        name = ["as", literals.name(self.rng)] if self.likely(0.5) else []
        return [*self.expression(), *name]

    def match_block(self, depth):
        self.put(["match", *self.subject(), ":"])
        self.indents.append(self.indents[-1] + self.rng.choice(["    ", " ", "\t"]))
        for _ in range(self.rng.choice([1, 2, 3])):
            self.between()
            self.budget = 60
            guard = ["if", *self.named_expression()] if self.likely(0.3) else []
            self.block(["case", *self.patterns(), *guard], depth)
        self.indents.pop()

    def subject(self):
        if self.likely(0.2):
            return [*self.star_named_expression(), ",", *self.several(self.star_named_expression,
                                                                      0, 1)]
        return self.named_expression()
