"""python -m room FOLDER, or python3 room.pyz: shows a finished course to the phones of a room."""

from __future__ import annotations

import argparse
import os
import sys
import webbrowser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from room.room import Room
    from room.words import Catalogue, Words

FIRST_PORT, PORTS = 8000, 100
SHEETS = "room_sheets"
"""The folder of the sheets, beside the course; in it one for each day."""


def main(arguments: list[str] | None = None, course: Path | None = None) -> int:
    """Show a course until Ctrl-C; returns the exit status. course: what is shown if the arguments name none."""
    from room import words

    parser = argparse.ArgumentParser(prog="room", description="Shows a finished course to the phones of a room.")
    parser.add_argument("folder", nargs="?", type=Path, default=course, help="the finished course")
    parser.add_argument("--teachers", type=Path, metavar="FOLDER", help="the teacher's pages")
    parser.add_argument("--sheets", type=Path, metavar="FOLDER", help="where to keep what the group hands in")
    parser.add_argument("--port", type=int, help="the port to use; else the first free one from 8000")
    parser.add_argument("--host", default="0.0.0.0", help="one network of this computer; else all of them")
    parser.add_argument("--lang", default="", metavar="CODE", help="the language of what is said here")
    given = parser.parse_args(arguments)
    if given.folder is None:
        parser.error("say where the course is: room FOLDER")
    return run(
        given.folder,
        teachers=given.teachers,
        kept=given.sheets,
        port=given.port,
        host=given.host,
        catalogue=words.shipped(),
        language=given.lang,
    )


def run(
    site: Path,
    *,
    teachers: Path | None = None,
    kept: Path | None = None,
    port: int | None = None,
    host: str = "0.0.0.0",
    catalogue: Catalogue | None = None,
    language: str = "",
) -> int:
    """Show the course in `site` until Ctrl-C, and say where; returns the exit status.

    kept: the folder of the sheets; beside the course if none is said. catalogue: what is said, by language.
    """
    from room import words
    from room.room import Room

    catalogue = catalogue or {}
    say = words.of_terminal(catalogue, language)
    _speak_unicode()
    if not (site / "index.html").is_file():
        print(say("no_course", folder=site, command="room FOLDER"), file=sys.stderr)
        return 1
    folder = (kept if kept is not None else site.resolve().parent / SHEETS) / date.today().isoformat()
    for each in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            room = Room((host, each), site, teachers=teachers, kept=writable(folder), catalogue=catalogue)
            break
        except (OSError, OverflowError) as error:
            problem = error
    else:
        name = "no_ports" if port is None else "no_port"
        print(say(name, port=port, problem=problem), file=sys.stderr)
        return 1
    with room:
        print("\n".join(told(room, say, folder)), flush=True)
        if sys.stdout.isatty() and _has_screen():
            webbrowser.open(room.desk)
        try:
            room.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def told(room: Room, say: Words, folder: Path) -> Iterator[str]:
    """What stands in the terminal, line by line. folder: where the sheets should be kept."""
    from room import desk

    first, *others = room.learners() or [""]
    if not first:
        yield say("no_network")
    elif room.is_open:
        yield from (say("learners"), "", f"    {first}", "")
        yield from (f"{say('also')} {each}" for each in others)
        yield desk.terminal_code(first, coloured=sys.stdout.isatty())
        yield say("unreached")
    else:
        yield f"{say('only_here')} {first}"
    yield from ("", say("desk_at"), "", f"    {room.desk}", "")
    yield say("kept_in" if room.sheets.folder else "kept_nowhere", folder=folder)
    if len(room.sheets):
        yield say("kept_before", count=len(room.sheets))
    yield say("stop")


def writable(folder: Path) -> Path | None:
    """The folder if files can be written there, else None; it is made only when the first sheet comes."""
    above = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    return folder if above.is_dir() and os.access(above, os.W_OK) else None


def _speak_unicode() -> None:
    """Some terminals, on Windows above all, know few letters: a sign they lack must not stop the course."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace", **({"encoding": "utf-8"} if os.name == "nt" else {}))


def _has_screen() -> bool:
    """Whether a browser can be opened in a window of its own."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
