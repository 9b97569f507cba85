"""The plan as a spreadsheet (.xlsx): the calendar, the numbers with their formulas, a sheet to fill every week.

Whatever a learner typed is written as text, never as a formula or a link. Formulas carry the value they have on the day
the file is made, so that a reader that does not compute shows the same.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tertulia.language import _, day
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.export import clean
from tertulia.plan.export.outline import entry_text, entry_title
from tertulia.plan.schema import Kpi, Plan
from tertulia.terms import post_format_words, post_kind_words

WEEKS = 52
"""Rows of the weekly sheet."""

FIRST = 4
"""Row, from 1, of the first week; above it the headings and the totals."""

FIXED = 7
"""Columns of the weekly sheet before those of the numbers."""


def spreadsheet(plan: Plan, today: date) -> bytes:
    """The workbook's bytes, in the learner's language."""
    import xlsxwriter

    out = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(out, settings) as book:
        book.set_properties(
            {
                "title": _("Social media plan of {firm}").format(firm=clean(plan.firm.name) or _("my firm")),
                "author": clean(plan.firm.owner),
                "created": datetime.combine(today, datetime.min.time()),
            }
        )
        book.set_size(1600, 1200)
        _Book(book, plan, today).write()
    return out.getvalue()


class _Book:
    """The three sheets, written one after the other."""

    def __init__(self, book: Any, plan: Plan, today: date) -> None:
        self.plan, self.today, self.book = plan, today, book
        self.kpis = plan.strategy.kpis
        looks: dict[str, dict[str, object]] = {
            "text": {},
            "head": {"bold": True, "bg_color": "#F4ECE4", "bottom": 1},
            "day": {"num_format": "dd/mm/yyyy", "align": "left"},
            "hour": {"num_format": "hh:mm", "align": "left"},
            "number": {"align": "left"},
            "due": {"num_format": "#,##0.0", "align": "left"},
            "share": {"num_format": "0%", "align": "left"},
            "minutes": {"align": "left"},
            "total": {"bold": True, "top": 1},
            "fill": {"bg_color": "#FFF9F3", "border": 1, "border_color": "#D9CFC5"},
            "fill day": {"num_format": "dd/mm/yyyy", "align": "left", "border": 1, "border_color": "#D9CFC5"},
            "fill share": {"num_format": "0%", "border": 1, "border_color": "#D9CFC5"},
            "title": {"bold": True, "font_size": 14, "text_wrap": False},
            "note": {"font_color": "#6B625A"},
        }
        self.looks = {
            name: book.add_format({"valign": "top", "text_wrap": True, **look}) for name, look in looks.items()
        }
        self.weekly = _("Week by week")

    def write(self) -> None:
        """In the order of the tabs."""
        self._numbers(self.book.add_worksheet(_("Numbers")))
        self._weekly(self.book.add_worksheet(self.weekly))
        self._calendar(self.book.add_worksheet(_("Calendar")))

    def _sheet(self, sheet: Any, heads: Sequence[str], widths: Sequence[float], row: int) -> None:
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, clean(head), self.looks["head"])
        sheet.set_row(row, 32)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(row)

    def _text(self, sheet: Any, row: int, column: int, text: str, look: str = "text") -> None:
        sheet.write_string(row, column, clean(text), self.looks[look])

    # numbers ------------------------------------------------------------------------------------------------

    def _numbers(self, sheet: Any) -> None:
        heads = (
            _("Number"),
            _("Today"),
            _("Wanted"),
            _("Counted in"),
            _("Since"),
            _("By when"),
            _("Who looks"),
            _("Where it is read"),
            _("Last value"),
            _("Progress"),
            _("Should be now"),
            _("On course"),
        )
        self._text(
            sheet, 0, 0, _("The numbers of {firm}").format(firm=clean(self.plan.firm.name) or _("my firm")), "title"
        )
        self._sheet(sheet, heads, (34, 10, 10, 16, 12, 12, 16, 34, 11, 11, 13, 12), 2)
        sheet.freeze_panes(3, 1)
        for place, kpi in enumerate(self.kpis):
            self._number(sheet, place + 3, place, kpi)
        last = len(self.kpis) + 4
        for line, text in enumerate(
            (
                _("The last value comes from the sheet “{sheet}”: fill it once a week.").format(sheet=self.weekly),
                _("“Should be now” is a straight line from the first day to the last. Real numbers go up and down."),
                *(
                    (_("An invented firm. Every name and number here is invented, too."),)
                    if self.plan.firm.example
                    else ()
                ),
            )
        ):
            sheet.write_string(last + line, 0, text, self.book.add_format({"font_color": "#6B625A"}))

    def _number(self, sheet: Any, row: int, place: int, kpi: Kpi) -> None:
        begun = self.plan.strategy.begun
        sheet.set_row(row, 32)
        self._text(sheet, row, 0, kpi.name or _("number {n}").format(n=place + 1))
        for column, value in ((1, kpi.baseline), (2, kpi.target)):
            if value is not None:
                sheet.write_number(row, column, value, self.looks["number"])
        self._text(sheet, row, 3, kpi.unit)
        for column, on in ((4, begun), (5, kpi.by)):
            if on:
                sheet.write_datetime(row, column, datetime.combine(on, datetime.min.time()), self.looks["day"])
        self._text(sheet, row, 6, kpi.owner)
        self._text(sheet, row, 7, kpi.source)
        n, letter = row + 1, _letter(FIXED + place)
        cells = f"'{self.weekly}'!${letter}${FIRST}:${letter}${FIRST + WEEKS - 1}"
        written = f'=IFERROR(LOOKUP(9.99E+307,{cells}),IF(B{n}="","",B{n}))'
        sheet.write_formula(row, 8, written, self.looks["number"], "" if kpi.baseline is None else kpi.baseline)
        moves = kpi.baseline is not None and kpi.target is not None and kpi.baseline != kpi.target
        written = f'=IF(OR(B{n}="",C{n}="",I{n}=""),"",IF(C{n}=B{n},"",(I{n}-B{n})/(C{n}-B{n})))'
        sheet.write_formula(row, 9, written, self.looks["share"], 0 if moves else "")
        due = self._due(kpi)
        sheet.write_formula(
            row,
            10,
            f'=IF(OR(B{n}="",C{n}="",E{n}="",F{n}=""),"",IF(F{n}<=E{n},"",'
            f"B{n}+(C{n}-B{n})*MAX(0,MIN(1,(TODAY()-E{n})/(F{n}-E{n})))))",
            self.looks["due"],
            "" if due is None else due,
        )
        yes, no = _("yes"), _("not yet")
        state = "" if due is None or not moves else yes if self._reached(kpi, due) else no
        sheet.write_formula(
            row,
            11,
            f'=IF(OR(J{n}="",K{n}=""),"",IF((I{n}-K{n})*SIGN(C{n}-B{n})>=0,"{yes}","{no}"))',
            self.looks["text"],
            state,
        )

    def _due(self, kpi: Kpi) -> float | None:
        """What a straight line says for the day the file is made."""
        begun = self.plan.strategy.begun
        if begun is None or kpi.by is None or kpi.by <= begun or kpi.baseline is None or kpi.target is None:
            return None
        gone = min(1.0, max(0.0, (self.today - begun).days / (kpi.by - begun).days))
        return kpi.baseline + (kpi.target - kpi.baseline) * gone

    @staticmethod
    def _reached(kpi: Kpi, due: float) -> bool:
        assert kpi.baseline is not None and kpi.target is not None
        ahead = kpi.baseline - due
        return ahead >= 0 if kpi.target > kpi.baseline else ahead <= 0

    # week by week -------------------------------------------------------------------------------------------

    def _weekly(self, sheet: Any) -> None:
        names = [kpi.name or _("number {n}").format(n=place) for place, kpi in enumerate(self.kpis, 1)]
        heads = [
            _("Week begins"),
            _("Hours used"),
            _("Posts published"),
            _("Messages received"),
            _("Answered in a day"),
            _("Share answered"),
            _("Followers"),
            *names,
            _("What we noticed"),
        ]
        self._text(sheet, 0, 0, _("Fill one row every week; two minutes are enough"), "title")
        self._sheet(sheet, heads, [13, 9, 14, 11, 12, 12, 12, *([22] * len(names)), 50], 1)
        sheet.freeze_panes(FIRST - 1, 1)
        first, last = FIRST, FIRST + WEEKS - 1
        self._text(sheet, 2, 0, _("Sum"), "total")
        for column in range(1, 5):
            cells = f"{_letter(column)}{first}:{_letter(column)}{last}"
            sheet.write_formula(2, column, f"=SUM({cells})", self.looks["total"], 0)
        share = self.book.add_format({"bold": True, "top": 1, "num_format": "0%"})
        sheet.write_formula(2, 5, '=IF(D3=0,"",E3/D3)', share, "")
        begins = self._first_week()
        for week in range(WEEKS):
            row = FIRST - 1 + week
            monday = datetime.combine(begins + timedelta(weeks=week), datetime.min.time())
            sheet.write_datetime(row, 0, monday, self.looks["fill day"])
            for column in (*range(1, 5), *range(6, FIXED + len(names) + 1)):
                sheet.write_blank(row, column, None, self.looks["fill"])
            n = row + 1
            sheet.write_formula(row, 5, f'=IF(OR(D{n}="",D{n}=0),"",E{n}/D{n})', self.looks["fill share"], "")

    def _first_week(self) -> date:
        """The Monday of the week in which the plan begins."""
        days = [entry.day for entry in self.plan.content.entries if entry.day]
        begins = self.plan.strategy.begun or min(days, default=self.today)
        return begins - timedelta(days=begins.weekday())

    # calendar -----------------------------------------------------------------------------------------------

    def _calendar(self, sheet: Any) -> None:
        heads = (
            _("Date"),
            _("Weekday"),
            _("Time"),
            _("Minutes"),
            _("What"),
            _("Network"),
            _("Kind"),
            _("Format"),
            _("Idea"),
            _("Done"),
        )
        self._sheet(sheet, heads, (12, 13, 8, 9, 28, 16, 20, 14, 70, 8), 0)
        sheet.freeze_panes(1, 0)
        entries = [entry for entry in self.plan.content.entries if entry.day]
        for row, entry in enumerate(entries, 1):
            assert entry.day
            sheet.write_datetime(row, 0, datetime.combine(entry.day, datetime.min.time()), self.looks["day"])
            self._text(sheet, row, 1, day(entry.day, "EEEE"))
            if entry.at:
                sheet.write_datetime(row, 2, entry.at, self.looks["hour"])
            sheet.write_number(row, 3, entry.minutes, self.looks["minutes"])
            network = NETWORKS[entry.network].name if entry.network in NETWORKS else entry.network
            for column, text in enumerate(
                (
                    entry_title(entry),
                    network,
                    post_kind_words(entry.kind) if entry.kind else "",
                    post_format_words(entry.format) if entry.format else "",
                    "\n".join(filter(None, (entry_text(entry), entry.caption))),
                ),
                4,
            ):
                self._text(sheet, row, column, text)
            sheet.write_blank(row, 9, None, self.looks["fill"])
        if entries:
            sheet.autofilter(0, 0, len(entries), len(heads) - 1)


def _letter(column: int) -> str:
    """The letter of a column, from 0."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
