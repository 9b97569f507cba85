"""Community simulator: what your hours are likely to bring in some months, instead of what you hope for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.futures import Futures
from tertulia.charts.growth import growth, sparkline
from tertulia.clock import today
from tertulia.edition import edition
from tertulia.exports.cells import OwnFile
from tertulia.exports.file import opened
from tertulia.exports.posts import posts as as_posts
from tertulia.exports.read import read
from tertulia.exports.table import MOST_BYTES
from tertulia.firms import OWN, ExampleFirm, ads_are_known, followers_told
from tertulia.html import Html, as_html, markup
from tertulia.language import _, currency_words, euros, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.manager.results import measurable
from tertulia.models.strategy import growth as model
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, fold, number_tile, numbers, section
from tertulia.widgets.base.controls import (
    Choice,
    ChosenFile,
    Controls,
    FileField,
    Slider,
    TextField,
    Tick,
    WholeNumberField,
    button,
    card,
    files_named,
)
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.base.file_offers import KeptFiles, file_to_keep
from tertulia.widgets.base.guess import Guess
from tertulia.widgets.base.kept_files import KeptFile
from tertulia.widgets.base.own_posts import ACCEPT, MOST_FILES
from tertulia.widgets.base.own_posts_questions import show_if
from tertulia.widgets.base.words import hours_bold
from tertulia.widgets.strategy import mix_firm
from tertulia.widgets.strategy import simulator_words as words
from tertulia.widgets.strategy.simulator_history import MOST_TEXT, as_text, counts, from_file, typed
from tertulia.widgets.strategy.simulator_questions import (
    MOST_SCENARIOS,
    Scenario,
    cost_words,
    kept_as_json,
    matters_picture,
    scenario_words,
    scenarios_from,
    side_by_side,
    takes_words,
    ways_table,
)
from tertulia.widgets.strategy.simulator_tables import SHARES, assumption_list, figures_table, spam_table

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

HORIZONS = (13, 26, 52)
"""Weeks ahead one can ask for."""

UNLIKELY = 0.4
"""Below this chance the simulator names a goal that would be an even one."""


@dataclass(kw_only=True)
class SimulatorControls(Controls):
    """What is given each week, in sliders; who could be reached, in typed numbers."""

    audience: WholeNumberField
    today: WholeNumberField
    goal: WholeNumberField
    weeks: Choice
    history: TextField
    file: FileField
    posts: Slider
    promotion: Slider
    hours: Slider
    reply_hours: Slider
    ambassadors: Slider
    euros: Slider
    hour_euros: WholeNumberField
    hoped: Tick
    monthly: Slider
    guess: Choice


class CommunitySimulator(Exercise[SimulatorControls]):
    """Simulate the next weeks of one network: chance of the goal, the band of futures, doing nothing."""

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
        "hour_euros": firm_facts.HOUR_EUROS,
    }
    learners_own = ("guess",)
    scenarios: tuple[Scenario, ...] = ()
    did: Scenario | None = None
    """How the firm worked in the weeks of its history: as it was set when that was entered."""
    _told: str | None = None
    """The history for which `did` stands; None before it is looked at."""

    seen_otherwise = ("posts", "promotion")  # what was tried here need not be what is published

    def __init__(self, firm: str = "bakery") -> None:
        if not ads_are_known():
            self.facts = {name: fact for name, fact in self.facts.items() if fact is not firm_facts.EUROS}
        super().__init__(firm)

    def make_controls(self, firm: ExampleFirm) -> SimulatorControls:
        """The controls with this firm's values."""
        start = self.start(firm)
        self._before: str | None = None
        self.put_back = button(_("Put back the counts that stood here before"), self._put_back)
        self.kept = KeptFiles(self.name, "counts", self._use)
        show_if(False, self.put_back)
        self.guess = Guess(
            _("What do you expect: how many still listen if every post sells, compared with no post that sells?"),
            words.spam_guesses(),
            self.refresh,
        )
        return SimulatorControls(
            audience=WholeNumberField(
                _("People who could ever follow you"), start["audience"], words.audience_evidence()
            ),
            today=WholeNumberField(_("People in your community today"), start["today"]),
            goal=WholeNumberField(_("People you want by then"), start["goal"]),
            weeks=Choice(_("How far ahead"), words.horizons(), start["weeks"], all_seen=True),
            history=TextField(
                _("Your follower counts so far, a day and a number in each line"),
                start["history"],
                words.history_example(),
                long=True,
                most=MOST_TEXT,
            ),
            file=FileField(
                _("Or files of your network with followers by day"),
                ACCEPT,
                most=MOST_BYTES,
                files=MOST_FILES,
                opened=self._open,
            ),
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
            hour_euros=WholeNumberField(
                _("What an hour of yours costs, in {currencies}; 0 leaves it out").format(currencies=currency_words()),
                start["hour_euros"],
                words.hour_evidence(),
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
            guess=self.guess.choice,
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's values, by control; shares in percent."""
        return {
            "audience": firm.audience,
            "today": firm.today,
            "goal": firm.goal,
            "weeks": 52,
            "history": "",
            "file": None,
            "posts": firm.posts,
            "promotion": round(100 * firm.promotion),
            "hours": firm.hours,
            "reply_hours": firm.reply_hours,
            "ambassadors": firm.ambassadors,
            "euros": firm.euros if ads_are_known() else 0,
            "hour_euros": round(edition().hour_cost or 0),
            "hoped": False,
            "monthly": round(100 * firm.hope),
            "guess": None,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Six cards: where you stand, what you publish, who helps, what you spend, counted and hoped for."""
        controls = self.controls
        return [
            card(_("Where you stand"), [controls.audience, controls.today, controls.goal, controls.weeks]),
            card(_("What you publish"), [controls.posts, controls.promotion]),
            card(_("Who helps"), [controls.hours, controls.reply_hours, controls.ambassadors]),
            card(_("What you spend"), [*([controls.euros] if ads_are_known() else []), controls.hour_euros]),
            self._history_card(),
            card(_("What you hoped for"), [controls.hoped, controls.monthly]),
        ]

    def _history_card(self) -> ipywidgets.Box:
        history = card(_("Your own history"), [self.controls.history, self.controls.file])
        heading, typed_in, file = history.children
        history.children = (heading, typed_in, self.put_back, self.kept.offers, file, self.kept.box)
        return history

    def settings_now(self) -> model.Settings:
        """What the controls say, as the model takes it; InputError where they contradict each other."""
        controls = self.controls
        return model.Settings(
            audience=controls.audience.value,
            today=controls.today.value,
            goal=controls.goal.value,
            weeks=controls.weeks.value,
            posts=controls.posts.value,
            promotion=controls.promotion.value / 100,
            hours=controls.hours.value,
            reply_hours=controls.reply_hours.value,
            euros=controls.euros.value,
            ambassadors=controls.ambassadors.value,
            hours_by_week=self._hours_by_week(controls.weeks.value),
        )

    def _hours_by_week(self, weeks: int) -> tuple[float, ...]:
        """Season and quiet months of a firm that was told, as shares of the ordinary hours; empty without any."""
        profile, usual = self.told_of(self.firm), self.controls.hours.value
        year = mix_firm.season(profile)
        shares = []
        for week in range(weeks):
            day = today() + timedelta(days=7 * week + 3)
            quiet = profile.quiet_hours is not None and day.month in profile.quiet_months and usual > 0
            share = (profile.quiet_hours or 0.0) / usual if quiet else 1.0
            shares.append(min(share, 10.0) if year.open_on(day) else 0.0)
        return tuple(shares) if any(share != 1 for share in shares) else ()

    def after_parts(self) -> list[Any]:
        """What it would take and what it costs; ways of working side by side; the spam experiment."""
        self.takes, self.ways, self.spam = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self.guess.hides(self.spam)
        spam_title = html("", section(_("The spam experiment: what happens if you only sell"), words.spam_words()))
        self.keep_way = button(_("Keep this way of working, to compare"), self._keep_way)
        self.drop_way = button(_("Forget the last one kept"), self._drop_way)
        return [
            self.takes,
            self.ways,
            box("tt-actions", [self.keep_way, self.drop_way]),
            box("tt-piece", [spam_title, self.guess.box, self.spam]),
        ]

    def _keep_way(self) -> None:
        """Keep what is set now; with four kept, the first makes room."""
        way = Scenario.of(self.result.settings)
        self.scenarios = (*(each for each in self.scenarios if each != way), way)[-MOST_SCENARIOS:]
        self.refresh()

    def _drop_way(self) -> None:
        self.scenarios = self.scenarios[:-1]
        self.refresh()

    def _open(self, *chosen: ChosenFile) -> None:
        """Read files into the field, where it can be seen and changed; what stood there can be put back."""
        name = files_named(chosen)
        try:
            file = opened(*(OwnFile(each.name, each.content) for each in chosen))
            told = from_file(file, today())
        except InputError as error:
            self.controls.file.refuses(name)
            still = _("The counts above are those that stood there before.") if self.controls.history.value else ""
            self._complain("file", f"{words.file_refused(error)} {still}".strip())
            return
        export = read(file, today(), zone=self.own_firm.profile.zone)
        posts = as_posts(export)
        self.kept.about(file_to_keep(name, self.name, file, export, posts if measurable(posts) else None))
        self._fill(name, as_text(told))

    def _fill(self, name: str, text: str) -> None:
        stood = self.controls.history.widget.value
        if stood.strip() and stood != text:
            self._before = stood
        show_if(self._before is not None, self.put_back)
        self._complain("", "")
        self.controls.file.holds(name, words.counts_read(len(text.splitlines())))
        self.controls.history.value = text
        self.refresh()

    def _put_back(self) -> None:
        text, self._before = self._before or "", None
        show_if(False, self.put_back)
        self.controls.file.holds("")
        self.kept.about(None)
        self.controls.history.value = text

    def _use(self, file: KeptFile) -> None:
        """The followers of a file that was opened in another exercise."""
        self.kept.about(file)
        self._fill(file.name, as_text(file.counts))

    def state(self) -> Any:
        """The ways of working that were kept, and how the firm worked in the weeks of its history."""
        self.kept.keep()
        kept = {"scenarios": self.scenarios, "did": () if self.did is None else (self.did,)}
        return {name: kept_as_json(ways) for name, ways in kept.items() if ways} or None

    def resume(self, state: Any) -> None:
        """Take them back."""
        self.kept.about(self.kept.load())
        told = state if isinstance(state, dict) else {}
        self.scenarios = scenarios_from(told.get("scenarios"))
        self.did, self._told = next(iter(scenarios_from(told.get("did"))), None), None

    def restart(self) -> None:
        """The chosen firm: no ways of working but its own."""
        self.scenarios, self.did, self._told, self._before = (), None, None, None
        self.kept.about(None)
        show_if(False, self.put_back)
        self.guess.begin()
        super().restart()

    def show(self) -> None:
        """Chance, middle future and doing nothing; then what it means; then the picture."""
        settings, controls = self.settings_now(), self.controls
        told, unread = typed(controls.history.value, today())
        counted = counts(told, today(), settings.today)
        did = self._past(settings) if counted else None
        ensemble = model.simulate(settings, counts=counted, did=did)
        self.result, self.counts = ensemble, counted
        even = model.likely_goal(settings, counts=counted, did=did) if ensemble.chance < UNLIKELY else None
        futures = self._futures(ensemble)
        self.numbers.value = self._tiles(ensemble)
        self.mini.value = Html(f"{Html(sparkline(futures))}{words.mini_words(ensemble)}")
        fitted = model.fit(did, counted) if did else None
        said = words.history_words(fitted, len(told), unread, scenario_words(self.did) if self.did else "")
        self.words.value = conclusion(*words.meaning(ensemble, even), *said)
        self._offer(even)
        title, caption = words.title_words(ensemble), words.caption_words(ensemble)
        self.draw(
            {
                self.picture: lambda: growth(futures, title, caption, self.name).html(),
                self.takes: lambda: self._takes(ensemble, did),
                self.ways: lambda: self._side_by_side(ensemble, did),
                self.spam: lambda: self._spam(settings),
                self.folds: lambda: self._for_the_curious(ensemble, self.name),
            }
        )
        self.drop_way.disabled = not self.scenarios
        self.keep_way.disabled = Scenario.of(settings) in self.scenarios

    def _past(self, settings: model.Settings) -> model.Settings:
        """The firm as it worked while it counted; what is tried afterwards does not change that."""
        text = self.controls.history.value
        if self.did is None or self._told not in (None, text):
            self.did = Scenario.of(settings)
        self._told = text
        return self.did.at(settings)

    def _takes(self, ensemble: model.Ensemble, did: model.Settings | None) -> Html:
        people = max(float(self.firm.staff), 1.0)
        paid = float(self.controls.hour_euros.value)
        cost = as_html(cost_words(model.cost(ensemble, paid), paid))
        takes = Html("")
        if ensemble.chance < model.EVEN:
            most = {model.Lever.AMBASSADORS: people}
            tried = model.what_it_takes(ensemble.settings, most, self.counts, did=did)
            offered = [each for each in tried if ads_are_known() or each.lever is not model.Lever.EUROS]
            takes = takes_words(offered, ensemble.settings.goal)
        return Html(f"{takes}<p>{cost}</p>")

    def _side_by_side(self, ensemble: model.Ensemble, did: model.Settings | None) -> Html:
        if not self.scenarios:
            return Html("")
        picture, ways = side_by_side(ensemble, self.scenarios, self.counts, did, self.name)
        return section(_("Side by side"), Html(f"{picture.html()}{ways_table(ways)}"))

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
        end = ensemble.median[-1]
        return numbers(
            [
                number_tile(percent(ensemble.percent / 100), words.chance_words(ensemble), "goal", main=True),
                number_tile(number(end), words.likely_words(ensemble), "median"),
                number_tile(words.signed(ensemble.gain[1]), words.nothing_words(ensemble), "nothing"),
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

    def _spam(self, settings: model.Settings) -> Html:
        """The experiment, and the guess beside it."""
        cases = model.spam_experiment(settings, SHARES)
        self.guess.about(words.spam_guessed(cases[0], cases[-1]))
        return spam_table(settings.weeks, cases)

    @staticmethod
    def _for_the_curious(ensemble: model.Ensemble, name: str) -> Html:
        return Html(
            fold(_("The numbers as a table"), figures_table(ensemble))
            + fold(_("What matters most"), matters_picture(ensemble.settings, name))
            + fold(
                _("How the simulator works, in plain words"), Html(f"{words.how_words()}{as_html(assumption_list())}")
            )
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        return words.complaint_words(error)

    def for_plan(self, plan: Plan) -> Plan:
        """What to expect, with its range, and the ways of working that were compared."""
        from tertulia.plan import updates
        from tertulia.plan.schema import Done

        settings = self.result.settings
        did = self._past(settings) if self.counts else None
        ways = [
            (scenario_words(each), Done(**vars(each)), model.simulate(each.at(settings), counts=self.counts, did=did))
            for each in self.scenarios
        ]
        return updates.with_growth(plan, settings, self.result, today(), ways)

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """What was simulated last; the hours as the plan has them now."""
        growth, duties, content = plan.growth, plan.duties, plan.content
        settings = growth.simulated_with
        posts = settings.posts if content.posts is None else content.posts
        promotion = min((share for share in (settings.promotion, content.cap) if share is not None), default=None)
        self.scenarios = self.scenarios or scenarios_from([vars(each.done) for each in growth.scenarios])
        return {
            "weeks": growth.weeks if growth.weeks in HORIZONS else None,
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
            return _("Type first how many people you could ever reach, and how many you want by then.")
        told = followers_told(profile, self.firm.network) is not None
        return "" if told or self.said("today") else _("Type first how many people are in your community today.")

    def summary(self) -> str:
        """The three numbers in a line."""
        return words.summary_words(self.result)
