"""Firms for the tests of the content mix: one by its trade, and any that is possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tertulia import post_ideas
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care, PostKind, Touches
from tertulia.models.strategy.mix import TAKES, Mix
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import FIESTA, with_days
from tertulia.models.strategy.working_year import Pause, WorkingYear

TRADES = tuple(each.key for each in post_ideas.sectors())
REGIONS = ("ES-NC", "ES-MD", "ES-CT", "ES-AN", "ES-CN", "online", "")
YEARS_KNOWN = (date(2026, 1, 1), date(2028, 12, 31))
"""Days on which a calendar of a year can start, all of whose public holidays are known."""


class Told(tuple[Any, ...]):
    """What all firms of a trade share, so long that a failed test had better not print it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"({len(self)} of them)"


few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def holidays(region: str) -> dict[date, str]:
    return dict(post_ideas.public_holidays(region))


def firm(trade: str = "bakery", region: str = "ES-MD", **decided: Any) -> Mix:
    """A firm of this trade that posts thrice a week on Instagram, has five hours and keeps the public holidays."""
    trade_itself = post_ideas.sector(trade)
    known: dict[str, Any] = {
        "sector": trade,
        "ideas": Told(post_ideas.pool(trade)),
        "objective": Objective.NEW_CUSTOMERS,
        "networks": ("instagram",),
        "start": date(2027, 3, 1),
        "hours": 5.0,
        "care": trade_itself.care,
        "year": WorkingYear(holidays=holidays(region)),
        "occasions": Told(post_ideas.occasions()),
    }
    return Mix(**known | decided)


@st.composite
def ordinary_firms(draw: st.DrawFn, weeks: int = 52) -> Mix:
    """Any trade, aim, region and season, up to three posts a week on a network that lives on pictures or words."""
    return firm(
        draw(st.sampled_from(TRADES)),
        draw(st.sampled_from(REGIONS)),
        objective=draw(st.sampled_from(Objective)),
        networks=(draw(st.sampled_from(("instagram", "facebook", "linkedin", "whatsapp"))),),
        start=draw(st.dates(*YEARS_KNOWN)),
        hours=draw(st.sampled_from((5.0, 6.0, 8.0))),
        posts=draw(st.integers(1, 3)),
        weeks=draw(st.integers(4, weeks)),
        seed=draw(st.integers(0, 999)),
    )


@st.composite
def any_firms(draw: st.DrawFn, weeks: int = 20) -> Mix:
    """Any firm that is possible, sensible or not: what it decides, can, will and may do, and when it works."""
    weekdays = tuple(draw(st.sets(st.integers(0, 6), min_size=1)))
    hours = draw(st.floats(0, 40) | st.integers(2, 12))
    shares = draw(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda parts: sum(parts) > 1e-6))
    start = draw(st.dates(*YEARS_KNOWN))
    months = tuple(sorted(draw(st.sets(st.integers(1, 12), min_size=5))))
    closed = tuple(
        Pause(start + timedelta(days=first), start + timedelta(days=first + length))
        for first, length in draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), max_size=2))
    )
    mix = firm(
        draw(st.sampled_from(TRADES)),
        objective=draw(st.none() | st.sampled_from(Objective)),
        networks=tuple(draw(st.lists(st.sampled_from([*TAKES, "village_board"]), min_size=1, max_size=3, unique=True))),
        start=start,
        hours=hours,
        reply_hours=draw(st.floats(0, 1)) * min(hours, 8 * len(weekdays)),
        posts=draw(st.integers(1, 4) | st.integers(1, 4) | st.integers(1, 14)),
        shares=dict(zip(PostKind, shares, strict=True)),
        promotion_cap=draw(st.sampled_from((0.0, 0.2)) | st.floats(0, 1)),
        weekdays=weekdays,
        at=draw(st.times()),
        weeks=draw(st.integers(4, weeks)),
        pace=draw(st.floats(0.5, 3)),
        seed=draw(st.integers(0, 2**32)),
        makes=draw(st.dictionaries(st.sampled_from(ContentSkill), st.sampled_from((0.0, 0.3, 1.0)))),
        avoids=frozenset(draw(st.sets(st.sampled_from(Touches), max_size=3))),
        languages=draw(st.sampled_from(((), ("es",), ("es", "fr"), ("es", "fr", "en")))),
        year=WorkingYear(
            open_months=draw(st.sampled_from(((), months))),
            closed=closed,
            holidays=holidays(draw(st.sampled_from(REGIONS))),
            quiet_months=draw(st.sampled_from(((), (8,), (1, 2, 11)))),
        ),
        quiet_hours=draw(st.none() | st.floats(0, 10)),
    )
    return replace(
        mix,
        care=mix.care | frozenset(draw(st.sets(st.sampled_from(Care), max_size=1))),
        occasions=Told(with_days(mix.occasions, {FIESTA: [start + timedelta(days=draw(st.integers(0, 200)))]})),
    )
