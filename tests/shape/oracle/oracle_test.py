# SPDX-License-Identifier: Apache-2.0
"""The algebra of shapes against libtorch: builds the oracle and runs it. The exit status is 77, with
the reason, where there is no libtorch."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import libtorch

HERE = Path(__file__).parent
SOURCE = Path(os.environ["PRODREVIEW_SOURCE"])
SKIPPED = 77


def compiler() -> list[str]:
    cache = shutil.which("ccache")
    return [*([cache] if cache else []), os.environ.get("CXX", "g++")]


def compile_one(source: Path, place: Path, build: Path) -> Path:
    target = build / f"{source.stem}.o"
    subprocess.run([*compiler(), "-std=c++20", "-O1", "-w", f"-I{SOURCE / 'include'}",
                    *libtorch.compile_flags(place), "-c", source, "-o", target], check=True)
    return target


def main() -> int:
    build = Path(sys.argv[1])
    build.mkdir(parents=True, exist_ok=True)
    try:
        place = libtorch.libtorch()
    except libtorch.Unavailable as reason:
        print(f"skipped: {reason}")
        return SKIPPED
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sources = sorted(HERE.glob("*.cpp"))
        objects = list(pool.map(lambda source: compile_one(source, place, build), sources))
    program = build / "shape_oracle"
    subprocess.run([*compiler()[-1:], *objects, "-o", program, *libtorch.link_flags(place)], check=True)
    print(f"libtorch {libtorch.VERSION}", flush=True)
    return subprocess.run([program], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
