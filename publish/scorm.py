"""Packs one language of the finished site for learning platforms: SCORM 1.2, with the course as it is.

The package holds `imsmanifest.xml`, a page that talks to the platform (`launch.html`, `launch.js`, `launch.css`) and
the pages of the language with what they fetch. A page is changed in one thing: links to languages that are not in the
package are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from string import Template
from urllib.parse import quote
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from publish import editions, icons, kept_languages, offline, zip_file
from publish.build import say
from publish.errors import PublishError
from publish.paths import BUILD
from tertulia.language import number, speak, spoken
from theme import platform

HERE = Path(__file__).parent
LAUNCH = "launch.html"
FROM_US = ("launch.js", "launch.css")

MOST_TITLE, MOST_VERSION = 200, 20
"""Characters that IMS Content Packaging 1.1.2 allows."""

TWINS = {".gz", ".br"}
"""Packed copies beside files, for web servers: a platform has no use for them."""


def pack(key: str, language: str, mastery: int | None = None) -> Path:
    """Pack a language of an edition that is built, into _build/scorm."""
    edition = editions.load(key)
    if language not in edition.languages:
        raise PublishError(f"{key} is not in {language}. It is in {', '.join(edition.languages)}.")
    return wrap(
        editions.site(key),
        BUILD / "scorm" / f"{key}-{edition.version}-{language}-scorm.zip",
        language=language,
        key=key,
        title=edition.name[language],
        storage=edition.storage,
        version=edition.version,
        mastery=mastery,
    )


def wrap(
    site: Path, target: Path, *, language: str, key: str, title: str, storage: str, version: str, mastery: int | None
) -> Path:
    """Write the package; PublishError if the site has no such language.

    key: names the course among others on the platform; with the same key a new package takes the old one's place and
    what learners did stays. storage: what every name in the reader's browser begins with. mastery: points of a hundred
    with which the course is passed; None if it is only completed.
    """
    home = _home(site, language)
    if mastery is not None and not 0 <= mastery <= 100:
        raise PublishError(f"--mastery {mastery}: write points from 0 to 100.")
    launch = _launch(site, language=language, home=home, key=key, title=title, storage=storage).encode()
    files = {LAUNCH: launch} | {name: (HERE / name).read_bytes() for name in FROM_US}
    for name, content in kept_languages.files(site, (language,)):
        if name == f"{language}/{offline.NOT_KEPT}":  # a platform's course is kept by no browser
            continue
        if name.startswith((f"{language}/", "live/", f"{icons.FOLDER}/")) and PurePosixPath(name).suffix not in TWINS:
            files[name] = content
    declared = manifest(list(files), language=language, key=key, title=title, version=version, mastery=mastery)
    zip_file.write(target, {"imsmanifest.xml": declared.encode(), **files})
    size = number(target.stat().st_size / 1e6, 1)
    say(f"{target.name}: {len(files) + 1} files, {size} MB. Upload it as a SCORM package (SCORM 1.2).")
    return target


def manifest(names: list[str], *, language: str, key: str, title: str, version: str, mastery: int | None) -> str:
    """`imsmanifest.xml`: one organization with one item, which starts the launch page; every file is listed."""
    shown = escape_xml(title[:MOST_TITLE])
    goal = "" if mastery is None else f"<adlcp:masteryscore>{mastery}</adlcp:masteryscore>"
    edition = f" version={quoteattr(version[:MOST_VERSION])}" if version else ""
    files = "\n".join(f"<file href={quoteattr(quote(name))}/>" for name in sorted(names))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={quoteattr(f"{key}-{language}")}{edition} xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="course">
<organization identifier="course"><title>{shown}</title>
<item identifier="launch" identifierref="site" isvisible="true"><title>{shown}</title>{goal}</item>
</organization>
</organizations>
<resources>
<resource identifier="site" type="webcontent" adlcp:scormtype="sco" href="{LAUNCH}">
{files}
</resource>
</resources>
</manifest>
"""


class _Steps(HTMLParser):
    """Reads the steps off the home page: its attributes, its address, its title."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[dict[str, str], str, str]] = []
        self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "li" and "data-step" in told:
            self.steps.append((told, "", ""))
        elif self.steps and tag == "a" and not self.steps[-1][1]:
            self.steps[-1] = (self.steps[-1][0], told.get("href", ""), "")
        self._title = tag == "h3" and bool(self.steps) and not self.steps[-1][2]

    def handle_data(self, data: str) -> None:
        if self._title:
            marked, address, title = self.steps[-1]
            self.steps[-1] = (marked, address, title + data)


def _launch(site: Path, *, language: str, home: str, key: str, title: str, storage: str) -> str:
    read = _Steps()
    read.feed((site / language / f"{home}.html").read_text(encoding="utf-8"))
    if not read.steps:
        raise PublishError(f"{language}/{home}.html names no steps (data-step): the platform could be told nothing.")
    base = Path(home).parent.as_posix()
    steps = "\n".join(
        "<li "
        + " ".join(f'{name}="{escape(value)}"' for name, value in marked.items() if name.startswith("data-"))
        + f'><a href="{escape(f"{language}/{base}/{address}")}">{escape(name)}</a> <span></span></li>'
        for marked, address, name in read.steps
    )
    pages = sorted(path.relative_to(site / language).with_suffix("").as_posix() for path in _pages(site / language))
    before = spoken()
    speak(language)
    try:
        told = {"words": platform.words(), "pages": pages, "home": home, "language": language, "name": key}
        texts = {name: escape(text) for name, text in platform.texts().items()}
    finally:
        speak(before)
    return Template((HERE / LAUNCH).read_text(encoding="utf-8")).substitute(
        texts,
        language=language,
        storage=escape(storage),
        title=escape(title),
        icon=icons.TAB,
        home=home,
        steps=steps,
        told=json.dumps(told, ensure_ascii=False).replace("</", "<\\/"),
    )


def _home(site: Path, language: str) -> str:
    """The home page, to which the language's index.html leads."""
    index = site / language / "index.html"
    if not index.is_file():
        raise PublishError(f"{site} has no language {language!r}. `make build` builds the site.")
    leads = re.search(r"url=([^\"]+)\.html", index.read_text(encoding="utf-8"))
    if leads is None:
        raise PublishError(f"{index} does not say where the home page is.")
    return leads[1]


def _pages(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.html") if path.parent != folder)
