"""The tables in a file or in several, with what each was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tertulia.exports.cells import FileRefusal, Grid, Note, OwnFile, of_file, refused
from tertulia.exports.columns import ExportSource, RowKind
from tertulia.exports.joining import joined
from tertulia.exports.layout import Block, blocks
from tertulia.exports.sources import ANY, recognised
from tertulia.exports.table import checked, grids, within


@dataclass(frozen=True, eq=False)
class ExportFile:
    """The tables of a file, with what each was taken for, and what was done to read them."""

    blocks: tuple[Block, ...]
    sources: tuple[ExportSource, ...]
    notes: tuple[Note, ...] = ()
    """What was done to the whole; what was done to one table stands in the table."""

    @property
    def best(self) -> int:
        """The place of the table to begin with: posts before days, and then the longest."""
        rank = {RowKind.POST: 4, RowKind.VIDEO: 4, RowKind.AD: 3, RowKind.DAY: 2, RowKind.FIRM: 1}
        known = [rank.get(source.rows, 0) if source is not ANY else 0.5 for source in self.sources]
        return max(range(len(known)), key=lambda place: (known[place], len(self.blocks[place].rows)))

    def label(self, place: int) -> str:
        """A name for a table that no other table of the file has."""
        block = self.blocks[place]
        name = block.name or block.headers[0]
        same = [other for other in self.blocks if other.name == block.name]
        if len(same) < 2:
            return name
        if block.title and [other.title for other in same].count(block.title) == 1:
            return f"{name}: {block.title[:_LONGEST_TITLE]}"
        return f"{name} ({[other is block for other in same].index(True) + 1})"


_LONGEST_TITLE = 60


def opened(*files: OwnFile) -> ExportFile:
    """The tables in the files, those of one layout together.

    InputError on "file" as `table.grids` raises it, with the name of the file as `file` if it is one of several; and:
    one_column, no_rows.
    """
    tables: list[Grid] = []
    for file in files:
        tables += _named(file, several=len(files) > 1)
        checked(tuple(tables))
    whole = joined([block for grid in _told_apart(tables) for block in blocks(grid)])
    if not whole:
        raise refused(FileRefusal.NO_ROWS)
    if all(len(block.headers) < 2 for block in whole):
        raise refused(FileRefusal.ONE_COLUMN)
    return ExportFile(tuple(whole), tuple(recognised(block.headers) for block in whole), _together(tables))


def _named(file: OwnFile, *, several: bool) -> tuple[Grid, ...]:
    """The tables of a file; of several files, each is called after its own, in a zip after the one there."""
    if not several:
        return grids(file.content, file.name)
    with of_file(file.name):
        tables = grids(file.content, file.name)
    return tables if file.name.lower().endswith(".zip") else within(file.name, tables)


def _told_apart(tables: Sequence[Grid]) -> list[Grid]:
    """The tables, no two of one name: two files may have the same."""
    seen: dict[str, int] = {}
    made = []
    for grid in tables:
        seen[grid.name] = seen.get(grid.name, 0) + 1
        made.append(grid if seen[grid.name] == 1 else replace(grid, name=f"{grid.name} ({seen[grid.name]})"))
    return made


def _together(tables: Iterable[Grid]) -> tuple[Note, ...]:
    """What was done to all files, each kind of it once."""
    counts: dict[tuple[str, str], int] = {}
    for note in (note for grid in tables for note in grid.notes):
        counts[note.code, note.shown] = counts.get((note.code, note.shown), 0) + note.count
    return tuple(Note(code=code, count=count, shown=shown) for (code, shown), count in counts.items())
