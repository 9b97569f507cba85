"""A right export, a chain of accidents, and then: the right figures, or a question, or a refusal; nothing silent."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.file import opened
from tertulia.exports.posts import posts as as_posts
from tertulia.exports.read import Export, read
from tertulia.models.errors import InputError
from tests.exports import accidents
from tests.exports.accidents import (
    COUNTS,
    ENCODINGS,
    FIRST,
    KINDS,
    MINUTES,
    OFFICES,
    SUMS,
    TABLE,
    InventedPost,
    Kind,
    Office,
    Sheet,
)

NEAR = date(2026, 11, 23)

# ---- stories -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened to an export. offices: the spreadsheets that opened it, one after the other. table: accidents and
    the variant of each. saved: csv or xlsx; joined: it was opened by double click and stood in column A. parts: how
    its months came apart, or nothing.
    """

    kind: Kind
    posts: tuple[InventedPost, ...]
    offices: tuple[Office, ...] = ()
    table: tuple[tuple[Callable[[Sheet, int], Sheet], int], ...] = ()
    saved: str = "csv"
    joined: bool = False
    encoding: str = ""
    parts: str = ""
    overlap: bool = False

    def __repr__(self) -> str:
        names = [
            self.kind.name,
            *(office.name for office in self.offices),
            *(f"{accident.__name__}:{at}" for accident, at in self.table),
            "in column A" if self.joined else "",
            self.saved,
            self.encoding,
            self.parts,
            "overlapping" if self.overlap and self.parts else "",
        ]
        posts = "".join(f"\n    {post.when:%Y-%m-%d %H:%M} {post.text!r} {post.counts}" for post in self.posts)
        return " > ".join(name for name in names if name) + posts


def files(story: Story) -> dict[str, bytes]:
    """The files in which the export arrives."""
    if story.parts:
        groups = accidents.by_month(story.posts, overlap=story.overlap and story.kind.linked)
        sheets = [_happened(accidents.written(story.kind, posts, first), story) for first, posts in groups]
    else:
        sheets = [_happened(accidents.written(story.kind, story.posts), story)]
    if story.parts == "pasted":
        rows = tuple(row for sheet in sheets for row in sheet.rows)
        sheets = [Sheet(kind=story.kind, rows=rows, header=sheets[0].header)]
    if story.saved == "xlsx" and story.parts == "sheets":
        return {"todo.xlsx": accidents.workbook(*(sheet.rows for sheet in sheets))}
    made = {f"parte{number}.{story.saved}": _bytes(sheet, story) for number, sheet in enumerate(sheets, 1)}
    return made if len(made) == 1 or story.parts == "files" else {"todo.zip": accidents.zipped(made)}


def _happened(sheet: Sheet, story: Story) -> Sheet:
    for place, office in enumerate(story.offices):
        if place:
            text = accidents.text_of(sheet, story.offices[place - 1], ";")
            rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"))
            sheet = Sheet(kind=sheet.kind, rows=rows, header=sheet.header)
        sheet = accidents.typed_in(sheet, office)
    for accident, at in story.table:
        sheet = accident(sheet, at)
    return sheet


def _bytes(sheet: Sheet, story: Story) -> bytes:
    office = story.offices[-1] if story.offices else None
    text = accidents.text_of(sheet, office, "," if story.joined else "\t" if story.encoding == "utf-16" else "")
    if story.saved == "xlsx":
        return accidents.workbook(accidents.joined_in_one_column(text) if story.joined else sheet.rows)
    encoding = story.encoding or (office.encoding if office else story.kind.encoding)
    return ENCODINGS[encoding](accidents.joined_text(text) if story.joined else text)


words = st.sampled_from(
    [
        "Pan de centeno del jueves",
        "Mañana abrimos a las 7 🥖",
        "¿Qué pan falta en vuestra mesa?",
        'Receta: torrijas, "paso a paso"',
        "Dos líneas\nen un texto",
        "Total: 3 panes; 2 € cada uno",
        "Media docena, promedio de mesa",
        "2026",
        "Cerrado el 01/05/2026",
    ]
)


