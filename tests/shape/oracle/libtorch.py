# SPDX-License-Identifier: Apache-2.0
"""The headers and libraries of one version of libtorch, fetched once into a cache that lies outside
the repository: `python3 libtorch.py` prints its folder.

The cache is the folder PRODREVIEW_LIBTORCH, or prodreview/libtorch in the user's cache. Of the wheel
of torch for CUDA only the part for the processor is kept; two small wheels bring the libraries that
part is linked to."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = "2.15.0"
WHEELS = (f"torch=={VERSION}", "nvidia-cuda-runtime", "nvidia-cuda-cupti")
LIBRARIES = ("libtorch_cpu.so", "libc10.so", "libgomp")


class Unavailable(Exception):
    """Why there is no libtorch: the reason to skip a test."""


def folder() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("PRODREVIEW_LIBTORCH") or cache / "prodreview" / "libtorch") / VERSION


def is_wanted(name: str) -> bool:
    path = Path(name)
    if path.parts[:2] == ("torch", "lib"):
        return path.name.startswith(LIBRARIES)
    return path.parts[:2] == ("torch", "include") or path.parts[0] == "nvidia" and ".so" in path.name


def fetch(into: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    download = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.11"]
    done = subprocess.run([*pip, *download, "--dest", into, *WHEELS], capture_output=True, text=True,
                          timeout=600)
    if done.returncode:
        why = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise Unavailable(f"pip cannot fetch torch {VERSION}: {why[0]}")
    for wheel in into.glob("*.whl"):
        with zipfile.ZipFile(wheel) as file:
            file.extractall(into / "libtorch", filter(is_wanted, file.namelist()))
        wheel.unlink()


def libtorch() -> Path:
    """The folder with torch/include, torch/lib and nvidia, complete; fetched where it is missing."""
    place = folder()
    if (place / "torch" / "lib" / "libtorch_cpu.so").exists():
        return place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
            fetch(Path(scratch))
            # Another test may have been faster.
            if not place.exists():
                shutil.move(Path(scratch) / "libtorch", place)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Unavailable(f"torch {VERSION} cannot be fetched: {problem}") from problem
    return place


def compile_flags(place: Path) -> list[str]:
    return ["-isystem", str(place / "torch" / "include")]


def link_flags(place: Path) -> list[str]:
    libraries = [place / "torch" / "lib", *sorted({it.parent for it in place.glob("nvidia/**/*.so*")})]
    return [f"-L{libraries[0]}", "-ltorch_cpu", "-lc10", "-Wl,--unresolved-symbols=ignore-in-shared-libs",
            "-Wl,-rpath," + ":".join(map(str, libraries))]


if __name__ == "__main__":
    try:
        print(libtorch())
    except Unavailable as reason:
        sys.exit(str(reason))
