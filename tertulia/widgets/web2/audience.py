"""Audience explorer: who is on which network, one count at a time, and where my own customers are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.firms import AGES, Firm
from tertulia.language import _, day, number, percent
from tertulia.models.errors import InputError
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.web2 import audience as model
from tertulia.models.web2.audience import ALL, Answer, Count, Figure, Measure
from tertulia.widgets.base.components import conclusion, fold, grade, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, Evidence, Slider, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.web2 import audience_figures as source
from tertulia.widgets.web2.audience_figures import MINE, VIEWS, measure_words, view_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

_KEYS = {**{network.name: key for key, network in NETWORKS.items()}, "WhatsApp": "whatsapp"}
"""The plan's word for each network of the figures."""


class AudienceExplorer(Exercise):
    """Figures of one count, looked up by age, sex and year; and our estimate for the learner's customers."""

    name = "audience"

    def __init__(self, firm: str = "bakery") -> None:
        self.figures = source.figures()
        self.shares = source.shares()
        super().__init__(firm)

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """What to look at, and who buys from the firm."""
        start = self.start(firm)
        ten = _("<b>{n}</b> of ten")
        return {
            "view": Choice(_("What you look at"), [(view_words(key), key) for key in VIEWS], MINE),
            "period": Choice(_("When"), [("2024", "2024")], "2024"),
            "group": Choice(_("Whom"), [(_("your customers"), (ALL, ALL))], (ALL, ALL)),
            "women": Slider(
                _("Customers who are women"),
                start["women"],
                0,
                10,
                1,
                lambda n: ten.format(n=number(n)),
                Evidence(
                    "D",
                    _(
                        "Up to 34 the figures by age are a survey's. From 35 on, and for women and men, they are our "
                        "estimate from that survey and the networks' ad tools. Ten points more or less mean nothing."
                    ),
                    "IAB Spain 2024; Digital 2025 Spain",
                ),
            ),
            **{
                f"age {band}": Slider(
                    _("Aged {band}").format(band=band.replace("-", "\u2013")),
                    start[f"age {band}"],
                    0,
                    10,
                    1,
                    lambda n: ten.format(n=number(n)),
                )
                for band in AGES
            },
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's customers, by control, and the view of them."""
        return {
            "view": MINE,
            "period": "2024",
            "group": (ALL, ALL),
            "women": round(10 * firm.women),
            **{f"age {band}": round(10 * firm.ages[band]) for band in AGES},
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Two cards: the look-up, then the customers."""
        use = self.controls
        return [
            card(_("Look it up"), [use[name] for name in ("view", "period", "group")]),
            card(_("Who buys from you"), [use["women"], *(use[f"age {band}"] for band in AGES)]),
        ]

    def after_parts(self) -> list[Any]:
        """Who was counted."""
        self.counted = html("tt-piece")
        return [self.counted]

    def restart(self) -> None:
        """The firm's customers again; the lists of the first view come back before their values are set."""
        with self.quietly():
            self.controls["view"].value = MINE
            self._offer()
        super().restart()

    def show(self) -> None:
        """Look up, say it, draw it, and say who was counted."""
        use = self.controls
        with self.quietly():
            self._offer()
        weights = {band: float(use[f"age {band}"].value) for band in AGES}
        if not any(weights.values()):
            raise InputError(f"age {AGES[0]}", "nobody")
        mine = model.customers(self.shares, weights, use["women"].value / 10)
        view = use["view"].value
        count = self._count()
        age, sex = use["group"].value
        if view == MINE:
            figures = tuple(Figure(count, name, ALL, ALL, share, "derived") for name, share in mine.items())
            found = Answer(count, ALL, ALL, figures, ())
        else:
            found = model.look_up(self.figures, count, age, sex)
        self.result, self.mine = found, mine
        self.rows = rows = found.figures if VIEWS[view].by_network else model.by_group(self.figures, count)
        self.numbers.value = self._numbers(found, rows)
        self.words.value = conclusion(*self._meaning(found, mine))
        self.mini.value = f"<p>{self._mini(found, rows)}</p>"
        self.counted.value = self._counted(count, rows)
        self.draw({self.picture: lambda: self._picture(found, rows).html() if rows else ""})
        self.folds.value = self._for_the_curious(found, rows)

    # what can be chosen -------------------------------------------------------------------------------------

    def _count(self) -> Count:
        view, period = self.controls["view"].value, self.controls["period"].value
        if view == MINE:
            return source.mine_count()
        return next(c for c in model.counts(self.figures, view) if f"{c.period} {c.by}" == period)

    def _offer(self) -> None:
        """Let the lists hold what this view has, and keep what was chosen where it is still there."""
        view = self.controls["view"].value
        if view == MINE:
            self._fill("period", [("2024", "2024")])
            self._fill("group", [(_("your customers"), (ALL, ALL))])
            return
        counts = model.counts(self.figures, view)
        many = len({c.by for c in counts}) > 1
        self._fill(
            "period",
            [(f"{_period(c.period)}, {c.by}" if many else _period(c.period), f"{c.period} {c.by}") for c in counts],
        )
        groups = model.groups(self.figures, self._count())
        if not VIEWS[view].by_network:
            groups = ((ALL, ALL),)
        accounts = VIEWS[view].measure is Measure.ACCOUNTS
        words = {(ALL, ALL): _("all accounts")} if accounts else {}
        self._fill("group", [(words.get(group) or group_words(*group), group) for group in groups])

    def _fill(self, name: str, options: Sequence[tuple[str, Any]]) -> None:
        widget = self.controls[name].widget
        if tuple(widget.options) == tuple(options):
            return
        kept = widget.value
        widget.options = tuple(options)
        widget.value = kept if kept in [value for _words, value in options] else options[0][1]

    # the answer ---------------------------------------------------------------------------------------------

    def _numbers(self, found: Answer, rows: Sequence[Figure]) -> str:
        if not rows:
            return numbers([number_tile("–", _("no figure for this"), main=True)])
        first = rows[0]
        shown = [number_tile(said(first), self._of(first), main=True)]
        if len(rows) > 1:
            shown.append(number_tile(said(rows[1]), escape(row_words(rows[1]))))
        shown.append(number_tile(_period(found.count.period), _("is when it was counted")))
        return numbers(shown)

    def _of(self, figure: Figure) -> str:
        """What the number of a network counts."""
        count, name = figure.count, escape(name_words(figure.network))
        if count.view == MINE:
            return _("of customers like yours open {network} in a month").format(network=name)
        if count.measure is Measure.ACCOUNTS:
            return _("accounts on {network}").format(network=name)
        if count.measure is Measure.ADS:
            return _("of those {network} offers to advertisers: {group}").format(
                network=name, group=group_words(figure.age, figure.sex)
            )
        if count.measure is Measure.PANEL:
            return _("were seen on {network}: {group}").format(network=name, group=group_words(figure.age, figure.sex))
        if figure.network == "any":
            return _("use any network: {group}").format(group=group_words(figure.age, figure.sex))
        return _("say they use {network}: {group}").format(network=name, group=group_words(figure.age, figure.sex))

    def _mini(self, found: Answer, rows: Sequence[Figure]) -> str:
        if not rows:
            return f"<b>–</b><br>{_('no figure for this')}"
        return f"<b>{said(rows[0])}</b><br>{escape(name_words(rows[0].network))}, {_period(found.count.period)}"

    def _meaning(self, found: Answer, mine: Mapping[str, float]) -> list[str]:
        best = list(mine.items())
        near = [name for name, share in best[1:] if best[1][1] - share < model.CLOSE - 1e-9]
        second = _list([name_words(name) for name in near])
        told = [
            _(
                "Of ten customers like yours who use networks, about <strong>{n} open {network}</strong> in a month, "
                "and about {m} open {second}."
            ).format(
                n=number(round(10 * best[0][1])),
                network=name_words(best[0][0]),
                m=number(round(10 * best[1][1])),
                second=second,
            )
        ]
        if len(near) > 1:
            told[0] += " " + _("Those {n} are too close to tell apart.").format(n=number(len(near)))
        if found.count.view == MINE:
            told.append(
                _("It is an estimate. Ask ten of them which one they open: your own count is better than ours.")
            )
        elif not found.figures and VIEWS[found.count.view].by_network:
            told.append(_("For the group you chose there is <strong>no figure</strong>. Choose another group or year."))
        else:
            told.append(
                _(
                    "The picture is another count, about {place}. Look at it by itself: its figures cannot be set "
                    "beside the estimate, nor beside a picture with other words below it."
                ).format(place=place_words(found.count.place))
            )
        return told

    def _picture(self, found: Answer, rows: Sequence[Figure]) -> Picture:
        top = max(figure.value for figure in rows)
        accounts = found.count.measure is Measure.ACCOUNTS
        near = {f.network for f in found.close}
        drawn_rows = [
            Bar(
                row_words(f),
                f.value / top if accounts else f.value,
                said=said(f),
                quiet=f.network not in near and f.network != "any",
            )
            for f in rows
        ]
        listed = "; ".join(f"{row.words} {row.said}" for row in drawn_rows)
        alternative = f"{view_words(found.count.view)}, {_period(found.count.period)}, " + _("{group}: {list}").format(
            group=self._whom(found), list=listed
        )
        if found.missing:
            alternative += ". " + self._missing(found)
        drawn = bars(drawn_rows, self.name, alternative, top=1.0 if accounts else max(top, 0.5))
        caption = _units(found.count) + " " + _("Counted: {asked}.").format(asked=escape(_(found.count.asked)))
        if found.missing:
            caption += " " + self._missing(found)
        return Picture(
            self._finding(found, rows), alternative, drawn[WIDE], drawn[NARROW], caption, self._source(found.count)
        )

    def _whom(self, found: Answer) -> str:
        return _("your customers") if found.count.view == MINE else group_words(found.age, found.sex)

    def _finding(self, found: Answer, rows: Sequence[Figure]) -> str:
        first = rows[0]
        if first.network == "any":
            return _("Any network: {first}, {share}").format(first=group_words(first.age, first.sex), share=said(first))
        if found.count.measure is Measure.ADS:
            return _("{network} offers advertisers the largest part of this group: {share} of its accounts").format(
                network=first.network, share=said(first)
            )
        near = found.close
        if len(near) > 1:
            return _("{networks} are too close to tell apart").format(
                networks=_list([name_words(f.network) for f in near])
            )
        told = (
            _("{network}, {share}, is the largest figure we have")
            if found.missing
            else _("{network} comes first, with {share}")
        )
        return told.format(network=first.network, share=said(first))

    @staticmethod
    def _missing(found: Answer) -> str:
        return _("No figure for {networks}.").format(networks=_list([name_words(name) for name in found.missing]))

    @staticmethod
    def _source(count: Count) -> str:
        data = facts.dataset(VIEWS[count.view].dataset)
        return _("Source: {by}, {period}; grade {grade}. To be reviewed by {review}.").format(
            by=escape(by_words(count.by)), period=_period(count.period), grade=count.grade, review=day(data.review_by)
        )

    @staticmethod
    def _counted(count: Count, rows: Sequence[Figure]) -> str:
        """Who was counted, by whom, when, how well."""
        copies = sum(figure.status == "read_secondary" for figure in rows)
        made = sum(figure.status == "derived" for figure in rows)
        status = [
            _("{n} of {all} read in a copy, not at the source").format(n=number(copies), all=number(len(rows)))
            if copies
            else "",
            _("{n} of {all} computed from other figures").format(n=number(made), all=number(len(rows))) if made else "",
        ]
        known = "; ".join(part for part in status if part) or _("read at the source")
        lines = [
            (_("Who was counted"), _(count.asked)),
            (_("How"), measure_words(count.measure)),
            (_("By whom"), by_words(count.by)),
            (_("Where and when"), f"{place_words(count.place)}, {_period(count.period)}"),
            (_("How we know it"), known),
        ]
        listed = "".join(f"<div><dt>{head}</dt><dd>{escape(told)}</dd></div>" for head, told in lines)
        return (
            f'<section class="tt-section tt-counted"><h2>{_("Who was counted")}</h2><dl>{listed}</dl>'
            f"<p>{grade(count.grade)}</p></section>"
        )

    def _for_the_curious(self, found: Answer, rows: Sequence[Figure]) -> str:
        shown = table(
            [_("Network or group"), _("Figure"), _("How we know it")],
            [[escape(row_words(f)), said(f), escape(status_words(f.status))] for f in rows],
        )
        how = (
            _(
                "Each entry of the first list is one way of counting. We never put two of them into one picture, "
                "because an account is no person, and what an advert can reach is what its seller says."
            ),
            _(
                "Where nobody counted the group you chose, or where we could not read the figure, we say that there is "
                "none. A gap is not a zero."
            ),
            _(
                "Customers like yours are weighed from our estimate, by age and by sex, and the share of women is "
                "taken as the same at all ages. Being there is not the same as wanting to see you there."
            ),
        )
        years = self._years()
        return (
            (fold(_("The figures as a table"), shown) if rows else "")
            + (fold(_("Year by year"), years) if years else "")
            + fold(_("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how))
        )

    def _years(self) -> str:
        """The view's figures for everybody over the years, and who was asked each time."""
        view = self.controls["view"].value
        counts = model.counts(self.figures, view) if view != MINE else ()
        held = {c: {f.network: f for f in model.look_up(self.figures, c).figures} for c in counts}
        held = {c: found for c, found in held.items() if found}
        if len(held) < 2:
            return ""
        networks = list(dict.fromkeys(network for found in held.values() for network in found))
        heads = [_("When"), _("Who was counted"), *(name_words(network) for network in networks)]
        lines = [
            [
                _period(c.period),
                f"{escape(_(c.asked))}, {escape(by_words(c.by))}",
                *(said(found[network]) if network in found else "–" for network in networks),
            ]
            for c, found in held.items()
        ]
        note = _("Compare two years only where the same people were asked. A dash is a figure we do not have.")
        return f"<p>{note}</p>{table(heads, lines, words=2)}"

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code == "nobody":
            return _("Give at least one age to your customers.")
        return _("This cannot be right. Choose another value.")

    def for_plan(self, plan: Plan) -> Plan:
        """Which networks customers like these open: our estimate, whichever count is looked at."""
        from tertulia.plan import schema, updates

        count = source.mine_count()
        told = _("Tertulia’s estimate, {period}, grade {grade}").format(period=_period(count.period), grade=count.grade)
        return updates.with_audience(
            plan,
            [
                schema.Use(_KEYS.get(network, network), share, updates.line(told))
                for network, share in self.mine.items()
            ][:12],
        )

    def summary(self) -> str:
        """The count and its first figure in a line."""
        rows = self.rows
        if not rows:
            return _("{view}: no figure for this").format(view=view_words(self.result.count.view))
        return _("{view}: {network} {share}").format(
            view=view_words(self.result.count.view), network=name_words(rows[0].network), share=said(rows[0])
        )


def said(figure: Figure) -> str:
    """The number as the learner reads it: "64 %", or "39.8 million" accounts."""
    if figure.count.measure is Measure.ACCOUNTS:
        return _("{n} million").format(n=number(figure.value / 1e6, 1))
    return percent(figure.value)


def name_words(network: str) -> str:
    """A network's name."""
    return _("any network") if network == "any" else network


def row_words(figure: Figure) -> str:
    """What a bar stands for: the network, or the group where no network is named."""
    return group_words(figure.age, figure.sex) if figure.network == "any" else figure.network


def group_words(age: str, sex: str) -> str:
    """A group of people: "everybody", "women", "18–24", "men, 25–34"."""
    sexes = {ALL: "", "women": _("women"), "men": _("men")}[sex]
    if age == ALL:
        return sexes or _("everybody asked")
    ages = age.replace("-", "\u2013") if "+" not in age else _("{age} and over").format(age=age.rstrip("+"))
    return f"{sexes}, {ages}" if sexes else ages


def place_words(place: str) -> str:
    """Where."""
    return {
        "Spain": _("Spain"),
        "EU27": _("the European Union"),
        "European Union": _("the European Union"),
        "United States": _("the United States"),
    }[place]


def by_words(by: str) -> str:
    """Who counted; proper names stay as they are."""
    return _("the networks themselves") if by == "the networks themselves" else by


def status_words(status: str) -> str:
    """How a figure got here."""
    return {"read_primary": _("read at the source"), "read_secondary": _("read in a copy"), "derived": _("computed")}[
        status
    ]


def _period(period: str) -> str:
    """A year, and the part of it where the data say so: "2024", "end of 2024", "first half of 2026"."""
    year, part = period[:4], period[4:].lstrip("-")
    return {
        "": year,
        "Q4": _("end of {year}").format(year=year),
        "H1": _("first half of {year}").format(year=year),
        "H2": _("second half of {year}").format(year=year),
        "02": _("February {year}").format(year=year),
    }[part]


def _units(count: Count) -> str:
    """What the bars of a count show."""
    if count.view == MINE:
        return _("Estimated share of customers like yours who open it in a month, among those who use networks.")
    return {
        Measure.USE: _("Share of the people asked."),
        Measure.PANEL: _("Share of the people in the panel."),
        Measure.ACCOUNTS: _("Accounts in a month. Somebody may have several, and firms have them too."),
        Measure.ADS: _("Share of each network’s own ad audience; it says nothing of how many there are."),
        Measure.ESTIMATE: _("Estimated share of those who use networks."),
    }[count.measure]


def _list(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
