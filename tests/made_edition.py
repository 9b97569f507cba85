"""An edition made for a test: its folder, its firm as its author made it in the exercises, and what the build tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tertulia import edition, widgets
from tertulia.edition import CourseEdition, described

SAVED = "2026-11-25"
"""The day, a Wednesday, on which its author made the firm."""


def use(patch: pytest.MonkeyPatch, editions: Path, **told: Any) -> Path:
    """Let the exercises be those of this edition; gives its folder."""
    told = {"key": "guild", "name": "Redes del Gremio", "publisher": "Gremio de Cafés", **told}
    patch.setattr(edition, "EDITIONS", editions)
    patch.setenv(edition.VARIABLE, described(CourseEdition(**told)))
    folder = editions / told["key"]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cafe(patch: pytest.MonkeyPatch, device: Path) -> dict[str, Any]:
    """A firm as somebody makes it who uses the course, and the file that the page "Your data" saves of it."""
    patch.setenv("TERTULIA_PLAN", str(device / "my-plan.json"))
    patch.setenv("TERTULIA_TODAY", SAVED)
    told = {"sector": "hospitality", "name": "Café Plaza", "makes": "coffee", "region": "ES-CL", "people": 3}
    _type(widgets.your_firm("mine"), {**told, "answers": "Elena", "hours": 2.5})
    _type(widgets.walk_in_check("mine"), {"doors.website": "yes"})
    contacts = widgets.contact_map("mine")
    _type(contacts, {"lines": "Rosa; customers; weekly; music"})
    contacts.take_list.click()
    canvas = widgets.strategy_canvas("mine")
    _type(canvas, {"objective": "quiet_hours", "audience": "who works nearby", "response_owner": "Elena"})
    canvas.controls.kpis[0].by.resume("2027-03-31")
    canvas.plan_button.add()
    _type(widgets.inbox_drill("mine"), {"seed": 3})
    kept = {name: json.loads((device / f"my-{name}.json").read_text()) for name in ("firm", "entries", "plan")}
    return {"course": "tertulia", "format": 1, "saved": SAVED, "kept": kept}


def _type(exercise: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        exercise.controls[name].value = value


def with_cafe(folder: Path, file: dict[str, Any]) -> None:
    """Put the firm into an edition's folder."""
    (folder / "firms").mkdir(exist_ok=True)
    (folder / "firms" / "cafe.json").write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
