# SPDX-License-Identifier: Apache-2.0
"""The algebra of shapes against libtorch: builds the oracle and runs it. The exit status is 77, with
the reason, where there is no libtorch."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1]))
import libtorch  # noqa: E402

SKIPPED = 77


def main() -> int:
    program = Path(sys.argv[1]) / "shape_oracle"
    try:
        library = libtorch.current()
    except libtorch.Unavailable as reason:
        print(f"skipped: {reason}")
        return SKIPPED
    libtorch.build(library, program, sorted(HERE.glob("*.cpp")), "-O1", "-w")
    print(f"libtorch {library.version}", flush=True)
    # libtorch warns of what random cases do.
    return subprocess.run([program], stderr=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