@st.composite
def invented(draw: st.DrawFn, least: int = 1) -> tuple[InventedPost, ...]:
    """Posts in the order of their dates, all their dates and texts different; a thousand is never round."""
    minutes = draw(st.lists(st.integers(0, MINUTES), min_size=least, max_size=7, unique_by=lambda each: each // 1440))
    made = []
    for number, minute in enumerate(sorted(minutes)):
        when = FIRST + timedelta(minutes=minute)
        when = when.replace(hour=7 + when.hour % 15)
        reach = draw(st.integers(21, 29_999).filter(lambda count: count % 1000))
        views = draw(st.one_of(st.none(), st.integers(reach, 2 * reach).filter(lambda count: count % 1000)))
        others = [draw(st.integers(0, 400)) for _name in COUNTS[2:]]
        text = f"{draw(words)} {number}"
        made.append(InventedPost(when=when, text=text, counts=(views, reach, *others)))
    return tuple(made)


def summed_once(chain):
    """The accidents of a chain, with one row of sums at most, and a repeated header only by itself."""
    if any(accident is accidents.header_repeated for accident, _at in chain):
        return tuple(each for each in chain if each[0] is accidents.header_repeated)[:1]
    sums = [place for place, (accident, _at) in enumerate(chain) if accident in SUMS]
    return tuple(each for place, each in enumerate(chain) if place not in sums[1:])


def in_parts(story):
    """The story, with one accident in the table where there are several."""
    return replace(story, table=story.table[:1]) if story.parts else story


stories = st.builds(
    Story,
    kind=st.sampled_from(KINDS),
    posts=invented(),
    offices=st.lists(st.sampled_from(OFFICES), max_size=1).map(tuple),
    table=st.lists(st.tuples(st.sampled_from(TABLE), st.integers(0, 40)), max_size=2).map(summed_once),
    saved=st.sampled_from(["csv", "csv", "xlsx"]),
    joined=st.sampled_from([False, False, False, True]),
    encoding=st.sampled_from(["", "", "", *ENCODINGS]),
    parts=st.sampled_from(["", "", "zip", "sheets", "pasted", "files"]),
    overlap=st.booleans(),
).map(in_parts)

# ---- what is asked of the reader -----------------------------------------------------------------------------------


def arrived(story: Story) -> Export:
    return read(opened(*(OwnFile(name, content) for name, content in files(story).items())), NEAR)


def doubted(export: Export) -> set[str]:
    """The columns about which the reader asks or names a trouble; "" for the rows as a whole."""
    asked = {column.name for column in export.columns if column.ambiguous}
    asked |= {question.column for question in getattr(export, "questions", ()) if not question.certain}
    return asked | {trouble.column for trouble in export.troubles}


def shows_nothing(story: Story) -> bool:
    """One real date alone in a table of one's own: nothing tells whether day and month were exchanged."""
    alone = len(story.posts) == 1 or bool(story.parts)  # each file tells for itself how it writes its dates
    return story.saved == "xlsx" and not story.kind.linked and alone


def wrong_in_silence(story: Story, export: Export) -> list[str]:
    """What is wrong and not said."""
    doubts = doubted(export)
    if "" in doubts:  # rows longer or shorter than the header are named one by one
        return []
    wrong = []
    names = {column.field: column.name for column in export.columns}
    unread = any(column.filled and not column.known for column in export.columns)
    if export.rows != "post":
        wrong.append(f"rows are {export.rows}")
    if export.count != len(story.posts):
        wrong.append(f"{export.count} posts of {len(story.posts)}")
    when = export.values.get(ExportField.WHEN)
    if when is not None and names[ExportField.WHEN] not in doubts:
        told = export.hours or not unread  # hours in a column of their own that is the learner's to assign
        found = Counter(str(moment) if told else f"{moment}"[:10] for moment in when)
        right = accidents.moments(story.kind, story.posts, hours=told)
        if found != right and not shows_nothing(story):
            wrong.append(f"dates {sorted(found - right)} for {sorted(right - found)}")
    elif when is None and not unread:
        wrong.append("no dates")
    for name, sums in accidents.totals(story.kind, story.posts).items():
        field = ExportField(name)
        if field not in export.values:
            if not unread and not doubts and any(post.count(name) is not None for post in story.posts):
                wrong.append(f"no {name}")
        elif names[field] not in doubts and np.nansum(export.values[field]) != sums:
            wrong.append(f"{name} {np.nansum(export.values[field])} for {sums}")
    parts = [ExportField(name) for name in COUNTS[2:] if name in story.kind.figures]
    if not wrong and all(part in export.values and names[part] not in doubts for part in parts):
        whole = sum(post.count(part) or 0 for post in story.posts for part in parts)
        made = as_posts(export).counts["interactions"]
        if np.nansum(made) != whole:
            wrong.append(f"interactions {np.nansum(made)} for {whole}")
    return wrong


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(stories)
def test_no_accident_makes_wrong_figures_in_silence(story):
    try:
        export = arrived(story)
    except InputError:
        return
    assert wrong_in_silence(story, export) == []
