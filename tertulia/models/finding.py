"""What a check finds in a plan that can be computed but should not be followed as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing a check found."""

    code: StrEnum
    """What; each check has its own enum, and the widget turns the code into a sentence."""
    part: str
    """The part of the plan it is about."""
    severity: Severity
    values: Mapping[str, Value] = field(default_factory=dict)
    """What that sentence needs; the code says which."""


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings ordered by severity; equal ones stay as they were found."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))
