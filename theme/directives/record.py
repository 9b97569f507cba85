"""The completion record: one sheet to print that says what the learner has done.

```{completion-record}
```

It is filled by `static/record.js` from what this browser keeps, printed by the browser (`static/record.css`), and goes
nowhere. It calls itself a completion record, made by the learner: nobody has checked it.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from theme import drawings, progress, toc
from theme.directives.your_data import without_storage
from theme.nodes import frame
from theme.toc import TocPage

MOST_NAME = 80
"""Characters of a name, as `static/kinds.js` has it."""


def words() -> dict[str, str]:
    """What `static/record.js` says."""
    return {
        "whole": _("Completion record"),
        "part": _("Completion record, so far"),
        "named": _(
            "{name} has worked through the course “{course}”: read it, done its exercises, answered its questions."
        ),
        "unnamed": _(
            "The course “{course}” has been worked through: read, its exercises done, its questions answered."
        ),
        "named_part": _("{name} has done this so far of the course “{course}”."),
        "unnamed_part": _("This has been done so far of the course “{course}”."),
        "unread": _("not yet"),
        "of": _("{n} of {all}"),
        "days": _("From {first} to {last}"),
        "day": _("On {first}"),
        "made": _(
            "Made on {date} by the learner, from notes that their own browser keeps. Nobody has checked it. A question "
            "counts as right when it was right at the first answer, or at the first on the day on which it came back."
        ),
        "open": _("Still open. You can print the record as it stands, too:"),
        "nothing_open": _("You have worked through everything. The record is ready to print."),
        "to_read": _("to read"),
        "to_answer": _("questions to answer: {n}"),
        "kept": _("Your name is kept in this browser only."),
        "not_kept": _("This browser keeps nothing: your name is gone when you leave the page."),
    }


class Record(nodes.General, nodes.Element):
    """The record; the steps are not known before every page is read."""


class CompletionRecord(SphinxDirective):
    """The completion record."""

    def run(self) -> list[nodes.Node]:
        """A placeholder."""
        return [Record()]


class ShowRecord(SphinxPostTransform):
    """Turn the record into HTML."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the record of this page."""
        for record in list(self.document.findall(Record)):
            record.replace_self(frame(without_storage() + self._asks() + self._sheet(), end=""))

    def _asks(self) -> str:
        """What stands around the sheet on the screen: the name, the button, what is open."""
        told = json.dumps(words(), ensure_ascii=False).replace("</", "<\\/")
        return (
            f'<script type="application/json" data-record-words>{told}</script>'
            f'<div class="tt-yours tt-record-asks tt-js"><label for="record-name">'
            f"{escape(_('Your name, if it shall stand on the record'))}</label>"
            f'<input id="record-name" type="text" maxlength="{MOST_NAME}" autocomplete="name" spellcheck="false" '
            'aria-describedby="record-said"><p class="tt-note" id="record-said"></p>'
            f'<p class="tt-actions"><button class="tt-btn" type="button" data-print>{escape(_("Print or save as PDF"))}'
            '</button></p><div data-open><p role="status"></p><ul></ul></div></div>'
        )

    def _sheet(self) -> str:
        """The sheet itself."""
        heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in (_("Step"), *_columns()))
        rows = "".join(self._row(step) for step in toc.steps(self.env))
        sign = "".join(
            f"<p><span></span>{escape(text)}</p>"
            for text in (_("Who ran the workshop, if there was one"), _("Date"), _("Signature"))
        )
        return (
            f'<div class="tt-record tt-js" role="group" aria-labelledby="record-title"><p class="tt-record__brand" '
            f'data-brand>{drawings.mark()}<b></b></p><h2 id="record-title"></h2><p class="tt-record__who" data-who></p>'
            f"<p data-days></p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody><tfoot><tr>"
            f'<th scope="row" colspan="2">{escape(_("Together"))}</th>{_cells(*_columns()[1:])}</tr></tfoot></table>'
            f'<p data-made></p><div class="tt-record__sign">{sign}</div></div>'
        )

    def _row(self, step: TocPage) -> str:
        inner = "".join(
            f'<li data-exercise="{escape(page.doc)}" hidden><a href="{escape(self._to(page))}">{escape(page.title)}</a>'
            "</li>"
            for page in step.walk()
            if page is not step
        )
        listed = f"<ul>{inner}</ul>" if inner else ""
        return (
            f'<tr {progress.mark(self.app, step)}><th scope="row"><a href="{escape(self._to(step))}">'
            f"{escape(step.title)}</a>{listed}</th>{_cells(*_columns())}</tr>"
        )

    def _to(self, page: TocPage) -> str:
        return self.app.builder.get_relative_uri(self.env.docname, page.doc)


def _columns() -> tuple[str, str, str]:
    """What the columns beside the steps hold."""
    return _("Read on"), _("Exercises"), _("Questions right")


def _cells(*columns: str) -> str:
    """Empty cells; each says what it holds, for a screen on which the head of the table has no room."""
    return "".join(f'<td data-holds="{escape(column)}"></td>' for column in columns)


def _add_assets(
    app: Sphinx, _doc: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Only the page of the record loads what fills and prints it."""
    if doctree is not None and "data-record-words" in context.get("body", ""):
        app.add_js_file("record.js", loading_method="defer", priority=900)
        app.add_css_file("record.css", priority=900)


def setup(app: Sphinx) -> None:
    """Register the directive and its post-transform."""
    app.add_node(Record)
    app.add_directive("completion-record", CompletionRecord)
    app.add_post_transform(ShowRecord)
    app.connect("html-page-context", _add_assets, priority=500)
