# SPDX-License-Identifier: Apache-2.0
"""Real programs with one token wrong, or cut off."""

import random
import re

# Good enough to cut real code into pieces; it need not be Python's own lexer.
TOKEN = re.compile(
    rb"""\#[^\r\n]* | (?:[rbuftRBUFT]{0,2}) (?:'''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\"
       | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
       | [\w\x80-\xff]+ | \r\n|\r|\n | [ \t]+ | \*\*=?|//=?|>>=?|<<=?|->|:=|\.\.\.|[-+*/%@&|^=<>!]=
       | .""", re.X | re.S)
FOREIGN = rb"""
    ( ) [ ] { } , : ; = == := * ** . @ -> ... ! $ ? ` \ ' " f' not in is if else for def class
    lambda return yield await async import from as with try except finally pass None True match case type
    elif del global nonlocal assert raise while and or print exec ++ != <> *,
    0777 1__0 0x 1e 1_ 0b2 5a '\x' f'{' f'{}' f'{a!x}' u''b''
""".split() + [b'"""', b"b'\xc3\xa9'", b"t'' ''", b"x = 1", b"\x00", b"\xff",
              b"\xe2\x82\xac", b"\t", b"\n", b"\n  ", b"\r", b"\f"]


def is_code(token):
    return not token.isspace() and not token.startswith(b"#")


def mutate(rng, program):
    """One change; the result may well be a valid program."""
    tokens = TOKEN.findall(program)
    code = [i for i, token in enumerate(tokens) if is_code(token)]
    if not code:
        return program
    return rng.choice([delete, duplicate, swap, replace, replace, insert, cut_off, reindent,
                       delete_line])(rng, tokens, rng.choice(code))


def delete(rng, tokens, at):
    return b"".join(tokens[:at] + tokens[at + 1:])


def duplicate(rng, tokens, at):
    return b"".join(tokens[:at] + [tokens[at], b" ", tokens[at]] + tokens[at + 1:])


def swap(rng, tokens, at):
    other = next((i for i in range(at + 1, len(tokens)) if is_code(tokens[i])), at)
    changed = list(tokens)
    changed[at], changed[other] = tokens[other], tokens[at]
    return b"".join(changed)


def foreign(rng, tokens):
    """A token from elsewhere in the file, or one that should not be there."""
    own = rng.choice(tokens)
    return own if rng.random() < 0.4 and is_code(own) else rng.choice(FOREIGN)


def replace(rng, tokens, at):
    return b"".join(tokens[:at] + [foreign(rng, tokens)] + tokens[at + 1:])


def insert(rng, tokens, at):
    return b"".join(tokens[:at] + [foreign(rng, tokens), b" "] + tokens[at:])


def cut_off(rng, tokens, at):
    return b"".join(tokens[:at + 1]) + rng.choice([b"", b"\n"])


def line_start(tokens, at):
    while at > 0 and not tokens[at - 1].endswith((b"\n", b"\r")):
        at -= 1
    return at


def reindent(rng, tokens, at):
    start = line_start(tokens, at)
    changed = list(tokens)
    if changed[start].isspace() and rng.random() < 0.7:
        changed[start] = rng.choice([b"", b" ", b"\t", changed[start] + b" ", changed[start][1:]])
    else:
        changed.insert(start, rng.choice([b" ", b"    ", b"\t"]))
    return b"".join(changed)


def delete_line(rng, tokens, at):
    start, end = line_start(tokens, at), at
    while end < len(tokens) and not tokens[end].endswith((b"\n", b"\r")):
        end += 1
    return b"".join(tokens[:start] + tokens[end + 1:])


def mutants(named_programs, count, seed, largest=8_000):
    """(name, program) pairs made from programs of at most that many bytes."""
    small = [named for named in named_programs if 0 < len(named[1]) <= largest]
    rng = random.Random(seed)
    for number in range(count):
        name, program = rng.choice(small)
        yield f"mutant {number} (seed {seed}) of {name}", mutate(rng, program)
