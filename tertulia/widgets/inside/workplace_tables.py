"""What the workplace network shows to the curious: the ways, who asks whom, how it is counted."""

from __future__ import annotations

from tertulia.html import Html, joined, paragraphs
from tertulia.language import _, number, percent
from tertulia.models.inside.workplace import Organisation
from tertulia.models.inside.workplace_measures import WorkplaceMeasures
from tertulia.widgets.base.components import assumptions, fold, table
from tertulia.widgets.inside.workplace_words import steps_words
from tertulia.widgets.inside.workplaces_words import people_words, person_words

LISTED = 8
"""People in the table of who is asked most."""


def for_the_curious(organisation: Organisation, measures: WorkplaceMeasures, about: Html) -> Html:
    """The folds below the answer; about: what one should know about the source of these people."""
    index = _("E-I index: {ei} (−1 all ties inside departments, 1 all across).").format(ei=_signed(measures.silos.ei))
    names = people_words(organisation, measures.thread, 6) or _("nobody")
    thread = _("Held by a single tie: {names}.").format(names=names)
    return joined(
        (
            fold(_("The numbers as a table"), joined((_reaches(measures), paragraphs(f"{index} {thread}")))),
            fold(_("Who asks whom"), joined((_directions(measures), _most_asked(organisation, measures)))),
            fold(_("How it is counted, in plain words"), joined((_how(), _assumptions()))),
            fold(_("Where these people come from"), about),
        )
    )


def _reaches(measures: WorkplaceMeasures) -> Html:
    return table(
        [_("News goes"), _("Steps"), _("Pairs reached"), _("Ties across")],
        [
            [words, steps_words(reach), f"{number(reach.joined)} / {number(reach.pairs)}", number(reach.across)]
            for words, reach in (
                (_("only from boss to staff"), measures.tree),
                (_("as people talk today"), measures.before),
                (_("with the channel too"), measures.after),
            )
        ],
    )


def _directions(measures: WorkplaceMeasures) -> Html:
    advice = measures.advice
    return table(
        [_("People go to"), _("Times"), _("Share")],
        [
            [words, number(count), percent(count / advice.total) if advice.total else "–"]
            for words, count in (
                (_("their boss"), advice.boss),
                (_("somebody they lead"), advice.led),
                (_("a colleague of their department"), advice.department),
                (_("somebody in another department"), advice.across),
            )
        ],
    )


def _most_asked(organisation: Organisation, measures: WorkplaceMeasures) -> Html:
    def rank(person: int) -> tuple[int, float]:
        return -measures.times_asked[person], -round(measures.between[person], 9)

    return table(
        [_("Who is asked"), _("by how many"), _("Ways through them")],
        [
            [
                f"{person_words(organisation, p)} ({organisation.departments[organisation.department[p]]})",
                number(measures.times_asked[p]),
                percent(measures.between[p]),
            ]
            for p in sorted(range(organisation.n), key=rank)[:LISTED]
        ],
    )


def _how() -> Html:
    return paragraphs(
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


def _assumptions() -> Html:
    return assumptions(
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


def _signed(value: float) -> str:
    return ("\u2212" if value < -0.005 else "") + number(abs(value), 2)
