"""Community simulator: what your hours are likely to bring in a year, instead of what you hope for."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import facts
from tertulia.charts.futures import Futures
from tertulia.charts.growth import growth, sparkline
from tertulia.clock import today
from tertulia.firms import Firm
from tertulia.language import _, euros, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.strategy import growth as model
from tertulia.widgets.base.components import assumptions, conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Control, Evidence, Slider, Tick, WholeNumberField, button, card
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.base.words import hours_bold, hours_words, short

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Promotion shares of the spam experiment."""


def _kwak() -> str:
    return "Kwak, Chun & Moon 2011"


class CommunitySimulator(Exercise):
    """Simulate a year of one network: chance of the goal, the band of futures, doing nothing."""

    name = "growth"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """Sliders for what is given each week; typed numbers for who could be reached."""
        return {
            "audience": WholeNumberField(
                _("People you could ever reach"),
                firm.audience,
                Evidence(
                    "D",
                    _(
                        "Your own estimate: who lives near, visits or buys what you make. The simulator also tries "
                        "about half and nearly twice as many."
                    ),
                ),
            ),
            "today": WholeNumberField(_("People in your community today"), firm.today),
            "goal": WholeNumberField(_("People you want in a year"), firm.goal),
            "posts": Slider(
                _("Posts per week"),
                firm.posts,
                0,
                14,
                1,
                lambda n: ngettext("<b>{n}</b> post", "<b>{n}</b> posts", n).format(n=number(n)),
                Evidence(
                    "C",
                    _(
                        "More posts are seen by more people, up to a point. Asked why they had stopped following "
                        "someone, people named too many posts in a short time. One network, one country: hence a C."
                    ),
                    _kwak(),
                ),
            ),
            "promotion": Slider(
                _("Promotion share"),
                round(100 * firm.promotion),
                0,
                100,
                5,
                lambda n: _("<b>{share}</b> of posts sell").format(share=percent(n / 100)),
                Evidence(
                    "C",
                    _(
                        "Surveys name too much promotion as the first reason to unfollow. No study gives a dose: how "
                        "much is too much is our assumption, and so is the limit of one post in five."
                    ),
                    "Sprout Social 2016",
                ),
            ),
            "hours": Slider(
                _("Hours per week"),
                firm.hours,
                0,
                15,
                0.5,
                hours_bold,
                Evidence("D", _("We count one hour for a finished post. Time yourself twice and correct us.")),
            ),
            "reply_hours": Slider(
                _("Of those, for answering"),
                firm.reply_hours,
                0,
                8,
                0.5,
                hours_bold,
                Evidence(
                    "C",
                    _(
                        "In a vendor's count brands left nine of ten messages without an answer. That silence makes "
                        "people leave is plausible; how many leave is our assumption."
                    ),
                    "Sprout Social Index 2016",
                ),
            ),
            "ambassadors": Slider(
                _("Employees who share"),
                firm.ambassadors,
                0,
                20,
                1,
                lambda n: ngettext("<b>{n}</b> person", "<b>{n}</b> people", n).format(n=number(n)),
                Evidence(
                    "C",
                    _(
                        "A vendor found that what employees share gets about twice the clicks of the same post by the "
                        "firm. Nobody has tested it in an experiment."
                    ),
                    "LinkedIn 2016",
                ),
            ),
            "euros": Slider(
                _("Euros of ads"),
                firm.euros,
                0,
                200,
                5,
                lambda n: _("<b>{money}</b> a week").format(money=euros(n)),
                Evidence(
                    "B",
                    _(
                        "Showing a post to a thousand people costs about six dollars in Spain, from three to nine. How "
                        "many of them then follow you is our assumption."
                    ),
                    "Superads 2025",
                ),
            ),
            "hoped": Tick(_("Show the curve I hoped for"), False),
            "hope": Slider(
                _("Growth hoped for"),
                round(100 * firm.hope),
                1,
                40,
                1,
                lambda n: _("<b>{share}</b> a month").format(share=percent(n / 100)),
            ),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's values, by control."""
        return {
            "audience": firm.audience,
            "today": firm.today,
            "goal": firm.goal,
            "posts": firm.posts,
            "promotion": round(100 * firm.promotion),
            "hours": firm.hours,
            "reply_hours": firm.reply_hours,
            "ambassadors": firm.ambassadors,
            "euros": firm.euros,
            "hoped": False,
            "hope": round(100 * firm.hope),
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Four cards: where you stand, what you publish, who helps, what you spend and hoped for."""
        use = self.controls
        return [
            card(_("Where you stand"), [use["audience"], use["today"], use["goal"]]),
            card(_("What you publish"), [use["posts"], use["promotion"]]),
            card(_("Who helps"), [use["hours"], use["reply_hours"], use["ambassadors"]]),
            card(_("What you spend"), [use["euros"]]),
            card(_("What you hoped for"), [use["hoped"], use["hope"]]),
        ]

    def settings_now(self) -> model.Settings:
        """What the controls say, as the model takes it; InputError where they contradict each other."""
        use = self.controls
        return model.Settings(
            audience=use["audience"].value,
            today=use["today"].value,
            goal=use["goal"].value,
            posts=use["posts"].value,
            promotion=use["promotion"].value / 100,
            hours=use["hours"].value,
            reply_hours=use["reply_hours"].value,
            euros=use["euros"].value,
            ambassadors=use["ambassadors"].value,
        )

    def show(self) -> None:
        """Chance, middle future and doing nothing; then the picture; then what it means."""
        settings = self.settings_now()
        found = model.simulate(settings)
        self.settings, self.result = settings, found
        chance, end = found.percent / 100, found.median[-1]  # in whole percent: as many as there are dots
        self.numbers.value = numbers(
            [
                number_tile(
                    percent(chance),
                    _("chance of reaching your goal of <strong>{goal} people</strong>").format(
                        goal=number(settings.goal)
                    ),
                    "goal",
                    main=True,
                ),
                number_tile(
                    number(end),
                    _("people likely after a year; 8 in 10 futures: <strong>{low} to {high}</strong>").format(
                        low=number(found.low[-1]), high=number(found.high[-1])
                    ),
                    "median",
                ),
                number_tile(
                    _signed(end - found.nothing[-1]),
                    _("against doing nothing, which ends at <strong>{nothing}</strong>").format(
                        nothing=number(found.nothing[-1])
                    ),
                    "nothing",
                ),
            ]
        )
        self.words.value = conclusion(*self._meaning(settings, found))
        futures = Futures(
            low=found.low,
            median=found.median,
            high=found.high,
            nothing=found.nothing,
            dots=found.dots,
            goal=settings.goal,
            chance=chance,
            hoped=model.hoped(settings, self.controls["hope"].value / 100) if self.controls["hoped"].value else None,
        )
        self.mini.value = (
            f"{sparkline(futures)}<p><b>{percent(chance)}</b> "
            + _("for {goal}").format(goal=number(settings.goal))
            + "<br>"
            + _("{n} people likely").format(n=number(end))
            + "</p>"
        )
        caption = _(
            "Simulated from your settings: {runs} runs, starting from {today} people. People in the community, not "
            "sales."
        ).format(runs=number(len(found.ends)), today=number(settings.today))
        title = self._finding(settings, found)
        self._offer(settings, found)
        self.draw(
            {
                self.picture: lambda: growth(futures, title, caption, self.name).html(),
                self.folds: lambda: self._for_the_curious(settings, found),
            }
        )

    # sentences ----------------------------------------------------------------------------------------------

    def _finding(self, settings: model.Settings, found: model.Growth) -> str:
        goal = number(settings.goal)
        if found.chance >= 0.8:
            return _("{goal} in a year is within reach").format(goal=goal)
        if found.chance >= 0.5:
            return _("{goal} in a year is more likely than not").format(goal=goal)
        if found.median[-1] > 1.02 * settings.today:
            return _("Growth is likely; {goal} in a year is not").format(goal=goal)
        return _("Holding on is likely; growing is not")

    def _meaning(self, settings: model.Settings, found: model.Growth) -> list[str]:
        end, use = found.median[-1], self.controls
        grown = end / settings.today if settings.today else float("inf")
        if grown >= 2:
            result = _("<strong>more than double your community</strong>")
        elif grown > 1.02:
            result = _("<strong>grow from {today} to about {end}</strong>").format(
                today=number(settings.today), end=number(_round(end))
            )
        elif grown >= 0.98:
            result = _("<strong>keep the community you have</strong>")
        else:
            result = _("<strong>shrink from {today} to about {end}</strong>").format(
                today=number(settings.today), end=number(_round(end))
            )
        effort = _("{posts} and {hours} a week").format(
            posts=ngettext("{n} post", "{n} posts", use["posts"].value).format(n=number(use["posts"].value)),
            hours=hours_words(use["hours"].value),
        )
        first = _("With {effort} you would {result} and reach {goal} people in <strong>{often}</strong>.").format(
            effort=effort, result=result, goal=number(settings.goal), often=_often(found.chance)
        )
        sentences = [first]
        possible = model.published(settings)
        if possible < settings.posts:
            sentences.append(
                _("Your hours allow {possible} posts a week, not the {planned} you planned.").format(
                    possible=short(possible), planned=number(settings.posts)
                )
            )
        if settings.promotion > 0.5:
            sentences.append(
                _("With this much selling, only {active} of the {end} would still be listening.").format(
                    active=number(_round(found.active[-1])), end=number(_round(end))
                )
            )
        even = model.likely_goal(settings)
        if found.chance < 0.4 and even:
            sentences.append(_("A goal of {even} would make it about an even chance.").format(even=number(even)))
        return sentences

    def _offer(self, settings: model.Settings, found: model.Growth) -> None:
        even = model.likely_goal(settings)
        if found.chance < 0.4 and even:
            offer = button(_("Set the goal to {even}").format(even=number(even)), lambda: self._take(even))
            self.actions.children = (offer,)
        else:
            self.actions.children = ()

    def _take(self, goal: int) -> None:
        self.controls["goal"].value = goal

    def _for_the_curious(self, settings: model.Settings, found: model.Growth) -> str:
        weeks = [week for week in (0, 13, 26, 39, 52) if week <= settings.weeks]
        figures = table(
            [_("Week"), _("Low"), _("Middle"), _("High"), _("Do nothing")],
            [
                [number(week), *(number(path[week]) for path in (found.low, found.median, found.high, found.nothing))]
                for week in weeks
            ],
        )
        spam = table(
            [_("Posts that sell"), _("Followers after a year"), _("Of them, still listening")],
            [
                [percent(case.promotion), number(case.visible), number(case.active)]
                for case in model.spam_experiment(settings, SHARES)
            ],
        )
        known = assumptions(self._assumption(row) for row in facts.rows("growth_parameters"))
        return (
            fold(_("The numbers as a table"), figures)
            + fold(_("The spam experiment: what happens if you only sell"), self._spam_words() + spam)
            + fold(_("How the simulator works, in plain words"), self._how() + known)
        )

    @staticmethod
    def _assumption(row: Mapping[str, object]) -> tuple[str, str, str, str]:
        """Its name, grade, value and reason, as the data say them."""
        studies = {study["key"]: study for study in facts.rows("studies_parameters")}
        value, factor, unit = float(str(row["median"])), float(str(row["factor"])), str(row["unit"])
        said = f"{short(value, 4)} {_(unit) if unit != 'none' else ''}".strip()
        if factor > 1:
            said = _("{value}, varied by a factor of {factor}").format(value=said, factor=short(factor))
        reason = escape(_(str(row["evidence"])))
        if study := studies.get(row["source"]):
            reason += f" <cite>{escape(str(study['source']))}</cite>"
            if study["status"] == "read_secondary":
                reason += " " + _("(read in a copy, not at the source)")
        return escape(_(str(row["label"]))), str(row["grade"]), escape(said), reason

    def _spam_words(self) -> str:
        return (
            "<p>"
            + _(
                "The same hours and the same posts; only the share that sells changes. Followers who no longer look "
                "are counted by the network all the same, so watch the last column."
            )
            + "</p>"
        )

    def _how(self) -> str:
        return "".join(
            f"<p>{part}</p>"
            for part in (
                _(
                    "Each week some people who do not know you yet find you or are brought by others, some followers "
                    "stop looking, some look again and some leave. What you publish, answer, share and pay moves "
                    "these shares. The simulator plays the year a thousand times with different values for what "
                    "nobody knows, and with luck."
                ),
                _(
                    "It cannot foresee which post everybody shares, a change in what a network shows, or sales. "
                    "Nothing here proves that promotion makes people leave: that part rests on surveys."
                ),
            )
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        values = {name: short(value) for name, value in error.values.items() if not isinstance(value, str)}
        told = {
            ("goal", "below_today"): _("The goal must be more than the {today} people you have today."),
            ("goal", "above_audience"): _("The goal is more than the {audience} people you could ever reach."),
            ("today", "above_audience"): _(
                "You cannot have more people today than the {audience} you could ever reach."
            ),
            ("reply_hours", "above_hours"): _(
                "You keep {reply_hours} hours for answering but have only {hours} in all. Give fewer to answering."
            ),
        }.get((error.field, error.code), _("Type a number from {low} to {high}."))
        return told.format(**({"low": number(1), "high": number(1_000_000_000)} | values))

    def for_plan(self, plan: Plan) -> Plan:
        """What to expect, with its range."""
        from tertulia.plan import updates

        return updates.with_growth(plan, self.settings, self.result, today())

    def summary(self) -> str:
        """The three numbers in a line."""
        found = self.result
        return _("{chance} chance of the goal; {end} people likely, 8 in 10 futures from {low} to {high}").format(
            chance=percent(found.percent / 100),
            end=number(found.median[-1]),
            low=number(found.low[-1]),
            high=number(found.high[-1]),
        )


def _signed(value: float) -> str:
    return ("+" if round(value) > 0 else "\u2212" if round(value) < 0 else "") + number(abs(value))


def _round(value: float) -> float:
    """To two figures, as one says it."""
    step = 10 ** max(len(str(int(value))) - 2, 0)
    return float(round(value / step) * step)


def _often(chance: float) -> str:
    """A chance as people say it."""
    if chance < 0.02:
        return _("almost no future")
    if chance >= 0.95:
        return _("nearly every future")
    if chance < 0.45:
        return _("about 1 in {n} futures").format(n=round(1 / chance))
    if chance <= 0.55:
        return _("about half of the futures")
    return _("about {n} of 10 futures").format(n=round(10 * chance))
