# SPDX-License-Identifier: Apache-2.0
"""Fetches the Python sources of published packages, one folder per version, for `api_facts`:

    python3 tools/api/fetch.py CACHE [torch|numpy|einops|triton ...]

A wheel is downloaded by pip, its .py and .pyi files are kept in CACHE/PACKAGE-VERSION/, the wheel is deleted. What is
there already is not fetched again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MACOS = [f"macosx_{version}_arm64" for version in ("11_0", "12_0", "13_0", "14_0", "15_0")]
LINUX = [f"manylinux{version}_x86_64" for version in ("_2_17", "2014", "_2_27", "_2_28", "_2_35")]

# The wheels for macOS hold the same Python files as the others and no CUDA libraries.
TORCH = ("1.13.1", "2.0.1", "2.1.2", "2.2.2", "2.3.1", "2.4.1", "2.5.1", "2.6.0", "2.7.1", "2.8.0", "2.9.1", "2.10.0",
         "2.11.0", "2.12.1", "2.13.0", "2.14.1", "2.15.0")
NUMPY = ("1.21.1", "1.22.4", "1.23.5", "1.24.4", "1.25.2", "1.26.4", "2.0.2", "2.1.3", "2.2.6", "2.3.5", "2.4.6")
EINOPS = ("0.3.2", "0.4.1", "0.5.0", "0.6.1", "0.7.0", "0.8.2")
TRITON = ("2.0.0", "2.1.0", "2.2.0", "2.3.1", "3.0.0", "3.1.0", "3.2.0", "3.3.1", "3.4.0", "3.5.1", "3.6.0", "3.7.1",
          "3.8.0", "3.9.0")

PACKAGES = {"torch": (TORCH, MACOS), "numpy": (NUMPY, LINUX), "einops": (EINOPS, ["any"]), "triton": (TRITON, LINUX)}
PYTHONS = ("3.11", "3.10", "3.12", "3.9")


def download(package: str, version: str, platforms: list[str], into: Path) -> Path:
    """The wheel of the first Python version that has one for these platforms."""
    tags = [part for platform in platforms for part in ("--platform", platform)]
    said = ""
    for python in PYTHONS:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *tags,
             "--python-version", python, "--dest", str(into), f"{package}=={version}"],
            capture_output=True, text=True)
        found = sorted(into.glob("*.whl"))
        if found:
            return found[0]
        said = done.stderr
    raise SystemExit(f"{package} {version}: no wheel\n{said}")


def unpack(wheel: Path, package: str, into: Path) -> int:
    """Keeps the package's own Python files."""
    kept = 0
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(f"{package}/") and name.endswith((".py", ".pyi")) and ".." not in name:
                archive.extract(name, into)
                kept += 1
    return kept


def fetch(package: str, version: str, platforms: list[str], cache: Path) -> None:
    folder = cache / f"{package}-{version}"
    if folder.is_dir():
        return
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        wheel = download(package, version, platforms, Path(scratch))
        unpacked = Path(scratch) / "unpacked"
        kept = unpack(wheel, package, unpacked)
        unpacked.rename(folder)
    print(f"{folder.name}: {kept} files", flush=True)


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    cache = Path(sys.argv[1])
    cache.mkdir(parents=True, exist_ok=True)
    for package in sys.argv[2:] or sorted(PACKAGES):
        versions, platforms = PACKAGES[package]
        for version in versions:
            fetch(package, version, platforms, cache)


if __name__ == "__main__":
    main()
