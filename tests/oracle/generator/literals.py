# SPDX-License-Identifier: Apache-2.0
"""Names, numbers and strings."""

NAMES = [
    "a", "b", "x", "y", "self", "torch", "value", "_", "__init__", "match", "case", "type", "soft",
    "print", "f", "rb", "u", "t", "Ünïcode", "变量", "ﬁx", "ªb", "ℌ", "µ", "e\u0301te", "K\u0327",
    "x²".replace("²", "2"), "한글", "𝔘𝔫", "_1", "async_", "nonlocal_", "º", "ſ", "ǆ",
]
NUMBERS = [
    "0", "1", "42", "1_000", "00", "0_0", "0xFF", "0Xdead_beef", "0o17", "0O7_7", "0b1010", "0B_1",
    "0x_f", "1.5", "1.", ".5", "1e10", "1E-5", "1_0.2_5e+1_0", "0.1", "1e400", "1e-400", "3.14j",
    "1J", "0j", "1e5j", ".5J", "00.5", "0e0", "123456789012345678901234567890", "1e16", "1e15",
    "0x" + "f" * 40, "0.0001", "0.00001", "2.5e-324", "1.7976931348623157e308", "9007199254740993.",
    "0b" + "10" * 60, "0o" + "7" * 50, "1_1_1", "09.5", "08e1", "007j", "5e-324", "123456789.125",
]
PLAIN = ["", "a", "text", " spaced  ", "ünï", "{", "}", "{{x}}", "%s", "#no comment", "\t", "日本",
         "€", "\U0001f600", "\u00a0", "\u200b", "\ufeff", "𝕏", "\u0301", "end", "~", "\x7f"]
ESCAPES = ["\\n", "\\t", "\\\\", "\\'", '\\"', "\\a\\b\\f\\r\\v", "\\0", "\\12", "\\377", "\\x41",
           "\\xe9", "\\\n", "\\q", "\\ ", "\\8", "\\%", "\\777", "\\x00"]
TEXT_ESCAPES = ["\\u00e9", "\\ud800", "\\udfff\\ud83d", "\\U0001F600", "\\N{EM DASH}",
                "\\N{latin small letter a}", "\\N{NULL}", "\\N{HANGUL SYLLABLE GAG}",
                "\\N{CJK UNIFIED IDEOGRAPH-4E00}", "\\N{BEL}", "\\U0010ffff", "\\u0000"]
QUOTES = ["'", '"', "'''", '"""']
# Conversion and format text that may stand after an expression in braces.
SPECIFICATIONS = [".2f", ">10", "", "%Y-%m-%d", "!r", " ", "x=1", "\\n", "#x", "ü", "'", "\\x41"]


def any_case(rng, prefix):
    return "".join(rng.choice([c.lower(), c.upper()]) for c in prefix)


def name(rng):
    return rng.choice(NAMES) if rng.random() < 0.5 else rng.choice("abcxyz")


def number(rng):
    return rng.choice(NUMBERS)


def content(rng, quote, pieces):
    """Random text between quotes that does not end the literal."""
    text = ""
    for _ in range(rng.choice([0, 1, 1, 2, 4])):
        text += rng.choice(pieces)
    if len(quote) == 3 and rng.random() < 0.3:
        text += rng.choice(["\n", "\nline\n", "x'y\"z", "\n\n  ", "''a", '""b'])
    if quote in text or text.endswith((quote[0], "\\")):
        return text.replace(quote[0], "") + "."
    return text


def string(rng):
    """One literal that is no f-string."""
    prefix, quote = rng.choice(["", "", "", "r", "u"]), rng.choice(QUOTES)
    pieces = PLAIN if prefix == "r" else PLAIN + ESCAPES + TEXT_ESCAPES
    if prefix == "r" and rng.random() < 0.3:
        pieces = PLAIN + ["\\d", "\\x", "\\N", "\\\\"]
    return any_case(rng, prefix) + quote + content(rng, quote, pieces) + quote


def bytes_literal(rng):
    prefix, quote = rng.choice(["b", "b", "br", "rb"]), rng.choice(QUOTES)
    ascii_only = [piece for piece in PLAIN if piece.isascii()]
    pieces = ascii_only + (["\\d"] if "r" in prefix else ESCAPES + ["\\u1", "\\N{x}"])
    return any_case(rng, prefix) + quote + content(rng, quote, pieces) + quote


def without_braces(pieces):
    return [piece for piece in pieces if "{" not in piece and "}" not in piece]


def middle(rng, raw, quote):
    """Literal text of an f-string."""
    pieces = without_braces(PLAIN) + ["{{", "}}", "{{}}"]
    if not raw:
        pieces += ESCAPES + ["\\N{EM DASH}", "\\{{", "\\u00e9"]
    return content(rng, quote, pieces)


def formatted(rng, field):
    """An f- or t-string; `field()` gives the text of an expression."""
    letter = rng.choice("fft")
    prefix = rng.choice([letter, letter, letter + "r", "r" + letter])
    quote = rng.choice(QUOTES)
    return any_case(rng, prefix) + quote + body(rng, field, "r" in prefix, quote) + quote


def body(rng, field, raw, quote):
    text = ""
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        text += middle(rng, raw, quote) + replacement(rng, field, quote, 2)
    text += middle(rng, raw, quote)
    return text if len(quote) == 3 or not text.endswith("\\") else text + "."


def replacement(rng, field, quote, depth):
    """`{expression = !r:specification}`."""
    blank = rng.choice(["", "", " ", "  "])
    text = "{" + blank + guarded(rng, field()) + rng.choice(["", "", " "])
    if rng.random() < 0.2:
        text += "=" + rng.choice(["", " "])
    if rng.random() < 0.25:
        text += "!" + rng.choice("rsa") + rng.choice(["", " "])
    if rng.random() < 0.35:
        text += ":" + specification(rng, field, quote, depth)
    return text + "}"


def guarded(rng, expression):
    """A brace may not touch the one that opens the field; a comment needs its line."""
    text = " " + expression if expression.startswith("{") else expression
    return text + " # comment\n" if rng.random() < 0.02 else text


def specification(rng, field, quote, depth):
    text = rng.choice([s for s in SPECIFICATIONS if quote[0] not in s])
    if depth > 0 and rng.random() < 0.4:
        text += replacement(rng, field, quote, depth - 1) + rng.choice(["", "d", ".3"])
    return text
