"""The folds below a contact map: everybody and every number as tables, and how it works."""

from __future__ import annotations

from tertulia.html import Html, joined, paragraphs
from tertulia.language import _, number, percent
from tertulia.models.networking.contacts import MOST, ContactGroup
from tertulia.models.networking.contacts_analysis import MapAnalysis
from tertulia.models.networking.contacts_network import MapMeasures
from tertulia.widgets.base.components import assumptions, fold, table
from tertulia.widgets.base.words import short
from tertulia.widgets.networking.contacts_words import group_letter, group_words, names_words, often_words, topic_words


def tables(analysis: MapAnalysis) -> Html:
    """Everybody, the groups, and the measures, each behind its title; nothing while nobody is on the map."""
    if not analysis.contacts.people:
        return Html("")
    return joined(
        (
            fold(_("Everybody as a table"), _everybody(analysis)),
            fold(_("Groups and what joins them"), _groups(analysis.measures)),
            fold(_("The measures"), _measures(analysis.measures)),
        )
    )


def _everybody(analysis: MapAnalysis) -> Html:
    contacts, measures = analysis.contacts, analysis.measures
    opening = {bridge.place for bridge in analysis.bridges}
    return table(
        [
            _("Contact"),
            _("Group"),
            _("You speak"),
            _("Knows about"),
            _("Knows"),
            _("Of your others"),
            _("Connects others"),
            _("Your only way in"),
        ],
        [
            [
                person.name,
                group_words(person.group),
                often_words(person.often),
                ", ".join(map(topic_words, person.about)),
                names_words(contacts, contacts.knows(place), MOST),
                percent(measures.redundancy[place]),
                percent(measures.betweenness[place]),
                _("yes") if place in opening else "",
            ]
            for place, person in enumerate(contacts.people)
        ],
        words=5,
    )


def _groups(measures: MapMeasures) -> Html:
    groups = [group for group in ContactGroup if (group, group) in measures.group_ties]
    between = table(
        [_("Ties between groups"), *(group_letter(group) for group in groups)],
        [
            [f"{group_letter(group)} {group_words(group)}", *(number(measures.group_ties[group, b]) for b in groups)]
            for group in groups
        ],
    )
    holes = _("{n} pairs of groups are joined by nobody but you: these are the structural holes.").format(
        n=number(len(measures.holes))
    )
    return joined((paragraphs(holes), between))


def _measures(measures: MapMeasures) -> Html:
    return table(
        [_("Measure"), _("Your map")],
        [
            [_("Contacts"), number(measures.contacts)],
            [_("Ties among them"), number(measures.ties)],
            [_("Circles without you"), number(len(measures.circles))],
            [_("Effective size"), short(round(measures.effective, 2))],
            [_("Efficiency"), percent(measures.efficiency)],
            [_("Constraint"), short(round(measures.constraint, 3), 3)],
            [_("Structural holes"), number(len(measures.holes))],
        ],
    )


def for_the_curious() -> Html:
    """How it works, and what it takes for granted."""
    how = paragraphs(
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
    return joined((fold(_("How it works, in plain words"), how), fold(_("What this takes for granted"), known)))
