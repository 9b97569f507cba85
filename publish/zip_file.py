"""Writes a zip in which the same files are the same bytes on every day and every computer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file."""

PACKED = {".img", ".woff2", ".png", ".jpg", ".webp", ".gz", ".br"}
"""What a zip cannot make smaller."""


def write(target: Path, files: Mapping[str, bytes]) -> None:
    """Write these files, by their path, in their order; an older `target` stays until the new one is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    with fresh.open("wb") as opened:
        write_into(opened, files)
    fresh.replace(target)


def write_into(opened: BinaryIO, files: Mapping[str, bytes]) -> None:
    """The same into what is open for it; what stands there already stays before the zip."""
    with ZipFile(opened, "a") as packed:
        for name, content in files.items():
            entry = ZipInfo(name, SAME_DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_STORED if PurePosixPath(name).suffix in PACKED else ZIP_DEFLATED
            packed.writestr(entry, content, compresslevel=9)
