"""Group sheets: the little of a plan that its learner shows to the group of a workshop, and the file it travels in.

Leaving the name out is not enough to be anonymous among twenty people. So a sheet holds no text of the learner's, no
place, no staff and no day; of a network that is no common one only that there is one; findings without their values;
and numbers no more exact than the talk needs: people to two significant figures, hours and posts to halves, a chance to
twentieths. Who has by far the most followers in the room can still be guessed: the page that shows the sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import floor, log10
from typing import Annotated, Any, TypeVar

from tertulia.clock import today
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.plan import plan_file
from tertulia.plan.review import PlanFinding, networks_used, review
from tertulia.plan.schema import FORMAT as PLAN_FORMAT
from tertulia.plan.schema import Count, Hours, Key, Line, Plan, Share, filled
from tertulia.records import Many, RecordError, RecordFault, Within, json_of, plain, record_from, text_of

FORMAT = "tertulia-group-sheet"
"""What a sheet calls itself."""

VERSION = 1

MOST_BYTES = 20_000
"""Of a sheet; one that says everything has a tenth of that."""

OTHER = "other"
"""Stands for every network the course does not know: a name of its own could point to one firm."""


class Topic(StrEnum):
    """What somebody in the group can help with, or would like help with."""

    MAP_ENTRY = "map_entry"
    PHOTOS = "photos"
    IDEAS = "ideas"
    MESSAGES = "messages"
    ADVERTS = "adverts"
    STRATEGY = "strategy"
    FIGURES = "figures"
    ACCOUNTS = "accounts"
    ASSISTANT = "assistant"


Topics = Annotated[tuple[Topic, ...], Many(len(Topic))]
Codes = Annotated[tuple[PlanFinding, ...], Many(len(PlanFinding))]


@dataclass(frozen=True, kw_only=True)
class GroupSheet:
    """What one learner shows: as much of it as the plan says, None or empty for the rest.

    networks: keys of the course's own, and `OTHER`. hours, reply_hours, posts: a week, replies included in hours.
    followers, goal: people today and wished for; low, median, high: after `weeks`, all three or none; chance: of
    reaching the goal. stops, warnings: what the review wants mended first, and what it thinks will disappoint, each
    once, in its order. name: only if its owner ticked it; offers, seeks: what they can help with and would like help
    with, never without the name.
    """

    objective: Objective | None = None
    networks: Annotated[tuple[Key, ...], Many(len(NETWORKS) + 1)] = ()
    none_yet: bool = False
    hours: Hours | None = None
    reply_hours: Hours | None = None
    posts: Annotated[float, Within(0, 100)] | None = None
    followers: Count | None = None
    goal: Count | None = None
    weeks: Annotated[int, Within(1, 260)] | None = None
    low: Count | None = None
    median: Count | None = None
    high: Count | None = None
    chance: Share | None = None
    stops: Codes = ()
    warnings: Codes = ()
    name: Line = ""
    offers: Topics = ()
    seeks: Topics = ()


def sheet_of(plan: Plan, today: date) -> GroupSheet:
    """The plan's sheet, anonymous; one that says nothing for a plan that holds nothing but whose it is."""
    if not set(filled(plan)) - {"firm"}:
        return GroupSheet()
    growth, none_yet = plan.growth, plan.networks.none_yet
    chosen = tuple(each.network for each in plan.networks.chosen if each.network) or networks_used(plan)
    found = review(plan, today)
    return _tidy(
        GroupSheet(
            objective=plan.strategy.objective,
            networks=() if none_yet else _once(_known_network(key) for key in chosen),
            none_yet=none_yet,
            hours=plan.duties.hours,
            reply_hours=plan.duties.reply_hours,
            posts=plan.content.posts,
            followers=growth.today,
            goal=growth.goal,
            weeks=growth.weeks,
            low=growth.low,
            median=growth.median,
            high=growth.high,
            chance=growth.chance,
            stops=_codes(found, Severity.STOP),
            warnings=_codes(found, Severity.WARN),
        )
    )


