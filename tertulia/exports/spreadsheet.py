"""Excel's formats as cells: .xlsx with openpyxl, the old binary .xls with xlrd.

Both libraries are large and rarely needed: they are brought in when such a file is read, not before.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from tertulia.exports.cells import MOST_COLUMNS, MOST_SHEET_CELLS, Cell, FileRefusal, Grid, Note, refused
from tertulia.exports.encodings import mended_cells
from tertulia.exports.one_column import split_again
from tertulia.models.errors import InputError


def excel(content: bytes, packed: zipfile.ZipFile) -> tuple[Grid, ...]:
    """The sheets of an .xlsx file, its formulas as the values last seen. `packed` is the same file, opened."""
    for item in packed.infolist():
        if item.filename.lower().endswith((".xml", ".rels", ".vml")):
            without_entities(packed.read(item))
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = []
        cells = 0
        for sheet in book.worksheets:
            # What the file says of its size may be wrong either way; the rows themselves are counted.
            sheet.reset_dimensions()
            rows: list[list[Cell]] = []
            for row in sheet.iter_rows(values_only=True):
                cells += len(row)
                _room(len(row), cells)
                rows.append(_row(row))
            sheets.append(_sheet(sheet.title, rows))
        book.close()
    except InputError:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError):
        raise refused(FileRefusal.DAMAGED) from None
    return tuple(sheets)


def old_excel(content: bytes) -> tuple[Grid, ...]:
    """The sheets of an old .xls file. LinkedIn still gives these."""
    if "EncryptedPackage".encode("utf-16-le") in content[: 1 << 20]:
        raise refused(FileRefusal.PROTECTED)
    import xlrd

    sheets = []
    try:
        with xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO()) as book:
            for sheet in book.sheets():
                _room(sheet.ncols, sheet.nrows * sheet.ncols)
                rows = [
                    _row(
                        _old_cell(kind, value, book.datemode)
                        for kind, value in zip(sheet.row_types(place), sheet.row_values(place), strict=True)
                    )
                    for place in range(sheet.nrows)
                ]
                sheets.append(_sheet(sheet.name, rows))
    except (InputError, ConnectionError):  # the second: a page could not fetch what reads it
        raise
    except xlrd.XLRDError as error:
        raise refused(FileRefusal.PROTECTED if "encrypted" in str(error).lower() else FileRefusal.DAMAGED) from None
    except Exception:  # bytes that only begin like a workbook make xlrd fail in any of a dozen ways
        raise refused(FileRefusal.DAMAGED) from None
    return tuple(sheets)


def _sheet(name: str, rows: list[list[Cell]]) -> Grid:
    """A sheet, what a spreadsheet did to its texts mended."""
    rows = _trimmed(rows)
    letters = mended_cells(rows)
    rows, count = split_again(rows)
    notes = ((letters, "mended_letters"), (count, "one_column"))
    return Grid(name=name, rows=rows, notes=tuple(Note(code=code, count=number) for number, code in notes if number))


def _old_cell(kind: int, value: Any, mode: int) -> Any:
    import xlrd

    if kind == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(value, mode)
    if kind in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    return bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value


def _row(cells: Iterable[Any]) -> list[Cell]:
    return [_cell(value) for value in cells]


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | datetime):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    return str(value)


def _room(columns: int, cells: int) -> None:
    if columns > MOST_COLUMNS:
        raise refused(FileRefusal.TOO_MANY_COLUMNS, columns=columns, most=MOST_COLUMNS)
    if cells > MOST_SHEET_CELLS:
        raise refused(FileRefusal.TOO_MANY_SHEET_CELLS, most=MOST_SHEET_CELLS)


def _trimmed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of one length, without the empty ones that a sheet drags along at its end."""
    while rows and all(cell in (None, "") for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


class _Root(Exception):
    """The first element has come: what could declare an entity stands before it."""


def without_entities(part: bytes) -> None:
    """InputError if a part of the file declares a document type: Excel never does, and attacks need one."""

    def declared(*_given: object) -> None:
        raise refused(FileRefusal.ENTITIES)

    def begun(*_given: object) -> None:
        raise _Root

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(part, True)
    except _Root:
        return
    except expat.ExpatError:
        raise refused(FileRefusal.DAMAGED) from None
