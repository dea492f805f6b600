# SPDX-License-Identifier: Apache-2.0
"""Reviews every commit of a repository, with one thread, with two, and once more, and compares the bytes.

    PRODREVIEW=build/release/bin/prodreview python3 tests/history/history.py REPOSITORY

Prints what came of the commits and how long it took, and names each one that could not be reviewed or was reviewed
differently; the exit status is 1 when there is one. Further options are passed on: --config extends=strict
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

RUNS = ("-j1", "-j2", "-j1")


@dataclass
class History:
    """What the reviews of all commits say together."""

    statuses: Counter = field(default_factory=Counter)
    severities: Counter = field(default_factory=Counter)
    rules: Counter = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, commit: str, runs: list[subprocess.CompletedProcess]) -> None:
        first = runs[0]
        self.statuses[first.returncode] += 1
        if first.returncode not in (0, 1):
            said = first.stderr.decode(errors="replace").strip()
            self.wrong.append(f"{commit}: exit status {first.returncode}: {said}")
        elif any((run.stdout, run.returncode) != (first.stdout, first.returncode) for run in runs):
            self.wrong.append(f"{commit}: two reviews differ")
        else:
            self.count(commit, json.loads(first.stdout)["findings"])

    def count(self, commit: str, findings: list[dict]) -> None:
        for finding in findings:
            if finding["state"] in ("introduced", "worsened"):
                self.severities[finding["severity"]] += 1
                self.rules[finding["rule"]] += 1
                place = f"{finding['path']}:{finding['range']['start']['line']}"
                self.findings.append(f"{commit[:12]} {finding['severity']:<8} {finding['rule']:<26} {place}")

    def print(self) -> None:
        count = len(self.seconds)
        print(f"{count} commits, each reviewed {len(RUNS)} times: {' '.join(RUNS)}")
        print("exit status  " + ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items())))
        print("introduced   " + ", ".join(f"{self.severities[s]} {s}" for s in ("critical", "high", "medium", "low")))
        for rule, n in self.rules.most_common():
            print(f"  {n:>5} {rule}")
        print(f"one pass took {sum(self.seconds):.1f} s, {1000 * sum(self.seconds) / max(count, 1):.0f} ms a commit")
        for line in self.wrong:
            print(line)


# A subject that speaks of a mistake: the commit is no fair sample of ordinary work.
MENDS = re.compile(r"\b(fix|bug|hotfix|revert|correct|mistake|typo|error|issue|wrong|broken|crash)", re.IGNORECASE)


def commits(repository: Path) -> list[str]:
    command = ["git", "-C", str(repository), "rev-list", "--reverse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def sample(repository: Path, count: int) -> list[str]:
    """The commits with the smallest ids, which is chance, and the same for everyone; no merges and no fixes."""
    command = ["git", "-C", str(repository), "log", "--no-merges", "--format=%H %s", "HEAD", "--", "*.py", "*.ipynb"]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.decode(errors="replace").splitlines()
    return sorted(line.split(" ", 1)[0] for line in lines if not MENDS.search(line.split(" ", 1)[1]))[:count]


def read(repository: Path, chosen: list[str], more: list[str]) -> History:
    binary = Path(os.environ.get("PRODREVIEW", "build/release/bin/prodreview")).resolve()
    history = History()
    for commit in chosen:
        command = [str(binary), "-C", str(repository), f"{commit}^!", "-f", "json", "--isolated", *more]
        began = time.monotonic()
        runs = [subprocess.run([*command, RUNS[0]], capture_output=True)]
        history.seconds.append(time.monotonic() - began)
        runs += [subprocess.run([*command, threads], capture_output=True) for threads in RUNS[1:]]
        history.add(commit, runs)
    return history


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--list", action="store_true", help="also print each finding that a commit introduces")
    parser.add_argument("--sample", type=int, metavar="N", help="only N commits at random that are no fixes")
    options, more = parser.parse_known_args()
    chosen = sample(options.repository, options.sample) if options.sample else commits(options.repository)
    history = read(options.repository, chosen, more)
    if options.list:
        print("\n".join(history.findings))
    history.print()
    return 1 if history.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
