"""What only the learner knows about a file: what a row is, what a column is, how it writes dates and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import ipywidgets

from tertulia.exports.columns import ExportField, RowKind
from tertulia.exports.dates import Order
from tertulia.exports.file import ExportFile
from tertulia.exports.numbers import Style
from tertulia.exports.questions import ExportQuestion, QuestionCode, Reading
from tertulia.exports.read import Choices, Column, Export
from tertulia.exports.sources import ANY
from tertulia.html import as_html
from tertulia.language import _, day, number
from tertulia.widgets.base.controls import Choice
from tertulia.widgets.base.own_posts_words import field_words, row_kind_words

MOST_ASKED = 16
"""So many columns are offered for assigning; a file with hundreds would bury the rest of the page."""

NOT_SAID = ""
"""The value of a question that nobody has answered."""


def show_if(shown: bool, *widgets: ipywidgets.DOMWidget) -> None:
    """Show the widgets, or take them from the page."""
    for widget in widgets:
        if shown:
            widget.remove_class("tt-hidden")
        else:
            widget.add_class("tt-hidden")


class FileQuestions:
    """A box that fills itself with questions about a file. `changed` is called when one is answered.

    fields: by the column's name, what it is. table: which of the file's tables; None while there is nothing to choose.
    What nobody touched is no answer: it follows what the file itself shows.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.box = ipywidgets.Box([])
        self.box.add_class("tt-asked")
        self._about: tuple[ExportFile | None, str] | None = None
        self.forget()
        show_if(False, self.box)

    def forget(self) -> None:
        """Another file: nothing is answered."""
        self._forget_table()
        self.table: Choice | None = None

    def _forget_table(self) -> None:
        self.fields: dict[str, Choice] = {}
        self._asked: dict[tuple[QuestionCode, str], Choice] = {}
        self._standing: dict[tuple[QuestionCode, str], ExportQuestion] = {}
        self._touched: set[Choice] = set()

    def asked(self, code: QuestionCode) -> Mapping[str, Choice]:
        """The questions of a kind, by the name of their column; that about the rows has none."""
        return {column: choice for (kind, column), choice in self._asked.items() if kind is code}

    def choices(self) -> Choices:
        """What was answered."""

        def said(code: QuestionCode) -> dict[str, Any]:
            return {name: choice.value for name, choice in self.asked(code).items() if self._is_answered(choice)}

        rows = said(QuestionCode.ROWS)
        return Choices(
            fields={
                name: ExportField(choice.value) for name, choice in self.fields.items() if self._is_answered(choice)
            },
            styles={name: Style(value) for name, value in said(QuestionCode.STYLE).items()},
            orders={name: Order(value) for name, value in said(QuestionCode.ORDER).items()},
            turned={name: value == Reading.MENDED for name, value in said(QuestionCode.TURNED).items()},
            thousands={name: value == Reading.MENDED for name, value in said(QuestionCode.THOUSANDS).items()},
            rows=RowKind(rows[""]) if rows else None,
            table=self.table.value if self.table else "",
        )

    def _is_answered(self, choice: Choice) -> bool:
        return choice in self._touched and choice.value != NOT_SAID

    def ask(self, file: ExportFile | None, export: Export | None) -> None:
        """Ask about this table; questions that stand already keep their answers."""
        if export is None:
            self._about = None
            show_if(False, self.box)
            return
        about = (file, export.table)
        if about != self._about:
            self._about = about
            self._forget_table()
        if len(export.tables) > 1 and self.table is None:
            self.table = Choice(_("Which table of the file"), [(name, name) for name in export.tables], export.table)
            self.table.observe(self._other_table)
        self._ask_questions(export)
        self._ask_fields(export)
        open_first = sorted(self._asked, key=lambda key: self._standing[key].certain and not self._touches(key))
        boxes = [self.table.box] if self.table else []
        boxes += [self._asked[key].box for key in open_first]
        boxes += [choice.box for choice in self.fields.values()]
        self._show(boxes)

    def _touches(self, key: tuple[QuestionCode, str]) -> bool:
        return self._asked[key] in self._touched

    def _show(self, boxes: list[ipywidgets.Box]) -> None:
        if not boxes:
            self.box.children = ()
        elif tuple(boxes) != tuple(self.box.children[1:]):
            heading = self.box.children[0] if self.box.children else _heading()
            self.box.children = (heading, *boxes)
        show_if(bool(boxes), self.box)

    def _ask_questions(self, export: Export) -> None:
        standing = {(question.code, question.column): question for question in export.questions}
        for key, question in standing.items():
            before = self._standing.get(key)
            if key in self._asked and (self._touches(key) or before == question):
                continue
            self._asked[key] = self._watched(question_choice(question))
        for key in self._asked.keys() - standing.keys():
            self._touched.discard(self._asked.pop(key))
        self._standing = standing

    def _ask_fields(self, export: Export) -> None:
        """Which meaning each column has; what the learner said stays in sight."""
        wanted = {column.name: column for column in _to_assign(export)}
        kept = {name: choice for name, choice in self.fields.items() if name in wanted or choice in self._touched}
        for name, column in wanted.items():
            if name not in kept or kept[name] not in self._touched and kept[name].value != column.field.value:
                kept[name] = self._watched(_field_choice(column))
        places = {column.name: place for place, column in enumerate(export.columns)}
        self.fields = dict(sorted(kept.items(), key=lambda item: places.get(item[0], 0))[:MOST_ASKED])

    def _watched(self, choice: Choice) -> Choice:
        def heard() -> None:
            self._touched.add(choice)
            self._changed()

        choice.observe(heard)
        return choice

    def _other_table(self) -> None:
        self._forget_table()
        self._changed()


