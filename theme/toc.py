"""The course as its table of contents tells it: parts, pages, and pages under pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from theme.nodes import Card, Quiz

WORDS_PER_MINUTE = 180
"""An unhurried reader who stops to think."""


@dataclass(frozen=True)
class TocPage:
    """A page of the book: its document, its title in the book's language, the pages under it."""

    doc: str
    title: str
    pages: tuple[TocPage, ...] = ()

    def walk(self) -> Iterator[TocPage]:
        """This page and all under it, in reading order."""
        yield self
        for page in self.pages:
            yield from page.walk()

    def holds(self, doc: str) -> bool:
        """True for the page itself and for every page under it."""
        return any(page.doc == doc for page in self.walk())


@dataclass(frozen=True)
class TocPart:
    """A part of the book with its caption."""

    caption: str
    pages: tuple[TocPage, ...]


@dataclass(frozen=True)
class Section:
    """A heading inside a page that a reader can jump to."""

    title: str
    anchor: str


def parts(env: BuildEnvironment) -> tuple[TocPart, ...]:
    """The parts of the book; the first one is the course, the others are for looking things up."""
    return tuple(
        TocPart(toctree.get("caption") or "", _pages(env, toctree)) for toctree in _toctrees(env, env.config.root_doc)
    )


def steps(env: BuildEnvironment) -> tuple[TocPage, ...]:
    """The chapters of the course in reading order, each with its exercises under it: the seats at the table."""
    course = parts(env)
    return course[0].pages if course else ()


def questions(env: BuildEnvironment) -> dict[str, int]:
    """How many questions each chapter asks; chapters that ask none are left out."""
    counts = {page.doc: len(list(env.get_doctree(page.doc).findall(Quiz))) for page in steps(env)}
    return {doc: count for doc, count in counts.items() if count}


def places(env: BuildEnvironment, doc: str) -> tuple[Section, ...]:
    """The page's sections, one level deep."""
    contents = env.tocs.get(doc)
    if not contents or not contents.children:
        return ()
    inner = [child for child in contents.children[0].children if isinstance(child, nodes.bullet_list)]
    links = (item.next_node(nodes.reference) for sections in inner for item in sections.children)
    return tuple(Section(link.astext(), link["anchorname"]) for link in links if link is not None)


def _toctrees(env: BuildEnvironment, doc: str) -> list[addnodes.toctree]:
    contents = env.tocs.get(doc)
    return list(contents.findall(addnodes.toctree)) if contents else []


def _pages(env: BuildEnvironment, toctree: addnodes.toctree) -> tuple[TocPage, ...]:
    return tuple(
        TocPage(
            doc,
            title or env.titles[doc].astext(),
            tuple(page for below in _toctrees(env, doc) for page in _pages(env, below)),
        )
        for title, doc in toctree["entries"]
        if doc in env.titles
    )


def opening(env: BuildEnvironment, doc: str) -> str:
    """The first paragraph of a page as plain text."""
    section = env.get_doctree(doc).next_node(nodes.section)
    first = section.next_node(nodes.paragraph) if section is not None else None
    return first.astext() if first is not None else ""


MOST_SUMMARY = 160
"""Characters of a summary that search engines show."""


def summary(env: BuildEnvironment, doc: str) -> str:
    """What a page is about, for a list of pages found: the first sentences of its first paragraph, one at least."""
    sentences = re.split(r"(?<=[.?!…]) +(?=\S)", " ".join(opening(env, doc).split()))
    said = sentences[0]
    for sentence in sentences[1:]:
        if len(said) + 1 + len(sentence) > MOST_SUMMARY:
            break
        said = f"{said} {sentence}"
    return said


def reading(doctree: nodes.document) -> int:
    """Minutes to read a page's text, to the next five."""
    words = sum(len(text.astext().split()) for text in doctree.findall(nodes.paragraph))
    return max(5, 5 * round(words / WORDS_PER_MINUTE / 5))


def minutes(env: BuildEnvironment) -> dict[str, int]:
    """How long each page of the course takes: exercises as their cards say, chapters as long as they are."""
    times: dict[str, int] = {}
    for page in (page for step in steps(env) for page in step.walk()):
        doctree = env.get_doctree(page.doc)
        cards = list(doctree.findall(Card))
        times.update({card["doc"]: card["minutes"] for card in cards})
        if cards:
            times[page.doc] = reading(doctree)
    return times
