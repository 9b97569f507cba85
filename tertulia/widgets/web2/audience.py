"""Audience explorer: who is on which network, one count at a time, and where my own customers are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.edition import edition
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, number
from tertulia.models.customer_groups import AGES, YOUNGEST
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.web2 import audience as model
from tertulia.models.web2.audience import ALL, AudienceCount, AudienceFigure, AudienceMeasure, GroupFigures
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion
from tertulia.widgets.base.controls import Choice, Controls, Slider, SourceChoice, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.web2 import audience_figures, audience_words
from tertulia.widgets.web2.audience_figures import CUSTOMERS_LIKE_MINE, MINE, VIEWS
from tertulia.widgets.web2.audience_picture import audience_picture
from tertulia.widgets.web2.audience_tables import for_the_curious, who_was_counted
from tertulia.widgets.web2.audience_words import group_words, period_words, view_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

MOST_USES = 12
"""Networks the plan has room for."""

_KEYS = {**{network.name: key for key, network in NETWORKS.items()}, "WhatsApp": "whatsapp"}
"""The plan's word for each network of the figures."""


@dataclass(kw_only=True)
class AudienceControls(Controls):
    """What to look at, and who buys from the firm."""

    view: SourceChoice
    period: SourceChoice
    group: SourceChoice
    women: Slider
    ages: Mapping[str, Slider]


