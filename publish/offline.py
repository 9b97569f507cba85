"""What a reader's browser needs to keep the finished course and show it without a net.

sw.js                       hands out what is kept; registered only when a reader asks for it
offline.json                the version of the site, its size, and the name of the list
offline-….json              every file of that version: its bytes and the beginning of its sha256
<language>/not_kept.html    for an address that the copy does not have

Whoever changes files of a finished site writes the list anew (`listed`): a browser keeps only what is on it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from publish import contents
from publish.editions import Edition
from tertulia.language import _, speak, spoken

HERE = Path(__file__).parent
WORKER, NEWEST, NOT_KEPT = "sw.js", "offline.json", "not_kept.html"
LIST = re.compile(r"offline-[0-9a-f]{10}\.json")

DIGITS = 32
"""Of a file's sha256: plenty to see that what came is what was published."""

LEFT_OUT = re.compile(
    r"\.nojekyll|.*\.(gz|br)|404\.\w+|icons/share-.*|robots\.txt|sitemap\.xml|"
    rf"live/pyodide\.asm-[^/]*\.wasm|{WORKER}|{NEWEST}|{LIST.pattern}"
)
"""Not for a copy: what is for web servers and for search engines, the worker itself, and Python as it comes from hosts
that compress. The same Python lies beside it, packed, and an exercise that does not get the one takes the other."""


def add(edition: Edition, site: Path) -> None:
    """Write these files into a finished site."""
    for language in edition.languages:
        (site / language / NOT_KEPT).write_text(_not_kept(edition, language), encoding="utf-8")
    shutil.copyfile(HERE / WORKER, site / WORKER)
    for name, content in listed(_files(site)).items():
        (site / name).write_bytes(content)


def is_list(name: str) -> bool:
    """Whether a file of a site, by its path, says what the site holds."""
    return name == NEWEST or LIST.fullmatch(name) is not None


def listed(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The list of these files, and what names it, by their path in the site."""
    held = {
        name: (len(content), sha256(content).hexdigest()[:DIGITS])
        for name, content in sorted(files)
        if not LEFT_OUT.fullmatch(name)
    }
    whole = json.dumps(held, separators=(",", ":")).encode()
    version = sha256(whole).hexdigest()[:10]
    name = f"offline-{version}.json"
    size = sum(length for length, _sum in held.values())
    newest = {"version": version, "bytes": size, "files": len(held), "list": name}
    return {NEWEST: json.dumps(newest).encode(), name: whole}


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    return ((path.relative_to(site).as_posix(), path.read_bytes()) for path in site.rglob("*") if path.is_file())


def _not_kept(edition: Edition, language: str) -> str:
    before = spoken()
    speak(language)
    try:
        return Template((HERE / NOT_KEPT).read_text(encoding="utf-8")).substitute(
            language=language,
            title=escape(_("This page is not on your device")),
            why=escape(
                _(
                    "You are reading the course without a net, from the copy that this browser keeps, and the copy "
                    "has no page at this address."
                )
            ),
            home=f"{contents.home()}.html",
            name=escape(edition.name[language]),
        )
    finally:
        speak(before)