def signed(sheet: GroupSheet, name: str, offers: Iterable[Topic] = (), seeks: Iterable[Topic] = ()) -> GroupSheet:
    """The sheet with its owner's name, and what they can help with and seek. Without a name it stays anonymous."""
    return _tidy(replace(sheet, name=name[:200], offers=tuple(offers), seeks=tuple(seeks)))


def write(sheet: GroupSheet) -> str:
    """A sheet as the text of its file: the same sheet, the same text. RecordError for what no sheet may hold."""
    content = plain(_tidy(sheet))
    record_from(GroupSheet, content, "$")
    return text_of({"format": FORMAT, "version": VERSION, **content})


def read(data: bytes) -> GroupSheet:
    """The sheet in a file; of a whole plan file, the sheet its plan has today.

    RecordError, with the codes of a plan file, for anything else. What another course's networks, findings and topics
    are called is no error: networks become `OTHER`, the rest is left out.
    """
    content = json_of(data)
    if not isinstance(content, dict):
        raise RecordError("$", RecordFault.NOT_A_PLAN)
    if content.get("format") == PLAN_FORMAT:
        return sheet_of(plan_file.read(data), today())
    if content.get("format") != FORMAT:
        raise RecordError("$", RecordFault.NOT_A_PLAN)
    if len(data) > MOST_BYTES:
        raise RecordError("$", RecordFault.TOO_LARGE, most=MOST_BYTES / 1_000_000)
    _this_version(content.get("version"))
    said = {name: each for name, each in content.items() if name not in ("format", "version")}
    for name, kind in _KINDS.items():
        if isinstance(said.get(name), list):
            said[name] = [each for each in said[name] if not isinstance(each, str) or each in tuple(kind)]
    if isinstance(said.get("networks"), list):
        said["networks"] = [_known_network(each) if isinstance(each, str) else each for each in said["networks"]]
    sheet: GroupSheet = record_from(GroupSheet, said, "$")
    return _tidy(sheet)


def _this_version(version: Any) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise RecordError("$.version", RecordFault.NO_VERSION, known=VERSION)
    if version > VERSION:
        raise RecordError("$.version", RecordFault.NEWER, found=version, known=VERSION)


_KINDS: Mapping[str, type[StrEnum]] = {"stops": PlanFinding, "warnings": PlanFinding, "offers": Topic, "seeks": Topic}


_Any = TypeVar("_Any")


def _once(values: Iterable[_Any]) -> tuple[_Any, ...]:
    return tuple(dict.fromkeys(values))


def _codes(findings: Iterable[Finding], severity: Severity) -> tuple[PlanFinding, ...]:
    return _once(PlanFinding(each.code) for each in findings if each.severity is severity)


def _known_network(key: str) -> str:
    return key if key in NETWORKS else OTHER


def _tidy(sheet: GroupSheet) -> GroupSheet:
    """The sheet no more exact than sheets are, its range whole and in order, and no wish without a name."""
    # no-break spaces and the like become spaces; what cannot be seen, or turns the text around, is left out
    name = "".join(sign for sign in " ".join(sheet.name.split()) if sign.isprintable()).strip()
    low, median, high = (_two_figures(each) for each in (sheet.low, sheet.median, sheet.high))
    if low is None or median is None or high is None or not low <= median <= high:
        low = median = high = None
    return replace(
        sheet,
        networks=_once(_known_network(key) for key in sheet.networks),
        hours=_halves(sheet.hours),
        reply_hours=_halves(sheet.reply_hours),
        posts=_halves(sheet.posts),
        followers=_two_figures(sheet.followers),
        goal=_two_figures(sheet.goal),
        low=low,
        median=median,
        high=high,
        stops=_once(sheet.stops),
        warnings=_once(sheet.warnings),
        chance=None if sheet.chance is None else round(20 * sheet.chance) / 20,
        name=name,
        offers=_once(sheet.offers) if name else (),
        seeks=_once(sheet.seeks) if name else (),
    )


def _halves(value: float | None) -> float | None:
    return None if value is None else round(2 * value) / 2


def _two_figures(count: int | None) -> int | None:
    return count if not count else round(count, 1 - floor(log10(count)))
