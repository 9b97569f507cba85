"""What a contact map says to the learner: sentences, lists and tables made of the models' answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from tertulia.charts.contacts import ContactDrawing, DrawnContact
from tertulia.charts.contacts_layout import NAMED
from tertulia.language import _, ngettext, number, percent
from tertulia.models.networking.contacts import ContactMap, Group, Often
from tertulia.models.networking.contacts_advice import Bridge, Help, Introduction, missing_groups, missing_needs
from tertulia.models.networking.contacts_network import Measures
from tertulia.widgets.base.components import assumptions, first_steps, fold, table
from tertulia.widgets.base.words import short
from tertulia.widgets.networking.contacts_words import (
    capital,
    group_letter,
    group_words,
    listed,
    need_words,
    often_words,
    topic_words,
)

if TYPE_CHECKING:
    from tertulia.plan import schema

SHOWN = 5
"""Entries of a list on the screen at most."""

GROUPS, OFTEN = tuple(Group), tuple(Often)


@dataclass(frozen=True)
class Answer:
    """What the exercise found for a map: plain values from the models.

    wanted: what is looked for, a key of `Need` or the learner's own words.
    """

    known: ContactMap
    wanted: str
    measures: Measures
    bridges: tuple[Bridge, ...]
    introductions: tuple[Introduction, ...]
    help: Help

    def name(self, place: int) -> str:
        """A contact's name as HTML."""
        return escape(self.known.people[place].name)

    def names(self, places: Sequence[int], most: int = 4) -> str:
        """Some names as HTML: "Ana, Leo and 3 more"."""
        said = [self.name(place) for place in places[:most]]
        if len(places) > most:
            more = len(places) - most
            said.append(ngettext("{n} more", "{n} more", more).format(n=number(more)))
        return listed(said)

    @property
    def sought(self) -> str:
        """What is looked for, as HTML inside a sentence."""
        return escape(topic_words(self.wanted))

    def meaning(self) -> list[str]:
        """What this means for the learner, as HTML sentences."""
        if not self.known.people:
            return [
                _(
                    "Your map is empty. <strong>Write down ten people you spoke with this month</strong>, then who "
                    "of them knows whom."
                )
            ]
        said = [self._who_to_ask()]
        for bridge in self.bridges:
            if bridge.parts:
                small = sorted(bridge.parts, key=len)[: len(bridge.parts) - 1]
                apart = [place for part in small for place in part]
                said.append(
                    _(
                        "Among your contacts only {name} joins {some} to the others: a coffee with {name} is time well "
                        "spent."
                    ).format(name=self.name(bridge.place), some=self.names(apart, 3))
                )
                break
        return said

    def _who_to_ask(self) -> str:
        if self.help.direct:
            first = self.help.direct[0]
            person = self.known.people[first.place]
            name = self.name(first.place)
            if not person.weak:
                return _("Looking for {sought}? <strong>Ask {name} first</strong>: you speak often.").format(
                    sought=self.sought, name=name
                )
            if first.through:
                return _(
                    "Looking for {sought}? <strong>{name} knows about it</strong>, but you seldom speak. {other} knows "
                    "{name} and sees you more often: ask there for a word."
                ).format(sought=self.sought, name=name, other=self.name(first.through[0]))
            return _(
                "Looking for {sought}? <strong>{name} knows about it</strong>, but you seldom speak. Call before you "
                "need something."
            ).format(sought=self.sought, name=name)
        if self.help.maybe:
            return _("Nobody on your map knows about {sought}. <strong>Ask {names} whom they know.</strong>").format(
                sought=self.sought, names=self.names([one.place for one in self.help.maybe], 2)
            )
        return _(
            "Nobody on your map is near {sought}. <strong>A trade association is a good first call.</strong>"
        ).format(sought=self.sought)


