"""The way from the reading to the doing.

:::{exercise-card} ../exercises/strategy/network_picker
:minutes: 10
One sentence: what the reader gets out of it.
:::
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _, number
from theme import edition
from theme.drawings import icon, thumbnail
from theme.nodes import Card, frame


class ExerciseCard(SphinxDirective):
    """A card that leads to an exercise; it shows the exercise's own title."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"minutes": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """The card; an error if there is no such page or no number of minutes."""
        doc = docname_join(self.env.docname, self.arguments[0].strip().removesuffix(".ipynb").removesuffix(".md"))
        if edition.leaves_out(self.config, doc):
            return []
        if doc not in self.env.found_docs:
            raise self.error(f"exercise-card: there is no page {doc!r}. Is it in _toc.yml?")
        if "minutes" not in self.options:
            raise self.error("exercise-card: say how long it takes, as in `:minutes: 10`.")
        card = Card("", *self.parse_content_to_nodes(), doc=doc, minutes=self.options["minutes"])
        if any(card.findall(lambda part: isinstance(part, nodes.reference | addnodes.pending_xref))):
            raise self.error("exercise-card: the whole card is a link, so its text cannot hold another one.")
        self.set_source_info(card)
        return [card]


class ResolveCards(SphinxPostTransform):
    """Fill in each card's title and address."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the cards of this page."""
        for card in list(self.document.findall(Card)):
            href = self.app.builder.get_relative_uri(self.env.docname, card["doc"])
            title = self.env.titles[card["doc"]].astext()
            time = _("Do it yourself · {n} minutes").format(n=number(card["minutes"]))
            card.replace_self(
                frame(
                    f'<a class="tt-next" href="{escape(href)}">'
                    f'<span class="tt-next__pic">{thumbnail(card["doc"].rpartition("/")[2])}</span>'
                    f"<div><small>{escape(time)}</small><h3>{escape(title)}</h3>",
                    *card.children,
                    end=f"</div>{icon('next')}</a>",
                )
            )


def setup(app: Sphinx) -> None:
    """Register the directive and its post-transform."""
    app.add_directive("exercise-card", ExerciseCard)
    app.add_post_transform(ResolveCards)
