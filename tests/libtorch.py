# SPDX-License-Identifier: Apache-2.0
"""Programs built with libtorch: with the current one, fetched once into a cache that lies outside the
repository (`python3 libtorch.py` prints where), and with the oldest that is supported, Debian's, where
its package libtorch-dev is installed.

The cache is the folder PRODREVIEW_LIBTORCH, or prodreview/libtorch in the user's cache. Of the wheel
of torch for CUDA only the part for the processor is kept; two small wheels bring the libraries that
part is linked to."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

VERSION = "2.15.0"
WHEELS = (f"torch=={VERSION}", "nvidia-cuda-runtime", "nvidia-cuda-cupti")
LIBRARIES = ("libtorch_cpu.so", "libc10.so", "libgomp")


class Unavailable(Exception):
    """Why there is no libtorch: the reason to skip a test."""


@dataclass(frozen=True)
class Library:
    version: str
    compile_flags: tuple[str, ...]
    link_flags: tuple[str, ...]


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


def fetched() -> Path:
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


def current() -> Library:
    place = fetched()
    folders = [place / "torch" / "lib", *sorted({it.parent for it in place.glob("nvidia/**/*.so*")})]
    # Of the libraries for CUDA, the part for the processor uses a few functions that it never calls.
    return Library(VERSION, ("-isystem", str(place / "torch" / "include")),
                   (f"-L{folders[0]}", "-ltorch_cpu", "-lc10", "-Wl,-rpath," + ":".join(map(str, folders)),
                    "-Wl,--unresolved-symbols=ignore-in-shared-libs"))


def debian() -> Library:
    if not Path("/usr/include/ATen/ATen.h").exists():
        raise Unavailable("the package libtorch-dev is not installed")
    return Library("1.13.1", (), ("-ltorch_cpu", "-lc10"))


def build(library: Library, program: Path, sources: list[Path], *options: str) -> None:
    """Compiles and links a program, its files side by side, and through ccache where there is one."""
    program.parent.mkdir(parents=True, exist_ok=True)
    cache = [it for it in [shutil.which("ccache")] if it]
    include = Path(os.environ["PRODREVIEW_SOURCE"]) / "include"
    flags = ["-std=c++20", *options, f"-I{include}", *library.compile_flags]

    def compile_one(source: Path) -> Path:
        target = program.parent / f"{program.name}_{source.stem}.o"
        subprocess.run([*cache, "g++", *flags, "-c", source, "-o", target], check=True)
        return target

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(compile_one, sources))
    subprocess.run(["g++", *objects, "-o", program, *library.link_flags], check=True)


if __name__ == "__main__":
    try:
        print(fetched())
    except Unavailable as reason:
        sys.exit(str(reason))
