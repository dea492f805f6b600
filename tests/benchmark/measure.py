# SPDX-License-Identifier: Apache-2.0
"""Processor time, resident memory and instructions of whole processes."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# The rules that need no values. The goals of benchmark.py were set for the first twelve; of those, the logarithm of
# probabilities and a misspelt requires_grad have been found by values since.
DECIDED_BY_SYNTAX = ["--select", ",".join((
    "broad-except-swallow", "dropout-always-on", "evaluated-default", "exception-not-raised", "implicit-softmax-dim",
    "naive-logsumexp", "pattern-string-invalid", "replicated-reference", "state-dict-reference", "unsafe-load"))]


@dataclass
class Usage:
    seconds: float
    mebibytes: float


@dataclass
class Meter:
    """Runs commands through the program process_usage."""

    program: Path

    def usage(self, command: list[str], **environment: str) -> Usage:
        """User and system time and peak resident memory of one run; its output is thrown away."""
        words = [str(self.program), *command]
        said = subprocess.run(words, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
        seconds, kibibytes, status = said.stdout.split()
        if status not in ("0", "1"):
            raise SystemExit(f"exit status {status}: {' '.join(command)}")
        return Usage(float(seconds), int(kibibytes) / 1024)


def paired(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """Medians of both, run in turn, and the median of the ratio ours : theirs."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def instructions(command: list[str], **environment: str) -> int:
    """Instructions of one run, counted by callgrind."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "callgrind.out"
        counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", *command]
        done = subprocess.run(counted, env={**os.environ, **environment}, capture_output=True, text=True)
        if done.returncode not in (0, 1) or not output.exists():
            raise SystemExit(f"{' '.join(command)}: {done.stderr[-2000:]}")
        return int(re.search(r"^(?:summary|totals): (\d+)", output.read_text(), re.MULTILINE).group(1))
