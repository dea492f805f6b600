# SPDX-License-Identifier: Apache-2.0
"""Puts the same programs to our front end and to CPython, and tells how the answers differ."""

import collections
import concurrent.futures
import contextlib
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
PACK_BYTES = 500_000


def pack_of(programs):
    return b"".join(len(program).to_bytes(4, "little") + program for program in programs)


class Ended(Exception):
    """The process ended in the middle of an answer."""


class Answerer:
    """A process that answers requests (see `oracle.py`)."""

    def __init__(self, command, environment=None):
        self.command, self.environment = command, {**os.environ, **(environment or {})}
        self.folder = tempfile.TemporaryDirectory()
        self.start()

    def start(self):
        # What a process says when it dies is of no use: the program that killed it is named.
        self.process = subprocess.Popen(self.command, env=self.environment, encoding="utf-8",
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)

    def ask(self, request, programs):
        pack = pathlib.Path(self.folder.name) / "pack"
        pack.write_bytes(pack_of(programs))
        self.process.stdin.write(f"{request}\t{pack}\n")
        self.process.stdin.flush()
        return list(iter(self.next_line, ""))

    def next_line(self):
        line = self.process.stdout.readline()
        if not line:
            raise Ended
        return line[:-1]

    def digests(self, programs):
        """One answer per program; `crash` where the process does not survive the question."""
        try:
            answers = self.ask("digest", programs)
        except Ended:
            self.end()
            self.start()
            if not programs:
                raise RuntimeError(f"does not answer: {' '.join(self.command)}") from None
            if len(programs) == 1:
                return [f"crash {self.command[0]} ended"]
            half = len(programs) // 2
            return self.digests(programs[:half]) + self.digests(programs[half:])
        assert len(answers) == len(programs), (len(answers), len(programs))
        return answers

    def dump(self, program):
        output = pathlib.Path(self.folder.name) / "dump"
        self.ask(f"dump\t{output}", [program])
        return output.read_text(encoding="utf-8")

    def end(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def close(self):
        self.end()
        self.folder.cleanup()


class Answers:
    """Answers of one kind of process, kept by the program's hash if `kept_in` says where."""

    def __init__(self, start, kept_in=None):
        self.workers = [start() for _ in range(os.cpu_count() or 1)]
        self.workers[0].digests([])
        # Other runs may use the same file: each writes at once what it has found.
        self.kept = sqlite3.connect(kept_in or ":memory:", timeout=60)
        with self.kept:
            self.kept.execute(
                "create table if not exists answers (program blob primary key, answer)")

    def digests(self, programs):
        """One answer per program, in their order."""
        keys = [hashlib.sha256(program).digest() for program in programs]
        found = {key: self.look_up(key) for key in keys}
        missing = {key: program for key, program in zip(keys, programs) if found[key] is None}
        new = dict(self.fetch(missing))
        with self.kept:
            self.kept.executemany("insert or replace into answers values (?, ?)", new.items())
        return [found[key] or new[key] for key in keys]

    def look_up(self, key):
        row = self.kept.execute("select answer from answers where program = ?", (key,)).fetchone()
        return row and row[0]

    def fetch(self, missing):
        packs = list(packs_of(missing))
        free = list(self.workers)

        def work(keys):
            worker = free.pop()
            try:
                return list(zip(keys, worker.digests([missing[key] for key in keys])))
            finally:
                free.append(worker)

        with concurrent.futures.ThreadPoolExecutor(len(self.workers)) as pool:
            for answered in pool.map(work, packs):
                yield from answered

    def dump(self, program):
        return self.workers[0].dump(program)

    def close(self):
        for worker in self.workers:
            worker.close()
        self.kept.close()


def packs_of(programs):
    """The keys of the programs, in portions of about the same size."""
    portion, size = [], 0
    for key, program in programs.items():
        portion.append(key)
        size += len(program)
        if size > PACK_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def oracle(pyodide, kept_in=None):
    """CPython 3.14."""
    command = ["node", "--stack-size=4000", str(HERE / "oracle.mjs"), "serve"]
    return Answers(lambda: Answerer(command, {"PYODIDE": str(pyodide)}), kept_in)


def start_machine():
    """The Python that runs this."""
    return Answerer([sys.executable, str(HERE / "oracle.py")])


def made_by_oracle(pyodide, script):
    """The programs of the pack that a script writes which runs inside the oracle."""
    with tempfile.TemporaryDirectory() as folder:
        pack = pathlib.Path(folder) / "pack"
        subprocess.run(["node", str(HERE / "oracle.mjs"), "run", str(HERE / script), str(pack)],
                       check=True, env={**os.environ, "PYODIDE": str(pyodide)})
        return list(programs_of(pack.read_bytes()))


def programs_of(pack):
    at = 0
    while at < len(pack):
        end = at + 4 + int.from_bytes(pack[at:at + 4], "little")
        yield pack[at + 4:end]
        at = end


Difference = collections.namedtuple("Difference", "cause name program ours theirs")


class Tally:
    """How often the answers were the same, and how they differed."""

    def __init__(self):
        self.accepted = self.refused = self.unanswered = 0
        self.same_tree = self.same_line = self.same_verdict = 0
        self.differences = []

    @property
    def total(self):
        return self.accepted + self.refused

    def add(self, name, program, ours, theirs):
        verdict, ours_verdict = theirs.split()[0], ours.split()[0]
        if verdict in ("limit", "crash"):
            self.unanswered += 1
            return
        self.accepted += verdict == "tree"
        self.refused += verdict == "error"
        same = ours.split()[:2] == theirs.split()[:2] or has_no_line(ours, theirs)
        self.same_verdict += verdict == ours_verdict
        self.same_tree += same and verdict == "tree"
        self.same_line += same and verdict == "error"
        if not same:
            self.differences.append(
                Difference(cause(ours, theirs), name, program, ours, theirs))

    def __str__(self):
        text = (f"{self.total} programs: verdict the same on {self.same_verdict}; "
                f"tree the same on {self.same_tree} of {self.accepted} accepted; "
                f"line of the error the same on {self.same_line} of {self.refused} refused")
        if self.unanswered:
            text += f"; {self.unanswered} that CPython gave up on not counted"
        return text


def has_no_line(ours, theirs):
    """CPython names no line for some errors (null bytes): any is right then."""
    return theirs.startswith("error 0 ") and ours.startswith("error ")


def cause(ours, theirs):
    """A heading under which differences are counted."""
    def message(answer):
        return re.sub(r"\d+|'[^']*'|position .*", "…", answer.split(maxsplit=2)[2])
    kinds = ours.split()[0], theirs.split()[0]
    if "crash" in kinds:
        return "a crash"
    if kinds == ("tree", "tree"):
        return "the trees differ"
    if kinds == ("tree", "error"):
        return f"accepted, though CPython says: {message(theirs)}"
    if kinds == ("error", "tree"):
        return f"refused, though CPython accepts: {message(ours)}"
    return f"another line: ours {message(ours)!r}, CPython's {message(theirs)!r}"


def compare(named_programs, us, them):
    """A Tally over (name, program) pairs."""
    named_programs = list(named_programs)
    programs = [program for _, program in named_programs]
    tally = Tally()
    for (name, program), ours, theirs in zip(named_programs, us.digests(programs),
                                             them.digests(programs)):
        tally.add(name, program, ours, theirs)
    return tally


def path_of(dump, at):
    """The classes and fields around a place of a dump, the innermost last."""
    stack, quote, field = [], "", ""
    for token in re.finditer(r"""(\w+)(?=[(=])|[()]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""", dump):
        if token.start() > at:
            break
        text = token[0]
        if text == "(":
            stack.append(field)
        elif text == ")":
            stack.pop()
        elif text[0] not in "'\"":
            field = text
    return [*stack[-3:], field]


def first_difference(ours, theirs):
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b),
              min(len(ours), len(theirs)))
    return at


