"""A run-sheet as a spreadsheet (.xlsx): change a number of minutes, and what follows moves.

A sheet for each session. The times are formulas of the minutes above them; an x leaves an item out. Formulas carry the
value they have when the file is made, so that a reader that does not compute shows the same. Texts are never
formulas or links.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tertulia.language import _, day
from tertulia.plan.export import clean
from theme.workshop.run_sheet import Meeting, Moment, RunSheet

A_DAY = 24 * 60
"""Minutes; a spreadsheet counts a time of the day as a share of it."""

TOP = 6
"""Row, from 0, of the headings; the first item stands below it."""

BEGIN, MINUTES, OUT, WHAT, SAY, SHOW, READY, TOOK = range(8)
"""The columns."""

WIDTHS = (9, 9, 10, 24, 42, 46, 24, 9)
"""Of the columns, in characters: together they fill the width of A4 on its side in a size that can be read."""

LINE = 16
"""Height of a line of text, in points."""


def workbook(sheet: RunSheet, made: date) -> bytes:
    """The workbook's bytes, in the book's language."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": clean(sheet.title), "created": datetime.combine(made, datetime.min.time())})
        names: list[str] = []
        for place, meeting in enumerate(sheet.meetings, start=1):
            names.append(_tab(meeting.title or _("Run-sheet"), place, names))
            _Tab(book, book.add_worksheet(names[-1]), sheet, meeting).write()
    return out.getvalue()


