"""The plan's shape, described for others as JSON Schema: `python -m tertulia.plan.json_schema` writes the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tertulia.plan.schema import FORMAT, VERSION, Plan
from tertulia.records import described, text_of

SCHEMA_ADDRESS = f"urn:tertulia:plan:{VERSION}"

FILE = Path(__file__).parent / "plan.schema.json"


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a plan file, made from the dataclasses."""
    kinds: dict[str, Any] = {}
    plan = described(Plan, kinds)
    plan["properties"] = {"format": {"const": FORMAT}, "version": {"const": VERSION}, **plan["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ADDRESS,
        "title": "Tertulia plan",
        **plan,
        "required": ["format", "version"],
        "$defs": dict(sorted(kinds.items())),
    }


if __name__ == "__main__":
    FILE.write_text(text_of(json_schema()), encoding="utf-8")
