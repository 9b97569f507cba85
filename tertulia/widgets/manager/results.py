"""Results dashboard: what the posts did, compared honestly, and what the hours brought back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

import ipywidgets
import numpy as np

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.results import GroupSpan, spans
from tertulia.clock import today
from tertulia.firms import Firm
from tertulia.language import _, euros, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.manager import results as model
from tertulia.models.manager.results import By, Group, Measure, Middle, Posts
from tertulia.widgets.base.components import assumptions, conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, DecimalField, Evidence, Slider, WholeNumberField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.own_posts import OwnPosts
from tertulia.widgets.manager.results_words import by_words, divided_by, group_words, measure_words, of_what, said

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

STARTS: Mapping[str, tuple[int, int, int, int, float]] = {
    # hours a month, euros an hour, ads a month, tracked sales, euros that stay of one
    "bakery": (16, 15, 0, 14, 9.0),
    "workshop": (12, 25, 0, 1, 650.0),
    "guesthouse": (20, 16, 60, 8, 48.0),
    "mine": (12, 15, 0, 0, 20.0),
}
"""What each firm's month takes and what it could trace: invented, grade D."""


def cost_controls(firm: Firm) -> dict[str, Control]:
    """Hours, costs and tracked sales of a month; the monthly report has them too."""
    start = cost_start(firm)
    return {
        "hours": Slider(
            _("Hours a month"),
            start["hours"],
            0,
            160,
            1,
            lambda n: ngettext("<b>{n}</b> hour", "<b>{n}</b> hours", n).format(n=number(n)),
            Evidence("D", _("Count everything: photos, texts, answers, reading figures. Write it down for a week.")),
        ),
        "hour_euros": Slider(
            _("What an hour costs you"),
            start["hour_euros"],
            0,
            80,
            1,
            lambda n: f"<b>{euros(n)}</b>",
            Evidence("D", _("Wage and social security of whoever does it; your own hour is not free either.")),
        ),
        "ads": Slider(_("Paid to networks a month"), start["ads"], 0, 1000, 5, lambda n: f"<b>{euros(n)}</b>"),
        "conversions": WholeNumberField(
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
        "margin": DecimalField(_("Euros that stay of one sale, after what it costs to make"), start["margin"]),
        "anyway_least": Slider(
            _("Would have come anyway, at least"),
            start["anyway_least"],
            0,
            90,
            5,
            lambda n: f"<b>{percent(n / 100)}</b>",
            Evidence("D", _("Regulars use codes too. Nobody knows this share without an experiment, so give a range.")),
        ),
        "anyway_most": Slider(
            _("Would have come anyway, at most"), start["anyway_most"], 0, 90, 5, lambda n: f"<b>{percent(n / 100)}</b>"
        ),
    }


def cost_start(firm: Firm) -> dict[str, Any]:
    """The values these controls begin with."""
    hours, euro, ads, conversions, margin = STARTS[firm.key]
    return {
        "hours": hours,
        "hour_euros": euro,
        "ads": ads,
        "conversions": conversions,
        "margin": margin,
        "anyway_least": 10,
        "anyway_most": 50,
    }


def month_costs(use: Mapping[str, Control]) -> tuple[model.Costs, model.Tracked]:
    """The controls as the model takes them; InputError where they cannot be right."""
    costs = model.Costs(use["hours"].value, use["hour_euros"].value, use["ads"].value)
    try:
        margin = use["margin"].value
    except ValueError:
        raise InputError("margin", "not_a_number") from None
    if margin is None:
        raise InputError("margin", "zero")
    return costs, model.Tracked(
        use["conversions"].value, float(margin), use["anyway_least"].value / 100, use["anyway_most"].value / 100
    )


def cost_complaint(error: InputError) -> str:
    """What is wrong with a cost or a sale."""
    return {
        "no_cost": _("Your hours cost something. Give the hours and what one costs."),
        "zero": _("Give the euros that stay of one sale; more than zero."),
        "not_a_number": _("Write a number, like {example}.").format(example=number(12.5, 1)),
        "order": _("“At most” lies below “at least”. Change one of the two."),
        "negative": _("Give zero or more."),
        "above": _("That is more than a small firm's month holds. Check the number."),
    }.get(error.code, _("This cannot be right. Choose another value."))


def returned_words(returned: model.Return, tracked: model.Tracked) -> str:
    """What the month cost and brought, in a sentence or two of HTML."""
    low, _mid, high = returned.break_even
    needed = (
        ngettext("{n} traced sale", "{n} traced sales", low).format(n=number(low))
        if low == high
        else _("{low} to {high} traced sales").format(low=number(low), high=number(high))
    )
    if returned.gain is None:
        return _(
            "Your month cost {cost}. You traced no sale, so nobody can say what it brought; <strong>it takes "
            "{needed} to pay for it</strong>."
        ).format(cost=euros(returned.cost), needed=needed)
    back = ngettext(
        "Your month cost {cost} and the sale you traced brought <strong>{least} to {most}</strong> that would not "
        "have come anyway. It takes {needed} to pay for it.",
        "Your month cost {cost} and the {n} sales you traced brought <strong>{least} to {most}</strong> that would "
        "not have come anyway. It takes {needed} to pay for it.",
        tracked.conversions,
    )
    return back.format(
        cost=euros(returned.cost),
        n=number(tracked.conversions),
        least=euros(returned.gain[0]),
        most=euros(returned.gain[2]),
        needed=needed,
    )


class ResultsDashboard(Exercise):
    """The middle post, honest comparisons, and what came back for the hours."""

    name = "results"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """Whose posts, what to compare, and the month's costs."""
        self.own = OwnPosts(self.refresh)
        self._found: dict[Any, Any] = {}
        return {
            **self.own.controls,
            "measure": Choice(
                _("What to look at"), [(measure_words(each), each.value) for each in Measure], Measure.BY_REACH.value
            ),
            "by": Choice(_("Compare by"), [(by_words(each), each.value) for each in By], By.KIND.value),
            **cost_controls(firm),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's month. Whose posts are looked at stays as it is: nobody should lose a file."""
        return {"measure": Measure.BY_REACH.value, "by": By.KIND.value, **cost_start(firm)}

    def cards(self) -> list[ipywidgets.Box]:
        """Posts, comparison, costs."""
        use = self.controls
        cost = ("hours", "hour_euros", "ads", "conversions", "margin", "anyway_least", "anyway_most")
        return [
            card(_("Compare"), [use["measure"], use["by"]]),
            self.own.card(),
            card(_("Cost and return of a month"), [use[name] for name in cost]),
        ]

    def after_parts(self) -> list[Any]:
        """What was read in a file."""
        self.account = html("tt-piece")
        return [self.account]

    def show(self) -> None:
        """The middle post and what came back; the comparison; what was read."""
        costs, tracked = month_costs(self.controls)
        posts = self.own.posts()
        by = By(self.controls["by"].value)
        measure = self._measure(posts)
        returned = model.returns(costs, tracked)
        whole = self._of(measure, lambda: model.middle(model.values_of(posts, measure)))
        groups = self._of((measure, by), lambda: model.compared(posts, measure, by))
        self.result, self.posts, self.groups, self.whole = returned, posts, groups, whole
        self.numbers.value = numbers(self._tiles(posts, measure, whole, returned))
        self.words.value = conclusion(*self._meaning(posts, measure, by, whole, groups, returned, tracked))
        self.mini.value = f"<p><b>{said(measure, whole.median)}</b> {measure_words(measure, posts.unit).lower()}</p>"
        self.account.value = self.own.account()
        self.folds.value = self._for_the_curious(posts, measure, by, groups, whole, returned)
        self.draw({self.picture: lambda: self._picture(posts, measure, by, groups, whole).html()})

    def _measure(self, posts: Posts) -> Measure:
        """What to look at. Other posts may lack it: then the first figure they have."""
        chosen = Measure(self.controls["measure"].value)
        others = posts is not self._found.get("posts")
        if others:
            self._found = {"posts": posts}
        known = self._of("measures", lambda: model.measurable(posts))
        if chosen in known:
            return chosen
        if not others:
            raise InputError("measure", "missing")
        with self.quietly():
            self.controls["measure"].value = known[0].value
        first: Measure = known[0]
        return first

    def _of(self, key: Any, make: Any) -> Any:
        """What was worked out for these posts before; moving a cost need not do it again."""
        if key not in self._found:
            self._found[key] = make()
        return self._found[key]

    def _beside(self, posts: Posts, measure: Measure) -> Measure | None:
        """Another figure of these posts, worth standing beside the one looked at."""
        known = self._of("measures", lambda: model.measurable(posts))
        return next(
            (
                each
                for each in (Measure.BY_REACH, Measure.BY_FOLLOWERS, Measure.BY_VIEWS, Measure.REACH, Measure.VIEWS)
                if each is not measure and each in known
            ),
            None,
        )

    # the answer ---------------------------------------------------------------------------------------------

    def _tiles(self, posts: Posts, measure: Measure, whole: Middle, returned: model.Return) -> list[str]:
        other = self._beside(posts, measure)
        tiles = [number_tile(said(measure, whole.median), of_what(measure, posts.unit), main=True)]
        if other:
            beside = self._of(other, lambda: model.middle(model.values_of(posts, other)))
            tiles.append(number_tile(said(other, beside.median), of_what(other, posts.unit)))
        if returned.gain is None:
            tiles.append(
                number_tile(
                    number(returned.break_even[1]),
                    _("traced sales a month would pay for your hours; none is traced yet"),
                )
            )
        else:
            low, mid, high = (gain / returned.cost for gain in returned.gain)
            tiles.append(
                number_tile(
                    euros(mid, 2),
                    _("come back for each euro of cost; it may be {low} to {high}").format(
                        low=euros(low, 2), high=euros(high, 2)
                    ),
                )
            )
        return tiles

    def _meaning(
        self,
        posts: Posts,
        measure: Measure,
        by: By,
        whole: Middle,
        groups: tuple[Group, ...],
        returned: model.Return,
        tracked: model.Tracked,
    ) -> list[str]:
        return [self._compared(posts, measure, by, whole, groups), returned_words(returned, tracked)]

    def _compared(self, posts: Posts, measure: Measure, by: By, whole: Middle, groups: tuple[Group, ...]) -> str:
        if not whole.enough:
            return _("{n} posts are too few to compare anything: wait until you have {least}.").format(
                n=number(whole.n), least=number(model.TOO_FEW)
            )
        if not groups:
            return _("The file does not say this about any post, so there is nothing to compare.")
        clear = [group for group in groups if group.verdict in ("more", "less")]
        if not clear:
            return _("<strong>No clear difference</strong> by this: the ranges overlap. Choose as it suits your week.")
        best = max(clear, key=lambda group: (group.verdict == "more", group.middle.n))
        words = (
            _("“{group}” got clearly more than the rest: {this} against {rest}, {what}.")
            if best.verdict == "more"
            else _("“{group}” got clearly less than the rest: {this} against {rest}, {what}.")
        )
        told = words.format(
            group=group_words(by, best.key, posts),
            this=f"<strong>{said(measure, best.middle.median)}</strong>",
            rest=said(measure, best.rest.median),
            what=measure_words(measure, posts.unit).lower(),
        )
        fewer = [
            group
            for group in self._of((Measure.REACH, by), lambda: model.compared(posts, Measure.REACH, by))
            if group.key == best.key and group.verdict == "less"
        ]
        if fewer and best.verdict == "more" and measure in (Measure.BY_REACH, Measure.BY_VIEWS):
            return (
                told
                + " "
                + _("But these posts reached fewer people: {this} against {rest}.").format(
                    this=f"<strong>{number(fewer[0].middle.median)}</strong>", rest=number(fewer[0].rest.median)
                )
            )
        return told + " " + _("That is seen, not proved: try it on purpose for a month.")

    def _picture(self, posts: Posts, measure: Measure, by: By, groups: tuple[Group, ...], whole: Middle) -> Picture:
        rows = []
        listed = []
        for group in groups:
            words = unescape(group_words(by, group.key, posts))  # the picture escapes its words itself
            count = ngettext("{n} post", "{n} posts", group.middle.n).format(n=number(group.middle.n))
            if posts.unit == "day":
                count = ngettext("{n} day", "{n} days", group.middle.n).format(n=number(group.middle.n))
            if group.middle.enough:
                range_ = f"{said(measure, group.middle.low)}–{said(measure, group.middle.high)}"
                shown = said(measure, group.middle.median)
                listed.append(f"{words} {shown} ({range_}, {count})")
            else:
                shown = _("{posts}: too few to say").format(posts=count)
                listed.append(f"{words}: {shown}")
            rows.append(
                GroupSpan(
                    words=f"{words} · {count}" if group.middle.enough else words,
                    middle=group.middle.median,
                    low=group.middle.low if group.middle.enough else None,
                    high=group.middle.high if group.middle.enough else None,
                    value_text=shown,
                    strong=group.verdict in ("more", "less"),
                )
            )
        alternative = _("{measure}, middle and range of each group: {list}. All together: {whole}.").format(
            measure=measure_words(measure, posts.unit), list="; ".join(listed) or "–", whole=said(measure, whole.median)
        )
        drawn = spans(rows, whole.median, self.name, alternative, lambda value: said(measure, value))
        caption = _(
            "Dot: the middle. Bar: where the true middle lies, 95 times in 100. Dashed: all posts together, "
            "{whole}. Bold: clearly apart from the rest."
        ).format(whole=said(measure, whole.median))
        return Picture(
            title=self._title(posts, measure, by, groups),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=caption,
            source=self._source(),
        )

    @staticmethod
    def _title(posts: Posts, measure: Measure, by: By, groups: tuple[Group, ...]) -> str:
        more = [group_words(by, group.key, posts) for group in groups if group.verdict == "more"]
        less = [group_words(by, group.key, posts) for group in groups if group.verdict == "less"]
        if more:
            return _("{measure}: clearly more with {groups}").format(
                measure=measure_words(measure, posts.unit), groups=", ".join(more)
            )
        if less:
            return _("{measure}: clearly less with {groups}").format(
                measure=measure_words(measure, posts.unit), groups=", ".join(less)
            )
        return _("{measure}: no clear difference").format(measure=measure_words(measure, posts.unit))

    def _source(self) -> str:
        if self.own.export is None:
            return _(
                "Posts: a cosmetics brand's Facebook page, 2014 (Moro, Rita & Vala 2016, read in a copy). Not your "
                "firm's. Costs and sales: invented."
            )
        return _("Your own figures, read on this device.")

    def _for_the_curious(
        self, posts: Posts, measure: Measure, by: By, groups: tuple[Group, ...], whole: Middle, returned: model.Return
    ) -> str:
        verdicts = {
            "more": _("clearly more"),
            "less": _("clearly less"),
            "unclear": _("no clear difference"),
            "too_few": _("too few to say"),
        }
        rows = [
            [
                group_words(by, group.key, posts),
                number(group.middle.n),
                said(measure, group.middle.median),
                _range(measure, group.middle),
                verdicts[group.verdict],
            ]
            for group in groups
        ]
        rows.append([_("All"), number(whole.n), said(measure, whole.median), _range(measure, whole), ""])
        compared = table([by_words(by), _("Posts"), _("Middle"), _("Range"), _("Beside the rest")], rows)
        measures = [each for each in Measure if each in self._of("measures", lambda: model.measurable(posts))]
        rates = table(
            [_("Figure"), _("Middle"), _("Range")],
            [
                [measure_words(each, posts.unit), said(each, middle.median), _range(each, middle)]
                for each in measures
                for middle in [self._of(each, lambda each=each: model.middle(model.values_of(posts, each)))]
            ],
        )
        mean = float(np.nanmean(model.values_of(posts, measure)))
        roi = "–" if returned.roi is None else " / ".join(percent(each) for each in returned.roi)
        how = (
            _(
                "Each rate divides interactions (reactions, comments, shares, and saves where counted) by something, "
                "and that something is in its name. Two rates with different denominators cannot be compared, whoever "
                "shows them to you."
            ),
            _(
                "The middle post (median) has as many posts above it as below. Here it is {middle}; the mean is "
                "{mean}, pulled by a few posts that went far."
            ).format(middle=said(measure, whole.median), mean=said(measure, mean)),
            _(
                "The range lies between two of your posts in order of size. In 95 of 100 such samples it holds the "
                "true middle. “Clearly” means that the range of a group and that of the rest do not touch."
            ),
            _(
                "Return is what came back beyond the cost, divided by the cost: low, middle and high {roi}. Only sales "
                "you traced count, less those who would have come anyway."
            ).format(roi=roi),
        )
        known = assumptions(
            [
                (
                    _("Too few to compare"),
                    "D",
                    _("{n} posts").format(n=number(model.TOO_FEW)),
                    _("our line; a range exists from six posts on"),
                ),
                (
                    _("Liking and buying"),
                    "A",
                    _("no effect in five experiments"),
                    _("of liking a brand on what people bought (John et al. 2017)"),
                ),
                (
                    _("Hours of the example"),
                    "C",
                    _("time zone not stated"),
                    _("take them as an exercise, not as advice"),
                ),
            ]
        )
        return (
            fold(_("The comparison as a table"), compared)
            + fold(_("All figures of these posts"), rates)
            + fold(_("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how))
            + fold(_("What we take for granted"), known)
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.field in ("upload", "paste", "followers"):
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

        chosen = Measure(self.controls["measure"].value)
        own, who = self.own.export is not None, {each.name: each.who for each in plan.results.watch}
        watch = []
        for measure in (chosen, self._beside(self.posts, chosen)):
            if measure:
                value = model.middle(model.values_of(self.posts, measure)).median
                rate, name = measure in model.RATES, measure_words(measure, self.posts.unit)
                watch.append(
                    schema.Watched(
                        updates.line(_("{measure}, in %").format(measure=name) if rate else name),
                        divided_by(measure),
                        value=round(100 * value if rate else value, 2) if own else None,
                    )
                )
        traced = self.controls["conversions"].value
        watch.append(schema.Watched(_("Sales we could trace"), value=float(traced)))
        return updates.with_results(
            plan,
            schema.Results(
                watch=tuple(
                    replace(
                        each, every=_("month"), who=who.get(each.name, ""), on=None if each.value is None else today()
                    )
                    for each in watch
                ),
                cost=round(self.result.cost, 2),
                break_even=float(self.result.break_even[1]),
            ),
        )

    def summary(self) -> str:
        """The middle post and the return in a line."""
        measure = Measure(self.controls["measure"].value)
        return _("{n} posts; {measure}: {value}; cost of the month {cost}").format(
            n=number(len(self.posts)),
            measure=measure_words(measure),
            value=said(measure, self.whole.median),
            cost=euros(self.result.cost),
        )


def _range(measure: Measure, middle: Middle) -> str:
    if math.isnan(middle.low):
        return "–"
    return _("{low} to {high}").format(low=said(measure, middle.low), high=said(measure, middle.high))
