# SPDX-License-Identifier: Apache-2.0
"""A PEP 517 build backend: a wheel whose scripts are the tool that CMake builds.

It uses the standard library alone, so that an installation needs no package index.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import stat
import subprocess
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("prodreview", "git-prodreview")
LIBRARIES = "libgit2-dev libyaml-cpp-dev libcli11-dev nlohmann-json3-dev"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None) -> str:
    """Build the tool and write the wheel; returns its file name."""
    with tempfile.TemporaryDirectory() as folder:
        binary = build_tool(Path(folder))
        name = f"{distribution()}-{tag()}.whl"
        write_wheel(Path(wheel_directory) / name, binary.read_bytes())
    return name


def build_sdist(sdist_directory, config_settings=None) -> str:
    raise NotImplementedError("there is no source distribution: install from a checkout")


def build_tool(folder: Path) -> Path:
    """Configure and build in an empty folder; returns the stripped binary."""
    if shutil.which("cmake") is None:
        raise SystemExit(
            "prodreview is built from C++ and cmake is not on the PATH: "
            f"apt-get install cmake g++ pkg-config {LIBRARIES}"
        )
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DPRODREVIEW_WERROR=OFF", "-DCMAKE_EXE_LINKER_FLAGS=-s"]
    run("cmake", "-S", ROOT, "-B", folder, *options, *generator)
    run("cmake", "--build", folder, "--target", "prodreview_tool", "--parallel", os.cpu_count() or 1)
    return folder / "bin" / "prodreview"


def run(*command) -> None:
    """Run a command that sees nothing of a git hook around it; end with a sentence where it fails."""
    words = [str(word) for word in command]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(
            f"prodreview was not built: `{' '.join(words)}` failed, see its output above. "
            f"On Debian it needs: apt-get install cmake g++ pkg-config {LIBRARIES}"
        )


def version() -> str:
    """The version that CMakeLists.txt states."""
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"project\(prodreview VERSION ([0-9.]+)", text).group(1)


def distribution() -> str:
    return f"prodreview-{version()}"


def tag() -> str:
    platform = re.sub(r"[^0-9A-Za-z]", "_", sysconfig.get_platform())
    return f"py3-none-{platform}"


def metadata() -> str:
    return (
        "Metadata-Version: 2.1\n"
        "Name: prodreview\n"
        f"Version: {version()}\n"
        "Summary: Reviews what a change does to Python and PyTorch code\n"
        "License: Apache-2.0\n"
        "Requires-Python: >=3.8\n"
    )


def wheel_file() -> str:
    return f"Wheel-Version: 1.0\nGenerator: cmake_backend\nRoot-Is-Purelib: false\nTag: {tag()}\n"


def write_wheel(path: Path, binary: bytes) -> None:
    """Write the archive: scripts, metadata and the record of both. Equal input, equal bytes."""
    info = f"{distribution()}.dist-info"
    files = [(f"{distribution()}.data/scripts/{script}", binary) for script in SCRIPTS]
    files += [(f"{info}/METADATA", metadata().encode()), (f"{info}/WHEEL", wheel_file().encode())]
    files += [(f"{info}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes())]
    record = "".join(f"{name},{digest(content)},{len(content)}\n" for name, content in files)
    files += [(f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Without the type of a regular file pip does not see that a script is executable.
            mode = stat.S_IFREG | (0o755 if "/scripts/" in name else 0o644)
            entry.external_attr = mode << 16
            archive.writestr(entry, content)


def digest(content: bytes) -> str:
    hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return "sha256=" + hashed.rstrip(b"=").decode()
