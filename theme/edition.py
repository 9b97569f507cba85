"""What the pages show of the edition: its names, its logo and colour, who publishes it, and the pages it leaves out.

The build says it in the configuration, `tertulia_edition`, in the words of one language: name, short_name, claim,
publisher, contact, feedback, legal_notice, privacy, cookies, licence, versions (a sentence), colour, logo, logo_dark
(files), left_out (pages), sources (the file of each page of its own). A book that is built
alone, with `jupyter-book build .`, says nothing of it, and shows what needs nothing of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from theme import drawings

ACCENT = re.compile(r"(--accent: )#[0-9a-fA-F]{6};")
"""The one line of `tokens.css` from which all colours of an edition are derived."""

TITLE = re.compile(r"\A# .*$", re.MULTILINE)


def brand(app: Sphinx, content_root: str) -> str:
    """The edition's logo, or our mark: beside a name that says the same, so for the eye only."""
    told = app.config.tertulia_edition
    if not told.get("logo"):
        return drawings.mark()
    place = f"{escape(content_root)}_static"
    if not told.get("logo_dark"):
        return f'<img class="tt-logo" src="{place}/{_logo_name(told["logo"], "light")}" alt="">'
    return "".join(
        f'<img class="tt-logo tt-logo--{mode}" src="{place}/{_logo_name(told[key], mode)}" alt="">'
        for mode, key in LOGOS.items()
    )


LOGOS = {"light": "logo", "dark": "logo_dark"}
"""The logo of each theme; without one for dark pages, the first is for both."""


def favicon(app: Sphinx, content_root: str) -> str:
    """The picture of the browser's tab."""
    logo = app.config.tertulia_edition.get("logo")
    return f"{content_root}_static/{_logo_name(logo, 'light')}" if logo else drawings.favicon()


MANIFEST = "manifest.webmanifest"
"""What a phone is told that puts the course on its home screen, in the folder of each language of a site."""


def icons(app: Sphinx, content_root: str) -> list[dict[str, str]]:
    """The pictures of tab and home screen, beside the languages of a site; a book built alone has the tab's alone."""
    if not app.config.tertulia_languages:
        return [{"rel": "icon", "href": favicon(app, content_root)}]
    place = f"{content_root}../icons"
    return [
        {"rel": "icon", "href": f"{place}/icon-32.png", "sizes": "32x32"},
        {"rel": "icon", "href": f"{place}/icon.svg", "sizes": "any"},
        {"rel": "apple-touch-icon", "href": f"{place}/icon-180.png"},
        {"rel": "manifest", "href": f"{content_root}{MANIFEST}"},
    ]


def href(place: str) -> str:
    """An address of e-mail or of the web as a link."""
    return place if place.startswith("https://") else f"mailto:{place}" if place else ""


def leaves_out(config: Any, doc: str) -> bool:
    """True for a page of the course that this edition does not have."""
    return doc in config.tertulia_edition.get("left_out", ())


def _logo_name(file: str, mode: str) -> str:
    return f"logo-{mode}{Path(file).suffix}"


class LeaveOut(SphinxTransform):
    """A link to a page that is left out becomes plain words."""

    default_priority = 500

    def apply(self, **_kwargs: Any) -> None:
        """Change what this page says of pages that are not there."""
        if not self.config.tertulia_edition.get("left_out"):
            return
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link.get("refdomain") == "doc" and leaves_out(self.config, str(link["reftarget"])):
                link.replace_self(nodes.inline("", "", *link.children))


def read_own(app: Sphinx, doc: str, source: list[str]) -> None:
    """Pages of the edition's own in the book's language; the home page under the edition's name."""
    told: Mapping[str, Any] = app.config.tertulia_edition
    file = told.get("sources", {}).get(doc)
    if file:
        app.env.note_dependency(file)
        source[0] = Path(file).read_text(encoding="utf-8-sig")
    elif doc == app.config.root_doc and told.get("name"):
        source[0] = TITLE.sub(f"# {told['name']}", source[0], count=1)


def dress(app: Sphinx, exception: Exception | None) -> None:
    """Put the logo into the finished book, and the colour into its style sheet."""
    told = app.config.tertulia_edition
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for mode, key in LOGOS.items():
        if told.get(key):
            shutil.copyfile(told[key], static / _logo_name(told[key], mode))
    if told.get("colour"):
        sheet = static / "tokens.css"
        sheet.write_text(ACCENT.sub(rf"\g<1>{told['colour']};", sheet.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the configuration and what reads it."""
    app.add_config_value("tertulia_edition", {}, "env", dict)
    app.add_transform(LeaveOut)
    app.connect("source-read", read_own)
    app.connect("build-finished", dress, priority=900)
