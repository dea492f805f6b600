# SPDX-License-Identifier: Apache-2.0
"""Real programs, by name and version: packages from PyPI, and the standard libraries of CPython."""

import hashlib
import os
import pathlib
import subprocess
import sys
import sysconfig
import zipfile

PYODIDE = "314.0.7"
TORCH = "torch==2.6.0"
PACKAGES = [
    TORCH, "accelerate==1.10.1", "botorch==0.15.1", "captum==0.8.0", "diffusers==0.35.2",
    "e3nn==0.5.6", "einops==0.8.1", "flash-linear-attention==0.3.2", "gpytorch==1.14",
    "jaxtyping==0.3.3", "kornia==0.8.1", "liger-kernel==0.6.2", "lightning==2.5.5",
    "monai==1.5.1", "open_clip_torch==3.2.0", "peft==0.17.1", "pyro-ppl==1.9.1",
    "sentence-transformers==5.1.1", "speechbrain==1.0.3", "timm==1.0.20",
    "torch_geometric==2.6.1", "torchmetrics==1.8.2", "transformers==4.57.1", "trl==0.23.1",
]


class Unreachable(Exception):
    """A registry does not answer."""


def cache():
    """Where downloads are kept, outside the source tree."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = pathlib.Path(base) / "prodreview" / "oracle"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def run(command, what, folder):
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise Unreachable(f"cannot get {what}: the program {command[0]} is not installed "
                          f"(apt-get install nodejs npm python3-pip)") from missing
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if "error" in line.lower()] or ["?"]
        raise Unreachable(f"cannot get {what}; is its registry reachable? It says: {said[0]}")


def pyodide():
    """The folder of the npm package that is CPython 3.14, installed when it is not there."""
    folder = cache() / f"pyodide-{PYODIDE}"
    package = folder / "node_modules" / "pyodide"
    if not (package / "python_stdlib.zip").exists():
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text("{}\n", encoding="ascii")
        run(["npm", "install", "--no-audit", "--no-fund", f"pyodide@{PYODIDE}"],
            f"pyodide {PYODIDE} from npm", folder)
    return package


def wheel(requirement):
    """The path of one package's wheel, downloaded when it is not there."""
    folder = cache() / "wheels" / requirement
    if not list(folder.glob("*.whl")):
        folder.mkdir(parents=True, exist_ok=True)
        # Of torch's wheels the one for macOS is the smallest; the Python files are the same.
        platform = ["--platform", "macosx_11_0_arm64"] if requirement == TORCH else []
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".",
             "--only-binary=:all:", "--python-version", "3.11", *platform, requirement],
            f"{requirement} from PyPI", folder)
    return next(folder.glob("*.whl"))


def from_zip(label, path):
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".py"):
                yield f"{label}:{name}", archive.read(name)


def packages():
    for requirement in PACKAGES:
        yield from from_zip(requirement, wheel(requirement))


def library_of_oracle():
    """The standard library of CPython 3.14."""
    yield from from_zip("CPython-3.14", pyodide() / "python_stdlib.zip")


def library_of_machine():
    """That of the Python which runs this, its tests (bad syntax among them) where they are
    installed."""
    label = "CPython-" + ".".join(map(str, sys.version_info[:2]))
    root = pathlib.Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        relative = path.relative_to(root)
        if not {"site-packages", "dist-packages"} & set(relative.parts):
            yield f"{label}:{relative}", path.read_bytes()


def everything():
    yield from library_of_oracle()
    yield from packages()
    yield from library_of_machine()


def order_of_sample(named):
    return hashlib.sha256(named[0].encode()).digest()


def sample(count):
    """A fixed choice of the files that are the same on every machine."""
    files = sorted([*library_of_oracle(), *packages()], key=order_of_sample)
    return files[:count]


def answers():
    """Where CPython's answers are kept between runs: they depend on the program that asks."""
    asker = hashlib.sha256(pathlib.Path(__file__).with_name("oracle.py").read_bytes())
    return cache() / f"answers-{PYODIDE}-{asker.hexdigest()[:12]}.sqlite"
