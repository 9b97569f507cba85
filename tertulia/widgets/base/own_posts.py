"""Whose posts: the example, a file of the learner's, or a table pasted in; what its columns mean, what was not read.

Two exercises use it. The file stays on the device: it is read here, in the page's own Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import Any

import ipywidgets
import numpy as np

from tertulia import facts
from tertulia.clock import today
from tertulia.exports.columns import ExportField
from tertulia.exports.dates import Order
from tertulia.exports.numbers import Style
from tertulia.exports.posts import posts as as_posts
from tertulia.exports.read import Choices, Column, Export, ExportFile, opened, read
from tertulia.exports.sources import ANY
from tertulia.exports.table import MOST_BYTES, text_grid
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.manager.results import Posts, measurable
from tertulia.widgets.base.components import fold, table
from tertulia.widgets.base.controls import Choice, Control, FileField, TextField, WholeNumberField
from tertulia.widgets.base.own_posts_words import field_words, file_words, note_words, source_words, trouble_words

EXAMPLE, FILE, PASTE = "example", "file", "paste"

MOST_ASKED = 16
"""So many columns are offered for assigning; a file with hundreds would bury the rest of the page."""

MOST_SHOWN = 40
"""So many troubles are listed one by one; all are counted."""

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.zip"


@cache
def example() -> Posts:
    """The 500 Facebook posts of `data/`."""
    rows = facts.rows("facebook_posts_2014")

    def column(name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.array([np.nan if row[name] is None else float(str(row[name])) for row in rows])

    kinds = ("Photo", "Status", "Link", "Video")
    return Posts(
        "post",
        (2014 * 12 - 1 + column("month")).astype(np.int64),
        ((column("weekday") + 5) % 7).astype(np.int64),
        column("hour").astype(np.int64),
        kinds,
        np.array([kinds.index(str(row["type"])) for row in rows]),
        column("paid"),
        {
            "reach": column("reach"),
            "views": column("impressions"),
            "interactions": column("interactions"),
            "reactions": column("likes"),
            "comments": column("comments"),
            "shares": column("shares"),
            "clicks": column("consumptions"),
            "followers": column("followers"),
        },
    )


class OwnPosts:
    """The controls for whose posts, and the posts they lead to.

    `controls` belong into the exercise's own; `asked` is a box that fills itself with questions about a file.
    `changed` is called when the learner answers one of them.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.source = Choice(
            _("Whose posts"),
            [
                (_("The example: a cosmetics brand in 2014"), EXAMPLE),
                (_("A file from my network"), FILE),
                (_("A table I paste here"), PASTE),
            ],
            EXAMPLE,
            all_seen=True,
        )
        self.upload = FileField(_("Choose a file"), ACCEPT)
        self.paste = TextField(
            _("Paste the table, with its header line"),
            "",
            _("Copy it in your spreadsheet and paste it here"),
            long=True,
            most=MOST_BYTES + 1,
        )
        self.followers = WholeNumberField(_("Followers today, if the file does not say"), 0)
        self.hint = ipywidgets.HTML(
            f'<p class="tt-note">{_("CSV, Excel or zip, as the network gives it. The file stays on this device.")}</p>'
        )
        self.busy = ipywidgets.HTML()
        self.controls: Mapping[str, Control] = {
            "source": self.source,
            "upload": self.upload,
            "paste": self.paste,
            "followers": self.followers,
        }
        self.asked = ipywidgets.Box([])
        self.asked.add_class("tt-asked")
        self.asked.add_class("tt-hidden")
        self.export: Export | None = None
        self._questions: dict[str, Choice] = {}
        self._given: Any = None
        self._asked_about: tuple[Any, ...] = ()
        self._last: tuple[Any, Export, Posts] | None = None
        self._file: ExportFile | None = None
        self._table: Choice | None = None
        self.upload.widget.observe(self._uploaded, names="value")
        self._show_fields()
        self.source.observe(self._show_fields)

    def card(self) -> ipywidgets.Box:
        """The controls under their heading."""
        made = ipywidgets.Box(
            [
                ipywidgets.HTML(f"<h3>{_('The posts')}</h3>"),
                self.source.box,
                self.upload.box,
                self.hint,
                self.busy,
                self.paste.box,
                self.followers.box,
                self.asked,
            ]
        )
        made.add_class("tt-card")
        return made

    def posts(self) -> Posts:
        """The posts the controls lead to. InputError on source, upload, paste or followers."""
        source = self.source.value
        if source == EXAMPLE:
            self.export = None
            self._ask(None)
            return example()
        if self.followers.value < 0 or self.followers.value > 1_000_000_000:
            raise InputError("followers", "out_of_range")
        field = "upload" if source == FILE else "paste"
        try:
            file = self._opened(source)
            asked = (file, repr(self._choices()), self.followers.value)
            if self._last is None or self._last[0] != asked:
                export = read(file, today(), self._choices())
                if export.source == "google_analytics":
                    raise InputError("file", "visits")
                if export.rows == "firm":
                    raise InputError("file", "one_firm")
                self._last = asked, export, as_posts(export, self.followers.value or None)
        except InputError as error:
            raise InputError(field, error.code, **error.values) from None
        _asked, self.export, found = self._last
        self._ask(self.export)
        if not measurable(found):
            raise InputError(field, "nothing_counted")
        return found

    @staticmethod
    def complaint(error: InputError) -> str:
        """What is wrong with the file and what to do."""
        if error.field == "followers":
            return _("Give the number of followers, or 0 if you do not know it.")
        return file_words(error)

    def account(self) -> str:
        """What was read, what was not, and what each column was taken for, as HTML; empty for the example."""
        export = self.export
        if export is None:
            return ""
        unread = len(export.troubles)
        told = [
            _("{source}: {rows} read.").format(source=escape(source_words(export.source)), rows=self._rows(export)),
            ngettext("{n} place could not be read.", "{n} places could not be read.", unread).format(n=number(unread))
            if unread
            else _("Everything could be read."),
            *(note_words(note) for note in export.notes),
        ]
        if len(export.tables) > 1:
            told.append(
                _("The file holds {n} tables; this is “{table}”.").format(
                    n=number(len(export.tables)), table=escape(export.table)
                )
            )
        parts = [f"<p>{' '.join(told)}</p>"]
        if unread:
            parts.append(fold(_("What could not be read"), self._troubles(export)))
        parts.append(fold(_("What each column was taken for"), self._mapping(export)))
        return f'<section class="tt-section"><h2>{_("What we read in your file")}</h2>{"".join(parts)}</section>'

    # the file -------------------------------------------------------------------------------------------------

    def _opened(self, source: str) -> ExportFile:
        given: Any = self.upload.widget.value if source == FILE else self.paste.value
        if not given:
            raise InputError("file", "no_file" if source == FILE else "no_text")
        same = given == self._given if source == PASTE else given is self._given
        if self._file is None or not same:
            name, content = (self.upload.value or ("", b"")) if source == FILE else ("", given.encode())
            if source == PASTE and len(content) <= MOST_BYTES:
                text_grid(content)  # what was pasted is text, whatever it begins with
            # A page shows this while its Python is at work; a year of posts takes no time, fifty thousand some seconds.
            self.busy.value = f'<p class="tt-note" role="status">{_("Reading the file…")}</p>'
            try:
                self._file, self._given = opened(content, name), given
            finally:
                self.busy.value = ""
            self._questions, self._table = {}, None
        return self._file

    def _uploaded(self, _change: object) -> None:
        """Whoever chooses a file wants to see it."""
        if self.upload.value and self.source.value != FILE:
            self.source.value = FILE

    def _show_fields(self) -> None:
        source = self.source.value
        for widget, shown in (
            (self.upload.box, source == FILE),
            (self.hint, source == FILE),
            (self.paste.box, source == PASTE),
            (self.followers.box, source != EXAMPLE),
        ):
            if shown:
                widget.remove_class("tt-hidden")
            elif "tt-hidden" not in widget._dom_classes:
                widget.add_class("tt-hidden")

    # questions about the file ---------------------------------------------------------------------------------

    def _choices(self) -> Choices:
        said = {name: question.value for name, question in self._questions.items()}
        return Choices(
            fields={
                name.removeprefix("field "): ExportField(value)
                for name, value in said.items()
                if name.startswith("field ")
            },
            styles={
                name.removeprefix("style "): Style(value) for name, value in said.items() if name.startswith("style ")
            },
            orders={
                name.removeprefix("order "): Order(value) for name, value in said.items() if name.startswith("order ")
            },
            table=self._table.value if self._table else "",
        )

    def _ask(self, export: Export | None) -> None:
        """Questions about this table; those that stand already keep their answers."""
        about = (self._file, export.table) if export else ()
        if about == self._asked_about:
            return
        self._asked_about = about
        if export is None:
            self.asked.add_class("tt-hidden")
            return
        self._questions = {}
        if len(export.tables) > 1 and self._table is None:
            self._table = Choice(_("Which table of the file"), [(name, name) for name in export.tables], export.table)
            self._table.observe(self._other_table)
        for column in self._to_ask(export):
            if column.ambiguous and column.order:
                self._question(
                    f"order {column.name}",
                    _("{column}: 02/03 is").format(column=column.name[:60]),
                    [(_("2 March, day first"), Order.DAY.value), (_("3 February, month first"), Order.MONTH.value)],
                    column.order.value,
                )
            elif column.ambiguous and column.style:
                self._question(
                    f"style {column.name}",
                    _("{column}: {example} is").format(column=column.name[:60], example=column.example[:20]),
                    [
                        (_("a number with decimals"), _decimals(column)),
                        (_("a number of thousands"), _thousands(column)),
                    ],
                    column.style.value,
                )
            else:
                self._question(
                    f"field {column.name}",
                    _("Column “{column}” is").format(column=column.name[:60]),
                    [(field_words(each), each.value) for each in (ExportField.NOTHING, *list(ExportField)[:-1])],
                    column.field.value,
                )
        boxes = [question.box for question in self._questions.values()]
        if self._table:
            boxes.insert(0, self._table.box)
        self.asked.children = (ipywidgets.HTML(f"<h3>{_('About your file')}</h3>"), *boxes) if boxes else ()
        if boxes:
            self.asked.remove_class("tt-hidden")
        elif "tt-hidden" not in self.asked._dom_classes:
            self.asked.add_class("tt-hidden")

    @staticmethod
    def _to_ask(export: Export) -> list[Column]:
        ambiguous = [column for column in export.columns if column.ambiguous]
        known = export.source != ANY.key
        others = [
            column
            for column in export.columns
            if (column.filled or not column.known) and column not in ambiguous and (not known or not column.known)
        ]
        return [*ambiguous, *others][:MOST_ASKED]

    def _question(self, name: str, label: str, options: list[tuple[str, str]], value: str) -> None:
        question = Choice(label, options, value)
        question.observe(self._changed)
        self._questions[name] = question

    def _other_table(self) -> None:
        self._questions = {}
        self._changed()

    # the account ----------------------------------------------------------------------------------------------

    @staticmethod
    def _rows(export: Export) -> str:
        n = number(export.count)
        if export.rows == "day":
            return ngettext("{n} day", "{n} days", export.count).format(n=n)
        return ngettext("{n} row", "{n} rows", export.count).format(n=n)

    @staticmethod
    def _troubles(export: Export) -> str:
        shown = export.troubles[:MOST_SHOWN]
        listed = table(
            [_("Row"), _("Column"), _("What stands there"), _("Why")],
            [
                [
                    number(each.row) if each.row else _("all"),
                    escape(each.column) or "–",
                    escape(each.shown) or "–",
                    trouble_words(each),
                ]
                for each in shown
            ],
            words=4,
        )
        more = len(export.troubles) - len(shown)
        rest = ngettext("and {n} more", "and {n} more", more).format(n=number(more)) if more else ""
        return listed + (f"<p>{rest}</p>" if rest else "")

    @staticmethod
    def _mapping(export: Export) -> str:
        rows = [
            [
                escape(column.name),
                field_words(column.field)
                if column.known or column.field is not ExportField.NOTHING
                else _("We do not know it: say above what it is"),
                number(column.filled),
            ]
            for column in export.columns
        ]
        return table([_("Column in the file"), _("What it is to us"), _("Filled cells")], rows, words=2)


def _decimals(column: Column) -> str:
    return (Style.POINT if "." in column.example else Style.COMMA).value


def _thousands(column: Column) -> str:
    return (Style.COMMA if "." in column.example else Style.POINT).value