def drawing(answer: Answer) -> ContactDrawing:
    """What the picture shows."""
    held = {bridge.place for bridge in answer.bridges}
    people = tuple(
        DrawnContact(
            name=person.name, group=GROUPS.index(person.group), ring=OFTEN.index(person.often), bridge=place in held
        )
        for place, person in enumerate(answer.known.people)
    )
    letters, names = tuple(map(group_letter, GROUPS)), tuple(map(group_words, GROUPS))
    return ContactDrawing(people=people, ties=answer.known.ties, letters=letters, groups=names, middle=_("You"))


def picture_words(answer: Answer) -> tuple[str, str]:
    """Title and text alternative of the picture, plain text."""
    found, people = answer.measures, answer.known.people
    alone = len(answer.bridges)
    if len(found.circles) == 1:
        title = _("Your contacts all hang together, with or without you")
    else:
        title = ngettext(
            "{circles} circles meet only through you, and {n} contact alone opens a door",
            "{circles} circles meet only through you, and {n} contacts alone open a door",
            alone,
        ).format(circles=number(len(found.circles)), n=number(alone))
    groups = []
    for group in Group:
        here = [person.name for person in people if person.group is group]
        if here:
            named = f" ({', '.join(here)})" if len(people) <= NAMED else ""
            groups.append(f"{group_words(group)} {number(len(here))}{named}")
    pairs = [f"{people[a].name} – {people[b].name}" for a, b in answer.known.ties]
    told = _("{contacts} contacts: {groups}. {ties} of them know each other in pairs").format(
        contacts=number(len(people)), groups="; ".join(groups), ties=number(len(pairs))
    )
    listing = f": {', '.join(pairs)}." if pairs and len(people) <= NAMED else "."
    doors = ", ".join(people[bridge.place].name for bridge in answer.bridges[:12])
    return title, told + listing + (" " + _("They alone open a door: {names}.").format(names=doors) if doors else "")


def key(answer: Answer) -> str:
    """The letters of the groups that are there, and those that are missing."""
    there = {person.group for person in answer.known.people}
    items = "".join(
        f'<li><i class="tt-letter m2">{group_letter(group)}</i>{group_words(group)}</li>'
        for group in Group
        if group in there
    )
    return f'<ul class="tt-key">{items}</ul>'


def sections(answer: Answer) -> tuple[str, str]:
    """What stands below the controls on a phone, and the folds."""
    if not answer.known.people:
        return _section(_("You know nobody in …"), _gaps(answer)), _for_the_curious(answer)
    parts = [
        _introductions(answer),
        _section(_("They alone open a door"), _doors(answer)),
        _section(_("You know nobody in …"), _gaps(answer)),
    ]
    return "".join(parts), _tables(answer) + _for_the_curious(answer)


def for_contacts(answer: Answer) -> schema.Contacts:
    """The answer as the plan holds it, plain text."""
    from tertulia.plan import schema, updates

    people = answer.known.people
    missing = [capital(group_words(group)) for group in missing_groups(answer.known)]
    missing += [_("Nobody knows about {topic}").format(topic=need_words(need)) for need in missing_needs(answer.known)]
    return schema.Contacts(
        people=len(people),
        groups=len({person.group for person in people}),
        bridges=updates.lines(people[bridge.place].name for bridge in answer.bridges),
        introduce=tuple(
            schema.Introduction(
                people[pair.a].name, people[pair.b].name, updates.line(unescape(" ".join(_why(answer, pair))))
            )
            for pair in answer.introductions
        ),
        missing=updates.lines(missing),
        known=updates.people(answer.known),
    )


def _section(title: str, body: str) -> str:
    return f'<section class="tt-section"><h2>{title}</h2>{body}</section>' if body else ""


def _items(rows: Sequence[tuple[str, str]]) -> str:
    items = "".join(f"<li><b>{head}</b><span>{sentence}</span></li>" for head, sentence in rows)
    return f'<ul class="tt-findings">{items}</ul>' if items else ""


