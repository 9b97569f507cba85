"""Workplace network: how the firm is drawn, how it talks, and what one shared channel would change."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import isnan
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.workplace import key, ring
from tertulia.firms import Firm
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.inside.workplace import Workplace
from tertulia.models.inside.workplace_measures import Look, Reach, look
from tertulia.plan import LINE
from tertulia.widgets.base.components import assumptions, conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Control, Evidence, Slider, TextField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.inside.workplaces import (
    SOURCE_NAMES,
    about,
    nobody_real,
    only_used,
    people,
    person,
    place_now,
    source_complaint,
    source_controls,
    source_start,
    unread_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

CHANNEL = 60
"""Percent of the staff on the channel at the start."""

TABLE = 6
"""A firm with fewer people needs no channel: they fit round a table. Grade D."""

OWN = ("tool", "purpose", "keeper")
"""What the learner writes down about the channel."""

LISTED = 8
"""People in the table of who is asked most."""


class WorkplaceNetwork(Exercise):
    """A firm's formal tree against its informal ties, before and after one shared channel."""

    name = "workplace"

    result: Look
    """The firm as it was looked at last; `place` is the firm itself."""

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """Whose firm, and the channel."""
        start = self.start(firm)
        return {
            **source_controls(firm),
            "channel": Slider(
                _("On one shared channel"),
                CHANNEL,
                0,
                100,
                10,
                lambda n: _("<b>{share}</b> of the staff").format(share=percent(n / 100)),
                Evidence(
                    "B",
                    _(
                        "In one large firm, knowing who knows what improved by 31 % and who knows whom by 88 % within "
                        "six months of an internal network; a second group without it did not change. Not drawn by "
                        "lot, and no small firm."
                    ),
                    "Leonardi 2015",
                ),
            ),
            "tool": TextField(_("What it is"), start["tool"], _("a group on the phone, a board"), most=LINE),
            "purpose": TextField(_("What it is for"), start["purpose"], _("what is new today"), most=LINE),
            "keeper": TextField(_("Who tends it"), start["keeper"], _("a name"), most=LINE),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's values, by control."""
        tool, purpose, keeper = {
            "bakery": (_("a group on the phone for the six"), _("what is new today, before a customer asks"), "Pilar"),
            "workshop": (
                _("a board beside the coffee machine"),
                _("what comes in this week, and who needs a hand"),
                "Maite",
            ),
            "guesthouse": (_("a notebook in the kitchen"), _("who comes, what they asked"), "Nuria"),
            "mine": ("", "", ""),
        }[firm.key]
        return {**source_start(firm), "channel": CHANNEL, "tool": tool, "purpose": purpose, "keeper": keeper}

    def cards(self) -> list[ipywidgets.Box]:
        """Who works there, then the channel."""
        use = self.controls
        return [
            card(_("The channel"), [use["channel"], *(use[name] for name in OWN)]),
            card(_("Your firm"), [use[name] for name in SOURCE_NAMES]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the ring, what could not be read."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def show(self) -> None:
        """Silos, steps and pairs; the ring; what it means."""
        only_used(self.controls)
        place, unread = place_now(self.controls)
        found = look(place, self.controls["channel"].value / 100)
        self.place, self.result = place, found
        before, after = found.before, found.after
        lost, still_lost = before.pairs - before.joined, after.pairs - after.joined
        self.numbers.value = numbers(
            [
                number_tile(
                    percent(found.silos.share),
                    _("of those who talk share a department; if all talked alike: <strong>{chance}</strong>").format(
                        chance=percent(found.silos.chance)
                    ),
                    main=True,
                ),
                number_tile(
                    _steps(before),
                    _("steps from one person to another; with the channel: <strong>{steps}</strong>").format(
                        steps=_steps(after)
                    ),
                ),
                number_tile(
                    number(lost),
                    ngettext(
                        "pair has no way to each other; with the channel: <strong>{n}</strong>",
                        "pairs have no way to each other; with the channel: <strong>{n}</strong>",
                        lost,
                    ).format(n=number(still_lost)),
                ),
            ]
        )
        self.words.value = conclusion(*self._meaning(place, found))
        self.mini.value = (
            f"<p><b>{_steps(before)} → {_steps(after)}</b><br>" + _("steps, without and with the channel") + "</p>"
        )
        self.trouble.value = unread_words(unread)
        self.draw(
            {self.picture: lambda: self._picture(place, found), self.folds: lambda: self._for_the_curious(place, found)}
        )

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self, place: Workplace, found: Look) -> list[str]:
        if not found.silos.ties:
            return [_("Nobody here talks with anybody. Write after the third semicolon whom each person goes to.")]
        said = []
        if found.brokers and found.cut:
            said.append(
                ngettext(
                    "News passes through <strong>{name}</strong>: when {name} is ill, {n} pair of colleagues has no "
                    "other way to each other.",
                    "News passes through <strong>{name}</strong>: when {name} is ill, {n} pairs of colleagues have no "
                    "other way to each other.",
                    found.cut,
                ).format(name=person(place, found.brokers[0]), n=number(found.cut))
            )
        elif found.brokers:
            said.append(
                _("Most ways pass through <strong>{name}</strong>, yet without {name} nobody would be cut off.").format(
                    name=person(place, found.brokers[0])
                )
            )
        else:
            said.append(_("No way depends on one person alone."))
        if found.alone:
            said.append(
                ngettext(
                    "{names} talks with nobody here. Go there first; it costs a coffee.",
                    "{names} talk with nobody here. Go there first; it costs a coffee.",
                    len(found.alone),
                ).format(names=people(place, found.alone))
            )
        joined = found.after.joined - found.before.joined
        values = {
            "k": number(len(found.members)),
            "n": number(place.n),
            "joined": number(joined),
            "before": _steps(found.before),
            "after": _steps(found.after),
        }
        if place.n < TABLE:
            said.append(_("With so few of you, the best channel is a table and ten minutes."))
        elif not found.members:
            said.append(_("There is no channel yet. Move the first slider and see what one would change."))
        elif joined:
            said.append(
                _(
                    "A channel that {k} of {n} people read would bring {joined} more pairs within reach of each other, "
                    "at best."
                ).format(**values)
            )
        elif values["before"] != values["after"]:
            said.append(
                _(
                    "A channel that {k} of {n} people read would shorten the way between two people from {before} "
                    "steps to {after}, at best."
                ).format(**values)
            )
        else:
            said.append(_("This channel would change next to nothing: the firm talks already."))
        return [sentence[0].upper() + sentence[1:] for sentence in said]

    def _picture(self, place: Workplace, found: Look) -> str:
        sizes = ", ".join(
            f"{name or _('no department')} {place.department.count(d)}" for d, name in enumerate(place.departments)
        )
        alternative = _(
            "{n} people: {sizes}. {ties} pairs talk, {inside} of them in one department and {across} across. Shortest "
            "ways pass most often through: {brokers}. Without any tie: {alone}."
        ).format(
            n=number(place.n),
            sizes=sizes,
            ties=number(found.silos.ties),
            inside=number(found.silos.inside),
            across=number(found.silos.across),
            brokers=_plain(place, found.brokers[:3]),
            alone=_plain(place, found.alone),
        )
        title = ngettext(
            "{n} tie crosses from one department to another",
            "{n} ties cross from one department to another",
            found.silos.across,
        ).format(n=number(found.silos.across))
        drawn = ring(place, found, self.name, alternative)
        caption = _("Two are joined if one goes to the other about work. The name in bold lies on most of the ways.")
        return Picture(
            title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption
        ).html(key(place, bool(found.members)))

    def _for_the_curious(self, place: Workplace, found: Look) -> str:
        ways = table(
            [_("News goes"), _("Steps"), _("Pairs reached"), _("Ties across")],
            [
                [words, _steps(way), f"{number(way.joined)} / {number(way.pairs)}", number(way.across)]
                for words, way in (
                    (_("only from boss to staff"), found.tree),
                    (_("as people talk today"), found.before),
                    (_("with the channel too"), found.after),
                )
            ],
        )
        order = sorted(range(place.n), key=lambda p: (-found.times_asked[p], -round(found.between[p], 9)))
        most = table(
            [_("Who is asked"), _("by how many"), _("Ways through them")],
            [
                [
                    person(place, p) + (f" ({escape(place.departments[place.department[p]])})"),
                    number(found.times_asked[p]),
                    percent(found.between[p]),
                ]
                for p in order[:LISTED]
            ],
        )
        where = table(
            [_("People go to"), _("Times"), _("Share")],
            [
                [words, number(n), percent(n / found.asked.total) if found.asked.total else "–"]
                for words, n in (
                    (_("their boss"), found.asked.boss),
                    (_("somebody they lead"), found.asked.led),
                    (_("a colleague of their department"), found.asked.department),
                    (_("somebody in another department"), found.asked.across),
                )
            ],
        )
        index = _("E-I index: {ei} (−1 all ties inside departments, 1 all across).").format(ei=_signed(found.silos.ei))
        thread = _("Held by a single tie: {names}.").format(names=people(place, found.thread, 6) or _("nobody"))
        how = (
            _(
                "Two people are joined if at least one of them goes to the other about work. A step is one such tie; "
                "the way between two people is the shortest there is."
            ),
            _(
                "“Ways through them” is the share of all shortest ways between others that lead through a person "
                "(betweenness). Who has much of it holds the firm together and is also its bottleneck."
            ),
            _(
                "The channel joins everybody who is on it with everybody else there. Who is on it is drawn by lot. A "
                "channel that nobody reads joins nobody, so take the result as the most it can do."
            ),
        )
        known = assumptions(
            [
                (
                    _("What a channel does"),
                    "D",
                    _("everybody on it hears everybody"),
                    _("Our assumption, on the kind side."),
                ),
                (_("Who knows what, with an internal network"), "B", _("+31 % in six months"), "Leonardi 2015"),
                (
                    _("Talking in pairs drawn by lot, no software"),
                    "A",
                    _("over 15 % more sales"),
                    "Sandvik, Saouma, Seegert & Stanton 2020",
                ),
            ]
        )
        return (
            fold(_("The numbers as a table"), f"{ways}<p>{index} {thread}</p>")
            + fold(_("Who asks whom"), where + most)
            + fold(_("How it is counted, in plain words"), "".join(f"<p>{part}</p>" for part in how) + known)
            + fold(_("Where these people come from"), about(self.controls["source"].value))
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with the list or the departments."""
        return source_complaint(error)

    def nothing_yet(self) -> str:
        """A firm of 1987 is not the learner's."""
        return nobody_real(self.controls)

    def for_plan(self, plan: Plan) -> Plan:
        """How many people, who talks with nobody, the channel. People drawn by lot have no names to keep."""
        from tertulia.plan import schema, updates

        use, place, found = self.controls, self.place, self.result
        share = _("{k} of {n} people on it").format(k=number(len(found.members)), n=number(place.n))
        tool = use["tool"].value
        told = (f"{tool} ({share})" if tool else share) if found.members else tool
        alone = [place.names[at] for at in found.alone] if use["source"].value == "list" else []
        return updates.with_workplace(
            plan,
            schema.Workplace(
                people=place.n,
                alone=updates.lines(alone),
                channel=updates.line(told),
                purpose=updates.line(use["purpose"].value),
                keeper=updates.line(use["keeper"].value),
            ),
        )

    def summary(self) -> str:
        """The three numbers in a line."""
        found = self.result
        return _("{share} of the ties inside departments; {before} steps, with the channel {after}").format(
            share=percent(found.silos.share), before=_steps(found.before), after=_steps(found.after)
        )


def _steps(way: Reach) -> str:
    return "–" if isnan(way.steps) else number(way.steps, 1)


def _plain(place: Workplace, some: tuple[int, ...]) -> str:
    return ", ".join(place.names[p] for p in some[:3]) or _("nobody")


def _signed(value: float) -> str:
    return ("\u2212" if value < -0.005 else "") + number(abs(value), 2)
