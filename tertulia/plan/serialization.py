"""What the plan's types say, as data: how each value is checked, written, and described as JSON Schema."""

from __future__ import annotations

import math
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from tertulia.plan.errors import FileFault, PlanError
from tertulia.plan.schema import FORMAT, VERSION, Many, Plan, Text, Within

SCHEMA_ADDRESS = f"urn:tertulia:plan:{VERSION}"

_DAY = r"^20\d{2}-\d{2}-\d{2}$"
"""A plan knows the days of this century."""

_TIME = r"^\d{2}:\d{2}$"


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


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


# plan → JSON ------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A section as JSON's own kinds; what is empty is left out."""
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


# JSON → plan ------------------------------------------------------------------------------------------------


def section_from(kind: type, value: Any, path: str) -> Any:
    """The dataclass that these JSON values describe. PlanError, with the path, for the first that cannot be."""
    if not isinstance(value, dict):
        raise PlanError(path, FileFault.NOT_A_GROUP)
    hints = _hints(kind)
    for name in value:
        if name not in hints:
            raise PlanError(f"{path}.{_shown(name)}", FileFault.UNKNOWN)
    return kind(**{name: _value(hints[name], each, f"{path}.{name}") for name, each in value.items()})


def _shown(name: str) -> str:
    return name[:40].encode("utf-8", "replace").decode()


def _value(hint: Any, value: Any, path: str) -> Any:
    kind, limit, optional = _opened(hint)
    if value is None:
        if optional:
            return None
        raise PlanError(path, FileFault.MISSING)
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], limit, value, path)
    if is_dataclass(kind):
        return section_from(kind, value, path)  # type: ignore[arg-type]
    return _READERS[_family(kind)](kind, limit, value, path)


def _list(inside: Any, limit: Many, value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise PlanError(path, FileFault.NOT_A_LIST)
    if len(value) > limit.most:
        raise PlanError(path, FileFault.TOO_MANY, most=limit.most, found=len(value))
    return tuple(_value(inside, each, f"{path}[{place}]") for place, each in enumerate(value))


def _text(_kind: Any, limit: Text, value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise PlanError(path, FileFault.NOT_A_TEXT)
    if len(value) > limit.most:
        raise PlanError(path, FileFault.TOO_LONG, most=limit.most, found=len(value))
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise PlanError(path, FileFault.HALF_A_CHARACTER)
    return value


def _number(kind: Any, limit: Within, value: Any, path: str) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PlanError(path, FileFault.NOT_A_NUMBER)
    if kind is int and value != int(value):
        raise PlanError(path, FileFault.NOT_WHOLE)
    if not limit.least <= value <= limit.most:
        raise PlanError(path, FileFault.OUT_OF_RANGE, least=limit.least, most=limit.most)
    return int(value) if kind is int else float(value)


def _tick(_kind: Any, _limit: Any, value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise PlanError(path, FileFault.NOT_YES_OR_NO)
    return value


def _choice(kind: Any, _limit: Any, value: Any, path: str) -> StrEnum:
    if not isinstance(value, str) or value not in tuple(kind):
        raise PlanError(path, FileFault.NOT_A_CHOICE, choices=", ".join(kind))
    chosen: StrEnum = kind(value)
    return chosen


def _day(_kind: Any, _limit: Any, value: Any, path: str) -> date:
    try:
        day = date.fromisoformat(value)
        if day.isoformat() != value or not 2000 <= day.year < 2100:
            raise ValueError
    except (TypeError, ValueError):
        raise PlanError(path, FileFault.NOT_A_DATE) from None
    return day


def _hour(_kind: Any, _limit: Any, value: Any, path: str) -> time:
    try:
        hour = time.fromisoformat(value)
        if f"{hour:%H:%M}" != value:
            raise ValueError
    except (TypeError, ValueError):
        raise PlanError(path, FileFault.NOT_A_TIME) from None
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


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a plan file, made from the dataclasses."""
    kinds: dict[str, Any] = {}
    plan = _described(Plan, kinds)
    plan["properties"] = {"format": {"const": FORMAT}, "version": {"const": VERSION}, **plan["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ADDRESS,
        "title": "Tertulia plan",
        **plan,
        "required": ["format", "version"],
        "$defs": dict(sorted(kinds.items())),
    }


def _described(kind: type, kinds: dict[str, Any]) -> dict[str, Any]:
    paragraphs = (kind.__doc__ or "").strip().split("\n\n")
    return {
        "type": "object",
        "description": " ".join(" ".join(paragraphs).split()),
        "additionalProperties": False,
        "properties": {name: _schema(hint, kinds) for name, hint in _hints(kind).items()},
    }


def _schema(hint: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    kind, limit, optional = _opened(hint)
    described: dict[str, Any]
    if get_origin(kind) is tuple:
        described = {"type": "array", "items": _schema(get_args(kind)[0], kinds), "maxItems": limit.most}
    elif is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]
        if name not in kinds:
            kinds[name] = {}
            kinds[name] = _described(kind, kinds)  # type: ignore[arg-type]
        described = {"$ref": f"#/$defs/{name}"}
    elif _family(kind) is StrEnum:
        described = {"enum": [each.value for each in kind]}
    else:
        simple: dict[Any, Callable[[], dict[str, Any]]] = {
            str: lambda: {"type": "string", "maxLength": limit.most},
            int: lambda: {"type": "integer", "minimum": limit.least, "maximum": limit.most},
            float: lambda: {"type": "number", "minimum": limit.least, "maximum": limit.most},
            bool: lambda: {"type": "boolean"},
            date: lambda: {"type": "string", "format": "date", "pattern": _DAY},
            time: lambda: {"type": "string", "pattern": _TIME},
        }
        described = simple[kind]()
    return {"anyOf": [described, {"type": "null"}]} if optional else described
