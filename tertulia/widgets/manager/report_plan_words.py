"""The learner's words for the plan beside what was measured: a line for each number, what it says, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertulia.language import _, number, percent
from tertulia.models.progress import Movement, Progress, ProgressStep, ProgressVerdict
from tertulia.models.strategy.canvas import KpiKind
from tertulia.widgets.base.words import short

if TYPE_CHECKING:
    from tertulia.plan.schema import Kpi


@dataclass(frozen=True, kw_only=True)
class PlanNumber:
    """A number of the plan and where it is now.

    kpi: None for the people in the community, who are no KPI of this plan. tactic: what the plan does for it. before:
    what the last report before this month said.
    """

    kpi: Kpi | None
    progress: Progress
    tactic: str
    before: float | None

    @property
    def name(self) -> str:
        """What it is called."""
        return _("People in the community") if self.kpi is None else name_of(self.kpi)

    @property
    def simulated(self) -> bool:
        """Whether the community simulator says how it may go."""
        return self.kpi is None or self.kpi.kind is KpiKind.FOLLOWERS


def name_of(kpi: Kpi) -> str:
    """What a KPI is called; a word where it has no name."""
    return " ".join(kpi.name.split()) or _("A number without a name")


def number_line(each: PlanNumber) -> str:
    """Where a number is, in a line."""
    progress, expected = each.progress, each.progress.expected
    verdict = {
        ProgressVerdict.NOT_MEASURED: _("{kpi}: not measured; from {low} to {high} was expected")
        if expected
        else _("{kpi}: not measured"),
        ProgressVerdict.NO_EXPECTATION: _(
            "{kpi}: {value}; without a starting value, a goal and a day nothing was expected"
        ),
        ProgressVerdict.WITHIN: _("{kpi}: {value}, where it was expected ({low} to {high})"),
        ProgressVerdict.BELOW: _("{kpi}: {value}, behind what was expected ({low} to {high})"),
        ProgressVerdict.ABOVE: _("{kpi}: {value}, ahead of what was expected ({low} to {high})"),
    }[progress.verdict].format(
        kpi=each.name,
        value="–" if progress.value is None else _round(progress.value),
        low=_round(expected.low) if expected else "",
        high=_round(expected.high) if expected else "",
    )
    moved = {
        Movement.TOWARD: _("{way} of the way done"),
        Movement.STILL: _("it has hardly moved"),
        Movement.AWAY: _("it moved the wrong way"),
        Movement.UNKNOWN: "",
    }[progress.moved].format(way=percent(progress.way or 0))
    before = "" if each.before is None else _("last report {value}").format(value=_round(each.before))
    straight = (
        _("the straight way to the goal would need {value}").format(value=_round(progress.due))
        if progress.value is not None and progress.due is not None and not _inside(progress)
        else ""
    )
    return "; ".join(part for part in (verdict, moved, before, straight) if part)


def _inside(progress: Progress) -> bool:
    """Whether the straight line lies in what was expected; also where there is no line."""
    if progress.due is None or progress.expected is None:
        return True
    return progress.expected.low <= progress.due <= progress.expected.high


def number_lesson(each: PlanNumber) -> str:
    """What a number says; empty where there is nothing to say."""
    return {
        ProgressVerdict.BELOW: _("“{kpi}” is behind what the plan expected."),
        ProgressVerdict.ABOVE: _("“{kpi}” is ahead of what the plan expected."),
    }.get(each.progress.verdict, "").format(kpi=each.name)


IDLE_INSIDE = 5
"""Of so many simulated small firms that stop altogether, one is still inside the futures of working after half a year;
computed by a test with the simulator as it is now."""


def no_proof_words() -> str:
    """What a count inside the simulated futures does not say."""
    return _(
        "That the community is inside what was simulated does not prove that the work did it: of {n} small firms that "
        "stop altogether, about one is still inside after half a year, as simulated."
    ).format(n=number(IDLE_INSIDE))


def number_step(each: PlanNumber) -> str:
    """What to change for a number."""
    source = each.kpi.source if each.kpi else ""
    return {
        ProgressStep.KEEP: _("Go on with the plan as it is, and measure again next month."),
        ProgressStep.FIND_CAUSE: _("“{kpi}”: put the hours and posts you really had into the community simulator.")
        if each.simulated
        else _("“{kpi}”: did we do this every week: “{tactic}”? If not, do it; if we did, change it.")
        if each.tactic
        else _("“{kpi}”: nothing in the plan moves it. Choose one thing to do for it."),
        ProgressStep.MEASURE: _("“{kpi}”: measure it before the next report ({source}).")
        if source
        else _("“{kpi}”: measure it before the next report."),
        ProgressStep.COMPLETE: _("“{kpi}”: give it a starting value, a goal and a day in the strategy canvas."),
        ProgressStep.RAISE_GOAL: _("“{kpi}”: raise the goal, or give its hours to something that is behind."),
        ProgressStep.RETHINK_GOAL: _(
            "“{kpi}”: it goes as simulated, and that is too slow for the goal. Lower the goal, or do "
            "something else for it."
        ),
    }[each.progress.step].format(kpi=each.name, tactic=each.tactic, source=source)


def _round(value: float) -> str:
    return short(round(value, 1)) if abs(value) < 100 else number(value)
