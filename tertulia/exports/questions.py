"""What only the learner can say about a table, with both readings of what stands there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class QuestionCode(StrEnum):
    """What is asked."""

    ROWS = "rows"
    """What is a row of this table? Options: RowKind."""
    ORDER = "order"
    """Which of two small numbers is the day? Options: Order."""
    TURNED = "turned"
    """Did a spreadsheet exchange day and month? Options: Reading."""
    STYLE = "style"
    """Which sign parts the decimals? Options: Style."""
    THOUSANDS = "thousands"
    """Are the fractions of a count thousands? Options: Reading."""


class Reading(StrEnum):
    """Whether something is read as it stands."""

    STANDS = "stands"
    MENDED = "mended"


@dataclass(frozen=True)
class ReadingExample:
    """A cell of the file, and what it is under each option of the question."""

    cell: str
    readings: tuple[datetime | float, ...]


@dataclass(frozen=True, kw_only=True)
class ExportQuestion:
    """Something only the learner can say.

    column: of the file, empty for the whole table. options: the answers. chosen: the one the figures follow. certain:
    the learner gave it, or a rule that leaves no doubt. examples: cells that the options read differently.
    """

    code: QuestionCode
    column: str
    options: tuple[str, ...]
    chosen: str
    certain: bool
    examples: tuple[ReadingExample, ...] = field(default=(), repr=False)
