"""Where tables stand in a grid of cells: lines before the header, prose below it, tables above or beside each other.

An empty line parts tables only where a header follows it, an empty column only where a table stands on both sides of
it: many owners leave one for the eye.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from tertulia.exports.cells import Cell, Grid, Note
from tertulia.exports.columns import ExportField, plain
from tertulia.exports.sources import ANY, known_names, recognised
from tertulia.exports.summaries import set_apart

HEADER_WITHIN = 15
"""A header is looked for in so many rows."""

Rows = list[list[Cell]]


class FileRow(NamedTuple):
    """A row as its file counts it. file: which one; empty if there is only one."""

    number: int
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A table as it stands in a file.

    headers: unique; a repeated name has " (2)" behind it. rows: its cells, each as long as the headers. numbers: the
    row of its file each stands in, counted from 1. above: what stands before the header. notes: what was set apart:
    second_header, repeated_header, totals, note_line. short, long: rows with fewer, or more, cells than the header.
    files: the file or sheet of each row, empty if all are of one.
    """

    name: str
    headers: tuple[str, ...]
    rows: Rows = field(repr=False)
    numbers: list[int] = field(repr=False)
    above: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    short: tuple[FileRow, ...] = ()
    long: tuple[FileRow, ...] = ()
    files: tuple[str, ...] = field(default=(), repr=False)

    def file(self, place: int) -> str:
        """The file of a row of the table; empty if all rows are of one file."""
        return self.files[place] if self.files else ""

    @property
    def title(self) -> str:
        """The line right above the header; empty if there is none."""
        lines = [
            line for line in self.above if line and not line.startswith("#") and not line.lower().startswith("sep=")
        ]
        return lines[-1] if lines else ""


@dataclass(frozen=True)
class _Part:
    """Rows that belong together, with their numbers in the file."""

    numbers: list[int]
    rows: Rows


def blocks(grid: Grid) -> tuple[Block, ...]:
    """The tables of a grid, in their order; none if it has no row below a header."""
    apart = _columns_apart(grid.rows)
    return tuple(_settled(block, part.beside) for part in apart for block in _stacked(grid.name, part.pieces))


def _settled(block: Block, beside: int) -> Block:
    """The table without the rows that sum up others, each kind of note once."""
    block = _without_summaries(block)
    more = (Note(code="side_by_side", count=beside),) if beside else ()
    return replace(block, notes=_together((*block.notes, *more)))


def _without_summaries(block: Block) -> Block:
    found = set_apart(block.headers, block.rows)
    apart = {place: "totals" for place in found.summaries} | {place: "note_line" for place in found.lines}
    if not apart or len(apart) == len(block.rows):
        return block
    notes = [Note(code=code, count=1, row=block.numbers[place]) for place, code in sorted(apart.items())]
    return replace(
        block,
        rows=[row for place, row in enumerate(block.rows) if place not in apart],
        numbers=[number for place, number in enumerate(block.numbers) if place not in apart],
        notes=(*block.notes, *notes),
    )


_MOST_SHOWN = 6


def _together(notes: Sequence[Note]) -> tuple[Note, ...]:
    """One note for each code: how many rows, the first of them, and all of their numbers, or the first few."""
    rows: dict[str, list[int]] = {}
    for note in notes:
        if note.row is not None:
            rows.setdefault(note.code, []).append(note.row)
    return tuple(note for note in notes if note.row is None) + tuple(
        Note(code=code, count=len(them), row=min(them), shown=_listed(sorted(them))) for code, them in rows.items()
    )


def _listed(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_MOST_SHOWN])) + (", …" if len(rows) > _MOST_SHOWN else "")


# ---- tables beside each other --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Stack:
    """Pieces above each other. beside: how many of such stand beside each other, 0 if it is the only one."""

    pieces: list[_Part]
    beside: int = 0


def _columns_apart(rows: Rows) -> list[_Stack]:
    """The pieces of the rows, and those of each of the tables that stand beside each other."""
    apart: list[_Stack] = []
    beside: list[tuple[int, int, _Stack]] = []
    alone: _Stack | None = None
    for piece in _pieces(rows):
        cuts = _cuts(piece.rows)
        if cuts:
            beside, alone = [(begin, end, _Stack([], len(cuts))) for begin, end in cuts], None
            apart += [stack for *_place, stack in beside]
        elif beside and _begins_anew(piece.rows):
            beside = []
        if not beside:
            if alone is None:
                alone = _Stack([])
                apart.append(alone)
            alone.pieces.append(piece)
        for begin, end, stack in beside:  # also rows behind an empty line
            stack.pieces.extend(_pieces([row[begin:end] for row in piece.rows], piece.numbers))
    return apart


