"""For whom a build is: the setting `tertulia_audience`."""

from __future__ import annotations

LEARNERS = "learners"
TEACHERS = "teachers"
"""Their pages have what is said and shown in a room as well."""
AUDIENCES = (LEARNERS, TEACHERS)
