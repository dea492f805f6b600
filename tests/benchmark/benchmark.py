# SPDX-License-Identifier: Apache-2.0
"""Compares prodreview with what one would use instead. See README.md, "How fast".

    python3 tests/benchmark/benchmark.py BUILD CORPUS

BUILD is a build folder with the binary and the parse benchmark; CORPUS is a folder with Python files, of which
all are taken. What names no rules is measured with those that need no values, for which the goals were set. Needs
valgrind, git, `ruff` on the PATH, and the Python packages tree_sitter and tree_sitter_python; what is not there is left
out and said so. Prints medians of paired runs on one thread.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import staged


class Report:
    """Prints each figure beside its goal."""

    def __init__(self) -> None:
        self.missed = 0

    def at_most(self, what: str, value: float, goal: float, unit: str, detail: str = "") -> None:
        self.missed += value > goal
        verdict = "ok  " if value <= goal else "OVER"
        print(f"{verdict} {what:<58} {value:>8.2f} {unit:<4} goal ≤ {goal:g}  {detail}", flush=True)

    def left_out(self, what: str, why: str) -> None:
        print(f"--   {what:<58} left out: {why}", flush=True)


def parse_seconds(program: Path, files: Path) -> float:
    done = subprocess.run([str(program), str(files), "1"], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[0])


def parsing(report: Report, program: Path, files: list[Path], listed: Path, rounds: int) -> float | None:
    """Gives the seconds that tree-sitter takes."""
    what = "lex and parse, processor time : tree-sitter-python"
    if importlib.util.find_spec("tree_sitter_python") is None:
        report.left_out(what, "no Python package tree_sitter_python")
        return None
    import tree_sitter
    import tree_sitter_python

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
    texts = [path.read_bytes() for path in files]

    def theirs() -> float:
        began = time.process_time()
        for text in texts:
            parser.parse(text)
        return time.process_time() - began

    ours, other, ratio = measure.paired(lambda: parse_seconds(program, listed), theirs, rounds)
    size = sum(map(len, texts)) / 1e6
    report.at_most(what, ratio, 1 / 20, "×", f"{ours:.3f} s : {other:.3f} s, {size / ours:.0f} MB/s, 1/{1 / ratio:.1f}")
    return other


def parsing_instructions(report: Report, program: Path, files: list[Path], folder: Path) -> None:
    sample = folder / "sample"
    chosen = files[:: max(1, len(files) // 60)]
    sample.write_text("".join(f"{path}\n" for path in chosen))
    once, twice = (measure.instructions([str(program), str(sample), rounds]) for rounds in ("1", "2"))
    per_byte = (twice - once) / sum(path.stat().st_size for path in chosen)
    report.at_most("lex and parse, instructions per byte", per_byte, 60, "", f"{len(chosen)} files")


def checking(report: Report, meter: measure.Meter, binary: str, corpus: Path, rounds: int,
             tree_sitter: float | None) -> None:
    all_rules = [binary, "check", str(corpus), "-j1", "--isolated", "--fail-on", "never", "-f", "concise"]
    ours = [*all_rules, *measure.DECIDED_BY_SYNTAX]
    report.at_most("check of the corpus, resident memory", meter.usage(ours).mebibytes, 64, "MiB")
    report.at_most("the same with all rules", meter.usage(all_rules).mebibytes, 64, "MiB")
    seconds = sorted(meter.usage(all_rules).seconds for _ in range(rounds))[rounds // 2]
    if tree_sitter is not None:
        report.at_most("with all rules, processor time : tree-sitter-python", seconds / tree_sitter, 1 / 6, "×",
                       f"{seconds:.2f} s : {tree_sitter:.2f} s")
    what = "check of the corpus, processor time : ruff --select E9,F"
    if shutil.which("ruff") is None:
        return report.left_out(what, "no ruff on the PATH")
    theirs = ["ruff", "check", "--isolated", "--select", "E9,F", "--no-cache", "--quiet", str(corpus)]
    a, b, ratio = measure.paired(lambda: meter.usage(ours).seconds,
                                 lambda: meter.usage(theirs, RAYON_NUM_THREADS="1").seconds, rounds)
    report.at_most(what, ratio, 1, "×", f"{a:.2f} s : {b:.2f} s")


def committing(report: Report, meter: measure.Meter, binary: str, corpus: list[Path], folder: Path,
               rounds: int) -> None:
    large = min(corpus, key=lambda path: abs(path.stat().st_size - 200_000))
    staged.one_large_file(folder, large.read_text())
    all_rules = [binary, "-C", str(folder), "--staged", "-j1", "--no-cache"]
    ours = [*all_rules, *measure.DECIDED_BY_SYNTAX]
    count = measure.instructions(ours)
    size = large.stat().st_size // 1000
    report.at_most(f"staged review of one file of {size} kB, million instructions", count / 1e6, 60, "M")
    report.at_most("the same, resident memory", meter.usage(ours).mebibytes, 16, "MiB")
    against_git(report, meter, "the same, processor time : git diff --cached -U0", ours,
                ["git", "-C", str(folder), "diff", "--cached", "-U0"], rounds)
    report.at_most("the same with all rules, million instructions", measure.instructions(all_rules) / 1e6, 200, "M")
    staged.nothing_to_review(folder)
    against_git(report, meter, "nothing to review, processor time : git diff --name-only", ours,
                ["git", "-C", str(folder), "diff", "--cached", "--name-only"], rounds)


def following(report: Report, meter: measure.Meter, binary: str, corpus: Path, files: list[Path], folder: Path,
              rounds: int) -> None:
    callers = 40
    kept = files[:2800]
    staged.changed_signature(folder, corpus, kept, callers)
    command = [binary, "-C", str(folder), "--staged", "-j1", "--fail-on", "never", "-f", "concise"]
    what = f"a changed signature with {callers} callers among {len(kept)} files"

    def milliseconds(*options: str) -> float:
        return 1000 * sorted(meter.usage([*command, *options]).seconds for _ in range(rounds))[rounds // 2]

    report.at_most(f"{what}, without the cache", milliseconds("--no-cache"), 400, "ms")
    meter.usage(command)
    report.at_most("the same with it", milliseconds(), 60, "ms")
    said = [subprocess.run([*command, *options], capture_output=True).stdout for options in ([], ["--no-cache"])]
    report.at_most("reports that differ", float(said[0] != said[1]), 0, "")


def against_git(report: Report, meter: measure.Meter, what: str, ours: list[str], theirs: list[str],
                rounds: int) -> None:
    a, b, ratio = measure.paired(lambda: meter.usage(ours).seconds, lambda: meter.usage(theirs).seconds, rounds)
    report.at_most(what, ratio, 5, "×", f"{1000 * a:.1f} ms : {1000 * b:.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="pairs of long runs; short ones take eight times as many")
    options = parser.parse_args()

    bin_folder = options.build.resolve() / "bin"
    binary, program = str(bin_folder / "prodreview"), bin_folder / "prodreview_parse_benchmark"
    meter = measure.Meter(bin_folder / "prodreview_process_usage")
    files = sorted(options.corpus.resolve().rglob("*.py"))
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = folder / "list"
        listed.write_text("".join(f"{path}\n" for path in files))
        repository = folder / "repository"
        repository.mkdir()
        parsing_instructions(report, program, files, folder)
        tree_sitter = parsing(report, program, files, listed, options.rounds)
        committing(report, meter, binary, files, repository, 8 * options.rounds)
        large = folder / "large_repository"
        large.mkdir()
        following(report, meter, binary, options.corpus.resolve(), files, large, 2 * options.rounds)
        checking(report, meter, binary, options.corpus.resolve(), options.rounds, tree_sitter)
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
