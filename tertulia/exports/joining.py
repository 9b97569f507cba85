"""The same table in several files, sheets or months of a sheet, as one: networks hand out a file a month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tertulia.exports.cells import Cell, Note
from tertulia.exports.columns import ExportField, ExportSource, plain
from tertulia.exports.layout import Block
from tertulia.exports.sources import ANY, recognised

_ALIKE = 0.75
"""Share of the columns that two tables of one layout have in common; networks add and drop some from month to month."""

_SURE = 5
"""With fewer columns in common, each with others of its own, they count different things of the same posts."""

_NETWORKS = frozenset({"instagram", "facebook", "tiktok", "youtube", "linkedin", "twitter", "pinterest", "threads"})
_PERIODS = frozenset(
    word
    for words in (
        "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
        "january february march april may june july august september october november december",
        "ene feb mar abr jun jul ago sep sept oct nov dic jan apr aug dec",
        "mes month semana week trimestre quarter q de del of the pagina page hoja sheet",
    )
    for word in words.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 60
_MOST_SHOWN = 200


def joined(blocks: Sequence[Block]) -> list[Block]:
    """The tables, those of one layout together, each where the first of them stood."""
    groups: list[list[Block]] = []
    for block in blocks:
        for group in groups:
            if _same_layout(group[0], block) and not _contradicts(group, block):
                group.append(block)
                break
        else:
            groups.append([block])
    return [group[0] if len(group) == 1 else _one(group) for group in groups]


# ---- which are the same --------------------------------------------------------------------------------------------


def _same_layout(one: Block, other: Block) -> bool:
    source = recognised(one.headers)
    if recognised(other.headers) is not source or not _same_topic(one, other, source):
        return False
    mine, theirs = set(_columns(one, source)), set(_columns(other, source))
    shared = len(mine & theirs)
    if mine == theirs:
        return len(mine) > 1
    if shared < _SURE and mine - theirs and theirs - mine:
        return False
    of = (max if source is ANY else min)(len(mine), len(theirs))
    return shared > 1 and shared >= _ALIKE * of


def _same_topic(one: Block, other: Block, source: ExportSource) -> bool:
    """Their titles speak of the same, but for the month, and their names of the same network."""
    if not source.network:
        networks = [_words(f"{block.name} {block.title}") & _NETWORKS for block in (one, other)]
        if all(networks) and networks[0] != networks[1]:
            return False
    if source is not ANY and source.rows == "post":
        return True
    topics = [_words(block.title) - _PERIODS for block in (one, other)]
    return topics[0] == topics[1] or not all(topics) and source is ANY


def _words(text: str) -> set[str]:
    return set(_WORD.findall(plain(text)))


def _contradicts(group: Sequence[Block], block: Block) -> bool:
    """The same days, and other figures beside most of them: it counts something else. Posts only grow."""
    if len(block.headers) > _SURE or any(not _is_value(cell) for row in block.rows[:20] for cell in row[1:]):
        return False
    before = {row[0]: row for each in group for row in each.rows}
    again = [(before[row[0]], row) for row in block.rows if row[0] in before]
    return bool(again) and 2 * sum(one[1:] != other[1:] for one, other in again) > len(again)


def _is_value(cell: Cell) -> bool:
    return not isinstance(cell, str) or not cell or any(sign.isdigit() for sign in cell)


# ---- one of them ---------------------------------------------------------------------------------------------------


def _columns(block: Block, source: ExportSource) -> list[str]:
    """What each column is called in all of them: by its meaning where a network names it in two languages."""
    fields = [source.names.get(plain(header), ExportField.NOTHING) for header in block.headers]
    return [
        f"={field_}" if field_ is not ExportField.NOTHING and fields.count(field_) == 1 else plain(header)
        for header, field_ in zip(block.headers, fields, strict=True)
    ]


def _one(group: Sequence[Block]) -> Block:
    source = recognised(group[0].headers)
    names: dict[str, str] = {}
    for block in group:
        for column, header in zip(_columns(block, source), block.headers, strict=True):
            names.setdefault(column, header)
    order = list(names)
    rows: list[list[Cell]] = []
    for block in group:
        columns = _columns(block, source)
        if columns == order:
            rows += block.rows
        else:
            places = [columns.index(column) if column in columns else -1 for column in order]
            rows += [[row[place] if place >= 0 else None for place in places] for row in block.rows]
    parts = list(dict.fromkeys(block.name for block in group))
    files = tuple(block.name for block in group for _row in block.rows) if len(parts) > 1 else ()
    return Block(
        name=_name(parts),
        headers=_different(names.values()),
        rows=rows,
        numbers=[number for block in group for number in block.numbers],
        above=group[0].above,
        notes=(
            *_notes(group, several=len(parts) > 1),
            Note(code="joined", count=len(group), shown=", ".join(parts)[:_MOST_SHOWN]),
        ),
        short=tuple(row._replace(file=block.name if files else "") for block in group for row in block.short),
        long=tuple(row._replace(file=block.name if files else "") for block in group for row in block.long),
        files=files,
    )


def _different(headers: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    made = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        made.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(made)


def _name(parts: Sequence[str]) -> str:
    whole = " + ".join(parts)
    return whole if len(whole) <= _LONGEST_NAME else f"{parts[0]} + {len(parts) - 1}"


def _notes(group: Sequence[Block], *, several: bool) -> list[Note]:
    """What was set apart in each of them, with the file it stood in."""
    together: dict[str, list[tuple[str, Note]]] = {}
    for block in group:
        for note in block.notes:
            together.setdefault(note.code, []).append((block.name, note))
    return [
        Note(
            code=code,
            count=sum(note.count for _name, note in them),
            row=them[0][1].row,
            shown="; ".join(f"{note.shown} ({name})" if several else note.shown for name, note in them)[:_MOST_SHOWN],
        )
        for code, them in together.items()
    ]
