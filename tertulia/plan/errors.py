"""What can be wrong with a plan that is read or kept. Sentences for these codes are in `words`."""

from __future__ import annotations

from enum import StrEnum


class FileFault(StrEnum):
    """What can be wrong with a plan file."""

    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_A_PLAN = "not_a_plan"
    NO_VERSION = "no_version"
    NEWER = "newer"
    TWICE = "twice"
    TOO_DEEP = "too_deep"
    NOT_FINITE = "not_finite"
    NOT_A_NUMBER = "not_a_number"
    UNKNOWN = "unknown"
    NOT_A_GROUP = "not_a_group"
    NOT_A_LIST = "not_a_list"
    TOO_MANY = "too_many"
    NOT_A_TEXT = "not_a_text"
    TOO_LONG = "too_long"
    HALF_A_CHARACTER = "half_a_character"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    MISSING = "missing"
    NO_ZONE = "no_zone"


class StoreFault(StrEnum):
    """Why a plan could not be kept or fetched."""

    FULL = "full"
    BLOCKED = "blocked"
    FAILED = "failed"


class PlanError(ValueError):
    """A plan that cannot be read; nothing was changed.

    path: the place, as JSON path ("$.kpis[0].target"). code: what is wrong. values: what the
    sentence needs ({"most": 300}).
    """

    def __init__(self, path: str, code: FileFault, **values: float | int | str) -> None:
        super().__init__(f"{path}: {code} {values}" if values else f"{path}: {code}")
        self.path = path
        self.code = code
        self.values = values


class KeepError(Exception):
    """A plan that could not be kept or fetched; nothing was changed.

    `detail` is what the system said.
    """

    def __init__(self, code: StoreFault, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
