"""What a check finds in a plan that can be computed but should not be followed as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Value = float | int | str | date | tuple[str, ...]


class Severity(StrEnum):
    """How much a finding matters."""

    STOP = "stop"
    """The plan breaks a rule: mend this first."""
    WARN = "warn"
    """The plan can run, and will probably disappoint."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True)
class Finding:
    """One thing a check found.

    code: what, as a stable word the widget turns into a sentence. part: the part of the plan it is about.
    values: what that sentence needs; the check that finds it says which.
    """

    code: str
    part: str
    severity: Severity
    values: Mapping[str, Value] = field(default_factory=dict)


def worst_first(found: list[Finding]) -> tuple[Finding, ...]:
    """The findings ordered by severity; equal ones stay as they were found."""
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))
