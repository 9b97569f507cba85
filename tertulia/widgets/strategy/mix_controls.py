"""The controls of the content mix: the firm, the kinds, the week, when, and what the firm makes and shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets

from tertulia.clock import today
from tertulia.firms import FIRMS, ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import MOST_WEEKS
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.post_ideas import sector, sector_words, sectors
from tertulia.profile import NotShown
from tertulia.terms import ABROAD, ONLINE, REGIONS, aim_words, post_kind_words, region_words
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.controls import Choice, Controls, DateField, Slider, Tick, card
from tertulia.widgets.base.words import hours_bold, short, skill_words
from tertulia.widgets.strategy import mix_words as words
from tertulia.widgets.strategy.mix_words import KINDS

PARTS = {PostKind.USEFUL: 3, PostKind.PEOPLE: 2, PostKind.CONVERSATION: 2, PostKind.PROOF: 1}
"""Parts of ten with which every firm begins; the rest is its own share of posts that sell."""

CAP = 20
"""Selling posts, at most to begin with, in percent."""

ASKED = (ContentSkill.PHOTO, ContentSkill.SHORT_VIDEO, ContentSkill.WRITING)
"""What posts are made of most; the rest of what a firm can make is asked where it is told once."""

FACTS: Mapping[str, firm_facts.Fact] = {
    "sector": firm_facts.SECTOR,
    "objective": firm_facts.AIM,
    "network": firm_facts.NETWORK,
    "second": firm_facts.SECOND,
    "promotion_cap": firm_facts.PROMOTION,
    "posts": firm_facts.POSTS,
    "hours": firm_facts.HOURS,
    "reply_hours": firm_facts.REPLY_HOURS,
    "region": firm_facts.REGION,
    **{f"skills.{skill}": firm_facts.skill(skill) for skill in ASKED},
    "no_faces": firm_facts.not_shown(NotShown.FACES),
}
"""Which controls hold a fact of the firm."""


@dataclass(kw_only=True)
class MixControls(Controls):
    """How much of each kind, where, when, the hours, and what the firm makes."""

    sector: Choice
    objective: Choice
    network: Choice
    second: Choice
    shares: Mapping[PostKind, Slider]
    promotion_cap: Slider
    posts: Slider
    hours: Slider
    reply_hours: Slider
    pace: Slider
    start: DateField
    weeks: Slider
    at: Choice
    weekdays: tuple[Tick, ...]
    skills: Mapping[str, Choice]
    no_faces: Tick
    region: Choice
    on_holidays: Tick
    fiesta: DateField


def mix_controls(start: Mapping[str, Any]) -> MixControls:
    """The controls with these values."""
    networks = [(network.name, key) for key, network in NETWORKS.items()]
    often = [(_("every week"), 1.0), (_("now and then"), 0.5), (_("no"), 0.0)]
    return MixControls(
        sector=Choice(_("What you do"), [(sector_words(s.key), s.key) for s in sectors()], start["sector"]),
        objective=Choice(_("What you want"), [(aim_words(o), o.value) for o in Objective], start["objective"]),
        network=Choice(_("First network"), networks, start["network"]),
        second=Choice(_("Second network"), [(_("none"), ""), *networks], start["second"]),
        shares={
            kind: Slider(
                post_kind_words(kind),
                start[f"shares.{kind}"],
                0,
                10,
                1,
                lambda n: markup(ngettext("<b>{n}</b> part", "<b>{n}</b> parts", n), n=number(n)),
                words.promotion_evidence() if kind is PostKind.PROMOTION else None,
            )
            for kind in KINDS
        },
        promotion_cap=Slider(
            _("Selling posts, at most"),
            start["promotion_cap"],
            0,
            100,
            5,
            lambda n: Html(f"<b>{percent(n / 100)}</b>"),
            words.cap_evidence(),
        ),
        posts=Slider(
            _("Posts per week"),
            start["posts"],
            1,
            14,
            1,
            lambda n: markup(ngettext("<b>{n}</b> post", "<b>{n}</b> posts", n), n=number(n)),
        ),
        hours=Slider(_("Hours per week"), start["hours"], 0.5, 15, 0.5, hours_bold),
        reply_hours=Slider(_("Of those, for answering"), start["reply_hours"], 0, 8, 0.5, hours_bold),
        pace=Slider(
            _("Your pace"),
            start["pace"],
            0.5,
            3,
            0.25,
            lambda n: markup(_("<b>{times}</b> times our minutes"), times=short(n)),
            words.pace_evidence(),
        ),
        start=DateField(_("First week begins on or after"), start["start"]),
        weeks=Slider(
            _("Weeks"),
            start["weeks"],
            4,
            MOST_WEEKS,
            1,
            lambda n: markup(ngettext("<b>{n}</b> week", "<b>{n}</b> weeks", n), n=number(n)),
        ),
        at=Choice(_("You work on it at"), [(clock, n) for n, clock in words.hour_words().items()], start["at"]),
        weekdays=tuple(Tick(words.weekday_words(n), start[f"weekdays.{n}"]) for n in range(7)),
        skills={skill.value: Choice(skill_words(skill), often, start[f"skills.{skill}"]) for skill in ASKED},
        no_faces=Tick(_("Nobody’s face, mine included"), start["no_faces"]),
        region=Choice(
            _("Where you are"),
            [(_("choose"), ""), *((region_words(each), each) for each in (*REGIONS, ONLINE, ABROAD))],
            start["region"],
        ),
        on_holidays=Tick(_("We work on public holidays"), start["on_holidays"]),
        fiesta=DateField(_("First day of your local fiesta"), start["fiesta"]),
    )


def mix_start(firm: ExampleFirm) -> Mapping[str, Any]:
    """A firm's plan, by control; the cap in percent."""
    # what was told of my firm is its limit: the parts below it are another question
    parts = {**PARTS, PostKind.PROMOTION: round(10 * FIRMS[firm.starts].promotion)}
    return {
        "sector": sector(firm.sector).key,
        "objective": firm.objective,
        "network": firm.network,
        "second": "",
        **{f"shares.{kind}": parts[kind] for kind in KINDS},
        "promotion_cap": CAP,
        "posts": firm.posts,
        "hours": firm.hours,
        "reply_hours": firm.reply_hours,
        "pace": 1.0,
        "start": today(),
        "weeks": 4,
        "at": 10,
        **{f"weekdays.{n}": n in firm.weekdays for n in range(7)},
        **{f"skills.{skill}": firm.makes[skill] for skill in ASKED},
        "no_faces": False,
        "region": firm.region,
        "on_holidays": sector(firm.sector).works_on_holidays,
        "fiesta": None,
    }


def mix_cards(controls: MixControls) -> list[ipywidgets.Box]:
    """The firm, the kinds, the hours, the days, what it makes."""
    return [
        card(_("Your firm"), [controls.sector, controls.objective, controls.network, controls.second]),
        card(_("What you publish"), [*controls.shares.values(), controls.promotion_cap]),
        card(_("Your week"), [controls.posts, controls.hours, controls.reply_hours, controls.pace]),
        card(_("What you make and show"), [*controls.skills.values(), controls.no_faces]),
        card(
            _("When"),
            [
                controls.start,
                controls.weeks,
                controls.at,
                *controls.weekdays,
                controls.region,
                controls.on_holidays,
                controls.fiesta,
            ],
        ),
    ]
