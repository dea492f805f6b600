# SPDX-License-Identifier: Apache-2.0
"""Programs written by hand: limits, encodings, layout, and what the grammar refuses."""

import encodings.aliases

BOM = b"\xef\xbb\xbf"


def limits():
    """Just below and just above CPython's limits; its own stack is no limit that we share."""
    for depth in (1, 90, 99, 100, 101, 150, 199, 200, 201, 1000):
        for opening, closing in ("()", "[]", "{}"):
            yield opening * depth + closing * depth
            yield opening * depth
        yield "x" + "[0" * depth + "]" * depth
        yield "f(" * depth + ")" * depth
        yield "".join(" " * level + "if x:\n" for level in range(depth)) + " " * depth + "pass\n"
        yield "f'" + "{a:" * depth + "}" * depth + "'"
    for depth in (1, 2, 3, 100, 149, 150, 151):
        yield "f'{" * depth + "1" + "}'" * depth
    for length in (10, 500, 1000):
        yield "+".join(["a"] * length)
        yield "x = " + " and ".join(["a"] * length)
        yield "x = " + " < ".join(["a"] * length)
        yield "a" + ".b" * length
        yield "[" + "a," * length + "]"
        yield "a = " * length + "b"
        yield "'a' " * length
        yield "f'" + "{a}" * length + "'"
        yield "#" * length
        yield "x = 1" + "0" * length
        yield "\\\n" * length + "x"
    for length in (10, 60, 150):
        yield "not " * length + "a"
        yield "-" * length + "a"
        yield "lambda: " * length + "a"
        yield "a if b else " * length + "c"
        yield "if a: pass\n" + "elif a: pass\n" * length
        yield "a ** " * length + "b"
        yield "await " * length + "b"
    for digits in (4299, 4300, 4301, 5000):
        yield "1" * digits
        yield "0x" + "f" * digits
        yield "1" * digits + ".0"
        yield "1" * digits + "j"


def encoded():
    """Each name of each encoding, on all bytes that it may decode."""
    upper = bytes(range(0x80, 0x100))
    names = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values()})
    several = ("utf_16", "utf_32", "utf_7", "big5", "cp932", "cp949", "cp950", "euc", "gb", "hz",
               "iso2022", "johab", "shift", "base64", "bz2", "hex", "quopri", "rot", "uu", "zlib",
               "mbcs", "oem", "utf16", "utf32", "cp037", "cp1026", "cp1140", "cp273", "cp424",
               "cp500", "cp864", "cp875", "cp65001")
    for name in names:
        module = encodings.aliases.aliases.get(name, name)
        if module.startswith(several):
            continue
        for spelling in {name, name.upper(), name.replace("_", "-")}:
            for start in range(0, 128, 16):
                text = upper[start:start + 16]
                yield f"# coding: {spelling}\n".encode() + b"'" + text + b"'\n"
    for name in ("utf-8", "utf8", "utf_8", "UTF-8", "u8", "utf-8-sig", "utf-8-unix", "latin-1",
                 "iso-8859-1-unix", "ascii", "nonsense", "utf-8x", "latin-1x", "Latin_1", "rot13"):
        yield BOM + f"# coding: {name}\nx = 'é'\n".encode()
        yield f"# coding: {name}\nx = 'é'\n".encode()


def declared():
    """Where a declaration of the encoding counts."""
    word = "coding: latin-1"
    for text in (f"#{word}\n", f"# -*- {word} -*-\n", f"\n# {word}\n", f"#!x\n# {word}\n", f"\n\n# {word}\n",
                 f"x = 1\n# {word}\n", f"'''\n# {word}\n'''\n", f"  # {word}\n", f"\f# {word}\n", f"x = 1 # {word}\n",
                 "# coding latin-1\n", "# coding:latin-1\n", "# coding= latin-1\n", "# encoding: latin-1\n",
                 "# xcoding: latin-1\n", "# coding : latin-1\n", "# coding:\tlatin-1\n", f"\\\n# {word}\n",
                 f"# {word}\r", f"# {word}\r\n", f"\r# {word}\r", f"#\r\n# {word}\r\n", "# coding: 'latin-1'\n",
                 "# coding: coding: latin-1\n", f"'{word}'\n", f"# coding: \n# {word}\n"):
        yield text.encode() + b"x = '\xe9'\n"


