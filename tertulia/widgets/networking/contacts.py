"""Contact map: whom the firm knows, who of them knows whom, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.charts.contacts import contact_map
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.firms import Firm
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.networking.contacts import (
    MOST,
    Contact,
    ContactMap,
    Group,
    Need,
    Often,
    add,
    change,
    remove,
    tie,
    untie,
)
from tertulia.models.networking.contacts_advice import bridges, introductions, who_helps
from tertulia.models.networking.contacts_network import measure
from tertulia.models.networking.contacts_text import TEXT_MOST, Reading, items_of, read, together, topic
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import Choice, Control, FileField, TextField, button, card
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.base.words import short
from tertulia.widgets.networking.contacts_answers import (
    Answer,
    drawing,
    for_contacts,
    helpers,
    key,
    picture_words,
    sections,
)
from tertulia.widgets.networking.contacts_firms import WANTED, contacts_of
from tertulia.widgets.networking.contacts_words import capital, group_words, need_words, often_words, topic_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

NOBODY = -1
"""Chosen in a list of contacts when none is."""

FORM = ("edit", "name", "group", "often", "skill", "about", "knows")


class ContactMapExercise(Exercise):
    """The learner's contacts: entered one by one or as a list, drawn, measured, and put to use.

    `known` is the map (`models.contacts.to_plain` keeps it, `from_plain` and `take` bring it back); `result` is the
    answer to it, a frozen `Answer` of plain values from the models.
    """

    name = "contacts"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """What is looked for, the form, who knows whom, the list."""
        self.known, self._came = self._beginning_map(firm.key)
        self._before: ContactMap | None = None
        self._no_text = False
        needs = [(capital(need_words(need)), need.value) for need in Need]
        people = self._people(_("nobody chosen"))
        return {
            "wanted": Choice(_("I am looking for"), needs, WANTED[firm.key]),
            "own": TextField(_("Or, in your own words"), "", _("galvanising"), most=40),
            "edit": Choice(_("Whom to write down"), self._people(_("somebody new")), NOBODY),
            "name": TextField(_("Name or initials"), "", _("Ana P."), most=80),
            "group": Choice(_("You know them from"), [(group_words(g), g.value) for g in Group], Group.CUSTOMERS.value),
            "often": Choice(_("You speak"), [(often_words(o), o.value) for o in Often], Often.MONTHLY.value),
            "skill": Choice(_("They know about"), [(_("not on this list"), ""), *needs], ""),
            "about": TextField(_("Also about (separate with commas)"), "", _("welding, lawyers"), most=400),
            "knows": TextField(_("They know, of your contacts"), "", _("Leo, Mar"), most=8000),
            "one": Choice(_("This contact"), people, NOBODY),
            "other": Choice(_("and this one"), people, NOBODY),
            "file": FileField(
                _("Open a file"), ".csv,.json,text/csv,application/json", heading=_("A file you saved here")
            ),
            "list": TextField(_("One contact on each line"), "", self._example(), long=True, most=TEXT_MOST + 1),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """Nothing chosen and an empty form."""
        return {
            "wanted": WANTED[firm.key],
            "own": "",
            "edit": NOBODY,
            **self._blank(),
            "one": NOBODY,
            "other": NOBODY,
            "file": None,
            "list": "",
        }

    @staticmethod
    def _blank() -> Mapping[str, Any]:
        return {
            "name": "",
            "group": Group.CUSTOMERS.value,
            "often": Often.MONTHLY.value,
            "skill": "",
            "about": "",
            "knows": "",
        }

    @staticmethod
    def _example() -> str:
        return _("Ana P.; customers; every month; websites; Leo, Mar")

    def _people(self, nobody: str) -> list[tuple[str, int]]:
        named = sorted(enumerate(self.known.people), key=lambda item: item[1].name.casefold())
        return [(nobody, NOBODY), *((person.name, place) for place, person in named)]

    def cards(self) -> list[ipywidgets.Box]:
        """What is looked for; the form; who knows whom; the list."""
        use = self.controls
        self.said = {name: html("tt-piece") for name in ("form", "ties", "list", "undo")}
        self.save = button(_("Put on the map"), self._save)
        self.drop = button(_("Take off the map"), self._drop)
        self.join = button(_("They know each other"), lambda: self._tie(tie, _("{one} and {other} know each other.")))
        self.part = button(_("They do not"), lambda: self._tie(untie, _("{one} and {other} do not know each other.")))
        self.take_list = button(_("Add these lines"), self._read)
        for pressed in (self.save, self.join, self.take_list):
            pressed.remove_class("tt-btn--quiet")
            pressed.add_class("tt-btn")
            pressed.add_class("tt-btn--line")
        self.undo = button(_("Undo the last change"), self._undo)
        self.unread = html("tt-piece")
        private = _note(
            _(
                "These are other people’s names. They stay on this device; a first name or initials are enough. Added "
                "to your plan, they stand in the plan’s file as well."
            )
        )
        form = card(_("Add or change a contact"), [use[name] for name in FORM])
        ties = card(_("Who knows whom"), [use["one"], use["other"]])
        paste = card(_("Or a whole list"), [use["list"], use["file"]])
        form.children = (
            form.children[0],
            private,
            *form.children[1:],
            box("tt-actions", [self.save, self.drop]),
            self.said["form"],
        )
        ties.children = (*ties.children, box("tt-actions", [self.join, self.part]), self.said["ties"])
        order = _note(_("Name; group; how often; what they know about; whom they know. Only the name must be there."))
        paste.children = (
            paste.children[0],
            order,
            paste.children[1],
            self.unread,
            box("tt-actions", [self.take_list]),
            self.said["list"],
            *paste.children[2:],
        )
        use["edit"].observe(self._fill)
        use["file"].observe(self._open)
        self._update_buttons()
        self._say("undo", self._came)
        search = card(_("Who could help?"), [use["wanted"], use["own"]])
        return [search, form, ties, paste, box("tt-control", [self.undo, self.said["undo"]])]

    def after_parts(self) -> list[Any]:
        """Who could help, introductions, doors, gaps; then the file."""
        self.help, self.advice, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.help, self.advice, self.files]

    # what the buttons do ------------------------------------------------------------------------------------

    def take(self, known: ContactMap, said: str = "", at: str = "undo") -> None:
        """Show another map and say what happened, at the buttons that did it; the one before can be brought back."""
        if known != self.known:
            self._before, self.known = self.known, known
        with self.quietly():
            for name, nobody in (
                ("edit", _("somebody new")),
                ("one", _("nobody chosen")),
                ("other", _("nobody chosen")),
            ):
                self.controls[name].widget.options = self._people(nobody)
                self.controls[name].value = NOBODY
        self._say(at, said)
        self.refresh()
        self._update_buttons()

    def _say(self, at: str, said: str) -> None:
        for place, piece in self.said.items():
            piece.value = f'<p role="status">{escape(said)}</p>' if said and place == at else ""

    @staticmethod
    def _beginning_map(firm: str) -> tuple[ContactMap, str]:
        """The firm's map, and what there is to say about it. For the learner's own firm: the one in the kept plan."""
        if firm != "mine":
            return contacts_of(firm), ""
        from tertulia.plan import updates
        from tertulia.widgets.base.plan_saving import kept_plan

        plan, trouble = kept_plan()
        if trouble:
            return ContactMap(), trouble
        try:
            known = updates.contact_map(plan.contacts.known)
        except InputError:
            return ContactMap(), _("The contacts in your plan cannot be read; the plan was left as it is.")
        return known, _("These are the contacts of your plan.") if known.people else ""

    def restart(self) -> None:
        """The chosen firm's contacts, those of the plan for "my firm"; the ones before can be brought back."""
        self.unread.value = ""
        self.take(*self._beginning_map(self.who.value))
        super().restart()

    def _undo(self) -> None:
        if self._before is not None:
            self.take(self._before, _("The map is as it was before."))

    def _fill(self) -> None:
        """The chosen contact's values into the form, or an empty form."""
        place, blank = self.controls["edit"].value, dict(self._blank())
        if place != NOBODY:
            person = self.known.people[place]
            listed = next((item for item in person.about if item in set(Need)), "")
            knows = [self.known.people[k].name for k in self.known.knows(place)]
            rest = [topic_words(item) for item in person.about if item != listed]
            blank |= {
                "name": person.name,
                "group": person.group.value,
                "often": person.often.value,
                "skill": listed,
                "about": together(rest),
                "knows": together(knows),
            }
        with self.quietly():
            for name, value in blank.items():
                self.controls[name].value = value
        self._update_buttons()

    def _update_buttons(self) -> None:
        changing = self.controls["edit"].value != NOBODY
        self.save.description = _("Save the change") if changing else _("Put on the map")
        self.drop.disabled = not changing
        self.undo.disabled = self._before is None

    def _try(self, done: Callable[[], None]) -> None:
        """Do it, or say at the field why not; what was entered stays."""
        try:
            done()
        except InputError as error:
            self._complain(error.field, self.complaint(error))

    def _save(self) -> None:
        self._try(self._save_form)

    def _save_form(self) -> None:
        use, place = self.controls, self.controls["edit"].value
        skill = [use["skill"].value] if use["skill"].value else []
        about = (*skill, *(topic(item) for item in items_of(use["about"].value)))
        person = Contact(use["name"].value, use["group"].value, use["often"].value, about)
        knows = items_of(use["knows"].value)
        if place == NOBODY:
            known, said = add(self.known, person, knows), _("{name} is on your map.")
        else:
            known, said = change(self.known, place, person, knows), _("{name} is changed.")
        self.take(known, said.format(name=person.name), "form")
        self._fill()

    def _drop(self) -> None:
        place = self.controls["edit"].value
        if place != NOBODY:
            gone = self.known.people[place].name
            self.take(remove(self.known, place), _("{name} is off your map.").format(name=gone), "form")
            self._fill()

    def _tie(self, how: Callable[[ContactMap, int, int], ContactMap], said: str) -> None:
        one, other = self.controls["one"].value, self.controls["other"].value
        empty = next((name for name, place in (("one", one), ("other", other)) if place == NOBODY), "")
        if empty:
            self._complain(empty, _("Choose a contact."))
            return
        if one == other:
            self._complain("other", _("Choose two different contacts."))
            return
        names = {"one": self.known.people[one].name, "other": self.known.people[other].name}
        self.take(how(self.known, one, other), said.format(**names), "ties")

    def _open(self) -> None:
        """Read the file that was chosen, as if its text had been pasted."""
        chosen = self.controls["file"].value
        if chosen is None or self._quiet:
            return
        with self.quietly():
            self.controls["file"].value = None
        try:
            text = chosen.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if not text.strip():
            self._no_text = True
            return
        with self.quietly():
            self.controls["list"].value = text
        self._read()

    def _read(self) -> None:
        text = str(self.controls["list"].widget.value)
        if not text.strip():
            self._complain("list", _("Paste or write at least one line."))
            return
        reading = read(text, self.known)
        left = text if any(p.line == 0 for p in reading.problems) else "\n".join(reading.unread)
        with self.quietly():
            self.controls["list"].value = left
        self.unread.value = _problems(reading)
        n = len(reading.added)
        said = ngettext("{n} contact added.", "{n} contacts added.", n).format(n=number(n))
        if reading.joined:
            said += " " + ngettext(
                "{n} contact who was there knows more now.",
                "{n} contacts who were there know more now.",
                reading.joined,
            ).format(n=number(reading.joined))
        self.take(reading.known, said, "list")

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The map in numbers and drawn, who could help, and what to do."""
        if self._no_text:
            self._no_text = False
            raise InputError("file", "no_text")
        known, use = self.known, self.controls
        wanted = topic(use["own"].value) or use["wanted"].value
        before: Answer | None = getattr(self, "result", None)
        if before and before.known == known:
            answer = replace(before, wanted=wanted, help=who_helps(known, before.measures, wanted))
            self.result = answer
        else:
            found = measure(known)
            answer = Answer(
                known,
                wanted,
                found,
                bridges(known, found),
                introductions(known, found),
                who_helps(known, found, wanted),
            )
            self.result = answer
            self._show_map(answer)
        self.words.value = conclusion(*answer.meaning())
        self.help.value = helpers(answer)

    def _show_map(self, answer: Answer) -> None:
        """What depends on the map alone."""
        found = answer.measures
        circles, weak = len(found.circles), len(found.weak)
        self.numbers.value = numbers(
            [
                number_tile(
                    number(circles),
                    ngettext("circle of people who know each other", "circles that meet only through you", circles),
                    main=True,
                ),
                number_tile(
                    short(round(found.effective, 1), 1),
                    ngettext(
                        "of {n} contact opens another door", "of {n} contacts open different doors", found.contacts
                    ).format(n=number(found.contacts)),
                ),
                number_tile(
                    number(weak),
                    ngettext(
                        "weak tie: spoken with less than monthly", "weak ties: spoken with less than monthly", weak
                    ),
                ),
            ]
        )
        self.mini.value = (
            f"<p><b>{number(found.contacts)}</b> {ngettext('contact', 'contacts', found.contacts)}<br>"
            + ngettext("{n} circle", "{n} circles", circles).format(n=number(circles))
            + "</p>"
        )
        self.picture.value = self._picture(answer)
        self.advice.value, self.folds.value = sections(answer)
        browser.when_here("icalendar", self._fill_file)

    def _page_resized_(self) -> None:
        """The picture has another form on a phone."""
        self.picture.value = self._picture(self.result)

    def _fill_file(self) -> None:
        from tertulia.widgets.networking.contacts_file import file_links  # large, and nobody waits for it

        self.files.value = file_links(self.known)

    def _picture(self, answer: Answer) -> str:
        if not answer.known.people:
            return f'<p class="tt-note">{_("The picture comes with your first contact.")}</p>'
        title, alternative = picture_words(answer)
        drawn = contact_map(drawing(answer), self.name, alternative)
        caption = _(
            "Solid blue: these two know each other. Dotted: you speak less than once a month. Filled: they alone open "
            "a door. On a phone: the groups, with their number of contacts, and what joins them."
        )
        return Picture(
            title=escape(title),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=key(answer) + caption,
        ).html()

    def complaint(self, error: InputError) -> str:
        """What is wrong with an entry and what to do."""
        values = {name: str(value) for name, value in error.values.items()}
        told = {
            ("name", "empty"): _("Write a name or initials."),
            ("name", "twice"): _("{other} is on the map already. Add a letter, so that you can tell them apart."),
            ("name", "many"): _("The map holds {most} contacts. Take somebody off first.").format(most=number(MOST)),
            ("name", "long"): _("That name is too long. Use at most {most} characters."),
            ("about", "long"): _("One of the topics is too long. Use at most {most} characters for each."),
            ("about", "many"): _("That is too much for one person. Write at most {most} things."),
            ("file", "no_text"): _("This is no file saved here. Choose the .csv or the .json file."),
            ("knows", "unknown"): _(
                "You have no contact called {name} yet. Put them on the map first, or take the name out here."
            ),
        }.get((error.field, error.code))
        if told is None and error.code == "sign":
            told = _("Leave out signs such as ; and |, because your list is saved with them.")
        return (told or _("This cannot be right. Choose another value.")).format(**values)

    def nothing_yet(self) -> str:
        """An empty map is none."""
        return "" if self.known.people else _("Put somebody on the map, then add it to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """Who opens doors, whom to introduce, who is missing, and the whole map."""
        from tertulia.plan import updates

        return updates.with_contacts(plan, for_contacts(self.result))

    def summary(self) -> str:
        """Contacts and circles in a line."""
        found = self.result.measures
        return _("{contacts} contacts in {circles} circles; {effective} open different doors").format(
            contacts=number(found.contacts),
            circles=number(len(found.circles)),
            effective=short(round(found.effective, 1), 1),
        )


def _note(sentence: str) -> ipywidgets.HTML:
    return html("", f'<p class="tt-note">{sentence}</p>')


def _problems(reading: Reading) -> str:
    """What could not be read, line by line, and what to do."""
    told = {
        "no_name": _("there is no name."),
        "name_long": _("the name is longer than {most} characters."),
        "name_sign": _("the name holds a sign that cannot be kept."),
        "name_twice": _("{other} is on the map already with another group or another how often; those were kept."),
        "group_unknown": _("“{word}” is no group. Use one of: {groups}."),
        "often_unknown": _("“{word}” does not say how often. Use one of: {often}."),
        "about_many": _("they know about too much: at most {most} things. What came first was kept."),
        "about_long": _("a topic is longer than {most} characters."),
        "about_sign": _("a topic holds a sign that cannot be kept."),
        "knows_unknown": _("the contact is on the map, but nobody there is called {name}."),
        "knows_itself": _("{name} cannot know {name}; that was left out."),
        "cells": _("it has {n} parts; five is the most."),
        "full": _("the map is full: it holds {most} contacts."),
        "text_long": _("the list is longer than {most} characters. Paste it in parts."),
        "json": _("this is no file saved here, or it is damaged. Nothing was changed."),
    }
    if not reading.problems:
        return ""
    words = {
        "groups": ", ".join(group_words(group).lower() for group in Group),
        "often": ", ".join(often_words(often).lower() for often in Often),
    }
    items = []
    for problem in reading.problems:
        values = {name: number(v) if isinstance(v, int) else v for name, v in problem.values.items()}
        sentence = told.get(problem.code, _("it cannot be read.")).format(**words, **values)
        where = _("Line {n}:").format(n=number(problem.line)) if problem.line else _("The whole text:")
        line = f"<br><small>{escape(problem.text[:80])}</small>" if problem.text else ""
        items.append(f"<li><b>{where}</b><span>{escape(sentence)}{line}</span></li>")
    left = _("Lines that could not be read stay in the box; mend them and press again.") if reading.unread else ""
    return f'<ul class="tt-findings" role="alert">{"".join(items)}</ul><p class="tt-note">{left}</p>'
