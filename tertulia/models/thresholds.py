"""Lines that several models draw at the same place."""

from __future__ import annotations

LEAST_HOURS = 2.0
"""Hours a week below which no network is worth opening. Our judgement (grade D)."""