def _begins_anew(rows: Rows) -> bool:
    """A header stands among the first rows, or there are only lines of one cell: a title."""
    return any(_looks_like_header(row) for row in rows[:3]) or all(_filled(row) < 2 for row in rows)


def _cuts(rows: Rows) -> list[tuple[int, int]]:
    """From and to which column each of the tables stands that are beside each other; nothing if it is only one."""
    width = max(map(len, rows))
    used = [False] * width
    for row in rows:
        for place, cell in enumerate(row):
            if not used[place] and not _is_empty(cell):
                used[place] = True
        if all(used):
            break
    ranges: list[tuple[int, int]] = []
    for place, here in enumerate(used):
        if here and place and used[place - 1]:
            ranges[-1] = (ranges[-1][0], place + 1)
        elif here:
            ranges.append((place, place + 1))
    if len(ranges) < 2:
        ranges = _cut_by_names(rows, width)
    tables: list[tuple[int, int]] = []
    for begin, end in ranges:
        alone = _is_table(rows, begin, end) and bool(tables) and _is_table(rows, *tables[-1])
        if tables and (not alone or _is_one_export(rows, tables[-1][0], begin, end)):
            tables[-1] = (tables[-1][0], end)
        else:
            tables.append((begin, end))
    return tables if len(tables) > 1 else []


def _is_one_export(rows: Rows, begin: int, gap: int, end: int) -> bool:
    """The names on both sides are together those of an export that we know, of which one side alone has no sense."""
    place = _header(rows)
    if place is None:
        return False
    left, right = ([cell for cell in rows[place][one:other] if cell] for one, other in ((begin, gap), (gap, end)))
    again = {plain(cell) for cell in left} & {plain(cell) for cell in right}
    whole = recognised([*left, *right])
    # "Date" in an export may hold the word Total; what it does not know at all may be another table's.
    strange = {plain(cell) for cell in right} - set(whole.names)
    dated = any(ANY.names.get(name) is ExportField.WHEN for name in strange)
    both = recognised(left) is not ANY and recognised(right) is not ANY
    return whole is not ANY and not both and not again and not dated


def _cut_by_names(rows: Rows, width: int) -> list[tuple[int, int]]:
    """Tables without an empty column between them: the first name of the header comes again, above other values."""
    place = _header(rows)
    names = [plain(cell) for cell in rows[place]] if place is not None else []
    first = names[0] if names else ""
    begins = [column for column, name in enumerate(names) if name == first]
    if not first or len(begins) < 2 or min(b - a for a, b in zip(begins, begins[1:], strict=False)) < 2:
        return []
    body = rows[(place or 0) + 1 :]
    if any(len({_at(row, begin) for begin in begins}) == 1 and not _is_empty(_at(row, 0)) for row in body):
        return []
    return list(zip(begins, [*begins[1:], width], strict=True))


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _is_table(rows: Rows, begin: int, end: int) -> bool:
    """Columns of their own right: what each row is of, different in each, and figures."""
    body = [row[begin:end] for row in rows if not all(map(_is_empty, row[begin:end]))]
    place = next(
        (k for k, row in enumerate(body[:HEADER_WITHIN]) if _filled(row) > 1 and _looks_like_header(row)), None
    )
    if end - begin < 2 or place is None or len(body) < place + 3:  # in one row everything is different
        return False
    below = [[*row, *([None] * (end - begin - len(row)))] for row in body[place + 1 :]]
    figures = named = False
    for column in zip(*below, strict=True):
        filled = [cell for cell in column if not _is_empty(cell)]
        values = sum(map(_is_number, filled))
        figures |= bool(filled) and 2 * values > len(filled)
        named |= len(filled) * 5 >= 4 * len(column) and not values and len(set(filled)) * 5 >= 4 * len(filled)
    return figures and named


# ---- tables above each other ---------------------------------------------------------------------------------------


def _stacked(name: str, pieces: Sequence[_Part]) -> list[Block]:
    """The tables of rows that stand above each other."""
    tables: list[Block] = []
    for piece in pieces:
        for run in _runs(piece):
            place = _header(run.rows)
            if place is None or (tables and not _looks_like_header(run.rows[place])):
                if tables:  # only an empty line inside a table
                    tables[-1] = _joined(tables[-1], run)
                continue
            before = next((k for k in range(place) if not _figures(run.rows[k]) or _filled(run.rows[k]) < 3), place)
            if tables and before:  # rows of the table above, which an empty line parts from it
                tables[-1] = _joined(tables[-1], _Part(run.numbers[:before], run.rows[:before]))
                run, place = _Part(run.numbers[before:], run.rows[before:]), place - before
            block = _block(name, run, place)
            if block is None:
                continue
            if tables and not block.title and _same(tables[-1].headers, block.headers):
                # each page has its own sums: together they can be half of the rows
                page = _without_summaries(block)
                tables[-1] = _page_after(_without_summaries(tables[-1]), page, run.numbers[place])
            else:
                tables.append(block)
    return tables


