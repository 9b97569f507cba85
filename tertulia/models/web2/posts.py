"""Posts as a learner brings them: pasted, one per line or with an empty line between, or in a text or CSV file.

The columns are those of the networks' own export files, English and Spanish; a table with other names gives its
wordiest column.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from enum import StrEnum

from tertulia.models.errors import InputError, Refusal

MOST_POSTS = 30
"""Posts that are read; the rest is left out and said."""

MOST_LETTERS = 2200
"""Characters kept of one post: the longest caption Instagram takes."""

MOST_BYTES = 2_000_000
"""The largest file that is read."""

COLUMNS = (
    "description",
    "descripción",
    "title",
    "título",
    "post message",
    "mensaje de la publicación",
    "post text",
    "texto del post",
    "tweet text",
    "update text",
    "post title",
    "título de la publicación",
    "caption",
    "message",
    "mensaje",
    "text",
    "texto",
    "video title",
    "título del vídeo",
    "post",
    "publicación",
    "posts",
    "publicaciones",
    "content",
    "contenido",
)
"""Names of the columns that hold what was written, in lower case."""


class PostsFileRefusal(StrEnum):
    """Why a file gives no posts, beside being empty."""

    TOO_LARGE = "too_large"
    """More than `most` bytes."""
    NOT_TEXT = "not_text"
    """A spreadsheet, a picture or the like."""
    NO_WORDS = "no_words"
    """A table without a column of words."""


_EMPTY_LINE = re.compile(r"\n\s*\n")
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


def read(content: bytes) -> tuple[str, ...]:
    """Read the posts in a file.

    Parameters
    ----------
    content
        The bytes of a text or of a CSV table, UTF-8, UTF-16 or Windows-1252.

    Returns
    -------
    tuple of str
        The posts in the order of the file.

    Raises
    ------
    InputError
        For "file": TOO_LARGE with `most`, EMPTY, NOT_TEXT or NO_WORDS.
    """
    if len(content) > MOST_BYTES:
        raise InputError("file", PostsFileRefusal.TOO_LARGE, most=MOST_BYTES)
    text = _decoded(content)
    if not text.strip():
        raise InputError("file", Refusal.EMPTY)
    table = _table(text)
    if table is None:
        return split(text)
    posts = _written(table)
    if not posts:
        raise InputError("file", PostsFileRefusal.NO_WORDS)
    return posts


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content or content[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        raise InputError("file", PostsFileRefusal.NOT_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _table(text: str) -> list[list[str]] | None:
    """Read the rows of a table, None for a text that is none: several columns, the same number in most rows."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    for separator in (";", "\t", ","):
        try:
            rows = [row for row in csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator) if any(row)]
        except csv.Error:
            continue
        if not rows:
            continue
        named = sum(_bare(cell) in COLUMNS for cell in rows[0])
        width = len(rows[0])
        regular = sum(len(row) == width for row in rows)
        if named and (width > 1 or len(rows) > 1 and regular == len(rows)):
            return rows
        if width >= 3 and regular == len(rows) > 2:
            return rows
    return None


def _written(rows: list[list[str]]) -> tuple[str, ...]:
    """Give what was written in each row of a table: the longest cell of the columns that hold posts."""
    heads = [_bare(cell) for cell in rows[0]]
    places = [place for place, head in enumerate(heads) if head in COLUMNS]
    body = rows[1:]
    if not places:
        # no name we know: the column whose cells hold the most words, where there are words at all
        words = [sum(len(row[place].split()) for row in body if place < len(row)) for place in range(len(heads))]
        if max(words) < 3 * len(body):
            return ()
        places = [words.index(max(words))]
    written = [max((row[place].strip() for place in places if place < len(row)), key=len, default="") for row in body]
    closed = [_EMPTY_LINE.sub("\n", _SURROGATE.sub("", post.replace("\r", ""))) for post in written]
    return tuple(post[:MOST_LETTERS] for post in closed if post)


def _bare(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.strip().strip("\ufeff").lower())
