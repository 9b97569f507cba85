"""Plan files: text to plan and back. Whatever is wrong with a file is said with its place, and nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from tertulia.plan.errors import FileFault, PlanError
from tertulia.plan.migrate import migrated
from tertulia.plan.schema import FORMAT, VERSION, Plan
from tertulia.plan.serialization import plain, section_from

MOST_BYTES = 2_000_000
"""Of a plan file; a full one of a year has a tenth of that."""

MOST_DEPTH = 12
"""Of lists and groups inside each other; ours go to 5."""

MOST_DIGITS = 40
"""Of a number; Python itself refuses to read more than 4,300."""


def read(data: bytes | str) -> Plan:
    """The plan in a file's bytes or text, of this or an earlier version.

    Raises PlanError with the JSON path of what is wrong. Codes: too_large (most), not_utf8, not_json (line, column),
    not_a_plan, no_version, newer (found, known), twice, too_deep, not_finite (found),
    not_a_number, unknown, not_a_group, not_a_list,
    too_many (most, found), not_a_text, too_long (most, found), half_a_character, not_whole,
    out_of_range (least, most), not_yes_or_no, not_a_choice (choices), not_a_date, not_a_time, missing, no_zone.
    """
    content = _json(_text(data))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PlanError("$", FileFault.NOT_A_PLAN)
    content = migrated(content)
    plan: Plan = section_from(
        Plan, {name: each for name, each in content.items() if name not in ("format", "version")}, "$"
    )
    _zone(plan.zone)
    return plan


def write(plan: Plan) -> str:
    """A plan as the text of a plan file: the same plan, the same text. PlanError if the plan holds what no file may."""
    content = {"format": FORMAT, "version": VERSION, **plain(plan)}
    section_from(Plan, {name: each for name, each in content.items() if name not in ("format", "version")}, "$")
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _text(data: bytes | str) -> str:
    if len(data) > MOST_BYTES:
        raise PlanError("$", FileFault.TOO_LARGE, most=MOST_BYTES // 1_000_000)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanError("$", FileFault.NOT_UTF8) from None


def _json(text: str) -> Any:
    _depth(text)
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        raise PlanError("$", FileFault.NOT_JSON, line=error.lineno, column=error.colno) from None


def _depth(text: str) -> None:
    """Refuse a text nested so deeply that reading it could exhaust Python; texts in quotes are passed over."""
    depth, quoted, escaped = 0, False, False
    for sign in text:
        if quoted:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == '"':
                quoted = False
        elif sign == '"':
            quoted = True
        elif sign in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise PlanError("$", FileFault.TOO_DEEP, most=MOST_DEPTH)
        elif sign in "]}":
            depth -= 1


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    group: dict[str, Any] = {}
    for name, value in pairs:
        if name in group:
            raise PlanError(f"$..{name[:40].encode('utf-8', 'replace').decode()}", FileFault.TWICE)
        group[name] = value
    return group


def _no_number(text: str) -> Any:
    raise PlanError("$", FileFault.NOT_FINITE, found=text)


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise PlanError("$", FileFault.NOT_FINITE, found=text[:20] + "…")
    return int(text)


def _decimal(text: str) -> float:
    if len(text) > MOST_DIGITS or abs(value := float(text)) == float("inf"):
        raise PlanError("$", FileFault.NOT_FINITE, found=text[:20] + ("…" if len(text) > 20 else ""))
    return value


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a name that is not found is a KeyError
        raise PlanError("$.zone", FileFault.NO_ZONE) from None
