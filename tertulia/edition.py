"""The edition a reader has before them: whose course it is, and what of the course is in it.

An association publishes the course as its own (`editions/<key>/`). Whoever builds it checks what it says there; the
exercises, which run in the reader's browser too, know of it what stands here, from the environment variable
TERTULIA_EDITION. Without that they are those of our own edition, as in a notebook that was just downloaded.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

from tertulia.records import Many, RecordError, Text, Within, json_of, plain, record_from

VARIABLE = "TERTULIA_EDITION"
"""The environment variable that holds the record as JSON."""

EDITIONS = Path(__file__).resolve().parent.parent / "editions"
"""Where each edition has a folder with what is its own: firms, ideas for posts, data."""

EURO = "EUR"

MOST_HOUR_COST = 500
"""The price of an hour of work that the exercises can count with."""

Name = Annotated[str, Text(80)]

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_REGION = re.compile(r"ES-[A-Z]{2}")


@dataclass(frozen=True, kw_only=True)
class CourseEdition:
    """What the exercises know of an edition; without a word of it, our own.

    key: its folder. name: what it is called for short, in the language in use. publisher: who publishes it. currency:
    of every amount that is no sourced fact (ISO 4217). region: of "my firm" until it says another, for holidays (ISO
    3166-2 of an autonomous community). hour_cost: price of an hour of work in the currency; None: ours, firm by firm.
    left_out: pages that are not in it ("exercises/inside/rumour_run"). firms: keys of the invented firms on offer, ours
    that stay and its own, in their order.
    """

    key: Annotated[str, Text(60)] = "tertulia"
    name: Name = "Tertulia"
    publisher: Name = ""
    currency: Annotated[str, Text(3)] = EURO
    region: Annotated[str, Text(5)] = ""
    hour_cost: Annotated[float, Within(0, MOST_HOUR_COST)] | None = None
    left_out: Annotated[tuple[Annotated[str, Text(120)], ...], Many(200)] = ()
    firms: Annotated[tuple[Annotated[str, Text(60)], ...], Many(20)] = ("bakery", "workshop", "guesthouse")


def edition() -> CourseEdition:
    """The edition in use; ValueError, in words, if the environment variable holds none."""
    return _edition(os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=8)
def _edition(text: str) -> CourseEdition:
    if not text:
        return CourseEdition()
    try:
        found: CourseEdition = record_from(CourseEdition, json_of(text), "$")
    except RecordError as error:
        raise ValueError(f"the environment variable {VARIABLE} describes no edition: {error}") from error
    trouble = problem(found)
    if trouble:
        raise ValueError(f"the environment variable {VARIABLE} describes no edition: {trouble}")
    return found


def problem(told: CourseEdition) -> str:
    """What is wrong with an edition's values, with what to do; empty if nothing is."""
    for key in (told.key, *told.firms):
        if not _KEY.fullmatch(key):
            return f"“{key}” is no key; use small letters, digits, - and _"
    if not _CURRENCY.fullmatch(told.currency):
        return f"“{told.currency}” is no currency; use its three letters (ISO 4217), such as EUR"
    if told.region and not _REGION.fullmatch(told.region):
        return f"“{told.region}” is no autonomous community; use its code (ISO 3166-2), such as ES-CL"
    if told.currency != EURO and told.hour_cost is None:
        return f"the price of an hour of work is known in euros only; say in hour_cost what it is in {told.currency}"
    if len(set(told.firms)) < len(told.firms):
        return "a firm stands twice among its firms; leave one of them out"
    return ""


def described(told: CourseEdition) -> str:
    """The edition as the environment variable holds it: in ASCII, since Python in a page hears nothing else there."""
    return json.dumps(plain(told))


def edition_folder() -> Path:
    """Where the edition keeps what is its own; our own edition may have no such folder."""
    return EDITIONS / edition().key


_P = ParamSpec("_P")
_R = TypeVar("_R")


def once_an_edition(found: Callable[_P, _R]) -> Callable[_P, _R]:
    """Keep what a function of few arguments gives, for each edition apart: what is read may be its own."""

    kept: Callable[..., _R] = cache(lambda _folder, *args, **words: found(*args, **words))

    @wraps(found)
    def asked(*args: _P.args, **words: _P.kwargs) -> _R:
        return kept(edition_folder(), *args, **words)

    return asked


def is_there(page: str) -> bool:
    """Whether a page ("exercises/inside/rumour_run") is in this edition: only then may a link lead there."""
    return page not in edition().left_out