def _tab(title: str, place: int, taken: Sequence[str]) -> str:
    """A name that a sheet can have: at most 31 characters, none of []:*?/\\, and each once."""
    name = re.sub(r"[\[\]:*?/\\]", " ", clean(title))[:31].strip("' ")
    return name if name and name not in taken else f"{name[:27]} {place}".strip()


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a word that does not fit any more leaves some room at the end."""
    return sum(1 + len(line) // (width - 2) for line in text.split("\n"))


class _Tab:
    """One session."""

    def __init__(self, book: Any, tab: Any, sheet: RunSheet, meeting: Meeting) -> None:
        self.book, self.tab, self.sheet, self.meeting = book, tab, sheet, meeting
        looks: dict[str, dict[str, object]] = {
            "text": {"bottom": 1, "bottom_color": "#D9CFC5", "indent": 1},
            "strong": {"bold": True, "bottom": 1, "bottom_color": "#D9CFC5", "indent": 1},
            "head": {"bold": True, "bg_color": "#F4ECE4", "bottom": 1},
            "title": {"bold": True, "font_size": 16, "text_wrap": False},
            "plain": {"text_wrap": False},
            "time": {"num_format": "hh:mm", "align": "left", "bold": True, "font_size": 14},
            "minutes": {
                "align": "left",
                "bg_color": "#FFF9F3",
                "border": 1,
                "border_color": "#D9CFC5",
                "locked": False,
            },
            "begin": {"num_format": "hh:mm", "align": "left", "bg_color": "#FFF9F3", "border": 1, "locked": False},
            "sum": {"align": "left", "bold": True, "text_wrap": False},
            "over": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#9A3B1E"},
        }
        self.looks = {
            name: book.add_format({"valign": "top", "text_wrap": True, "font_size": 12, **look})
            for name, look in looks.items()
        }
        self.first = TOP + 1
        self.last = TOP + len(meeting.moments)

    def write(self) -> None:
        """The head, the items, what goes first when time runs short, and how it is printed."""
        self._head()
        for place, moment in enumerate(self.meeting.moments):
            self._moment(self.first + place, moment)
        end = self._end()
        self._dropped(end + 2)
        self.tab.freeze_panes(TOP + 1, WHAT + 1)
        self.tab.set_landscape()
        self.tab.set_paper(9)  # A4
        self.tab.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.tab.fit_to_pages(1, 0)
        self.tab.repeat_rows(TOP)
        self.tab.set_footer("&L&A&R&P / &N")

    def _text(self, row: int, column: int, text: str, look: str = "text") -> None:
        self.tab.write_string(row, column, clean(text), self.looks[look])

    def _head(self) -> None:
        meeting = self.meeting
        self._text(0, 0, self.sheet.title, "title")
        dates = [each for each in (meeting.date or self.sheet.date,) if each]
        about = [meeting.title, *(day(date.fromisoformat(each), "full") for each in dates), self.sheet.place]
        self._text(1, 0, " · ".join(filter(None, about)), "plain")
        takes = sum(each.minutes for each in meeting.moments)
        ends = meeting.begin + takes
        for row, label in (
            (2, _("Begins")),
            (3, _("Ends, as planned")),
            (4, _("Ends, as it stands")),
            (5, _("Minutes to spare")),
        ):
            self._text(row, 0, label, "plain")
        self.tab.write_number(2, OUT, meeting.begin / A_DAY, self.looks["begin"])
        self.tab.write_number(3, OUT, meeting.ends / A_DAY, self.looks["begin"])
        self.tab.write_formula(4, OUT, f"=A{self.last + 2}", self.looks["time"], ends / A_DAY)
        self.tab.write_formula(5, OUT, f"=ROUND((C4-C5)*{A_DAY},0)", self.looks["sum"], meeting.ends - ends)
        self.tab.conditional_format(
            5, OUT, 5, OUT, {"type": "cell", "criteria": "<", "value": 0, "format": self.looks["over"]}
        )
        fits, too_long = _("It fits."), _("Too long: write fewer minutes, or an x under “Leave out”.")
        said = ['"{}"'.format(each.replace('"', '""')) for each in (too_long, fits)]
        now = too_long if ends > meeting.ends else fits
        self.tab.write_formula(5, WHAT, f"=IF(C6<0,{','.join(said)})", self.looks["plain"], now)
        hint = _("Change the shaded cells; the times follow.")
        self._text(2, WHAT, hint, "plain")
        heads = (
            _("Time"),
            _("Minutes"),
            _("Leave out"),
            _("What"),
            _("The idea, and what to ask"),
            _("What happens"),
            _("Prepare"),
            _("Really took"),
        )
        for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
            self.tab.set_column(column, column, width)
            self._text(TOP, column, head, "head")
        self.tab.set_row(TOP, 2 * LINE)

    def _moment(self, row: int, moment: Moment) -> None:
        before = "=C3" if row == self.first else f'=A{row}+IF(C{row}="",B{row},0)/{A_DAY}'
        self.tab.write_formula(row, BEGIN, before, self.looks["time"], moment.begin / A_DAY)
        self.tab.write_number(row, MINUTES, moment.minutes, self.looks["minutes"])
        self.tab.write_blank(row, OUT, None, self.looks["minutes"])
        steps = [f"{n}. {step}" for n, step in enumerate(moment.steps, start=1)]
        asks = [_("Ask: {question}").format(question=each) for each in moment.asks]
        cells = {
            WHAT: (moment.title, moment.over),
            SAY: (*moment.ideas, *asks),
            SHOW: (*steps, moment.say),
            READY: (moment.prepare, moment.who),
        }
        texts = {column: "\n".join(filter(None, lines)) for column, lines in cells.items()}
        for column, text in texts.items():
            self._text(row, column, text, "strong" if column == WHAT else "text")
        self.tab.write_blank(row, TOOK, None, self.looks["minutes"])
        self.tab.set_row(row, LINE * max(2, *(_lines(text, WIDTHS[column]) for column, text in texts.items())))

    def _end(self) -> int:
        """The row with the end, and what may be typed above it."""
        row = self.last + 1
        takes = sum(each.minutes for each in self.meeting.moments)
        last = f'=A{row}+IF(C{row}="",B{row},0)/{A_DAY}'
        self.tab.write_formula(row, BEGIN, last, self.looks["time"], (self.meeting.begin + takes) / A_DAY)
        cells = f"{self.first + 1}:B{self.last + 1}"
        total = f'=SUMIF(C{self.first + 1}:C{self.last + 1},"",B{cells})'
        self.tab.write_formula(row, MINUTES, total, self.looks["sum"], takes)
        self._text(row, WHAT, _("End"), "strong")
        whole = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": 240,
            "error_title": _("Minutes"),
            "error_message": _("Write a whole number of minutes, from 0 to 240."),
        }
        for column in (MINUTES, TOOK):
            self.tab.data_validation(self.first, column, self.last, column, whole)
        self.tab.data_validation(self.first, OUT, self.last, OUT, {"validate": "list", "source": ["x"]})
        hour = {"validate": "time", "criteria": "between", "minimum": 0, "maximum": (A_DAY - 1) / A_DAY}
        self.tab.data_validation(2, OUT, 3, OUT, {**hour, "error_message": _("Write a time of the day, as in 16:00.")})
        return row

    def _dropped(self, row: int) -> None:
        """What goes first when time runs short; the minutes are those of the items above."""
        ordered = sorted((each.drop, place) for place, each in enumerate(self.meeting.moments) if each.drop)
        if not ordered:
            return
        self._text(row, WHAT, _("If time runs short, leave out in this order"), "head")
        self._text(row, SAY, _("Minutes won in all"), "head")
        won = 0
        for n, (_order, place) in enumerate(ordered, start=1):
            moment = self.meeting.moments[place]
            won += moment.minutes
            self._text(row + n, WHAT, f"{n}. {moment.title}")
            above = f"+E{row + n}" if n > 1 else ""
            self.tab.write_formula(row + n, SAY, f"=B{self.first + place + 1}{above}", self.looks["sum"], won)
