"""Small files as owners have them, written by the tests: invented values under the networks' own headers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

import openpyxl

from tertulia.exports.cells import OwnFile
from tertulia.exports.file import opened
from tertulia.exports.read import Export, read

NEAR = date(2026, 11, 28)

INSTAGRAM = (
    "Identificador de la publicación",
    "Nombre de usuario de la cuenta",
    "Descripción",
    "Hora de publicación",
    "Enlace permanente",
    "Tipo de publicación",
    "Visualizaciones",
    "Alcance",
    "Me gusta",
)
MOMENTS = tuple(
    datetime(2026, month, day, hour, minute)
    for month, day, hour, minute in (
        (1, 9, 8, 15),
        (1, 21, 19, 0),
        (2, 3, 9, 5),
        (2, 11, 18, 45),
        (2, 27, 18, 45),
        (3, 5, 12, 30),
        (3, 10, 20, 0),
        (3, 14, 10, 10),
    )
)
"""When the posts of the tests were published."""


def instagram(
    cells: Sequence[object], ids: Sequence[object] = (), links: bool = True, views: int = 100
) -> list[list[object]]:
    """An export of Instagram posts with these cells for its dates."""
    rows: list[list[object]] = [list(INSTAGRAM)]
    for place, cell in enumerate(cells):
        key = ids[place] if ids else f"1804123456789{place:04d}"
        link = f"https://www.instagram.com/p/Cx{place}/" if links else ""
        rows.append([key, "horno", f"Pan {place}", cell, link, "Imagen", views + place, 80 + place, 7])
    return rows


def month_first(moments: Sequence[datetime] = MOMENTS) -> list[str]:
    """As Meta writes them."""
    return [f"{moment:%m/%d/%Y %H:%M}" for moment in moments]


def turned(moments: Sequence[datetime] = MOMENTS) -> list[object]:
    """As a day-first spreadsheet makes them of that: real dates where it could, texts where not."""
    return [
        moment.replace(month=moment.day, day=moment.month) if moment.day <= 12 else f"{moment:%m/%d/%Y %H:%M}"
        for moment in moments
    ]


def as_csv(rows: Sequence[Sequence[object]], separator: str = ",", name: str = "own.csv") -> OwnFile:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return OwnFile(name, out.getvalue().encode())


def as_xlsx(rows: Sequence[Sequence[object]], name: str = "own.xlsx") -> OwnFile:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return OwnFile(name, made.getvalue())


def of(*files: OwnFile, **told: object) -> Export:
    """What is read in the files."""
    return read(opened(*files), NEAR, **told)  # type: ignore[arg-type]


def notes(export: Export) -> dict[str, int]:
    """What was done to a file, with counts."""
    return {note.code: note.count for note in export.notes}