class AudienceExplorer(Exercise[AudienceControls]):
    """Figures of one count, looked up by age, sex and year; and our estimate for the learner's customers."""

    name = "audience"
    facts = {"women": firm_facts.WOMEN_OF_TEN, **{f"ages.{band}": firm_facts.age_of_ten(band) for band in AGES}}

    def __init__(self, firm: str = "bakery") -> None:
        self.figures = audience_figures.figures()
        self.shares = audience_figures.shares()
        super().__init__(firm)

    def make_controls(self, firm: ExampleFirm) -> AudienceControls:
        """What to look at, and who buys from the firm."""
        start = self.start(firm)
        return AudienceControls(
            view=SourceChoice(_("What to show"), [(view_words(key), key) for key in VIEWS], MINE),
            period=SourceChoice(_("When"), [("2024", "2024")], "2024"),
            group=SourceChoice(_("Which people"), [(_("your customers"), (ALL, ALL))], (ALL, ALL)),
            women=Slider(
                _("Customers who are women"), start["women"], 0, 10, 1, _of_ten, audience_words.women_evidence()
            ),
            ages={
                band: Slider(
                    _("Aged {band}").format(band=band.replace("-", "\u2013")), start[f"ages.{band}"], 0, 10, 1, _of_ten
                )
                for band in AGES
            },
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's customers, by control, and the view of them."""
        return {
            "view": MINE,
            "period": "2024",
            "group": (ALL, ALL),
            "women": round(10 * firm.women),
            **{f"ages.{band}": self._of_this_age(firm, band) for band in AGES},
        }

    def _of_this_age(self, firm: ExampleFirm, band: str) -> int:
        """How many of ten customers; of the learner's own, none before they told their ages."""
        if firm.starts == OWN:
            return firm_facts.age_of_ten(band).read(self.told_of(firm)) or 0
        return round(10 * firm.ages[band])

    def cards(self) -> list[ipywidgets.Box]:
        """Two cards: the look-up, then the customers."""
        controls = self.controls
        return [
            card(_("Look it up"), [controls.view, controls.period, controls.group]),
            card(_("Who buys from you"), [controls.women, *controls.ages.values()]),
        ]

    def after_parts(self) -> list[Any]:
        """Who was counted."""
        self.counted = html("tt-piece")
        return [self.counted]

    def restart(self) -> None:
        """The firm's customers again; the lists of the first view come back before their values are set."""
        with self.quietly():
            self.controls.view.value = MINE
            self._offer()
        super().restart()

    def state(self) -> Any:
        """What is looked at: the lists of one view hold other entries than those of the next."""
        chosen = self.controls
        looked_at = {"view": chosen.view.value, "period": chosen.period.value, "group": list(chosen.group.value)}
        return None if looked_at["view"] == MINE else looked_at

    def resume(self, state: Any) -> None:
        """Look at the same again, as far as it is still there."""
        if not isinstance(state, dict) or not self.controls.view.resume(state.get("view")):
            return
        self._offer()
        self.controls.period.resume(state.get("period"))
        self._offer()
        group = state.get("group")
        if isinstance(group, list):
            self.controls.group.resume(tuple(group))

    def show(self) -> None:
        """Look up, say it, draw it, and say who was counted."""
        with self.quietly():
            self._offer()
        weights = {band: float(slider.value) for band, slider in self.controls.ages.items()}
        untold = self.firm.starts == OWN and not any(weights.values())
        mine = {} if untold else model.customers(self.shares, weights, self.controls.women.value / 10)
        view = self.controls.view.value
        answer = self._answer(view, mine)
        rows = answer.figures if VIEWS[view].by_network else model.by_group(self.figures, answer.count)
        self.result, self.mine, self.rows = answer, mine, rows
        self.numbers.value = audience_words.tiles(answer, rows)
        self.words.value = conclusion(*self._meaning(answer, mine))
        self.mini.value = audience_words.in_short(answer, rows)
        self.counted.value = "" if untold and view == MINE else who_was_counted(answer.count, rows)
        self.draw({self.picture: lambda: audience_picture(answer, rows, self.name).html() if rows else Html()})
        self.folds.value = for_the_curious(self.figures, view, rows)

    def _meaning(self, answer: GroupFigures, mine: Mapping[str, float]) -> list[str]:
        """What the figures say; of the learner's own firm also what is missing, and whom they leave out."""
        sentences = audience_words.meaning(answer, mine)
        if YOUNGEST in self.told_of(self.firm).ages:
            sentences.append(_("Our estimate begins at 18: it says nothing of your younger customers."))
        return sentences

    def _answer(self, view: str, mine: Mapping[str, float]) -> GroupFigures:
        """What the chosen count says about the chosen group; mine: share of the customers by network."""
        if view != MINE:
            age, sex = self.controls.group.value
            return model.look_up(self.figures, self._count(view), age, sex)
        figures = tuple(
            AudienceFigure(count=CUSTOMERS_LIKE_MINE, network=network, value=share, status="derived")
            for network, share in mine.items()
        )
        return GroupFigures(count=CUSTOMERS_LIKE_MINE, age=ALL, sex=ALL, figures=figures, missing=())

    # what can be chosen -------------------------------------------------------------------------------------

    def _count(self, view: str) -> AudienceCount:
        period = self.controls.period.value
        return next(count for count in model.counts(self.figures, view) if _period_key(count) == period)

    def _offer(self) -> None:
        """Let the lists hold what this view has, and keep what was chosen where it is still there."""
        view = self.controls.view.value
        if view == MINE:
            _fill(self.controls.period, [("2024", "2024")])
            _fill(self.controls.group, [(_("your customers"), (ALL, ALL))])
            return
        counts = model.counts(self.figures, view)
        several = len({count.by for count in counts}) > 1
        periods = [
            (f"{period_words(count.period)}, {count.by}" if several else period_words(count.period), _period_key(count))
            for count in counts
        ]
        _fill(self.controls.period, periods)
        groups = model.groups(self.figures, self._count(view)) if VIEWS[view].by_network else ((ALL, ALL),)
        accounts = VIEWS[view].measure is AudienceMeasure.ACCOUNTS
        everybody = _("all accounts") if accounts else group_words(ALL, ALL)
        _fill(
            self.controls.group,
            [(everybody if group == (ALL, ALL) else group_words(*group), group) for group in groups],
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code is Refusal.ALL_ZERO:
            return audience_words.no_ages_words()
        return _("This cannot be right. Choose another value.")

    def nothing_yet(self) -> str:
        """Without customers there is no estimate of them."""
        return "" if self.mine else audience_words.no_ages_words()

    def for_plan(self, plan: Plan) -> Plan:
        """Which networks customers like these open: our estimate, whichever count is looked at."""
        from tertulia.plan import schema, updates

        origin = _("{course}’s estimate, {period}, grade {grade}").format(
            course=edition().name, period=period_words(CUSTOMERS_LIKE_MINE.period), grade=CUSTOMERS_LIKE_MINE.grade
        )
        uses = [
            schema.Use(network=_KEYS.get(network, network), share=share, source=updates.line(origin))
            for network, share in self.mine.items()
        ]
        return updates.with_audience(plan, uses[:MOST_USES])

    def summary(self) -> str:
        """The count and its first figure in a line."""
        return audience_words.in_one_line(self.result, self.rows)


def _of_ten(people: float) -> Html:
    return markup(_("<b>{n}</b> of ten"), n=number(people))


def _period_key(count: AudienceCount) -> str:
    return f"{count.period} {count.by}"


def _fill(choice: Choice, options: Sequence[tuple[str, Any]]) -> None:
    """Let a list hold these options, and keep what was chosen if it is among them."""
    widget = choice.widget
    if tuple(widget.options) == tuple(options):
        return
    chosen = widget.value
    widget.options = tuple(options)
    widget.value = chosen if chosen in [value for _words, value in options] else options[0][1]
