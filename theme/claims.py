"""What the articles behind the course claim, and where the course teaches and practises each claim.

One row of `chapters/claims.csv` is one claim, in our words. Cells that name several places part them with a space.
Which questions ask about a claim, they say themselves (`:claims:`); which tests check it stands in `tests/site`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("number", "claim", "sources", "taught", "practised")

FILE = Path(__file__).resolve().parent.parent / "chapters" / "claims.csv"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim of the articles.

    number: its place in the table, from 1. text: the claim in our words. sources: keys of references.bib. taught:
    (page, anchor) of the sections that tell it. practised: pages of exercises.
    """

    number: int
    text: str
    sources: tuple[str, ...]
    taught: tuple[tuple[str, str], ...]
    practised: tuple[str, ...]


class ClaimsError(ValueError):
    """A row of the table that cannot be used; the message says which and why."""


def claims(file: Path = FILE) -> tuple[Claim, ...]:
    """All claims in their order; ClaimsError if a row is incomplete."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ClaimsError(f"{file.name}: the columns must be {', '.join(COLUMNS)}.")
        return tuple(_claim(file, place, row) for place, row in enumerate(reader, start=1))


def texts(file: Path = FILE) -> Iterator[str]:
    """What the catalogue must hold for the table."""
    return (claim.text for claim in claims(file)) if file.exists() else iter(())


def _claim(file: Path, place: int, row: dict[str, str | None]) -> Claim:
    where = f"{file.name}, row {place + 1}"
    empty = [name for name in COLUMNS if not (row[name] or "").strip()]
    if empty:
        raise ClaimsError(f"{where}: the cell {' and '.join(empty)} is empty.")
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    if cells["number"] != str(place):
        raise ClaimsError(f"{where}: the number must be {place}, not {cells['number']}.")
    taught = tuple(section.partition("#") for section in cells["taught"].split())
    if not all(page and anchor for page, _hash, anchor in taught):
        raise ClaimsError(f"{where}: write where it is taught as page#section.")
    return Claim(
        number=place,
        text=cells["claim"],
        sources=tuple(cells["sources"].split()),
        taught=tuple((page, anchor) for page, _hash, anchor in taught),
        practised=tuple(cells["practised"].split()),
    )
