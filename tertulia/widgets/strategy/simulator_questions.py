"""What the owner asks of the simulator besides the goal: what it would take, what it costs, how else one could work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.ranges import RangeRow, ranges
from tertulia.html import Html, as_html, joined, paragraphs
from tertulia.language import _, euros, money, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.strategy.growth import Cost, Count, Ensemble, Lever, Needed, Settings, simulate, what_matters
from tertulia.widgets.base.components import section, table
from tertulia.widgets.base.words import hours_words

MOST_SCENARIOS = 4

EFFORT = ("posts", "promotion", "hours", "reply_hours", "ambassadors", "euros")
"""What a scenario holds: what is done. Where the firm stands and what it wants is the same for all."""

MOST_OF_ANYTHING = 10_000
"""As the plan holds it."""

MOST_UNKNOWNS = 5
"""Bars of what moves the answer most."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One way of working, by the names of `Settings`; promotion from 0 to 1."""

    posts: float
    promotion: float
    hours: float
    reply_hours: float
    ambassadors: float
    euros: float

    @classmethod
    def of(cls, settings: Settings) -> Scenario:
        """What these settings do."""
        return cls(**{name: float(getattr(settings, name)) for name in EFFORT})

    def at(self, settings: Settings) -> Settings:
        """The same firm working so. InputError where it cannot."""
        return replace(settings, **{name: getattr(self, name) for name in EFFORT})


def scenarios_from(state: Any) -> tuple[Scenario, ...]:
    """The scenarios that were kept; what is none is left out, and so is what no firm can do."""
    found = []
    for each in state if isinstance(state, list | tuple) else ():
        if isinstance(each, dict) and set(each) == set(EFFORT):
            values = [each[name] for name in EFFORT]
            if all(type(value) in (int, float) and 0 <= value <= MOST_OF_ANYTHING for value in values):
                scenario = Scenario(**{name: float(each[name]) for name in EFFORT})
                with suppress(InputError):
                    scenario.at(Settings(audience=2, today=0, goal=1))
                    found.append(scenario)
    return tuple(dict.fromkeys(found))[:MOST_SCENARIOS]


def scenario_words(scenario: Scenario) -> str:
    """A way of working in a line."""
    parts = [
        ngettext("{n} post", "{n} posts", scenario.posts).format(n=number(scenario.posts)),
        hours_words(scenario.hours),
        _("{share} sell").format(share=percent(scenario.promotion)),
    ]
    if scenario.euros:
        parts.append(_("{money} of ads").format(money=euros(scenario.euros)))
    if scenario.ambassadors:
        sharing = ngettext("{n} person shares", "{n} people share", scenario.ambassadors)
        parts.append(sharing.format(n=number(scenario.ambassadors)))
    return ", ".join(parts)


def side_by_side(
    ensemble: Ensemble, kept: Sequence[Scenario], counts: tuple[Count, ...], did: Settings | None, name: str
) -> tuple[Picture, tuple[tuple[str, Ensemble], ...]]:
    """The ways of working with the same luck: as it is now, those kept, and doing nothing."""
    ways: list[tuple[str, Ensemble]] = [(_("As it is set now"), ensemble)]
    ways += [(scenario_words(each), simulate(each.at(ensemble.settings), counts=counts, did=did)) for each in kept]
    rows = [
        RangeRow(
            words=words,
            low=float(each.low[-1]),
            mid=float(each.median[-1]),
            high=float(each.high[-1]),
            value_text=_("{middle} people, 8 in 10 from {low} to {high}; the goal in {chance}").format(
                middle=number(each.median[-1]),
                low=number(each.low[-1]),
                high=number(each.high[-1]),
                chance=percent(each.percent / 100),
            ),
            quiet=place > 0,
        )
        for place, (words, each) in enumerate(ways)
    ]
    alternative = "; ".join(f"{row.words}: {row.value_text}" for row in rows)
    drawn = ranges(rows, f"{name}-ways", alternative)
    title = _("The same luck, other ways of working")
    caption = as_html(_("Simulated; the bars go from the low to the high end of 8 in 10 futures."))
    picture = Picture(title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)
    return picture, tuple(ways)


