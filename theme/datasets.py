"""The page of the facts: `{datasets}` writes one section per table of the data package.

What a section says comes from `data/datapackage.json`, through the catalogue of the book's language. Which
pages use a table is what the pages themselves say: a notebook in its metadata,
`{"tertulia": {"facts": ["network_use_spain"]}}`, a Markdown page in the same words in its front matter.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from tertulia import facts
from tertulia.edition import edition
from tertulia.facts import Dataset
from tertulia.language import _, day, ngettext, number, speak

logger = logging.getLogger(__name__)


class PagesOfDataset(nodes.General, nodes.Element):
    """Stands for the pages that use the table "dataset": all pages must be read before they are known."""


class Datasets(SphinxDirective):
    """One section per table of the data package."""

    def run(self) -> list[nodes.Node]:
        """The sections, in the order of the packages: ours, then the edition's."""
        self.env.note_reread()  # the package, the other pages and the day may have changed
        day_set = self.config.datasets_today
        today = date.fromisoformat(day_set) if day_set else date.today()
        sections: list[nodes.Node] = [self.section(data, today) for data in facts.datasets()]
        if local := facts.local_datasets():
            sections.append(self.of_edition(local, today))
        return sections

    def of_edition(self, local: Sequence[Dataset], today: date) -> nodes.section:
        """The tables that the edition brings, under who publishes it."""
        section = nodes.section("", ids=["datasets-of-edition"], names=["datasets-of-edition"])
        self.state.document.note_explicit_target(section)
        section += _text(nodes.title, _("Data of {publisher}").format(publisher=edition().publisher or edition().name))
        section += [self.section(data, today) for data in local]
        return section

    def section(self, data: Dataset, today: date) -> nodes.section:
        """Everything a reader should know about a table before trusting it."""
        anchor = f"dataset-{data.name.replace('_', '-')}"
        section = nodes.section("", ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(section)
        section += _text(nodes.title, _(data.title))
        section += [_text(nodes.paragraph, _(part)) for part in facts.paragraphs(data.description)]
        fields = nodes.field_list()
        rows: tuple[tuple[str, list[nodes.Node]], ...] = (
            (_("What is counted"), [_text(nodes.paragraph, _measure(data))]),
            (_("Sources"), [_sources(data)]),
            (_("Place"), [_text(nodes.paragraph, _(data.place))]),
            (_("Unit"), [_text(nodes.paragraph, _(data.unit))]),
            (_("Consulted"), [_text(nodes.paragraph, _when(data.retrieved))]),
            (_("Licence"), [_paragraph_around(_link(_(data.licence), data.licence_url))]),
            (_("Grade of the evidence"), [_text(nodes.paragraph, _grade(data))]),
            (_("Rows"), [_text(nodes.paragraph, _rows(data))]),
            (_("To be reviewed by"), list(_review(data, today))),
            (_("Used on"), [PagesOfDataset(dataset=data.name)]),
        )
        for name, body in rows:
            fields += nodes.field("", _text(nodes.field_name, name), nodes.field_body("", *body))
        section += fields
        return section


class LinkPagesOfDataset(SphinxPostTransform):
    """Name and link the pages that use each table."""

    default_priority = 200

    def run(self, **_kwargs: Any) -> None:
        """Replace the marks of this page."""
        marks = list(self.document.findall(PagesOfDataset))
        if not marks:
            return
        pages = {doc: used(self.env, doc) for doc in self.env.collect_relations()}
        known = {data.name for data in (*facts.datasets(), *facts.local_datasets())}
        for doc, names in pages.items():
            for name in names:
                if name not in known:
                    logger.warning("the page uses %r, a table that data/ lacks", name, location=doc)
        for mark in marks:
            links = [self.link(doc) for doc, names in pages.items() if mark["dataset"] in names]
            if not links:
                mark.replace_self(_text(nodes.paragraph, _("No page yet")))
                continue
            mark.replace_self(_bullets(links))

    def link(self, doc: str) -> nodes.reference:
        """A link to a page, with its title."""
        uri = self.app.builder.get_relative_uri(self.env.docname, doc)
        return nodes.reference("", self.env.titles[doc].astext(), internal=True, refuri=uri)


def used(env: BuildEnvironment, doc: str) -> tuple[str, ...]:
    """The tables a page says it uses."""
    # read from the file: what the parsers leave of nested metadata differs between Markdown and notebooks
    path = Path(env.doc2path(doc))
    text = path.read_text(encoding="utf-8")
    head: Any = {}
    if path.suffix == ".ipynb":
        head = json.loads(text).get("metadata", {})
    elif text.startswith("---\n"):
        head = yaml.safe_load(text[4:].partition("\n---")[0]) or {}
    names = (head.get("tertulia") or {}).get("facts", [])
    if not isinstance(names, list):
        logger.warning("tertulia: facts: is not a list of tables; write facts: [name, name]", location=doc)
        return ()
    return tuple(str(name) for name in names)


def _measure(data: Dataset) -> str:
    words = {
        "firms": _("Firms"),
        "accounts": _("Accounts the networks count"),
        "ad audience": _("Accounts the ad tools say they can reach"),
        "self-reported use": _("People who say they use it"),
        "estimate": _("Our estimate"),
        "literature": _("What studies and vendors published"),
        "law": _("Rules, not measurements"),
    }
    return words[data.measure]


def _grade(data: Dataset) -> str:
    words = {
        "A": _("A: causal experiment"),
        "B": _("B: measured benchmark"),
        "C": _("C: survey or vendor"),
        "D": _("D: our judgement"),
    }
    if data.grade:
        return words[data.grade]
    if any(field.name == "grade" for field in data.fields):
        return _("Each row has its own")
    return _("Does not apply")


def _rows(data: Dataset) -> str:
    rows = facts.rows(data.name)
    words = {
        "read_primary": _("{n} read at the source"),
        "read_secondary": _("{n} read in a copy"),
        "derived": _("{n} derived from figures that were read"),
        "ours": _("{n} set by us"),
    }
    counts = Counter(str(row["status"]) for row in rows)
    parts = [words[status].format(n=number(counts[status])) for status in facts.STATUSES if counts[status]]
    total = ngettext("{n} row", "{n} rows", len(rows)).format(n=number(len(rows)))
    return f"{total}: {', '.join(parts)}"


def _when(retrieved: str) -> str:
    if len(retrieved) == 7:
        return day(date.fromisoformat(f"{retrieved}-01"), _("LLLL y"))
    return day(date.fromisoformat(retrieved))


def _review(data: Dataset, today: date) -> Iterator[nodes.Node]:
    yield _text(nodes.paragraph, day(data.review_by))
    if data.review_by < today:
        late = _("This date has passed. Check the figures at their source before you rely on them.")
        yield _text(nodes.paragraph, late)


def _sources(data: Dataset) -> nodes.bullet_list:
    return _bullets([_link(_(source.title), source.url) for source in data.sources])


def _bullets(links: Sequence[nodes.Node]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", _paragraph_around(link)) for link in links))


def _paragraph_around(link: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", link, translatable=False)


def _link(text: str, url: str) -> nodes.Node:
    return nodes.reference("", text, refuri=url) if url else nodes.Text(text)


def _text(kind: type[nodes.TextElement], text: str) -> nodes.TextElement:
    """A node whose text is already in the book's language, so that no catalogue touches it again."""
    return kind("", text, translatable=False)


def _set_language(_app: Sphinx, config: Config) -> None:
    speak(config.language)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive; datasets_today is the day to judge review dates by, empty for today."""
    app.add_config_value("datasets_today", "", "env", str)
    app.connect("config-inited", _set_language)
    app.add_node(PagesOfDataset)
    app.add_directive("datasets", Datasets)
    app.add_post_transform(LinkPagesOfDataset)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
