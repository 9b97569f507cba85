"""What the network picker asks: what is in place, what you want, who buys from you, what you will make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets

from tertulia import facts
from tertulia.firms import ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, number, percent
from tertulia.models.customer_groups import EVERY_AGE, YOUNGEST
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.controls import Choice, Controls, Evidence, Slider, Tick, card
from tertulia.widgets.base.words import aim_words, hours_bold, skill_words


@dataclass(kw_only=True)
class PickerControls(Controls):
    """The controls of the network picker; ages by age band, skills by `ContentSkill`, both of ten or 0 to 1."""

    website: Tick
    basics_right: Tick
    email_daily: Tick
    owner_named: Tick
    answers_within: Choice
    hours: Slider
    aim: Choice
    firms: Slider
    women: Slider
    regulars: Choice
    ages: Mapping[str, Slider]
    skills: Mapping[str, Choice]


_COME_ONCE = {"guesthouse": 0.0, "estate_agent": 0.0, "culture": 0.0}
_COME_HALF = dict.fromkeys(("hospitality", "farm", "trades", "transport"), 0.5)

REGULARS = {**_COME_ONCE, **_COME_HALF}
"""Share of the customers of a trade who come back, until the learner says it; all others: 1. Our guess (grade D)."""


def starting_values(firm: ExampleFirm) -> Mapping[str, Any]:
    """The firm's answers, by control."""
    return {
        "website": firm.website,
        "basics_right": firm.basics,
        "email_daily": firm.email,
        "owner_named": firm.owner_named,
        "answers_within": firm.answers_within,
        "hours": firm.hours,
        "aim": firm.objective,
        "firms": round(10 * firm.firms),
        "women": round(10 * firm.women),
        "regulars": REGULARS.get(firm.sector, 1.0),
        **{f"ages.{band}": round(10 * firm.ages.get(band, 0.0)) for band in EVERY_AGE},
        **{f"skills.{skill.value}": firm.makes[skill.value] for skill in ContentSkill},
    }


def picker_controls(start: Mapping[str, Any]) -> PickerControls:
    """The controls with these answers."""
    often = [(_("every week"), 1.0), (_("now and then"), 0.5), (_("no"), 0.0)]
    return PickerControls(
        website=Tick(_("We have a website, or at least a page of our own"), start["website"]),
        basics_right=Tick(_("Opening hours, phone and map entry are right everywhere"), start["basics_right"]),
        email_daily=Tick(_("We read our e-mail every day"), start["email_daily"]),
        owner_named=Tick(_("A named person answers messages"), start["owner_named"]),
        answers_within=Choice(
            _("Messages are answered within"),
            [(_("two hours"), 2), (_("the same day"), 8), (_("a day"), 24), (_("two days"), 48), (_("longer"), 96)],
            start["answers_within"],
            Evidence("D", _("How many messages each network brings is our judgement.")),
        ),
        hours=Slider(
            _("Hours per week"),
            start["hours"],
            0,
            15,
            0.5,
            hours_bold,
            Evidence(
                "D",
                _(
                    "How many hours each network needs is our judgement, from what has to be made and answered "
                    "there; below its least hours it is left out. Nobody has measured it. {share} of small firms say "
                    "that all their marketing gets five hours a week or less."
                ).format(share=percent(_five_hours_or_less())),
                "Constant Contact and Ascend2 2024, via MediaPost",
            ),
        ),
        aim=Choice(
            _("What you want from it"),
            [*((aim_words(aim), aim.value) for aim in Objective), (_("not decided yet"), "")],
            start["aim"],
            Evidence("D", _("How well each network serves an aim is our judgement. The table below shows it.")),
        ),
        firms=_of_ten(
            _("Customers that are firms"),
            start["firms"],
            Evidence("D", _("How far firms or people accept a firm on a network is our judgement.")),
        ),
        women=_of_ten(
            _("Customers who are women"),
            start["women"],
            Evidence(
                "D",
                _(
                    "Below 35, use by age comes from a survey of people who use networks in Spain (grade C). Over 35, "
                    "and for women and men, it is our estimate from that survey and from the networks' ad tools, and "
                    "the weakest link gives the grade. The survey of 2025 is out, but we could not read its ages; "
                    "as a summary tells it, no network moved by more than five points."
                ),
                "IAB Spain 2024; Digital 2025 Spain",
            ),
        ),
        regulars=Choice(
            _("Your customers"),
            [(_("mostly come back"), 1.0), (_("half of them come back"), 0.5), (_("mostly come once"), 0.0)],
            start["regulars"],
            Evidence(
                "D",
                _(
                    "It counts when you want to fill quiet hours: regulars can be called, guests who come once have "
                    "to be found. Which network finds people and which only serves those who know you is our reading "
                    "of how each works."
                ),
            ),
        ),
        ages={
            band: _of_ten(
                _("Under 18") if band == YOUNGEST else _("Aged {band}").format(band=band.replace("-", "\u2013")),
                start[f"ages.{band}"],
                Evidence("D", _("Only you know. If you are not sure, ask ten customers at the counter."))
                if band == YOUNGEST
                else None,
            )
            for band in EVERY_AGE
        },
        skills={
            skill.value: Choice(
                skill_words(skill),
                often,
                start[f"skills.{skill.value}"],
                Evidence("D", _("What each network needs every week is our judgement."))
                if skill is ContentSkill.PHOTO
                else None,
            )
            for skill in ContentSkill
        },
    )


def picker_cards(controls: PickerControls) -> list[ipywidgets.Box]:
    """Four cards, the gates' questions first."""
    return [
        card(
            _("What is in place"),
            [
                controls.website,
                controls.basics_right,
                controls.email_daily,
                controls.owner_named,
                controls.answers_within,
                controls.hours,
            ],
        ),
        card(_("What you want"), [controls.aim]),
        card(_("Who buys from you"), [controls.firms, controls.women, controls.regulars, *controls.ages.values()]),
        card(_("What you will make"), controls.skills.values()),
    ]


def _five_hours_or_less() -> float:
    """The share of small firms that give all their marketing five hours a week or less."""
    return next(
        float(str(row["value"])) / 100
        for row in facts.rows("marketing_hours")
        if row["work"] == "all marketing" and row["hours_to"] == 5
    )


def _of_ten(label: str, value: int, evidence: Evidence | None = None) -> Slider:
    """How many of ten customers."""
    return Slider(label, value, 0, 10, 1, _of_ten_words, evidence)


def _of_ten_words(value: float) -> Html:
    return markup(_("<b>{n}</b> of ten"), n=number(value))
