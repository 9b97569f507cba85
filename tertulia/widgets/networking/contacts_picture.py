"""The picture of a contact map: what is drawn, and the words that say the same."""

from __future__ import annotations

from tertulia.charts.contacts import ContactDrawing, DrawnContact, contact_map
from tertulia.charts.contacts_layout import NAMED
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.html import Html, as_html
from tertulia.language import _, ngettext, number
from tertulia.models.networking.contacts import ContactGroup, Often
from tertulia.models.networking.contacts_analysis import MapAnalysis
from tertulia.widgets.base.components import note
from tertulia.widgets.networking.contacts_words import group_letter, group_words

GROUPS, OFTEN = tuple(ContactGroup), tuple(Often)


def map_picture(analysis: MapAnalysis, name: str) -> Html:
    """The map drawn; `name` begins the ids inside. While nobody is on the map, a line that says so."""
    if not analysis.contacts.people:
        return note(_("The picture comes with your first contact."))
    title, alternative = picture_words(analysis)
    drawings = contact_map(_drawing(analysis), name, alternative)
    caption = _(
        "Solid blue: these two know each other. Dotted: you speak less than once a month. Filled: they alone open "
        "a door. On a phone: the groups, with their number of contacts, and what joins them."
    )
    return Picture(
        title=as_html(title),
        alternative=alternative,
        wide=drawings[WIDE],
        narrow=drawings[NARROW],
        caption=f"{_key(analysis)}{as_html(caption)}",
    ).html()


def _drawing(analysis: MapAnalysis) -> ContactDrawing:
    opening = {bridge.place for bridge in analysis.bridges}
    people = tuple(
        DrawnContact(
            name=person.name, group=GROUPS.index(person.group), ring=OFTEN.index(person.often), bridge=place in opening
        )
        for place, person in enumerate(analysis.contacts.people)
    )
    return ContactDrawing(
        people=people,
        ties=analysis.contacts.ties,
        letters=tuple(map(group_letter, GROUPS)),
        groups=tuple(map(group_words, GROUPS)),
        middle=_("You"),
    )


def picture_words(analysis: MapAnalysis) -> tuple[str, str]:
    """Title and text alternative of the picture."""
    people, circles, alone = analysis.contacts.people, len(analysis.measures.circles), len(analysis.bridges)
    if circles == 1:
        title = _("Your contacts all hang together, with or without you")
    else:
        title = ngettext(
            "{circles} circles meet only through you, and {n} contact alone opens a door",
            "{circles} circles meet only through you, and {n} contacts alone open a door",
            alone,
        ).format(circles=number(circles), n=number(alone))
    groups = []
    for group in ContactGroup:
        members = [person.name for person in people if person.group is group]
        if members:
            names = f" ({', '.join(members)})" if len(people) <= NAMED else ""
            groups.append(f"{group_words(group)} {number(len(members))}{names}")
    pairs = [f"{people[a].name} – {people[b].name}" for a, b in analysis.contacts.ties]
    counts = _("{contacts} contacts: {groups}. {ties} of them know each other in pairs").format(
        contacts=number(len(people)), groups="; ".join(groups), ties=number(len(pairs))
    )
    listing = f": {', '.join(pairs)}." if pairs and len(people) <= NAMED else "."
    doors = ", ".join(people[bridge.place].name for bridge in analysis.bridges[:12])
    alone_words = " " + _("They alone open a door: {names}.").format(names=doors) if doors else ""
    return title, f"{counts}{listing}{alone_words}"


def _key(analysis: MapAnalysis) -> Html:
    """The letters of the groups that are there."""
    there = {person.group for person in analysis.contacts.people}
    items = "".join(
        f'<li><i class="tt-letter m2">{as_html(group_letter(group))}</i>{as_html(group_words(group))}</li>'
        for group in ContactGroup
        if group in there
    )
    return Html(f'<ul class="tt-key">{items}</ul>')
