# SPDX-License-Identifier: Apache-2.0
"""The trees of our front end against those of CPython 3.14, to the byte: see README.md."""

import argparse
import functools
import sys
import time

import comparison
import corners
import corpora
import generator
import mutants

FILES, PROGRAMS, MUTANTS = 1_600, 3_000, 6_000
# The share of errors whose line must be the same, where programs are made to be wrong.
LINES = 0.95


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digests", required=True, help="our program that answers (tree_digests)")
    parser.add_argument("--all", action="store_true", help="all files, ten times the rest")
    parser.add_argument("--seed", type=int, default=1, help="of programs and mutants")
    parser.add_argument("--only", choices=Subjects.kinds, help="one kind of program")
    parser.add_argument("--report", help="write every kind of difference to this file")
    return parser.parse_args()


class Subjects:
    """The programs of each kind, made when they are wanted."""

    kinds = ["characters", "corners", "files", "programs", "mutants"]

    def __init__(self, given):
        self.given = given
        self.factor = 10 if given.all else 1

    def characters(self):
        programs = comparison.made_by_oracle(corpora.pyodide(), "characters.py")
        return [(f"characters {number}", program) for number, program in enumerate(programs)]

    def corners(self):
        return list(corners.programs())

    @functools.cache
    def files(self):
        return list(corpora.everything() if self.given.all else corpora.sample(FILES))

    def programs(self):
        first = self.given.seed * 1_000_000
        return [(f"generated program {number}", generator.program(number))
                for number in range(first, first + PROGRAMS * self.factor)]

    def mutants(self):
        return list(mutants.mutants(self.files(), MUTANTS * self.factor, self.given.seed))


def is_good(kind, tally):
    """Verdicts and trees are all the same; the lines of errors in files too."""
    same_verdict = tally.same_verdict == tally.total
    same_tree = tally.same_tree == tally.accepted
    same_line = tally.same_line >= tally.refused * (1 if kind == "files" else LINES)
    return same_verdict and same_tree and same_line


def write_report(path, kind, tally, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"=== {kind}: {tally}\n{text}\n\n")


def check(kind, programs, us, them, given):
    started = time.monotonic()
    tally = comparison.compare(programs, us, them)
    good = is_good(kind, tally)
    seconds = time.monotonic() - started
    print(f"{'pass' if good else 'FAIL'}  {kind}: {tally}  [{seconds:.0f} s]", flush=True)
    text = comparison.report(tally, us, them) if given.report or not good else ""
    if given.report:
        write_report(given.report, kind, tally, text)
    elif text:
        print(text, flush=True)
    return good


def second_opinion(files, us):
    """What the Python that runs this says of the same files: older grammars differ in places."""
    machine = comparison.Answers(comparison.start_machine)
    tally = comparison.compare(files, us, machine)
    machine.close()
    version = ".".join(map(str, sys.version_info[:2]))
    print(f"info  files under CPython {version}, where 3.14 is right if they differ: {tally}")


def main():
    given = arguments()
    if given.report:
        open(given.report, "w", encoding="utf-8").close()
    subjects = Subjects(given)
    us = comparison.Answers(lambda: comparison.Answerer([given.digests]))
    them = comparison.oracle(corpora.pyodide(), corpora.answers())
    results = [check(kind, getattr(subjects, kind)(), us, them, given)
               for kind in ([given.only] if given.only else Subjects.kinds)]
    if given.only in (None, "files"):
        second_opinion(subjects.files(), us)
    us.close()
    them.close()
    return 0 if all(results) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except corpora.Unreachable as reason:
        print(f"FAIL  oracle: {reason}")
        sys.exit(1)
