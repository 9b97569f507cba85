"""Content mix: how much of each kind, and a calendar of concrete posts that fits the hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy import mix as model
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import OwnThing
from tertulia.models.strategy.mix_changes import changed
from tertulia.models.strategy.mix_check import check
from tertulia.models.strategy.mix_weeks import capacity, reply_minutes
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import FIESTA, with_days
from tertulia.models.strategy.schedule import Post, calendar, reply_slots
from tertulia.post_ideas import occasions, pool, sector, years
from tertulia.widgets.base.calendar_download import CalendarDownload
from tertulia.widgets.base.components import conclusion, findings, fold, number_tile, numbers
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import hours_words, short
from tertulia.widgets.strategy import mix_firm
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
from tertulia.widgets.strategy.mix_controls import FACTS, MixControls, mix_cards, mix_controls, mix_start
from tertulia.widgets.strategy.mix_editor import PostEditor
from tertulia.widgets.strategy.mix_from_plan import changes_from_plan, mix_from_plan
from tertulia.widgets.strategy.mix_kept import changes_from, kept
from tertulia.widgets.strategy.mix_words import KINDS

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


ENTRIES = ("post", "reply", "own")
"""How the keys of what the calendar holds begin: posts, slots for answering, posts the learner added."""


class ContentMix(Exercise[MixControls]):
    """A month of posts for this firm's sector, aim and hours."""

    name = "mix"
    facts = FACTS

    def __init__(self, firm: str = "bakery") -> None:
        self.editor = PostEditor(self.refresh)
        self.things: tuple[OwnThing, ...] = ()
        super().__init__(firm)

    def make_controls(self, firm: ExampleFirm) -> MixControls:
        """The controls with this firm's values."""
        controls = mix_controls(self.start(firm))
        self._on_holidays = controls.on_holidays.value
        controls.sector.observe(self._trade_chosen)
        return controls

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's plan, by control; the cap in percent."""
        return mix_start(firm)

    def cards(self) -> list[ipywidgets.Box]:
        """The firm, the kinds, the hours, the days, what it makes."""
        return mix_cards(self.controls)

    def answer_parts(self) -> list[Any]:
        """The numbers, then the month at a glance."""
        return [self.numbers, self.picture]

    def after_parts(self) -> list[Any]:
        """What breaks a rule, the posts themselves, changing them, and the files to take away."""
        self.trouble, self.posts, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self.calendar_file = CalendarDownload(_("posts") + ".ics", tuple(f"{OWN}/{kind}/" for kind in ENTRIES))
        return [self.trouble, self.posts, self.editor.box, self.files, self.calendar_file.box]

    def _trade_chosen(self) -> None:
        """Another trade works on holidays or does not: so begins the tick, and follows until the learner says more."""
        usual, tick = sector(self.controls.sector.value).works_on_holidays, self.controls.on_holidays
        with self.quietly():
            if tick.value == self._on_holidays:
                tick.value = usual
        if self.firm.key == OWN:
            self.own_firm.start["on_holidays"] = usual
        self._on_holidays = usual

    def mix_now(self) -> model.Mix:
        """What the controls say, as the model takes it; InputError where they contradict each other."""
        controls = self.controls
        first, second = controls.network.value, controls.second.value
        if second == first:
            raise InputError("second", Refusal.TWICE)
        if controls.start.value is None:
            raise InputError("start", Refusal.EMPTY)
        profile = self.told_of(self.firm)
        fiesta = controls.fiesta.value
        fiestas = (fiesta,) if fiesta else ()
        return model.Mix(
            sector=sector(controls.sector.value).key,
            ideas=pool(controls.sector.value),
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
            makes={**self.firm.makes, **{skill: choice.value for skill, choice in controls.skills.items()}},
            avoids=mix_firm.not_shown(profile, faces=controls.no_faces.value),
            care=mix_firm.care(profile, controls.sector.value),
            languages=mix_firm.languages(profile),
            year=mix_firm.working_year(
                profile, controls.region.value, on_holidays=controls.on_holidays.value, fiestas=fiestas
            ),
            quiet_hours=profile.quiet_hours,
            occasions=with_days(occasions(), {FIESTA: fiestas}),
            own=mix_firm.canvas_things(self.firm.key, today()) or self.things,
        )

    def show(self) -> None:
        """How many posts fit and what they take; what breaks a rule; the posts one by one; the month."""
        mix = self.mix_now()
        ours = calendar(mix)
        posts = changed(mix, ours, self.editor.changes)
        broken = check(mix, posts if self.editor.changes else None, holidays_until=date(years()[-1], 12, 31))
        self.result, self.calendar = mix, posts
        self.editor.firm = self.firm.name
        self.editor.offer(mix, ours, posts)
        self.numbers.value = self._tiles(mix, posts)
        self.words.value = conclusion(*words.meaning(mix, posts, broken))
        self.mini.value = words.mini_words(_weekly(posts), capacity(mix))
        self.trouble.value = findings((finding.severity, words.finding_words(finding)) for finding in broken)
        self.posts.value = week_by_week(mix, posts, self._watcher())
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: month_picture(mix, posts, self.name).html()})
        self.folds.value = self._for_the_curious(mix)

    def _watcher(self) -> str:
        """Who looks at messages while the firm is shut: the stand-in, else whoever answers."""
        profile = self.told_of(self.firm)
        return profile.stand_in or profile.answers

    def state(self) -> Any:
        """The learner's changes and the things to do that came from the plan."""
        things = [[thing.text, thing.network] for thing in self.things]
        changes = kept(self.editor.changes)
        return {"changes": changes, "things": things} if changes or things else None

    def resume(self, state: Any) -> None:
        """Take the changes back; whatever is none is left out."""
        told = state if isinstance(state, dict) else {}
        self.editor.begin(changes_from(told.get("changes")))
        listed = told.get("things")
        pairs = (
            [each for each in listed if isinstance(each, list) and len(each) == 2] if isinstance(listed, list) else ()
        )
        self.things = mix_firm.things((str(text), str(network)) for text, network in pairs)

    def restart(self) -> None:
        """The chosen firm: nobody's changes but its own."""
        self.editor.begin({})
        self.things = ()
        super().restart()

    @staticmethod
    def _tiles(mix: model.Mix, posts: tuple[Post, ...]) -> Html:
        weekly, weeks = _weekly(posts), len({post.week for post in posts}) or 1
        selling = sum(post.kind is PostKind.PROMOTION for post in posts)
        answering = sum(reply_minutes(mix.reply_hours, len(mix.weekdays)))
        spent = (sum(post.minutes for post in posts) / weeks + answering) / 60
        return numbers(
            [
                number_tile(
                    short(weekly),
                    ngettext("post a week fits your hours", "posts a week fit your hours", weekly)
                    if posts
                    else _("posts: what stands in the way is said below"),
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

        editor = self.editor
        added = updates.with_mix(
            plan,
            self.result,
            self.calendar,
            reply_slots(self.result),
            taken_out=editor.taken_out,
            withdrawn=editor.withdrawn,
        )
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
        """The kinds, the networks, the hours and when, as the plan has them; what is to be done, and own words."""
        self.things = mix_firm.things((tactic.text, tactic.network) for tactic in plan.strategy.tactics)
        self.editor.begin(changes_from_plan(plan))
        return mix_from_plan(plan)

    def summary(self) -> str:
        """Posts, weeks and the first idea in a line."""
        return words.summary_words(self.result, self.calendar)


def _weekly(posts: Sequence[Post]) -> float:
    """Posts in a week that has any."""
    return len(posts) / (len({post.week for post in posts}) or 1)
