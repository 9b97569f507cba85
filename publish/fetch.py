"""Brings the fonts into the cache and trusts no byte it has not checked.

The files and their sha256 are in fonts.lock.json. They come, in this order, from the cache, from the folder that the
environment variable TERTULIA_FONTS names (a publisher's own copy), or from their npm packages.
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

from live import tools
from live.errors import LiveError
from publish.errors import PublishError
from publish.paths import CACHE

LOCK = Path(__file__).parent / "fonts.lock.json"


@dataclass(frozen=True, kw_only=True)
class Font:
    """A file of a package: where it lies there, what we call it, what it must hash to."""

    package: str
    path: str
    name: str
    sha256: str


def wanted(lock: Path = LOCK) -> list[Font]:
    """The files the lock file names."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [
        Font(
            package=f"{package['name']}@{package['version']}", path=file["path"], name=file["as"], sha256=file["sha256"]
        )
        for package in packages
        for file in package["files"]
    ]


def fonts(target: Path = CACHE / "fonts", lock: Path = LOCK) -> Path:
    """The folder with every font, checked. PublishError if one cannot be had or is not the one we know."""
    files = wanted(lock)
    target.mkdir(parents=True, exist_ok=True)
    missing = [font for font in files if not _is_intact(target / font.name, font)]
    own = os.environ.get("TERTULIA_FONTS")
    if own:
        for font in missing:
            kept = Path(own) / font.name
            if kept.is_file():
                check(kept, font)
                shutil.copyfile(kept, target / font.name)
        missing = [font for font in missing if not _is_intact(target / font.name, font)]
    for package in sorted({font.package for font in missing}):
        _from_npm(package, [font for font in missing if font.package == package], target)
    return target


def check(file: Path, font: Font) -> None:
    """PublishError, naming the file, unless it is exactly the one in the lock file."""
    actual = sha256(file.read_bytes()).hexdigest()
    if actual != font.sha256:
        raise PublishError(
            f"{file} is not the file we know: its sha256 is {actual}, fonts.lock.json says {font.sha256}. "
            "Delete it and try again; if it happens again, do not use it."
        )


def _is_intact(file: Path, font: Font) -> bool:
    return file.is_file() and sha256(file.read_bytes()).hexdigest() == font.sha256


def _from_npm(package: str, files: list[Font], target: Path) -> None:
    with TemporaryDirectory() as folder:
        try:
            tools.npm(["pack", package, "--pack-destination", folder], CACHE / "live")
        except LiveError as problem:
            reason = str(problem).splitlines()[-1]
            raise PublishError(
                f"could not fetch {package} with npm: {reason}. Without a network, put the files that "
                "publish/fonts.lock.json names into a folder and set TERTULIA_FONTS to it."
            ) from None
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for font in files:
                member = packed.extractfile(f"package/{font.path}")
                if member is None:
                    raise PublishError(f"{package} has no file {font.path}.")
                fresh = Path(folder) / font.name
                fresh.write_bytes(member.read())
                check(fresh, font)
                shutil.move(fresh, target / font.name)
