"""The texts of the posts in an export, the newest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tertulia.exports.columns import ExportField, RowKind
from tertulia.exports.read import Export

NO_POSTS = frozenset(RowKind) - {RowKind.POST, RowKind.VIDEO}
"""Rows whose texts nobody posted: a chart names its videos every day, and an advert is no post."""

_EMPTY_LINE = re.compile(r"\n\s*\n")
_CONTROL = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, kw_only=True)
class Captions:
    """The last posts of a table.

    texts: the newest first; rows of the same moment stay in the file's order, and rows without a date come last. count:
    posts with a text. undated: those without a date. empty: rows without a text.
    """

    texts: tuple[str, ...] = field(repr=False)
    count: int
    undated: int
    empty: int

    @property
    def left_out(self) -> int:
        """Posts with a text that are not among `texts`."""
        return self.count - len(self.texts)


def captions(export: Export, most: int, letters: int) -> Captions:
    """The last posts of an export: what stands in TEXT, else in TITLE, and of both the longer one; never a figure.

    most: so many posts. letters: characters of each; an empty line inside is closed.
    """
    columns = [export.values[name] for name in (ExportField.TEXT, ExportField.TITLE) if name in export.values]
    written = [max(cells, key=len) for cells in zip(*columns, strict=True)]
    places = np.array([place for place, text in enumerate(written) if text], dtype=np.int64)
    when = export.values.get(ExportField.WHEN)
    moments = np.full(len(places), np.datetime64("NaT"), dtype="datetime64[m]") if when is None else when[places]
    undated = np.isnat(moments)
    newest = np.lexsort((-moments.astype(np.int64), undated))
    return Captions(
        texts=tuple(_as_post(written[place], letters) for place in places[newest][:most]),
        count=len(places),
        undated=int(undated.sum()),
        empty=export.count - len(places),
    )


def listed(texts: Sequence[str], most: int, letters: int) -> Captions:
    """The same for texts that stand in a column of their own, in its order."""
    written = [text for text in texts if text.strip()]
    return Captions(
        texts=tuple(_as_post(text, letters) for text in written[:most]),
        count=len(written),
        undated=len(written),
        empty=len(texts) - len(written),
    )


def _as_post(text: str, letters: int) -> str:
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return _EMPTY_LINE.sub("\n", plain)[:letters].strip()