LAYOUT = [
    "", "\n", "\r", "\r\n", "\f", " ", "\t", "#", "# c", "\\", "\\\n", "\\\n\n", "x\\", "x\\\n", "x \\\n\n",
    "x = \\\n 1", "\\\nx", "  \\\nx", "if a:\\\n  b", "if a:\n  \\\n  b", "if a:\n\\\n  b", " x", "\tx", "\n x",
    "\fx", " \fx", "if a:\n  \fb\n  c", "if a:\n\f  b\n  c", "if a:\n        b\n\tc", "if a:\n\tb\n        c",
    "if a:\n  b\n   c", "if a:\n  b\n c", "if a:\n  b\n # c\nc", "if a:\n\n\n  b", "if a:\n#c\n  b", "if a:\n  b\n\n#c",
    "if a: b\n  c", "if a:\nb", "if a:", "if a:\n", "if a:\n  ", "if a:\n  #", "if a:\n  b\\", "x\r\ny\rz\n", "x\r\r\ny",
    "(\n", "(\n)", "(\n#c\n)", "(a\n  b)", "[\\\n]", "(\\\n\n)", "x;", "x;;", ";", "x;y;", ";x", "x \x00", "\x00", "x\x01",
    "\x1a", "x\x0b", "'\x00'", "#\x00", "x\u00a0=1", "x\u3000", "\ufeff", "\ufeffx", "x\ufeff", "é", "é = 1", "€", "x€",
    "'\r'", "'''\r'''", "'''a\r\nb\rc\nd'''", "'a\\\r\nb'", "'a\\\rb'", "f'''a\r\n{b}\r\n'''", "if a:\r\n  b\r\nelse:\r\n  c",
    "class A:\n  def f(self):\n    pass\n  \n\n\n  x = 1\n", "def f():\n\treturn 1\n        return 2", "x = (1,\n\n\n2)", "#\\\nx",
    "x # \\\ny", "a\n  \nb", "a\n  # c\nb", "while a:\n  b\nelse:\n  c", "try:\n  a\nfinally:\n  b", "x=1\n\n\n\n", "\n\n\nx",
    "def f(): pass\n  # c", "@a\n\n\ndef f(): pass", "@a\n#c\ndef f(): pass", "if 1:\n  x\n\ty", "if 1:\n \tx\n\ty",
    "if 1:\n    x\n  \ty", "if 1:\n\t  x\n\t\ty", "x\n\f\ny", "\\\n\\\n", "if x:\n  y\n\\\n  z", "if x:\n  y\n\\\nz", "\f\f x",
]
NUMBERS = [
    "0", "00", "0_0", "01", "0_1", "1_", "1__0", "_1", "0x", "0x_", "0x_1", "0xg", "0x1_", "0o8", "0o", "0b2", "0b", "0b1_0",
    "1.", "1._0", "1_.0", ".1", "._1", ".", "..", "...", "....", "1..", "1..a", "1.a", "1 .a", "1.0.a", "1e", "1e+", "1e1_0",
    "1e_1", "1_e1", "1E5", "1e5j", "1j", "1J", "1jj", "1l", "1L", "0777", "08", "09.5", "08e1", "08j", "0e0", "1if 1else 2",
    "1or 2", "1and 2", "1in a", "1is a", "1not in a", "1for x in y", "0x1for x in y", "0b1and 2", "1_000_000", "1_000.000_1e1_0j",
    "1else", "1_a", "1é", "0xé", "1e5é", "1.5abc", "1abc", "0b12", "0o18", "0xfg", "0b1.5", "0x1.5", "0x1e+5", "1e+_5", "0_7",
    "0_08", "00000", "00.0", "0_", "0__0", "1\u0661", "\u0661", "1e1000", "1e-1000", "1.7e308", "1e309", "1e-325", "4.9e-324",
]
STRINGS = [
    "''", '""', "''''''", "'''a'''", "'''", "'", '"', "'a", "'a\n'", "'a\\\nb'", "r'\\'", "r'\\''", "'\\'", "b'é'", "b'\\xe9'",
    "u'a'", "ur'a'", "ru'a'", "bu'a'", "ub'a'", "rb'a'", "bR'a'", "fr'a'", "rf'a'", "fb'a'", "bf'a'", "fu'a'", "uf'a'", "tf'a'",
    "ft'a'", "tr'a'", "rt'a'", "tb'a'", "tu'a'", "fff'a'", "rrb'a'", "x'a'", "'a' 'b'", "'a' b'b'", "b'a' 'b'", "b'a' b'b'",
    "f'a' b'b'", "t'a' 'b'", "'a' t'b'", "t'a' t'b'", "t'a' f'b'", "f'a' t'b'", "t'a' b'b'", "u'a' 'b'", "'a' u'b'", "'\\x'",
    "'\\x1'", "'\\xg1'", "'\\u123'", "'\\u12345'", "'\\U0011'", "'\\U00110000'", "'\\U0010ffff'", "'\\ud800'", "'\\N'", "'\\N{'",
    "'\\N{}'", "'\\N{x}'", "'\\N{DASH'", "'\\N{EM DASH}'", "b'\\N{x}'", "b'\\u1'", "b'\\x'", "b'\\x1'", "'\\400'", "b'\\400'",
    "'\\8'", "'\\\\'", "'\\\"'", "r'\\N{x}'", "f'\\N{EM DASH}'", "f'\\N{x}'", "f'\\N'", "rf'\\N{x}'", "f'\\x'", "f'\\x4{a}1'",
    "t'\\x'", "'é\\x'", "'''\n\n\\x'''", "('a'\n'\\x')", "f'''\n{a}\\x'''", "'\\\n\\x'", "'a' '\\x'", "'a'\\\n'b'", "'a'\n'b'",
    "('a'\n'b')", "'a' f'{x}' 'b'", "f'{x}' 'b' 'c'", "'a' '' f'{x}' '' ''", "'' f'' ''", "f''", "f'' f''", "t''", "f'a' 'b'",
    "'\\\n' f'{x}'", "f'{x}' '\\\n'", "f'\\\n{x}'", "u'' f'{x}'", "u'a' f'{x}'", "'a' u'b' f'{x}'", "f'{x}' u'b'",
]
FORMATS = [
    "{", "}", "{}", "{ }", "{a", "{a}", "{a}}", "{{a}", "{{a}}", "{{{a}}}", "{a}}}", "}}{", "}{", "{a!}", "{a!r}", "{a!x}", "{a!rr}",
    "{a! r}", "{a !r}", "{a!r }", "{a!r:}", "{a!r:x}", "{a:}", "{a:x}", "{a:{b}}", "{a:{b}{c}}", "{a:x{b}y{c}z}", "{a:{b:{c}}}",
    "{a:{b:{c:{d}}}}", "{a:{b:{c:{d:{e}}}}}", "{a:{{b}}}", "{a:}}", "{a:{}}", "{a:{b!r}}", "{a:{b=}}", "{a=}", "{a =}", "{a= }",
    "{a = }", "{a=!r}", "{a=:x}", "{a=!s:x}", "{a==b}", "{a!=b}", "{a!=b!r}", "{a<=b}", "{a>=b}", "{a:=b}", "{(a:=b)}", "{a=b}",
    "{a==}", "{=}", "{!r}", "{:x}", "{a,}", "{a,b}", "{*a}", "{*a,}", "{**a}", "{yield}", "{yield a}", "{await a}", "{lambda x:1}",
    "{(lambda x:1)}", "{lambda:1}", "{a if b else c}", "{a for a in b}", "{[a for a in b]}", "{ {a:b} }", "{{a:b}}", "{a['b']}",
    "{a[\"b\"]}", "{'a'}", "{\"a\"}", "{f'{a}'}", "{f\"{a}\"}", "{'}'}", "{'{'}", "{a#}", "{a #c\n}", "{a\n}", "{\na}", "{a:\n}", "{a!r\n}",
    "{a:x\n}", "{a\\\n}", "{a.b}", "{a()}", "{a;b}", "{a b}", "{a $ b}", "{a ? b}", "{a`}", "{1a}", "{01}", "{a:{b c}}", "{a:\\x41}",
    "{a:\\n}", "{a:\\x}", "\\{a}", "\\{{a}}", "\\}}", "{a}\\", "{a[}", "{a(}", "{a)}", "{a]}", "{a:)}", "{(a}", "{[a}", "{{a)}", "{a!r!s}",
    "{a:!r}", "{a!:x}", "{not a}", "{-a}", "{...}", "{a:{*b}}", "{a:{b,}}", "{a:{yield}}", "{a:{b:=c}}", "{None}", "{True!r:{False}}",
    "{a:%H:%M}", "{a:'}", "{a:\"}", "{a!r:'<}", "{import a}", "{return}", "{pass}", "{del a}", "{a;}", "{ # c\n a}", "{a\n#c\n}", "{a,\n}",
    "{a=#c\n}", "{a\n=}", "{a=\n}", "{'a' 'b'}", "{a}{b}{c}", "{a} {b!r} {c:x} {d=}", "{x:{'a'}}", "{x:{\"a\"}}", "{'\\n'}", "{a['\\n']}",
    "\\\n{a}", "{a}\\\n", "\\\n", "{a:\\\n}", "{a:\\\n{b}}", "{a:{b}\\\n}", "{a:\\\n\\\n{b}x}", "\\\n\\\n{a}b", "\\\r\n{a}",
    "\\N{EM DASH}{a}", "\\N{EM DASH", "{a:\\N{EM DASH}}", "{a!s:\\N{EM DASH}{b}}", "{a!é}", "{é!r:é}", "é{é}é", "{a:{b}é}", "{a= !r:^{b}}",
]
REFUSED = [
    "x = ", "= x", "x == = y", "x +", "x + * y", "f(", "f(a", "f(a b)", "f(a=)", "f(a=1, b)", "f(**a, *b)", "f(**a, b)", "f(a for a in b, c)",
    "f(c, a for a in b)", "f(a for a in b)", "f(a=b for b in c)", "f(1=2)", "f(a.b=1)", "f(True=1)", "f(*)", "f(**)", "f(,)", "f(a,,b)", "f(a:=1)",
    "f(a:=1, b)", "f(b=a:=1)", "f((a)=1)", "f(lambda: 1=2)", "a b", "a 1", "1 a", "(a b)", "[a b]", "{a b}", "{a: b c: d}", "{a:}", "{:a}", "{a: b, c}",
    "{a, b: c}", "{**a, b}", "{*a, b: c}", "{**a for a in b}", "[*a for a in b]", "(*a)", "(*a,)", "*a", "*a,", "*a = b", "*a, = b", "a = *b", "a = *b,",
    "del *a", "del *a,", "del a + b", "del f()", "del (a)", "del (a, b)", "del [a]", "del ()", "del 1", "del a, 1", "del None", "return *a", "return *a, b",
    "yield *a", "yield *a, b", "x[*a]", "x[*a, b]", "x[*a:b]", "x[a:b, *c]", "x[:]", "x[]", "x[a=1]", "x[a:=1]", "x[a:=1, b]", "x[a:=1:2]", "x[(a:=1):2]",
    "for x in y", "for x y: z", "for 1 in x: y", "for f() in x: y", "for x, in y: z", "for *x in y: z", "for *x, in y: z", "for x in *y: z",
    "for x in *y, z: a", "for (x in y): z", "for x in : y", "while: x", "while x y: z", "if x y: z", "if: x", "if x = y: z", "if x:= y: z", "if (x := y): z",
    "if x: y else: z", "else: x", "elif x: y", "try: x", "try:\n x\ny", "try: x\nexcept: y\nexcept a: z", "try: x\nexcept a: y\nexcept: z", "try: x\nelse: y",
    "try: x\nfinally: y\nelse: z", "try: x\nexcept* a: y\nexcept b: z", "try: x\nexcept*: y", "try: x\nexcept a, b: y", "try: x\nexcept a, b as c: y",
    "try: x\nexcept (a, b) as c: y", "try: x\nexcept a as b.c: y", "try: x\nexcept a as 1: y", "try: x\nexcept* a, b: y", "try: x\nexcept a as b, c: y",
    "with a as b, c as d: e", "with (a as b, c as d): e", "with (a as b, c as d,): e", "with (a, b): c", "with (a, b) as c: d", "with (a): b", "with (a as b): c",
    "with (a) as b: c", "with a as 1: b", "with a as f(): b", "with a as (b, c): d", "with a as b.c: d", "with (yield): a", "with (a, b as 1): c", "with (a)\n: b",
    "with a, : b", "with : a", "with (a for a in b) as c: d", "with (a, *b): c", "with *a: b", "with (a := b): c", "with a := b: c", "with ((a, b)): c",
    "def f: pass", "def f(: pass", "def f(a, a): pass", "def f(a=1, b): pass", "def f(*): pass", "def f(*, **a): pass", "def f(*a, *b): pass", "def f(**a, b): pass",
    "def f(**a, **b): pass", "def f(/): pass", "def f(a, /, b, /): pass", "def f(*, /): pass", "def f(*a, /): pass", "def f(a, *, b): pass", "def f((a)): pass",
    "def f(a: int = 1) -> int: pass", "def f(*a: *b): pass", "def f(**a: *b): pass", "def f(a: *b): pass", "def f(*a=1): pass", "def f(**a=1): pass", "def f(1): pass",
    "def f(a.b): pass", "def f(None): pass", "def 1(): pass", "def f() -> : pass", "def f()\n  pass", "def f():", "def f():\npass", "def f(a=): pass", "def f(a:): pass",
    "lambda: ", "lambda a: b", "lambda *: a", "lambda a, a: b", "lambda a=1, b: c", "lambda *, a: b", "lambda /: a", "lambda a: *b", "lambda (a): b", "lambda a: int: b",
    "lambda **a, b: c", "lambda a:=1: b", "lambda *a, *b: c", "class A: pass", "class A(): pass", "class A(b c): pass", "class A(b=1, c): pass", "class: pass",
    "class A\n  pass", "class A(x for x in y): pass", "class A[T]: pass", "class A[T](B): pass", "class A[]: pass", "def f[T](): pass", "def f[](): pass", "type X = 1",
    "type X", "type X =", "type X[T] = 1", "type X[T: int = 1, *Ts = *a, **P = b] = 1", "type X[*Ts: int] = 1", "type X[**P: int] = 1", "type X[T=*a] = 1", "type X.y = 1",
    "type = 1", "type(x)", "type x", "type\nx", "type [T] = 1", "type X[T:] = 1", "type X[T=] = 1", "type X[T=1, U] = 1", "class A[T=1, U]: pass", "type X[1] = 1",
    "import", "import a.", "import .a", "import a as", "import a as b.c", "import a as 1", "import a, ", "import a b", "import (a)", "import *", "from a import",
    "from a import b,", "from a import (b,)", "from a import ()", "from a import (b", "from a import *, b", "from a import (*)", "from . import a", "from .. import a",
    "from ... import a", "from .... import a", "from .a.b import c as d", "from a import b.c", "from a import b as c.d", "from a import b as 1", "from import a", "from . a import b",
    "import a from b", "from a import b c", "global", "global a.b", "global a, ", "nonlocal a b", "global 1", "assert", "assert a, b, c", "assert a, ", "assert (a, b)",
    "assert a = b", "assert a := b", "raise a, b", "raise from a", "raise a from", "raise a from b", "break a", "continue 1", "pass x", "return", "return =", "yield from",
    "yield from *a", "await", "await a", "await await a", "async", "async x", "async def", "async def f(): pass", "async for x in y: z", "async with a: b", "async lambda: a",
    "async class A: pass", "[async for x in y]", "[x async for x in y]", "(x for x in y)", "(x for x)", "(x for in y)", "(x for x in)", "[x for x in y z]", "[x for x in y if]",
    "[x, y for x in z]", "{x, y for x in z}", "{x: y for x in z}", "{x: y, z: w for x in z}", "[x for 1 in y]", "[x for x in *y]", "[x for x in y, z]", "[x for x in lambda: y]",
    "[x for x in (lambda: y)]", "[x := 1 for y in z]", "[x for y in (z := 1)]", "[(x := 1) for y in z]", "(a, b) = c", "[a, b] = c", "(a + b) = c", "a + b = c", "f() = c",
    "None = a", "True = a", "... = a", "1 = a", "'a' = b", "f'{a}' = b", "a = b = 1 = c", "a = 1 = b", "(a, 1) = b", "a.b = c", "a[b] = c", "a() += b", "a, b += c", "(a) += b",
    "[a] += b", "a += b = c", "a = b += c", "a += yield", "a = yield", "a = yield = b", "a: b", "a: b = c", "(a): b", "(a, b): c", "[a]: b", "a, b: c", "a.b: c", "a[b]: c = d",
    "f(): a", "1: a", "a: b: c", "a: b = c = d", "a: *b", "a: b = *c", "a: b = *c,", "a: b = yield", "a: (yield)", "a:", "a := b", "(a := b)", "(a.b := c)", "(a[b] := c)", "(1 := a)",
    "(a := b := c)", "(a := (b := c))", "(a, b := c)", "((a, b) := c)", "(a := *b)", "a if b", "a if b else", "a if else b", "if b else c", "a if b else c = d", "a if b if c else d else e",
    "(a if b else c) = d", "a if pass else b", "a if b else pass", "(a if b else del c)", "not", "a not b", "a is not not b", "a not in b", "not a in b", "a in not b", "a and", "or a",
    "a < > b", "a <> b", "a != b", "a ! b", "a !", "!a", "a && b", "a || b", "a ++", "++a", "a --", "--a", "a ** -b", "-a ** b", "(-a) ** b", "a ** not b", "a -> b", "a => b", "a ? b : c",
    "$a", "a$", "`a`", "a?", "@", "@a", "@a\n", "@a\nx", "@a\ndef f(): pass", "@a.b\nclass C: pass", "@a[b]\ndef f(): pass", "@a := b\ndef f(): pass", "@a, b\ndef f(): pass", "@*a\ndef f(): pass",
    "@a def f(): pass", "@\ndef f(): pass", "print a", "print 'a'", "print a, b", "print(a) b", "exec a", "exec 'a' in b", "print", "print >>a, b", "print -1", "print (a), b", "exec(a)",
    "match a:\n case b: c", "match a: case b: c", "match a:\ncase b: c", "match a:\n pass", "match a:\n", "match a", "match(a)", "match = 1", "match a b:\n case c: d", "match a, b:\n case c: d",
    "match *a, b:\n case c: d", "match *a:\n case c: d", "match a:\n case: b", "match a:\n case b c: d", "match a:\n case b if c: d", "match a:\n case b if: d", "match a:\n case 1+1: b",
    "match a:\n case 1+1j: b", "match a:\n case -1-1j: b", "match a:\n case +1: b", "match a:\n case --1: b", "match a:\n case 1j+1: b", "match a:\n case 1j: b", "match a:\n case f'a': b",
    "match a:\n case t'a': b", "match a:\n case 'a' 'b': c", "match a:\n case 'a' b'b': c", "match a:\n case _: b", "match a:\n case _.a: b", "match a:\n case a._: b", "match a:\n case _(): b",
    "match a:\n case a(): b", "match a:\n case a(b, c=d): e", "match a:\n case a(b=c, d): e", "match a:\n case a(b=c, d=e,): f", "match a:\n case a(,): b", "match a:\n case a(_=b): c",
    "match a:\n case a(b, _=c): d", "match a:\n case a(b=c, _=d): e", "match a:\n case a(_, _=b): c", "match a:\n case a(*b): c", "match a:\n case a(**b): c", "match a:\n case a.b(c): d",
    "match a:\n case a().b: c", "match a:\n case a[b]: c", "match a:\n case {}: b", "match a:\n case {1: b}: c", "match a:\n case {b: c}: d", "match a:\n case {a.b: c}: d", "match a:\n case {**b}: c",
    "match a:\n case {**b, 1: c}: d", "match a:\n case {**b,}: c", "match a:\n case {1: b, **c}: d", "match a:\n case {**_}: c", "match a:\n case {**b, **c}: d", "match a:\n case {1}: b",
    "match a:\n case {-1: b, 1+1j: c, 'a' 'b': d, None: e}: f", "match a:\n case {f'a': b}: c", "match a:\n case {1: b c}: d", "match a:\n case {*b}: c", "match a:\n case []: b",
    "match a:\n case [b, *c, d]: e", "match a:\n case [*_]: b", "match a:\n case *a: b", "match a:\n case *a,: b", "match a:\n case a,: b", "match a:\n case (): b", "match a:\n case (b): c",
    "match a:\n case (b,): c", "match a:\n case (*b): c", "match a:\n case (*b,): c", "match a:\n case [*b, *c]: d", "match a:\n case b | c: d", "match a:\n case |b: c", "match a:\n case b|: c",
    "match a:\n case b as c: d", "match a:\n case b as _: d", "match a:\n case b as c.d: e", "match a:\n case b as c as d: e", "match a:\n case (b as c) as d: e", "match a:\n case b as 1: d",
    "match a:\n case b | c as d: e", "match a:\n case b as c | d: e", "match a:\n case b as c, d: e", "match a:\n case None: b", "match a:\n case None.a: b", "match a:\n case True | False: b",
    "match a:\n case ...: b", "match a:\n case lambda: b", "match a:\n case (b := c): d", "match a:\n case b.c.d: e", "match a:\n case match: b", "match a:\n case case: b", "match a:\n case 1 if b: c",
    "match a:\n case *b | c: d", "match a:\n case -b: c", "match a:\n case b + c: d", "match a:\n case not b: c", "match a:\n case 1 < 2: b", "match (a):\n case b: c", "match [a]:\n case b: c",
    "match -a:\n case b: c", "match {}:\n case b: c", "match not a:\n case b: c", "match a if b else c:\n case d: e", "match yield:\n case a: b", "match (yield):\n case a: b", "match lambda: a:\n case b: c",
    "match:\n case a: b", "match x:\n case a: b\n x", "match x:\n case a:\n  b\nelse: c", "match x:\n x\n case a: b", "case a: b", "match = match[match]", "match.a", "match, a", "match(a, b)", "match[a:b]",
    "match * a", "match - a", "match in a", "match if a else b", "match: int", "match: int = 1", "match += 1", "case = 1", "case(a)", "_ = 1", "match x:\n # c\n case a: b", "match x:\n\n case a: b",
    "from __future__ import annotations", "from __future__ import nonsense", "from __future__ import braces", "from __future__ import *", "from __future__ import (division)",
    "from __future__ import annotations as a", "'a'\nfrom __future__ import nonsense", "x\nfrom __future__ import nonsense", "x\nfrom __future__ import annotations",
    "'a'\n'b'\nfrom __future__ import nonsense", "from __future__ import division, nonsense", "import a\nfrom __future__ import nonsense", "def f():\n from __future__ import nonsense",
    "from .__future__ import nonsense", "from __future__ import barry_as_FLUFL", "f'a'\nfrom __future__ import nonsense", "b'a'\nfrom __future__ import nonsense", "from __future__ import division\nfrom __future__ import nonsense",
    "from __future__ import annotations; from __future__ import nonsense", "from __future__ import division as nonsense", "'a' 'b'\nfrom __future__ import nonsense", "from __future__ import\\\n nonsense",
    "from __future__ import (\n division,\n nonsense)", "\n\nfrom __future__ import nonsense", "pass\nfrom __future__ import braces", "if 1:\n from __future__ import braces", "from __future__.a import braces",
    "__debug__", "__debug__ = 1", "del __debug__", "def __debug__(): pass", "def f(__debug__): pass", "f(__debug__=1)", "import __debug__", "a.__debug__ = 1", "for __debug__ in a: b", "(__debug__ := 1)",
    "with a as __debug__: b", "__debug__: int", "__debug__ += 1", "class __debug__: pass", "global __debug__", "match a:\n case __debug__: b", "import a as __debug__", "lambda __debug__: a",
    "def f():\n  x\n y", "def f():\n  x\n    y", "  x\ny", "x\n  y", "if x:\n  y\n  else:\n    z", "if x:\n  y\n else:\n  z", "for x in y:\nz", "while x:\nz", "with x:\nz", "try:\nx", "try:\n  x\nexcept:\ny",
    "try:\n  x\nfinally:\ny", "try:\n  x\nexcept a:\n  y\nelse:\nz", "class A:\nx", "if x:\n  y\nelif z:\nw", "if x:\n  y\nelse:\nw", "match x:\n case a:\n b", "match x:\ncase a:\n  b", "async def f():\nx", "for x in y:\n  z\nelse:\nw",
    "while x:\n  z\nelse:\nw", "def f(\n  a,\n  b\n:\n  pass", "x = [1,\n2\ny = 3", "x = {1: 2\ny = 3", "x = (1\n\n\ndef f(): pass", "f(a,\n  b=1,\n  c\n)\n\n", "x = 1 +\\\n\ny", "('a'\n'b\n)", "x = '''\n\n", "(\n]\n", "(]", ")", "]", "}", "(}", "[)", "{]", "(\n\n}", "a)", "f(a))",
    "a = (1,\n2,\n3", "a = [1, 2\nb = 3\n", "print(1\nprint(2)\n", "if (a:\n  b\n", "def f(a, b:\n  pass\n", "class A(B:\n  pass\n", "x = f(1, 2\n\n# c\ny = g(3)\n", "{'a': 1\n'b': 2}", "['a'\n'b', c d]", "(a\nb)", "(a,\nb c)", "f(a\n, b=1 c)",
    "a.1", "a.", ".a", "a..b", "a.b.", "a.'b'", "a.(b)", "a.if", "if.a", "a[", "a[1", "a[1 2]", "a[1:2:3:4]", "a[1:2:3, 4:5]", "a[::]", "a[:,]", "a[,]", "a[1,,2]", "a{1}", "a(1)(2)[3].b", "1(2)", "'a'(1)", "[1](2)", "None()", "1[2]", "{}[1]", "(1)(2)",
    "a = b if c else d\n  e", "x = y z = 1", "x y = 1", "x. y", "x .y", "x\n.y", "x = 1 2", "x = 1; y 2", "x, y z", "return x y", "import x\ny z", "not x y", "lambda x y: z", "def f(x y): pass", "f(x, y z)", "f(x y, z)", "(x, y z)", "{x: y z}", "[x for x in y z w]", "x if y z else w",
]


def all_programs():
    yield from (text.encode() for text in limits())
    yield from encoded()
    yield from declared()
    yield from (text.encode() for text in LAYOUT + NUMBERS + STRINGS)
    for text in NUMBERS:
        yield f"-{text}\n".encode()
        yield f"x = {text}\n".encode()
    for prefix in ("f", "rf", "t", "rt"):
        for quote in ("'", '"""'):
            for text in FORMATS:
                yield f"{prefix}{quote}{text}{quote}\n".encode()
    for text in FORMATS:
        yield f"x = 'a' f'b{text}c' 'd'\ny\n".encode()
        yield f"f'''\n{text}\n'''\n".encode()
    for text in REFUSED:
        yield text.encode()
        yield f"{text}\n".encode()
        yield f"x = 1\n{text}\ny = 2\n".encode()
        yield f"if x:\n  y\n\n{text}\n\nz()\n".encode()
        yield ("def f():\n" + "".join(f"    {line}\n" for line in text.split("\n"))).encode()


def programs():
    for number, program in enumerate(all_programs()):
        yield f"corner {number}", program
