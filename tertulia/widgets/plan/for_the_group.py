"""For the group of a workshop: what of the plan its learner would show, the name and help they tick, and its file.

The page itself sends nothing. In a workshop, the teacher's computer puts its button beside `data-group-sheet`, which
holds what the card shows and nothing else. An invented firm's sheet can be looked at and not given: whoever tries the
course with one would be counted as an owner of the group.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import ipywidgets

from tertulia.clock import today
from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _, capital
from tertulia.plan.group_sheet import GroupSheet, Topic, sheet_of, signed, write
from tertulia.plan.group_words import sheet_lines
from tertulia.plan.schema import Plan
from tertulia.plan.words import topic_words
from tertulia.widgets.base.components import note
from tertulia.widgets.base.controls import Choice, Controls, TextField, Tick
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import box, html
from tertulia.widgets.base.own_posts_questions import show_if

NEITHER, OFFERS, SEEKS = "", "offers", "seeks"
"""What is said of a topic: one answer for each, so that nobody offers what they seek."""

MOST_NAME = 60

START: Mapping[str, Any] = {
    "in_group": False,
    "with_name": False,
    "known_as": "",
    **{f"help.{topic}": NEITHER for topic in Topic},
}
"""Nothing is shown, and no name, before the learner ticks it."""


@dataclass(kw_only=True)
class GroupControls(Controls):
    """Whether anything is for a group; whether with the name, and which; what is said of each topic."""

    in_group: Tick
    with_name: Tick
    known_as: TextField
    help: Mapping[Topic, Choice]

    @classmethod
    def made(cls) -> GroupControls:
        """All of them as they begin."""
        answers = ((_("Neither"), NEITHER), (_("I can help"), OFFERS), (_("I want help"), SEEKS))
        return cls(
            in_group=Tick(_("I want to show the group my plan in brief"), False),
            with_name=Tick(_("Show my name"), False),
            known_as=TextField(_("Name the group sees"), "", most=MOST_NAME),
            help={topic: Choice(capital(topic_words(topic)), answers, NEITHER) for topic in Topic},
        )


class ForTheGroup:
    """The card: closed until its first tick. `sheet` is what it shows, None where nothing is offered."""

    def __init__(self, controls: GroupControls) -> None:
        self.controls = controls
        self.sheet: GroupSheet | None = None
        self._seen, self._whose, self._take = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self._handed = html("tt-piece")
        who = ipywidgets.HTML(f'<p class="tt-label">{as_html(_("Who could help whom"))}</p>')
        self._help = box("tt-help", [who, *(each.box for each in controls.help.values())])
        self._ticks = box("tt-for-group", [controls.with_name.box, controls.known_as.box, self._whose, self._help])
        self._inside = box("tt-for-group", [self._seen, self._ticks, self._take, self._handed])
        heading = ipywidgets.HTML(f"<h3>{as_html(_('For the group'))}</h3>")
        self.box = box("tt-card", [heading, controls.in_group.box, self._inside])

    def show(self, plan: Plan, *, own: bool) -> None:
        """What the group would see of this plan. An invented firm's (not `own`) can be looked at, and not shown."""
        controls = self.controls
        sheet = sheet_of(plan, today())
        offered = own and controls.in_group.value and sheet != GroupSheet()
        if own and controls.with_name.value:
            sheet = signed(sheet, controls.known_as.value, self._topics(OFFERS), self._topics(SEEKS))
        self.sheet = sheet if offered else None
        show_if(bool(controls.in_group.value), self._inside)
        show_if(offered, self._ticks, self._take)
        show_if(bool(controls.with_name.value), controls.known_as.box, self._help)
        self._fill(self._seen, _seen(sheet, own=own))
        self._fill(self._whose, _whose(sheet, ticked=bool(controls.with_name.value)))
        self._fill(self._take, _take(sheet) if offered else Html())
        self._fill(self._handed, _handed(self.sheet) if controls.in_group.value else Html())

    def _topics(self, said: str) -> list[Topic]:
        return [topic for topic, choice in self.controls.help.items() if choice.value == said]

    @staticmethod
    def _fill(part: Any, value: Html) -> None:
        if part.value != value:  # the room's button stands beside what is there
            part.value = value


def _seen(sheet: GroupSheet, *, own: bool) -> Html:
    if sheet == GroupSheet():
        return note(_("There is nothing to show yet: the plan is empty."))
    lines = sheet_lines(sheet)
    if sheet.name:
        lines = ((_("Name"), (sheet.name,)), *lines)
    rows = joined(
        markup("<div><dt>{label}</dt><dd>{said}</dd></div>", label=label, said=_said(said)) for label, said in lines
    )
    lead = (
        _("The group sees this and nothing else. Most numbers are rounded.")
        if own
        else _("This is what a group would see of this invented firm. Your own you can show: choose your firm above.")
    )
    return markup('<div class="tt-counted"><p>{lead}</p><dl>{rows}</dl></div>', lead=lead, rows=rows)


def _said(texts: tuple[str, ...]) -> str:
    """One value as it is, several as a list."""
    listed = joined(markup("<li>{text}</li>", text=text) for text in texts)
    return markup("<ul>{listed}</ul>", listed=listed) if len(texts) > 1 else texts[0]


def _whose(sheet: GroupSheet, *, ticked: bool) -> Html:
    if sheet.name:
        said = _("The group sees that this is {name}'s.").format(name=sheet.name)
    elif ticked:
        said = _("Anonymous as long as there is no name here; what you say about help is not shown either.")
    else:
        said = _("Anonymous. Still, whoever knows your figures may recognise you in a small group.")
    return markup('<p class="tt-note" role="status">{said}</p>', said=said)


def _take(sheet: GroupSheet) -> Html:
    text = write(sheet)
    # twenty files come together in one folder: each needs a name of its own, which says nothing of whose it is
    name = f"{_('for-the-group')}-{sha256(text.encode()).hexdigest()[:8]}.json"
    link = download(_("Save as a file"), name, "application/json", text)
    told = note(
        _(
            "This page sends nothing by itself. In a workshop, the teacher's computer puts a button here, and nothing "
            "goes before you press it. Without one, give the file to your teacher by USB or mail."
        )
    )
    return markup('<p class="tt-actions">{link}</p>{told}', link=link, told=told)


def _handed(sheet: GroupSheet | None) -> Html:
    """What the room's script looks for; with nothing in it, what was shown before can still be taken back."""
    words = {
        "show": _("Show to the group"),
        "sent": _("The group can see it now. It went to the teacher's computer and nowhere else."),
        "take_back": _("Take it back from the group"),
        "taken_back": _("Taken back: it is deleted on the teacher's computer."),
        "failed": _("It did not work. Are you still in the room's Wi-Fi? Try again, or save it as a file."),
    }
    said = json.dumps(words, ensure_ascii=False)
    return markup(
        '<div data-group-sheet="{sheet}" data-words="{words}" hidden></div>',
        sheet="" if sheet is None else write(sheet),
        words=said,
    )
