"""Followers and friends as Instagram and Facebook hand them out, in JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tertulia.exports.download import mended

FRIENDS_FILE = re.compile(r"(?:^|/)(?:followers(?:_\d+)?|following|(?:your_)?friends)\.json$")
"""How the files are called inside a download."""

FRIENDS_PAGE = re.compile(r"(?:^|/)(?:followers(?:_\d+)?|following|(?:your_)?friends)\.html$")
"""How they are called where somebody asked for web pages instead."""

_TAKEN = ("relationships_following", "relationships_followers", "friends_v2", "friends")
_OTHERS = re.compile(r"(?:relationships_|.*friend|follow)\w*")


class Friends(NamedTuple):
    """The names in a file of followers or friends, and of how many it tells a link and a date."""

    network: str
    names: Sequence[str] = ()
    links: int = 0
    dates: int = 0


def friends_in(told: Any) -> Friends | None:
    """Whom a file of followers or friends names: nobody if it lists the blocked or removed; None for any other file."""
    if isinstance(told, list):
        rows = [row for row in told if isinstance(row, dict)]
        return _accounts(rows) if any("string_list_data" in row for row in rows) else None
    if not isinstance(told, dict):
        return None
    for key in _TAKEN:
        if isinstance(told.get(key), list):
            rows = [row for row in told[key] if isinstance(row, dict)]
            if any("string_list_data" in row for row in rows):
                return _accounts(rows)
            names = [mended(row["name"]) for row in rows if isinstance(row.get("name"), str)]
            return Friends("facebook", names, dates=sum("timestamp" in row for row in rows))
    if any(isinstance(value, list) and _OTHERS.fullmatch(str(key)) for key, value in told.items()):
        return Friends("instagram" if any(str(key).startswith("relationships_") for key in told) else "facebook")
    return None


def _accounts(rows: Sequence[Mapping[str, Any]]) -> Friends:
    """The account of each row: in its data, in its title, or at the end of its link."""
    names, links, dates = [], 0, 0
    for row in rows:
        data = row.get("string_list_data")
        first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
        link = str(first.get("href") or "").rstrip("/").rpartition("/")[2]
        told = next(
            (text for text in (first.get("value"), row.get("title"), link) if isinstance(text, str) and text), ""
        )
        names.append(mended(told))
        links += bool(first.get("href"))
        dates += "timestamp" in first
    return Friends("instagram", names, links, dates)
