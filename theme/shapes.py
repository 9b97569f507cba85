"""The shapes of kept records, small enough for a page: with them its scripts check a file without Python.

A text is `["t", most]`, a number `["n", least, most]`, a whole one `["i", least, most]`, a list `["l", most, shape]`, a
group `["g", {name: shape}]`, a choice `["c", [...]]`; yes or no `["b"]`, a day `["d"]`, a time of day `["h"]`. What may
be null begins with "?".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tertulia.plan.schema import VERSION, Plan
from tertulia.profile import VERSION as FIRM_VERSION
from tertulia.profile import Profile
from tertulia.records import described

Shape = list[Any]


def shapes() -> dict[str, dict[str, Any]]:
    """By the kind of what is kept: the version they are of, and the shape of everything beside format and version."""
    return {
        "plan": {"version": VERSION, "shape": shape_of(Plan)},
        "firm": {"version": FIRM_VERSION, "shape": shape_of(Profile)},
    }


def shape_of(kind: type) -> Shape:
    """The shape of a record."""
    kinds: dict[str, Any] = {}
    return _shape(described(kind, kinds), kinds)


def _shape(schema: Mapping[str, Any], kinds: Mapping[str, Any]) -> Shape:
    if "anyOf" in schema:
        inner = _shape(schema["anyOf"][0], kinds)
        return [f"?{inner[0]}", *inner[1:]]
    if "$ref" in schema:
        return _shape(kinds[schema["$ref"].rpartition("/")[2]], kinds)
    if "enum" in schema:
        return ["c", schema["enum"]]
    kind = schema["type"]
    if kind == "object":
        return ["g", {name: _shape(each, kinds) for name, each in schema["properties"].items()}]
    if kind == "array":
        return ["l", schema["maxItems"], _shape(schema["items"], kinds)]
    if kind == "string":
        return ["t", schema["maxLength"]] if "maxLength" in schema else ["d" if "format" in schema else "h"]
    if kind == "boolean":
        return ["b"]
    return ["i" if kind == "integer" else "n", schema["minimum"], schema["maximum"]]
