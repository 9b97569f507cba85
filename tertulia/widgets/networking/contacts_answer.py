"""What a contact map says to the learner: what it means, who could help, who should meet, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import _, and_list, capital, ngettext, number
from tertulia.models.networking.contacts_advice import SuggestedIntroduction, missing_groups, missing_needs
from tertulia.models.networking.contacts_analysis import MapAnalysis
from tertulia.models.networking.contacts_network import MapMeasures
from tertulia.widgets.base.components import first_steps, note, number_tile, numbers, section
from tertulia.widgets.base.words import short
from tertulia.widgets.networking.contacts_words import group_words, names_words, need_words, often_words, topic_words

if TYPE_CHECKING:
    from tertulia.plan import schema

SHOWN = 5
"""Entries of a list on the screen at most."""


def tiles(measures: MapMeasures) -> Html:
    """Circles, different doors and weak ties."""
    circles, weak = len(measures.circles), len(measures.weak)
    return numbers(
        [
            number_tile(
                number(circles),
                ngettext("circle of people who know each other", "circles that meet only through you", circles),
                main=True,
            ),
            number_tile(
                short(round(measures.effective, 1), 1),
                ngettext(
                    "of {n} contact opens another door", "of {n} contacts open different doors", measures.contacts
                ).format(n=number(measures.contacts)),
            ),
            number_tile(
                number(weak),
                ngettext("weak tie: spoken with less than monthly", "weak ties: spoken with less than monthly", weak),
            ),
        ]
    )


def in_short(measures: MapMeasures) -> Html:
    """Contacts and circles, for the corner of a phone."""
    circles = len(measures.circles)
    contacts = markup("<b>{n}</b> ", n=number(measures.contacts))
    return Html(
        f"<p>{contacts}{as_html(ngettext('contact', 'contacts', measures.contacts))}<br>"
        f"{as_html(ngettext('{n} circle', '{n} circles', circles).format(n=number(circles)))}</p>"
    )


def meaning(analysis: MapAnalysis) -> list[Html]:
    """What this means for the learner: whom to ask, and whom to keep close."""
    contacts = analysis.contacts
    if not contacts.people:
        return [
            Html(
                _(
                    "Your map is empty. <strong>Write down ten people you spoke with this month</strong>, then who "
                    "of them knows whom."
                )
            )
        ]
    sentences = [_whom_to_ask(analysis)]
    joining = next((bridge for bridge in analysis.bridges if bridge.parts), None)
    if joining:
        small = sorted(joining.parts, key=len)[: len(joining.parts) - 1]
        apart = [place for part in small for place in part]
        sentences.append(
            markup(
                _(
                    "Among your contacts only {name} joins {some} to the others: a coffee with {name} is time well "
                    "spent."
                ),
                name=contacts.people[joining.place].name,
                some=names_words(contacts, apart, 3),
            )
        )
    return sentences


def _whom_to_ask(analysis: MapAnalysis) -> Html:
    people, sought = analysis.contacts.people, topic_words(analysis.wanted)
    if analysis.help.knowing:
        first = analysis.help.knowing[0]
        person = people[first.place]
        if not person.weak:
            return markup(
                _("Looking for {sought}? <strong>Ask {name} first</strong>: you speak often."),
                sought=sought,
                name=person.name,
            )
        if first.through:
            return markup(
                _(
                    "Looking for {sought}? <strong>{name} knows about it</strong>, but you seldom speak. {other} knows "
                    "{name} and sees you more often: ask there for a word."
                ),
                sought=sought,
                name=person.name,
                other=people[first.through[0]].name,
            )
        return markup(
            _(
                "Looking for {sought}? <strong>{name} knows about it</strong>, but you seldom speak. Call before you "
                "need something."
            ),
            sought=sought,
            name=person.name,
        )
    if analysis.help.likely:
        return markup(
            _("Nobody on your map knows about {sought}. <strong>Ask {names} whom they know.</strong>"),
            sought=sought,
            names=names_words(analysis.contacts, [one.place for one in analysis.help.likely], 2),
        )
    return markup(
        _("Nobody on your map is near {sought}. <strong>A trade association is a good first call.</strong>"),
        sought=sought,
    )


def _items(rows: Sequence[tuple[str, str]]) -> Html:
    """Lines with a head and a sentence each; empty without lines."""
    items = joined(Html(f"<li><b>{as_html(head)}</b><span>{as_html(sentence)}</span></li>") for head, sentence in rows)
    return Html(f'<ul class="tt-findings">{items}</ul>' if items else "")


def helpers(analysis: MapAnalysis) -> Html:
    """Who knows about what is looked for, and who might know somebody; empty while nobody is on the map."""
    contacts = analysis.contacts
    if not contacts.people:
        return Html("")
    rows = []
    for able in analysis.help.knowing[:SHOWN]:
        person = contacts.people[able.place]
        sentence = _("Knows about it. You speak: {often}.").format(often=often_words(person.often).lower())
        if able.through:
            names = names_words(contacts, able.through)
            sentence += " " + _("{names} could remind them of you.").format(names=names)
        rows.append((person.name, sentence))
    for one in analysis.help.likely:
        person = contacts.people[one.place]
        reasons = []
        if one.likely:
            reasons.append(_("the group “{group}” is a likely place").format(group=group_words(person.group)))
        if one.weak:
            reasons.append(_("you seldom speak, so they hear other things than you"))
        if one.own_circle:
            reasons.append(_("they know few of your other contacts"))
        rows.append((person.name, _("Might know somebody: {why}.").format(why=and_list(reasons))))
    title = _("Who could help with {sought}").format(sought=topic_words(analysis.wanted))
    return section(title, _items(rows) or paragraphs(_("Nobody on your map is near it yet.")))


def advice(analysis: MapAnalysis) -> Html:
    """Whom to introduce, who alone opens a door, where nobody is known."""
    gaps = section(_("You know nobody in …"), _gaps(analysis))
    if not analysis.contacts.people:
        return gaps
    return joined((_introductions(analysis), _doors(analysis), gaps))


def _introductions(analysis: MapAnalysis) -> Html:
    people, title = analysis.contacts.people, _("Introduce them to each other")
    steps = [
        (
            and_list((people[pair.a].name, people[pair.b].name)),
            _why(analysis, pair, _("Think first: they could do business without you.")),
            ngettext("{n} point", "{n} points", pair.points).format(n=number(pair.points)),
        )
        for pair in analysis.introductions
    ]
    if not steps:
        hint = _("Write down what people know about, and who should meet whom appears here.")
        return section(title, paragraphs(hint))
    return joined((first_steps(title, steps), note(_("Ask both first whether they wish it."))))


def _why(analysis: MapAnalysis, pair: SuggestedIntroduction, delicate: str) -> str:
    """Why these two should meet. delicate: what to think of first where they could do without the firm."""
    people, sentences = analysis.contacts.people, []
    for place, brings in ((pair.a, pair.brings_a), (pair.b, pair.brings_b)):
        if brings:
            topics = and_list([topic_words(item) for item in brings[:2]])
            sentences.append(_("{name} knows about {topics}.").format(name=people[place].name, topics=topics))
    if pair.hole:
        sentences.append(
            _("Nobody else joins “{one}” and “{other}”.").format(
                one=group_words(people[pair.a].group), other=group_words(people[pair.b].group)
            )
        )
    if pair.delicate:
        sentences.append(delicate)
    return " ".join(sentences)


def _doors(analysis: MapAnalysis) -> Html:
    """Who alone opens a door; empty if nobody does."""
    contacts = analysis.contacts
    rows = []
    for bridge in analysis.bridges[:SHOWN]:
        person, sentences = contacts.people[bridge.place], []
        if bridge.alone:
            sentences.append(_("Your only contact in “{group}”.").format(group=group_words(person.group)))
        if bridge.parts:
            ends = [names_words(contacts, part, 2) for part in bridge.parts[:3]]
            sentences.append(_("Holds together: {parts}.").format(parts=" · ".join(ends)))
        rows.append((person.name, " ".join(sentences)))
    if not rows:
        return Html("")
    more = len(analysis.bridges) - SHOWN
    rest = note(_("{n} more in the table.").format(n=number(more))) if more > 0 else ""
    return section(_("They alone open a door"), joined((_items(rows), rest)))


def _gaps(analysis: MapAnalysis) -> Html:
    groups = [group_words(group) for group in missing_groups(analysis.contacts)]
    needs = [need_words(need) for need in missing_needs(analysis.contacts)]
    rows = []
    if groups:
        rows.append((_("Groups"), capital(", ".join(groups) + ".")))
    if needs:
        rows.append((_("Nobody knows about"), capital(", ".join(needs) + ".")))
    if rows and groups:
        rows.append((_("A way in"), _("Ask three contacts from different circles whom they know there.")))
    return _items(rows) or paragraphs(_("You have somebody in every group and for every basic need on our list."))


def for_the_plan(analysis: MapAnalysis) -> schema.Contacts:
    """The answer as the plan holds it."""
    from tertulia.plan import schema, updates

    contacts = analysis.contacts
    people = contacts.people
    delicate = _("Think first: they could do business without us.")
    missing = [capital(group_words(group)) for group in missing_groups(contacts)]
    missing += [_("Nobody knows about {topic}").format(topic=need_words(need)) for need in missing_needs(contacts)]
    return schema.Contacts(
        people=len(people),
        groups=len({person.group for person in people}),
        bridges=updates.lines(people[bridge.place].name for bridge in analysis.bridges),
        introduce=tuple(
            schema.Introduction(people[pair.a].name, people[pair.b].name, updates.line(_why(analysis, pair, delicate)))
            for pair in analysis.introductions
        ),
        missing=updates.lines(missing),
        known=updates.people(contacts),
    )
