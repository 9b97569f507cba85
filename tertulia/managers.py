"""A real firm to look at: the 21 managers whom David Krackhardt asked in 1987, as `data/` has them."""

from __future__ import annotations

from functools import lru_cache

from tertulia import facts
from tertulia.language import _, spoken
from tertulia.models.inside.workplace import Organisation, from_arcs


def managers(ties: str) -> Organisation:
    """The firm with its "advice" or "friendship" ties; people have numbers for names."""
    return _managers(ties, spoken())


@lru_cache(maxsize=4)
def _managers(ties: str, _language: str) -> Organisation:
    people, rows = facts.rows("managers"), facts.rows("managers_ties")
    place = {row["id"]: at for at, row in enumerate(people)}
    arcs = {
        kind: [(place[row["source"]], place[row["target"]]) for row in rows if row["kind"] == kind]
        for kind in (ties, "reports_to")
    }
    boss = [-1] * len(people)
    for person, above in arcs["reports_to"]:
        boss[person] = above
    departments = [
        _("Department {n}").format(n=row["department"]) if row["department"] else _("President") for row in people
    ]
    return from_arcs([str(row["id"]) for row in people], departments, boss, arcs[ties])
