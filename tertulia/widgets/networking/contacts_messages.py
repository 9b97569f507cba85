"""What the contact map answers to what was entered: what is wrong with it, and what was read of a list."""

from __future__ import annotations

from enum import StrEnum

from tertulia.html import Html, as_html, joined
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError, Refusal
from tertulia.models.networking.contacts import MOST, ContactGroup, ContactRefusal, Often
from tertulia.models.networking.contacts_text import ContactListFault, ContactListProblem, ContactListReading
from tertulia.widgets.base.components import note
from tertulia.widgets.base.words import columns_words
from tertulia.widgets.networking.contacts_words import group_words, often_words


class ContactFileRefusal(StrEnum):
    """Why a file that holds lines is no list of contacts."""

    NO_LIST = "no_list"
    """Of `n` lines, `read` could be read; it begins with `start`."""


SHOWN = 20
"""Lines that could not be read and are shown with their reason, at most: thousands would stop the page."""


def refusal_words(error: InputError) -> str:
    """What is wrong with an entry and what to do."""
    sentences: dict[tuple[str, StrEnum], str] = {
        ("name", Refusal.EMPTY): _("Write a name or initials."),
        ("name", Refusal.TWICE): _("{other} is on the map already. Add a letter, so that you can tell them apart."),
        ("name", Refusal.TOO_MANY): _("The map holds {most} contacts. Take somebody off first.").format(
            most=number(MOST)
        ),
        ("name", Refusal.TOO_LONG): _("That name is too long. Use at most {most} characters."),
        ("about", Refusal.TOO_LONG): _("One of the topics is too long. Use at most {most} characters for each."),
        ("about", Refusal.TOO_MANY): _("That is too much for one person. Write at most {most} things."),
        ("lines", Refusal.EMPTY): _("Paste or write at least one line."),
        ("lines", Refusal.TOO_LONG): _(
            "This list has more than {most} characters, and nothing of it was read. Paste it in parts."
        ),
        ("file", Refusal.TOO_LONG): _(
            "This file has more than {most} characters, and nothing of it was read. Is it the right one?"
        ),
        ("file", ContactFileRefusal.NO_LIST): _(
            "This is no list of contacts: of {n} lines, {read} could be read, and nobody was added. Give its columns "
            "headings: Name, Group, How often. The file begins with: {start}"
        ),
        ("knows", Refusal.UNKNOWN): _(
            "You have no contact called {name} yet. Put them on the map first, or take the name out here."
        ),
    }
    sentence = sentences.get((error.field, error.code))
    if sentence is None and error.field in ("file", "lines"):
        from tertulia.widgets.base.people_file_words import (
            people_file_words,
        )  # with the readers of files, rarely needed

        return people_file_words(error)
    sentence = sentence or _("This cannot be right. Choose another value.")
    if error.code is ContactRefusal.SIGN:
        sentence = _("Leave out signs such as ; and |, because your list is saved with them.")
    return sentence.format(
        **{name: number(value) if isinstance(value, int) else str(value) for name, value in error.values.items()}
    )


def added_words(reading: ContactListReading) -> str:
    """How many contacts a list gave, what was taken for granted, what was left out, and who knows more now."""
    added = len(reading.added)
    sentences = [ngettext("{n} contact added.", "{n} contacts added.", added).format(n=number(added))]
    if reading.joined:
        sentences.append(
            ngettext(
                "{n} contact who was there knows more now.",
                "{n} contacts who were there know more now.",
                reading.joined,
            ).format(n=number(reading.joined))
        )
    for count, sentence, word in (
        (reading.ungrouped, _("Without a group, so under “{word}”: {n}."), group_words(ContactGroup.OTHER)),
        (reading.unsaid, _("Without how often, so under “{word}”: {n}."), often_words(Often.MONTHLY)),
    ):
        if count:
            sentences.append(sentence.format(word=word, n=number(count)))
    sentences.append(columns_words(reading.left_out))
    return " ".join(filter(None, sentences))


def new_words(reading: ContactListReading) -> str:
    """How many contacts a list gave, for the button of its file."""
    added = len(reading.added)
    return ngettext("{n} new contact", "{n} new contacts", added).format(n=number(added))


def _problem_words(problem: ContactListProblem) -> str:
    sentence = {
        ContactListFault.NO_NAME: _("there is no name."),
        ContactListFault.NAME_LONG: _("the name is longer than {most} characters."),
        ContactListFault.NAME_SIGN: _("the name holds a sign that cannot be kept."),
        ContactListFault.NAME_ADDRESS: _("an address or a telephone number stands where the name should."),
        ContactListFault.NAME_TWICE: _(
            "{other} is on the map already with another group or another how often; those were kept."
        ),
        ContactListFault.GROUP_UNKNOWN: _("“{word}” is no group. Use one of: {groups}."),
        ContactListFault.OFTEN_UNKNOWN: _("“{word}” does not say how often. Use one of: {often}."),
        ContactListFault.ABOUT_MANY: _("they know about too much: at most {most} things. What came first was kept."),
        ContactListFault.ABOUT_LONG: _("a topic is longer than {most} characters."),
        ContactListFault.ABOUT_SIGN: _("a topic holds a sign that cannot be kept."),
        ContactListFault.ABOUT_EMPTY: _("it cannot be read."),
        ContactListFault.KNOWS_UNKNOWN: _("the contact is on the map, but nobody there is called {name}."),
        ContactListFault.KNOWS_ITSELF: _("{name} cannot know {name}; that was left out."),
        ContactListFault.CELLS: _("it has {n} parts; five is the most."),
        ContactListFault.FULL: _("the map is full: it holds {most} contacts."),
        ContactListFault.TEXT_LONG: _("the list is longer than {most} characters. Paste it in parts."),
        ContactListFault.JSON: _("this is no file saved here, or it is damaged. Nothing was changed."),
    }[problem.fault]
    return sentence.format(
        groups=", ".join(group_words(group).lower() for group in ContactGroup),
        often=", ".join(often_words(often).lower() for often in Often),
        **{name: number(value) if isinstance(value, int) else value for name, value in problem.values.items()},
    )


def unread_lines(reading: ContactListReading) -> Html:
    """What could not be read, line by line, and what to do; empty if all of it was read."""
    if not reading.problems:
        return Html("")
    items = []
    for problem in reading.problems[:SHOWN]:
        where = _("Line {n}:").format(n=number(problem.line)) if problem.line else _("The whole text:")
        line = f"<br><small>{as_html(problem.text[:80])}</small>" if problem.text else ""
        sentence = f"{as_html(_problem_words(problem))}{line}"
        items.append(Html(f"<li><b>{as_html(where)}</b><span>{sentence}</span></li>"))
    more = len(reading.problems) - SHOWN
    if more > 0:
        rest = ngettext("There is {n} more like these.", "There are {n} more like these.", more)
        items.append(Html(f"<li><span>{as_html(rest.format(n=number(more)))}</span></li>"))
    left = _("Lines that could not be read stay in the box; mend them and press again.") if reading.unread else ""
    return Html(f'<div role="alert"><ul class="tt-findings">{joined(items)}</ul></div>{note(left)}')
