"""Files to take away, as links that hold the file themselves: nothing is fetched and nothing leaves the device."""

from __future__ import annotations

import base64
from html import escape

from tertulia.language import _


def download(label: str, name: str, kind: str, content: bytes) -> str:
    """A link that saves `content` under `name`; kind: its media type. The label is HTML."""
    data = base64.b64encode(content).decode()
    return f'<a class="tt-btn tt-btn--line" download="{escape(name)}" href="data:{kind};base64,{data}">{label}</a>'


def take_away(links: list[str], note: str) -> str:
    """The section with the links and a line below them."""
    return (
        f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">{"".join(links)}</p>'
        f'<p class="tt-note">{note}</p></section>'
    )
