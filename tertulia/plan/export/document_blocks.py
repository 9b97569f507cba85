"""What a text to read is made of. Every text in it is plain; whoever writes a format escapes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the largest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. kind: "text", "lead" (the one sentence that matters) or "note" (small print)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class List:
    """Items, numbered or with bullets."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a heading row. shares: width of each column, summing to 1."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture in PNG with its text alternative and what stands below it. size: in pixels, at 144 to an inch."""

    png: bytes
    size: tuple[int, int]
    alternative: str
    caption: str


Block = Heading | Paragraph | List | Table | Drawing


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A whole text. title, subtitle; author: the firm's owner; language: its code."""

    title: str
    subtitle: str
    author: str
    blocks: tuple[Block, ...]
