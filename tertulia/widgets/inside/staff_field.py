"""The list of staff: typed, pasted from a table of the personnel office, or taken from its file."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from tertulia.exports.cells import OwnFile
from tertulia.html import Html, paragraphs
from tertulia.language import _, and_list, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.inside.staff_table import StaffRowLeft, StaffTable, staff_table
from tertulia.widgets.base.controls import ChosenFile, FileField
from tertulia.widgets.base.people_field import PeopleField
from tertulia.widgets.base.words import columns_words

MOST_LETTERS = 10_000
"""Characters of a list that are read."""

MOST_PASTED = 60_000
"""Characters of a table that are let in: of its columns most are left out."""

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.zip,text/csv,text/plain"

MOST_FILE = 25 * 2**20
"""Bytes of a file (`exports.table.MOST_BYTES`)."""

ROWS_SHOWN = 5


class StaffListField(PeopleField):
    """A list of staff. A table that is pasted becomes such a list at once: what is not needed of it is kept nowhere."""

    def __init__(self, value: str) -> None:
        super().__init__(
            _("One person a line: name; department; boss; talks with"),
            value,
            long=True,
            most=MOST_LETTERS,
            pasted=MOST_PASTED,
        )
        self._told = ipywidgets.HTML()
        self._told.add_class("tt-piece")
        self.box.children = (*self.box.children, self._told)
        self._written = ""
        # before the exercise hears of it, so that it never sees the table as it was
        self.observe(self._tidy)

    def take(self, table: StaffTable) -> None:
        """Put a table into the field as a list, and say what was done to it."""
        self._written = table.text
        self.widget.value = table.text
        self._told.value = Html(f'<div class="tt-note" role="status">{paragraphs(*table_words(table))}</div>')

    def told_nothing(self) -> None:
        """What was said of an earlier table is said no more."""
        self._told.value = ""

    def _tidy(self) -> None:
        text = str(self.widget.value)
        if text == self._written:
            return
        self._written, self._told.value = "", ""
        if not text.strip() or ("\n" not in text.strip()):
            return
        table = pasted_staff(text[:MOST_PASTED])
        if table is not None and not table.plain:
            self.take(table)


def pasted_staff(text: str) -> StaffTable | None:
    """A pasted table as a list; None for any other text, and for what is no table."""
    from tertulia.exports.table import text_grid  # with the readers of files, rarely needed

    try:
        grid = text_grid(text.encode("utf-8", "replace"))
    except InputError:
        return None
    lines = [(place, [str(cell or "") for cell in row]) for place, row in enumerate(grid.rows, 1)]
    return staff_table(lines, commas=grid.separator == ",")


def staff_file(opened: Callable[[ChosenFile], None]) -> FileField:
    """The field for a file of the personnel office."""
    return FileField(
        _("Open a file"), ACCEPT, most=MOST_FILE, heading=_("Or a list from a file (.csv, .xlsx)"), opened=opened
    )


def staff_of(chosen: ChosenFile) -> StaffTable:
    """The list of staff in a file.

    Raises
    ------
    InputError
        On "file": why it cannot be read.
    """
    from tertulia.exports.address_book import BookRefusal, people_tables

    tables = people_tables(OwnFile(chosen.name, chosen.content))
    found = [staff_table(table.lines, commas=commas) for table, commas in tables]
    best = max((table for table in found if table), key=lambda table: table.people, default=None)
    if best is None or not best.people:
        first = tables[0][0].lines[0][1] if tables and tables[0][0].lines else ()
        raise InputError("file", BookRefusal.NO_STAFF, headings=", ".join(filter(None, first))[:200])
    return best


def table_words(table: StaffTable) -> list[str]:
    """What was done to a table, in sentences."""
    sentences = [ngettext("{n} person read.", "{n} people read.", table.people).format(n=number(table.people))]
    if table.turned:
        sentences.append(
            ngettext(
                "{n} name was written “Surname, Name” and was turned round.",
                "{n} names were written “Surname, Name” and were turned round.",
                table.turned,
            ).format(n=number(table.turned))
        )
    if table.told_apart:
        sentences.append(
            _("The same name with different numbers, so told apart: {names}.").format(names=_some(table.told_apart))
        )
    if table.unsure:
        sentences.append(
            _("Two people are called like this, so nobody was noted as boss or colleague: {names}.").format(
                names=_some(table.unsure)
            )
        )
    sentences.append(columns_words(table.left_out))
    for code, sentence in (
        (
            StaffRowLeft.PARTS,
            _(
                "More parts than there are columns, so not read: rows {rows}. A comma inside a name needs "
                "semicolons or tabs between the columns."
            ),
        ),
        (StaffRowLeft.NAMELESS, _("Without a name, so not read: rows {rows}.")),
        (StaffRowLeft.TOTAL, _("Totals, which are nobody: rows {rows}.")),
        (StaffRowLeft.ABOVE, _("Above the headings, not read: rows {rows}.")),
        (StaffRowLeft.FULL, _("Sixty people fit here; not read: rows {rows}.")),
    ):
        rows = table.rows.get(code, ())
        if rows:
            sentences.append(sentence.format(rows=_some([number(row) for row in rows])))
    return list(filter(None, sentences))


def _some(names: list[str] | tuple[str, ...]) -> str:
    more = len(names) - ROWS_SHOWN
    return and_list([*names[:ROWS_SHOWN], *([_("{n} more").format(n=number(more))] if more > 0 else [])])
