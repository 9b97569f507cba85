"""How sources are cited and listed, in the language of the book.

One plain shape for every kind of source: authors (year). Title. Where it appeared. Note. Address.

How far a source was read is no matter for the sentence that cites it. An entry of the .bib file says it in a field of
its own, `read = {copy}`, {abstract} or {quoted}: each citation then carries a small sign, and the list of sources says
after the same sign what it means. A source without the field was read where it appeared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex import plugin
from pybtex.database import Entry, parse_file
from pybtex.richtext import BaseText, HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.plain import Style
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinxcontrib.bibtex.plugin import register_plugin as register_cite_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from tertulia.language import _
from theme.nodes import frame

VENUES = ("journal", "booktitle", "publisher", "institution", "organization", "howpublished", "school")
"""Fields that say where a source appeared, the first one found counts."""
SIGN = "*"
"""Stands at the citation of a source that was not read where it appeared. Not a dagger: after a name and a year that
says that somebody died."""

logger = logging.getLogger(__name__)


def how_read() -> dict[str, str]:
    """What the field `read` may hold, and what it means to a reader."""
    return {
        "copy": _("Read in a copy, not at the source"),
        "abstract": _("Only the abstract was read"),
        "quoted": _("Read in a text that quotes it, not at the source"),
    }


class Listed(Style):  # type: ignore[misc]  # pybtex has no types
    """A source in the list of sources."""

    default_name_style = "lastfirst"

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """The source as one line of text."""
        title = Text(Tag("em", Text.from_latex(entry.fields["title"])))
        when = f"({entry.fields['year']})"
        names = self.authors(entry)
        parts = [Text(names, " ", when), title, venue(entry)] if names else [Text(title, " ", when), venue(entry)]
        if note := entry.fields.get("note"):
            parts.append(Text.from_latex(note))
        if read := entry.fields.get("read"):
            parts.append(Text(f"{SIGN} {how_read()[read]}"))
        text = Text(" ").join(part.add_period() for part in parts if part)
        if address := link(entry):
            text = Text(text, " ", HRef(address, address.partition("://")[2]))
        return FormattedEntry(entry.key, text, label)

    def authors(self, entry: Entry) -> BaseText:
        """All authors."""
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [self.format_name(person, True).format() for person in people]
        if len(names) < 2:
            return Text(*names)
        return Text(f" {_('and')} ").join([Text(", ").join(names[:-1]), names[-1]])


def venue(entry: Entry) -> BaseText:
    """Where the source appeared, with volume and pages where there are any."""
    name = next((entry.fields[name] for name in VENUES if name in entry.fields), "")
    volume = entry.fields.get("volume", "")
    if number := entry.fields.get("number", ""):
        volume = f"{volume}({number})" if volume else number
    pages = entry.fields.get("pages", "").replace("--", "–")
    return Text.from_latex(", ".join(part for part in (name, volume, pages) if part))


def link(entry: Entry) -> str:
    """Where the source can be read."""
    if doi := entry.fields.get("doi"):
        return f"https://doi.org/{doi}"
    return str(entry.fields.get("url", ""))


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


def _persons() -> PersonStyle:
    last = f" {_('and')} "
    return PersonStyle(sep2=last, last_sep=last)


@dataclass
class Cited(AuthorYearReferenceStyle):
    """A source in the text: (Kwak et al., 2011) or Kwak et al. (2011)."""

    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)
    person: PersonStyle = field(default_factory=_persons)


def set_words(app: Sphinx) -> None:
    """Put the sources into the language of the book before a page cites them."""
    for entry in app.env.get_domain("cite").bibdata.data.entries.values():  # type: ignore[attr-defined]
        translated = list(_named_in_each_language(entry))
        if (read := entry.fields.get("read", "copy")) not in how_read():
            logger.warning("%s: `read` is one of %s, not %r", entry.key, ", ".join(how_read()), read)
            del entry.fields["read"]
        entry.fields.setdefault("year", _("undated"))
        if "note" in entry.fields:
            entry.fields["note"] = _latex(_(_plain(entry.fields["note"])))
        if translated:
            entry.fields["title"] = _latex(_(translated[0]))
            for person in entry.persons.get("author", []):
                if not person.first_names:
                    person.last_names[:] = [f"{{{_latex(_(_plain(' '.join(person.last_names))))}}}"]


def texts(files: Iterable[Path]) -> Iterator[str]:
    """What the catalogue must hold for these .bib files: notes, and the words of sources that are no articles.

    A study keeps the title and the names it was published under; a law, a survey or a public body has a name in
    each language.
    """
    for file in files:
        for entry in parse_file(str(file)).entries.values():
            yield from filter(None, (_plain(entry.fields.get("note", "")), *_named_in_each_language(entry)))


def _named_in_each_language(entry: Entry) -> Iterator[str]:
    if "journal" in entry.fields or "booktitle" in entry.fields:
        return
    yield _plain(entry.fields.get("title", ""))
    for person in entry.persons.get("author", []):
        if not person.first_names:
            yield _plain(" ".join(person.last_names))


def _plain(latex: str) -> str:
    return str(Text.from_latex(latex))


def _latex(plain: str) -> str:
    """The same as a field of a .bib file: what is a sign of the format there, such as % before a remark, is a sign."""
    return re.sub(r"[%&#_]", r"\\\g<0>", plain)


class MarkCopies(SphinxPostTransform):
    """Put the sign into the link of each citation whose source was not read where it appeared."""

    default_priority = 150  # the citations are links, the sources not yet a list
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Mark the citations of this page; a page lists what it cites."""
        read = {
            citation.citation_id: citation.entry.fields["read"]
            for citation in self.env.get_domain("cite").citations  # type: ignore[attr-defined]
            if citation.bibliography_key.docname == self.env.docname and "read" in citation.entry.fields
        }
        for link in self.document.findall(nodes.reference):
            if (how := read.get(link.get("refid"))) is not None:
                words = f'<span class="sr">: {escape(how_read()[how])}</span>'
                link += nodes.raw("", f'<span aria-hidden="true">{SIGN}</span>{words}', format="html")


class ListSources(SphinxPostTransform):
    """Show the sources as a plain list; authors and year lead from the text to the entry, no number is needed."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace each run of citations on this page."""
        lists = {id(citation.parent): citation.parent for citation in self.document.findall(nodes.citation)}
        for parent in lists.values():
            content: list[nodes.Node] = []
            for listed, children in groupby(parent.children, key=lambda child: isinstance(child, nodes.citation)):
                if listed:
                    content.append(frame('<ul class="tt-sources">', *map(self.item, children), end="</ul>"))
                else:
                    content.extend(children)
            parent[:] = content

    def item(self, citation: nodes.Node) -> nodes.Node:
        """One source, at the place its citations lead to."""
        assert isinstance(citation, nodes.citation)
        paragraphs = [child for child in citation.children if not isinstance(child, nodes.label)]
        return frame(f'<li class="citation" id="{citation["ids"][0]}">', *paragraphs, end="</li>")


def setup(app: Sphinx) -> None:
    """Register both styles under the name `_config.yml` uses, "tertulia"."""
    plugin.register_plugin("pybtex.style.formatting", "tertulia", Listed, force=True)
    register_cite_plugin("sphinxcontrib.bibtex.style.referencing", "tertulia", Cited, force=True)
    # for each citation of each page pybtex would look through all packages that are installed
    plugin._load_entry_point = cache(plugin._load_entry_point)
    app.connect("builder-inited", set_words)
    app.add_post_transform(MarkCopies)
    app.add_post_transform(ListSources)
