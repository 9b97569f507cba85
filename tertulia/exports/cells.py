"""The cells of a file, how many of them we read, and the plain refusals of what is no table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tertulia.models.errors import InputError

Cell = str | int | float | datetime | None
"""What a cell holds: text, or what a spreadsheet already knew to be a number or a date."""

MOST_CELLS = 3_000_000
MOST_SHEET_CELLS = 300_000
"""In Excel's formats a cell takes twenty times as long to read as in a text file."""

MOST_COLUMNS = 1_000

SEPARATORS = (";", "\t", ",", "|")
"""The order settles a tie: a decimal comma makes many a semicolon file look like a comma file."""


class FileRefusal(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    """It has `megabytes`; at most `most`."""
    TOO_MANY_CELLS = "too_many_cells"
    """More than `most`."""
    TOO_MANY_SHEET_CELLS = "too_many_sheet_cells"
    """More than `most`."""
    TOO_MANY_COLUMNS = "too_many_columns"
    """So many `columns`; at most `most`."""
    NOT_A_TABLE = "not_a_table"
    """It is of another `kind`."""
    WEB_TABLE = "web_table"
    """A web page without a table in it."""
    NUMBERS = "numbers"
    """Apple's spreadsheet."""
    OPEN_DOCUMENT = "open_document"
    PROTECTED = "protected"
    DAMAGED = "damaged"
    NOTHING_INSIDE = "nothing_inside"
    ZIP_BOMB = "zip_bomb"
    ENTITIES = "entities"
    BINARY = "binary"
    QUOTES = "quotes"
    """They do not match near this `row`."""
    LONG_CELL = "long_cell"
    """More than `most` characters in one, near this `row`."""
    NO_ROWS = "no_rows"
    """No table with a header line and rows below it."""
    ONE_COLUMN = "one_column"
    DOWNLOAD_HTML = "download_html"
    """Instagram's or Facebook's own download, as web pages."""
    DOWNLOAD_WITHOUT_POSTS = "download_without_posts"
    DOWNLOAD_TOO_LARGE = "download_too_large"
    """Its posts alone have more than `most` megabytes, or the whole more than we take."""
    OTHER_JSON = "other_json"


@dataclass(frozen=True)
class OwnFile:
    """A file the learner chose: `name` is only shown."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something the reader did: code, how many rows, cells or files it touched, and what its sentence shows.

    code: one of those for which `widgets.base.own_posts_words.note_words` has a sentence. row: the first it touched.
    shown: their numbers or names.
    """

    code: str
    count: int
    row: int | None = None
    shown: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The cells of one file or sheet. name: of that file or sheet. rows: as a spreadsheet numbers them, from row 1.

    encoding, separator: how a text file was written; empty for a spreadsheet. notes: what was done to read it.
    """

    name: str
    rows: list[list[Cell]] = field(repr=False)
    encoding: str = ""
    separator: str = ""
    notes: tuple[Note, ...] = ()


def refused(code: FileRefusal, **values: float | int | str) -> InputError:
    """The error for a file that cannot be read."""
    return InputError("file", code, **values)


@contextmanager
def of_file(name: str) -> Iterator[None]:
    """What is refused inside says of which of several files: in its values as `file`."""
    try:
        yield
    except InputError as error:
        inside = error.values.get("file")
        values = {**error.values, "file": f"{name}: {inside}" if inside else name}
        raise InputError(error.field, error.code, **values) from None
