"""The learner's words for files: what a column is, what could not be read, what was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from tertulia.exports.cells import Note
from tertulia.exports.columns import ExportField, RowKind
from tertulia.exports.read import Export, Trouble
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.widgets.base.kept_files import KeptFile
from tertulia.widgets.base.words import in_file_words


class OwnPostsRefusal(StrEnum):
    """Why a file that could be read has no posts for us; what cannot be read at all, `tertulia.exports` says."""

    NO_FILE = "no_file"
    NO_TEXT = "no_text"
    AGAIN = "again"
    """The last file was too large to be kept: `name`."""
    TOO_MANY_FILES = "too_many_files"
    """So many files at once, `n`; at most `most`."""
    VISITS = "visits"
    """It counts visits to a website."""
    NOT_POSTS = "not_posts"
    """What its `rows` are instead."""
    ONE_FIRM = "one_firm"
    """It sums up the whole firm."""
    NOTHING_COUNTED = "nothing_counted"
    DOWNLOAD_ONLY = "download_only"
    """It is a download of Instagram or Facebook, without figures."""


def field_words(field: ExportField) -> str:
    """What a column can be."""
    return {
        ExportField.KEY: _("Number of the post"),
        ExportField.WHEN: _("Date and hour"),
        ExportField.TEXT: _("Text"),
        ExportField.TITLE: _("Title"),
        ExportField.LINK: _("Link to the post"),
        ExportField.FORMAT: _("Kind of post"),
        ExportField.PAID: _("Promoted or not"),
        ExportField.MONTH: _("Month"),
        ExportField.WEEKDAY: _("Day of the week, 1 is Sunday"),
        ExportField.HOUR: _("Hour"),
        ExportField.REACH: _("People reached"),
        ExportField.VIEWS: _("Views"),
        ExportField.INTERACTIONS: _("Interactions, all together"),
        ExportField.REACTIONS: _("Reactions or likes"),
        ExportField.COMMENTS: _("Comments"),
        ExportField.SHARES: _("Shares"),
        ExportField.SAVES: _("Saves"),
        ExportField.CLICKS: _("Clicks"),
        ExportField.LINK_CLICKS: _("Clicks on links"),
        ExportField.FOLLOWS: _("New followers"),
        ExportField.FOLLOWERS: _("Followers at that time"),
        ExportField.WATCH: _("Hours watched"),
        ExportField.MESSAGES: _("Messages"),
        ExportField.VISITS: _("Visits to the profile"),
        ExportField.CALLS: _("Calls"),
        ExportField.DIRECTIONS: _("Requests for directions"),
        ExportField.BOOKINGS: _("Bookings"),
        ExportField.NOTHING: _("Leave it out"),
    }[field]


def source_words(key: str) -> str:
    """What an export is."""
    return {
        "instagram_stories": _("Instagram stories, from Meta Business Suite"),
        "instagram_download": _("Instagram posts, from your download"),
        "facebook_download": _("Facebook posts, from your download"),
        "instagram_followers": _("Who follows you on Instagram, by the day they began, from your download"),
        "facebook_followers": _("Who follows you on Facebook, by the day they began, from your download"),
        "instagram_posts": _("Instagram posts, from Meta Business Suite"),
        "facebook_posts": _("Facebook posts, from Meta Business Suite"),
        "facebook_videos": _("Facebook videos, from Meta Business Suite"),
        "meta_ads": _("Adverts on Facebook and Instagram, from Meta Ads"),
        "google_ads": _("Adverts on Google, from Google Ads"),
        "tiktok_ads": _("Adverts on TikTok"),
        "linkedin_ads": _("Adverts on LinkedIn"),
        "linkedin_top_posts": _("Your own LinkedIn posts, with the most seen"),
        "linkedin_competitors": _("LinkedIn pages, yours and those you compare with"),
        "meta_daily": _("One figure per day, from Meta Business Suite"),
        "facebook_old_posts": _("Facebook posts, from the older Page Insights"),
        "linkedin_posts": _("LinkedIn posts"),
        "linkedin_daily": _("LinkedIn, day by day"),
        "linkedin_followers": _("LinkedIn followers, day by day"),
        "x_posts": _("Posts on X"),
        "x_old_posts": _("Posts on X, from the older export"),
        "x_daily": _("X, day by day"),
        "tiktok_posts": _("TikTok videos"),
        "tiktok_daily": _("TikTok, day by day"),
        "tiktok_followers": _("TikTok followers, day by day"),
        "tiktok_viewers": _("TikTok viewers, day by day"),
        "youtube_posts": _("YouTube videos"),
        "youtube_daily": _("YouTube, day by day"),
        "youtube_chart": _("YouTube, the lines of a chart"),
        "google_business": _("Google Business Profile"),
        "google_analytics": _("Google Analytics"),
        "facebook_teaching_set": _("The Facebook posts of the example"),
    }.get(key, _("A table we do not know"))


def file_words(error: InputError) -> str:
    """Why a file cannot be read, and what to do."""
    values: dict[str, str] = {
        name: number(value) if isinstance(value, int) else str(value) for name, value in error.values.items()
    }
    sentence = {
        OwnPostsRefusal.NO_FILE: _("Choose a file first."),
        OwnPostsRefusal.AGAIN: _(
            "The file you opened last was “{name}”; it is too large to be kept here. Choose it again."
        ),
        OwnPostsRefusal.TOO_MANY_FILES: _("These are {n} files; we read up to {most} at once. Choose fewer."),
        OwnPostsRefusal.NO_TEXT: _("Paste a table first, with its header line."),
        "empty": _("The file is empty. Export it again and choose it once more."),
        "too_large": _("The file has {megabytes} MB; we read up to {most} MB. Export fewer months."),
        "too_many_cells": _("The table has more than {most} cells. Export fewer months or fewer columns."),
        "too_many_sheet_cells": _(
            "The workbook has more than {most} cells. Download it as CSV, which holds far more, or export fewer months."
        ),
        "too_many_columns": _("The table has {columns} columns; we read up to {most}. Keep the ones you need."),
        "not_a_table": _("This is no table ({kind}). Choose the CSV, Excel or zip file that the network gave you."),
        "web_table": _(
            "The file says it is a table but holds a web page without one. Download it again from your network and "
            "choose it here before you open it."
        ),
        "numbers": _("This is a Numbers file. In Numbers choose File, Export to, CSV or Excel, and choose that."),
        "open_document": _(
            "We cannot read LibreOffice files. Download the file again from your network and choose it here before you "
            "open it: a spreadsheet may change dates and numbers. A table of your own you can save as .xlsx."
        ),
        "protected": _("The file has a password. Save it without one and choose that."),
        "damaged": _("The file is damaged or not complete. Export it again."),
        "nothing_inside": _("There is no table in this zip file. Open it and choose the CSV files one by one."),
        "zip_bomb": _("The file unpacks to far more than an export would. We leave it closed."),
        "entities": _("The workbook contains code that an export never has. We leave it closed."),
        "binary": _("This is no text we can read. Choose the CSV, Excel or zip file that the network gave you."),
        "quotes": _(
            "The quotation marks do not match near row {row}. Download the file again from your network and choose it "
            "here before you open it."
        ),
        "one_column": _(
            "There is only one column. If your spreadsheet put everything into it, download the file again and choose "
            "it here before you open it; if you copied it, copy the whole table, with its header line."
        ),
        "download_html": _(
            "This is your download from Instagram or Facebook as web pages. Ask for it once more and choose JSON as "
            "its format, not HTML."
        ),
        "download_without_posts": _(
            "This is your download from Instagram or Facebook, but neither posts nor followers are in it. Ask for it "
            "once more and mark the posts."
        ),
        "download_too_large": _(
            "Your download has more than the {most} MB we read. Ask for it once more: choose only the posts, JSON as "
            "its format and low quality for the pictures. Or open the zip file and choose the file of posts inside it."
        ),
        "other_json": _(
            "This JSON file holds no posts and no followers from Instagram or Facebook. In your download the posts are "
            "called posts_1.json or your_posts…"
        ),
        "no_rows": _("There is no table with a header line and rows below it."),
        OwnPostsRefusal.VISITS: _(
            "This file counts visits to your website, not posts. Keep it: what those visitors bought or asked "
            "is what “tracked” means below."
        ),
        OwnPostsRefusal.NOT_POSTS: _(
            "{what} This page compares posts. Choose the file with one row for each post, or another table of this one."
        ),
        OwnPostsRefusal.ONE_FIRM: _(
            "This file sums up your business for a whole period: calls, directions, clicks. There is nothing in it to "
            "compare. Write the figures down beside last month's."
        ),
        OwnPostsRefusal.NOTHING_COUNTED: _(
            "We found no column with numbers of posts. Say below what each column is, at least the reactions."
        ),
        OwnPostsRefusal.DOWNLOAD_ONLY: _(
            "This is your download from Instagram or Facebook. It holds your texts and their dates, but no figures, so "
            "there is nothing to compare. The conversation audit reads these texts; the figures are in Meta Business "
            "Suite, under Content."
        ),
    }.get(error.code, _("This file cannot be read. Download it again and choose it here before you open it."))
    return in_file_words(error, sentence.format(**values, what=row_words(values.get("rows", ""))))


def trouble_words(trouble: Trouble) -> str:
    """Why a cell or a row could not be read."""
    return {
        "not_a_number": _("not a number"),
        "below": _("“less than” something: no number"),
        "other_style": _("decimals written otherwise than in the rest of the column"),
        "not_a_date": _("not a date"),
        "other_order": _("day and month the other way round than in the rest of the column"),
        "no_such_day": _("no such day or hour"),
        "no_such_year": _("a year in which nothing was published"),
        "negative": _("less than zero"),
        "out_of_range": _("out of range"),
        "all_wrong": _("nothing in this column is what it should be"),
        "long_row": _("more cells than the header: what was over is left out"),
        "short_row": _("fewer cells than the header"),
        "no_count": _("a percentage or a share, where people or clicks are counted: left out"),
        "maybe_thousands": _("a small number in a column that lost its thousands signs: 2 may be 2,000"),
        "not_an_hour": _("not an hour"),
        "twice": _("a second column with the same meaning: the first one is used"),
    }[trouble.code]


def note_words(note: Note) -> str:
    """What the reader did with a file."""
    n = number(note.count)
    return {
        "duplicates": ngettext(
            "{n} row repeats a post and was left out; the last one counts.",
            "{n} rows repeat a post and were left out; the last one counts.",
            note.count,
        ),
        "totals": ngettext(
            "Row {shown} sums up others and was left out.",
            "{n} rows sum up others and were left out: {shown}.",
            note.count,
        ),
        "second_header": _("Row {shown} explains the header and was left out."),
        "repeated_header": ngettext(
            "Row {shown} repeats the header and was left out.",
            "{n} rows repeat the header and were left out: {shown}.",
            note.count,
        ),
        "note_line": ngettext(
            "Row {shown} is a remark and was left out.", "{n} rows are remarks and were left out: {shown}.", note.count
        ),
        "side_by_side": _("{n} tables stand beside each other; each was read by itself, never across."),
        "joined": _("{n} tables of the same layout were joined: {shown}."),
        "mended_quotes": _("Some quotation marks inside texts were mended."),
        "one_column": ngettext(
            "{n} row stood in a single column, as happens when a spreadsheet opens a file; it was split again.",
            "{n} rows stood in a single column, as happens when a spreadsheet opens a file; they were split again.",
            note.count,
        ),
        "encoding_guessed": _("The file does not say how its letters are written; we read them as {shown} writes them.")
        if note.shown
        else _("The file writes its letters in two ways; each line was read as it is written."),
        "mended_letters": ngettext(
            "{n} letter or sign that a program had spoilt was mended.",
            "{n} letters or signs that a program had spoilt were mended.",
            note.count,
        ),
        "lost_letters": ngettext(
            "{n} letter or sign was lost before the file came here; it shows as “\ufffd”.",
            "{n} letters or signs were lost before the file came here; they show as “\ufffd”.",
            note.count,
        ),
        "web_page": _("The file is a web page; the tables in it were read."),
        "other_files": ngettext(
            "{n} file in the zip is no table and was left closed.",
            "{n} files in the zip are no tables and were left closed.",
            note.count,
        ),
        "duplicates_in_files": ngettext(
            "{n} row stands in several files and counts once; the newest file counts.",
            "{n} rows stand in several files and count once; the newest file counts.",
            note.count,
        ),
        "rounded_ids": ngettext(
            "The file went through a spreadsheet, which cut digits from {n} number of a post. Posts are told apart by "
            "their links instead; without links every row counts.",
            "The file went through a spreadsheet, which cut digits from {n} numbers of posts. Posts are told apart by "
            "their links instead; without links every row counts.",
            note.count,
        ),
        "turned_dates": ngettext(
            "A spreadsheet had exchanged day and month in {n} date; it was put right.",
            "A spreadsheet had exchanged day and month in {n} dates; they were put right.",
            note.count,
        ),
        "serial_dates": ngettext(
            "{n} date stood as a spreadsheet’s day number and was read as a date.",
            "{n} dates stood as a spreadsheet’s day numbers and were read as dates.",
            note.count,
        ),
        "date_and_hour_joined": ngettext(
            "Date and hour stand in two columns; they were put together in {n} row.",
            "Date and hour stand in two columns; they were put together in {n} rows.",
            note.count,
        ),
        "hours_moved": ngettext(
            "{n} hour was given in another time zone and was turned into yours.",
            "{n} hours were given in another time zone and were turned into yours.",
            note.count,
        ),
        "hours_in_utc": ngettext(
            "{n} hour is in universal time (UTC), up to two hours behind the clock in Spain: tell us in “Your firm” "
            "where your firm is and we turn it into yours. At the ends of months a post may count for the month "
            "beside.",
            "{n} hours are in universal time (UTC), up to two hours behind the clock in Spain: tell us in “Your firm” "
            "where your firm is and we turn them into yours. At the ends of months a post may count for the month "
            "beside.",
            note.count,
        ),
        "thousands_restored": ngettext(
            "{n} count of “{shown}” had lost its thousands sign (1.204 for 1,204) and was put right: people and clicks "
            "are whole numbers, and the others in the column stay below a thousand.",
            "{n} counts of “{shown}” had lost their thousands sign (1.204 for 1,204) and were put right: people and "
            "clicks are whole numbers, and the others in the column stay below a thousand.",
            note.count,
        ),
        "fractions": ngettext(
            "{n} count of “{shown}” has decimals, as a mean has; it was read as it stands.",
            "{n} counts of “{shown}” have decimals, as means have; they were read as they stand.",
            note.count,
        ),
        "paired": _("{n} tables about the same posts were put together by their links."),
        "undated": ngettext(
            "{n} row has no date and belongs to no month; the first is row {row}.",
            "{n} rows have no date and belong to no month; the first is row {row}.",
            note.count,
        ),
        "years_added": ngettext(
            "{n} date has no year; it got the last one possible.",
            "{n} dates have no year; they got the last one possible.",
            note.count,
        ),
        "cut": _("Exactly {n} rows: this network stops there without saying so. Older posts may be missing."),
    }[note.code].format(n=n, row=number(note.row or 0), shown=note.shown or number(note.row or 0))


def row_kind_words(kind: RowKind) -> str:
    """What one row of a table is."""
    return {
        RowKind.POST: _("a post"),
        RowKind.VIDEO: _("a video"),
        RowKind.AD: _("an advert"),
        RowKind.DAY: _("a day"),
        RowKind.PERIOD: _("a week or a month"),
        RowKind.HOUR: _("an hour of the day"),
        RowKind.ACCOUNT: _("an account, such as a competitor’s"),
        RowKind.AUDIENCE: _("a group of people, by age or place"),
        RowKind.FIRM: _("a whole firm"),
        RowKind.OTHER: _("something else"),
    }[kind]


def notes_words(notes: Iterable[Note]) -> list[str]:
    """What was done to a file, each kind of thing once, with its count."""
    together: dict[str, Note] = {}
    for note in notes:
        before = together.get(note.code)
        together[note.code] = note if before is None else _both(before, note)
    return [note_words(note) for note in together.values()]


def _both(one: Note, other: Note) -> Note:
    shown = [each.shown or number(each.row or 0) for each in (one, other)]
    return replace(one, count=one.count + other.count, shown=", ".join(dict.fromkeys(shown)))


def is_open(export: Export) -> bool:
    """Whether a question about the file that changes its figures has no answer yet."""
    return not export.certain


def open_words(export: Export) -> str:
    """That a question is open, for beside the figures; empty if none is."""
    if not is_open(export):
        return ""
    return _("A question about your file is still open, below it: the answer may change these figures.")


def kept_open_words(file: KeptFile) -> str:
    """The same for a file of which only the figures were kept."""
    if not file.open:
        return ""
    return _(
        "When “{file}” was read, a question about it had no answer, and these figures may be wrong. Choose the file "
        "again to answer it."
    ).format(file=file.name)


def row_words(rows: RowKind | str) -> str:
    """What the rows of a file are, where they are no posts; empty for posts and days, which are counted as such."""
    words: dict[str, str] = {
        RowKind.AD: _("These are adverts, not posts."),
        RowKind.VIDEO: _("These are videos, one a row."),
        RowKind.PERIOD: _("These are weeks or months, not posts."),
        RowKind.HOUR: _("These are hours of the day, not posts."),
        RowKind.ACCOUNT: _("These are pages or accounts, not posts."),
        RowKind.AUDIENCE: _("These are groups of people, not posts."),
        RowKind.OTHER: _("We do not know what a row of this table is; it may be no post."),
    }
    return words.get(rows, "")


def counted_words(n: int, unit: str) -> str:
    """How many posts, days, adverts or videos; `unit` as in `Posts`."""
    words: dict[str, str] = {
        RowKind.DAY: ngettext("{n} day", "{n} days", n),
        RowKind.AD: ngettext("{n} advert", "{n} adverts", n),
        RowKind.VIDEO: ngettext("{n} video", "{n} videos", n),
        RowKind.OTHER: ngettext("{n} row", "{n} rows", n),
    }
    return words.get(unit, ngettext("{n} post", "{n} posts", n)).format(n=number(n))