def helpers(answer: Answer) -> str:
    """Who knows about what is looked for, and who might know somebody; empty while nobody is on the map."""
    if not answer.known.people:
        return ""
    rows = []
    for one in answer.help.direct[:SHOWN]:
        person = answer.known.people[one.place]
        said = _("Knows about it. You speak: {often}.").format(often=often_words(person.often).lower())
        if one.through:
            said += " " + _("{names} could remind them of you.").format(names=answer.names(one.through))
        rows.append((answer.name(one.place), said))
    for may in answer.help.maybe:
        why = []
        if may.likely:
            why.append(
                _("the group “{group}” is a likely place").format(
                    group=group_words(answer.known.people[may.place].group)
                )
            )
        if may.weak:
            why.append(_("you seldom speak, so they hear other things than you"))
        if may.own_circle:
            why.append(_("they know few of your other contacts"))
        rows.append((answer.name(may.place), _("Might know somebody: {why}.").format(why=listed(why))))
    title = _("Who could help with {sought}").format(sought=answer.sought)
    return _section(title, _items(rows) or f"<p>{_('Nobody on your map is near it yet.')}</p>")


def _introductions(answer: Answer) -> str:
    steps = []
    for pair in answer.introductions:
        one, other = answer.name(pair.a), answer.name(pair.b)
        why = _why(answer, pair)
        points = ngettext("{n} point", "{n} points", pair.points).format(n=number(pair.points))
        steps.append((_("{one} and {other}").format(one=one, other=other), " ".join(why), points))
    if not steps:
        note = _("Write down what people know about, and who should meet whom appears here.")
        return _section(_("Introduce them to each other"), f"<p>{note}</p>")
    note = f'<p class="tt-note">{_("Ask both first whether they wish it.")}</p>'
    return first_steps(_("Introduce them to each other"), steps) + note


def _why(answer: Answer, pair: Introduction) -> list[str]:
    """Why these two should meet, HTML sentences."""
    people, why = answer.known.people, []
    for place, brings in ((pair.a, pair.brings_a), (pair.b, pair.brings_b)):
        if brings:
            known = listed([escape(topic_words(item)) for item in brings[:2]])
            why.append(_("{name} knows about {topics}.").format(name=answer.name(place), topics=known))
    if pair.hole:
        why.append(
            _("Nobody else joins “{one}” and “{other}”.").format(
                one=group_words(people[pair.a].group), other=group_words(people[pair.b].group)
            )
        )
    if pair.delicate:
        why.append(_("Think first: they could do business without you."))
    return why


def _doors(answer: Answer) -> str:
    rows = []
    for bridge in answer.bridges[:SHOWN]:
        said = []
        if bridge.alone:
            said.append(
                _("Your only contact in “{group}”.").format(group=group_words(answer.known.people[bridge.place].group))
            )
        if bridge.parts:
            ends = [answer.names(part, 2) for part in bridge.parts[:3]]
            said.append(_("Holds together: {parts}.").format(parts=" · ".join(ends)))
        rows.append((answer.name(bridge.place), " ".join(said)))
    more = len(answer.bridges) - SHOWN
    note = f'<p class="tt-note">{_("{n} more in the table.").format(n=number(more))}</p>' if more > 0 else ""
    return _items(rows) + note if rows else ""


def _gaps(answer: Answer) -> str:
    groups = [group_words(group) for group in missing_groups(answer.known)]
    needs = [need_words(need) for need in missing_needs(answer.known)]
    rows = []
    if groups:
        rows.append((_("Groups"), capital(", ".join(groups) + ".")))
    if needs:
        rows.append((_("Nobody knows about"), capital(", ".join(needs) + ".")))
    if rows and groups:
        rows.append((_("A way in"), _("Ask three contacts from different circles whom they know there.")))
    return _items(rows) or f"<p>{_('You have somebody in every group and for every basic need on our list.')}</p>"


