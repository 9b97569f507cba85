"""Followers and friends as Instagram and Facebook hand them out, in JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

FRIENDS_FILE = re.compile(r"(?:^|/)(?:followers(?:_\d+)?|following|(?:your_)?friends)\.json$")
"""How the files are called inside a download."""

FRIENDS_PAGE = re.compile(r"(?:^|/)(?:followers(?:_\d+)?|following|(?:your_)?friends)\.html$")
"""How they are called where somebody asked for web pages instead."""

_TAKEN = ("relationships_following", "relationships_followers", "friends_v2", "friends")
_OTHERS = re.compile(r"(?:relationships_|.*friend|follow)\w*")


def friends_in(told: Any) -> tuple[str, list[str]] | None:
    """The network and the names in a file of followers or friends; None for any other file.

    A list of others (blocked, asked, removed) gives its network and no name.
    """
    if isinstance(told, list):
        rows = [row for row in told if isinstance(row, dict)]
        return ("instagram", _accounts(rows)) if any("string_list_data" in row for row in rows) else None
    if not isinstance(told, dict):
        return None
    for key in _TAKEN:
        if isinstance(told.get(key), list):
            rows = [row for row in told[key] if isinstance(row, dict)]
            if any("string_list_data" in row for row in rows):
                return "instagram", _accounts(rows)
            return "facebook", [_mended(row["name"]) for row in rows if isinstance(row.get("name"), str)]
    if any(isinstance(value, list) and _OTHERS.fullmatch(str(key)) for key, value in told.items()):
        return ("instagram" if any(str(key).startswith("relationships_") for key in told) else "facebook"), []
    return None


def _accounts(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The account of each row: in its data, in its title, or at the end of its link."""
    names = []
    for row in rows:
        data = row.get("string_list_data")
        first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
        link = str(first.get("href") or "").rstrip("/").rpartition("/")[2]
        told = next(
            (text for text in (first.get("value"), row.get("title"), link) if isinstance(text, str) and text), ""
        )
        names.append(_mended(told))
    return names


def _mended(text: str) -> str:
    """Meta writes each byte of an accent as a sign of its own ("Ã\xad")."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
