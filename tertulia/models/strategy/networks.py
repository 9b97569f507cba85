"""What each network asks and offers, and what the same hours do without one. Every number is our judgement (grade D).

`picker_draws` says how far each may be off, and draws it; nothing else holds these judgements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective


@dataclass(frozen=True, kw_only=True)
class Network:
    """What one network asks and offers; every number is our judgement, grade D.

    Attributes
    ----------
    formats
        Need of each format, 0-1.
    hours_per_week
        Hours a week to run it decently, answering included.
    least_hours
        Hours a week below which it is better not opened.
    load
        Messages it attracts, 0-1.
    people, firms
        How far people, or firms, accept a firm there as customers do, 0-1.
    finds
        Whether somebody who never heard of the firm comes upon it there. Where not, it is a tool to serve those who
        gave their number or followed a link, and no way to win anybody. Grade D: what each service lets a stranger see
        is our reading of how it works. For WhatsApp its own rules for firms say it (write only to those who gave their
        number and agreed; read in a copy).
    aims
        Fit to each aim, 0-1.
    why
        The reasons in one line, for those who change the numbers; learners read the exercise's sentence.
    """

    key: str
    name: str
    formats: Mapping[ContentSkill, float]
    hours_per_week: float
    least_hours: float
    load: float
    people: float
    firms: float
    finds: bool
    aims: Mapping[Objective, float]
    why: str


ESSENTIAL = 0.7
"""A format with at least this need cannot be replaced by another. This and the next are our judgement (grade D)."""

WILL_NOT = 0.2
"""A skill below this counts as "we will not make it"."""


def lacking(network: Network, makes: Mapping[str, float]) -> tuple[ContentSkill, ...]:
    """List what a network lives on and a firm does not make.

    Parameters
    ----------
    network
        The network.
    makes
        How much of each kind of content (`ContentSkill`) the firm makes, 0 to 1; what is not named, it makes.
    """
    return tuple(
        skill for skill, need in network.formats.items() if need >= ESSENTIAL and makes.get(skill, 1.0) < WILL_NOT
    )


def _network(
    key: str,
    name: str,
    formats: tuple[float, ...],
    hours: tuple[float, float],
    load: float,
    kind: tuple[float, float],
    aims: tuple[float, ...],
    why: str,
    *,
    finds: bool = True,
) -> Network:
    hours_per_week, least_hours = hours
    people, firms = kind
    return Network(
        key=key,
        name=name,
        formats=dict(zip(ContentSkill, formats, strict=True)),
        hours_per_week=hours_per_week,
        least_hours=least_hours,
        load=load,
        people=people,
        firms=firms,
        finds=finds,
        aims=dict(zip(Objective, aims, strict=True)),
        why=why,
    )


NETWORKS: Mapping[str, Network] = {
    network.key: network
    for network in (
        # formats: photo, short video, long video, writing, conversation; hours: decent, least; message load;
        # kind: people, firms; aims: be found, new customers, bring back, listen, recruit, quiet hours
        _network(
            "whatsapp",
            "WhatsApp Business",
            (0.3, 0.1, 0.0, 0.4, 1.0),
            (3.0, 1.0),
            0.9,
            (0.6, 0.7),
            (0.2, 0.2, 0.9, 0.7, 0.2, 0.7),
            "Private talk with those who gave their number: strong for regulars, closed to strangers.",
            finds=False,
        ),
        _network(
            "instagram",
            "Instagram",
            (0.9, 0.5, 0.0, 0.3, 0.5),
            (4.0, 2.0),
            0.5,
            (1.0, 0.2),
            (0.7, 0.7, 0.6, 0.5, 0.4, 0.6),
            "Lives on good pictures every week; people look there for shops, food and places, firms hardly.",
        ),
        _network(
            "facebook",
            "Facebook",
            (0.6, 0.3, 0.0, 0.5, 0.7),
            (3.0, 1.5),
            0.6,
            (1.0, 0.2),
            (0.6, 0.6, 0.6, 0.6, 0.5, 0.6),
            "Neighbourhood groups, events and opinions; without comments answered it goes quiet.",
        ),
        _network(
            "youtube",
            "YouTube",
            (0.1, 0.4, 0.9, 0.3, 0.3),
            (6.0, 3.0),
            0.3,
            (0.7, 0.7),
            (0.8, 0.6, 0.3, 0.2, 0.3, 0.1),
            "Found by searching and lasts for years, but a watchable video takes most of a day.",
        ),
        _network(
            "tiktok",
            "TikTok",
            (0.0, 1.0, 0.1, 0.2, 0.4),
            (5.0, 3.0),
            0.4,
            (0.8, 0.2),
            (0.6, 0.8, 0.2, 0.3, 0.4, 0.3),
            "Shows strangers short videos several times a week; viewers are seldom near the shop.",
        ),
        _network(
            "linkedin",
            "LinkedIn",
            (0.4, 0.2, 0.1, 0.8, 0.6),
            (3.0, 1.5),
            0.3,
            (0.1, 1.0),
            (0.6, 0.7, 0.4, 0.4, 0.9, 0.1),
            "People speak there as professionals: good for firms and for hiring, not for neighbours.",
        ),
        _network(
            "x",
            "X",
            (0.2, 0.2, 0.0, 0.8, 0.9),
            (5.0, 3.0),
            0.7,
            (0.4, 0.4),
            (0.4, 0.3, 0.3, 0.7, 0.2, 0.3),
            "Quick public talk, every day: good for listening, costly to keep up, quick to turn sour.",
        ),
        _network(
            "pinterest",
            "Pinterest",
            (1.0, 0.3, 0.0, 0.3, 0.0),
            (2.5, 1.0),
            0.1,
            (0.6, 0.2),
            (0.6, 0.4, 0.2, 0.1, 0.1, 0.1),
            "A picture search for plans and purchases; little talk, so little to answer.",
        ),
        _network(
            "telegram",
            "Telegram",
            (0.3, 0.2, 0.0, 0.7, 0.5),
            (2.0, 1.0),
            0.5,
            (0.3, 0.3),
            (0.1, 0.1, 0.7, 0.4, 0.1, 0.6),
            "A notice board for those who already follow you; nobody finds you there.",
            finds=False,
        ),
    )
}
"""The nine networks the course can recommend, in the order that settles ties of points and hours."""

OWN_PAGE = _network(
    "own_page",
    "",
    (0.3, 0.0, 0.0, 0.5, 0.2),
    (3.0, 0.5),
    0.2,
    (0.8, 0.9),
    (0.9, 0.3, 0.5, 0.3, 0.3, 0.3),
    "Anyone who already looks finds hours, prices and opinions; an e-mail reaches those who asked for it.",
)
"""The same hours without a network: the firm's own page, its map entry with the opinions there, and e-mail.

Described as a network is, so that it is weighed against them by the same questions. It has no name here: it is none.
"""
