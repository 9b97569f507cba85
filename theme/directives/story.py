"""What a chapter opens with, and what has changed since its sources were written.

:::{outcomes}               what the reader can do afterwards: a bullet list
:::{story}                  the invented firm's case
:::{changed} Title          what is different today; `:date:` is the year and month of the last look, 2026-11
"""

from __future__ import annotations

import re
from datetime import date
from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _, day
from theme.nodes import frame, line


class Outcomes(SphinxDirective):
    """A bullet list under "After this chapter you can"."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The framed list."""
        self.assert_has_content()
        title = f"<h2>{escape(_('After this chapter you can'))}</h2>"
        content = self.parse_content_to_nodes()
        return [frame(f'<div class="tt-outcomes">{title}', *content, end="</div>", part="outcomes")]


class Story(SphinxDirective):
    """A case from an invented firm, labelled as invented."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The framed story."""
        self.assert_has_content()
        tag = f'<span class="tt-tag">{escape(_("Invented firm"))}</span>'
        content = self.parse_content_to_nodes()
        return [frame(f'<div class="tt-story">{tag}', *content, end="</div>", part="story")]


def month(text: str | None) -> date:
    """The first day of the month written as 2026-11, for the option `:date:`."""
    if not text or not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text.strip()):
        raise ValueError(f"{text!r} is not a year and a month like 2026-11")
    return date.fromisoformat(text.strip() + "-01")


class Changed(SphinxDirective):
    """What has changed since the sources were written, with the month somebody last looked."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"date": month, "name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The framed account; an error without a date."""
        self.assert_has_content()
        if "date" not in self.options:
            raise self.error("changed: say when somebody last looked, as in `:date: 2026-11`.")
        looked = self.options["date"]
        when = _("As of {month}").format(month=day(looked, _("MMMM y")))
        title = line(self, self.arguments[0], "<h3>", "</h3>")
        note = f'<span class="tt-tag"><time datetime="{looked:%Y-%m}">{escape(when)}</time></span>'
        content = self.parse_content_to_nodes()
        return [
            frame('<div class="tt-changed">', frame("<header>", title, end=f"{note}</header>"), *content, end="</div>")
        ]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("outcomes", Outcomes)
    app.add_directive("story", Story)
    app.add_directive("changed", Changed)
