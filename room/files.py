"""The files of a folder as a web server sends them: type, compressed once, a tag that says what is in them."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from urllib.parse import unquote_to_bytes

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".ipynb": "application/json; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
"""Our own list: what a computer believes of types differs, and on Windows any program may have changed it."""

OTHER = "application/octet-stream"

COMPRESSED = {".html", ".css", ".js", ".mjs", ".txt", ".md", ".csv", ".json", ".ipynb", ".xml", ".svg", ".wasm"}
"""What becomes smaller; everything else is compressed as it is."""

LEAST = 500
"""Bytes below which compressing saves nothing."""

SIGNED = re.compile(r"-[0-9a-f]{10,}(\.\w+)+$")
"""A name that says what is in the file."""

_DRIVE_OR_STREAM = re.compile(r"[\\:\0]")
"""What means another folder, or another file, on some system."""


@dataclass(frozen=True)
class Body:
    """What is sent of a file: in memory (`content`), else as it lies at `path`."""

    path: Path
    kind: str
    length: int
    tag: str
    encoding: str = ""
    content: bytes | None = None


class Files:
    """A folder that is shown. `packs`: whether text is compressed on the way."""

    def __init__(self, root: Path, *, packs: bool = True) -> None:
        self.root = root.resolve()
        self.packs = packs
        self._made: dict[tuple[Path, str, bytes], tuple[tuple[int, int], Body]] = {}
        self._locks: dict[tuple[Path, str, bytes], Lock] = {}
        self._lock = Lock()

    def find(self, path: str) -> Path | None:
        """The file at an address's path, or the folder if it names one; None if there is none, or not in here."""
        try:
            name = unquote_to_bytes(path).decode()
        except UnicodeDecodeError:
            return None
        parts = [part for part in name.split("/") if part]
        if _DRIVE_OR_STREAM.search(name) or any(part.startswith(".") for part in parts):
            return None
        try:
            found = self.root.joinpath(*parts).resolve()
            if not (found == self.root or self.root in found.parents):
                return None  # a link that leads out
            return found if found.is_file() or found.is_dir() else None
        except (OSError, ValueError):
            return None  # longer than a name may be, say

    def body(self, file: Path, accepted: Collection[str] = (), insert: bytes = b"") -> Body:
        """What to send of a file; OSError if it is gone.

        accepted: compressions the reader opens ("br", "gzip"). insert: put before the end of a page's head.
        """
        text = file.suffix in COMPRESSED
        insert = insert if file.suffix == ".html" else b""
        if text and not insert:
            for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
                beside = file.with_name(file.name + suffix)
                if encoding in accepted and beside.is_file():
                    return self._kept(beside, encoding, b"", kind_of(file))
        packed = self.packs and text and "gzip" in accepted and file.stat().st_size >= LEAST
        return self._kept(file, "gzip" if packed else "", insert, kind_of(file))

    def _kept(self, file: Path, encoding: str, insert: bytes, kind: str) -> Body:
        """Made once, however many ask at the same moment, and anew when the file has changed."""
        key = (file, encoding, insert)
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            told = file.stat()
            stamp = (told.st_mtime_ns, told.st_size)
            before = self._made.get(key)
            if before is None or before[0] != stamp:
                before = (stamp, _made(file, encoding, insert, kind))
                self._made[key] = before
        return before[1]


def kind_of(file: Path) -> str:
    """The type of a file."""
    return TYPES.get(file.suffix.lower(), OTHER)


def _made(file: Path, encoding: str, insert: bytes, kind: str) -> Body:
    content = file.read_bytes()
    changed = bool(insert)
    if insert:
        content = inserted(content, insert)
    tag = hashlib.sha256(content).hexdigest()[:20] + (f"-{encoding}" if encoding else "")
    if encoding == "gzip" and file.suffix != ".gz":
        packed = gzip.compress(content, 9, mtime=0)
        content, changed = packed, True
    return Body(
        path=file,
        kind=kind,
        length=len(content),
        tag=f'"{tag}"',
        encoding=encoding,
        content=content if changed else None,
    )


def inserted(page: bytes, part: bytes) -> bytes:
    """A page with a part put before the end of its head; as it is without one."""
    found = re.search(rb"</head\s*>", page, re.IGNORECASE)
    return page[: found.start()] + part + page[found.start() :] if found else page