def _tables(answer: Answer) -> str:
    people, found = answer.known.people, answer.measures
    held = {bridge.place for bridge in answer.bridges}
    everyone = table(
        [
            _("Contact"),
            _("Group"),
            _("You speak"),
            _("Knows about"),
            _("Knows"),
            _("Of your others"),
            _("Between"),
            _("Alone opens a door"),
        ],
        [
            [
                answer.name(k),
                group_words(person.group),
                often_words(person.often),
                escape(", ".join(map(topic_words, person.about))),
                answer.names(answer.known.knows(k), 150),
                percent(found.redundancy[k]),
                percent(found.betweenness[k]),
                _("yes") if k in held else "",
            ]
            for k, person in enumerate(people)
        ],
        words=5,
    )
    groups = [group for group in Group if (group, group) in found.group_ties]
    between = table(
        [_("Ties between groups"), *(group_letter(group) for group in groups)],
        [
            [f"{group_letter(group)} {group_words(group)}", *(number(found.group_ties[group, b]) for b in groups)]
            for group in groups
        ],
    )
    holes = _("{n} pairs of groups are joined by nobody but you: these are the structural holes.").format(
        n=number(len(found.holes))
    )
    measures = table(
        [_("Measure"), _("Your map")],
        [
            [_("Contacts"), number(found.contacts)],
            [_("Ties among them"), number(found.ties)],
            [_("Circles without you"), number(len(found.circles))],
            [_("Effective size"), short(round(found.effective, 2))],
            [_("Efficiency"), percent(found.efficiency)],
            [_("Constraint"), short(round(found.constraint, 3), 3)],
            [_("Structural holes"), number(len(found.holes))],
        ],
    )
    return (
        fold(_("Everybody as a table"), everyone)
        + fold(_("Groups and what joins them"), f"<p>{holes}</p>{between}")
        + fold(_("The measures"), measures)
    )


def _for_the_curious(answer: Answer) -> str:
    how = (
        _(
            "You know everybody on the map, so you are left out when circles are counted: what is still joined without "
            "you is one circle."
        ),
        _(
            "Effective size takes from your contacts, for each of them, the share of your other contacts they know. If "
            "all know each other it is 1; if nobody knows anybody it is the number of contacts. Efficiency is "
            "effective size divided by contacts."
        ),
        _(
            "Constraint says how far your time leads back to the same people: 1 with a single contact, near 0 with "
            "many who do not know each other. “Between” is the share of pairs of your contacts whose shortest way, "
            "without you, leads through this person."
        ),
        _(
            "An introduction gets 3 points if nobody joins the two groups, 1 if not even a detour joins the two "
            "people, 1 for each thing one knows about and the other does not (at most 2 each), 1 for each of the two "
            "with whom you speak every month. It loses 2 if one is a customer and the other could sell to them without "
            "you."
        ),
        _("The map shows whom you know. It cannot know who likes whom, nor who keeps a promise."),
        _(
            "It holds up to 150 contacts. Up to 40 are drawn with their names, on a fuller map those who alone open a "
            "door; the table has all."
        ),
    )
    known = assumptions(
        [
            (
                _("Weak ties"),
                "D",
                _("less than once a month"),
                _(
                    "Where weak begins is our judgement. That moderately weak ties helped people to new jobs was shown "
                    "in an experiment (Rajkumar et al. 2022); for orders or partners nobody has shown it."
                ),
            ),
            (
                _("Groups and needs"),
                "D",
                _("8 groups, 10 basic needs"),
                _(
                    "Our list of what a small firm looks for sooner "
                    "or later, and of the groups where such people are likely to be known."
                ),
            ),
            (
                _("Introductions"),
                "D",
                _("points as above"),
                _("Our rule. It is here to make you think of a pair, and you decide."),
            ),
        ]
    )
    return fold(_("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how)) + fold(
        _("What this takes for granted"), known
    )
