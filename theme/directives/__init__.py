"""The directives the pages are written with, one module per kind."""

from __future__ import annotations

from sphinx.application import Sphinx

from theme.directives import card, evidence, figure, home, monday, question, story


def setup(app: Sphinx) -> None:
    """Register every directive and role."""
    for module in (card, evidence, figure, home, monday, question, story):
        module.setup(app)
