"""Brings Python for the browser into the cache and trusts no byte it has not checked.

What is wanted: the core of Pyodide, the wheels of its distribution that the book names (with what they depend on),
and pure-Python wheels from PyPI. Each file is looked for, in this order, in the cache, in the folder that the
environment variable LIVE_PYODIDE names (a publisher's own copy), in the npm package `pyodide` (the core), in Pyodide's
own release files, and in a package on PyPI that carries them. The sha256 of the core and of the runtime's own wheels
are in downloads.lock.json; those of Pyodide's wheels in Pyodide's official lock, itself checked; those of the book's
wheels in the book's configuration.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from live import tools
from live.errors import LiveError

LOCK = Path(__file__).parent / "downloads.lock.json"
RELEASES = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{name}"
"""Pyodide's release files; asked at build time only, never by a page."""

PATIENCE = 10
"""Seconds to wait for Pyodide's release files before the next source is asked."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class PyodideFiles:
    """Where the checked files are: `folder` holds them all; `wheels` by the name of their package."""

    folder: Path
    wheels: Mapping[str, Path]


def collect(
    cache: Path, packages: Iterable[str], wheels: Mapping[str, str], say: Say, lock: Path = LOCK
) -> PyodideFiles:
    """Have every file, checked.

    packages: names in Pyodide's distribution; what they depend on comes along. wheels: file name of a pure-Python
    wheel on PyPI to its sha256. LiveError if a file cannot be had or is not the one we know.
    """
    known = json.loads(lock.read_text(encoding="utf-8"))
    folder = cache / f"pyodide-{known['pyodide']}"
    folder.mkdir(parents=True, exist_ok=True)
    own = os.environ.get("LIVE_PYODIDE")
    _fetch(known["core"], folder, own, [lambda names: _from_npm(known["npm"], names, cache)], say)
    official = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    closed = _with_dependencies(["traitlets", *packages], official)
    compiled = {official[name]["file_name"]: official[name]["sha256"] for name in closed}
    pure = {**known["wheels"], **wheels}
    releases, carrier = (
        lambda names: _from_releases(known["pyodide"], names),
        lambda names: _from_carrier(known["carrier"], names),
    )
    _fetch(compiled, folder, own, [releases, carrier], say)
    _fetch(pure, folder, own, [_from_pypi], say)
    return PyodideFiles(folder, {package(file): folder / file for file in [*compiled, *pure]})


def check(data: bytes, name: str, wanted: str, where: str) -> None:
    """LiveError, naming the file, unless the bytes are exactly those we know."""
    actual = sha256(data).hexdigest()
    if actual != wanted:
        raise LiveError(
            f"{name} from {where} is not the file we know: its sha256 is {actual}, it should be {wanted}. "
            "Delete it and try again; if it happens again, do not use it."
        )


def _with_dependencies(names: Iterable[str], official: Mapping[str, Any]) -> list[str]:
    closed: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in official:
            raise LiveError(f"{name} is not in Pyodide's distribution: name its wheel under live_wheels instead.")
        if name not in closed:
            closed[name] = None
            waiting += official[name]["depends"]
    return list(closed)


def package(file: str) -> str:
    """The package a wheel brings, by the wheel's name."""
    return file.split("-")[0].lower()


Files = Mapping[str, bytes]
Source = Callable[[list[str]], tuple[str, Files]]
"""Asked for names, it answers where it looked and what it found."""


def _fetch(wanted: Mapping[str, str], folder: Path, own: str | None, sources: list[Source], say: Say) -> None:
    missing = [name for name in wanted if not _is_intact(folder / name, wanted[name])]
    if own:
        for name in missing:
            kept = Path(own) / name
            if kept.is_file():
                check(kept.read_bytes(), name, wanted[name], own)
                shutil.copyfile(kept, folder / name)
        missing = [name for name in missing if not (folder / name).is_file()]
    asked = []
    for source in sources:
        if not missing:
            break
        where, files = source(missing)
        asked.append(where)
        for name, data in files.items():
            check(data, name, wanted[name], where)
            fresh = folder / f"{name}.new"
            fresh.write_bytes(data)
            fresh.replace(folder / name)
        if files:
            say(f"live: {len(files)} files from {where}, {sum(map(len, files.values())) / 1e6:.1f} MB, all as expected")
        missing = [name for name in missing if name not in files]
    if missing:
        raise LiveError(
            f"could not get {', '.join(missing)} (asked: {', '.join(asked)}). Put the files into a folder and set "
            "LIVE_PYODIDE to it."
        )


def _is_intact(file: Path, wanted: str) -> bool:
    """Whether the cache has this very file; another one of the same name is thrown away and brought again."""
    return file.is_file() and sha256(file.read_bytes()).hexdigest() == wanted


def _from_npm(package: str, names: list[str], cache: Path) -> tuple[str, Files]:
    with TemporaryDirectory() as folder:
        try:
            tools.npm(["pack", package, "--pack-destination", folder], cache)
        except LiveError:
            return f"npm package {package}", {}
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            inside = {member.name.removeprefix("package/"): member for member in packed.getmembers()}
            members = {name: packed.extractfile(inside[name]) for name in names if name in inside}
            return f"npm package {package}", {name: file.read() for name, file in members.items() if file}


def _from_releases(version: str, names: list[str]) -> tuple[str, Files]:
    files: dict[str, bytes] = {}
    try:
        for name in names:
            with urllib.request.urlopen(RELEASES.format(version=version, name=name), timeout=PATIENCE) as answer:
                files[name] = answer.read()
    except OSError:  # not reachable from here: what came before it is good all the same
        pass
    return "Pyodide's releases", files


def _from_pypi(names: list[str]) -> tuple[str, Files]:
    """Pure-Python wheels by their own names."""
    files: dict[str, bytes] = {}
    for name in names:
        package, version = name.split("-")[:2]
        if not name.endswith("-none-any.whl"):
            continue
        files.update(_download(f"{package}=={version}", [name]))
    return "PyPI", files


def _from_carrier(requirement: str, names: list[str]) -> tuple[str, Files]:
    """Files inside another wheel."""
    files: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        for archive in _wheel(requirement, Path(folder)):
            with zipfile.ZipFile(archive) as packed:
                for member in packed.namelist():
                    if Path(member).name in names:
                        files[Path(member).name] = packed.read(member)
    return f"PyPI package {requirement}", files


def _download(requirement: str, names: list[str]) -> Files:
    """Wheels for every platform, also where there is one for this computer."""
    with TemporaryDirectory() as folder:
        wheels = _wheel(requirement, Path(folder), "--platform=any")
        return {file.name: file.read_bytes() for file in wheels if file.name in names}


def _wheel(requirement: str, folder: Path, *options: str) -> list[Path]:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run(
        [*command, *options, "--only-binary=:all:", "--dest", str(folder), requirement],
        check=False,
        capture_output=True,
    )
    return list(folder.glob("*.whl"))
