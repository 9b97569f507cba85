"""Records: frozen dataclasses whose types say their limits; how they are checked, written as JSON, and described.

The learner's plan, the profile of the firm and what was typed in the exercises are records.
"""

from __future__ import annotations

import json
import math
import re
import types
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


class RecordFault(StrEnum):
    """What can be wrong with a record that is read."""

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


class RecordError(ValueError):
    """A record that cannot be read; nothing was changed.

    path: the place, as JSON path ("$.kpis[0].target"). code: what is wrong. values: what the
    sentence needs ({"most": 300}).
    """

    def __init__(self, path: str, code: RecordFault, **values: float | int | str) -> None:
        super().__init__(f"{path}: {code} {values}" if values else f"{path}: {code}")
        self.path = path
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Text:
    """Limit of a text: at most this many characters."""

    most: int


@dataclass(frozen=True)
class Within:
    """Limits of a number, both allowed."""

    least: float
    most: float


@dataclass(frozen=True)
class Many:
    """Limit of a list: at most this many items."""

    most: int


_DAY = r"^20\d{2}-\d{2}-\d{2}$"
"""Days of this century."""

_TIME = r"^\d{2}:\d{2}$"


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _opened(hint: Any) -> tuple[Any, Any, bool]:
    """A type's bare form, its limit and whether it may be None."""
    optional = get_origin(hint) in (Union, types.UnionType)
    if optional:
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    limit = None
    if get_origin(hint) is Annotated:
        hint, limit = get_args(hint)[:2]
    return hint, limit, optional


def _default(of: Any) -> Any:
    return of.default if of.default is not MISSING else of.default_factory()


# text ↔ JSON ------------------------------------------------------------------------------------------------

MOST_BYTES = 2_000_000
"""Of a file of ours; a full plan of a year has a tenth of that."""

MOST_DEPTH = 12
"""Of lists and groups inside each other; ours go to 5."""

MOST_DIGITS = 40
"""Of a number; Python itself refuses to read more than 4,300."""


def json_of(data: bytes | str) -> Any:
    """What a file of ours holds, as JSON's own kinds.

    RecordError for what is too large, no UTF-8, no JSON, nested too deep, says a name twice or holds a number that is
    none.
    """
    return _parsed(_text_of(data))


def text_of(content: Any) -> str:
    """JSON as the text of a file: the same content, the same text."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _text_of(data: bytes | str) -> str:
    if len(data) > MOST_BYTES:
        raise RecordError("$", RecordFault.TOO_LARGE, most=MOST_BYTES // 1_000_000)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecordError("$", RecordFault.NOT_UTF8) from None


def _parsed(text: str) -> Any:
    _depth(text)
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        raise RecordError("$", RecordFault.NOT_JSON, line=error.lineno, column=error.colno) from None


def _depth(text: str) -> None:
    """Refuse a text nested so deeply that reading it could exhaust Python; texts in quotes are passed over."""
    depth = 0
    for sign in _BRACKETS.findall(_QUOTED.sub("", text)):
        if sign in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise RecordError("$", RecordFault.TOO_DEEP, most=MOST_DEPTH)
        else:
            depth -= 1


_QUOTED = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""A text in quotes, or one that breaks off."""

_BRACKETS = re.compile(r"[\[\]{}]")


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    group: dict[str, Any] = {}
    for name, value in pairs:
        if name in group:
            raise RecordError(f"$..{name[:40].encode('utf-8', 'replace').decode()}", RecordFault.TWICE)
        group[name] = value
    return group


def _no_number(text: str) -> Any:
    raise RecordError("$", RecordFault.NOT_FINITE, found=text)


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise RecordError("$", RecordFault.NOT_FINITE, found=text[:20] + "…")
    return int(text)


def _decimal(text: str) -> float:
    if len(text) > MOST_DIGITS or abs(value := float(text)) == float("inf"):
        raise RecordError("$", RecordFault.NOT_FINITE, found=text[:20] + ("…" if len(text) > 20 else ""))
    return value


# record → JSON ------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A record as JSON's own kinds; what is empty is left out."""
    if is_dataclass(value):
        inside = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: plain(inside[name]) for each in fields(value) if inside[name := each.name] != _default(each)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value


# JSON → record ------------------------------------------------------------------------------------------------


def record_from(kind: type, value: Any, path: str) -> Any:
    """The dataclass that these JSON values describe. RecordError, with the path, for the first that cannot be."""
    if not isinstance(value, dict):
        raise RecordError(path, RecordFault.NOT_A_GROUP)
    ways = _ways(kind)
    for name in value:
        if name not in ways:
            raise RecordError(f"{path}.{_shown(name)}", RecordFault.UNKNOWN)
    return kind(**{name: _value(ways[name], each, f"{path}.{name}") for name, each in value.items()})


_GONE = object()


