"""Whether what was pasted, or stands in a text file, is a table or a text: sentences have commas too."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum

from tertulia.exports.cells import FileRefusal, Grid
from tertulia.exports.columns import ExportField, ExportSource, plain
from tertulia.exports.encodings import beginning, decoded, is_web
from tertulia.exports.layout import Block, blocks
from tertulia.exports.sources import ANY, known_names, recognised
from tertulia.exports.table import grids, text_grid
from tertulia.models.errors import InputError

SAYING = frozenset({ExportField.TEXT, ExportField.TITLE})
"""What a post says."""

LINES = 400
"""Of what is pasted, so many are looked at to tell what it is."""

IRREGULAR = 0.1
"""Share of rows that may have another number of cells in a table."""


class TextOrTable(StrEnum):
    """What something is."""

    TEXT = "text"
    TABLE = "table"
    UNSURE = "unsure"
    """Its lines have equally many cells, but nothing says that they are cells."""


def text_or_table(content: bytes, name: str = "") -> TextOrTable:
    """What this is, in a file of this name or without one.

    A workbook, a zip file, a web page or JSON is a table. A text is one if a line names columns as networks do, or if
    its lines are parted by tabs, which nobody types. Lines that are alike in nothing but their commas may be either,
    unless the file's name says so: ask. InputError on "file" for what cannot be read.
    """
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or is_web(content) or _is_json(content):
        return TextOrTable.TABLE
    try:
        (grid,) = grids(content, name) if name else (_beginning(content),)
    except InputError as error:
        if error.code not in (FileRefusal.QUOTES, FileRefusal.LONG_CELL):
            raise
        return TextOrTable.TEXT  # sentences with an odd quotation mark
    tables = blocks(grid)
    if any(_named(block) for block in tables):
        return TextOrTable.TABLE
    widest = max(tables, key=lambda block: len(block.rows), default=None)
    if widest is None or not _regular(widest):
        return TextOrTable.TEXT
    width = len(widest.headers)
    if width > 1 and (grid.separator == "\t" or name.lower().endswith((".csv", ".tsv")) and width > 2):
        return TextOrTable.TABLE
    if len(tables) > 1 or "\n\n" in decoded(content)[0].replace("\r", "").strip():
        return TextOrTable.TEXT
    least = 3 if grid.separator == "," else 2  # one comma in every line is no wonder, two in every line are
    return TextOrTable.UNSURE if len(widest.rows) > 1 and width >= least else TextOrTable.TEXT


def _beginning(content: bytes) -> Grid:
    """What was pasted, as a table: of many lines the first, which tell as much."""
    lines = content.split(b"\n", LINES)
    if len(lines) > LINES:
        with suppress(InputError):  # the cut may go through a cell with several lines
            return text_grid(b"\n".join(lines[:LINES]))
    return text_grid(content)


def says(source: ExportSource, header: str) -> bool:
    """Whether a column of this name holds what was written, in such an export."""
    return (source.names if source is not ANY else ANY.names).get(plain(header)) in SAYING


def _is_json(content: bytes) -> bool:
    first = beginning(content).lstrip()[:1]
    return first in ("[", "{") and decoded(content)[0].rstrip()[-1:] == {"[": "]", "{": "}"}[first]


def _named(block: Block) -> bool:
    """Whether the header names columns as networks do."""
    source = recognised(block.headers)
    if source is not ANY:
        return True
    saying = any(says(source, header) for header in block.headers)
    if len(block.headers) == 1:
        return saying and not block.long  # in a column of sentences a comma parts no cells
    known = sum(plain(header) in known_names() for header in block.headers)
    return _regular(block) and (saying or known > 1)


def _regular(block: Block) -> bool:
    return len(block.short) + len(block.long) <= IRREGULAR * len(block.rows)
