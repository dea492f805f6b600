# SPDX-License-Identifier: Apache-2.0
"""Reviews every commit of a repository, twice and with one and two threads, and compares the bytes.

    PRODREVIEW=build/release/bin/prodreview python3 tests/history/history.py REPOSITORY [--show RULE]

Prints how many commits were reviewed, what came of them and how long it took; names each commit that could not be
reviewed, crashed, or was reviewed differently. The exit status is 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

RUNS = ("-j1", "-j2", "-j1")


def commits(repository: Path) -> list[str]:
    command = ["git", "-C", str(repository), "rev-list", "--reverse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def review(binary: Path, repository: Path, commit: str, threads: str) -> subprocess.CompletedProcess:
    command = [str(binary), "-C", str(repository), f"{commit}^!", threads, "-f", "json", "--isolated"]
    return subprocess.run(command, capture_output=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--show", action="store_true", help="print each finding that a commit introduces")
    options = parser.parse_args()
    binary = Path(os.environ.get("PRODREVIEW", "build/release/bin/prodreview")).resolve()

    every = commits(options.repository)
    statuses, severities, rules, wrong = Counter(), Counter(), Counter(), []
    seconds = dict.fromkeys(("first", "all"), 0.0)
    for commit in every:
        began = time.monotonic()
        first = review(binary, options.repository, commit, RUNS[0])
        seconds["first"] += time.monotonic() - began
        others = [review(binary, options.repository, commit, threads) for threads in RUNS[1:]]
        seconds["all"] += time.monotonic() - began
        statuses[first.returncode] += 1
        if first.returncode not in (0, 1):
            wrong.append(f"{commit}: exit status {first.returncode}: {first.stderr.decode(errors='replace').strip()}")
            continue
        if any((o.stdout, o.returncode) != (first.stdout, first.returncode) for o in others):
            wrong.append(f"{commit}: two reviews differ")
        for finding in json.loads(first.stdout)["findings"]:
            if finding["state"] in ("introduced", "worsened"):
                severities[finding["severity"]] += 1
                rules[finding["rule"]] += 1
                if options.show:
                    place = f"{finding['path']}:{finding['range']['start']['line']}"
                    print(f"{commit[:12]} {finding['severity']:<8} {finding['rule']:<26} {place}")

    print(f"{len(every)} commits, each reviewed {len(RUNS)} times ({' '.join(RUNS)})")
    print("exit status  " + ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
    print("introduced   " + ", ".join(f"{severities[s]} {s}" for s in ("critical", "high", "medium", "low")))
    for rule, count in rules.most_common():
        print(f"  {count:>5} {rule}")
    print(f"one pass took {seconds['first']:.1f} s, {1000 * seconds['first'] / max(len(every), 1):.0f} ms a commit; "
          f"all took {seconds['all']:.1f} s")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