def takes_words(needed: Sequence[Needed], goal: float) -> Html:
    """What would make the goal an even chance, lever by lever."""
    lines = joined(Html(f"<li>{as_html(_needed_words(each))}</li>") for each in needed)
    head = _("For an even chance of {goal}, changing one thing and leaving the rest:").format(goal=number(goal))
    return section(_("What would it take?"), Html(f"<p>{as_html(head)}</p><ul>{lines}</ul>"))


def _needed_words(each: Needed) -> str:
    if each.amount is None:
        return {
            Lever.HOURS: _("More hours do not do it: with up to two posts a day the chance is {chance} at most"),
            Lever.POSTS: _("More posts within your hours do not do it: the chance is {chance} at most"),
            Lever.EUROS: _("Ads do not do it: with the most euros we tried, the chance is {chance}"),
            Lever.AMBASSADORS: _("All your people sharing do not do it: the chance is {chance}"),
        }[each.lever].format(chance=percent(each.chance))
    amount = number(each.amount)
    return {
        Lever.HOURS: _("{hours} a week, with as many posts as they hold").format(hours=hours_words(each.amount)),
        Lever.POSTS: ngettext("{n} post a week", "{n} posts a week", each.amount).format(n=amount),
        Lever.EUROS: _("{money} of ads a week").format(money=euros(each.amount)),
        Lever.AMBASSADORS: ngettext("{n} person who shares", "{n} people who share", each.amount).format(n=amount),
    }[each.lever]


def cost_words(cost: Cost, hour_euros: float) -> str:
    """What a person won costs, in a sentence."""
    if cost.hours_each is None or cost.euros_each is None:
        return _("In the middle future nobody is won against doing nothing, so no cost for each can be told.")
    hours = hours_words(round(2 * cost.hours_each) / 2) if cost.hours_each >= 0.25 else _("a few minutes")
    if hour_euros:
        return _(
            "Each person won against doing nothing costs {hours} and {money}, your hours at {each} included."
        ).format(hours=hours, money=money(cost.euros_each, 2), each=money(hour_euros))
    if cost.euros:
        return _("Each person won against doing nothing costs {hours} and {money} of ads.").format(
            hours=hours, money=euros(cost.euros_each, 2)
        )
    return _("Each person won against doing nothing costs {hours} of your time.").format(hours=hours)


def matters_picture(settings: Settings, name: str) -> Html:
    """Which unknown moves the answer most; a sentence where none does."""
    labels = {str(row["key"]): _(str(row["label"])) for row in facts.rows("growth_parameters")}
    found = what_matters(settings)[:MOST_UNKNOWNS]
    if not found:
        return paragraphs(_("Nothing that nobody knows moves the answer here: all futures end alike."))
    rows = [
        Bar(
            words=labels[each.name],
            share=each.share,
            note=_("more brings more") if each.upward else _("more brings fewer"),
        )
        for each in found
    ]
    alternative = "; ".join(f"{row.words} {percent(row.share)}" for row in rows)
    drawn = bars(rows, f"{name}-matters", alternative)
    title = _("What nobody knows, and how much of the answer hangs on it")
    caption = as_html(_("Share of what moves the end, by rank correlation over a thousand futures; luck is besides."))
    picture = Picture(title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)
    return picture.html()


def ways_table(ways: Sequence[tuple[str, Ensemble]]) -> Html:
    """The ways of working in numbers."""
    return table(
        [_("Way of working"), _("Middle"), _("8 in 10 futures"), _("Chance of the goal"), _("More than doing nothing")],
        [
            [
                words,
                number(each.median[-1]),
                _("{low} to {high}").format(low=number(each.low[-1]), high=number(each.high[-1])),
                percent(each.percent / 100),
                number(each.gain[1]),
            ]
            for words, each in ways
        ],
    )


def kept_as_json(kept: Iterable[Scenario]) -> list[Mapping[str, float]]:
    """The scenarios as JSON's own kinds."""
    return [dict(vars(each)) for each in kept]
