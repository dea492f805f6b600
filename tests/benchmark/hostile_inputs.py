# SPDX-License-Identifier: Apache-2.0
"""Python files that repeat one thing: each found, or would find, an analysis that compares everything with everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Input:
    """`each` is repeated: `@` is the number, `^` the number before it."""

    name: str
    each: str
    before: str = ""
    after: str = ""
    times: int = 1
    # Known and left: nobody writes hundreds of these.
    grows_with_the_square: bool = False

    def text(self, count: int) -> str:
        numbers = range(count * self.times)
        repeated = (self.each.replace("@", str(i)).replace("^", str(max(0, i - 1))) for i in numbers)
        return "import torch\n" + self.before + "".join(repeated) + self.after


FUNCTION = "def f(x):\n"
MODULE = "class A(torch.nn.Module):\n"
INIT = "    def __init__(self):\n        super().__init__()\n"
RETURN = "    return x\n"

INPUTS = [
    # Names and calls.
    Input("imports", "import m@\nm@.f()\n"),
    Input("names of one import", "n@,\n", "from m import (", ")\n"),
    Input("relative imports", "from .m@ import f@\n"),
    Input("star imports", "from m@ import *\nf@()\n"),
    Input("aliases of aliases", "a@ = a^\na@.log(1)\n", "a0 = torch\n"),
    Input("undefined names", "print(u@)\n"),
    Input("globals", "def f@():\n    global g@\n    g@ = torch.zeros(1)\n"),
    Input("functions that call each other", "def f@(x):\n    return torch.log(f^(x))\n"),
    Input("functions within a function", "    def g@(y):\n        return y + x\n", FUNCTION, RETURN),
    Input("parameters", "a@=None,\n", "def f(", "):\n    return 1\n"),
    Input("keyword arguments", "a@=@,\n", "def f(**kw):\n    return kw\nf(", ")\n"),
    Input("positional arguments", "@,\n", "def f(*a):\n    return a\nf(", ")\n"),
    Input("evaluated defaults", "def f@(a, b=[], c={}):\n    b.append(a)\n    return b\n"),
    # Classes.
    Input("methods", "    def m@(self):\n        return self.m^()\n", MODULE),
    Input("methods that are tested", "    def m@(self):\n        if self.m^:\n            return 1\n", MODULE),
    Input("methods of one name", "    def f(self, a@):\n        return self.f(1)\n", MODULE),
    Input("classes", "class A@(torch.nn.Module):\n" + INIT + "        self.x = 1\n"),
    Input("a line of classes", "class A@(A^):\n" + INIT + "        self.x@ = 1\n    def f(self):\n"
          "        return self.x@ + self.y\n", "class A0: pass\n"),
    # Each finding tells its statement by its text, up to 4 KiB of it.
    Input("bases", "B@,\n", "class A(", "): pass\n", grows_with_the_square=True),
    Input("fields", "    a@: int = 0\n", "from dataclasses import dataclass\n@dataclass\nclass A:\n"),
    Input("layers", "        self.a@ = torch.nn.Linear(2, 2)\n        self.a^(1)\n", MODULE + INIT),
    Input("lists of layers", "        self.l@ = [torch.nn.Linear(1, 1)]\n", MODULE + INIT),
    # For each, the texts that name the class are read again for classes that derive from it.
    Input("attributes that nothing sets", "        x = self.a@(x)\n", MODULE + "    def forward(self, x):\n",
          grows_with_the_square=True),
    Input("fields of a context", "        ctx.a@ = @\n", "class F(torch.autograd.Function):\n    @staticmethod\n"
          "    def forward(ctx, x):\n", "        return x\n    @staticmethod\n    def backward(ctx, g):\n"
          "        return g\n"),
    # Control flow.
    Input("assignments", "    x@ = torch.log(x)\n", FUNCTION, RETURN),
    Input("one variable again and again", "    x = torch.log(x)\n", FUNCTION, RETURN),
    Input("branches", "    if x == @:\n        y@ = torch.zeros(@)\n", FUNCTION, RETURN),
    Input("a chain of elif", "    elif x == @:\n        y@ = torch.zeros(@)\n", FUNCTION + "    if x:\n        y = 0\n",
          "    return y\n"),
    Input("early returns", "    if x == @:\n        return torch.zeros(@)\n", FUNCTION, RETURN),
    Input("asserts", "    assert x.shape[@] == @\n", FUNCTION, RETURN),
    Input("the body of a loop", "        x@ = torch.log(x)\n", FUNCTION + "    for i in x:\n", RETURN),
    Input("breaks", "        x@ = torch.log(x)\n        if x@:\n            break\n", FUNCTION + "    for i in x:\n",
          RETURN),
    Input("tries", "    try:\n        x@ = torch.log(x)\n    except ValueError:\n        x@ = 1\n", FUNCTION, RETURN),
    # Each name that nothing binds asks each handler around it.
    Input("handlers", "    except E@:\n        x@ = 1\n", FUNCTION + "    try:\n        y = torch.log(x)\n", RETURN,
          grows_with_the_square=True),
    Input("withs", "    with open('a@') as g@:\n        x = torch.load(g@)\n", FUNCTION, RETURN),
    Input("cases of a match", "        case @:\n            y@ = torch.zeros(1)\n", FUNCTION + "    match x:\n", RETURN),
    Input("training loops", "    for x in data:\n        loss = model(x)\n        loss.backward()\n        opt.step()\n",
          "def f(model, opt, data):\n"),
    Input("concatenations", "        y = torch.cat([y, x])\n", FUNCTION + "    y = x\n    for x in y:\n", RETURN),
    # Expressions and text.
    Input("a dict", "'key@': @,\n", "D = {", "}\n", times=8),
    Input("a list", "torch.zeros(@),\n", "L = [", "]\n", times=3),
    Input("operands", "x +\n", FUNCTION + "    return (", "x)\n", times=5),
    Input("conditions", "x.a == @ or\n", FUNCTION + "    return (", "x)\n"),
    Input("comparisons", "x <\n", FUNCTION + "    return (", "x)\n", times=5),
    Input("comprehensions", "    y@ = [torch.log(a) for a in x if a]\n", FUNCTION, RETURN),
    Input("lambdas", "    y@ = lambda a: torch.log(a)\n", FUNCTION, RETURN),
    Input("brackets in a docstring", "(((((((((((((((((((\n", FUNCTION + '    """', '"""\n' + RETURN),
    Input("values in an f-string", "{x}\n", FUNCTION + "    return f'''", "'''\n"),
    Input("suppressions", "x@ = torch.load('a')  # prodreview: ignore[unsafe-load]: fine\n"),
    Input("findings", "x@ = torch.load('a')\n"),
]
