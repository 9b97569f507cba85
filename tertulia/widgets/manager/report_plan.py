"""The plan's side of the monthly report: what was measured for each of its numbers, beside what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from typing import Any

import ipywidgets
import numpy as np

from tertulia.clock import today
from tertulia.language import _, day, number, percent
from tertulia.models.errors import InputError
from tertulia.models.manager.results import Posts
from tertulia.models.progress import Fan, Goal, Progress, progress
from tertulia.models.strategy.canvas import KpiKind
from tertulia.plan import schema
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.export.outline import kpi_sentence
from tertulia.plan.schema import Plan
from tertulia.widgets.base.controls import Control, DateField, DecimalField, WholeNumberField
from tertulia.widgets.base.plan_saving import kept_plan
from tertulia.widgets.base.words import short

MOST = 10
"""Numbers a plan may have."""

WEEKS = 8
"""So long ago the invented firms began with their plans."""

MEASURED: Mapping[str, tuple[tuple[float, ...], int]] = {
    "bakery": ((25, 22), 412),
    "workshop": ((3, 149), 0),
    "guesthouse": ((13,), 930),
    "mine": ((), 0),
}
"""What the invented firms measured then, number by number, and the people in their community (invented)."""

MOST_STEPS = 3
"""More than that nobody changes in a month."""


class PlanSide:
    """The fields for what was measured, and what they come to.

    `controls` belong into the exercise's own; `card` holds those that the opened plan needs. `plan` is the opened one.
    """

    def __init__(self) -> None:
        self.plan = Plan()
        self.kpis = [DecimalField("–") for _place in range(MOST)]
        self.community = WholeNumberField(_("People in your community (0: not counted)"), 0)
        self.day = DateField(_("Measured on"), today())
        self.controls: Mapping[str, Control] = {
            "measured_on": self.day,
            "community": self.community,
            **{f"measured {place}": kpi for place, kpi in enumerate(self.kpis)},
        }
        self.note = ipywidgets.HTML()
        self.card = ipywidgets.Box([])
        self.card.add_class("tt-card")
        self._taken: dict[str, float] = {}
        self._day_made = today()

    # the plan -----------------------------------------------------------------------------------------------

    def open(self, firm: str) -> None:
        """The plan of this firm: an invented one that began some weeks ago, or the learner's own, as it is kept."""
        told = ""
        if firm in EXAMPLES:
            self.plan = example(firm, today() - timedelta(weeks=WEEKS))
        else:
            self.plan, told = kept_plan()
            if not told and not self.plan.strategy.kpis:
                told = _("Your plan has no numbers yet. Choose one to three in the strategy canvas and add them.")
        values, community = MEASURED[firm]
        for place, control in enumerate(self.kpis):
            control.value = values[place] if place < len(values) else None
            control.problem()
        for control, kpi in zip(self.kpis, self._goals_of(), strict=False):
            unit = f" ({kpi.unit})" if kpi.unit else ""
            control.widget.description = f"{name_of(kpi)}{unit}"
        self.community.value = community
        self._taken, self._day_made = {}, today()
        self.day.value = today()
        self.note.value = f'<p class="tt-note" role="status">{escape(told)}</p>' if told else ""
        heading = ipywidgets.HTML(f"<h3>{_('What you measured for your plan')}</h3>")
        shown = self.kpis[: len(self._goals_of())]
        counted = [] if self._followers_place() is not None else [self.community.box]
        self.card.children = (heading, self.note, self.day.box, *(each.box for each in shown), *counted)

    def wanted(self) -> str:
        """What the plan wants, a line for each of its numbers."""
        return "\n".join(f"{name_of(kpi)}: {kpi_sentence(kpi)}" for kpi in self._goals_of())

    def _goals_of(self) -> tuple[schema.Kpi, ...]:
        return self.plan.strategy.kpis[:MOST]

    def _followers_place(self) -> int | None:
        kinds = [kpi.kind for kpi in self._goals_of()]
        return kinds.index(KpiKind.FOLLOWERS) if KpiKind.FOLLOWERS in kinds else None

    # what was measured --------------------------------------------------------------------------------------

    def take(self, posts: Posts, month: int) -> None:
        """Fill from the learner's own posts what they say and nobody typed: followers, messages, the month's end."""
        chosen = posts.where(posts.month == month)
        year, place = divmod(month, 12)
        if year:
            last = date(year + place // 11, (place + 1) % 12 + 1, 1) - timedelta(days=1)
            if self.day.value == self._day_made:
                self._day_made = self.day.value = min(last, today())
        followers = _last(chosen, "followers")
        at = self._followers_place()
        if at is None:
            self._fill("community", self.community, followers)
        for k, kpi in enumerate(self._goals_of()):
            if k == at:
                self._fill(f"measured {k}", self.kpis[k], followers)
            elif kpi.kind is KpiKind.MESSAGES:
                self._fill(f"measured {k}", self.kpis[k], _sum(chosen, "messages"))

    def _fill(self, name: str, control: Control, value: float | None) -> None:
        try:
            typed = control.value
        except ValueError:
            return
        if value is None or typed not in (None, 0, self._taken.get(name)):
            return
        self._taken[name] = value
        control.value = round(value) if isinstance(control, WholeNumberField) else value

    def read(self) -> None:
        """Read the fields into `values`, `followers` and `on`. InputError names the one that cannot be right."""
        on = self.day.value
        if on is None:
            raise InputError("measured_on", "no_day")
        if on > today():
            raise InputError("measured_on", "future")
        values: list[float | None] = []
        for place, (_kpi, control) in enumerate(zip(self._goals_of(), self.kpis, strict=False)):
            try:
                values.append(control.value)
            except ValueError:
                raise InputError(f"measured {place}", "not_a_number") from None
        if not 0 <= self.community.value <= 1_000_000_000:
            raise InputError("community", "out_of_range")
        at = self._followers_place()
        people = self.community.value or None if at is None else values[at]
        self.on, self.values = on, tuple(values)
        self.followers = None if people is None or people < 0 else round(min(people, 1_000_000_000))

    @staticmethod
    def complaint(error: InputError) -> str:
        """What is wrong with a field and what to do."""
        return {
            "no_day": _("Choose the day on which you measured."),
            "future": _("That day is still to come. Choose the day on which you measured."),
            "out_of_range": _("Give the number of people, or 0 if you did not count them."),
        }.get(error.code, _("Write a number, like {example}.").format(example=number(12.5, 1)))

    @property
    def any(self) -> bool:
        """Whether anything was measured."""
        return self.followers is not None or any(value is not None for value in self.values)

    # what it comes to ---------------------------------------------------------------------------------------

    def judge(self) -> tuple[Progress, ...]:
        """Every number beside what was expected, the most urgent first. The community comes after the KPIs' places."""
        begun, at, fan = self.plan.strategy.begun, self._followers_place(), self._fan()
        goals = [
            Goal(baseline=kpi.baseline, target=kpi.target, begun=begun, by=kpi.by, fan=fan if place == at else None)
            for place, kpi in enumerate(self._goals_of())
        ]
        values = list(self.values)
        if at is None and fan and self.followers is not None:
            told = self.plan.growth
            goals.append(Goal(baseline=fan.today, target=told.goal, begun=fan.begun, by=None, fan=fan))
            values.append(float(self.followers))
        self.found = progress(goals, values, self.on)
        return self.found

    def _fan(self) -> Fan | None:
        told = self.plan.growth
        begun = told.begun or self.plan.strategy.begun
        if begun is None or not told.weeks or not told.today or None in (told.low, told.median, told.high):
            return None
        return Fan(
            begun=begun,
            today=told.today,
            low=told.low or 0,
            median=told.median or 0,
            high=told.high or 0,
            weeks=told.weeks,
        )

    def name(self, found: Progress) -> str:
        """What a number is called, plain text."""
        if found.place >= len(self._goals_of()):
            return _("People in the community")
        return name_of(self._goals_of()[found.place])

    def title(self) -> str:
        """The heading of the plan's part in the report."""
        return _("The plan beside what happened, {day}").format(day=day(self.on))

    def lines(self) -> list[str]:
        """A line of plain text for each number."""
        return [self._line(found) for found in self.found]

    def _line(self, found: Progress) -> str:
        values = {
            "kpi": self.name(found),
            "value": "–" if found.value is None else _round(found.value),
            "low": _round(found.expected.low) if found.expected else "",
            "way": percent(found.way or 0),
            "high": _round(found.expected.high) if found.expected else "",
        }
        told = {
            "not_measured": _("{kpi}: not measured; from {low} to {high} was expected")
            if found.expected
            else _("{kpi}: not measured"),
            "no_expectation": _("{kpi}: {value}; without a starting value, a goal and a day nothing was expected"),
            "within": _("{kpi}: {value}, where it was expected ({low} to {high})"),
            "below": _("{kpi}: {value}, behind what was expected ({low} to {high})"),
            "above": _("{kpi}: {value}, ahead of what was expected ({low} to {high})"),
        }[found.verdict]
        more = {
            "toward": _("{way} of the way done"),
            "still": _("it has hardly moved"),
            "away": _("it moved the wrong way"),
            "unknown": "",
        }[found.moved]
        before = self._before(found)
        rest = [
            more,
            _("last report {value}").format(value=_round(before)) if before is not None else "",
            _("the straight way to the goal would need {value}").format(value=_round(found.due or 0))
            if found.value is not None and not self._inside(found)
            else "",
        ]
        return "; ".join([told, *(each for each in rest if each)]).format(**values)

    @staticmethod
    def _inside(found: Progress) -> bool:
        """Whether the straight line lies in what was expected; also where there is no line."""
        return found.due is None or found.expected is None or found.expected.low <= found.due <= found.expected.high

    def _before(self, found: Progress) -> float | None:
        """What the last report before this month said."""
        begins = self.on.replace(day=1)
        for month in reversed(self.plan.report.months):
            if month.begins and month.begins < begins:
                if found.place >= len(self._goals_of()):
                    return month.followers
                return next((each.value for each in month.measured if each.kpi == found.place), None)
        return None

    def learned(self) -> list[str]:
        """What the numbers say, in sentences of plain text."""
        told = {
            "below": _("“{kpi}” is behind what the plan expected."),
            "above": _("“{kpi}” is ahead of what the plan expected."),
        }
        said = [told[each.verdict].format(kpi=self.name(each)) for each in self.found if each.verdict in told]
        measured = [each for each in self.found if each.value is not None]
        if not said and measured and all(each.verdict == "within" for each in measured):
            said = [_("Every number we measured lies where the plan expected it.")]
        return said

    def steps(self) -> list[str]:
        """What to change next, the most urgent first, in sentences of plain text."""
        urgent = [each for each in self.found if each.step != "keep"]
        if self.found and not urgent:
            return [_("Go on with the plan as it is, and measure again next month.")]
        return [self._step(each) for each in urgent[:MOST_STEPS]]

    def _step(self, found: Progress) -> str:
        kpi = self._goals_of()[found.place] if found.place < len(self._goals_of()) else schema.Kpi()
        tactic = next((each.text for each in self.plan.strategy.tactics if each.kpi == found.place), "")
        simulated = kpi.kind is KpiKind.FOLLOWERS or found.place >= len(self._goals_of())
        told = {
            "find_cause": _("“{kpi}”: put the hours and posts you really had into the community simulator.")
            if simulated
            else _("“{kpi}”: did we do this every week: “{tactic}”? If not, do it; if we did, change it.")
            if tactic
            else _("“{kpi}”: nothing in the plan moves it. Choose one thing to do for it."),
            "measure": _("“{kpi}”: measure it before the next report ({source}).")
            if kpi.source
            else _("“{kpi}”: measure it before the next report."),
            "complete": _("“{kpi}”: give it a starting value, a goal and a day in the strategy canvas."),
            "raise_goal": _("“{kpi}”: raise the goal, or give its hours to something that is behind."),
            "rethink_goal": _(
                "“{kpi}”: it goes as simulated, and that is too slow for the goal. Lower the goal, or do "
                "something else for it."
            ),
        }[found.step]
        return told.format(kpi=self.name(found), tactic=tactic, source=kpi.source)

    def for_month(self, plan: Plan, month: schema.Month) -> schema.Month:
        """The month with what was measured for the numbers that this plan has, too."""
        values = {(kpi.name, kpi.kind): value for kpi, value in zip(self._goals_of(), self.values, strict=True)}
        measured = [
            schema.Measured(place, values[kpi.name, kpi.kind])
            for place, kpi in enumerate(plan.strategy.kpis[:MOST])
            if values.get((kpi.name, kpi.kind)) is not None
        ]
        return replace(month, measured=tuple(measured), followers=self.followers)


def name_of(kpi: schema.Kpi) -> str:
    """What a KPI is called; a word where it has no name."""
    return " ".join(kpi.name.split()) or _("A number without a name")


def _round(value: float) -> str:
    return short(round(value, 1)) if abs(value) < 100 else number(value)


def _last(posts: Posts, name: str) -> float | None:
    values: Any = posts.counts.get(name, np.array([]))
    known = values[np.isfinite(values)]
    return float(known.max()) if len(known) else None


def _sum(posts: Posts, name: str) -> float | None:
    values: Any = posts.counts.get(name, np.array([]))
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else None


def begins(on: date, month: int) -> date:
    """The first day of a month as `models.results.Posts` counts them; of the month of `on` where it has no year."""
    year, place = divmod(month, 12)
    return date(year, place + 1, 1) if 2000 <= year < 2100 else on.replace(day=1)
