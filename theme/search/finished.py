"""What a reader sees of a finished page: its sections, and the text in each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from unicodedata import normalize

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
"""Elements that have no end."""

UNREAD = {"button", "datalist", "nav", "noscript", "script", "select", "style", "svg", "template", "textarea"}
UNREAD_CLASSES = {"cell_input", "tt-code", "tt-crumbs", "tt-says", "tt-takes", "tt-unguessed"}
"""What is no text of the page, and what it shows only once the reader has guessed or answered."""

LISTED = "tt-sources"
"""The sources a page cites; all of them are on a page of their own."""

ANSWER = "cell_output"
SAID = {"figcaption", "h2", "h3", "h4", "label", "legend", "summary"}
SAID_CLASSES = {"tt-fig__title", "widget-label"}
"""What an answer says of itself. The rest is what was computed for an invented firm, for which nobody looks."""

HEADINGS = {"h1", "h2", "h3", "h4"}

INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
SPACE = re.compile(r"\s+")
BEFORE_MARK, AFTER_MARK = re.compile(r" (?=[,.;:!?)\]»”’…](?!\w))"), re.compile(r"(?<=[(\[«“‘¿¡]) ")


@dataclass(frozen=True)
class Section:
    """A part of a page: the anchor that leads to it (empty: the page itself), its heading, its text."""

    anchor: str
    heading: str
    text: str


def sections(page: str, *, with_sources: bool = False) -> list[Section]:
    """The sections of a finished page in their order, the first with the page's title; a term of a list is one, too."""
    read = _Article(UNREAD_CLASSES if with_sources else UNREAD_CLASSES | {LISTED})
    read.feed(page)
    read.close()
    found = [Section(part.anchor, _tidy(part.heading), _tidy(part.text)) for part in read.parts]
    return [part for part in found if part.heading or part.text]


def _tidy(pieces: list[str]) -> str:
    """One line. Between two elements is a space: words that a tag alone parts are two words."""
    text = SPACE.sub(" ", INVISIBLE.sub("", normalize("NFC", " ".join(pieces)))).strip()
    return AFTER_MARK.sub("", BEFORE_MARK.sub("", text))


@dataclass
class _Part:
    anchor: str
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Article(HTMLParser):
    """Reads the sections off a page's article."""

    def __init__(self, unread: set[str]) -> None:
        super().__init__()
        self._unread_classes = unread
        self._answer: list[str] = []  # elements that are open, from the answer of a cell inwards
        self.parts: list[_Part] = []
        self._open: list[_Part] = []
        self._term: _Part | None = None
        self._heading = ""
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = set(told.get("class", "").split())
        if self._unread:
            if tag == self._unread[0]:
                self._unread.append(tag)
        elif tag == "article" and not self._open:
            self._begin("")
        elif self._open and tag not in VOID:
            if tag in UNREAD or "hidden" in told or self._unread_classes & classes:
                self._unread.append(tag)
            elif self._answer or ANSWER in classes:
                self._answer.append("said" if tag in SAID or SAID_CLASSES & classes else tag)
            elif tag == "section":
                self._begin(told.get("id", "") if self._open[-1].heading else "")
            elif tag == "dt" and told.get("id"):
                self._term = _Part(told["id"])
                self.parts.append(self._term)
                self._heading = tag
            elif tag in HEADINGS and not self._here.heading:
                self._heading = tag

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread[0]:
                self._unread.pop()
        elif self._answer:
            if tag not in VOID:
                self._answer.pop()
        elif tag == self._heading:
            self._heading = ""
        elif tag == "dl":
            self._term = None
        elif tag in ("section", "article") and self._open:
            self._term = None
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unread and (not self._answer or "said" in self._answer):
            (self._here.heading if self._heading else self._here.text).append(data)

    @property
    def _here(self) -> _Part:
        return self._term or self._open[-1]

    def _begin(self, anchor: str) -> None:
        self._term = None
        self._open.append(_Part(anchor))
        self.parts.append(self._open[-1])
