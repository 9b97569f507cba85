"""The sheets a group hands in: in memory, and in a folder that a teacher can delete.

A sheet's id is made of its key: whoever has the key can show that the sheet is theirs, also after a new start, and no
list of keys is kept anywhere.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FORMAT = "tertulia-group-sheet"

LARGEST = 20_000
"""Bytes of one sheet."""

MOST = 500
"""Sheets at the same time."""

BURST, A_SECOND = 120, 2.0
"""Sheets one address may send at once, and each second after that: a whole room may stand behind one address."""

ID = re.compile("[0-9a-f]{32}")


class Refused(ValueError):
    """A sheet that is not taken; `code` is the word that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Receipt:
    """What whoever handed in a sheet is given: its id, and the key to take it back."""

    id: str
    key: str


class Sheets:
    """All sheets, by their id, in the order in which they came. `folder`: where they are kept; None for nowhere."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._lock = Lock()
        self._all: dict[str, bytes] = dict(_found(folder)) if folder is not None else {}

    def __len__(self) -> int:
        return len(self._all)

    def take(self, data: bytes) -> Receipt:
        """Keep a sheet; Refused if it is none, OSError if the folder cannot keep it. Then nothing is kept."""
        check(data)
        key = secrets.token_urlsafe(24)
        receipt = Receipt(id_of(key), key)
        with self._lock:
            if len(self._all) >= MOST:
                raise Refused("full")
            if self.folder is not None:
                self.folder.mkdir(parents=True, exist_ok=True)
                file = _file(self.folder, receipt.id)
                fresh = file.with_suffix(".new")
                fresh.write_bytes(data)
                os.replace(fresh, file)
            self._all[receipt.id] = data
        return receipt

    def delete(self, sheet: str) -> bool:
        """Delete a sheet, its file as well; False if there is none. OSError if the file cannot be deleted."""
        with self._lock:
            if sheet not in self._all:
                return False
            if self.folder is not None:
                file = _file(self.folder, sheet)
                if file.exists():
                    file.unlink()
            del self._all[sheet]
        return True

    def clear(self) -> None:
        """Delete all."""
        for sheet in list(self._all):
            self.delete(sheet)
        if self.folder is not None and self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def every(self) -> list[tuple[str, bytes]]:
        """Each sheet with its id."""
        with self._lock:
            return list(self._all.items())

    def as_json(self) -> bytes:
        """A list of {"id", "sheet"}."""
        return json.dumps([{"id": sheet, "sheet": json.loads(data)} for sheet, data in self.every()]).encode()

    def as_zip(self) -> bytes:
        """A zip with a file for each."""
        buffer = io.BytesIO()
        with ZipFile(buffer, "w") as packed:
            for sheet, data in self.every():
                entry = ZipInfo(_name(sheet))
                entry.compress_type = ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, data)
        return buffer.getvalue()


def id_of(key: str) -> str:
    """The id of the sheet that a key belongs to."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def check(data: bytes) -> None:
    """Refused unless it is a JSON object of our format; what else is in it, its readers judge."""
    if len(data) > LARGEST:
        raise Refused("large")
    try:
        sheet: Any = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused("unreadable") from None
    version = sheet.get("version") if isinstance(sheet, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or sheet.get("format") != FORMAT:
        raise Refused("unreadable")


class Pace:
    """How fast each address may send; what it has left grows with time."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def allows(self, address: str, now: float | None = None) -> bool:
        """Whether this address may send one more now (seconds of any clock that only goes forward)."""
        now = monotonic() if now is None else now
        with self._lock:
            left, before = self._left.get(address, (float(BURST), now))
            left = min(float(BURST), left + (now - before) * A_SECOND)
            if len(self._left) > 10 * MOST:
                self._left.clear()
            self._left[address] = (left - 1 if left >= 1 else left, now)
        return left >= 1


def _no_number(name: str) -> None:
    raise ValueError(name)


def _name(sheet: str) -> str:
    return f"sheet-{sheet}.json"


def _file(folder: Path, sheet: str) -> Path:
    return folder / _name(sheet)


def _found(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The sheets a folder has from an earlier start, the oldest first; what is none is left where it lies."""
    if not folder.is_dir():
        return
    files = [file for file in folder.glob("sheet-*.json") if ID.fullmatch(file.stem[6:]) and file.is_file()]
    for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)[:MOST]:
        try:
            if file.stat().st_size > LARGEST:
                continue
            data = file.read_bytes()
            check(data)
        except (OSError, Refused):
            continue
        yield file.stem[6:], data
