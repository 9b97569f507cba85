"""Community simulator: what your hours are likely to bring in a year, instead of what you hope for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.futures import Futures
from tertulia.charts.growth import growth, sparkline
from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm, followers_told
from tertulia.html import Html, as_html, markup
from tertulia.language import _, euros, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.strategy import growth as model
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, fold, number_tile, numbers
from tertulia.widgets.base.controls import Controls, Slider, Tick, WholeNumberField, button, card
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.base.words import hours_bold
from tertulia.widgets.strategy import simulator_words as words
from tertulia.widgets.strategy.simulator_tables import assumption_list, figures_table, spam_table

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

UNLIKELY = 0.4
"""Below this chance the simulator names a goal that would be an even one."""


@dataclass(kw_only=True)
class SimulatorControls(Controls):
    """What is given each week, in sliders; who could be reached, in typed numbers."""

    audience: WholeNumberField
    today: WholeNumberField
    goal: WholeNumberField
    posts: Slider
    promotion: Slider
    hours: Slider
    reply_hours: Slider
    ambassadors: Slider
    euros: Slider
    hoped: Tick
    monthly: Slider


class CommunitySimulator(Exercise[SimulatorControls]):
    """Simulate a year of one network: chance of the goal, the band of futures, doing nothing."""

    name = "growth"
    facts = {
        "audience": firm_facts.AUDIENCE,
        "today": firm_facts.FOLLOWERS,
        "goal": firm_facts.GOAL,
        "posts": firm_facts.POSTS,
        "promotion": firm_facts.PROMOTION,
        "hours": firm_facts.HOURS,
        "reply_hours": firm_facts.REPLY_HOURS,
        "euros": firm_facts.EUROS,
    }
    seen_otherwise = ("posts", "promotion")  # what was tried here need not be what is published

    def make_controls(self, firm: ExampleFirm) -> SimulatorControls:
        """The controls with this firm's values."""
        start = self.start(firm)
        return SimulatorControls(
            audience=WholeNumberField(_("People you could ever reach"), start["audience"], words.audience_evidence()),
            today=WholeNumberField(_("People in your community today"), start["today"]),
            goal=WholeNumberField(_("People you want in a year"), start["goal"]),
            posts=Slider(
                _("Posts per week"),
                start["posts"],
                0,
                14,
                1,
                lambda n: markup(ngettext("<b>{n}</b> post", "<b>{n}</b> posts", n), n=number(n)),
                words.posts_evidence(),
            ),
            promotion=Slider(
                _("Promotion share"),
                start["promotion"],
                0,
                100,
                5,
                lambda n: markup(_("<b>{share}</b> of posts sell"), share=percent(n / 100)),
                words.promotion_evidence(),
            ),
            hours=Slider(_("Hours per week"), start["hours"], 0, 15, 0.5, hours_bold, words.hours_evidence()),
            reply_hours=Slider(
                _("Of those, for answering"), start["reply_hours"], 0, 8, 0.5, hours_bold, words.answering_evidence()
            ),
            ambassadors=Slider(
                _("Employees who share"),
                start["ambassadors"],
                0,
                20,
                1,
                lambda n: markup(ngettext("<b>{n}</b> person", "<b>{n}</b> people", n), n=number(n)),
                words.ambassadors_evidence(),
            ),
            euros=Slider(
                _("Euros of ads"),
                start["euros"],
                0,
                200,
                5,
                lambda n: markup(_("<b>{money}</b> a week"), money=euros(n)),
                words.euros_evidence(),
            ),
            hoped=Tick(_("Show the curve I hoped for"), start["hoped"]),
            monthly=Slider(
                _("Growth hoped for"),
                start["monthly"],
                1,
                40,
                1,
                lambda n: markup(_("<b>{share}</b> a month"), share=percent(n / 100)),
            ),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's values, by control; shares in percent."""
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
            "monthly": round(100 * firm.hope),
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Five cards: where you stand, what you publish, who helps, what you spend and hoped for."""
        controls = self.controls
        return [
            card(_("Where you stand"), [controls.audience, controls.today, controls.goal]),
            card(_("What you publish"), [controls.posts, controls.promotion]),
            card(_("Who helps"), [controls.hours, controls.reply_hours, controls.ambassadors]),
            card(_("What you spend"), [controls.euros]),
            card(_("What you hoped for"), [controls.hoped, controls.monthly]),
        ]

    def settings_now(self) -> model.Settings:
        """What the controls say, as the model takes it; InputError where they contradict each other."""
        controls = self.controls
        return model.Settings(
            audience=controls.audience.value,
            today=controls.today.value,
            goal=controls.goal.value,
            posts=controls.posts.value,
            promotion=controls.promotion.value / 100,
            hours=controls.hours.value,
            reply_hours=controls.reply_hours.value,
            euros=controls.euros.value,
            ambassadors=controls.ambassadors.value,
        )

    def show(self) -> None:
        """Chance, middle future and doing nothing; then what it means; then the picture."""
        settings = self.settings_now()
        ensemble = model.simulate(settings)
        self.result = ensemble
        even = model.likely_goal(settings) if ensemble.chance < UNLIKELY else None
        futures = self._futures(ensemble)
        self.numbers.value = self._tiles(ensemble)
        self.mini.value = Html(f"{Html(sparkline(futures))}{words.mini_words(ensemble)}")
        self.words.value = conclusion(*words.meaning(ensemble, even))
        self._offer(even)
        title, caption = words.title_words(ensemble), words.caption_words(ensemble)
        self.draw(
            {
                self.picture: lambda: growth(futures, title, caption, self.name).html(),
                self.folds: lambda: self._for_the_curious(ensemble),
            }
        )

    def _futures(self, ensemble: model.Ensemble) -> Futures:
        hoped = model.hoped(ensemble.settings, self.controls.monthly.value / 100) if self.controls.hoped.value else None
        return Futures(
            low=ensemble.low,
            median=ensemble.median,
            high=ensemble.high,
            nothing=ensemble.nothing,
            dots=ensemble.dots,
            goal=ensemble.settings.goal,
            chance=ensemble.percent / 100,  # in whole percent: as many as there are dots
            hoped=hoped,
        )

    @staticmethod
    def _tiles(ensemble: model.Ensemble) -> Html:
        end, nothing = ensemble.median[-1], ensemble.nothing[-1]
        return numbers(
            [
                number_tile(
                    percent(ensemble.percent / 100), words.chance_words(ensemble.settings.goal), "goal", main=True
                ),
                number_tile(number(end), words.likely_words(ensemble.low[-1], ensemble.high[-1]), "median"),
                number_tile(words.signed(end - nothing), words.nothing_words(nothing), "nothing"),
            ]
        )

    def _offer(self, even: int | None) -> None:
        """A button that sets the goal to what is about an even chance, where there is such a goal."""
        if even is None:
            self.actions.children = ()
            return
        label = _("Set the goal to {even}").format(even=number(even))
        self.actions.children = (button(label, lambda: self._take(even)),)

    def _take(self, goal: int) -> None:
        self.controls.goal.value = goal

    @staticmethod
    def _for_the_curious(ensemble: model.Ensemble) -> Html:
        spam = Html(f"{words.spam_words()}{spam_table(ensemble.settings)}")
        return Html(
            fold(_("The numbers as a table"), figures_table(ensemble))
            + fold(_("The spam experiment: what happens if you only sell"), spam)
            + fold(
                _("How the simulator works, in plain words"), Html(f"{words.how_words()}{as_html(assumption_list())}")
            )
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        return words.complaint_words(error)

    def for_plan(self, plan: Plan) -> Plan:
        """What to expect, with its range."""
        from tertulia.plan import updates

        return updates.with_growth(plan, self.result.settings, self.result, today())

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """What was simulated last; the hours as the plan has them now."""
        growth, duties, content = plan.growth, plan.duties, plan.content
        settings = growth.simulated_with
        posts = settings.posts if content.posts is None else content.posts
        promotion = min((share for share in (settings.promotion, content.cap) if share is not None), default=None)
        return {
            "audience": growth.audience,
            "today": growth.today,
            "goal": growth.goal,
            "posts": None if posts is None else round(posts),
            "promotion": None if promotion is None else round(100 * promotion),
            "hours": settings.hours if duties.hours is None else duties.hours,
            "reply_hours": duties.reply_hours,
            "ambassadors": plan.ambassadors.people,
        }

    def nothing_yet(self) -> str:
        """For my firm, an answer to our own starting numbers is none."""
        profile = self.own_firm.profile
        if self.firm.key == OWN and (profile.audience is None or profile.goal is None):
            return _("Type first how many people you could ever reach, and how many you want in a year.")
        told = followers_told(profile, self.firm.network) is not None
        return "" if told or self.said("today") else _("Type first how many people are in your community today.")

    def summary(self) -> str:
        """The three numbers in a line."""
        return words.summary_words(self.result)
