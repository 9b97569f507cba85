"""The canvases of the three invented firms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tertulia.models.department import Department
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.canvas import Canvas, CanvasKpi, CanvasTactic, KpiKind
from tertulia.models.strategy.objective import Objective


def N_(message: str) -> str:
    """Mark a text for the catalogue and leave it as it is."""
    return message


def example(firm: str, today: date, say: Callable[[str], str] = str) -> Canvas:
    """The canvas of one of the three invented firms.

    Every value is invented. The bakery's and the guesthouse's canvases stand; the workshop's is how such a firm often
    begins, with things to mend.

    Parameters
    ----------
    firm
        "bakery", "workshop" or "guesthouse".
    today
        The day of the check; the dates of the KPIs are counted from it.
    say
        Puts the English texts into the learner's language.

    Raises
    ------
    InputError
        At "firm": UNKNOWN.
    """
    try:
        canvas_of = {"bakery": _bakery, "workshop": _workshop, "guesthouse": _guesthouse}[firm]
    except KeyError:
        raise InputError("firm", Refusal.UNKNOWN) from None
    return canvas_of(today, say)


def _bakery(today: date, say: Callable[[str], str]) -> Canvas:
    return Canvas(
        firm="bakery",
        today=today,
        objective=Objective.QUIET_HOURS,
        audience=say(N_("neighbours within ten minutes’ walk who come home at midday")),
        kpis=(
            CanvasKpi(
                name=say(N_("customers on Tuesday afternoon")),
                kind=KpiKind.VISITS,
                baseline=22,
                target=35,
                unit=say(N_("customers")),
                by=today + timedelta(days=182),
                owner="Marisol",
                source=say(N_("till receipts, Tuesday from 2 to 5")),
            ),
            CanvasKpi(
                name=say(N_("hours until a message is answered")),
                kind=KpiKind.ANSWER_TIME,
                baseline=24,
                target=6,
                unit=say(N_("hours")),
                by=today + timedelta(days=91),
                owner="Pilar",
                source=say(N_("ten messages a month, noted by hand")),
            ),
        ),
        tactics=(
            CanvasTactic(
                text=say(N_("On Tuesday at noon, show what leaves the oven at three")),
                network="instagram",
                kpi=0,
                hours=2.0,
            ),
            CanvasTactic(text=say(N_("Answer at two fixed times a day")), network="instagram", kpi=1, hours=1.5),
        ),
        response_owner="Pilar",
        channel_owner=Department.OWNER,
        hours=4.0,
        website=True,
        email=True,
        question=say(N_("Which bread do you buy elsewhere because we do not bake it?")),
        heard_by=say(N_("everybody at the Monday table, before the week’s dough is planned")),
    )


def _workshop(today: date, say: Callable[[str], str]) -> Canvas:
    return Canvas(
        firm="workshop",
        today=today,
        objective=Objective.NEW_CUSTOMERS,
        audience=say(N_("everybody")),
        kpis=(
            CanvasKpi(
                name=say(N_("requests for a quote from firms we did not know")),
                kind=KpiKind.QUOTES,
                baseline=3,
                target=6,
                unit=say(N_("a month")),
                by=today + timedelta(days=274),
                owner="Íñigo",
                source=say(N_("the list of quotes")),
            ),
            CanvasKpi(
                name=say(N_("followers")),
                kind=KpiKind.FOLLOWERS,
                baseline=120,
                target=1000,
                unit=say(N_("followers")),
                by=today + timedelta(days=274),
                owner="Íñigo",
                source=say(N_("the page’s own figures")),
            ),
        ),
        tactics=(
            CanvasTactic(
                text=say(N_("Explain one part a week and what made it hard")), network="linkedin", kpi=0, hours=3.0
            ),
            CanvasTactic(text=say(N_("Publish the price list every Friday")), network="facebook", kpi=None, hours=0.5),
        ),
        response_owner="",
        channel_owner=Department.SALES,
        hours=3.0,
        website=True,
        email=True,
    )


def _guesthouse(today: date, say: Callable[[str], str]) -> Canvas:
    return Canvas(
        firm="guesthouse",
        today=today,
        objective=Objective.BRING_BACK,
        audience=say(N_("couples from the city who have already stayed once, outside the school holidays")),
        kpis=(
            CanvasKpi(
                name=say(N_("nights booked again by earlier guests, by phone or e-mail")),
                kind=KpiKind.BOOKINGS,
                baseline=9,
                target=16,
                unit=say(N_("nights a month")),
                by=today + timedelta(days=365),
                owner="Nuria",
                source=say(N_("the booking book")),
            ),
        ),
        tactics=(
            CanvasTactic(
                text=say(N_("Once a week, one walk and what is in flower")), network="instagram", kpi=0, hours=1.5
            ),
            CanvasTactic(
                text=say(N_("Write to each guest a month after the stay, if they agreed")),
                network="whatsapp",
                kpi=0,
                hours=1.0,
            ),
        ),
        response_owner="Nuria",
        channel_owner=Department.OWNER,
        hours=5.0,
        website=True,
        email=True,
        question=say(N_("What would you have liked to know before you came?")),
        heard_by=say(N_("the three of us, on the first Sunday of the month")),
    )
