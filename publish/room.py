"""The course in a room: shown from here, and packed as one program that goes with the zip."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import room
from publish import build, editions, kept_languages, zip_file
from publish.paths import BUILD, OWN_EDITION
from room import __main__ as command
from room.words import ENGLISH
from tertulia.language import _, speak, spoken
from theme.audience import TEACHERS

PROGRAM = "room.pyz"
"""The program's name in the zip."""

START = '''"""Shows the course in the folder beside this file to the phones of a room."""

import sys
from pathlib import Path

if sys.version_info < (3, 9):
    sys.exit("This needs Python 3.9 or later; this is Python %d.%d. A newer one: www.python.org" % sys.version_info[:2])

from room.__main__ import main

sys.exit(main(course=Path(sys.argv[0]).resolve().parent / {folder!r}))
'''
"""Read by Pythons older than the rest can be."""


def show(key: str = OWN_EDITION, port: int | None = None, host: str = "0.0.0.0") -> int:
    """Show an edition to the room, built first if it is not there; returns the exit status."""
    site = editions.site(key)
    if not (site / kept_languages.START).is_file():
        site = build.build(key)
    teachers = editions.site(key, TEACHERS)
    return command.run(
        site,
        teachers=teachers if (teachers / kept_languages.START).is_file() else None,
        kept=BUILD / "room",
        port=port,
        host=host,
        catalogue=words(kept_languages.languages(site)),
    )


def words(languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the room says, in these languages."""
    before = spoken()
    told = {}
    try:
        for language in languages:
            speak(language)
            told[language] = {name: _(text) for name, text in ENGLISH.items()}
    finally:
        speak(before)
    return told


def program(folder: str, languages: Iterable[str]) -> bytes:
    """The room as one file that Python runs, with what it needs; it shows the course in `folder` beside itself."""
    files = {
        "__main__.py": START.format(folder=folder).encode(),
        "room/words.json": json.dumps(words(languages), ensure_ascii=False).encode(),
        **dict(_own()),
        **dict(_segno()),
    }
    buffer = io.BytesIO(b"")
    buffer.write(b"#!/usr/bin/env python3\n")
    zip_file.write_into(buffer, dict(sorted(files.items())))
    return buffer.getvalue()


def _own() -> Iterator[tuple[str, bytes]]:
    here = Path(room.__file__).parent
    for path in (path for pattern in ("*.py", "page/*.*") for path in here.glob(pattern)):
        yield f"room/{path.relative_to(here).as_posix()}", path.read_bytes()


def _segno() -> Iterator[tuple[str, bytes]]:
    """What draws the QR code, as it is installed, with its licence."""
    installed = distribution("segno")
    for file in installed.files or ():
        name = PurePosixPath(file)
        if name.parts[0] == "segno" and name.suffix == ".py" and name.name != "cli.py":
            yield name.as_posix(), Path(str(installed.locate_file(file))).read_bytes()
        elif "LICENSE" in name.name.upper():
            yield "segno/LICENSE", Path(str(installed.locate_file(file))).read_bytes()