def _pieces(rows: Rows, numbers: Sequence[int] = ()) -> list[_Part]:
    """Runs of rows without an empty one, with their numbers; lines of notes ("# …") stay with what follows."""
    pieces: list[_Part] = []
    piece = _Part([], [])
    for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True):
        first = row[0] if row else None
        if (first and not (isinstance(first, str) and first.isspace())) or _filled_any(row):
            piece.numbers.append(number)
            piece.rows.append(row)
        elif piece.rows and not all(map(_is_note, piece.rows)):
            pieces.append(piece)
            piece = _Part([], [])
    if piece.rows:
        pieces.append(piece)
    return _with_their_header(pieces)


def _with_their_header(pieces: Sequence[_Part]) -> list[_Part]:
    """The pieces, a header together with its rows where an empty line parts them."""
    made: list[_Part] = []
    for piece in pieces:
        if (
            made
            and _ends_in_header(made[-1].rows)
            and _filled(piece.rows[0]) > 1
            and not _looks_like_header(piece.rows[0])
        ):
            made[-1] = _Part([*made[-1].numbers, *piece.numbers], [*made[-1].rows, *piece.rows])
        else:
            made.append(piece)
    return made


def _ends_in_header(rows: Rows) -> bool:
    """Nothing but titles and, below them, a header."""
    return _filled(rows[-1]) > 1 and _looks_like_header(rows[-1]) and all(_filled(row) < 2 for row in rows[:-1])


def _runs(piece: _Part) -> Iterator[_Part]:
    """The piece, parted where another header stands in its midst, together with the titles right above that header."""
    place = _header(piece.rows)
    if place is None:
        yield piece
        return
    begin = 0
    for other in _headers_below(piece.rows, place):
        while other > begin + 1 and _filled(piece.rows[other - 1]) == 1 and _is_text(piece.rows[other - 1]):
            other -= 1
        if other > begin:
            yield _Part(piece.numbers[begin:other], piece.rows[begin:other])
            begin = other
    yield _Part(piece.numbers[begin:], piece.rows[begin:])


def _headers_below(rows: Rows, place: int) -> list[int]:
    """Rows in the midst of a table that are headers: words where figures stand above and below."""
    first = rows[place + 1] if place + 1 < len(rows) else []
    probe = next((k for k in range(len(first) - 1, -1, -1) if _is_number(first[k])), None)
    names = [plain(cell) for cell in rows[place]]
    known = known_names()
    begin = rows[place][:1]
    found = []
    for k in range(place + 1, len(rows)):
        row = rows[k]
        at = row[probe] if probe is not None and probe < len(row) else None
        if row[:1] != begin or not begin[0]:
            if isinstance(at, str) and at:
                if at[0].isdigit():
                    continue
            elif at or probe is None or len(row) < 2 or not isinstance(row[1], str):
                continue
        if not _looks_like_header(row, known):
            continue
        these = [plain(cell) for cell in row]
        told = sum(name in known for name in these if name)
        below = rows[k + 1] if k + 1 < len(rows) else []
        if these == names or (told > 1 and 2 * told >= sum(map(bool, these))):
            found.append(k)
        elif probe is not None and _filled(row) > 1 and _figures(below) and at and not _figures(row):
            found.append(k)
    return found


def _figures(row: Sequence[Cell]) -> int:
    return sum(map(_is_number, row))


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return list(map(plain, one)) == list(map(plain, other))


def _page_after(block: Block, more: Block, row: int) -> Block:
    """The block with what stands behind its header, which a page break repeats."""
    again = Note(code="repeated_header", count=1, row=row)
    return replace(
        block,
        rows=block.rows + more.rows,
        numbers=block.numbers + more.numbers,
        notes=(*block.notes, again, *more.notes),
        short=block.short + more.short,
        long=block.long + more.long,
    )


def _is_empty(cell: Cell) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())


def _filled_any(row: Sequence[Cell]) -> bool:
    return not all(map(_is_empty, row))


def _filled(row: Sequence[Cell]) -> int:
    return len(row) - sum(map(_is_empty, row))


def _is_text(row: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and not _VALUE.fullmatch(cell.strip()) for cell in row if not _is_empty(cell))


_NOTES = frozenset("#sS")


def _is_note(row: Sequence[Cell]) -> bool:
    first = row[0] if row else ""
    return isinstance(first, str) and first[:1] in _NOTES and (first.startswith("#") or first[:4].lower() == "sep=")


# ---- one table -----------------------------------------------------------------------------------------------------


