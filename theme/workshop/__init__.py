"""What a workshop needs beside the chapters, made of the same notes: pages that only a build for teachers has."""

from __future__ import annotations

from sphinx.application import Sphinx

from theme.workshop import forms, run_sheets, slides, teaching, workshop_slides


def setup(app: Sphinx) -> None:
    """Register every part."""
    app.add_config_value("tertulia_workshops", [], "html", list)  # no page is read anew for it
    for module in (slides, workshop_slides, forms, run_sheets, teaching):
        module.setup(app)
