"""The sentences of the workplace network: what the ties mean, and the picture in words."""

from __future__ import annotations

from math import isnan

from tertulia.html import Html, as_html, markup
from tertulia.language import _, and_list, capital, ngettext, number
from tertulia.models.inside.workplace import Organisation
from tertulia.models.inside.workplace_measures import Reach, WorkplaceMeasures
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.inside.workplaces_words import people_words, person_words

TABLE = 6
"""A firm with fewer people needs no channel: they fit round a table. Grade D."""


def channel_evidence() -> Evidence:
    """How well we know what a shared channel does."""
    return Evidence(
        "B",
        _(
            "In one large firm, knowing who knows what improved by 31 % and who knows whom by 88 % within "
            "six months of an internal network; a second group without it did not change. Not drawn by "
            "lot, and no small firm."
        ),
        "Leonardi 2015",
    )


def example_channel(firm: str) -> tuple[str, str, str]:
    """A channel as this firm may have one: what it is, what it is for, who tends it."""
    return {
        "bakery": (_("a group on the phone for the six"), _("what is new today, before a customer asks"), "Pilar"),
        "workshop": (
            _("a board beside the coffee machine"),
            _("what comes in this week, and who needs a hand"),
            "Maite",
        ),
        "guesthouse": (_("a notebook in the kitchen"), _("who comes, what they asked"), "Nuria"),
        "mine": ("", "", ""),
    }[firm]


def steps_words(reach: Reach) -> str:
    """The mean length of the ways, a dash if there is none."""
    return "–" if isnan(reach.steps) else number(reach.steps, 1)


def meaning(organisation: Organisation, measures: WorkplaceMeasures) -> list[Html]:
    """What the learner should take from it, a sentence each."""
    if not measures.silos.ties:
        sentence = _("Nobody here talks with anybody. Write after the third semicolon whom each person goes to.")
        return [as_html(sentence)]
    sentences: list[str] = [_brokers(organisation, measures)]
    if measures.alone:
        sentences.append(
            ngettext(
                "{names} talks with nobody here. Go there first; it costs a coffee.",
                "{names} talk with nobody here. Go there first; it costs a coffee.",
                len(measures.alone),
            ).format(names=people_words(organisation, measures.alone))
        )
    sentences.append(_channel(organisation, measures))
    return [Html(capital(as_html(sentence))) for sentence in sentences]


def _brokers(organisation: Organisation, measures: WorkplaceMeasures) -> str:
    """Through whom the news passes."""
    if not measures.brokers:
        return _("No way depends on one person alone.")
    name = person_words(organisation, measures.brokers[0])
    if not measures.cut:
        return markup(
            _("Most ways pass through <strong>{name}</strong>, yet without {name} nobody would be cut off."), name=name
        )
    return markup(
        ngettext(
            "News passes through <strong>{name}</strong>: when {name} is ill, {n} pair of colleagues has no "
            "other way to each other.",
            "News passes through <strong>{name}</strong>: when {name} is ill, {n} pairs of colleagues have no "
            "other way to each other.",
            measures.cut,
        ),
        name=name,
        n=number(measures.cut),
    )


def _channel(organisation: Organisation, measures: WorkplaceMeasures) -> str:
    """What the channel would change."""
    joined = measures.after.joined - measures.before.joined
    before, after = steps_words(measures.before), steps_words(measures.after)
    k, n = number(len(measures.members)), number(organisation.n)
    if organisation.n < TABLE:
        return _("With so few of you, the best channel is a table and ten minutes.")
    if not measures.members:
        return _("There is no channel yet. Move the first slider and see what one would change.")
    if joined:
        return ngettext(
            "A channel that {k} of {n} people read would bring {joined} more pair within reach of each other, at best.",
            "A channel that {k} of {n} people read would bring {joined} more pairs within reach of each other, "
            "at best.",
            joined,
        ).format(k=k, n=n, joined=number(joined))
    if before != after:
        return _(
            "A channel that {k} of {n} people read would shorten the way between two people from {before} "
            "steps to {after}, at best."
        ).format(k=k, n=n, before=before, after=after)
    return _("This channel would change next to nothing: the firm talks already.")


def picture_title(measures: WorkplaceMeasures) -> str:
    """The finding above the ring."""
    return ngettext(
        "{n} tie crosses from one department to another",
        "{n} ties cross from one department to another",
        measures.silos.across,
    ).format(n=number(measures.silos.across))


def picture_words(organisation: Organisation, measures: WorkplaceMeasures) -> str:
    """The ring in words and numbers."""
    sizes = ", ".join(
        f"{name or _('no department')} {organisation.department.count(d)}"
        for d, name in enumerate(organisation.departments)
    )
    return _(
        "{n} people: {sizes}. {ties} pairs talk, {inside} of them in one department and {across} across. Shortest "
        "ways pass most often through: {brokers}. Without any tie: {alone}."
    ).format(
        n=number(organisation.n),
        sizes=sizes,
        ties=number(measures.silos.ties),
        inside=number(measures.silos.inside),
        across=number(measures.silos.across),
        brokers=_names(organisation, measures.brokers),
        alone=_names(organisation, measures.alone),
    )


def picture_caption() -> str:
    """How to read the ring."""
    return _("Two are joined if one goes to the other about work. The name in bold lies on most of the ways.")


def _names(organisation: Organisation, places: tuple[int, ...]) -> str:
    return and_list(organisation.names[p] for p in places[:3]) or _("nobody")
