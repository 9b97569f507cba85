"""What only the learner knows about a file: what a column is, how it writes dates and decimals, which table it is."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from tertulia.exports.columns import ExportField
from tertulia.exports.dates import Order
from tertulia.exports.file import ExportFile
from tertulia.exports.numbers import Style
from tertulia.exports.read import Choices, Column, Export
from tertulia.exports.sources import ANY
from tertulia.html import as_html
from tertulia.language import _
from tertulia.widgets.base.controls import Choice
from tertulia.widgets.base.own_posts_words import field_words

MOST_ASKED = 16
"""So many columns are offered for assigning; a file with hundreds would bury the rest of the page."""


def show_if(shown: bool, *widgets: ipywidgets.DOMWidget) -> None:
    """Show the widgets, or take them from the page."""
    for widget in widgets:
        if shown:
            widget.remove_class("tt-hidden")
        else:
            widget.add_class("tt-hidden")


class FileQuestions:
    """A box that fills itself with questions about a file. `changed` is called when one is answered.

    fields, styles, orders: by the column's name what it is, how it writes decimals, and how it writes dates. table:
    which of the file's tables; None while there is nothing to choose.
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
        self._forget_columns()
        self.table: Choice | None = None

    def _forget_columns(self) -> None:
        self.fields: dict[str, Choice] = {}
        self.styles: dict[str, Choice] = {}
        self.orders: dict[str, Choice] = {}

    def choices(self) -> Choices:
        """What was answered."""
        return Choices(
            fields={name: ExportField(question.value) for name, question in self.fields.items()},
            styles={name: Style(question.value) for name, question in self.styles.items()},
            orders={name: Order(question.value) for name, question in self.orders.items()},
            table=self.table.value if self.table else "",
        )

    def ask(self, file: ExportFile | None, export: Export | None) -> None:
        """Ask about this table; questions that stand already keep their answers."""
        about = (file, export.table) if export else None
        if about == self._about:
            return
        self._about = about
        if export is None:
            show_if(False, self.box)
            return
        self._forget_columns()
        if len(export.tables) > 1 and self.table is None:
            self.table = Choice(_("Which table of the file"), [(name, name) for name in export.tables], export.table)
            self.table.observe(self._other_table)
        questions = [self._question(column) for column in _to_ask(export)]
        boxes = [question.box for question in ([self.table] if self.table else []) + questions]
        heading = ipywidgets.HTML(f"<h3>{as_html(_('About your file'))}</h3>")
        self.box.children = (heading, *boxes) if boxes else ()
        show_if(bool(boxes), self.box)

    def _question(self, column: Column) -> Choice:
        name = column.name[:60]
        if column.ambiguous and column.order:
            question = Choice(
                _("{column}: 02/03 is").format(column=name),
                [(_("2 March, day first"), Order.DAY.value), (_("3 February, month first"), Order.MONTH.value)],
                column.order.value,
            )
            self.orders[column.name] = question
        elif column.ambiguous and column.style:
            point = "." in column.example
            decimals, thousands = (Style.POINT, Style.COMMA) if point else (Style.COMMA, Style.POINT)
            question = Choice(
                _("{column}: {example} is").format(column=name, example=column.example[:20]),
                [(_("a number with decimals"), decimals.value), (_("a number of thousands"), thousands.value)],
                column.style.value,
            )
            self.styles[column.name] = question
        else:
            question = Choice(
                _("Column “{column}” is").format(column=name),
                [(field_words(each), each.value) for each in (ExportField.NOTHING, *list(ExportField)[:-1])],
                column.field.value,
            )
            self.fields[column.name] = question
        question.observe(self._changed)
        return question

    def _other_table(self) -> None:
        self._forget_columns()
        self._changed()


def _to_ask(export: Export) -> list[Column]:
    ambiguous = [column for column in export.columns if column.ambiguous]
    recognised = export.source != ANY.key
    others = [
        column
        for column in export.columns
        if (column.filled or not column.known) and column not in ambiguous and (not recognised or not column.known)
    ]
    return [*ambiguous, *others][:MOST_ASKED]
