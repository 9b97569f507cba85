"""Posts as a learner writes or pastes them: one per line, or with an empty line between."""

from __future__ import annotations

import csv
import io
import re
from enum import StrEnum

MOST_POSTS = 30
"""Posts that are read; the rest is left out and said."""

MOST_LETTERS = 2200
"""Characters kept of one post: the longest caption Instagram takes."""


class PostsFileRefusal(StrEnum):
    """Why a table gives no posts; what cannot be read at all, `tertulia.exports` says."""

    NO_WORDS = "no_words"
    """A table without a column of words."""


_EMPTY_LINE = re.compile(r"\n\s*\n")
_QUOTED_CELL = re.compile(r'^"(?:[^"]++|"")*+"$', re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


def split(text: str) -> tuple[str, ...]:
    """Take a pasted text apart into posts.

    Parameters
    ----------
    text
        What was pasted.

    Returns
    -------
    tuple of str
        In its order: the parts between empty lines, or else the lines; at most MOST_LETTERS characters of each.
    """
    text = _SURROGATE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    parts = _EMPTY_LINE.split(text) if _EMPTY_LINE.search(text) else text.split("\n")
    return tuple(part.strip()[:MOST_LETTERS] for part in parts if part.strip())


def join(posts: tuple[str, ...]) -> str:
    """Write posts as one text.

    Parameters
    ----------
    posts
        What was written, one each.

    Returns
    -------
    str
        A text that `split` takes apart into the same posts; empty lines inside a post are closed.
    """
    closed = [_EMPTY_LINE.sub("\n", post.strip()) for post in posts]
    if any("\n" in post for post in closed) and len(closed) == 1:
        return closed[0].replace("\n", " ")
    return "\n\n".join(closed)


def split_pasted(text: str) -> tuple[str, ...]:
    """Take what was pasted apart into posts, also a column copied from a spreadsheet.

    Parameters
    ----------
    text
        What was pasted. A spreadsheet puts quotation marks around a cell with more than one line.

    Returns
    -------
    tuple of str
        In its order, empty lines inside a post closed; the same as `split` gives where no cell has several lines.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any("\n" in cell[0] for cell in _QUOTED_CELL.finditer(plain)):
        return split(plain)
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter="\x1f"))
    except csv.Error:  # a cell longer than any post
        return split(plain)
    cells = (row[0] for row in rows if row)
    closed = (_EMPTY_LINE.sub("\n", _SURROGATE.sub("", cell)).strip() for cell in cells)
    return tuple(post[:MOST_LETTERS] for post in closed if post)
