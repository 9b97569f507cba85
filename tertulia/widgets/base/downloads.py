"""Files to take away, as links that hold the file themselves: nothing is fetched and nothing leaves the device."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from tertulia.html import Html, as_html
from tertulia.language import _
from tertulia.widgets.base.components import note, section


def download(label: str, name: str, kind: str, content: bytes | str) -> Html:
    """A link that saves `content` under `name`; kind: its media type. A text is saved as UTF-8."""
    data = base64.b64encode(content.encode() if isinstance(content, str) else content).decode()
    return Html(
        f'<a class="tt-btn tt-btn--line" download="{as_html(name)}" href="data:{kind};base64,{data}">'
        f"{as_html(label)}</a>"
    )


def take_away(links: Iterable[Html], explanation: str) -> Html:
    """The section with the links and a line below them."""
    return section(_("Take it with you"), Html(f'<p class="tt-actions">{"".join(links)}</p>{note(explanation)}'))
