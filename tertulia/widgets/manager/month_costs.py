"""Hours, costs and traced sales of a month, which the results dashboard and the monthly report both ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets

from tertulia.edition import EURO, MOST_HOUR_COST, edition
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, currency_words, money, ngettext, number, percent
from tertulia.models.errors import InputError, Refusal
from tertulia.models.manager.results import CostRefusal, Costs, Return, TrackedSales
from tertulia.profile import Profile
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.controls import Controls, DecimalField, Evidence, Slider, WholeNumberField, card
from tertulia.widgets.base.firm_facts import Fact

MOST_HOURS, MOST_ADS, MOST_AN_HOUR = 160, 1000, 80
"""Where the sliders end: hours and money for networks, in a month; the price of an hour."""

WEEKS = 52 / 12
"""In a month."""

COST_FACTS: Mapping[str, Fact] = {
    "hour_euros": firm_facts.HOUR_EUROS,
    "conversions": firm_facts.TRACED,
    "margin": firm_facts.MARGIN,
}
"""What both exercises know once one was told."""


@dataclass(frozen=True, kw_only=True)
class FirmMonth:
    """What a firm's month takes and what it could trace: invented, grade D.

    hours: in the month. hour_euros: price of an hour. ads: paid in the month. conversions: traced sales. margin: what
    stays of one.
    """

    hours: int
    hour_euros: int
    ads: int
    conversions: int
    margin: float


MONTHS: Mapping[str, FirmMonth] = {
    "bakery": FirmMonth(hours=16, hour_euros=15, ads=0, conversions=14, margin=9.0),
    "workshop": FirmMonth(hours=12, hour_euros=25, ads=0, conversions=1, margin=650.0),
    "guesthouse": FirmMonth(hours=20, hour_euros=16, ads=60, conversions=8, margin=65.0),
}


@dataclass(kw_only=True)
class MonthCostControls(Controls):
    """The controls, in the order of the page."""

    hours: Slider
    hour_euros: Slider
    ads: Slider
    conversions: WholeNumberField
    margin: DecimalField
    anyway_least: Slider
    anyway_most: Slider

    def card(self) -> ipywidgets.Box:
        """All of them under their heading."""
        return card(_("Cost and return of a month"), self.named().values())

    def month(self, firm: ExampleFirm) -> tuple[Costs | None, TrackedSales | None]:
        """What they say, as the model takes it; InputError where it cannot be right.

        None where nothing was said: an example has a cost and a margin, the learner's own firm has those it tells.
        """
        own = firm.starts == OWN
        unpriced = own and not self.ads.value and not (self.hour_euros.value and self.hours.value)
        costs = (
            None if unpriced else Costs(hours=self.hours.value, hour_euros=self.hour_euros.value, ads=self.ads.value)
        )
        try:
            margin = self.margin.value
        except ValueError:
            raise InputError("margin", Refusal.NOT_A_NUMBER) from None
        if margin is None and own and self.conversions.value == 0:
            return costs, None
        if margin is None:
            raise InputError("margin", CostRefusal.ZERO_MARGIN)
        return costs, TrackedSales(
            conversions=self.conversions.value,
            margin=float(margin),
            anyway_least=self.anyway_least.value / 100,
            anyway_most=self.anyway_most.value / 100,
        )


def cost_start(firm: ExampleFirm, own: Profile) -> dict[str, Any]:
    """The values these controls begin with; for a firm that was told, the hours and the money it has."""
    shares = {"anyway_least": 10, "anyway_most": 50}
    if firm.starts == OWN:
        hours = min(round((own.hours or 0) * WEEKS), MOST_HOURS)
        ads = min(5 * round((own.euros or 0) * WEEKS / 5), MOST_ADS)
        return {
            "hours": hours,
            "hour_euros": round(edition().hour_cost or 0),
            "ads": ads,
            "conversions": 0,
            "margin": None,
            **shares,
        }
    month = MONTHS[firm.key]
    return {
        "hours": month.hours,
        "hour_euros": month.hour_euros,
        "ads": month.ads,
        "conversions": month.conversions,
        "margin": month.margin,
        **shares,
    }


def cost_controls(firm: ExampleFirm, own: Profile) -> MonthCostControls:
    """The controls with the firm's values."""
    start = cost_start(firm, own)
    return MonthCostControls(
        hours=Slider(
            _("Hours a month"),
            start["hours"],
            0,
            MOST_HOURS,
            1,
            lambda n: markup(ngettext("<b>{n}</b> hour", "<b>{n}</b> hours", n), n=number(n)),
            Evidence("D", _("Count everything: photos, texts, answers, reading figures. Write it down for a week.")),
        ),
        hour_euros=Slider(
            _("What an hour costs you"),
            start["hour_euros"],
            0,
            max(MOST_AN_HOUR, min(2 * round(edition().hour_cost or 0), MOST_HOUR_COST)),
            1,
            _bold_money,
            Evidence("D", _("Wage and social security of whoever does it; your own hour is not free either.")),
        ),
        ads=Slider(_("Paid to networks a month"), start["ads"], 0, MOST_ADS, 5, _bold_money),
        conversions=WholeNumberField(
            _("Sales a month you could trace"),
            start["conversions"],
            Evidence(
                "D",
                _(
                    "Only what you can trace: a code, a link, a booking form, or asking “how did you find us?”. "
                    "Followers and likes do not belong here: from followers to sales there is no arrow."
                ),
                "John et al. 2017",
            ),
        ),
        margin=DecimalField(
            _("What you keep from one sale, in {currencies}").format(currencies=currency_words()), start["margin"]
        ),
        anyway_least=Slider(
            _("Sales you would have had anyway, at least"),
            start["anyway_least"],
            0,
            90,
            5,
            _bold_share,
            Evidence("D", _("Regulars use codes too. Nobody knows this share without an experiment, so give a range.")),
        ),
        anyway_most=Slider(_("Sales you would have had anyway, at most"), start["anyway_most"], 0, 90, 5, _bold_share),
    )


