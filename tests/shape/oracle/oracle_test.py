# SPDX-License-Identifier: Apache-2.0
"""The algebra of shapes against each libtorch that there is: builds the oracle and runs it. The exit
status is 77, with the reasons, where there is none."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1]))
import libtorch  # noqa: E402

SKIPPED = 77


def differing(version: str) -> list[str]:
    """The operations that differ in this version, with how: the rows of differences.tsv."""
    rows = [line.split("\t") for line in (HERE / "differences.tsv").read_text().splitlines()]
    return sorted({operation for where, operation, _ in rows if where == version})


def run(library: libtorch.Library, build: Path, *options: str) -> int:
    program = build / f"shape_oracle_{library.version}"
    libtorch.build(library, program, sorted(HERE.glob("*.cpp")), "-O1", "-w", *options)
    print(f"libtorch {library.version}", flush=True)
    # libtorch warns of what random cases do.
    return subprocess.run([program, *differing(library.version)], stderr=subprocess.DEVNULL).returncode


def main() -> int:
    results = []
    for find, options in ((libtorch.current, []), (libtorch.debian, ["-DORACLE_OLD_TYPES"])):
        try:
            results.append(run(find(), Path(sys.argv[1]), *options))
        except libtorch.Unavailable as reason:
            print(f"skipped: {reason}")
    return max(results, default=SKIPPED)


if __name__ == "__main__":
    sys.exit(main())
