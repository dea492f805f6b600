# SPDX-License-Identifier: Apache-2.0
# Corners of scoping that ordinary files rarely reach.
x = 1
del x


class outer:
    x = 2
    y = [x for _ in range(x)]
    __private = 3
    z: int
    (w): int = 4

    def method(self, default=x, *, other: x = y):
        super()
        self.__private
        __hidden = __private
        return __class__, x, (lambda v=__hidden: v + default)

    class inner:
        t = x

        def deep(self, __argument):
            nonlocal_free = __argument
            return [__argument for __argument in nonlocal_free if (last := __argument)], last

    def generator(self):
        return (a + b for a in self.p for b in a if (c := b) for d in [c])

    import os.path as __os
    from . import sibling as __renamed, plain


def function(a, /, b, *c, d=1, **e):
    global g, declared_only
    g = a
    import h.i, j.k as l
    from m import n as o, p

    def g_shadow():
        global o
        o = b
        return g

    def counter():
        nonlocal b
        b += 1
        del c
        return lambda: b

    try:
        pass
    except ValueError as error:
        print(error)
    with open(a) as (q, [r, *s]), d:
        pass
    for t.attribute, u[0] in e:
        pass
    for v in e:
        v: int
    match a:
        case [1, *rest] | {"k": rest, **others}:
            pass
        case outer(x=captured) as whole:
            pass
        case _:
            pass
    return [w for w in w if (x := w)]


def annotated(a: unknown_type) -> other_type:
    only_declared: int
    return only_declared


async def coroutine():
    async for i in aiter():
        await i
    return {k: v async for k, v in items if await k}


def nested_global():
    global shared

    class holder:
        shared = 1

        def read(self):
            return shared

    def write():
        shared = 2
        return lambda: shared


def all_names(a):
    def one():
        def two():
            def three():
                return a, undefined

            return three

    return one


class ___:
    def not_mangled(self):
        __name = 1
        return __name