def _heading() -> ipywidgets.HTML:
    return ipywidgets.HTML(f"<h3>{as_html(_('About your file'))}</h3>")


def question_choice(question: ExportQuestion) -> Choice:
    """The control for a question, with what stands in the file under each answer."""
    options = [(_option_words(question, place), str(value)) for place, value in enumerate(question.options)]
    if not question.certain:
        options.insert(0, (_("Not said yet"), NOT_SAID))
    value = str(question.chosen) if question.certain else NOT_SAID
    return Choice(_question_words(question), options, value, all_seen=question.code is not QuestionCode.ROWS)


def _question_words(question: ExportQuestion) -> str:
    return {
        QuestionCode.ROWS: _("A row of this table is"),
        QuestionCode.ORDER: _("{column}: which comes first"),
        QuestionCode.TURNED: _("{column}: has a spreadsheet exchanged day and month?"),
        QuestionCode.STYLE: _("{column}: what the point or comma parts"),
        QuestionCode.THOUSANDS: _("{column}: has a spreadsheet lost the sign of the thousands?"),
    }[question.code].format(column=question.column[:60])


def _option_words(question: ExportQuestion, place: int) -> str:
    """An answer, with the cells of the file as they read under it."""
    option = question.options[place]
    if question.code is QuestionCode.ROWS:
        return row_kind_words(RowKind(option))
    words = {
        (QuestionCode.ORDER, Order.DAY): _("the day"),
        (QuestionCode.ORDER, Order.MONTH): _("the month"),
        (QuestionCode.TURNED, Reading.STANDS): _("no"),
        (QuestionCode.TURNED, Reading.MENDED): _("yes"),
        (QuestionCode.THOUSANDS, Reading.STANDS): _("no"),
        (QuestionCode.THOUSANDS, Reading.MENDED): _("yes"),
        (QuestionCode.STYLE, Style.POINT): _("a point the decimals"),
        (QuestionCode.STYLE, Style.COMMA): _("a comma the decimals"),
    }[question.code, option]  # type: ignore[index]
    read = [
        _("{cell} is {reading}").format(cell=example.cell[:20], reading=_reading_words(example.readings[place]))
        for example in question.examples
    ]
    return f"{words}: {'; '.join(read)}" if read else words


def _reading_words(reading: datetime | float) -> str:
    if isinstance(reading, datetime):
        return day(reading.date())
    text = number(reading, 3)
    return text if reading % 1 else number(reading)


def _field_choice(column: Column) -> Choice:
    return Choice(
        _("Column “{column}” is").format(column=column.name[:60]),
        [(field_words(each), each.value) for each in (ExportField.NOTHING, *list(ExportField)[:-1])],
        column.field.value,
    )


def _to_assign(export: Export) -> list[Column]:
    """Columns whose meaning the learner may know better."""
    recognised = export.source != ANY.key
    doubtful = {question.column for question in export.questions}
    return [
        column
        for column in export.columns
        if (column.filled or not column.known) and column.name not in doubtful and (not recognised or not column.known)
    ][:MOST_ASKED]
