# SPDX-License-Identifier: Apache-2.0
"""Replays public bug fixes and counts what a review of them says. See docs/truth.md.

    PRODREVIEW=build/release/bin/prodreview python3 tests/truth/truth.py REPOSITORIES

REPOSITORIES is a folder with a bare repository `owner+name.git` for each repository of the rows.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from replay import Outcome, Tool, replay_clean, replay_fix

HERE = Path(__file__).resolve().parent
LEVELS = {
    "A": "syntax and names",
    "B": "and dtype, device, gradient state",
    "C": "and symbolic shapes, summaries",
    "D": "domain knowledge",
    "-": "drawn, not read",
}


@dataclass
class Tally:
    """Sums over the rows of one group."""

    rows: int = 0
    hits: int = 0
    noise: int = 0
    incomplete: int = 0
    near: list[float] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.rows += 1
        self.hits += outcome.hit
        self.noise += len(outcome.noise)
        self.incomplete += bool(outcome.incomplete)
        if outcome.base_rate is not None:
            self.near.append(outcome.base_rate)


def read_rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    –"


def print_groups(title: str, groups: dict[str, Tally]) -> None:
    print(f"\n{title:<46} {'rows':>5} {'hits':>5} {'share':>7}")
    for name, tally in sorted(groups.items()):
        print(f"{name:<46} {tally.rows:>5} {tally.hits:>5} {percent(tally.hits, tally.rows)}")


def print_total(total: Tally) -> None:
    print(f"\nhits                     {total.hits} of {total.rows} rows, {percent(total.hits, total.rows).strip()}")
    rate = sum(total.near) / len(total.near) if total.near else 0.0
    print(f"base rate                {percent(rate, 1).strip()} of the other changed places of the same size, "
          f"over the {len(total.near)} rows that have any")
    per_fix = total.noise / total.rows if total.rows else 0.0
    print(f"noise of the fix itself  {total.noise} findings of High or above introduced forwards, {per_fix:.2f} per fix")
    print(f"not fully reviewed       {total.incomplete} rows")


def score(tool: Tool, rows: list[dict[str, str]], jobs: int) -> list[Outcome]:
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda row: replay_fix(tool, row), rows))


def reachable_ids(path: Path) -> set[str]:
    """The rows that the rules are expected to reach."""
    return {row["id"] for row in read_rows(path) if row["reachable"] == "yes"}


def print_score(
    name: str, rows: list[dict[str, str]], outcomes: list[Outcome], list_rows: bool, reachable: set[str]
) -> None:
    """Figures by category (where the rows have one), by level, and in total."""
    print(f"\n== {name}: {len(rows)} fixes")
    by_category, by_level, total = defaultdict(Tally), defaultdict(Tally), Tally()
    for row, outcome in zip(rows, outcomes):
        if "category" in row:
            by_category[row["category"]].add(outcome)
        suffix = "" if row["file"].endswith(".py") else ", C++ and CUDA"
        by_level[f"{row['level']} {LEVELS[row['level']]}{suffix}"].add(outcome)
        total.add(outcome)
        if list_rows and "description" in row:
            print_row(row, outcome)
    if by_category:
        print_groups("category", by_category)
    print_groups("level", by_level)
    print_total(total)
    print_reachable(rows, outcomes, reachable)


def print_reachable(rows: list[dict[str, str]], outcomes: list[Outcome], reachable: set[str]) -> None:
    expected = [(row["id"], outcome.hit) for row, outcome in zip(rows, outcomes) if row["id"] in reachable]
    if not expected:
        return
    hits = sum(hit for _, hit in expected)
    print(f"hits of reachable rows   {hits} of {len(expected)}, {percent(hits, len(expected)).strip()}")
    if missed := [name for name, hit in expected if not hit]:
        print(f"reachable and missed     {' '.join(missed)}")


def print_row(row: dict[str, str], outcome: Outcome) -> None:
    mark = "hit " if outcome.hit else "miss"
    about = row.get("category", row["repo"])
    print(f"{mark} {row['id']:<8} {row['level']} {about:<15} {' '.join(outcome.rules)}")
    for finding in outcome.noise:
        print(f"     forwards {finding['path']}:{finding['range']['start']['line']} {finding['rule']}")
    if outcome.incomplete:
        print(f"     {outcome.incomplete}")


def print_clean(tool: Tool, rows: list[dict[str, str]]) -> None:
    files = [replay_clean(tool, row) for row in rows]
    reviewed = [f for f in files if f.reviewed]
    lines = sum(f.lines for f in reviewed)
    findings = [f for file in reviewed for f in file.findings]
    grave = [f for f in findings if f["severity"] in ("critical", "high")]
    print(f"\n== clean files: {len(reviewed)} reviewed, {len(files) - len(reviewed)} of a language not reviewed yet, "
          f"{lines} lines")
    if lines:
        print(f"findings per 1,000 lines {1000 * len(findings) / lines:.2f}; "
              f"of High or above {1000 * len(grave) / lines:.2f}")
    for finding in findings:
        print(f"  {finding['severity']:<8} {finding['path']}:{finding['range']['start']['line']} {finding['rule']}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", type=Path)
    parser.add_argument("--data", type=Path, default=HERE, help="the folder with the rows")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="also print each row that has a description")
    options = parser.parse_args()

    tool = Tool.from_environment(options.repositories)
    reachable = reachable_ids(options.data / "scope.tsv")
    for name in ("fixes.tsv", "unread.tsv"):
        every = read_rows(options.data / name)
        if not every:
            continue
        rows = [row for row in every if tool.repository(row["repo"]).is_dir()]
        if len(rows) < len(every):
            absent = sorted({row["repo"] for row in every} - {row["repo"] for row in rows})
            print(f"{name}: no repository for {len(every) - len(rows)} rows: {' '.join(absent)}", file=sys.stderr)
        print_score(name, rows, score(tool, rows, options.jobs), options.list, reachable)
    clean = [row for row in read_rows(options.data / "clean.tsv") if tool.repository(row["repo"]).is_dir()]
    if clean:
        print_clean(tool, clean)
    return 0


if __name__ == "__main__":
    sys.exit(main())
