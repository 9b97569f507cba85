"""Brings the fonts and the scripts of others that a page may load into the cache, and trusts no unchecked byte.

The files and their sha256 are in fonts.lock.json and scripts.lock.json. They come, in this order, from the cache, from
the folder that the environment variable TERTULIA_FONTS names (a publisher's own copy), or from their npm packages.
"""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from live import page_scripts, tools
from live.errors import LiveError
from publish.errors import PublishError
from publish.paths import CACHE, ROOT

LOCK = Path(__file__).parent / "fonts.lock.json"
SCRIPTS = Path(__file__).parent / "scripts.lock.json"


@dataclass(frozen=True, kw_only=True)
class PackageFile:
    """A file of a package: where it lies there, what we call it, what it must hash to."""

    package: str
    path: str
    name: str
    sha256: str


def wanted(lock: Path = LOCK) -> list[PackageFile]:
    """The files the lock file names."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [
        PackageFile(
            package=f"{package['name']}@{package['version']}", path=file["path"], name=file["as"], sha256=file["sha256"]
        )
        for package in packages
        for file in package["files"]
    ]


def everything() -> None:
    """The fonts, and what the pages load of others."""
    fonts()
    scripts()


def fonts(target: Path = CACHE / "fonts", lock: Path = LOCK) -> Path:
    """The folder with every file of the lock, checked. PublishError if one cannot be had or is not the one we know."""
    files = wanted(lock)
    target.mkdir(parents=True, exist_ok=True)
    missing = [each for each in files if not _is_intact(target / each.name, each)]
    own = os.environ.get("TERTULIA_FONTS")
    if own:
        for each in missing:
            kept = Path(own) / each.name
            if kept.is_file():
                check(kept, each, lock)
                shutil.copyfile(kept, target / each.name)
        missing = [each for each in missing if not _is_intact(target / each.name, each)]
    for package in sorted({each.package for each in missing}):
        _from_npm(package, [each for each in missing if each.package == package], target, lock)
    return target


def scripts(target: Path = CACHE / "scripts") -> Path:
    """The folder with the scripts of others, checked in the same way: what draws a QR code, and what searches.

    A module that comes with all its comments (.mjs) is made small, from the checked one each time.
    """
    fetched = fonts(target.with_name("fetched"), SCRIPTS)
    target.mkdir(parents=True, exist_ok=True)
    for each in wanted(SCRIPTS):
        plain = fetched / each.name
        fresh = target / f"{each.name}.{os.getpid()}"
        if plain.suffix == ".mjs":
            fresh.write_text(_small(plain), encoding="utf-8")
            fresh.replace(target / f"{plain.stem}.js")
        else:
            shutil.copyfile(plain, fresh)
            fresh.replace(target / each.name)
    return target


def _small(module: Path) -> str:
    try:
        return page_scripts.minified(module.read_text(encoding="utf-8"), CACHE / "live", print)
    except LiveError as problem:
        raise PublishError(f"{module.name} could not be made small. {problem}") from None


def check(file: Path, known: PackageFile, lock: Path = LOCK) -> None:
    """PublishError, naming the file, unless it is exactly the one in the lock file."""
    actual = sha256(file.read_bytes()).hexdigest()
    if actual != known.sha256:
        raise PublishError(
            f"{file} is not the file we know: its sha256 is {actual}, {lock.name} says {known.sha256}. "
            "Delete it and try again; if it happens again, do not use it."
        )


def _is_intact(file: Path, known: PackageFile) -> bool:
    return file.is_file() and sha256(file.read_bytes()).hexdigest() == known.sha256


def _from_npm(package: str, files: list[PackageFile], target: Path, lock: Path) -> None:
    with TemporaryDirectory() as folder:
        try:
            tools.npm(["pack", package, "--pack-destination", folder], CACHE / "live")
        except LiveError as problem:
            reason = str(problem).splitlines()[-1]
            named = lock.relative_to(ROOT).as_posix() if lock.is_relative_to(ROOT) else lock
            raise PublishError(
                f"could not fetch {package} with npm: {reason}. Without a network, put the files that "
                f"{named} names into a folder and set TERTULIA_FONTS to it."
            ) from None
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for each in files:
                member = packed.extractfile(f"package/{each.path}")
                if member is None:
                    raise PublishError(f"{package} has no file {each.path}.")
                fresh = Path(folder) / each.name
                fresh.write_bytes(member.read())
                check(fresh, each, lock)
                shutil.move(fresh, target / each.name)
