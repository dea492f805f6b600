# SPDX-License-Identifier: Apache-2.0
"""From tokens to text: any white space that Python allows between two tokens."""

OPENING, CLOSING = set("([{"), set(")]}")
OPERATORS = {
    "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=",
    "^=", "@=", ":=", "<>", "...", "..",
}
AFTER_NUMBER = {"if", "in", "is", "or", "and", "else"}


def is_word(character):
    return character.isalnum() or character == "_" or ord(character) > 127


def must_be_apart(left, right):
    """Whether the two tokens would be read as something else when they touch."""
    before, after = left[-1], right[0]
    if is_word(before) and (is_word(after) or after in "'\""):
        return True
    if before in "'\"" and (is_word(after) or after in "'\""):
        return True
    if before + after in OPERATORS or (before == "." and after.isdigit()):
        return True
    return (left[0].isdigit() or left[0] == ".") and after == "."


def may_touch(rng, left, right):
    """`1if`, `in"x"`: legal, and rare."""
    if rng.random() > 0.05:
        return False
    if right in AFTER_NUMBER and left.isdigit():
        return True
    return left in {"in", "not", "and", "else"} and right[0] in "'\""


def space(rng, depth):
    """White space of at least one character."""
    dice = rng.random()
    if depth > 0 and dice < 0.06:
        return rng.choice(["\n", "\n  ", "  # comment\n\t", "\n\n    ", " \\\n", "\n\f "])
    if dice < 0.09:
        return rng.choice(["  ", "\t", " \t ", "\\\n", " \\\n   ", "\f"])
    return " "


def join(rng, tokens):
    """One logical line."""
    text, depth = tokens[0], int(tokens[0] in OPENING)
    for left, right in zip(tokens, tokens[1:]):
        apart = must_be_apart(left, right) and not may_touch(rng, left, right)
        if apart or rng.random() < 0.45:
            text += space(rng, depth)
        text += right
        depth += (right in OPENING) - (right in CLOSING)
    return text


def comma_separated(rng, items, trailing=0.2):
    """Lists of tokens with commas between, and sometimes one after the last."""
    tokens = []
    for item in items:
        if tokens:
            tokens.append(",")
        tokens += item
    if items and rng.random() < trailing:
        tokens.append(",")
    return tokens
