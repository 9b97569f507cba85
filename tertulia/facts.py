"""The facts of the course: reads the data package in `data/` and checks every row against its schema.

An edition may have a package of its own beside it (`editions/<key>/data/`), read in the same way.

The package is a frictionless Data Package: `data/datapackage.json` says for each table what it is, who
measured it, when it was read and by when to look again, and what each column may hold. A row that breaks
its schema stops the reader with a `FactsError` that names the file, the row and the column.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tertulia.edition import edition_folder

if TYPE_CHECKING:
    import pandas

DATA = Path(__file__).resolve().parent.parent / "data"
"""The folder of the data package."""

MEASURES = ("firms", "accounts", "ad audience", "self-reported use", "estimate", "literature", "law")
"""What the numbers of a table count. The audience measures never share a chart or a score unlabelled."""

GRADES = ("A", "B", "C", "D", "")
"""A causal experiment, B measured benchmark, C survey or vendor, D our judgement; empty: see each row."""

STATUSES = ("read_primary", "read_secondary", "derived", "ours")
"""How a row got here: read at its source, read in a copy, computed from rows read, or set by us."""

_KEYS = (
    "name",
    "title",
    "description",
    "path",
    "sources",
    "licenses",
    "retrieved",
    "place",
    "unit",
    "grade",
    "measure",
    "review_by",
    "schema",
)
_SHAPES = {
    "string": (re.compile(r"(?s).*"), "text", ""),
    "integer": (re.compile(r"-?\d+"), "a whole number", "Write it like 1200, without points or spaces."),
    "number": (re.compile(r"-?\d+(\.\d+)?"), "a number", "Write it like 12.5: a point, no %, no spaces."),
    "date": (re.compile(r"\d{4}-\d{2}-\d{2}"), "a date", "Write it like 2026-11-23."),
}
_asked: set[str] = set()


class FactsError(ValueError):
    """The data package cannot be used as it is.

    file: the file to open; row: as a spreadsheet counts them, the header is row 1; column: its name.
    The message says what is wrong there and what to do.
    """

    def __init__(
        self, file: Path, problem: str, remedy: str, *, row: int | None = None, column: str | None = None
    ) -> None:
        where = [str(file)]
        where += [f"row {row}"] if row is not None else []
        where += [f"column {column}"] if column is not None else []
        super().__init__(f"{', '.join(where)}: {problem}. {remedy}".strip())
        self.file = file
        self.row = row
        self.column = column


@dataclass(frozen=True, kw_only=True)
class DataField:
    """One column: its name, its type and what its cells may hold.

    type: "string", "integer", "number" or "date". translate: its cells are shown to the learner and
    stand in the catalogues.
    """

    name: str
    type: str
    required: bool = False
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    translate: bool = False


@dataclass(frozen=True)
class DataSource:
    """Who published the figures, and where."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """One table of the package, without its rows.

    retrieved: the day or month the figures were read ("2026-11"). grade, measure: one of GRADES and
    MEASURES. review_by: the day by which somebody looks again. key: the columns that make a row unique.
    """

    name: str
    title: str
    description: str
    sources: tuple[DataSource, ...]
    retrieved: str
    licence: str
    licence_url: str
    place: str
    unit: str
    grade: str
    measure: str
    review_by: date
    path: Path
    fields: tuple[DataField, ...]
    key: tuple[str, ...]


def datasets(folder: Path | None = None) -> tuple[Dataset, ...]:
    """All tables, in the order of the package."""
    return tuple(_package(folder or DATA).values())


def local_datasets() -> tuple[Dataset, ...]:
    """The tables that the edition brings beside ours, in the order of its package; none without one."""
    folder = edition_folder() / "data"
    return datasets(folder) if (folder / "datapackage.json").exists() else ()


def dataset(name: str, folder: Path | None = None) -> Dataset:
    """The table of this name, ours or one of the edition's; FactsError if there is none."""
    package = _package(folder or DATA)
    if folder is None and name not in package:
        package = {**package, **{data.name: data for data in local_datasets()}}
    if name not in package:
        raise FactsError(
            (folder or DATA) / "datapackage.json", f"there is no table “{name}”", f"Use one of: {', '.join(package)}."
        )
    return package[name]


