"""The feedback form of a finished site as a document (.docx) that an association can change.

It says what the page `sheets/feedback` says, so that paper and file ask the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from publish.errors import PublishError
from tertulia.clock import today
from tertulia.edition import edition
from tertulia.language import speaking
from tertulia.plan.export.document import packed
from tertulia.plan.export.document_blocks import Block, Heading, List, Outline, Paragraph, Table
from theme.workshop.feedback import PAGE

BOX = "☐"

ASKED, COUNTED = 0.52, 0.36
"""Share of a table's width for the questions, where they are asked and where they are counted."""


def write(site: Path, language: str, target: Path) -> None:
    """Write the form of a language of a finished site for teachers; PublishError if the site has none."""
    file = site / language / f"{PAGE}.html"
    if not file.is_file():
        raise PublishError(f"There is no {file}. Build them first: python -m publish build --audience teachers")
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    with speaking(language):
        told = Outline(
            title=_words(page.select_one("h1")),
            subtitle=_words(page.select_one(".tt-lead")),
            author=edition().name,
            blocks=tuple(_blocks(page)),
        )
        document = packed(told, today())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(document)


def _blocks(page: BeautifulSoup) -> Iterator[Block]:
    for table in page.select("main > table"):
        yield _table(table, ASKED)
    for asked in page.select("[data-open]"):
        yield Heading(_words(asked.select_one("p")), 2)
        yield Table(heads=("",), rows=(("",),) * len(asked.select(".tt-ruled")), shares=(1.0,))
    counted = page.select_one("[data-tally]")
    if counted is not None:
        yield Heading(_words(counted.h2))
        yield List(tuple(_words(item) for item in counted.select("li")), True)
        yield Paragraph(_words(counted.select_one(".tt-counted")))
        for table in counted.select("table"):
            yield _table(table, COUNTED)


def _table(table: Tag, asked: float) -> Table:
    heads = tuple(_words(head) for head in table.select("thead :is(th, td)"))
    rows = tuple(
        (_words(row.th), *(BOX if cell.select_one(".tt-box") else "" for cell in row.select("td")))
        for row in table.select("tbody tr")
    )
    columns = len(heads) - 1
    return Table(heads=heads, rows=rows, shares=(asked, *((1 - asked) / columns,) * columns))


def _words(part: Tag | None) -> str:
    return " ".join(part.get_text().split()) if part is not None else ""