def what_can_be_read(kind: type, value: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The JSON values of a record without whatever cannot be read, and the names of its parts that lost something."""
    if not isinstance(value, dict):
        return {}, ()
    hints, kept, lost = _hints(kind), {}, []
    for name, each in value.items():
        readable = _readable(hints[name], each) if name in hints else _GONE
        if readable is not _GONE:
            kept[name] = readable
        if readable is _GONE or readable != each:
            lost.append(name)
    return kept, tuple(lost)


def _readable(hint: Any, value: Any) -> Any:
    """The value if it can be read, or those parts of it that can; else `_GONE`."""
    kind, limit, _optional = _opened(hint)
    try:
        _value(_way(hint), value, "$")
        return value
    except RecordError:
        pass
    if get_origin(kind) is tuple and isinstance(value, list):
        items = (_readable(get_args(kind)[0], each) for each in value)
        return [each for each in items if each is not _GONE][: limit.most]
    if is_dataclass(kind) and isinstance(value, dict):
        return what_can_be_read(kind, value)[0]  # type: ignore[arg-type]
    if kind is str and isinstance(value, str):
        return _HALF_A_CHARACTER.sub("", value)[: limit.most]
    return _GONE


def _shown(name: str) -> str:
    return name[:40].encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class _Way:
    """How a value of a type is read from JSON: whether it may be missing, and what reads it from a value and a path."""

    optional: bool
    read: Callable[[Any, str], Any]


@cache
def _ways(kind: type) -> dict[str, _Way]:
    return {name: _way(hint) for name, hint in _hints(kind).items()}


@cache
def _way(hint: Any) -> _Way:
    kind, limit, optional = _opened(hint)
    if get_origin(kind) is tuple:
        return _Way(optional, partial(_list, get_args(kind)[0], limit))
    if is_dataclass(kind):
        return _Way(optional, partial(record_from, kind))  # type: ignore[arg-type]
    return _Way(optional, partial(_READERS[_family(kind)], kind, limit))


def _value(way: _Way, value: Any, path: str) -> Any:
    if value is None:
        if way.optional:
            return None
        raise RecordError(path, RecordFault.MISSING)
    return way.read(value, path)


def _list(inside: Any, limit: Many, value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RecordError(path, RecordFault.NOT_A_LIST)
    if len(value) > limit.most:
        raise RecordError(path, RecordFault.TOO_MANY, most=limit.most, found=len(value))
    way = _way(inside)
    return tuple(_value(way, each, f"{path}[{place}]") for place, each in enumerate(value))


_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""What no file can hold."""


def _text(_kind: Any, limit: Text, value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise RecordError(path, RecordFault.NOT_A_TEXT)
    if len(value) > limit.most:
        raise RecordError(path, RecordFault.TOO_LONG, most=limit.most, found=len(value))
    if _HALF_A_CHARACTER.search(value):
        raise RecordError(path, RecordFault.HALF_A_CHARACTER)
    return value


def _number(kind: Any, limit: Within, value: Any, path: str) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RecordError(path, RecordFault.NOT_A_NUMBER)
    if kind is int and value != int(value):
        raise RecordError(path, RecordFault.NOT_WHOLE)
    if not limit.least <= value <= limit.most:
        raise RecordError(path, RecordFault.OUT_OF_RANGE, least=limit.least, most=limit.most)
    return int(value) if kind is int else float(value)


def _tick(_kind: Any, _limit: Any, value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise RecordError(path, RecordFault.NOT_YES_OR_NO)
    return value


def _choice(kind: Any, _limit: Any, value: Any, path: str) -> StrEnum:
    if not isinstance(value, str) or value not in tuple(kind):
        raise RecordError(path, RecordFault.NOT_A_CHOICE, choices=", ".join(kind))
    chosen: StrEnum = kind(value)
    return chosen


def _day(_kind: Any, _limit: Any, value: Any, path: str) -> date:
    try:
        day = date.fromisoformat(value)
        if day.isoformat() != value or not 2000 <= day.year < 2100:
            raise ValueError
    except (TypeError, ValueError):
        raise RecordError(path, RecordFault.NOT_A_DATE) from None
    return day


def _hour(_kind: Any, _limit: Any, value: Any, path: str) -> time:
    try:
        hour = time.fromisoformat(value)
        if f"{hour:%H:%M}" != value:
            raise ValueError
    except (TypeError, ValueError):
        raise RecordError(path, RecordFault.NOT_A_TIME) from None
    return hour


_READERS: dict[Any, Callable[[Any, Any, Any, str], Any]] = {
    str: _text,
    int: _number,
    float: _number,
    bool: _tick,
    StrEnum: _choice,
    date: _day,
    time: _hour,
}


def _family(kind: Any) -> Any:
    return StrEnum if isinstance(kind, type) and issubclass(kind, StrEnum) else kind


# the description for others ---------------------------------------------------------------------------------


def described(kind: type, kinds: dict[str, Any]) -> dict[str, Any]:
    """A record's shape as JSON Schema; those it is made of go into `kinds`, by name."""
    paragraphs = (kind.__doc__ or "").strip().split("\n\n")
    return {
        "type": "object",
        "description": " ".join(" ".join(paragraphs).split()),
        "additionalProperties": False,
        "properties": {name: _schema(hint, kinds) for name, hint in _hints(kind).items()},
    }


def _schema(hint: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    kind, limit, optional = _opened(hint)
    shape: dict[str, Any]
    if get_origin(kind) is tuple:
        shape = {"type": "array", "items": _schema(get_args(kind)[0], kinds), "maxItems": limit.most}
    elif is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]
        if name not in kinds:
            kinds[name] = {}
            kinds[name] = described(kind, kinds)  # type: ignore[arg-type]
        shape = {"$ref": f"#/$defs/{name}"}
    elif _family(kind) is StrEnum:
        shape = {"enum": [each.value for each in kind]}
    else:
        simple: dict[Any, Callable[[], dict[str, Any]]] = {
            str: lambda: {"type": "string", "maxLength": limit.most},
            int: lambda: {"type": "integer", "minimum": limit.least, "maximum": limit.most},
            float: lambda: {"type": "number", "minimum": limit.least, "maximum": limit.most},
            bool: lambda: {"type": "boolean"},
            date: lambda: {"type": "string", "format": "date", "pattern": _DAY},
            time: lambda: {"type": "string", "pattern": _TIME},
        }
        shape = simple[kind]()
    return {"anyOf": [shape, {"type": "null"}]} if optional else shape
