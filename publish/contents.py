"""The table of contents, `_toc.yml`, as an edition changes it: what may go, what is added, what a page links to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import yaml

from publish.paths import ROOT

MOST_PAGE_BYTES = 200_000


@cache
def _toc() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return content


def home() -> str:
    """The home page, without its suffix: the root of the table of contents."""
    return str(_toc()["root"])


def steps() -> tuple[str, ...]:
    """The chapters of the course, in their order."""
    return tuple(str(chapter["file"]) for chapter in _toc()["parts"][0]["chapters"])


def may_go() -> tuple[str, ...]:
    """Every page an edition may leave out: all but the home page and the last part, which others lead to."""
    return tuple(page for part in _toc()["parts"][:-1] for page in _pages(part["chapters"]))


def every_page() -> tuple[str, ...]:
    """All pages of the course."""
    return (home(), *(page for part in _toc()["parts"] for page in _pages(part["chapters"])))


def with_inner(pages: Iterable[str]) -> tuple[str, ...]:
    """The pages and those under them, in the order of the table of contents; what is not in it comes last."""
    named = list(dict.fromkeys(pages))
    found: list[str] = []
    for part in _toc()["parts"]:
        for chapter in part["chapters"]:
            inner = list(_pages([chapter]))
            found += inner if chapter["file"] in named else [page for page in inner if page in named]
    return (*found, *(page for page in named if page not in found))


def toc(leave_out: Collection[str], pages: Iterable[str]) -> dict[str, Any]:
    """The table of contents without those pages, with the edition's own at the head of the last part."""
    parts = [{**part, "chapters": _kept(part["chapters"], leave_out)} for part in _toc()["parts"]]
    parts[-1]["chapters"] = [*({"file": page} for page in pages), *parts[-1]["chapters"]]
    return {**_toc(), "parts": [part for part in parts if part["chapters"]]}


def nearest(word: str, known: Iterable[str]) -> str:
    """ " Did you mean …?", or nothing when nothing is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean `{near[0]}`?" if near else ""


def page_faults(source: Path, page: str, left_out: Collection[str], own: Collection[str]) -> Iterator[tuple[int, str]]:
    """What is wrong with a page of an edition's own: pairs of a line, from 1, and what to do."""
    data = source.read_bytes()
    if len(data) > MOST_PAGE_BYTES:
        yield 1, f"the page has {len(data) // 1000} KB; {MOST_PAGE_BYTES // 1000} KB at most."
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 1, "the page is not UTF-8. Save it as UTF-8."
        return
    if not re.search(r"^# \S", text, re.MULTILINE):
        yield 1, "the page has no title. Begin it with a line `# Title`."
    known = {*every_page(), *own}
    for number, line in enumerate(text.splitlines(), start=1):
        for target in _LINK.findall(line):
            place, _hash, _anchor = target.partition("#")
            if not place or ":" in place.split("/")[0]:
                continue
            doc = normpath(join(dirname(page), re.sub(r"\.(md|ipynb)$", "", place)))
            if doc in left_out:
                yield number, f"the link to {target} leads to a page this edition leaves out. Take it away."
            elif doc not in known and not (source.parent / place).is_file():
                yield number, f"the link to {target} leads nowhere.{nearest(doc, known)}"


_LINK = re.compile(r"\]\(<?([^)\s>]+)")


def _pages(chapters: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for chapter in chapters:
        yield str(chapter["file"])
        yield from _pages(chapter.get("sections", ()))


def _kept(chapters: Iterable[Mapping[str, Any]], leave_out: Collection[str]) -> list[dict[str, Any]]:
    kept = []
    for chapter in chapters:
        if chapter["file"] not in leave_out:
            inner = _kept(chapter.get("sections", ()), leave_out)
            kept.append({"file": chapter["file"], **({"sections": inner} if inner else {})})
    return kept
