# SPDX-License-Identifier: Apache-2.0
"""The trees of our front end against those of CPython 3.14, to the byte: see README.md."""

import argparse
import sys
import time

import comparison
import corpora
import generator
import mutants

FILES, PROGRAMS, MUTANTS = 1_600, 3_000, 4_000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digests", required=True, help="our program that answers (tree_digests)")
    parser.add_argument("--all", action="store_true", help="all files, ten times the rest")
    parser.add_argument("--seed", type=int, default=1, help="of programs and mutants")
    parser.add_argument("--only", choices=["characters", "files", "programs", "mutants"])
    parser.add_argument("--report", help="write every kind of difference to this file")
    given = parser.parse_args()
    given.factor = 10 if given.all else 1
    return given


def generated(given):
    first = given.seed * 1_000_000
    for number in range(first, first + PROGRAMS * given.factor):
        yield f"generated program {number}", generator.program(number)




def characters():
    """Every character of an identifier and every character's name, as the oracle has them."""
    programs = comparison.made_by_oracle(corpora.pyodide(), "characters.py")
    for number, program in enumerate(programs):
        yield f"characters {number}", program


def subjects(given):
    yield "characters", list(characters())
    files = list(corpora.everything() if given.all else corpora.sample(FILES))
    yield "files", files
    yield "programs", list(generated(given))
    yield "mutants", list(mutants.mutants(files, MUTANTS * given.factor, given.seed))


def is_good(kind, tally):
    """What the test demands: everything, but for the line of an error in a mutant 95 %."""
    same_verdict = tally.same_verdict == tally.total
    same_tree = tally.same_tree == tally.accepted
    demanded = 0.95 if kind == "mutants" else 1.0
    return same_verdict and same_tree and tally.same_line >= demanded * tally.refused


def check(kind, programs, us, them, given):
    started = time.monotonic()
    tally = comparison.compare(programs, us, them)
    good = is_good(kind, tally)
    seconds = time.monotonic() - started
    print(f"{'pass' if good else 'FAIL'}  {kind}: {tally}  [{seconds:.0f} s]", flush=True)
    if tally.differences:
        text = comparison.report(tally, us, them)
        print(text if not given.report else f"      differences: see {given.report}", flush=True)
        if given.report:
            with open(given.report, "a", encoding="utf-8") as file:
                file.write(f"=== {kind}: {tally}\n{text}\n\n")
    return good


def main():
    given = arguments()
    if given.report:
        open(given.report, "w", encoding="utf-8").close()
    us = comparison.Answers(lambda: comparison.Answerer([given.digests]))
    them = comparison.oracle(corpora.pyodide(), corpora.answers())
    try:
        results = [check(kind, programs, us, them, given) for kind, programs in subjects(given)
                   if given.only in (None, kind)]
    finally:
        us.close()
        them.close()
    return 0 if all(results) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except corpora.Unreachable as reason:
        print(f"FAIL  oracle: {reason}")
        sys.exit(1)
