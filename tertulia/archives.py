"""Zip files that people choose or send: opened with care, and left closed where they hold more than anybody means."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

MOST_UNPACKED = 120 * 2**20
"""What all files inside a zip file may hold together, in bytes."""

MOST_RATIO = 150
"""How many times smaller a zip file may be than what it holds; tables and plans pack 5 to 30 times."""

MOST_INSIDE = 2_000
"""Files in a zip file."""


class ArchiveFault(StrEnum):
    """Why a zip file stays closed."""

    DAMAGED = "damaged"
    PROTECTED = "protected"
    """It has a password."""
    BOMB = "bomb"
    """It would unpack to far more than anybody means."""


class ArchiveError(ValueError):
    """A zip file that cannot be read. code: why."""

    def __init__(self, code: ArchiveFault) -> None:
        super().__init__(str(code))
        self.code = code


@contextmanager
def unpacked(content: bytes, *passed: type[Exception]) -> Iterator[zipfile.ZipFile]:
    """A zip file, opened. ArchiveError for one that is damaged or has a password, also while it is read.

    passed: errors of whoever reads the files inside, which are no fault of the zip file and go through as they are.
    """
    with guarded(*passed), zipfile.ZipFile(io.BytesIO(content)) as packed:
        yield packed


@contextmanager
def guarded(*passed: type[Exception]) -> Iterator[None]:
    """Around the reading of one file of an open zip file: ArchiveError for what can be wrong with it."""
    through: tuple[type[Exception], ...] = (ArchiveError, ConnectionError, *passed)
    try:
        yield
    except through:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise ArchiveError(ArchiveFault.DAMAGED) from None
    except RuntimeError as error:  # how zipfile says that a password is needed
        if "password" in str(error):
            raise ArchiveError(ArchiveFault.PROTECTED) from None
        raise


def no_bomb(inside: Sequence[zipfile.ZipInfo], size: int) -> None:
    """ArchiveError for a zip file of `size` bytes that holds too many files, or would unpack to too much."""
    whole = sum(item.file_size for item in inside)
    if len(inside) > MOST_INSIDE or whole > MOST_UNPACKED or whole > MOST_RATIO * max(size, 20_000):
        raise ArchiveError(ArchiveFault.BOMB)
