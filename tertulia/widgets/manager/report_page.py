"""The monthly report as a page, and as the files to take away: the same parts in three forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _
from tertulia.widgets.base.components import note
from tertulia.widgets.base.downloads import download, take_away

BULLETS = ("- ", "* ")


@dataclass(frozen=True)
class ReportPart:
    """A heading with its lines, plain text; several lines are a list."""

    heading: str
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """The lines, each with a dash where they are a list."""
        several = len(self.lines) > 1
        return "\n".join(f"- {line}" if several and not line.startswith("- ") else line for line in self.lines)


@dataclass(frozen=True)
class ReportPage:
    """A report: its title, its parts, and where the figures come from."""

    title: str
    parts: Sequence[ReportPart]
    source: str

    def html(self) -> Html:
        """The report as the learner sees it."""
        inside = joined(
            markup("<h3>{heading}</h3>{block}", heading=part.heading, block=_block(part.text)) for part in self.parts
        )
        return Html(
            f'<section class="tt-report" aria-label="{as_html(_("The report"))}"><h2>{as_html(self.title)}</h2>{inside}'
            f"{note(self.source)}</section>"
        )

    def text(self) -> str:
        """The report as a text file."""
        parts = "\n\n".join(f"{part.heading}\n{'-' * len(part.heading)}\n{part.text}" for part in self.parts)
        return f"{self.title}\n{'=' * len(self.title)}\n\n{parts}\n\n{self.source}\n"

    def markdown(self) -> str:
        """The report as a Markdown file."""
        parts = "\n\n".join(f"## {part.heading}\n\n{part.text}" for part in self.parts)
        return f"# {self.title}\n\n{parts}\n\n{self.source}\n"

    def files(self) -> Html:
        """The files, as links that hold them."""
        name = _("report")
        links = [
            download(_("Text (.txt)"), f"{name}.txt", "text/plain;charset=utf-8", self.text()),
            download(_("Markdown (.md)"), f"{name}.md", "text/markdown;charset=utf-8", self.markdown()),
        ]
        return take_away(links, _("Made on this device; nothing is sent anywhere."))


def _block(text: str) -> Html:
    """Lines of plain text as HTML: those that begin with a dash become a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    block = []
    for listed, together in groupby(lines, key=lambda line: line.startswith(BULLETS)):
        if listed:
            items = joined(markup("<li>{line}</li>", line=line[2:]) for line in together)
            block.append(markup("<ul>{items}</ul>", items=items))
        else:
            block += [markup("<p>{line}</p>", line=line) for line in together]
    return joined(block)
