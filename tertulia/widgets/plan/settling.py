"""What the plan says twice, as its page asks it: a question with a button for each answer, and the learner's firm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import ipywidgets

from tertulia.device import KeepError
from tertulia.html import Html, as_html
from tertulia.language import _
from tertulia.plan.disagreements import Disagreement, FactValue, disagreements
from tertulia.plan.schema import Plan
from tertulia.plan.words import disagreement_words, fact_value_words, fact_words
from tertulia.profile import ProfileKeeper
from tertulia.widgets.base.controls import button
from tertulia.widgets.base.exercise import box, html


class Questions:
    """One for each thing that is said twice. settle(item, choice) is called when an answer is pressed."""

    def __init__(self, settle: Callable[[Disagreement, FactValue], None]) -> None:
        self.box = box("tt-piece", [])
        self.asked: tuple[Disagreement, ...] = ()
        self._settle = settle

    def ask(self, items: tuple[Disagreement, ...]) -> None:
        """Ask these and no others; buttons that stay are the same ones, and keep the focus."""
        if items == self.asked:
            return
        before = dict(zip(self.asked, self.box.children, strict=True))
        self.box.children = tuple(before.get(item) or self._question(item) for item in items)
        self.asked = items

    def _question(self, item: Disagreement) -> ipywidgets.Box:
        answers = []
        for answer in item.answers:
            made = button(fact_value_words(item.fact, answer.value), partial(self._settle, item, answer.value))
            made.tooltip = f"{fact_words(item.fact)}: {made.description}"
            answers.append(made)
        sentence = f"<p>{as_html(disagreement_words(item))} <strong>{as_html(_('Which is right?'))}</strong></p>"
        return box("tt-piece", [html("tt-piece", Html(sentence)), box("tt-actions", answers)])


def said_twice(plan: Plan, *, with_firm: bool) -> tuple[Disagreement, ...]:
    """What the plan says otherwise than itself and, with_firm, otherwise than the learner's firm."""
    firm = None
    if with_firm:
        with suppress(KeepError):
            firm = ProfileKeeper().load()
    return disagreements(plan, firm)


def change_firm(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The learner's firm with these facts; gives what it said before. Where nothing is kept, nothing happens."""
    before: Mapping[str, Any] = {}
    with suppress(KeepError):
        firm = ProfileKeeper()
        now = firm.load()
        before = {name: getattr(now, name) for name in facts}
        firm.change(**facts)
    return before
