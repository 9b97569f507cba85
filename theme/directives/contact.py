"""Where to reach whoever publishes the copy that is being read.

```{contact}
```

Says the edition's contact, or that its publisher is the one to ask while an edition has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from theme import edition
from theme.nodes import frame


def said(told: Mapping[str, Any]) -> str:
    """The sentence as HTML; told: what the pages show of the edition."""
    place = told.get("contact", "")
    if not place:
        return f"<p>{escape(_('Write to the people who published the copy you are reading.'))}</p>"
    link = f'<a href="{escape(edition.href(place))}">{escape(place.removeprefix("https://"))}</a>'
    words = escape(_("Write to {publisher}: {place}.")).format(
        publisher=escape(told.get("publisher", "")).removesuffix("."), place=link
    )
    return f"<p>{words}</p>"


class Contact(SphinxDirective):
    """Whom to write to."""

    def run(self) -> list[nodes.Node]:
        """The sentence."""
        return [frame(said(self.config.tertulia_edition), end="")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("contact", Contact)