def rows(name: str, folder: Path | None = None, begins: str = "") -> tuple[dict[str, object], ...]:
    """The checked rows of a table: column to str, int, float or date; None where the cell is empty.

    begins: only rows whose first cell begins so; the others of a long table are not looked at.
    """
    checked = _rows(dataset(name, folder), begins)
    if folder is None:
        _asked.add(name)
    return tuple(dict(row) for row in checked)


def rows_of(data: Dataset, begins: str = "") -> tuple[dict[str, object], ...]:
    """The same of a table that may stand in no package."""
    return tuple(dict(row) for row in _rows(data, begins))


def header(file: Path) -> list[str]:
    """The names in the first row of a table."""
    return next(csv.reader(StringIO(_text(file), newline="")), [])


def table(name: str, folder: Path | None = None) -> pandas.DataFrame:
    """The rows as a pandas DataFrame."""
    import pandas  # only notebooks need it: the page starts faster without

    columns = [field.name for field in dataset(name, folder).fields]
    return pandas.DataFrame(list(rows(name, folder)), columns=columns)


def to_review(by: date, folder: Path | None = None) -> tuple[Dataset, ...]:
    """The tables whose review date lies before this day or on it, the oldest date first."""
    return tuple(sorted((data for data in datasets(folder) if data.review_by <= by), key=lambda data: data.review_by))


def read() -> frozenset[str]:
    """The tables asked for so far, so that a page can state what it uses."""
    return frozenset(_asked)


def forget() -> None:
    """Start counting anew what is read."""
    _asked.clear()


def messages(folder: Path | None = None) -> Iterator[str]:
    """Every English text of the package that a reader sees, once each, for the catalogues."""
    seen: dict[str, None] = {}
    for data in datasets(folder):
        named = [source.title for source in data.sources]
        texts = [data.title, *paragraphs(data.description), data.licence, data.place, data.unit, *named]
        for field in data.fields:
            if field.translate:
                texts += [str(row[field.name] or "") for row in _rows(data)]
        seen.update(dict.fromkeys(text for text in texts if text))
    yield from seen


def paragraphs(description: str) -> list[str]:
    """A description, cut where it has an empty line: each part is one message of the catalogue."""
    return [part.strip() for part in description.split("\n\n") if part.strip()]


@cache
def _package(folder: Path) -> dict[str, Dataset]:
    file = folder / "datapackage.json"
    try:
        package = json.loads(_text(file))
    except json.JSONDecodeError as error:
        raise FactsError(
            file,
            f"the JSON breaks at line {error.lineno}, column {error.colno} ({error.msg})",
            "Look for a missing comma or quote just before that place.",
        ) from error
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise FactsError(file, "there is no list “resources”", "Describe each table in it.")
    return {data.name: data for data in (_dataset(file, resource) for resource in package["resources"])}