def explain_trees(program, us, them):
    """(cause, text) for a program on which the trees differ."""
    ours, theirs = us.dump(program), them.dump(program)
    at = first_difference(ours, theirs)
    begin = max(0, at - 100)
    cut = [text[begin:at] + ">>>" + text[at:at + 160] for text in (ours, theirs)]
    line = re.search(r"lineno=(\d+)", theirs[at:])
    number = int(line[1]) if line else 0
    source = re.split(rb"\r\n|\r|\n", program)[max(0, number - 2):number + 1]
    shown = "\n".join(f"    | {text.decode('utf-8', 'replace')[:160]}" for text in source)
    heading = "the trees differ at " + " ".join(path_of(theirs, at))
    return heading, f"  line {number}\n{shown}\n  ours   {cut[0]}\n  theirs {cut[1]}"


def error_line(answer):
    return int(answer.split()[1]) if answer.startswith("error") else 0


def explain(difference, us, them):
    if difference.cause == "the trees differ":
        heading, text = explain_trees(difference.program, us, them)
        return heading, f"  {difference.name}\n{text}"
    number = error_line(difference.theirs) or error_line(difference.ours)
    source = re.split(rb"\r\n|\r|\n", difference.program)[max(0, number - 3):number + 1]
    shown = "\n".join(f"    | {text.decode('utf-8', 'replace')[:160]}" for text in source)
    return difference.cause, (f"  {difference.name} line {number}\n{shown}\n"
                              f"  ours   {difference.ours}\n  theirs {difference.theirs}")


def report(tally, us, them, shown=60, looked_at=400):
    """The differences, the most frequent causes first, an example of each (the shortest)."""
    groups = collections.defaultdict(list)
    for difference in sorted(tally.differences, key=lambda d: len(d.program))[:looked_at]:
        heading, text = explain(difference, us, them)
        groups[heading].append(text)
    lines = []
    for heading, texts in sorted(groups.items(), key=lambda g: -len(g[1]))[:shown]:
        lines += [f"{len(texts)} × {heading}", *texts[:2]]
    return "\n".join(lines)
