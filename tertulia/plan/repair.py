"""A kept plan that cannot be read: what of it can, and where the text is put aside, so that nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from tertulia.device import Store, store, what_failed
from tertulia.plan.history import History
from tertulia.plan.migrate import migrated
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import FORMAT, SECTIONS, VERSION, Plan
from tertulia.records import RecordError, json_of, text_of, what_can_be_read

MOST_TEXT = 2_000_000
"""Characters of a text that are looked at; a plan has a tenth of that."""


@dataclass(frozen=True)
class Repaired:
    """The plan that could be read in a damaged text, and the sections of which something could not."""

    plan: Plan
    lost: tuple[str, ...]


def repaired(text: str) -> Repaired:
    """Everything of a plan's text that can be read, whatever is wrong with the rest.

    What broke off before its name was complete belongs to no section: then the last one that was begun is named.
    """
    content, broke_off = _content(text[:MOST_TEXT])
    content = _of_this_version(content)
    known = {name: each for name, each in content.items() if name not in ("format", "version")}
    readable, lost = what_can_be_read(Plan, known)
    zone = readable.get("zone")
    if zone is not None and not _is_zone(zone):
        lost = (*lost, "zone")
        del readable["zone"]
    named = [name for name in (*SECTIONS, "zone") if name in {*lost, *broke_off}]
    return Repaired(read(text_of({"format": FORMAT, "version": VERSION, **readable})), tuple(named))


def _content(text: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The plain JSON of a text, and the names behind which it breaks off."""
    try:
        content = json_of(text)
    except RecordError:
        content = None
    if isinstance(content, dict):
        return content, ()
    return _pairs(text)


_NAME = re.compile(r'\s*,?\s*"((?:[^"\\]|\\.){0,100})"\s*:\s*')
_NEXT = re.compile(r'\n "([a-z_]{1,40})": ')
"""A section as we write it: each begins a line of its own, one blank within."""


def _pairs(text: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The names and values of a group one after the other; after one that cannot be read, the next section's."""
    decoder = json.JSONDecoder(parse_constant=lambda _sign: None)
    found: dict[str, Any] = {}
    broken: list[str] = []
    place = text.find("{") + 1
    while place and (name := _NAME.match(text, place)):
        try:
            value, place = decoder.raw_decode(text, name.end())
            json_of(json.dumps(value))  # nested too deep, or a number of a thousand digits
        except (ValueError, RecursionError, OverflowError):  # RecordError is a ValueError
            broken.append(name[1])
            following = _NEXT.search(text, name.end())
            place = following.start() if following else 0
        else:
            found[name[1]] = value
    return found, tuple(broken)


def _of_this_version(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content in the shape of this version, as far as its own version can be believed."""
    try:
        return migrated(dict(content))
    except (RecordError, TypeError, ValueError, AttributeError, KeyError):
        return content


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


# put aside --------------------------------------------------------------------------------------------------

ASIDE_FORMAT = "tertulia-aside"

MOST_ASIDE = 3
"""Texts that are kept aside; with another one, the oldest goes."""


class Aside:
    """Texts of plans that could not be read, the latest last. KeepError where the device keeps nothing."""

    def __init__(self, place: Store | None = None) -> None:
        self.place = place or store("aside")

    def texts(self) -> list[str]:
        """What lies aside."""
        return self._read()[0]

    def put(self, text: str) -> None:
        """Lay a text aside."""
        texts, now = self._read()
        if texts[-1:] != [text]:
            self._write([*texts, text], now)

    def drop(self, text: str) -> None:
        """Forget a text that is back where it was."""
        texts, now = self._read()
        self._write([each for each in texts if each != text], now)

    def _read(self) -> tuple[list[str], str | None]:
        with what_failed():
            text = self.place.read()
        try:
            content = json.loads(text) if text is not None else {}
        except (ValueError, RecursionError):
            content = {}
        texts = content.get("texts") if isinstance(content, dict) and content.get("format") == ASIDE_FORMAT else None
        return [each for each in texts if isinstance(each, str)] if isinstance(texts, list) else [], text

    def _write(self, texts: list[str], now: str | None) -> None:
        with what_failed():
            if not texts:
                self.place.erase()
                return
            self.place.write(text_of({"format": ASIDE_FORMAT, "texts": texts[-MOST_ASIDE:]}), now)


def put_right(place: Store, text: str) -> Repaired:
    """Keep what can be read of the plan in this store, its text aside. KeepError; nothing was changed then."""
    result = repaired(text)
    Aside().put(text)
    with what_failed():
        place.write(write(result.plan), text)
    return result


def put_aside(place: Store, text: str) -> None:
    """Lay the plan's text aside; no plan is kept then. KeepError; nothing was changed then."""
    Aside().put(text)
    begin_anew(place, text)


def begin_anew(place: Store, text: str) -> None:
    """Forget this text, unless somebody has replaced it meanwhile. KeepError; nothing was changed then."""
    with what_failed():
        if place.read() == text:
            place.erase()


def bring_back(place: Store, text: str) -> None:
    """Keep the text again; a plan that has taken its place can be undone to. KeepError; nothing was changed then."""
    with what_failed():
        now = place.read()
    with suppress(RecordError):
        if now is not None and now != text:
            History().remember(read(now))
    with what_failed():
        place.write(text, now)
    Aside().drop(text)
