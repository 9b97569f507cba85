"""Walk in as a customer: a form for what one finds, which gives the foundations check its starting answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import ipywidgets

from tertulia.firms import OWN, ExampleFirm
from tertulia.html import joined, markup, paragraphs
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.start import walk_in as model
from tertulia.models.start.foundations_questions import EFFORTS, Question
from tertulia.models.start.walk_in import ANSWERS, ON_THE_MAP, ON_THE_WEBSITE, Door, Found
from tertulia.profile import FoundAt, Profile
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, first_steps, fold, gates, number_tile, numbers
from tertulia.widgets.base.controls import Choice, Controls, card
from tertulia.widgets.base.exercise import Exercise, address, html
from tertulia.widgets.base.firm_facts import Fact
from tertulia.widgets.start.foundations_starts import STARTS
from tertulia.widgets.start.foundations_words import hours_span, question_words
from tertulia.widgets.start.walk_in_words import door_words

SEARCHED = {"bakery", "guesthouse"}
"""Invented firms that a search for their trade finds; all three are on the map."""

_WEBSITE, _EMAIL, _MAP = (firm_facts.found_at(each) for each in (FoundAt.WEBSITE, FoundAt.EMAIL, FoundAt.MAP))


def _with(fact: Fact) -> Callable[[Profile, str], Profile]:
    """Tell a place by whether a door opened. One that stays shut takes it back; one that nobody tried tells nothing."""

    def change(profile: Profile, found: str) -> Profile:
        told = found == Found.YES or (found == Found.NO and profile.places is not None)
        return fact.change(profile, found == Found.YES) if told else profile

    return change


def _with_map(profile: Profile, found: str) -> Profile:
    """An entry that nobody has claimed is on the map all the same."""
    return _MAP.change(profile, True) if found == Found.YES else profile


def _tried_here(_profile: Profile) -> None:
    """What was told elsewhere is not what a customer found."""


@dataclass(kw_only=True)
class WalkInControls(Controls):
    """What was found at each door."""

    doors: Mapping[Door, Choice]


class WalkInCheck(Exercise[WalkInControls]):
    """How far a customer gets, and what opens the doors that stayed shut."""

    name = "walk_in"
    facts = {
        f"doors.{Door.WEBSITE}": Fact(name=_WEBSITE.name, read=_tried_here, change=_with(_WEBSITE)),
        f"doors.{Door.MESSAGE}": Fact(name=_EMAIL.name, read=_tried_here, change=_with(_EMAIL)),
        f"doors.{Door.OWNED}": Fact(name=_MAP.name, read=_tried_here, change=_with_map),
    }

    result: model.WalkIn

    def make_controls(self, firm: ExampleFirm) -> WalkInControls:
        """One choice for each door."""
        start = self.start(firm)
        found = [(_("not tried yet"), Found.UNTRIED.value), (_("yes"), Found.YES.value), (_("no"), Found.NO.value)]
        return WalkInControls(
            doors={door: Choice(door_words(door).asks, found, start[f"doors.{door}"]) for door in Door}
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """What a customer of the invented firm finds; of the learner's own, nothing yet."""
        if firm.starts == OWN:
            return {f"doors.{door}": Found.UNTRIED.value for door in Door}
        done = STARTS[firm.key].done
        open_doors = {
            *(door for door, question in ANSWERS.items() if question in done),
            Door.MAP,
            *([Door.SEARCH] if firm.key in SEARCHED else []),
            *([Door.READABLE] if Question.READABLE in done else []),
        }
        return {f"doors.{door}": (Found.YES if door in open_doors else Found.NO).value for door in Door}

    def told_together(self, profile: Profile) -> Profile:
        """Whether what people read about the firm is right: on the map and, if there is one, on the website."""
        found = self.found()
        gone = model.missing(found)
        read = {found[door] for door in (Door.HOURS, Door.PRICES) if door not in gone}
        if Found.NO in read:
            return replace(profile, details_right=False)
        return replace(profile, details_right=True) if read == {Found.YES} else profile

    def cards(self) -> list[ipywidgets.Box]:
        """The doors in the order in which a customer meets them."""
        doors = self.controls.doors
        return [
            card(_("Search and map"), [doors[door] for door in (Door.SEARCH, Door.MAP, *ON_THE_MAP)]),
            card(_("Phone and message"), [doors[Door.PHONE], doors[Door.MESSAGE]]),
            card(_("Website and photos"), [doors[door] for door in (Door.WEBSITE, *ON_THE_WEBSITE, Door.PHOTOS)]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, and the doors one by one."""
        self.doors = html("tt-piece")
        return [self.numbers, self.doors]

    def after_parts(self) -> list[Any]:
        """What opens the doors that stayed shut."""
        self.steps = html("tt-piece")
        return [self.steps]

    def found(self) -> dict[Door, Found]:
        """What was found at each door."""
        return {door: Found(choice.value) for door, choice in self.controls.doors.items()}

    def show(self) -> None:
        """How far a customer gets, door by door, and what to do about it."""
        found = self.found()
        self.result = result = model.walk(found)
        gone = model.missing(found)
        for door, choice in self.controls.doors.items():
            choice.widget.disabled = door in gone
            (choice.box.add_class if door in gone else choice.box.remove_class)("tt-locked")
        tried = len(result.opened) + len(result.shut)
        share = _("{n} of {all}").format(n=number(len(result.opened)), all=number(tried))
        opened = [number_tile(share, _("doors opened"), main=True)] if tried else []
        self.numbers.value = numbers([*opened, number_tile(number(len(result.untried)), _("not tried yet"))])
        few, words = (share, _("doors opened")) if tried else (number(len(Door)), _("not tried yet"))
        self.mini.value = markup("<p><b>{few}</b><br>{words}</p>", few=few, words=words)
        self.words.value = conclusion(*self._meaning())
        rows = (
            (door in result.opened, door_words(door).asks, "" if door in result.opened else door_words(door).shut)
            for door in Door
            if door in (*result.opened, *result.shut)
        )
        self.doors.value = gates(_("What your customer found"), rows) if tried else ""
        self.steps.value = self._steps() if result.tasks else ""
        self.folds.value = self._for_the_curious()

    def _meaning(self) -> list[str]:
        result = self.result
        if not result.opened and not result.shut:
            return [_("Take a phone that is not yours, try the doors from the top, and choose what you found.")]
        sentences: list[str] = []
        if result.turns_back:
            sentences.append(
                markup(
                    _("A customer turns back here first: <strong>{door}</strong>"),
                    door=door_words(result.turns_back).shut,
                )
            )
        elif result.untried:
            sentences.append(_("So far every door opens. Try the others too."))
        else:
            sentences.append(_("Every door opens. What is behind them, only you can see."))
        link = address("exercises/start/foundations_check")
        if link:
            words = _('<a href="{link}">The foundations check</a> begins with what you found, and asks for the rest.')
            sentences.append(markup(words, link=link))
        return sentences

    def _steps(self) -> str:
        return first_steps(
            _("What opens the doors"),
            (
                (question_words(task).task, question_words(task).how, hours_span(*EFFORTS[task].hours))
                for task in self.result.tasks
            ),
        )

    @staticmethod
    def _for_the_curious() -> str:
        why = paragraphs(
            _(
                "The order of the doors is ours: first what a stranger meets first. One try says little. Ring on "
                "another day and at another hour before you believe a yes."
            ),
            _(
                "A search shows each person something else. Use a private window, or somebody else's phone, and write "
                "what a stranger would: what you sell and where, and not your name."
            ),
        )
        return joined([fold(_("How much a try says"), why)])

    def complaint(self, error: InputError) -> str:
        """Nothing that is chosen here is refused."""
        return _("This cannot be right. Choose another value.")

    def summary(self) -> str:
        """How many doors opened."""
        opened, shut = len(self.result.opened), len(self.result.shut)
        return ngettext("{n} of {all} door opened", "{n} of {all} doors opened", opened + shut).format(
            n=number(opened), all=number(opened + shut)
        )
