# SPDX-License-Identifier: Apache-2.0
"""One public fix, reviewed backwards and forwards; one clean file, reviewed whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

# A finding this close to the defect, in lines, names it.
NEAR = 2
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_NEW_FILE = re.compile(r"^\+\+\+ b/(.*)$")


@dataclass
class Tool:
    """The binary and the repositories that it reviews."""

    binary: Path
    repositories: Path

    @staticmethod
    def from_environment(repositories: Path) -> Tool:
        binary = Path(os.environ.get("PRODREVIEW", "build/release/bin/prodreview")).resolve()
        if not binary.is_file():
            raise SystemExit(f"{binary} is not there: build it, or set PRODREVIEW to the binary")
        return Tool(binary, repositories.resolve())

    def repository(self, name: str) -> Path:
        """Where `owner/name` is expected."""
        return self.repositories / f"{name.replace('/', '+')}.git"

    def run(self, folder: Path, *arguments: str) -> tuple[dict, str]:
        """The JSON report of a review with nobody's configuration, and why it is not complete."""
        command = [str(self.binary), "-C", str(folder), *arguments, "--isolated", "-f", "json", "--fail-on", "never"]
        done = subprocess.run(command, capture_output=True, text=True)
        try:
            report = json.loads(done.stdout)
        except json.JSONDecodeError:
            return {"findings": [], "skipped": []}, done.stderr.strip() or f"exit status {done.returncode}"
        if done.returncode == 0:
            return report, ""
        left_out = [f"{s['path']}: {s['reason']}" for s in report["skipped"] if not s["by_design"]]
        return report, "; ".join(left_out) or f"exit status {done.returncode}: {done.stderr.strip()}"

    def git(self, folder: Path, *arguments: str) -> str:
        command = ["git", "-C", str(folder), "-c", "core.quotePath=off", *arguments]
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=True).stdout


@dataclass
class Outcome:
    """What the two reviews of one fix say."""

    hit: bool
    rules: list[str]
    noise: list[dict]
    base_rate: float | None
    incomplete: str


def replay_fix(tool: Tool, row: dict[str, str]) -> Outcome:
    """Bring the bug back and look for a finding at the defect; apply the fix and look for noise."""
    folder = tool.repository(row["repo"])
    fix, parent = row["fix_commit"], row["parent_commit"]
    backwards, failure = tool.run(folder, f"{fix}..{parent}")
    forwards, other_failure = tool.run(folder, f"{parent}..{fix}")
    findings = introduced(backwards, ("critical", "high", "medium"))
    first, last = int(row["line_start"]), int(row["line_end"])
    rules = sorted({f["rule"] for f in findings if is_near(f, row["file"], first, last)})
    return Outcome(
        hit=bool(rules),
        rules=rules,
        noise=introduced(forwards, ("critical", "high")),
        base_rate=share_of_other_places(findings, changed_lines(tool, folder, fix, parent), row["file"], first, last),
        incomplete=failure or other_failure,
    )


def introduced(report: dict, severities: tuple[str, ...]) -> list[dict]:
    gating = ("introduced", "worsened")
    return [f for f in report["findings"] if f["state"] in gating and f["severity"] in severities]


def is_near(finding: dict, path: str, first: int, last: int) -> bool:
    line = finding["range"]["start"]["line"]
    return finding["path"] == path and first - NEAR <= line <= last + NEAR


def changed_lines(tool: Tool, folder: Path, base: str, head: str) -> list[tuple[str, int]]:
    """(path, line) of each Python line that the change adds."""
    lines, path = [], ""
    for text in tool.git(folder, "diff", "-U0", "--no-color", "--no-ext-diff", base, head, "--", "*.py").splitlines():
        if named := _NEW_FILE.match(text):
            path = named.group(1)
        elif hunk := _HUNK.match(text):
            start, count = int(hunk.group(1)), int(hunk.group(2) or 1)
            lines += [(path, line) for line in range(start, start + count)]
    return lines


def share_of_other_places(
    findings: list[dict], lines: list[tuple[str, int]], path: str, first: int, last: int
) -> float | None:
    """Of all places of the defect's size in the same change, away from the defect: the share that a finding is
    near. This is what a hit would be worth if findings fell at random; None where there is no other place."""
    size = last - first
    away = [
        (p, line) for p, line in lines
        if p != path or line > last + 2 * NEAR or line + size < first - 2 * NEAR
    ]
    if not away:
        return None
    struck = sum(any(is_near(f, p, line, line + size) for f in findings) for p, line in away)
    return struck / len(away)


@dataclass
class CleanFile:
    """A mature file reviewed whole."""

    lines: int
    findings: list[dict] = field(default_factory=list)
    reviewed: bool = True


def replay_clean(tool: Tool, row: dict[str, str]) -> CleanFile:
    text = tool.git(tool.repository(row["repo"]), "show", f"{row['commit']}:{row['file']}")
    lines = text.count("\n")
    if not row["file"].endswith(".py"):
        return CleanFile(lines, reviewed=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / row["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        report, failure = tool.run(Path(folder), "check", row["file"])
        if failure:
            raise SystemExit(f"{row['repo']} {row['file']}: {failure}")
        return CleanFile(lines, report["findings"])
