# SPDX-License-Identifier: Apache-2.0
"""Live tensors against contracts, with each libtorch that there is. The exit status is 77, with the
reasons, where there is none."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1]))
import libtorch  # noqa: E402

SKIPPED = 77


def run(library: libtorch.Library, build: Path) -> int:
    program = build / f"live_{library.version}"
    libtorch.build(library, program, [HERE / "live_test.cpp"], "-O2", "-Wall", "-Wextra", "-Werror")
    print(f"libtorch {library.version}", flush=True)
    return subprocess.run([program, "measure"], check=False).returncode


def main() -> int:
    results = []
    for find in (libtorch.current, libtorch.debian):
        try:
            results.append(run(find(), Path(sys.argv[1])))
        except libtorch.Unavailable as reason:
            print(f"skipped: {reason}")
    return max(results, default=SKIPPED)


if __name__ == "__main__":
    sys.exit(main())