def _dataset(file: Path, resource: dict[str, Any]) -> Dataset:
    name = resource.get("name", "without a name")
    missing = [key for key in _KEYS if key not in resource]
    if missing:
        raise FactsError(file, f"the table “{name}” lacks {', '.join(missing)}", "Add what is missing.")
    for key, allowed in (("measure", MEASURES), ("grade", GRADES)):
        if resource[key] not in allowed:
            raise FactsError(
                file, f"the table “{name}” has the {key} “{resource[key]}”", f"Use one of: {', '.join(allowed)}."
            )
    try:
        review_by = date.fromisoformat(resource["review_by"])
    except ValueError as error:
        raise FactsError(
            file, f"the table “{name}” has the review date “{resource['review_by']}”", _SHAPES["date"][2]
        ) from error
    licence = resource["licenses"][0]
    schema = resource["schema"]
    key = schema.get("primaryKey", [])
    return Dataset(
        name=name,
        title=resource["title"],
        description=resource["description"],
        sources=tuple(DataSource(source["title"], source["path"]) for source in resource["sources"]),
        retrieved=resource["retrieved"],
        licence=licence["title"],
        licence_url=licence.get("path", ""),
        place=resource["place"],
        unit=resource["unit"],
        grade=resource["grade"],
        measure=resource["measure"],
        review_by=review_by,
        path=file.parent / resource["path"],
        fields=tuple(_field(file, name, field) for field in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
    )


def _field(file: Path, table_name: str, field: dict[str, Any]) -> DataField:
    if field.get("type") not in _SHAPES:
        raise FactsError(
            file,
            f"the column “{field.get('name')}” of “{table_name}” has the type “{field.get('type')}”",
            f"Use one of: {', '.join(_SHAPES)}.",
        )
    limits = field.get("constraints", {})
    return DataField(
        name=field["name"],
        type=field["type"],
        required=limits.get("required", False),
        enum=tuple(limits.get("enum", ())),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        pattern=limits.get("pattern"),
        translate=field.get("translate", False),
    )


@cache
def _rows(data: Dataset, begins: str = "") -> tuple[dict[str, object], ...]:
    reader = csv.reader(StringIO(_text(data.path), newline=""), strict=True)
    checked: list[dict[str, object]] = []
    keys: dict[tuple[object, ...], int] = {}
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1:
                _check_header(data, cells)
                continue
            if begins and cells and not cells[0].startswith(begins):
                continue
            row = _row(data, number, cells)
            if data.key:
                key = tuple(row[column] for column in data.key)
                if key in keys:
                    raise FactsError(
                        data.path,
                        f"it repeats row {keys[key]}: {', '.join(map(str, key))}",
                        "Keep one of the two, or correct what tells them apart.",
                        row=number,
                        column=", ".join(data.key),
                    )
                keys[key] = number
            checked.append(row)
    except csv.Error as error:
        raise FactsError(
            data.path, f"the quotes do not match ({error})", "Save the file again from a spreadsheet.", row=number + 1
        ) from error
    if not checked and not begins:
        raise FactsError(data.path, "there are no rows", "Restore the file.", row=2)
    return tuple(checked)


def _text(file: Path) -> str:
    try:
        # a spreadsheet may put a byte order mark in front: not an error
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise FactsError(file, "the file is missing", "Restore it, or correct the path.") from error
    except UnicodeDecodeError as error:
        raise FactsError(file, f"it is not UTF-8 (byte {error.start})", "Save it again as “CSV UTF-8”.") from error


def _check_header(data: Dataset, cells: list[str]) -> None:
    names = [field.name for field in data.fields]
    if cells == names:
        return
    missing = [name for name in names if name not in cells]
    extra = [cell for cell in cells if cell not in names]
    if len(cells) == 1 and ";" in cells[0]:
        problem, remedy = "the columns are separated by semicolons", "Save it again with commas."
    elif missing:
        problem = f"the header lacks {', '.join(missing)}"
        remedy = "Add the column, or take it out of datapackage.json."
    elif extra:
        problem = f"the header has {', '.join(extra)}, which the schema does not know"
        remedy = "Take the column out, or describe it in datapackage.json."
    else:
        problem = "the columns are repeated or in another order"
        remedy = f"Use this order: {', '.join(names)}."
    raise FactsError(data.path, problem, remedy, row=1, column=next(iter(missing + extra), None))


def _row(data: Dataset, number: int, cells: list[str]) -> dict[str, object]:
    if len(cells) != len(data.fields):
        raise FactsError(
            data.path,
            f"it has {len(cells)} cells, the header has {len(data.fields)}",
            "Delete an empty row; quote a text that holds a comma.",
            row=number,
        )
    return {field.name: _value(data, number, field, cell) for field, cell in zip(data.fields, cells, strict=True)}


def _value(data: Dataset, number: int, field: DataField, cell: str) -> object:
    def wrong(problem: str, remedy: str) -> FactsError:
        return FactsError(data.path, problem, remedy, row=number, column=field.name)

    if cell == "":
        if field.required:
            raise wrong("the cell is empty", "Fill it in, or take the row out.")
        return None
    shape, what, example = _SHAPES[field.type]
    if not shape.fullmatch(cell):
        raise wrong(f"“{cell}” is not {what}", example)
    if field.enum and cell not in field.enum:
        raise wrong(f"“{cell}” is not known here", f"Use one of: {', '.join(field.enum)}.")
    if field.pattern and not re.fullmatch(field.pattern, cell):
        raise wrong(f"“{cell}” does not have the form {field.pattern}", "Correct the cell.")
    if field.type == "date":
        try:
            return date.fromisoformat(cell)
        except ValueError as error:
            raise wrong(f"“{cell}” is not a day of the calendar", example) from error
    if field.type == "string":
        return cell
    value = int(cell) if field.type == "integer" else float(cell)
    if field.minimum is not None and value < field.minimum:
        raise wrong(f"{cell} is less than {field.minimum}", "Check the figure at its source.")
    if field.maximum is not None and value > field.maximum:
        raise wrong(f"{cell} is more than {field.maximum}", "Check the figure at its source.")
    return value
