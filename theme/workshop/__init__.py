"""What a workshop needs beside the chapters, made of the same notes: pages that only a build for teachers has."""

from __future__ import annotations

from sphinx.application import Sphinx

from theme.workshop import forms, slides


def setup(app: Sphinx) -> None:
    """Register every part."""
    app.add_config_value("tertulia_workshops", [], "env", list)
    for module in (slides, forms):
        module.setup(app)
