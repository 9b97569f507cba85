"""Packs a finished site for any web host: one zip to unpack and upload, with a page that says how.

<edition>/                    the course, as it is published; compressed copies (.gz, .br) lie beside the files
how-to-put-this-online….html  what to do with it, in each of the edition's languages
room.pyz                      shows the course to the phones of a room: python3 room.pyz
server/                       headers for nginx and Apache, for whoever runs the web server
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import brotli
from jinja2 import Environment, FileSystemLoader

from publish import editions, kept_languages, not_found, room, zip_file
from publish.build import say
from publish.editions import Edition
from publish.errors import PublishError
from publish.paths import BUILD
from tertulia.language import _, number, speak, spoken

HERE = Path(__file__).parent
SERVER = {"nginx.conf": "nginx.conf", "htaccess": "htaccess.txt"}
"""For whoever runs the server: our file in hosts/, and its name in the zip, where a hidden file would be overlooked."""

COPIED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".wasm"}
"""What has compressed copies beside it; everything else is compressed as it is."""

LARGE = 2_000_000
"""Bytes from which brotli's last few percent would take it minutes."""

LEAST = 500
"""Bytes below which a copy saves nothing."""


def pack(key: str, languages: Sequence[str] = ()) -> Path:
    """Pack an edition that is built, into _build/zip."""
    edition = editions.load(key)
    name = "-".join([edition.key, edition.version, *languages])
    return wrap(editions.site(key), edition, BUILD / "zip" / f"{name}.zip", languages)


def wrap(site: Path, edition: Edition, target: Path, languages: Sequence[str] = ()) -> Path:
    """Write the zip `target` with these languages of the site, all without; PublishError if it has one of them not."""
    there = kept_languages.languages(site)
    kept = tuple(language for language in there if not languages or language in languages)
    if unknown := [language for language in languages if language not in there]:
        raise PublishError(f"{site} is not in {' or '.join(unknown)}. It is in {', '.join(there)}.")
    course = {f"{edition.key}/{name}": content for name, content in with_copies(kept_languages.files(site, kept))}
    course[room.PROGRAM] = room.program(edition.key, kept)
    for language in kept:
        name, page = _how_to(edition, language, course)
        course[name] = page
    for ours, name in SERVER.items():
        settings = (HERE / "hosts" / ours).read_text(encoding="utf-8")
        course[f"server/{name}"] = settings.replace(" /404.html", f" {not_found.base(edition)}404.html").encode()
    zip_file.write(target, dict(sorted(course.items())))
    say(
        f"{target.name}: {', '.join(kept)}; {len(course)} files, {target.stat().st_size / 1e6:.1f} MB to download, "
        f"{sum(map(len, course.values())) / 1e6:.1f} MB to upload"
    )
    return target


def with_copies(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Each file, and after it its compressed copies, where they are smaller: hosts that can send them need not work."""
    with ThreadPoolExecutor() as side_by_side:
        for copies in side_by_side.map(_with_copies, files):
            yield from copies


def _with_copies(file: tuple[str, bytes]) -> list[tuple[str, bytes]]:
    name, content = file
    if PurePosixPath(name).suffix not in COPIED or len(content) < LEAST:
        return [file]
    packed = (
        (".gz", gzip.compress(content, 9, mtime=0)),
        (".br", brotli.compress(content, quality=11 if len(content) < LARGE else 9)),
    )
    return [file, *((f"{name}{suffix}", copy) for suffix, copy in packed if len(copy) < len(content))]


def _how_to(edition: Edition, language: str, course: dict[str, bytes]) -> tuple[str, bytes]:
    """The page that says what to do with the zip, by its name."""
    words = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    before = spoken()
    speak(language)
    try:
        name = re.sub(r"[^a-z0-9]+", "-", _("how-to-put-this-online").lower())
        page = words.get_template("how_to.html").render(
            say=_,
            language=language,
            course=edition.name[language],
            folder=edition.key,
            files=number(len(course)),
            size=number(sum(map(len, course.values())) / 1e6),
            room=room.PROGRAM,
            servers=[f"server/{file}" for file in SERVER.values()],
        )
    finally:
        speak(before)
    return f"{name}.{language}.html", page.encode()