def _bold_money(n: float) -> Html:
    return markup("<b>{money}</b>", money=money(n))


def _bold_share(n: float) -> Html:
    return markup("<b>{share}</b>", share=percent(n / 100))


def _in_money(in_euros: str, in_other: str) -> str:
    """The sentence for euros, or the one that fits whatever another currency is called."""
    if edition().currency == EURO:
        return in_euros
    return in_other.replace("{currencies}", currency_words())


def cost_complaint(error: InputError) -> str:
    """What is wrong with a cost or a sale."""
    return {
        CostRefusal.NO_COST: _("Your hours cost something. Give the hours and what one costs."),
        CostRefusal.ZERO_MARGIN: _in_money(
            _("Give the euros that stay of one sale; more than zero."),
            _("Give what stays of one sale, in {currencies}; more than zero."),
        ),
        CostRefusal.ORDER: _("“At most” lies below “at least”. Change one of the two."),
        Refusal.NOT_A_NUMBER: _("Write a number, like {example}.").format(example=number(12.5, 1)),
        Refusal.BELOW: _("Enter 0 or a larger number."),
        Refusal.ABOVE: _("That is more than a small firm's month holds. Check the number."),
    }.get(error.code, _("This cannot be right. Choose another value."))


def returned_words(returned: Return | None, tracked: TrackedSales | None) -> Html:
    """What the month cost and brought, in a sentence or two."""
    if returned is None:
        return markup(_("Say what an hour costs you, and you see here what the month cost."))
    if returned.break_even is None or tracked is None:
        words = _in_money(
            _(
                "Your month cost {cost}. Give the euros that stay of one sale, and you see how many sales would pay "
                "for it."
            ),
            _(
                "Your month cost {cost}. Give what stays of one sale, in {currencies}, and you see how many sales "
                "would pay for it."
            ),
        )
        return markup(words, cost=money(returned.cost))
    low, _mid, high = returned.break_even
    needed = (
        ngettext("{n} traced sale", "{n} traced sales", low).format(n=number(low))
        if low == high
        else _("{low} to {high} traced sales").format(low=number(low), high=number(high))
    )
    if returned.gain is None:
        return markup(
            _(
                "Your month cost {cost}. You traced no sale, so nobody can say what it brought; <strong>it takes "
                "{needed} to pay for it</strong>."
            ),
            cost=money(returned.cost),
            needed=needed,
        )
    return markup(
        ngettext(
            "Your month cost {cost} and the sale you traced brought <strong>{least} to {most}</strong> that would not "
            "have come anyway. It takes {needed} to pay for it.",
            "Your month cost {cost} and the {n} sales you traced brought <strong>{least} to {most}</strong> that would "
            "not have come anyway. It takes {needed} to pay for it.",
            tracked.conversions,
        ),
        cost=money(returned.cost),
        n=number(tracked.conversions),
        least=money(returned.gain[0]),
        most=money(returned.gain[2]),
        needed=needed,
    )