def _header(rows: Rows) -> int | None:
    """The place of the header among the first rows: names we know above figures, or most of them, else a full one."""
    head = rows[:HEADER_WITHIN]
    known = known_names()
    best, most = None, 1
    for place, row in enumerate(head):
        if _is_note(row):
            continue
        names = sum(plain(cell) in known for cell in row if isinstance(cell, str))
        if names > 1 and _looks_like_header(row) and place + 1 < len(rows) and _figures(rows[place + 1]):
            return place if best is None or names > most else best
        if names > most:
            best, most = place, names
    if best is not None:
        return best
    widths = [len(row) for row in rows[: 3 * HEADER_WITHIN] if not _is_note(row)]
    if not widths:
        return None
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    alone = 2 * sum(_filled(row) < 2 for row in rows[: 3 * HEADER_WITHIN]) > len(rows[: 3 * HEADER_WITHIN])
    for place, row in enumerate(head):
        full = len(row) >= usual and (alone or _filled(row) > 1)
        if full and not _is_note(row) and _looks_like_header(row):
            return place
    return next((place for place, row in enumerate(head) if not _is_note(row)), None)


def _looks_like_header(row: Sequence[Cell], known: frozenset[str] = frozenset()) -> bool:
    """Words in most cells, or names we know, and no number or date."""
    texts = [cell for cell in row if cell not in (None, "")]
    if not texts or any(isinstance(cell, int | float | datetime) for cell in texts):
        return False
    words = [str(cell).strip() for cell in texts]
    if any(_VALUE.fullmatch(word) for word in words):
        return False
    return len(words) * 2 >= len(row) or sum(plain(word) in known for word in words) * 2 >= len(words)


_VALUE = re.compile(r"[-+€$£%\d.,:/\s\u00a0\u202fTZ]*\d[-+€$£%\d.,:/\s\u00a0\u202fTZ]*")
_FIGURE = re.compile(r"[-+\u2212]?[€$£]?\s*\d[\d.,\s\u00a0\u202f]*\s*[%€$£KkM]?")


def _is_number(cell: Cell) -> bool:
    return bool(_FIGURE.fullmatch(cell)) if isinstance(cell, str) else isinstance(cell, int | float)


def _block(name: str, part: _Part, place: int) -> Block | None:
    rows, numbers = part.rows, part.numbers
    names = list(rows[place])
    while names and names[-1] in (None, ""):
        names.pop()
    headers = _unique(names)
    above = tuple(" ".join(str(cell) for cell in row if cell not in (None, "")) for row in rows[:place])
    below, counted = rows[place + 1 :], numbers[place + 1 :]
    notes: list[Note] = []
    if below and recognised(headers) is not ANY and _is_prose(below[0]):
        notes.append(Note(code="second_header", count=1, row=counted[0]))
        below, counted = below[1:], counted[1:]
    if not headers:
        return None
    kept, kept_numbers, short, long = [], [], [], []
    width = len(headers)
    for number, row in zip(counted, below, strict=True):
        if width > 1 and _is_note(row) and _filled(row) == 1:
            notes.append(Note(code="note_line", count=1, row=number))
            continue
        if len(row) < width:
            short.append(FileRow(number))
            row = [*row, *([None] * (width - len(row)))]
        elif len(row) > width:
            if any(cell not in (None, "") for cell in row[width:]):
                long.append(FileRow(number))
            row = row[:width]
        kept.append(row)
        kept_numbers.append(number)
    if not kept:
        return None
    return Block(
        name=name,
        headers=headers,
        rows=kept,
        numbers=kept_numbers,
        above=above,
        notes=tuple(notes),
        short=tuple(short),
        long=tuple(long),
    )


def _unique(row: Sequence[Cell]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    headers = []
    for place, cell in enumerate(row, 1):
        name = " ".join(str(cell if cell is not None else "").replace("\ufeff", "").split()) or f"({place})"
        seen[name] = seen.get(name, 0) + 1
        headers.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headers)


def _is_prose(row: Sequence[Cell]) -> bool:
    """A second header: no number in it, an empty first cell, and sentences."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return (
        bool(texts)
        and len(texts) == sum(cell not in (None, "") for cell in row)
        and not row[0]
        and all(len(text) > 20 and not _VALUE.fullmatch(text) for text in texts)
    )


def _joined(block: Block, part: _Part) -> Block:
    """The block with further rows."""
    more = _block(block.name, _Part([0, *part.numbers], [list(block.headers), *part.rows]), 0)
    if more is None:
        return block
    return replace(
        block,
        rows=block.rows + more.rows,
        numbers=block.numbers + more.numbers,
        notes=block.notes + more.notes,
        short=block.short + more.short,
        long=block.long + more.long,
    )
