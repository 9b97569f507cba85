"""The feedback form: what people can do after the workshop, its pace, and two open questions; nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

from tertulia.language import _
from theme import toc
from theme.nodes import Frame

PAGE = "sheets/feedback"

MOST_OUTCOMES = 5
"""With the pace and two open questions that makes eight, which is what people answer on their way out."""


@dataclass(frozen=True, kw_only=True)
class FeedbackForm:
    """scales: questions answered by a tick, each with the answers; open: those answered in words."""

    scales: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    open: tuple[str, ...]


def feedback_form(env: BuildEnvironment) -> FeedbackForm:
    """The form of this build: from the chapters of its workshop, or of the whole course."""
    outcomes = tuple(_first_outcomes(env, taught(env)))[:MOST_OUTCOMES]
    return FeedbackForm(
        scales=(
            (outcomes, (_("not yet"), _("a little"), _("mostly"), _("yes"))),
            ((_("The pace was"),), (_("too slow"), _("right"), _("too fast"))),
        ),
        open=(
            _("What will you do first, and on which day?"),
            _("What should we leave out, add or do otherwise next time?"),
        ),
    )


def taught(env: BuildEnvironment) -> list[str]:
    """The chapters of the workshops of this build, or else all, in the course's order."""
    workshops: list[Mapping[str, Any]] = env.config.tertulia_workshops
    pages = {
        item["page"]
        for workshop in workshops
        for session in workshop["sessions"]
        for item in session["items"]
        if item.get("page")
    }
    chapters = [step.doc for step in toc.steps(env) if not pages or any(step.holds(page) for page in pages)]
    return chapters or [step.doc for step in toc.steps(env)]


def _first_outcomes(env: BuildEnvironment, chapters: list[str]) -> Iterator[str]:
    """What each chapter says first that one can do after it; then what comes second, and so on."""
    lists = []
    for doc in chapters:
        for part in env.get_doctree(doc).findall(Frame):
            if part["part"] == "outcomes":
                lists.append([item.astext() for item in part.findall(nodes.list_item)])
    for place in range(max(map(len, lists), default=0)):
        yield from (each[place] for each in lists if place < len(each))
