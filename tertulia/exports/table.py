"""Bytes to cells: encodings, separators, quotes, zip files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tertulia import archives
from tertulia.archives import ArchiveError, ArchiveFault, no_bomb
from tertulia.exports.cells import MOST_CELLS, MOST_COLUMNS, SEPARATORS, Cell, FileRefusal, Grid, Note, of_file, refused
from tertulia.exports.encodings import decoded, is_web
from tertulia.exports.one_column import split_again
from tertulia.models.errors import InputError

MOST_BYTES = 25 * 2**20
"""Size of a file we read, in bytes; ten years of daily posts need a tenth of it."""

MOST_FILES = 60


def grids(content: bytes, name: str = "") -> tuple[Grid, ...]:
    """The tables in a file, in its order; `name` is only shown. InputError on "file" says what is wrong with it."""
    if len(content) > MOST_BYTES:
        code = (
            FileRefusal.DOWNLOAD_TOO_LARGE if _JSON.match(content) or _is_download(content) else FileRefusal.TOO_LARGE
        )
        raise refused(code, megabytes=round(len(content) / 2**20, 1), most=MOST_BYTES // 2**20)
    if not content.strip(b"\0\r\n\t "):
        raise refused(FileRefusal.EMPTY)
    if content.startswith(b"PK"):
        return _packed(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # only here, as below: most files are text, and a page has less to fetch
        from tertulia.exports.spreadsheet import old_excel

        return checked(old_excel(content))
    kind = _known_kind(content)
    if kind:
        raise refused(FileRefusal.NOT_A_TABLE, kind=kind)
    if _JSON.match(content):
        from tertulia.exports import download

        return checked(download.from_json(content, name))
    if is_web(content):
        from tertulia.exports.web import web_grids

        if _DOWNLOAD.search(name) or b' class="_a6-g"' in content:
            raise refused(FileRefusal.DOWNLOAD_HTML)
        return checked(web_grids(content, name))
    return checked((text_grid(content, name),))


_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*+(?:\[\s*+[\[{\]]|\{\s*+["}])')
"""How JSON begins, and no table."""


def within(file: str, tables: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The tables of one of several files, called after it: "Sheet1" stands in every workbook."""
    filled = [grid for grid in tables if grid.rows]
    return tuple(
        replace(grid, name=file if len(filled) < 2 or grid.name == file else f"{file}: {grid.name}") for grid in filled
    )


