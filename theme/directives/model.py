"""An exercise's model in plain words, on the page of the models.

:::{model} Content mix
:exercise: ../exercises/strategy/content_mix

What it works out, what it can say and what it cannot.
:::
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from theme.drawings import icon
from theme.nodes import frame, line


class ExerciseLink(nodes.General, nodes.Element):
    """The way to the exercise, attribute "doc"; its title is not known before every page is read."""


class Model(SphinxDirective):
    """A model: its name, its exercise, and what it can and cannot say."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"exercise": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The account, with the way to the exercise below; an error without an exercise."""
        self.assert_has_content()
        if "exercise" not in self.options:
            raise self.error("model: say which exercise it belongs to, as in `:exercise: ../exercises/a/b`.")
        doc = docname_join(self.env.docname, self.options["exercise"].strip())
        title = line(self, self.arguments[0], "<h3>", "</h3>")
        name = f"model-{doc.rpartition('/')[2].replace('_', '-')}"
        return [
            frame(
                f'<div class="tt-model" id="{escape(name)}">',
                title,
                *self.parse_content_to_nodes(),
                ExerciseLink(doc=doc),
                end="</div>",
            )
        ]


class LinkExercises(SphinxPostTransform):
    """Lead to the exercises; one that is not in the book gets no link, and `tests/site` complains."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the ways of this page."""
        for way in list(self.document.findall(ExerciseLink)):
            way.replace_self(frame(self.link(way["doc"]), end=""))

    def link(self, doc: str) -> str:
        """The link, or nothing."""
        if doc not in self.env.titles:
            return ""
        href = self.app.builder.get_relative_uri(self.env.docname, doc)
        title = _("To the exercise: {title}").format(title=self.env.titles[doc].astext())
        return f'<p class="tt-model__way"><a href="{escape(href)}">{escape(title)}{icon("next")}</a></p>'


def setup(app: Sphinx) -> None:
    """Register the directive and its post-transform."""
    app.add_node(ExerciseLink)
    app.add_directive("model", Model)
    app.add_post_transform(LinkExercises)
