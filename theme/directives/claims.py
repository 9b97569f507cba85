"""The table of claims.

```{claims}
```

One entry per row of `chapters/claims.csv`: what the articles say, where the course teaches it, lets the learner
practise it, and which test checks it. A page that is not in the book is named without a link; `tests/site` complains.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from theme import toc
from theme.claims import Claim, claims
from theme.nodes import frame


class ClaimPlaces(nodes.General, nodes.Element):
    """The places of a claim, attribute "places": (page, anchor) pairs; titles are not known before all pages are."""


class Claims(SphinxDirective):
    """Every claim with its sources and its places."""

    def run(self) -> list[nodes.Node]:
        """The list, in the order of the table."""
        self.env.note_reread()
        entries = [self.entry(claim) for claim in claims()]
        return [frame('<ol class="tt-claims">', *entries, end="</ol>")]

    def entry(self, claim: Claim) -> nodes.Node:
        """One claim."""
        cited, _problems = self.parse_inline(" ".join(f"{{cite:p}}`{source}`" for source in claim.sources))
        sources = nodes.paragraph("", "", *cited, translatable=False)
        places = nodes.field_list()
        for name, content in (
            (_("Said in"), sources),
            (_("Taught in"), ClaimPlaces(places=list(claim.taught))),
            (_("Practised in"), ClaimPlaces(places=[(page, "") for page in claim.practised])),
            (_("Checked by"), _files(claim.tested)),
        ):
            places += nodes.field("", nodes.field_name("", name, translatable=False), nodes.field_body("", content))
        words = f"<h2><span>{claim.number}</span> {escape(_(claim.text))}</h2>"
        return frame(f'<li id="claim-{claim.number}">{words}', places, end="</li>")


def _files(names: tuple[str, ...]) -> nodes.paragraph:
    shown: list[nodes.Node] = []
    for place, name in enumerate(names):
        shown += [nodes.Text(", ")] * bool(place) + [nodes.literal("", name, translatable=False)]
    return nodes.paragraph("", "", *shown, translatable=False)


class LinkClaims(SphinxPostTransform):
    """Link each place, by the title of its page and section."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the marks of this page."""
        for ways in list(self.document.findall(ClaimPlaces)):
            items = "".join(f"<li>{self.way(page, anchor)}</li>" for page, anchor in ways["places"])
            ways.replace_self(frame(f"<ul>{items}", end="</ul>"))

    def way(self, page: str, anchor: str) -> str:
        """A link to a page, or to a section of it."""
        if page not in self.env.titles:
            return f"<code>{escape(page)}</code>"
        title = self.env.titles[page].astext()
        section = next((place for place in toc.places(self.env, page) if place.anchor == f"#{anchor}"), None)
        href = self.app.builder.get_relative_uri(self.env.docname, page) + (section.anchor if section else "")
        shown = f"{title}: {section.title}" if section else title
        return f'<a href="{escape(href)}">{escape(shown)}</a>'


def setup(app: Sphinx) -> None:
    """Register the directive and its post-transform."""
    app.add_node(ClaimPlaces)
    app.add_directive("claims", Claims)
    app.add_post_transform(LinkClaims)
