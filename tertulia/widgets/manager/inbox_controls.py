"""What the inbox drill asks: the round, the minutes, a clock, and three choices for each message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertulia.firms import ExampleFirm
from tertulia.html import markup
from tertulia.language import _, ngettext, number
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import Decision, How, Stance, When
from tertulia.models.manager.inbox_messages import MessageKind
from tertulia.widgets.base.controls import Choice, Controls, Evidence, Slider, WholeNumberField
from tertulia.widgets.manager.inbox_words import how_words, stance_words, when_words

OPEN = ""
"""The value of a choice nobody has made yet."""

HASTE: Mapping[MessageKind, Decision] = {
    MessageKind.QUESTION: Decision(When.TODAY, How.PUBLIC, Stance.INFORM),
    MessageKind.PRAISE: Decision(When.NOW, How.PUBLIC, Stance.THANK),
    MessageKind.IDEA: Decision(When.LATER, How.PUBLIC, Stance.THANK),
    MessageKind.COMPLAINT: Decision(When.NOW, How.PUBLIC, Stance.CORRECT),
    MessageKind.CRISIS: Decision(When.TODAY, How.PUBLIC, Stance.CORRECT),
    MessageKind.SAFETY: Decision(When.NOW, How.PRIVATE, Stance.INFORM),
    MessageKind.SPAM: Decision(When.NOW, How.REPORT, Stance.SILENT),
    MessageKind.PRIVACY: Decision(When.LATER, How.PRIVATE, Stance.INFORM),
    MessageKind.TROLL: Decision(When.NOW, How.PUBLIC, Stance.CORRECT),
    MessageKind.JOURNALIST: Decision(When.LATER, How.PRIVATE, Stance.INFORM),
    MessageKind.JOB: Decision(When.NEVER, How.PRIVATE, Stance.THANK),
    MessageKind.FAKE_REVIEW: Decision(When.NOW, How.PUBLIC, Stance.CORRECT),
}
"""What somebody in a hurry may decide: the finished example an exercise begins with (invented)."""


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


@dataclass(kw_only=True)
class InboxControls(Controls):
    """The round, the minutes, the clock, and the decisions, one for each message."""

    seed: WholeNumberField
    budget: Slider
    clock: Choice
    decisions: tuple[DecisionControls, ...]


def inbox_start(firm: ExampleFirm) -> Mapping[str, Any]:
    """The first round, decided in haste. For my firm the choices are open."""
    values: dict[str, Any] = {"seed": 1, "budget": 30, "clock": 0}
    for place, case in enumerate(model.draw(1, firm.key)):
        hasty = HASTE[case.kind]
        for part, choice in (("when", hasty.when), ("how", hasty.how), ("stance", hasty.stance)):
            values[f"decisions.{place}.{part}"] = OPEN if firm.key == "mine" else choice.value
    return values


def inbox_controls(firm: ExampleFirm) -> InboxControls:
    """The controls with the firm's values."""
    start = inbox_start(firm)
    undecided = (_("choose"), OPEN)

    def decision(place: int) -> DecisionControls:
        n, name = number(place + 1), f"decisions.{place}"
        return DecisionControls(
            when=Choice(
                _("Message {n}: when").format(n=n),
                [undecided, *((when_words(when), when.value) for when in When)],
                start[f"{name}.when"],
            ),
            how=Choice(
                _("Message {n}: how").format(n=n),
                [undecided, *((how_words(how), how.value) for how in How)],
                start[f"{name}.how"],
            ),
            stance=Choice(
                _("Message {n}: in which tone").format(n=n),
                [undecided, *((stance_words(stance), stance.value) for stance in Stance)],
                start[f"{name}.stance"],
            ),
        )

    return InboxControls(
        seed=WholeNumberField(_("Number of the round (play the same one again with it)"), start["seed"]),
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
