"""What the contact map says of an address book: what it is, whom it holds, what was left out of it."""

from __future__ import annotations

from tertulia.exports.address_book import AddressBook, BookKind
from tertulia.language import _, ngettext, number
from tertulia.widgets.base.people_file_words import left_out_words


def book_words(book: AddressBook) -> str:
    """What an address book is, how many people it holds, and what of it was left out."""
    count = len(book.people)
    kind = {
        BookKind.LINKEDIN: _("Your LinkedIn connections"),
        BookKind.GOOGLE: _("Contacts from Google"),
        BookKind.OUTLOOK: _("Contacts from Outlook"),
        BookKind.CARDS: _("Contacts of a phone or a mail program"),
        BookKind.INSTAGRAM: _("Accounts from Instagram"),
        BookKind.FACEBOOK: _("Friends from Facebook"),
        BookKind.TABLE: _("A table of people"),
    }[book.kind]
    found = ngettext("{kind}: {n} person.", "{kind}: {n} people.", count).format(kind=kind, n=number(count))
    sentences = [found, left_out_words(book.left_out, book.headings)]
    for many, sentence in (
        (book.nameless, _("Entries without a name: {n}.")),
        (book.repeated, _("Entries that stood there twice: {n}.")),
        (book.groups, _("Groups, which are no people: {n}.")),
        (book.others, _("Other tables in the file, not read: {n}.")),
    ):
        if many:
            sentences.append(sentence.format(n=number(many)))
    sentences.append(_("The map is for a few dozen people: tick those you want, a group at a time."))
    return " ".join(filter(None, sentences))


def people_words(book: AddressBook) -> str:
    """How many people an address book holds, for the button of its file."""
    count = len(book.people)
    return ngettext("{n} person", "{n} people", count).format(n=number(count))
