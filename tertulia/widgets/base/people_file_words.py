"""The learner's words for files that hold people: why one cannot be read, and what was left out of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tertulia.exports.address_book import BookRefusal
from tertulia.exports.address_words import PersonField
from tertulia.exports.cells import FileRefusal
from tertulia.language import _, and_list, number
from tertulia.models.errors import InputError
from tertulia.widgets.base.words import HEADING_SHOWN, heading_names, in_file_words


def people_file_words(error: InputError) -> str:
    """Why a file with people cannot be read, and what to do."""
    sentences: dict[StrEnum, str] = {
        FileRefusal.EMPTY: _("The file is empty. Choose another."),
        FileRefusal.TOO_LARGE: _(
            "The file has {megabytes} MB; we read up to {most} MB. Ask for the contacts alone, without pictures."
        ),
        FileRefusal.TOO_MANY_CELLS: _("The table has more than {most} cells. Save only the people you need."),
        FileRefusal.TOO_MANY_SHEET_CELLS: _("The workbook has more than {most} cells. Save the sheet as CSV."),
        FileRefusal.TOO_MANY_COLUMNS: _("The table has {columns} columns; we read up to {most}."),
        FileRefusal.NOT_A_TABLE: _("This is no list of people ({kind}). Choose a table or a contacts file (.vcf)."),
        FileRefusal.WEB_TABLE: _(
            "This file is a web page. Open it in your spreadsheet, save it as .xlsx or CSV, and choose that."
        ),
        FileRefusal.OPEN_DOCUMENT: _("We cannot read LibreOffice files. Save it as .xlsx or CSV and choose that."),
        FileRefusal.PROTECTED: _("The file has a password. Save it without one and choose that."),
        FileRefusal.DAMAGED: _("The file is damaged or not complete. Export it again."),
        FileRefusal.NOTHING_INSIDE: _("There is no list of people in this zip file."),
        FileRefusal.ZIP_BOMB: _("The file unpacks to far more than a list of people would. We leave it closed."),
        FileRefusal.ENTITIES: _("The workbook contains code that a list never has. We leave it closed."),
        FileRefusal.BINARY: _("This is no text we can read. Choose a table or a contacts file (.vcf)."),
        FileRefusal.QUOTES: _(
            "The quotation marks do not match near row {row}. Open the file in your spreadsheet, save it as .xlsx and "
            "choose that."
        ),
        FileRefusal.LONG_CELL: _("A cell near row {row} has more than {most} characters. This is no list of people."),
        BookRefusal.NO_STAFF: _(
            "No column of this table is called “Name” or “Employee” beside a department, a boss or whom they talk "
            "with, so nobody was read. We found: {headings}."
        ),
        BookRefusal.POSTS: _(
            "This file holds the figures of posts, not people. Open it in the results dashboard or the monthly report."
        ),
        BookRefusal.OTHER_PEOPLE: _(
            "This file lists people who were blocked, asked or removed, so nobody was read. Choose followers_1.json, "
            "following.json or your friends."
        ),
        BookRefusal.NOBODY: _("There are no names of people in this file."),
        BookRefusal.WEB_PAGES: _(
            "These followers or friends are web pages. Ask for the download once more and choose JSON as its format."
        ),
        BookRefusal.CALENDAR: _("This file is a calendar. Contacts are saved as .vcf or .csv."),
        BookRefusal.DIRECTORY: _(
            "This is a file for mail programs (LDIF), which we cannot read. Export your contacts as .vcf or .csv."
        ),
        BookRefusal.JSON: _("This is no file saved here, and no list of followers or friends. Nothing was changed."),
        BookRefusal.PEOPLE_MANY: _("There are more than {most} people in this file. Save only those you need."),
    }
    sentence = sentences.get(error.code, _("This file cannot be read. Save it as .xlsx or CSV and choose that."))
    values = {name: value if isinstance(value, str) else number(value) for name, value in error.values.items()}
    return in_file_words(error, sentence.format(**values))


def _kind_words(kind: PersonField) -> str:
    return {
        PersonField.EMAIL: _("e-mail addresses"),
        PersonField.PHONE: _("telephone numbers"),
        PersonField.LINK: _("links"),
        PersonField.POSITION: _("positions"),
        PersonField.ADDRESS: _("addresses"),
        PersonField.DATE: _("dates"),
        PersonField.NOTES: _("notes"),
        PersonField.PICTURE: _("pictures"),
    }.get(kind, _("other columns"))


def left_out_words(left_out: Mapping[PersonField, int], headings: tuple[str, ...] = ()) -> str:
    """What an address book held besides names and firms, with of how many people; empty if nothing."""
    kinds = [
        f"{_kind_words(kind)} ({number(count)})"
        for kind, count in left_out.items()
        if count and not (kind is PersonField.OTHER and headings)
    ]
    names = heading_names([f"“{name[:HEADING_SHOWN]}”" for name in headings])
    if not (kinds or names):
        return ""
    return _("Left out, and kept nowhere: {list}.").format(list=and_list([*kinds, *names]))
