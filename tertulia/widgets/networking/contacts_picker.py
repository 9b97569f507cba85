"""Whom to take from an address book: search, tick, say where you know them from and how often you speak.

What the book holds stays in memory: only who is ticked goes onto the map, with what the learner said of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tertulia.html import Html, as_html, paragraphs
from tertulia.language import _, and_list, ngettext, number
from tertulia.models.networking.contacts import (
    MOST,
    NAME_MOST,
    RESERVED,
    Contact,
    ContactGroup,
    ContactMap,
    Often,
    folded,
)
from tertulia.widgets.base.controls import Choice, TextField, Tick, button
from tertulia.widgets.base.exercise import box, html
from tertulia.widgets.networking.contacts_words import group_words, often_words

if TYPE_CHECKING:
    from tertulia.exports.address_book import AddressBook, BookPerson

SHOWN = 12
"""People shown at once."""

NAMED = 5
"""Names in a sentence, at most."""


class Picked(NamedTuple):
    """The map with those who were picked, and what there is to say about it."""

    contacts: ContactMap
    message: str


def fitting(name: str) -> str:
    """A name as the map can hold it: without signs with which lists are written, and cut where it is too long."""
    signs = (" · " if sign in RESERVED else sign if sign.isprintable() else " " for sign in name)
    words = " ".join("".join(signs).split())
    return words if len(words) <= NAME_MOST else f"{words[: NAME_MOST - 1].rstrip()}…"


class ContactPicker:
    """The list of an open address book. `box` is empty while none is open.

    on_map: gives the map as it is. pressed: told when those who were ticked shall go onto it.
    """

    def __init__(self, on_map: Callable[[], ContactMap], pressed: Callable[[], None]) -> None:
        self._on_map = on_map
        self._book: AddressBook | None = None
        self._searched: list[str] = []
        self._ticked: dict[int, None] = {}
        self._found: list[int] = []
        self._from = 0
        self._filling = False
        self.about, self.status, self.chosen = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self.search = TextField(_("Search for a name or a firm"), "", _("Ana"), most=80)
        self.ticks = [Tick("", False) for _place in range(SHOWN)]
        self.earlier, self.later = button(_("Earlier ones"), self._back), button(_("Next ones"), self._on)
        self.all_shown = button(_("Tick all shown"), self._tick_shown)
        self.nobody = button(_("Tick nobody"), self._untick)
        choose = (_("choose"), "")
        self.group = Choice(
            _("You know those you ticked from"), [choose, *((group_words(one), one.value) for one in ContactGroup)], ""
        )
        self.often = Choice(_("You speak with them"), [choose, *((often_words(one), one.value) for one in Often)], "")
        self.firms = Tick(_("Write the firm behind the name"), False)
        self.add = button(_("Put those ticked on the map"), pressed)
        self.add.remove_class("tt-btn--quiet")
        self.add.add_class("tt-btn")
        self.add.add_class("tt-btn--line")
        self.forget = button(_("Close this address book"), self.close)
        self.search.observe(self._look)
        for place, tick in enumerate(self.ticks):
            tick.observe(partial(self._tick, place))
        self._inside = (
            self.about,
            self.search.box,
            self.status,
            *(tick.box for tick in self.ticks),
            box("tt-actions", [self.earlier, self.later, self.all_shown, self.nobody]),
            self.chosen,
            self.group.box,
            self.often.box,
            self.firms.box,
            box("tt-actions", [self.add, self.forget]),
        )
        self.box = box("tt-control", [])
        self.box.add_class("tt-away")

    @property
    def is_open(self) -> bool:
        """Whether an address book is open."""
        return self._book is not None

    def open(self, book: AddressBook, about: str) -> None:
        """Show the people of a book. about: what it is, and what was left out of it."""
        self._book = book
        self._searched = [folded(f"{person.name} {person.firm}") for person in book.people]
        self._ticked = {}
        self.group.value = self.often.value = self.search.value = ""
        self.firms.value = False
        change = self.firms.box.remove_class if any(p.firm for p in book.people) else self.firms.box.add_class
        change("tt-away")
        self.about.value = paragraphs(about)
        self._look()
        self.box.children = self._inside
        self.box.remove_class("tt-away")

    def close(self) -> None:
        """Forget the book."""
        self._book, self._searched, self._ticked, self._found = None, [], {}, []
        self.box.children = ()
        self.box.add_class("tt-away")
        for part in (self.about, self.status, self.chosen):
            part.value = ""
        for tick in self.ticks:
            tick.widget.description = ""

    # the list ---------------------------------------------------------------------------------------------------

    @property
    def _people(self) -> tuple[BookPerson, ...]:
        return self._book.people if self._book else ()

    def _look(self) -> None:
        words = folded(self.search.value).split()
        self._found = [place for place, text in enumerate(self._searched) if all(word in text for word in words)]
        self._from = 0
        self.show()

    def _back(self) -> None:
        self._from = max(self._from - SHOWN, 0)
        self.show()

    def _on(self) -> None:
        self._from = min(self._from + SHOWN, max(len(self._found) - 1, 0) // SHOWN * SHOWN)
        self.show()

    def show(self) -> None:
        """The people who were found, a few at a time; who is on the map already cannot be ticked."""
        if self._book is None:
            return
        there = {folded(person.name) for person in self._on_map().people}
        shown = self._found[self._from : self._from + SHOWN]
        self._filling = True
        for tick, place in zip(self.ticks, [*shown, *([None] * SHOWN)], strict=False):
            if place is None:
                tick.box.add_class("tt-away")
                tick.widget.description, tick.value = "", False
                continue
            tick.box.remove_class("tt-away")
            person = self._people[place]
            known = folded(fitting(person.name)) in there
            tick.widget.description = self._line(person, known=known)
            tick.widget.disabled = known
            tick.value = place in self._ticked and not known
        self._filling = False
        last = self._from + len(shown)
        self.earlier.disabled, self.later.disabled = self._from == 0, last >= len(self._found)
        self.status.value = self._said(
            _("{first} to {last} of {n}").format(
                first=number(self._from + 1), last=number(last), n=number(len(self._found))
            )
            if shown
            else _("Nobody of this name is in the file.")
        )
        self._say_chosen()

    @staticmethod
    def _line(person: BookPerson, *, known: bool) -> str:
        line = f"{person.name} · {person.firm}" if person.firm else person.name
        return _("{name} (on your map)").format(name=line) if known else line

    def _tick(self, at: int) -> None:
        if self._filling:
            return
        place = self._found[self._from + at]
        if self.ticks[at].value:
            self._ticked[place] = None
        else:
            self._ticked.pop(place, None)
        self._say_chosen()

    def _tick_shown(self) -> None:
        for tick in self.ticks[: len(self._found) - self._from]:
            if not tick.widget.disabled:
                tick.value = True

    def _untick(self) -> None:
        self._ticked = {}
        self.show()

    def _say_chosen(self) -> None:
        names = [self._people[place].name for place in self._ticked]
        more = len(names) - NAMED
        shown = names[:NAMED] + ([_("{n} more").format(n=number(more))] if more > 0 else [])
        words = _("Ticked: {names}.").format(names=and_list(shown)) if names else _("Nobody is ticked yet.")
        self.chosen.value = self._said(words)
        self.add.disabled = not names

    @staticmethod
    def _said(words: str) -> Html:
        return Html(f'<p role="status">{as_html(words)}</p>')

    # onto the map -----------------------------------------------------------------------------------------------

    def picked(self) -> Picked | None:
        """The map with those who are ticked; None where something is missing first, which is said at its field."""
        contacts = self._on_map()
        self.group.problem("" if self.group.value else _("Say where you know them from."))
        self.often.problem("" if self.often.value else _("Say how often you speak."))
        if not (self.group.value and self.often.value and self._ticked):
            return None
        people = list(contacts.people)
        names = {folded(person.name) for person in people}
        there, shortened, told_apart = [], [], []
        wanted = [self._people[place] for place in self._ticked]
        twins = _twice(folded(fitting(person.name)) for person in wanted)
        for person in wanted:
            name = fitting(person.name)
            if folded(name) in names and folded(name) not in twins:
                there.append(person.name)
                continue
            if folded(name) in twins:
                name = _other_name(person, names)
                told_apart.append(name)
            elif self.firms.value and person.firm:
                name = fitting(f"{person.name} ({person.firm})")
            if name.endswith("…"):
                shortened.append(name)
            names.add(folded(name))
            people.append(Contact(name=name, group=ContactGroup(self.group.value), often=Often(self.often.value)))
        if len(people) > MOST:
            room = MOST - len(contacts.people)
            words = ngettext(
                "The map holds {most} contacts, and there is room for {n} more. Tick fewer.",
                "The map holds {most} contacts, and there is room for {n} more. Tick fewer.",
                room,
            )
            self.group.problem(words.format(most=number(MOST), n=number(room)))
            return None
        added = len(people) - len(contacts.people)
        sentences = [ngettext("{n} contact added.", "{n} contacts added.", added).format(n=number(added))]
        for sentence, whom in (
            (_("On the map already, and left as they are: {names}."), there),
            (_("The same name twice, so told apart: {names}."), told_apart),
            (_("Too long, so shortened: {names}."), shortened),
        ):
            if whom:
                more = [_("{n} more").format(n=number(len(whom) - NAMED))] if len(whom) > NAMED else []
                sentences.append(sentence.format(names=and_list([*whom[:NAMED], *more])))
        self._ticked = {}
        self.group.value = self.often.value = ""
        return Picked(ContactMap(tuple(people), contacts.ties), " ".join(sentences))


def _twice(names: Iterable[str]) -> frozenset[str]:
    """Names that are there more than once."""
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return frozenset(twice)


def _other_name(person: BookPerson, taken: Collection[str]) -> str:
    """A name with the firm behind it, or a number, that nobody on the map has."""
    name = fitting(f"{person.name} ({person.firm})") if person.firm else fitting(person.name)
    count = 2
    while folded(name) in taken:
        behind = f" ({count})"
        name = fitting(person.name)[: NAME_MOST - len(behind)].rstrip() + behind
        count += 1
    return name
