# SPDX-License-Identifier: Apache-2.0
"""What CPython says of Python programs. Runs under CPython 3.14 in `oracle.mjs`, and as a program
under the machine's own CPython: `python3 oracle.py` answers requests on standard input.

A request is the path of a pack (programs, each after its length in 4 bytes, little endian). The
answer is one line per program, then an empty line:

    tree CRC32-ADLER32-LENGTH      of the text of `ast.dump(tree, include_attributes=True)`
    error LINE TYPE: MESSAGE
    limit TYPE: MESSAGE            it gave up for want of memory or stack: no answer

Before the path stands `digest`, or `dump OUTPUT`, which also writes all dumps to a file.
"""

import ast
import re
import sys
import warnings
import zlib

warnings.simplefilter("ignore")
sys.setrecursionlimit(1_000_000)


def quoted_integer(value):
    """`repr`, where it refuses (more than 4300 digits) in hexadecimal."""
    try:
        return repr(value)
    except ValueError:
        return hex(value)


def dump_list(items):
    return "[" + ", ".join([writers[item.__class__](item) for item in items]) + "]"


def dump_chain(node):
    """`a + b + c …` is as deep as it is long: without recursion."""
    chain = []
    while node.__class__ is ast.BinOp:
        chain.append(node)
        node = node.left
    parts = ["BinOp(left=" * len(chain), writers[node.__class__](node)]
    for step in reversed(chain):
        parts.append(f", op={writers[step.op.__class__](step.op)}, "
                     f"right={writers[step.right.__class__](step.right)}, {place(step)})")
    return "".join(parts)


def place(node):
    return (f"lineno={node.lineno}, col_offset={node.col_offset}, "
            f"end_lineno={node.end_lineno}, end_col_offset={node.end_col_offset}")


def fields_of(cls):
    """(type, mark, name) of each field, as the grammar in the docstring says; the mark is `*` for a
    list, `?` for what may be absent, `?*` for a list whose items may be."""
    inside = re.search(r"\((.*)\)", cls.__doc__ or "", re.S)
    return re.findall(r"(\w+)([*?]*) (\w+)", inside[1]) if inside and cls._fields else []


def field_source(type_, mark, name):
    """The expression that writes one field, a comma behind it."""
    value = f"node.{name}"
    if "*" in mark:
        return f"('{name}=' + dump_list({value}) + ', ' if {value} else '')"
    if type_ == "constant":
        written = f"writers.get({value}.__class__, repr)({value})"
        return f"'{name}=' + {written} + ', '"
    written = f"'{name}=' + writers[{value}.__class__]({value}) + ', '"
    return f"({written} if {value} is not None else '')" if mark == "?" else written


def writer_source(cls):
    parts = [field_source(type_, mark, name) for type_, mark, name in fields_of(cls)]
    if cls._attributes:
        return f"lambda node: '{cls.__name__}(' + {' + '.join(parts + ['place(node)'])} + ')'"
    fields = f"({' + '.join(parts)})[:-2]" if parts else "''"
    return f"lambda node: '{cls.__name__}(' + {fields} + ')'"


writers = {str: repr, int: quoted_integer, type(None): repr, list: dump_list}


def make_writers():
    """One function for each class of node: several times as fast as `ast.dump`, whose text it
    gives (`check_against_ast` shows it)."""
    for cls in vars(ast).values():
        if isinstance(cls, type) and issubclass(cls, ast.AST) and cls.__module__ in ("ast", "_ast"):
            writers[cls] = eval(writer_source(cls))
    writers[ast.BinOp] = dump_chain


make_writers()


def dump(tree):
    return writers[tree.__class__](tree)


def check_against_ast(program):
    """Whether `dump` gives what `ast.dump` gives; on 3.14 only, older ones print empty fields."""
    tree = ast.parse(program)
    return dump(tree) == ast.dump(tree, include_attributes=True)


def digest(text):
    data = text.encode("utf-8", "surrogatepass")
    return f"{zlib.crc32(data):08x}-{zlib.adler32(data):08x}-{len(data)}"


def line(text):
    """An answer's text on one line."""
    return "".join(c if c.isprintable() else " " for c in text)


def answer(program):
    """The answer's line and the dump, empty where there is none."""
    try:
        text = dump(ast.parse(program))
    except SyntaxError as error:
        where = error.lineno or 0
        return line(f"error {where} {type(error).__name__}: {error.msg}"), ""
    except UnicodeDecodeError as error:
        # What becomes of a wrong escape in a format specification: refused, without a place.
        return line(f"error 0 UnicodeDecodeError: {error}"), ""
    except (ValueError, MemoryError, RecursionError) as error:
        return line(f"limit {type(error).__name__}: {error}"), ""
    return f"tree {digest(text)}", text


def programs_of(pack):
    at = 0
    while at < len(pack):
        end = at + 4 + int.from_bytes(pack[at:at + 4], "little")
        yield pack[at + 4:end]
        at = end


def answers(pack):
    return "".join(answer(program)[0] + "\n" for program in programs_of(pack))


def dumps(pack):
    return "\n".join(answer(program)[1] for program in programs_of(pack))


def serve():
    for request in sys.stdin:
        what, *output, path = request.rstrip("\n").split("\t")
        with open(path, "rb") as file:
            pack = file.read()
        if what == "dump":
            with open(output[0], "w", encoding="utf-8", newline="") as file:
                file.write(dumps(pack))
        print(answers(pack) if what == "digest" else "", flush=True)


if __name__ == "__main__" and sys.platform != "emscripten":
    serve()
