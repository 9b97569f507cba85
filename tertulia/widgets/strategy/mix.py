"""Content mix: how much of each kind, and a calendar of concrete posts that fits the hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.clock import today
from tertulia.firms import FIRMS, OWN, ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy import mix as model
from tertulia.models.strategy.ideas import PostKind, Sector
from tertulia.models.strategy.mix_check import check
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import Post, calendar, reply_slots
from tertulia.terms import aim_words, post_kind_words, sector_words
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.calendar_download import CalendarDownload
from tertulia.widgets.base.components import conclusion, findings, fold, number_tile, numbers
from tertulia.widgets.base.controls import Choice, Controls, DateField, Slider, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import hours_bold, hours_words, short
from tertulia.widgets.strategy import mix_words as words
from tertulia.widgets.strategy.mix_calendar import (
    calendar_entries,
    calendar_files,
    calendar_name,
    habits_table,
    minutes_table,
    month_picture,
    week_by_week,
)
from tertulia.widgets.strategy.mix_from_plan import mix_from_plan
from tertulia.widgets.strategy.mix_words import KINDS

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

PARTS = {PostKind.USEFUL: 3, PostKind.PEOPLE: 2, PostKind.CONVERSATION: 2, PostKind.PROOF: 1}
"""Parts of ten with which every firm begins; the rest is its own share of posts that sell."""

CAP = 20
"""Most that may sell to begin with, in percent."""


@dataclass(kw_only=True)
class MixControls(Controls):
    """How much of each kind, where, when, and the hours."""

    sector: Choice
    objective: Choice
    network: Choice
    second: Choice
    shares: Mapping[PostKind, Slider]
    promotion_cap: Slider
    posts: Slider
    hours: Slider
    reply_hours: Slider
    pace: Slider
    start: DateField
    weeks: Slider
    at: Choice
    weekdays: tuple[Tick, ...]


class ContentMix(Exercise[MixControls]):
    """A month of posts for this firm's sector, aim and hours."""

    name = "mix"
    facts = {
        "sector": firm_facts.SECTOR,
        "objective": firm_facts.AIM,
        "network": firm_facts.NETWORK,
        "second": firm_facts.SECOND,
        "promotion_cap": firm_facts.PROMOTION,
        "posts": firm_facts.POSTS,
        "hours": firm_facts.HOURS,
        "reply_hours": firm_facts.REPLY_HOURS,
    }

    def make_controls(self, firm: ExampleFirm) -> MixControls:
        """The controls with this firm's values."""
        start = self.start(firm)
        networks = [(network.name, key) for key, network in NETWORKS.items()]
        return MixControls(
            sector=Choice(_("What you do"), [(sector_words(s), s.value) for s in Sector], start["sector"]),
            objective=Choice(_("What you want"), [(aim_words(o), o.value) for o in Objective], start["objective"]),
            network=Choice(_("First network"), networks, start["network"]),
            second=Choice(_("Second network"), [(_("none"), ""), *networks], start["second"]),
            shares={
                kind: Slider(
                    post_kind_words(kind),
                    start[f"shares.{kind}"],
                    0,
                    10,
                    1,
                    lambda n: markup(ngettext("<b>{n}</b> part", "<b>{n}</b> parts", n), n=number(n)),
                    words.promotion_evidence() if kind is PostKind.PROMOTION else None,
                )
                for kind in KINDS
            },
            promotion_cap=Slider(
                _("Most that may sell"),
                start["promotion_cap"],
                0,
                100,
                5,
                lambda n: Html(f"<b>{percent(n / 100)}</b>"),
                words.cap_evidence(),
            ),
            posts=Slider(
                _("Posts per week"),
                start["posts"],
                1,
                14,
                1,
                lambda n: markup(ngettext("<b>{n}</b> post", "<b>{n}</b> posts", n), n=number(n)),
            ),
            hours=Slider(_("Hours per week"), start["hours"], 0.5, 15, 0.5, hours_bold),
            reply_hours=Slider(_("Of those, for answering"), start["reply_hours"], 0, 8, 0.5, hours_bold),
            pace=Slider(
                _("Your pace"),
                start["pace"],
                0.5,
                3,
                0.25,
                lambda n: markup(_("<b>{times}</b> times our minutes"), times=short(n)),
                words.pace_evidence(),
            ),
            start=DateField(_("First week begins on or after"), start["start"]),
            weeks=Slider(
                _("Weeks"),
                start["weeks"],
                4,
                13,
                1,
                lambda n: markup(ngettext("<b>{n}</b> week", "<b>{n}</b> weeks", n), n=number(n)),
            ),
            at=Choice(_("You work on it at"), [(clock, n) for n, clock in words.hour_words().items()], start["at"]),
            weekdays=tuple(Tick(words.weekday_words(n), start[f"weekdays.{n}"]) for n in range(7)),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's plan, by control; the cap in percent."""
        # what was told of my firm is its limit: the parts below it are another question
        parts = {**PARTS, PostKind.PROMOTION: round(10 * FIRMS[firm.key].promotion)}
        return {
            "sector": firm.sector,
            "objective": firm.objective,
            "network": firm.network,
            "second": "",
            **{f"shares.{kind}": parts[kind] for kind in KINDS},
            "promotion_cap": CAP,
            "posts": firm.posts,
            "hours": firm.hours,
            "reply_hours": firm.reply_hours,
            "pace": 1.0,
            "start": today(),
            "weeks": 4,
            "at": 10,
            **{f"weekdays.{n}": n in firm.weekdays for n in range(7)},
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The firm, the kinds, the hours, the days."""
        controls = self.controls
        return [
            card(_("Your firm"), [controls.sector, controls.objective, controls.network, controls.second]),
            card(_("What you publish"), [*controls.shares.values(), controls.promotion_cap]),
            card(_("Your week"), [controls.posts, controls.hours, controls.reply_hours, controls.pace]),
            card(_("When"), [controls.start, controls.weeks, controls.at, *controls.weekdays]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, then the month at a glance."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """The posts themselves and the files to take away."""
        self.posts, self.files = html("tt-piece"), html("tt-piece")
        self.calendar_file = CalendarDownload(_("posts") + ".ics", (f"{OWN}/post/", f"{OWN}/reply/"))
        return [self.posts, self.files, self.calendar_file.box]

    def mix_now(self) -> model.Mix:
        """What the controls say, as the model takes it; InputError where they contradict each other."""
        controls = self.controls
        first, second = controls.network.value, controls.second.value
        if second == first:
            raise InputError("second", Refusal.TWICE)
        if controls.start.value is None:
            raise InputError("start", Refusal.EMPTY)
        return model.Mix(
            sector=Sector(controls.sector.value),
            objective=Objective(controls.objective.value),
            networks=(first, second) if second else (first,),
            start=controls.start.value,
            hours=controls.hours.value,
            reply_hours=controls.reply_hours.value,
            posts=controls.posts.value,
            shares={kind: slider.value for kind, slider in controls.shares.items()},
            promotion_cap=controls.promotion_cap.value / 100,
            weekdays=tuple(n for n, tick in enumerate(controls.weekdays) if tick.value),
            at=time(controls.at.value),
            weeks=controls.weeks.value,
            pace=controls.pace.value,
        )

    def show(self) -> None:
        """How many posts fit and what they take; what breaks a rule; the posts one by one; the month."""
        mix = self.mix_now()
        posts, broken = calendar(mix), check(mix)
        self.result, self.calendar = mix, posts
        self.numbers.value = self._tiles(mix, posts)
        self.words.value = conclusion(*words.meaning(mix, posts, broken))
        self.mini.value = words.mini_words(len(posts) / mix.weeks, model.capacity(mix))
        self.trouble.value = findings((finding.severity, words.finding_words(finding)) for finding in broken)
        self.posts.value = week_by_week(mix, posts)
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: month_picture(mix, posts, self.name).html()})
        self.folds.value = self._for_the_curious(mix)

    @staticmethod
    def _tiles(mix: model.Mix, posts: tuple[Post, ...]) -> Html:
        weekly = len(posts) / mix.weeks
        selling = sum(post.kind is PostKind.PROMOTION for post in posts)
        spent = (sum(post.minutes for post in posts) / mix.weeks + sum(model.reply_minutes(mix))) / 60
        return numbers(
            [
                number_tile(
                    short(weekly),
                    ngettext("post a week fits your hours", "posts a week fit your hours", weekly),
                    main=True,
                ),
                number_tile(
                    hours_words(round(2 * spent) / 2),
                    _("of your {hours} a week, answering included").format(hours=hours_words(mix.hours)),
                ),
                number_tile(number(selling), words.selling_words(mix, posts)),
            ]
        )

    def _fill_files(self) -> None:
        self.files.value = calendar_files(self.result, self.calendar, self.firm)
        own = self.firm.key == OWN and bool(self.calendar)
        entries = calendar_entries(self.result, self.calendar, self.firm) if own else ()
        self.calendar_file.offer(entries, calendar_name(self.firm))

    @staticmethod
    def _for_the_curious(mix: model.Mix) -> Html:
        habits = Html(f"{words.habits_words()}{habits_table()}")
        return Html(
            fold(_("How long a post takes"), minutes_table(mix.pace))
            + fold(_("Rules of thumb, and what they rest on"), habits)
            + fold(_("How the calendar is made, in plain words"), words.how_words())
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        return words.complaint_words(error)

    def _complain(self, field: str, sentence: str) -> None:
        # What is wrong with all kinds or all days together is said at the first of them.
        first = {"shares": f"shares.{KINDS[0]}", "weekdays": "weekdays.0"}
        super()._complain(first.get(field, field), sentence)

    def for_plan(self, plan: Plan) -> Plan:
        """The kinds, the limit, the calendar, the hours."""
        from tertulia.plan import updates

        added = updates.with_mix(plan, self.result, self.calendar, reply_slots(self.result))
        # the limit and the hours for answering with which we begin are ours, and no fact of the firm
        if not self.said("promotion_cap"):
            added = replace(added, content=replace(added.content, cap=plan.content.cap))
        if not self.said("reply_hours"):
            added = replace(added, duties=replace(added.duties, reply_hours=plan.duties.reply_hours))
        return added

    def nothing_yet(self) -> str:
        """For my firm, a calendar for hours that nobody has counted is none."""
        return "" if self.said("hours") else _("Say first how many hours a week you have for this.")

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """The kinds, the networks, the hours and when, as the plan has them."""
        return mix_from_plan(plan)

    def summary(self) -> str:
        """Posts, weeks and the first idea in a line."""
        return words.summary_words(self.result, self.calendar)
