"""The firm as the content mix needs it: what it can and will publish, and when it works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tertulia.device import KeepError
from tertulia.firms import FIRMS, OWN, entries_of
from tertulia.language import _
from tertulia.models.strategy.canvas_examples import example
from tertulia.models.strategy.ideas import Care, Touches
from tertulia.models.strategy.mix import OwnThing
from tertulia.models.strategy.working_year import Pause, WorkingYear
from tertulia.post_ideas import public_holidays, sector
from tertulia.profile import Profile
from tertulia.terms import CUSTOMER_LANGUAGES

NOBODY_WORKS = ((12, 25), (1, 1))
"""Days, as month and day, on which also those do not post who work on public holidays (grade D)."""

THINGS = 12
"""Things to do of the canvas that go into the calendar at most."""

LONGEST = 200
"""Characters of one."""


def working_year(profile: Profile, region: str, *, on_holidays: bool, fiestas: Iterable[date] = ()) -> WorkingYear:
    """When the firm works.

    Parameters
    ----------
    profile
        The season, the weeks it shuts, the quiet months; those of an example are empty.
    region
        Whose public holidays count.
    on_holidays
        Whether it works on them.
    fiestas
        Local holidays.
    """
    holidays = dict(public_holidays(region)) | {day: _("Local fiesta") for day in fiestas}
    if on_holidays:
        holidays = {day: name for day, name in holidays.items() if (day.month, day.day) in NOBODY_WORKS}
    return replace(season(profile), holidays=holidays)


def season(profile: Profile) -> WorkingYear:
    """When the firm is open and which months are quiet, whatever the weekday and without public holidays."""
    return WorkingYear(
        open_months=profile.open_months,
        closed=tuple(Pause(each.first, each.last) for each in profile.closed if each.first and each.last),
        quiet_months=profile.quiet_months,
    )


def not_shown(profile: Profile, *, faces: bool) -> frozenset[Touches]:
    """What the firm does not show or say. faces: whether it has just said so of faces."""
    told = {Touches(each.value) for each in profile.refuses} - {Touches.FACES}
    return frozenset(told | {Touches.FACES} if faces else told)


def care(profile: Profile, trade: str) -> frozenset[Care]:
    """Why it may not say everything: what it has told, and what holds for its trade."""
    return frozenset(profile.care) | sector(trade).care


def languages(profile: Profile) -> tuple[str, ...]:
    """The languages of its customers that we know, Spanish first, then the other languages of Spain."""
    return tuple(code for code in CUSTOMER_LANGUAGES if code in profile.languages)


def canvas_things(firm: str, today: date) -> tuple[OwnThing, ...]:
    """What the firm's canvas says is to be done: an example's, or what was typed there."""
    if firm in FIRMS and firm != OWN:
        return things((each.text, each.network) for each in example(firm, today, _).tactics)
    try:
        entries = entries_of(firm, "canvas")
    except KeepError:
        return ()
    values = (entries or {}).get("values")
    return typed_things(values) if isinstance(values, dict) else ()


def typed_things(values: Mapping[str, object]) -> tuple[OwnThing, ...]:
    """The things to do among what was typed in the canvas; whatever is none is left out."""
    typed = [(values.get(f"tactics.{n}.text"), values.get(f"tactics.{n}.network")) for n in range(THINGS)]
    # of a thing for which no network was chosen, none is kept
    return things(
        (text, network if isinstance(network, str) else "") for text, network in typed if isinstance(text, str)
    )


def things(told: Iterable[tuple[str, str]]) -> tuple[OwnThing, ...]:
    """Things to do from texts and the keys of their networks, as many and as long as a calendar holds.

    Of a text with half characters, what can be written in a file.
    """
    whole = ((text.encode("utf-8", "ignore").decode().strip(), network) for text, network in told)
    return tuple(OwnThing(text[:LONGEST], network[:60]) for text, network in whole if text)[:THINGS]
