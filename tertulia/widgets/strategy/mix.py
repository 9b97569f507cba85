"""Content mix: how much of each kind, and a calendar of concrete posts that fits the hours."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.charts.month import Square, month
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.clock import today
from tertulia.firms import Firm
from tertulia.language import _, day, ngettext, number, percent, spoken
from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy import mix as model
from tertulia.models.strategy.ideas import PostFormat, PostKind, Sector, idea
from tertulia.models.strategy.mix_check import check
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import Post, calendar, reply_slots, rows
from tertulia.terms import aim_words, post_format_words, post_kind_words
from tertulia.widgets.base.components import conclusion, findings, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, DateField, Evidence, Slider, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import hours_bold, hours_words, short

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

KINDS = tuple(PostKind)


class ContentMix(Exercise):
    """A month of posts for this firm's sector, aim and hours."""

    name = "mix"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """How much of each kind, where, when, and the hours."""
        start = self.start(firm)
        networks = [(network.name, key) for key, network in NETWORKS.items()]
        parts = {
            kind.value: Slider(
                post_kind_words(kind),
                start[kind.value],
                0,
                10,
                1,
                lambda n: ngettext("<b>{n}</b> part", "<b>{n}</b> parts", n).format(n=number(n)),
                Evidence(
                    "C",
                    _(
                        "Offers get the fewest reactions, and more when a person is in them. Rules such as 80/20 or "
                        "5-3-2 are habits of the trade: we found no study that tested any of them."
                    ),
                    "Lee, Hosanagar & Nair 2018; Liadeli, Sotgiu & Verlegh 2023",
                )
                if kind is PostKind.PROMOTION
                else None,
            )
            for kind in KINDS
        }
        return {
            "sector": Choice(_("What you do"), [(sector_words(s), s.value) for s in Sector], start["sector"]),
            "objective": Choice(_("What you want"), [(aim_words(o), o.value) for o in Objective], start["objective"]),
            "network": Choice(_("First network"), networks, start["network"]),
            "second": Choice(_("Second network"), [(_("none"), ""), *networks], start["second"]),
            **parts,
            "cap": Slider(
                _("Most that may sell"),
                start["cap"],
                0,
                100,
                5,
                lambda n: f"<b>{percent(n / 100)}</b>",
                Evidence("D", _("Your own limit. One post in five is where we would begin; watch what follows.")),
            ),
            "posts": Slider(
                _("Posts per week"),
                start["posts"],
                1,
                14,
                1,
                lambda n: ngettext("<b>{n}</b> post", "<b>{n}</b> posts", n).format(n=number(n)),
            ),
            "hours": Slider(_("Hours per week"), start["hours"], 0.5, 15, 0.5, hours_bold),
            "reply_hours": Slider(_("Of those, for answering"), start["reply_hours"], 0, 8, 0.5, hours_bold),
            "pace": Slider(
                _("Your pace"),
                start["pace"],
                0.5,
                3,
                0.25,
                lambda n: _("<b>{times}</b> times our minutes").format(times=short(n)),
                Evidence(
                    "D",
                    _(
                        "Ten to sixty minutes for a post, by kind and format, is our judgement. Time three of yours "
                        "and set the pace."
                    ),
                ),
            ),
            "begin": DateField(_("First week begins on or after"), start["begin"]),
            "weeks": Slider(
                _("Weeks"),
                start["weeks"],
                4,
                13,
                1,
                lambda n: ngettext("<b>{n}</b> week", "<b>{n}</b> weeks", n).format(n=number(n)),
            ),
            "at": Choice(
                _("You work on it at"),
                [
                    (_("eight in the morning"), 8),
                    (_("ten in the morning"), 10),
                    (_("one o'clock"), 13),
                    (_("four in the afternoon"), 16),
                    (_("eight in the evening"), 20),
                ],
                start["at"],
            ),
            **{f"day {n}": Tick(_weekday(n), start[f"day {n}"]) for n in range(7)},
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's plan, by control."""
        return {
            "sector": firm.sector,
            "objective": firm.objective,
            "network": firm.network,
            "second": "",
            "useful": 3,
            "people": 2,
            "conversation": 2,
            "proof": 1,
            "promotion": round(10 * firm.promotion),
            "cap": 20,
            "posts": firm.posts,
            "hours": firm.hours,
            "reply_hours": firm.reply_hours,
            "pace": 1.0,
            "begin": today(),
            "weeks": 4,
            "at": 10,
            **{f"day {n}": n in firm.weekdays for n in range(7)},
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The firm, the kinds, the hours, the days."""
        use = self.controls
        return [
            card(_("Your firm"), [use[n] for n in ("sector", "objective", "network", "second")]),
            card(_("What you publish"), [*(use[kind.value] for kind in KINDS), use["cap"]]),
            card(_("Your week"), [use[n] for n in ("posts", "hours", "reply_hours", "pace")]),
            card(_("When"), [use[n] for n in ("begin", "weeks", "at")] + [use[f"day {n}"] for n in range(7)]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, then the month at a glance."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """The posts themselves and the files to take away."""
        self.posts, self.files = html("tt-piece"), html("tt-piece")
        return [self.posts, self.files]

    def mix_now(self) -> model.Mix:
        """What the controls say, as the model takes it; InputError where they contradict each other."""
        use = self.controls
        first, second = use["network"].value, use["second"].value
        if second == first:
            raise InputError("second", "twice")
        if use["begin"].value is None:
            raise InputError("begin", "empty")
        weekdays = tuple(n for n in range(7) if use[f"day {n}"].value)
        return model.Mix(
            sector=Sector(use["sector"].value),
            objective=Objective(use["objective"].value),
            networks=(first, second) if second else (first,),
            start=use["begin"].value,
            hours=use["hours"].value,
            reply_hours=use["reply_hours"].value,
            posts=use["posts"].value,
            shares={kind: use[kind.value].value for kind in KINDS},
            promotion_cap=use["cap"].value / 100,
            weekdays=weekdays,
            at=time(use["at"].value),
            weeks=use["weeks"].value,
            pace=use["pace"].value,
        )

    def show(self) -> None:
        """How many posts fit and what they take; the month; what breaks a rule; the posts one by one."""
        mix = self.mix_now()
        posts, found, room = calendar(mix), check(mix), model.capacity(mix)
        self.result, self.calendar = mix, posts
        weekly = len(posts) / mix.weeks
        selling = sum(post.kind is PostKind.PROMOTION for post in posts)
        spent = (sum(post.minutes for post in posts) / mix.weeks + sum(model.reply_minutes(mix))) / 60
        self.numbers.value = numbers(
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
                number_tile(
                    number(selling),
                    ngettext(
                        "of {n} post in {weeks} weeks sells", "of {n} posts in {weeks} weeks sell", len(posts)
                    ).format(n=number(len(posts)), weeks=number(mix.weeks)),
                ),
            ]
        )
        self.words.value = conclusion(*self._meaning(mix, posts, found))
        self.mini.value = (
            f"<p><b>{short(weekly)}</b> {ngettext('post a week', 'posts a week', weekly)}<br>"
            + _("{fits} fit your hours").format(fits=number(room.posts))
            + "</p>"
        )
        self.trouble.value = findings((item.severity, self._finding(item)) for item in found)
        self.posts.value = self._week_by_week(mix, posts)
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: self._picture(mix, posts).html()})
        self.folds.value = self._for_the_curious(mix)

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self, mix: model.Mix, posts: tuple[Post, ...], found: tuple[Finding, ...]) -> list[str]:
        if not posts:
            return [
                _(
                    "Your hours leave no room for a post. <strong>Find another half hour, or publish nothing "
                    "yet.</strong>"
                )
            ]
        used = " + ".join(NETWORKS[key].name for key in model.networks_used(mix))
        weekly = len(posts) // mix.weeks
        first = _(
            "{posts} a week on {networks}, and <strong>{replies} a week booked first for answering</strong>."
        ).format(
            posts=ngettext("{n} post", "{n} posts", weekly).format(n=number(weekly)),
            networks=used,
            replies=hours_words(mix.reply_hours),
        )
        stops = [item for item in found if item.severity is Severity.STOP]
        if not stops:
            return [first, _("This plan fits your week. Begin with: “{idea}”").format(idea=_(idea(posts[0].idea).text))]
        return [first, self._finding(stops[0])]

    def _finding(self, item: Finding) -> str:
        """The sentence for one thing the check found."""
        told = {
            "hours_exceeded": _(
                "You planned {planned} posts a week, but {hours} hold {fits}. The calendar has what fits; for all of "
                "them you would need {needed}."
            ),
            "reply_missing": _("Nobody has time to answer. Book at least half an hour a week before any post."),
            "promotion_over_cap": _(
                "You want {share} of the posts to sell, but your own limit is {cap}. The calendar keeps to the limit."
            ),
            "objective_missing": _("Say what you want first; then each post can serve it."),
            "networks_over_hours": _(
                "Your {hours} a week are not enough for {networks}: that takes {needed}. The calendar uses {allowed}."
            ),
            "no_conversation": _("Not one post asks or answers anybody. Give conversation at least a part."),
            "posts_over_days": _("{planned} posts do not fit on {days} days; at most two a day make {most}."),
            "promotions_in_row": _("Two posts that sell follow each other on {first}."),
            "promotion_over_half": _("More than half of your posts would sell."),
            "promotion_rounds_to_none": _("So few posts leave no room for one that sells, within your limit."),
            "reply_gap": _("Somebody may wait {days} for an answer. Shorter slots on more days would help."),
            "ideas_repeat": _("{ideas} ideas for {posts} posts: some come twice. Twice is fine with another photo."),
            "other_objective": _("{posts} of {of} posts serve another aim than yours; no post can do everything."),
        }[item.code]
        values: dict[str, str] = {}
        for name, value in item.values.items():
            if name in ("share", "cap"):
                values[name] = percent(float(str(value)))
            elif name in ("hours", "needed"):
                values[name] = hours_words(round(float(str(value)) * 2) / 2)
            elif name == "days" and item.code == "reply_gap":
                values[name] = ngettext("{n} day", "{n} days", float(str(value))).format(n=value)
            elif name in ("networks", "allowed"):
                values[name] = ngettext("{n} network", "{n} networks", float(str(value))).format(n=value)
            else:
                values[name] = day(value) if isinstance(value, date) else number(float(str(value)))
        if item.values.get("allowed") == 0:
            values["allowed"] = _("the first all the same")
        return told.format(**values)

    def _picture(self, mix: model.Mix, posts: tuple[Post, ...]) -> Picture:
        letters = {place: kind_letter(kind) for place, kind in enumerate(KINDS)}
        squares = [Square(post.day, KINDS.index(post.kind)) for post in posts]
        held = {kind: sum(post.kind is kind for post in posts) for kind in KINDS}
        counted = "; ".join(f"{post_kind_words(kind)} {n}" for kind, n in held.items() if n)
        alternative = _("{n} posts in {weeks} weeks from {first}: {list}").format(
            n=number(len(posts)), weeks=number(mix.weeks), first=day(mix.first_day), list=counted
        )
        drawn = month(mix.first_day, mix.weeks, squares, letters, self.name, alternative)
        title = _("{people} of {n} posts are for people, {selling} to sell").format(
            people=number(len(posts) - held[PostKind.PROMOTION]),
            n=number(len(posts)),
            selling=number(held[PostKind.PROMOTION]),
        )
        key = "".join(
            f'<li><i class="tt-letter m{place}">{letters[place]}</i>{post_kind_words(kind)}</li>'
            for place, kind in enumerate(KINDS)
        )
        return Picture(
            title=title,
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=f'<ul class="tt-key">{key}</ul>' + _("Planned from your answers; the ideas are ours."),
        )

    def _week_by_week(self, mix: model.Mix, posts: tuple[Post, ...]) -> str:
        weeks = []
        for week in range(1, mix.weeks + 1):
            items = "".join(self._post(post) for post in posts if post.week == week)
            if items:
                monday = day(min(post.day for post in posts if post.week == week), _("d MMMM"))
                title = _("Week {n}, from {monday}").format(n=number(week), monday=monday)
                weeks.append(fold(title, f'<ol class="tt-posts">{items}</ol>', opened=week == 1))
        if not weeks:
            return ""
        return f'<section class="tt-section"><h2>{_("Your posts")}</h2><div>{"".join(weeks)}</div></section>'

    @staticmethod
    def _post(post: Post) -> str:
        when = f"{day(post.day, _('EEEE d MMMM'))}, {post.at:%H:%M}"
        details = _("{network}, {format}, {minutes} minutes").format(
            network=NETWORKS[post.network].name, format=post_format_words(post.format), minutes=number(post.minutes)
        )
        place = KINDS.index(post.kind)
        return (
            f'<li><i class="tt-letter m{place}" title="{post_kind_words(post.kind)}">{kind_letter(post.kind)}</i>'
            f"<p><b>{when}</b><span>{_(idea(post.idea).text)}</span><small>{post_kind_words(post.kind)} · "
            f"{details}</small></p></li>"
        )

    def _fill_files(self) -> None:
        self.files.value = self._files(self.result, self.calendar)

    def _files(self, mix: model.Mix, posts: tuple[Post, ...]) -> str:
        """The calendar to take away, as links that hold the file themselves: nothing is fetched."""
        from tertulia.calendar_files import Cell, Event, csv_file, ics_file  # large, and nobody waits for it

        if not posts:
            return ""
        records = rows(posts, reply_slots(mix))
        events: list[Event] = []
        lines: list[list[Cell]] = []
        for record in records:
            start = datetime.combine(record["day"], record["at"])  # type: ignore[arg-type]
            if record["what"] == "post":
                text, kind = _(str(record["text"])), post_kind_words(PostKind(str(record["kind"])))
                network = NETWORKS[str(record["network"])].name
                form = post_format_words(PostFormat(str(record["format"])))
                title = f"{network}: {kind.lower()}"
            else:
                text = kind = network = form = ""
                title = _("Answer messages")
            minutes = int(str(record["minutes"]))
            events.append(Event(f"{self.firm.key}/{record['key']}", start, minutes, title, text, alarm=15))
            lines.append([start.date().isoformat(), f"{start:%H:%M}", minutes, title, network, kind, form, text])
        heads = [_("Date"), _("Time"), _("Minutes"), _("What"), _("Network"), _("Kind"), _("Format"), _("Idea")]
        stamp = datetime.combine(today(), time(), UTC)
        ics = ics_file(events, _("Posts of {firm}").format(firm=self.firm.name or _("my firm")), stamp)
        csv = csv_file(lines, heads, separator=";" if spoken() == "es" else ",")
        links = (
            _link(_("Calendar for your phone (.ics)"), _("posts") + ".ics", "text/calendar", ics),
            _link(_("Table for a spreadsheet (.csv)"), _("posts") + ".csv", "text/csv", csv),
        )
        note = _("A calendar you load again replaces the entries of the last one. The file is made on this device.")
        return (
            f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">{"".join(links)}</p>'
            f'<p class="tt-note">{note}</p></section>'
        )

    def _for_the_curious(self, mix: model.Mix) -> str:
        minutes = table(
            [_("Minutes for a post"), *(post_format_words(form) for form in PostFormat)],
            [
                [post_kind_words(kind), *(number(model.MINUTES[kind][form] * mix.pace) for form in PostFormat)]
                for kind in KINDS
            ],
        )
        names = {"80_20": "80/20", "70_20_10": "70-20-10", "5_3_2": "5-3-2"}
        habits = table(
            [_("Rule of thumb"), *(post_kind_words(kind) for kind in KINDS)],
            [[names[key], *(percent(shares[kind]) for kind in KINDS)] for key, shares in model.CONVENTIONS.items()],
        )
        how = (
            _("Answering is booked first. What is left of your hours holds the posts, each with the minutes it takes."),
            _(
                "Kinds are shared out over all weeks, so that promotion stays under your limit in any four weeks "
                "and two "
                "posts that sell never follow each other. No idea comes twice while one of its kind is left."
            ),
        )
        return (
            fold(_("How long a post takes"), minutes)
            + fold(_("Rules of thumb, and what they rest on"), f"<p>{self._habits()}</p>{habits}")
            + fold(_("How the calendar is made, in plain words"), "".join(f"<p>{part}</p>" for part in how))
        )

    @staticmethod
    def _habits() -> str:
        return _(
            "You will hear these. They are told in several versions, and no study we found has tested one. Grade D."
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        return {
            "twice": _("Choose another network, or none."),
            "over_hours": _("You keep more hours for answering than you have. Give fewer to answering."),
            "over_a_day": _("That is more answering than the chosen days hold. Choose more days or fewer hours."),
            "all_zero": _("Give at least one kind of post a part."),
            "empty": _("Choose a date.") if error.field == "begin" else _("Choose at least one day."),
        }.get(error.code, _("This cannot be right. Choose another value."))

    def _complain(self, field: str, sentence: str) -> None:
        super()._complain({"shares": PostKind.USEFUL.value, "weekdays": "day 0"}.get(field, field), sentence)

    def for_plan(self, plan: Plan) -> Plan:
        """The kinds, the limit, the calendar, the hours."""
        from tertulia.plan import updates

        return updates.with_mix(plan, self.result, self.calendar, reply_slots(self.result))

    def summary(self) -> str:
        """Posts, weeks and the first idea in a line."""
        if not self.calendar:
            return _("No post fits these hours")
        return _("{n} posts in {weeks} weeks; the first: {idea}").format(
            n=number(len(self.calendar)), weeks=number(self.result.weeks), idea=_(idea(self.calendar[0].idea).text)
        )


def _link(label: str, name: str, kind: str, content: bytes) -> str:
    data = base64.b64encode(content).decode()
    return f'<a class="tt-btn tt-btn--line" download="{escape(name)}" href="data:{kind};base64,{data}">{label}</a>'


def _weekday(n: int) -> str:
    name = day(date(2024, 1, 1 + n), "EEEE")  # 1 January 2024 was a Monday
    return name[0].upper() + name[1:]


def kind_letter(kind: PostKind) -> str:
    """One letter for a kind, different for each."""
    return {
        PostKind.USEFUL: _("U"),
        PostKind.PEOPLE: _("B"),
        PostKind.CONVERSATION: _("C"),
        PostKind.PROOF: _("W"),
        PostKind.PROMOTION: _("S"),
    }[kind]


def sector_words(sector: Sector) -> str:
    """What a firm does."""
    return {
        Sector.BAKERY: _("Bakery"),
        Sector.WORKSHOP: _("Metal workshop"),
        Sector.GUESTHOUSE: _("Guesthouse"),
        Sector.FOOD_SHOP: _("Food shop"),
        Sector.RETAIL: _("Other shop"),
        Sector.TRADE_WORKSHOP: _("Other workshop or trade"),
        Sector.PROFESSIONAL: _("Professional service"),
        Sector.HOSPITALITY: _("Bar, restaurant or lodging"),
        Sector.OTHER: _("Something else"),
    }[sector]
