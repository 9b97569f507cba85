"""{figure-of} NAME: a picture from `tertulia.charts.figures`, with its text alternative and its source."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from theme.nodes import frame


class FigureOf(SphinxDirective):
    """A picture drawn from the course's data when the page is read."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The figure; an error if no picture has that name."""
        from tertulia.charts.figures import FIGURES

        name = self.arguments[0]
        if name not in FIGURES:
            raise self.error(f"figure-of: there is no picture {name!r}. There are: {', '.join(sorted(FIGURES))}.")
        return [frame(f'<div class="tt-picture">{FIGURES[name]().html()}', end="</div>", part="picture")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("figure-of", FigureOf)
