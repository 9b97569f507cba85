"""Two tables about the same posts, side by side or on top of each other, as one: LinkedIn counts each by itself."""

from __future__ import annotations

from dataclasses import replace

from tertulia.exports.cells import Cell
from tertulia.exports.columns import COMPARED, ExportField, ExportSource, plain
from tertulia.exports.file import ExportFile
from tertulia.exports.layout import Block
from tertulia.exports.sources import ANY


def paired(file: ExportFile, place: int) -> tuple[Block, int]:
    """The table with the columns that others of its kind have for the same links, and how many tables were added."""
    block, source = file.blocks[place], file.sources[place]
    if source is ANY or source.rows not in COMPARED:
        return block, 0
    added = 0
    for k, other in enumerate(file.blocks):
        if k != place and file.sources[k] is source and other.name == block.name:
            more = _joined(block, other, source)
            if more is not None:
                block, added = more, added + 1
    return block, added


def _joined(block: Block, other: Block, source: ExportSource) -> Block | None:
    link, its_link = _link(block, source), _link(other, source)
    new = [name for name in other.headers if name not in block.headers]
    shared = [name for name in other.headers if name in block.headers]
    if link is None or its_link is None or not new:
        return None
    theirs = {(other.file(k), row[its_link]): k for k, row in enumerate(other.rows) if row[its_link]}
    mine = {(block.file(k), row[link]) for k, row in enumerate(block.rows)}
    if not mine & theirs.keys():
        return None
    columns = [other.headers.index(name) for name in new]

    def told(key: tuple[str, Cell]) -> list[Cell]:
        found = theirs.get(key)
        return [None] * len(new) if found is None else [other.rows[found][column] for column in columns]

    rows = [[*row, *told((block.file(k), row[link]))] for k, row in enumerate(block.rows)]
    numbers, files = list(block.numbers), list(block.files)
    for key, k in theirs.items():
        if key not in mine:
            own = {name: other.rows[k][other.headers.index(name)] for name in shared}
            rows.append([*(own.get(name) for name in block.headers), *told(key)])
            numbers.append(other.numbers[k])
            files += [other.file(k)] if block.files else []
    return replace(
        block,
        headers=(*block.headers, *new),
        rows=rows,
        numbers=numbers,
        files=tuple(files),
        # they stand beside each other, but are read together: "paired" says it
        notes=tuple(dict.fromkeys(note for note in (*block.notes, *other.notes) if note.code != "side_by_side")),
        short=(*block.short, *other.short),
        long=(*block.long, *other.long),
    )


def _link(block: Block, source: ExportSource) -> int | None:
    for place, name in enumerate(block.headers):
        if source.names.get(plain(name)) is ExportField.LINK:
            return place
    return None
