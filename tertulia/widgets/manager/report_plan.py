"""The plan's side of the monthly report: what was measured for each of its numbers, beside what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from tertulia.clock import today
from tertulia.firms import OWN
from tertulia.html import as_html, markup
from tertulia.language import _, day, number
from tertulia.models.errors import InputError, Refusal, whole_within
from tertulia.models.manager.results import Posts
from tertulia.models.progress import Fan, Goal, Progress, ProgressStep, ProgressVerdict, progress
from tertulia.models.strategy.canvas import KpiKind
from tertulia.plan import schema
from tertulia.plan.examples import example
from tertulia.plan.export.outline import kpi_sentence
from tertulia.plan.schema import Plan
from tertulia.widgets.base.controls import Control, Controls, DateField, DecimalField, WholeNumberField
from tertulia.widgets.base.plan_saving import kept_plan
from tertulia.widgets.manager.report_plan_words import (
    PlanNumber,
    name_of,
    no_proof_words,
    number_lesson,
    number_line,
    number_step,
)

MOST = 10
"""Numbers a plan may have."""

WEEKS = 8
"""So long ago the invented firms began with their plans."""

MEASURED: Mapping[str, tuple[float, ...]] = {"bakery": (25, 22), "workshop": (3, 149), "guesthouse": (13,)}
"""What the invented firms measured then, number by number (invented)."""

COMMUNITY: Mapping[str, int] = {"bakery": 412, "workshop": 0, "guesthouse": 930}
"""The people in their community (invented)."""

MOST_PEOPLE = 1_000_000_000

MOST_STEPS = 3
"""More than that nobody changes in a month."""


class MeasuredRefusal(StrEnum):
    """Why a day of measuring is refused; numbers have `Refusal`."""

    NO_DAY = "no_day"
    FUTURE = "future"


@dataclass(kw_only=True)
class MeasuredControls(Controls):
    """The day, the people in the community, and a field for each number a plan may have."""

    measured_on: DateField
    community: WholeNumberField
    measured: tuple[DecimalField, ...]


class PlanSide:
    """The fields for what was measured, and what they come to.

    `controls` belong into the exercise's own; `card` holds those that the opened plan needs. `plan` is the opened one.
    """

    def __init__(self) -> None:
        self.plan = Plan()
        self.controls = MeasuredControls(
            measured_on=DateField(_("Measured on"), today()),
            community=WholeNumberField(_("People in your community (0: not counted)"), 0),
            measured=tuple(DecimalField("–") for _place in range(MOST)),
        )
        self.note = ipywidgets.HTML()
        self.card = ipywidgets.Box([])
        self.card.add_class("tt-card")
        self.on = today()
        self.values: tuple[float | None, ...] = ()
        self.followers: int | None = None
        self.numbers: tuple[PlanNumber, ...] = ()
        self._taken: dict[Control, float] = {}
        self._day_filled = today()

    # the plan -----------------------------------------------------------------------------------------------

    def open(self, firm: str) -> None:
        """The plan of this firm: an invented one that began some weeks ago, or the learner's own, as it is kept."""
        trouble = ""
        if firm != OWN:
            self.plan = example(firm, today() - timedelta(weeks=WEEKS))
        else:
            self.plan, trouble = kept_plan()
            if not trouble and not self.plan.strategy.kpis:
                trouble = _("Your plan has no numbers yet. Choose one to three in the strategy canvas and add them.")
        controls, values = self.controls, MEASURED.get(firm, ())
        for place, control in enumerate(controls.measured):
            control.value = values[place] if place < len(values) else None
            control.problem()
        for control, kpi in zip(controls.measured, self._kpis, strict=False):
            unit = f" ({kpi.unit})" if kpi.unit else ""
            control.widget.description = f"{name_of(kpi)}{unit}"
        controls.community.value = COMMUNITY.get(firm, 0)
        self._taken, self._day_filled = {}, today()
        controls.measured_on.value = today()
        self.note.value = markup('<p class="tt-note" role="status">{trouble}</p>', trouble=trouble) if trouble else ""
        heading = ipywidgets.HTML(f"<h3>{as_html(_('What you measured for your plan'))}</h3>")
        shown: list[Control] = [controls.measured_on, *controls.measured[: len(self._kpis)]]
        if self._followers_place is None:
            shown.append(controls.community)
        self.card.children = (heading, self.note, *(each.box for each in shown))

    def wanted(self) -> str:
        """What the plan wants, a line for each of its numbers."""
        return "\n".join(f"{name_of(kpi)}: {kpi_sentence(kpi)}" for kpi in self._kpis)

    @property
    def _kpis(self) -> tuple[schema.Kpi, ...]:
        return self.plan.strategy.kpis[:MOST]

    @property
    def _followers_place(self) -> int | None:
        """The place of the KPI that counts the community; None if the plan has none."""
        kinds = [kpi.kind for kpi in self._kpis]
        return kinds.index(KpiKind.FOLLOWERS) if KpiKind.FOLLOWERS in kinds else None

    def state(self) -> Any:
        """What the learner's own posts filled in, as JSON's own kinds: it follows the posts until it is typed over."""
        taken = {name: self._taken[control] for name, control in self._fields().items() if control in self._taken}
        return {"taken": taken, "day": self._day_filled.isoformat()} if taken or self._day_filled != today() else None

    def resume(self, state: Any) -> None:
        """Take back what `state` gave; whatever does not fit is left out."""
        kept = state if isinstance(state, dict) else {}
        taken = kept.get("taken")
        fields = self._fields()
        for name, value in taken.items() if isinstance(taken, dict) else ():
            if name in fields and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
                self._taken[fields[name]] = value
        day = kept.get("day")
        if day is not None and self.controls.measured_on.fits(day):
            self._day_filled = date.fromisoformat(day)

    def _fields(self) -> Mapping[str, Control]:
        return {"community": self.controls.community} | {
            f"measured.{place}": control for place, control in enumerate(self.controls.measured)
        }

    # what was measured --------------------------------------------------------------------------------------

    def take(self, posts: Posts, month: int) -> None:
        """Fill from the learner's own posts what they say and nobody typed: followers, messages, the month's end."""
        chosen = posts.where(posts.month == month)
        year, place = divmod(month, 12)
        if year:
            last = date(year + place // 11, (place + 1) % 12 + 1, 1) - timedelta(days=1)
            measured_on = self.controls.measured_on
            if measured_on.value == self._day_filled:
                self._day_filled = measured_on.value = min(last, today())
        followers, messages = _known(chosen, "followers"), _known(chosen, "messages")
        people = float(followers.max()) if len(followers) else None
        if self._followers_place is None:
            self._fill(self.controls.community, people)
        for place, kpi in enumerate(self._kpis):
            if place == self._followers_place:
                self._fill(self.controls.measured[place], people)
            elif kpi.kind is KpiKind.MESSAGES:
                self._fill(self.controls.measured[place], float(messages.sum()) if len(messages) else None)

    def _fill(self, control: Control, value: float | None) -> None:
        try:
            typed = control.value
        except ValueError:
            return
        if value is None or typed not in (None, 0, self._taken.get(control)):
            return
        self._taken[control] = value
        control.value = round(value) if isinstance(control, WholeNumberField) else value

    def read(self) -> None:
        """Read the fields into `values`, `followers` and `on`. InputError names the one that cannot be right."""
        on = self.controls.measured_on.value
        if on is None:
            raise InputError("measured_on", MeasuredRefusal.NO_DAY)
        if on > today():
            raise InputError("measured_on", MeasuredRefusal.FUTURE)
        values: list[float | None] = []
        for place, (_kpi, control) in enumerate(zip(self._kpis, self.controls.measured, strict=False)):
            try:
                values.append(control.value)
            except ValueError:
                raise InputError(f"measured.{place}", Refusal.NOT_A_NUMBER) from None
        community = whole_within("community", self.controls.community.value, 0, MOST_PEOPLE)
        people = community or None if self._followers_place is None else values[self._followers_place]
        self.on, self.values = on, tuple(values)
        self.followers = None if people is None or people < 0 else round(min(people, MOST_PEOPLE))

    def complaint(self, error: InputError) -> str:
        """What is wrong with a field and what to do."""
        people = _("Give the number of people, or 0 if you did not count them.")
        return {
            MeasuredRefusal.NO_DAY: _("Choose the day on which you measured."),
            MeasuredRefusal.FUTURE: _("That day is still to come. Choose the day on which you measured."),
            Refusal.BELOW: people,
            Refusal.ABOVE: people,
        }.get(error.code, _("Write a number, like {example}.").format(example=number(12.5, 1)))

    @property
    def any(self) -> bool:
        """Whether anything was measured."""
        return self.followers is not None or any(value is not None for value in self.values)

    # what it comes to ---------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Every number beside what was expected, the most urgent first, into `numbers`."""
        begun, at, fan = self.plan.strategy.begun, self._followers_place, self._fan()
        goals = [
            Goal(baseline=kpi.baseline, target=kpi.target, begun=begun, by=kpi.by, fan=fan if place == at else None)
            for place, kpi in enumerate(self._kpis)
        ]
        values = list(self.values)
        if at is None and fan and self.followers is not None:
            goals.append(Goal(baseline=fan.today, target=self.plan.growth.goal, begun=fan.begun, fan=fan))
            values.append(float(self.followers))
        self.numbers = tuple(self._number(each) for each in progress(goals, values, self.on))

    def _number(self, each: Progress) -> PlanNumber:
        """The community comes after the KPIs' places."""
        tactics = [tactic.text for tactic in self.plan.strategy.tactics if tactic.kpi == each.place]
        return PlanNumber(
            kpi=self._kpis[each.place] if each.place < len(self._kpis) else None,
            progress=each,
            tactic=tactics[0] if tactics else "",
            before=self._before(each.place),
        )

    def _fan(self) -> Fan | None:
        growth = self.plan.growth
        begun = growth.begun or self.plan.strategy.begun
        low, median, high = growth.low, growth.median, growth.high
        if begun is None or not growth.weeks or not growth.today or low is None or median is None or high is None:
            return None
        return Fan(begun=begun, today=growth.today, low=low, median=median, high=high, weeks=growth.weeks)

    def _before(self, place: int) -> float | None:
        """What the last report before this month said."""
        begins = self.on.replace(day=1)
        for month in reversed(self.plan.report.months):
            if month.begins and month.begins < begins:
                if place >= len(self._kpis):
                    return month.followers
                return next((each.value for each in month.measured if each.kpi == place), None)
        return None

    @property
    def on_their_way(self) -> int:
        """How many numbers are where they were expected, or ahead."""
        there = (ProgressVerdict.WITHIN, ProgressVerdict.ABOVE)
        return sum(each.progress.verdict in there for each in self.numbers)

    def title(self) -> str:
        """The heading of the plan's part in the report."""
        return _("The plan beside what happened, {day}").format(day=day(self.on))

    def lines(self) -> list[str]:
        """A line of plain text for each number."""
        return [number_line(each) for each in self.numbers]

    def lessons(self) -> list[str]:
        """What the numbers say, in sentences of plain text."""
        lessons = [lesson for lesson in map(number_lesson, self.numbers) if lesson]
        measured = [each.progress for each in self.numbers if each.progress.value is not None]
        if not lessons and measured and all(each.verdict is ProgressVerdict.WITHIN for each in measured):
            lessons = [_("Every number we measured lies where the plan expected it.")]
        return [*lessons, *self._no_proof()]

    def _no_proof(self) -> list[str]:
        """What a count inside the simulated futures does not say."""
        places = (self._followers_place, len(self._kpis))
        if self._fan() is None or not any(
            each.progress.verdict is ProgressVerdict.WITHIN and each.progress.place in places for each in self.numbers
        ):
            return []
        return [no_proof_words()]

    def steps(self) -> list[str]:
        """What to change next, the most urgent first, in sentences of plain text."""
        urgent = [each for each in self.numbers if each.progress.step is not ProgressStep.KEEP]
        return [number_step(each) for each in (urgent or self.numbers[:1])[:MOST_STEPS]]

    def for_month(self, plan: Plan, month: schema.Month) -> schema.Month:
        """The month with what was measured for the numbers that this plan has, too."""
        values = {(kpi.name, kpi.kind): value for kpi, value in zip(self._kpis, self.values, strict=True)}
        measured = [
            schema.Measured(kpi=place, value=values[kpi.name, kpi.kind])
            for place, kpi in enumerate(plan.strategy.kpis[:MOST])
            if values.get((kpi.name, kpi.kind)) is not None
        ]
        return replace(month, measured=tuple(measured), followers=self.followers)


def _known(posts: Posts, name: str) -> NDArray[np.float64]:
    """What the network counted, without the gaps."""
    values = posts.counts.get(name, np.array([]))
    return values[np.isfinite(values)]


def begins(on: date, month: int) -> date:
    """The first day of a month as `models.results.Posts` counts them; of the month of `on` where it has no year."""
    year, place = divmod(month, 12)
    return date(year, place + 1, 1) if 2000 <= year < 2100 else on.replace(day=1)
