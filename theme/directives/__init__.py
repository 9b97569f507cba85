"""The directives the pages are written with, one module per kind."""

from __future__ import annotations

from sphinx.application import Sphinx

from theme.directives import (
    card,
    claims,
    contact,
    evidence,
    figure,
    home,
    how_to,
    model,
    monday,
    offline,
    question,
    record,
    story,
    teach,
    your_data,
)


def setup(app: Sphinx) -> None:
    """Register every directive and role."""
    for module in (
        card,
        claims,
        contact,
        evidence,
        figure,
        home,
        how_to,
        model,
        monday,
        offline,
        question,
        record,
        story,
        teach,
        your_data,
    ):
        module.setup(app)
