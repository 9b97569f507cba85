"""Some of the languages of a finished site: its pages without the links to the others, and which files go with them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from live.bundles import as_json
from publish import not_found, offline, sitemap
from publish.errors import PublishError

START = "index.html"
"""The page that leads to the languages; every other page lies in the folder of one."""


def languages(site: Path) -> tuple[str, ...]:
    """The languages of a finished site, in the order in which its start page offers them."""
    start = site / START
    if not start.is_file():
        raise PublishError(f"There is no finished course in {site}. Build it first: make build, or make edition NAME=…")
    return tuple(re.findall(r'<a href="[^"]*" lang="([^"]+)" hreflang', start.read_text(encoding="utf-8")))


def files(site: Path, kept: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The files of these languages by their path in the site, in order; PublishError if a link would lead nowhere.

    The list of what a browser may keep comes last, and says what these files are.
    """
    missing = [language for language in languages(site) if language not in kept]
    unused = _snapshots_of_others(site, kept) if missing else set()
    told: dict[str, bytes] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name.split("/")[0] in missing or name in unused or offline.is_list(name):
            continue
        content = path.read_bytes()
        if missing and name == sitemap.FILE:
            content = sitemap.without(content.decode(), set(missing)).encode()
        elif missing and name == not_found.FILE:
            content = not_found.without(content.decode(), set(missing)).encode()
        elif missing and path.suffix == ".html":
            content = without(content.decode(), name, missing).encode()
        told[name] = content
        yield name, content
    if (site / offline.NEWEST).is_file():
        yield from offline.listed(told.items()).items()


def without(page: str, name: str, missing: Collection[str]) -> str:
    """A page that offers no language that is missing; name: its path in the site. PublishError if a link stays."""
    page = _start(page, missing) if name == START else _switch(_alternates(page, missing), missing)
    for address in re.findall(r'\s(?:href|src|action)="([^"]*)"', page):
        parts = urlsplit(unescape(address))
        target = PurePosixPath(normpath(join(dirname(name), unquote(parts.path))))
        if not parts.scheme and not parts.netloc and parts.path and target.parts[:1] and target.parts[0] in missing:
            raise PublishError(f"{name} links to {address}, and the language {target.parts[0]} is left out.")
    return page


_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]*)">\n?')
_LINK = re.compile(r'<a [^>]*?hreflang="([^"]+)"[^>]*>.*?</a>', re.DOTALL)
_ITEM = re.compile(rf"<li>{_LINK.pattern}</li>\n?", re.DOTALL)
_SWITCH = re.compile(r'<nav class="tt-(?:lang|pick)".*?</nav>', re.DOTALL)


def _alternates(page: str, missing: Collection[str]) -> str:
    """Say in the head which languages there are; nothing if there is one."""
    found = _ALTERNATE.search(page)
    if found is None:
        return page
    told = dict(_ALTERNATE.findall(page))
    default = told.pop("x-default", "")
    gone = {told.pop(language) for language in missing if language in told}
    if len(told) < 2:
        return _ALTERNATE.sub("", page)
    first = next(iter(told.values()))
    links = [*told.items(), ("x-default", first if default in gone else default)]
    lines = "".join(f'<link rel="alternate" hreflang="{language}" href="{href}">\n' for language, href in links)
    return page[: found.start()] + lines + _ALTERNATE.sub("", page[found.start() :])


def _switch(page: str, missing: Collection[str]) -> str:
    """Offer the languages there are at the head of the page; nothing if there is one."""

    def smaller(found: re.Match[str]) -> str:
        switch = _without_links(found[0], missing)
        return switch if len(_LINK.findall(switch)) > 1 else ""

    return _SWITCH.sub(smaller, page)


def _start(page: str, missing: Collection[str]) -> str:
    """The page that leads to the languages; with one language, it leads there without a script too."""
    page = _without_links(page, missing)
    links = re.findall(r'<a href="([^"]*)" lang="([^"]*)"', page)
    if len(links) == 1:
        [(address, language)] = links
        forward = f'<meta http-equiv="refresh" content="0; url={address}">\n'
        page = page.replace("</head>", f"{forward}</head>")
        page = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', page)
    return page


def _without_links(part: str, missing: Collection[str]) -> str:
    for pattern in (_ITEM, _LINK):
        part = pattern.sub(lambda found: "" if found[1] in missing else found[0], part)
    return part


def _snapshots_of_others(site: Path, kept: Collection[str]) -> set[str]:
    """The snapshots of Python that only pages of other languages start from."""
    used = {
        as_json(json.loads(unescape(told))["environment"])
        for language in kept
        for page in (site / language).rglob("*.html")
        for told in re.findall(r' data-page="([^"]*)"', page.read_text(encoding="utf-8"))
        if told.startswith("{")
    }
    listed = site / "live" / "live.json"
    if not listed.is_file():
        return set()
    snapshots: dict[str, str] = json.loads(listed.read_text(encoding="utf-8"))["core"]["snapshots"]
    needed = {file for environment, file in snapshots.items() if environment in used}
    return {f"live/{file}" for file in snapshots.values() if file not in needed}
