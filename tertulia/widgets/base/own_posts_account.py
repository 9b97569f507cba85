"""What was read in a file, what was not, and what each of its columns was taken for."""

from __future__ import annotations

from tertulia.exports.columns import ExportField
from tertulia.exports.read import Export, Trouble
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, ngettext, number
from tertulia.widgets.base.components import fold, section, table
from tertulia.widgets.base.kept_files import KeptFile
from tertulia.widgets.base.own_posts_words import (
    field_words,
    is_open,
    kept_open_words,
    notes_words,
    row_words,
    source_words,
    trouble_words,
)

MOST_SHOWN = 40
"""So many troubles are listed one by one; all are counted."""


def account(export: Export, *, open_question: bool | None = None) -> Html:
    """The section below an answer that comes from a file: what was done to it, then what could not be read.

    open_question: where only the texts matter, whether a question about these is open; else any question counts, and
    what each column was taken for is told too.
    """
    unread, done = len(export.troubles), notes_words(export.notes)
    still_open = is_open(export) if open_question is None else open_question
    first = [
        _("{source}: {rows} read.").format(source=source_words(export.source), rows=_rows(export)),
        row_words(export.rows),
    ]
    if len(export.tables) > 1:
        first.append(
            _("The file holds {n} tables; this is “{table}”.").format(n=number(len(export.tables)), table=export.table)
        )
    parts = [paragraphs(" ".join(filter(None, first)))]
    if done:
        items = joined(markup("<li>{what}</li>", what=what) for what in done)
        parts.append(markup('<ul class="tt-done">{items}</ul>', items=items))
    if still_open:
        parts.append(paragraphs(_("A question about the file is still open, and its answer may change the figures.")))
    if unread:
        said = ngettext("{n} place could not be read.", "{n} places could not be read.", unread)
        parts.append(paragraphs(said.format(n=number(unread))))
        parts.append(fold(_("What could not be read"), _troubles(export)))
    elif not done and not still_open:
        parts.append(paragraphs(_("Everything could be read, and nothing had to be put right.")))
    if open_question is None:
        parts.append(fold(_("What each column was taken for"), _columns(export)))
    return section(_("What we did to your file"), joined(parts))


def account_of_kept(file: KeptFile) -> Html:
    """The same for a file that was read earlier, of which only the figures were kept."""
    sentence = _(
        "These are the figures of “{name}”, which you opened earlier; they were kept on this device, the file itself "
        "was not. Choose a newer file when you have one."
    )
    more = [row_words(file.rows), kept_open_words(file)]
    said = [sentence.format(name=file.name), *filter(None, more)]
    return section(_("What we did to your file"), paragraphs(*said))


def _rows(export: Export) -> str:
    n = number(export.count)
    if export.rows == "day":
        return ngettext("{n} day", "{n} days", export.count).format(n=n)
    return ngettext("{n} row", "{n} rows", export.count).format(n=n)


def _troubles(export: Export) -> Html:
    shown = export.troubles[:MOST_SHOWN]
    listed = table(
        [_("Row"), _("Column"), _("What stands there"), _("Why")],
        [[_row(each), each.column or "–", each.shown or "–", trouble_words(each)] for each in shown],
        words=4,
    )
    more = len(export.troubles) - len(shown)
    if not more:
        return listed
    return joined([listed, paragraphs(ngettext("and {n} more", "and {n} more", more).format(n=number(more)))])


def _row(trouble: Trouble) -> str:
    """The row as its file counts it, with that file if there are several."""
    row = number(trouble.row) if trouble.row else _("all")
    return f"{row} ({trouble.file})" if trouble.file else row


def _columns(export: Export) -> Html:
    rows = [
        [
            column.name,
            field_words(column.field)
            if column.known or column.field is not ExportField.NOTHING
            else _("We do not know it: say above what it is"),
            number(column.filled),
        ]
        for column in export.columns
    ]
    return table([_("Column in the file"), _("What it is to us"), _("Filled cells")], rows, words=2)
