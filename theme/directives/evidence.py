"""A piece of evidence and how strong it is.

:::{evidence} What the study found, as a sentence
:grade: C
The finding in plain words, and its source.
:::
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from tertulia.widgets.base.components import grade
from theme.drawings import icon
from theme.nodes import frame, line

GRADES = ("A", "B", "C", "D")


def _meanings() -> dict[str, str]:
    return {
        "A": _("An experiment showed cause and effect."),
        "B": _("Measured on many accounts; it does not show the cause."),
        "C": _("A survey, a few cases, or figures from somebody who sells something."),
        "D": _("Our judgement. We know of nobody who has measured it."),
    }


class Evidence(SphinxDirective):
    """A finding with its grade, A to D, and behind a fold what the letters mean."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"grade": directives.unchanged, "name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The framed finding; an error without one of the four grades."""
        self.assert_has_content()
        letter = self.options.get("grade", "").strip()
        if letter not in GRADES:
            raise self.error(f"evidence: `:grade:` must be A, B, C or D, not {letter!r}.")
        title = line(self, self.arguments[0], "<h3>", "</h3>")
        scale = "".join(f"<li>{grade(each)}<span>{escape(words)}</span></li>" for each, words in _meanings().items())
        more = (
            f'<details><summary><span class="tt-more">{escape(_("What the letters mean"))}'
            f'{icon("down", "tt-chev")}</span></summary><ul class="tt-scale">{scale}</ul></details>'
        )
        content = self.parse_content_to_nodes()
        return [
            frame(
                '<div class="tt-evidence">',
                frame("<header>", title, end=f"{grade(letter)}</header>"),
                *content,
                end=f"{more}</div>",
                part="evidence",
            )
        ]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("evidence", Evidence)
