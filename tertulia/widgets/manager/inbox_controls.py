"""What the inbox drill asks: three choices for each message; the round, the minutes and a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertulia.html import markup
from tertulia.language import _, ngettext, number
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import Decision, How, Stance, When
from tertulia.widgets.base.controls import Choice, Controls, Evidence, Slider, WholeNumberField
from tertulia.widgets.manager.inbox_words import how_words, stance_words, when_words


@dataclass(kw_only=True)
class DecisionControls(Controls):
    """What is decided about one message; each may be open."""

    when: Choice
    how: Choice
    stance: Choice

    def decision(self) -> Decision | None:
        """None while something is open. Left alone needs no way and no tone."""
        when, how, stance = self.when.value, self.how.value, self.stance.value
        if when == When.NEVER:
            return Decision(When.NEVER, How(how or How.PRIVATE), Stance(stance or Stance.SILENT))
        if when and how == How.REPORT:
            return Decision(When(when), How.REPORT, Stance(stance or Stance.SILENT))
        return Decision(When(when), How(how), Stance(stance)) if when and how and stance else None

    def missing(self) -> list[str]:
        """What is still open, in the learner's words; empty once there is a whole decision."""
        if self.decision():
            return []
        asked = {_("when"): self.when, _("how"): self.how, _("in which tone"): self.stance}
        return [words for words, choice in asked.items() if not choice.value]


@dataclass(kw_only=True)
class InboxControls(Controls):
    """The round, the minutes, the clock, and the decisions, one for each message."""

    seed: WholeNumberField
    budget: Slider
    clock: Choice
    decisions: tuple[DecisionControls, ...]


def inbox_start() -> Mapping[str, Any]:
    """The first round, nothing decided."""
    open_choices = {
        f"decisions.{place}.{part}": None for place in range(model.MESSAGES) for part in ("when", "how", "stance")
    }
    return {"seed": 1, "budget": 30, "clock": 0, **open_choices}


def inbox_controls() -> InboxControls:
    """The controls as a round begins."""
    start = inbox_start()

    def decision(place: int) -> DecisionControls:
        n = number(place + 1)
        return DecisionControls(
            when=Choice(
                _("Message {n}: when").format(n=n),
                [(when_words(when), when.value) for when in When],
                None,
                all_seen=True,
            ),
            how=Choice(
                _("Message {n}: how").format(n=n), [(how_words(how), how.value) for how in How], None, all_seen=True
            ),
            stance=Choice(
                _("Message {n}: in which tone").format(n=n),
                [(stance_words(stance), stance.value) for stance in Stance],
                None,
                all_seen=True,
            ),
        )

    return InboxControls(
        seed=WholeNumberField(_("Number of the round"), start["seed"]),
        budget=Slider(
            _("Minutes you have today"),
            start["budget"],
            model.LEAST_MINUTES,
            model.MOST_MINUTES,
            5,
            lambda n: markup(ngettext("<b>{n}</b> minute", "<b>{n}</b> minutes", n), n=number(n)),
            Evidence("D", _("How long each way of answering takes is our judgement; see the table at the end.")),
        ),
        clock=Choice(
            _("A real clock as well"),
            [(_("none, take your time"), 0), *((_("{n} minutes").format(n=number(n)), n) for n in (5, 10, 20))],
            start["clock"],
        ),
        decisions=tuple(decision(place) for place in range(model.MESSAGES)),
    )
