"""The part of the page "Use without a net" that does it.

```{offline}
```

It says how much there is to fetch before it fetches anything, keeps the whole course on this device, brings a newer
version when the site has one, and takes it away again: `static/offline.js`, `static/offline_copy.js`, and the files
that `publish/offline.py` writes.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from theme.nodes import frame

SCRIPTS = ("offline_copy.js", "offline.js")
"""What only the page with this part loads; the page "Your data" has the first of them, too."""


def words() -> dict[str, str]:
    """What `static/offline.js` says."""
    return {
        "size": _("To fetch once: {size} MB in {files} files. Nothing has been kept so far."),
        "whole": _("The whole course is on this device ({size} MB) and works without a net."),
        "newer": _("The site has a newer version; {size} MB of it are new."),
        "may_go": _("If this device runs out of room, the browser may remove the copy without asking."),
        "begun": _(
            "A part of the course is here: {had} of {size} MB. It works without a net when the rest is here, too."
        ),
        "coming": _("The course is being fetched. You can go on in another tab; leave this page open."),
        "had": _("{had} of {size} MB"),
        "done": _("Done. From the next page you open, everything comes from this device."),
        "stopped": _("Stopped. What has come stays here; go on whenever you like."),
        "removed": _("Removed. This browser keeps no copy of the course now. Your notes are where they were."),
        "insecure": _(
            "It does not work at this address, because browsers allow it only where the address begins with https://. "
            "So it is in a room where the course comes from a teacher’s computer. Ask whoever shows you the course for "
            "its address on the web."
        ),
        "file": _(
            "You have opened the course as a file. It is on this device already, but browsers let its exercises move "
            "only when a web server shows the pages. The program room.pyz, which lies beside the course’s folder, is "
            "one."
        ),
        "unable": _(
            "This browser cannot do it: it is too old, or this is a private window. Open the page in an ordinary "
            "window of a recent browser."
        ),
        "blocked": _(
            "This browser has switched off the storage for this address, so it can keep nothing. Its settings for "
            "privacy or cookies decide this."
        ),
        "no_list": _(
            "This copy of the course cannot be kept: it is part of a learning platform, of a workshop or of a book "
            "that was built on its own. The course at its own address on the web can."
        ),
        "unreached": _("The site cannot be reached now. What is here stays; try again when there is a net."),
        "missing": _(
            "A file is missing on the site: {name}. What was here before works as it did. Tell the publisher."
        ),
        "altered": _(
            "A file does not arrive as it was published: {name}. Something on the way changes it. What was here before "
            "works as it did. Try another connection, or tell the publisher."
        ),
        "anew": _("The course was published anew in this moment. Press once more, and you get the new version."),
        "full": _(
            "There is no more room on this device. What was here before works as it did. Make room and go on, or "
            "remove what has come."
        ),
        "small": _("This browser has room for {free} MB here, and the course takes {size} MB. Nothing was fetched."),
        "twice": _("Another tab is fetching the course already."),
        "refused": _(
            "The browser did not let the course show pages without a net. Nothing was kept. A private window or a "
            "setting for privacy may be the reason."
        ),
    }


def part() -> str:
    """The part as HTML, to be filled by its script."""
    told = json.dumps(words(), ensure_ascii=False).replace("</", "<\\/")
    buttons = "".join(
        f'<button class="tt-btn{line}" type="button" data-{name} hidden>{escape(label)}</button>'
        for name, line, label in (
            ("take", "", _("Use without a net")),
            ("go-on", "", _("Fetch the rest")),
            ("renew", "", _("Fetch the newer version")),
            ("stop", " tt-btn--line", _("Stop")),
            ("remove", " tt-btn--line", _("Remove from this device")),
        )
    )
    bar = (
        f'<div data-progress hidden><progress aria-label="{escape(_("How much has come"))}"></progress>'
        '<p class="tt-note" data-had></p></div>'
    )
    without = escape(_("This page needs JavaScript, and your browser has it switched off."))
    return (
        f'<div class="tt-yours tt-offline tt-js" data-offline><script type="application/json">{told}</script>'
        f'<p data-state>{escape(_("Looking…"))}</p>{bar}<p class="tt-actions">{buttons}</p>'
        f'<p role="status" tabindex="-1" data-said></p></div><noscript><p>{without}</p></noscript>'
    )


class Offline(SphinxDirective):
    """What is kept of the course on this device, and the buttons for it."""

    def run(self) -> list[nodes.Node]:
        """The part."""
        return [frame(part(), end="")]


def _add_scripts(
    app: Sphinx, _doc: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Only a page with this part loads what it needs."""
    if doctree is not None and " data-offline>" in context.get("body", ""):
        for place, name in enumerate(SCRIPTS):
            app.add_js_file(name, loading_method="defer", priority=900 + place)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("offline", Offline)
    app.connect("html-page-context", _add_scripts, priority=500)
