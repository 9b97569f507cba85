"""The posts in a file or a pasted table, as the audit reads them, and what only the learner can say about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import ipywidgets

from tertulia.clock import today
from tertulia.exports.captions import NO_POSTS, Captions, captions, listed
from tertulia.exports.cells import FileRefusal, OwnFile, of_file
from tertulia.exports.columns import ExportField
from tertulia.exports.dates import Order
from tertulia.exports.encodings import decoded
from tertulia.exports.file import ExportFile, opened
from tertulia.exports.layout import blocks
from tertulia.exports.questions import ExportQuestion, Reading
from tertulia.exports.read import Choices, Export, read
from tertulia.exports.sources import ANY, recognised
from tertulia.exports.table import grids
from tertulia.exports.text_or_table import SAYING, TextOrTable, says, text_or_table
from tertulia.html import as_html
from tertulia.language import _
from tertulia.models.errors import InputError
from tertulia.models.web2.posts import MOST_LETTERS, MOST_POSTS, PostsFileRefusal, split_pasted
from tertulia.widgets.base.controls import Choice
from tertulia.widgets.base.own_posts_questions import question_choice, show_if

WORDS = 3
"""So many words a cell has on average in a column that may hold what was posted."""

MOST_ASKED = 12
"""Columns that are offered."""


class PostsFile:
    """What was given: files, or a pasted text (without a name). `changed` is called when a question is answered.

    zone: in which the learner's clock runs.

    read: the last posts, None before `look`. export: the table they come from, None for a text or a single column.
    """

    def __init__(self, name: str, files: Sequence[OwnFile], changed: Callable[[], None], zone: str) -> None:
        self.name = name
        self.posts: Captions | None = None
        self.export: Export | None = None
        self.file: ExportFile | None = None
        self.box = ipywidgets.Box([])
        self.box.add_class("tt-asked")
        self._files, self._changed, self._zone = files, changed, zone
        self._answered: set[str] = set()
        self._kind = _kind(files)
        self._is: Choice | None = None
        self._table: Choice | None = None
        self._columns: dict[str, Choice] = {}
        self._dates: dict[str, Choice] = {}
        if self._kind is TextOrTable.UNSURE:
            as_table = name.lower().endswith((".csv", ".tsv"))
            self._is = self._choice(
                _("What you gave us is"),
                [
                    (_("a text: each line is a post"), TextOrTable.TEXT.value),
                    (_("a table: each line is a row of cells"), TextOrTable.TABLE.value),
                ],
                (TextOrTable.TABLE if as_table else TextOrTable.TEXT).value,
                all_seen=True,
            )

    @property
    def is_table(self) -> bool:
        """Whether it is read as a table."""
        return (self._is.value if self._is else self._kind) == TextOrTable.TABLE

    @property
    def asks_what_it_is(self) -> bool:
        """Whether it may be a text or a table."""
        return self._is is not None

    @property
    def open(self) -> bool:
        """Whether nobody has said yet how its dates are written, and the cells do not show it."""
        return self.export is not None and any(not question.certain for question in _of_dates(self.export))

    def look(self) -> Captions:
        """Read it, as the questions are answered now. InputError on "file" says why there are no posts in it."""
        self.export = None
        asked = [self._is] if self._is else []
        try:
            self.posts = self._of_table(asked) if self.is_table else self._of_text()
        finally:
            heading = ipywidgets.HTML(f"<h3>{as_html(_('About your file'))}</h3>")
            boxes = tuple(question.box for question in asked)
            if self.box.children[1:] != boxes:
                self.box.children = (heading, *boxes) if boxes else ()
            show_if(bool(boxes), self.box)
        return self.posts

    def _of_text(self) -> Captions:
        texts: list[str] = []
        for file in self._files:
            with _named(file, self._files):
                texts += posts_in_text(decoded(file.content)[0])
        if not texts:
            raise InputError("file", FileRefusal.EMPTY)
        return listed(texts, MOST_POSTS, MOST_LETTERS)

    def _of_table(self, asked: list[Choice]) -> Captions:
        try:
            self.file = self.file or opened(*self._files)
        except InputError as error:
            if error.code != FileRefusal.ONE_COLUMN:
                raise
            return self._of_column()
        every = self._exports(self.file)
        if not every:
            raise InputError("file", PostsFileRefusal.NO_WORDS)
        best = next((export for export in every if export.table == self._best), every[0])
        if len(every) > 1:
            if self._table is None:
                options = [(export.table, export.table) for export in every]
                self._table = self._choice(_("Which table of the file"), options, best.table)
            asked.append(self._table)
            best = next(export for export in every if export.table == self._table.value)
        if not _says_something(best):
            asked.append(self._ask_column(best))
            best = self._read(self.file, best.table)
        for question in _of_dates(best):
            if not question.certain or question.column in self._dates:
                asked.append(self._ask_dates(question))
        self.export = best
        return captions(best, MOST_POSTS, MOST_LETTERS)

    @property
    def _best(self) -> str:
        return self.file.label(self.file.best) if self.file else ""

    def _exports(self, file: ExportFile) -> list[Export]:
        """The tables that hold posts: those whose columns say it, else those with a column of words."""
        every = [self._read(file, file.label(place), fields=False) for place in range(len(file.blocks))]
        posted = [export for export in every if export.rows not in NO_POSTS]
        return [export for export in posted if _says_something(export)] or [
            export for export in posted if _wordy(export, file)
        ]

    def _read(self, file: ExportFile, table: str, *, fields: bool = True) -> Export:
        chosen = self._columns.get(table)
        answers = {name: question.value for name, question in self._dates.items() if name in self._answered}
        return read(
            file,
            today(),
            Choices(
                table=table,
                fields={chosen.value: ExportField.TEXT} if chosen and fields else {},
                orders={name: Order(said) for name, said in answers.items() if said in set(Order)},
                turned={name: said == Reading.MENDED for name, said in answers.items() if said in set(Reading)},
            ),
            zone=self._zone,
        )

    def _ask_column(self, export: Export) -> Choice:
        wordy = _wordy(export, self.file) if self.file else []
        if export.table not in self._columns:
            options = [
                (_("“{column}”: {example}").format(column=name[:40], example=cell[:60]), name) for name, cell in wordy
            ]
            self._columns[export.table] = self._choice(_("What you posted stands in"), options, wordy[0][0])
        return self._columns[export.table]

    def _ask_dates(self, question: ExportQuestion) -> Choice:
        name = question.column
        if name not in self._dates:
            self._dates[name] = question_choice(question)
            self._dates[name].observe(lambda: self._date_said(name))
        return self._dates[name]

    def _date_said(self, name: str) -> None:
        self._answered.add(name)
        self._changed()

    def _choice(self, label: str, options: list[tuple[str, str]], value: str, *, all_seen: bool = False) -> Choice:
        choice = Choice(label, options, value, all_seen=all_seen)
        choice.observe(self._changed)
        return choice

    def _of_column(self) -> Captions:
        """A single column: its first cell is a header if it is called as one."""
        texts = []
        for file in self._files:
            for block in (block for grid in grids(file.content, file.name) for block in blocks(grid)):
                header = block.headers[0]
                cells = [row[0] for row in block.rows]
                texts += [header, *cells] if not says(recognised(block.headers), header) else cells
        return listed([str(cell) for cell in texts if cell is not None], MOST_POSTS, MOST_LETTERS)


def _of_dates(export: Export) -> list[ExportQuestion]:
    """The questions that change which posts are the last ones."""
    when = {column.name for column in export.columns if column.field is ExportField.WHEN}
    return [question for question in export.questions if question.column in when]


def _kind(files: Sequence[OwnFile]) -> TextOrTable:
    """What all of them are: a text only if each is one."""
    kinds = set()
    for file in files:
        with _named(file, files):
            kinds.add(text_or_table(file.content, file.name))
    return next(iter(kinds)) if len(kinds) == 1 else TextOrTable.TABLE


def _named(file: OwnFile, files: Sequence[OwnFile]) -> AbstractContextManager[None]:
    """What is refused of one of several says of which."""
    return of_file(file.name) if len(files) > 1 else nullcontext()


def posts_in_text(text: str) -> tuple[str, ...]:
    """The posts in a text; a first line that only says what the others are, as a copied column's does, is none."""
    first, _end, more = text.lstrip().partition("\n")
    return split_pasted(more if more.strip() and says(ANY, first) else text)


def _says_something(export: Export) -> bool:
    return any(any(export.values[name]) for name in SAYING if name in export.values)


def _wordy(export: Export, file: ExportFile) -> list[tuple[str, str]]:
    """The columns that may hold what was posted, the wordiest first, each with its first cell."""
    place = export.tables.index(export.table)
    block = file.blocks[place]
    if len(block.headers) < 2:
        return []  # lines of a remark
    counted = []
    for name, cells in zip(block.headers, zip(*block.rows, strict=True), strict=True):
        texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        words = sum(len(text.split()) for text in texts)
        if texts and words >= WORDS * len(block.rows):
            counted.append((words, name, " ".join(texts[0].split())))
    return [(name, cell) for _words, name, cell in sorted(counted, key=lambda each: -each[0])][:MOST_ASKED]