def checked(tables: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The same grids; InputError if they are larger than what we read."""
    widest = max((max(map(len, grid.rows), default=0) for grid in tables), default=0)
    if widest > MOST_COLUMNS:
        raise refused(FileRefusal.TOO_MANY_COLUMNS, columns=widest, most=MOST_COLUMNS)
    if sum(sum(map(len, grid.rows)) for grid in tables) > MOST_CELLS:
        raise refused(FileRefusal.TOO_MANY_CELLS, most=MOST_CELLS)
    if not any(grid.rows for grid in tables):
        raise refused(FileRefusal.EMPTY)
    return tables


# ---- text ----------------------------------------------------------------------------------------------------------


def text_grid(content: bytes, name: str = "") -> Grid:
    """A text file as cells; also what somebody pasted, once encoded."""
    if is_web(content):
        raise refused(FileRefusal.WEB_TABLE)
    text, encoding, notes = decoded(content)
    if _CONTROL.search(text):
        raise refused(FileRefusal.BINARY)
    separator = _named_separator(text) or _separator(text)
    rows, mended = _rows(text, separator)
    if mended:
        notes = (*notes, Note(code="mended_quotes", count=1))
    rows, count = split_again(rows, text)
    if count:
        notes = (*notes, Note(code="one_column", count=count))
    return Grid(name=name, rows=rows, encoding=encoding, separator=separator, notes=notes)


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_INNER_QUOTE = r'(?<!^)(?<![{sep}\n\r"])"(?![{sep}\n\r"]|\Z)'


def _named_separator(text: str) -> str:
    """The separator a first line `sep=;` names, as Excel understands it."""
    first_line = re.match(r'"?sep=(.)"?\r?\n', text)
    return first_line[1] if first_line else ""


def _separator(text: str) -> str:
    """The separator under which the largest share of the first records have equally many cells.

    The share, not the number: under a wrong separator a line break inside a quoted text makes two records of one.
    """
    best, most = ",", 0.0
    head = text[:60_000]
    for separator in SEPARATORS:
        if separator not in head:
            continue
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        widths = Counter(len(row) for _place, row in zip(range(200), reader, strict=False) if row)
        times = max((times for width, times in widths.items() if width > 1), default=0)
        if times and times / widths.total() > most:
            best, most = separator, times / widths.total()
    return best


def _rows(text: str, separator: str) -> tuple[list[list[Cell]], bool]:
    try:
        return _parsed(text, separator), False
    except csv.Error:
        pass
    # A title such as "the "secret" of it": some networks do not double the quotes inside.
    inner = re.compile(_INNER_QUOTE.replace("{sep}", re.escape(separator)))
    again = inner.sub('""', text)
    reader = csv.reader(io.StringIO(again, newline=""), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    try:
        rows.extend(list(row) for row in reader)
    except csv.Error as error:
        if "field limit" in str(error):
            raise refused(FileRefusal.LONG_CELL, row=len(rows) + 1, most=csv.field_size_limit()) from None
        raise refused(FileRefusal.QUOTES, row=len(rows) + 1) from None
    return rows, True


def _parsed(text: str, separator: str) -> list[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    cells = 0
    for row in reader:
        cells += len(row)
        if len(row) > MOST_COLUMNS:
            raise refused(FileRefusal.TOO_MANY_COLUMNS, columns=len(row), most=MOST_COLUMNS)
        if cells > MOST_CELLS:
            raise refused(FileRefusal.TOO_MANY_CELLS, most=MOST_CELLS)
        rows.append(row)  # type: ignore[arg-type]
    return rows


# ---- files of other kinds ------------------------------------------------------------------------------------------


def _known_kind(content: bytes) -> str:
    """A word for a file that is recognisably something else, or nothing."""
    for mark, kind in (
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"Rar!", "RAR"),
        (b"7z\xbc\xaf", "7z"),
        (b"\x1f\x8b", "gzip"),
        (b"{\\rtf", "RTF"),
        (b"RIFF", "RIFF"),
        (b"\x7fELF", "program"),
        (b"MZ\x90", "program"),
    ):
        if content.startswith(mark):
            return kind
    return "MP4" if content[4:8] == b"ftyp" else ""


@contextmanager
def unpacked(content: bytes) -> Iterator[zipfile.ZipFile]:
    """A zip file, opened. InputError on "file" for one that is damaged or has a password, also while it is read."""
    try:
        with archives.unpacked(content, InputError) as packed:
            yield packed
    except ArchiveError as error:
        raise refused(_CLOSED[error.code]) from None


_CLOSED = {
    ArchiveFault.DAMAGED: FileRefusal.DAMAGED,
    ArchiveFault.PROTECTED: FileRefusal.PROTECTED,
    ArchiveFault.BOMB: FileRefusal.ZIP_BOMB,
}


def _packed(content: bytes) -> tuple[Grid, ...]:
    with unpacked(content) as packed:
        inside = [item for item in packed.infolist() if not item.is_dir()]
        if _names_of_download(inside):
            from tertulia.exports import download

            return checked(download.from_zip(packed, len(content)))
        no_bomb(inside, len(content))
        names = {item.filename for item in inside}
        if "xl/workbook.xml" in names:
            from tertulia.exports.spreadsheet import excel

            return checked(excel(content, packed))
        if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
            raise refused(FileRefusal.NUMBERS)
        if "mimetype" in names or "content.xml" in names:
            raise refused(FileRefusal.OPEN_DOCUMENT)
        if "[Content_Types].xml" in names:
            raise refused(FileRefusal.NOT_A_TABLE, kind="Office")
        return _files(packed, inside)


def _is_download(content: bytes) -> bool:
    """Whether a file is Instagram's or Facebook's own download, whatever its size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _names_of_download(packed.infolist())
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        return False


def _names_of_download(inside: list[zipfile.ZipInfo]) -> bool:
    return any(_DOWNLOAD.search(item.filename) for item in inside)


_DOWNLOAD = re.compile(
    r"(?:^|/)(?:(?:your_instagram_activity|your_facebook_activity|your_activity_across_facebook|"
    r"this_profile's_activity_across_facebook|past_instagram_insights|followers_and_following|personal_information)/|"
    r"(?:start_here|(?:your_posts[^/]*|posts_\d+|profile_posts_\d+|followers_\d+|reels|stories))\.(?:html|json)$)"
)
"""Folders and files that only such a download has inside."""


_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")


def _files(packed: zipfile.ZipFile, inside: list[zipfile.ZipInfo]) -> tuple[Grid, ...]:
    told = [
        item
        for item in inside
        if not item.filename.startswith("__MACOSX") and not item.filename.rpartition("/")[2].startswith(".")
    ]
    tables = [item for item in told if item.filename.lower().endswith(_TABLES)]
    if not tables:
        raise refused(FileRefusal.NOTHING_INSIDE)
    if len(tables) > MOST_FILES:
        raise refused(FileRefusal.ZIP_BOMB)
    names = Counter(item.filename.rpartition("/")[2] for item in tables)
    read: list[Grid] = []
    for item in tables:
        content = packed.read(item)
        name = item.filename.rpartition("/")[2]
        if not content.strip(b"\0\r\n\t \xef\xbb\xbf"):
            continue
        name = name if names[name] == 1 else item.filename
        with of_file(name):
            if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) and not name.lower().endswith((".xlsx", ".xls")):
                raise refused(FileRefusal.ZIP_BOMB)  # archives inside archives: nobody exports those
            read += within(name, grids(content, name))
    if not read:
        raise refused(FileRefusal.EMPTY)
    closed = len(told) - len(tables)
    if closed:
        read[0] = replace(read[0], notes=(*read[0].notes, Note(code="other_files", count=closed)))
    return checked(tuple(read))
