"""Plan files: text to plan and back. Whatever is wrong with a file is said with its place, and nothing is changed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tertulia.plan.migrate import migrated
from tertulia.plan.schema import FORMAT, VERSION, Plan
from tertulia.records import RecordError, RecordFault, json_of, plain, record_from, text_of


def read(data: bytes | str) -> Plan:
    """The plan in a file's bytes or text, of this or an earlier version.

    Raises RecordError with the JSON path of what is wrong. Codes: too_large (most), not_utf8, not_json (line, column),
    not_a_plan, no_version, newer (found, known), twice, too_deep, not_finite (found),
    not_a_number, unknown, not_a_group, not_a_list,
    too_many (most, found), not_a_text, too_long (most, found), half_a_character, not_whole,
    out_of_range (least, most), not_yes_or_no, not_a_choice (choices), not_a_date, not_a_time, missing, no_zone.
    """
    content = json_of(data)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RecordError("$", RecordFault.NOT_A_PLAN)
    content = migrated(content)
    plan: Plan = record_from(
        Plan, {name: each for name, each in content.items() if name not in ("format", "version")}, "$"
    )
    _zone(plan.zone)
    return plan


def write(plan: Plan) -> str:
    """A plan as the text of a plan file: the same plan, the same text. RecordError for what no file may hold."""
    content = {"format": FORMAT, "version": VERSION, **plain(plan)}
    record_from(Plan, {name: each for name, each in content.items() if name not in ("format", "version")}, "$")
    return text_of(content)


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except ConnectionError:  # a page could not fetch the zones
        raise
    except (OSError, ValueError, KeyError):  # a name that is not found is a KeyError
        raise RecordError("$.zone", RecordFault.NO_ZONE) from None
