"""Results dashboard: what the posts did, compared honestly, and what the hours brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, currency_words, money, number
from tertulia.models.errors import InputError
from tertulia.models.manager import results as model
from tertulia.models.manager.results import Grouping, PostMeasure, Posts
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import Choice, Controls, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.own_posts import OwnPosts, OwnPostsControls
from tertulia.widgets.base.own_posts_words import counted_words
from tertulia.widgets.manager.month_costs import (
    COST_FACTS,
    MonthCostControls,
    cost_complaint,
    cost_controls,
    cost_start,
    returned_words,
)
from tertulia.widgets.manager.results_comparison import Comparison, PostsAnswers
from tertulia.widgets.manager.results_sentences import comparison_picture, comparison_words
from tertulia.widgets.manager.results_tables import for_the_curious
from tertulia.widgets.manager.results_words import divided_by, grouping_words, measure_words, measured_words, of_what

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


class ResultsRefusal(StrEnum):
    """Why the posts cannot be looked at in this way."""

    MISSING = "missing"
    """They do not have the measure."""


@dataclass(kw_only=True)
class ResultsControls(Controls):
    """Whose posts, what to compare, and the month's costs."""

    own: OwnPostsControls
    measure: Choice
    grouping: Choice
    costs: MonthCostControls


class ResultsDashboard(Exercise[ResultsControls]):
    """The middle post, honest comparisons, and what came back for the hours."""

    name = "results"
    facts = COST_FACTS

    def make_controls(self, firm: ExampleFirm) -> ResultsControls:
        """Whose posts, what to compare, and the month's costs."""
        self.own = OwnPosts(self.name, self.refresh, self.own_firm.profile)
        self._answers: PostsAnswers | None = None
        measures = [(measure_words(each), each.value) for each in PostMeasure]
        groupings = [(grouping_words(each), each.value) for each in Grouping]
        return ResultsControls(
            own=self.own.controls,
            measure=Choice(_("What to look at"), measures, PostMeasure.BY_REACH.value),
            grouping=Choice(_("Compare by"), groupings, Grouping.KIND.value),
            costs=cost_controls(firm, self.told_of(firm)),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's month. Whose posts are looked at stays as it is: nobody should lose a file."""
        costs = cost_start(firm, self.told_of(firm))
        return {"measure": PostMeasure.BY_REACH.value, "grouping": Grouping.KIND.value, **costs}

    def state(self) -> Any:
        """Nothing besides: the figures of the learner's file are kept in a place of their own."""
        self.own.keep()

    def resume(self, state: Any) -> None:
        """The file that was read last; an earlier version of the course kept it here."""
        self.own.resume(state.get("posts") if isinstance(state, dict) else None)

    def _resume(self) -> None:
        with self.own.brought_along(self.quietly):
            super()._resume()

    def cards(self) -> list[ipywidgets.Box]:
        """Posts, comparison, costs."""
        return [
            card(_("Compare"), [self.controls.measure, self.controls.grouping]),
            self.own.card(),
            self.controls.costs.card(),
        ]

    def after_parts(self) -> list[Any]:
        """What was read in a file."""
        self.account = html("tt-piece")
        return [self.account]

    def show(self) -> None:
        """The middle post and what came back; the comparison; what was read."""
        posts = self.own.posts()
        costs, tracked = self.controls.costs.month(self.firm)
        comparison = self._compare(posts)
        returned = model.returns(costs, tracked) if costs else None
        self.result, self.tracked, self.comparison = returned, tracked, comparison
        measure, unit = comparison.measure, comparison.posts.unit
        self.numbers.value = numbers([*self._middles(comparison), *_came_back(returned)])
        rows = self.own.rows_words()
        said = [rows] if rows else []
        self.words.value = conclusion(*said, comparison_words(comparison), returned_words(returned, tracked))
        self.mini.value = markup(
            "<p><b>{middle}</b> {measure}</p>",
            middle=measured_words(measure, comparison.whole.median),
            measure=measure_words(measure, unit).lower(),
        )
        self.account.value = self.own.account()
        self.folds.value = for_the_curious(comparison, returned)
        self.draw({self.picture: lambda: comparison_picture(comparison, self.name, self._source()).html()})

    def refused(self, error: InputError) -> None:
        """Nothing of other posts stays where these have no answer."""
        if self.own.now is not None and self._answers is not None and self.own.now is self._answers.posts:
            return
        self.numbers.value, self.account.value, self.folds.value = "", self.own.account(), ""
        self.words.value, self.mini.value = self.own.nothing_read(), ""
        self.draw({self.picture: Html})

    def _compare(self, posts: Posts) -> Comparison:
        """What to look at. Other posts may lack it: then the first figure they have."""
        chosen = PostMeasure(self.controls.measure.value)
        others = self._answers is None or posts is not self._answers.posts
        if self._answers is None or others:
            self._answers = PostsAnswers(posts)
        known = self._answers.measures
        if chosen not in known:
            if not others:
                raise InputError("measure", ResultsRefusal.MISSING)
            chosen = known[0]
            with self.quietly():
                self.controls.measure.value = chosen.value
        return Comparison(self._answers, chosen, Grouping(self.controls.grouping.value))

    @staticmethod
    def _middles(comparison: Comparison) -> list[Html]:
        measure, other, unit = comparison.measure, comparison.beside, comparison.posts.unit
        tiles = [number_tile(measured_words(measure, comparison.whole.median), of_what(measure, unit), main=True)]
        if other:
            middle = comparison.answers.middle(other)
            tiles.append(number_tile(measured_words(other, middle.median), of_what(other, unit)))
        return tiles

    def _source(self) -> str:
        if self.own.given:
            said = _("Your own figures, read on this device.")
            rows = self.own.rows_words()
            return f"{said} {rows}" if rows else said
        if self.firm.key == OWN:
            return _(
                "Posts: a cosmetics brand's Facebook page, 2014 (Moro, Rita & Vala 2016, read in a copy). Not your "
                "firm's."
            )
        return _(
            "Posts: a cosmetics brand's Facebook page, 2014 (Moro, Rita & Vala 2016, read in a copy). Not your "
            "firm's. Costs and sales: invented."
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.field in self.controls.own.named():
            return self.own.complaint(error)
        if error.field == "measure":
            return _(
                "These posts have no such figure. For a rate by followers, say how many you have; otherwise "
                "choose another."
            )
        return cost_complaint(error)

    def for_plan(self, plan: Plan) -> Plan:
        """The figure looked at and the one beside it, the traced sales, the cost. Who looks was not asked, so it stays.

        Figures of posts that are not the firm's own give no value.
        """
        from tertulia.plan import schema, updates

        comparison = self.comparison
        own, who = self.own.given, {each.name: each.who for each in plan.results.watch}
        watch = []
        for measure in (comparison.measure, comparison.beside):
            if measure:
                middle = comparison.answers.middle(measure).median
                rate, name = measure in model.RATES, measure_words(measure, comparison.posts.unit)
                watch.append(
                    schema.Watched(
                        name=updates.line(_("{measure}, in %").format(measure=name) if rate else name),
                        of=divided_by(measure),
                        value=round(100 * middle if rate else middle, 2) if own else None,
                    )
                )
        traced = None if self.tracked is None else float(self.tracked.conversions)
        watch.append(schema.Watched(name=_("Sales we could trace"), value=traced))
        returned = self.result
        # what the month cost was not told yet: what the plan says of it stays
        cost = plan.results.cost if returned is None else round(returned.cost, 2)
        needed = returned.break_even if returned else None
        return updates.with_results(
            plan,
            schema.Results(
                watch=tuple(
                    replace(
                        each, every=_("month"), who=who.get(each.name, ""), on=None if each.value is None else today()
                    )
                    for each in watch
                ),
                cost=cost,
                break_even=float(needed[1]) if needed else plan.results.break_even,
            ),
        )

    def summary(self) -> str:
        """The middle post and the return in a line."""
        measure, posts = self.comparison.measure, self.comparison.posts
        return _("{posts}; {measure}: {value}; cost of the month {cost}").format(
            posts=counted_words(len(posts), posts.unit),
            measure=measure_words(measure, posts.unit),
            value=measured_words(measure, self.comparison.whole.median),
            cost="–" if self.result is None else money(self.result.cost),
        )


def _came_back(returned: model.Return | None) -> list[Html]:
    """What came back for each euro; before a sale is traced, how many would pay for the month; nothing untold."""
    if returned is None:
        return []
    if returned.break_even is None:
        return [number_tile(money(returned.cost), _("is what the month cost, hours included"))]
    if returned.gain is None:
        needed = number(returned.break_even[1])
        return [number_tile(needed, _("traced sales a month would pay for your hours; none is traced yet"))]
    low, middle, high = (gain / returned.cost for gain in returned.gain)
    words = _("come back for each {currency} of cost; it may be {low} to {high}").format(
        currency=currency_words(1), low=money(low, 2), high=money(high, 2)
    )
    return [number_tile(money(middle, 2), words)]
