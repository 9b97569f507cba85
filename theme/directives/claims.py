"""The table of claims.

```{claims}
```

One entry per row of `chapters/claims.csv`: what the articles say, where the course teaches it and lets the learner
practise it, and the questions by which the learner checks whether it was understood; where none asks, the exercises
do. A page that is not in the book is named without a link; `tests/site` complains.
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
from theme.directives.question import anchor, quizzes
from theme.nodes import Quiz, frame


class ClaimPlaces(nodes.General, nodes.Element):
    """The places of a claim, attribute "places": (page, anchor) pairs; titles are not known before all pages are."""


class ClaimChecks(nodes.General, nodes.Element):
    """What checks a claim, attribute "claim": the questions are not known before all pages are read."""


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
            (_("Checked by"), ClaimChecks(claim=claim.number, exercises=list(claim.practised))),
        ):
            places += nodes.field("", nodes.field_name("", name, translatable=False), nodes.field_body("", content))
        words = f"<h2><span>{claim.number}</span> {escape(_(claim.text))}</h2>"
        return frame(f'<li id="claim-{claim.number}">{words}', places, end="</li>")


class LinkClaims(SphinxPostTransform):
    """Link each place, by the title of its page and section."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the marks of this page."""
        for ways in list(self.document.findall(ClaimPlaces)):
            items = "".join(f"<li>{self.way(page, anchor)}</li>" for page, anchor in ways["places"])
            ways.replace_self(frame(f"<ul>{items}", end="</ul>"))
        all_checks = list(self.document.findall(ClaimChecks))
        questions = quizzes(self.env) if all_checks else []  # once: it looks into every chapter
        for checks in all_checks:
            asked = [self.question(doc, quiz) for doc, quiz in questions if checks["claim"] in quiz["claims"]]
            items = "".join(f"<li>{way}</li>" for way in asked or [self.way(page, "") for page in checks["exercises"]])
            checks.replace_self(frame(f"<ul>{items}", end="</ul>"))

    def question(self, page: str, quiz: Quiz) -> str:
        """A link to a question."""
        href = f"{self.app.builder.get_relative_uri(self.env.docname, page)}#{anchor(quiz['question'])}"
        return f'<a href="{escape(href)}">{escape(quiz.children[0].astext())}</a>'

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
    app.add_node(ClaimChecks)
    app.add_directive("claims", Claims)
    app.add_post_transform(LinkClaims)
