"""The group's picture: the plans of a workshop read at once, what they say together, to project and to print.

The files are other people's. They are read in the page and nothing of them is kept: not on this device, not in a plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets

from tertulia.clock import today
from tertulia.firms import ExampleFirm
from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import _, and_list, ngettext, number
from tertulia.models.errors import InputError
from tertulia.plan.examples import invented_group
from tertulia.plan.group_picture import GroupPicture, group_picture
from tertulia.plan.group_picture_words import again_words, empty_words, goals_words, stops_words, too_few_words
from tertulia.plan.group_words import matter_words
from tertulia.plan.handed_in import MOST_FILES, MOST_ZIP, HandedFile, HandedIn, read_all
from tertulia.terms import aim_words
from tertulia.widgets.base.components import note, number_tile, numbers
from tertulia.widgets.base.controls import ChosenFile, Controls, FileField, card
from tertulia.widgets.base.exercise import IN_BOOK, Exercise, address, html
from tertulia.widgets.plan.group_page import SMALL, how_it_is_made, left_out, to_large, whole_picture

ACCEPT = ".json,.zip,application/json,application/zip"


@dataclass(kw_only=True)
class GroupPictureControls(Controls):
    """The files of the group."""

    files: FileField


class GroupExercise(Exercise[GroupPictureControls]):
    """An invented group, or the one whose files were chosen, until the page is closed."""

    name = "group"

    handed_in: HandedIn | None = None
    """What was read of the files; None while the invented group is shown."""

    def make_controls(self, firm: ExampleFirm) -> GroupPictureControls:
        """One field for all files."""
        return GroupPictureControls(
            files=FileField(
                _("Choose all files together"),
                ACCEPT,
                most=MOST_ZIP,
                files=MOST_FILES,
                heading=_("Plan files and sheets for the group (.json), or one .zip of them"),
                opened=self._open,
            )
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """No file."""
        return {"files": None}

    def cards(self) -> list[ipywidgets.Box]:
        """The files. For which firm is no question here."""
        self.who.box.add_class("tt-hidden")
        made = card(_("The group’s plans"), [self.controls.files])
        told = [
            _("They are read on this page. Nothing of them is sent, and nothing is kept: they are other people’s."),
            _("What you choose next takes the place of what was there."),
        ]
        page = address("exercises/plan/plan_review")
        if page:
            words = _('Everybody makes their sheet at the end of <a href="{link}">the plan’s review</a>.')
            told.insert(0, markup(words, link=page))
        made.children = (*made.children, html("tt-piece", joined(note(each) for each in told)))
        return [made]

    def answer_parts(self) -> list[Any]:
        """How many plans there are, and what stands out."""
        return [html("tt-piece", Html(f'<span id="{SMALL}"></span>')), self.numbers]

    def after_parts(self) -> list[Any]:
        """The pictures, where they have the whole width; then what is for the teacher alone."""
        self.left_out = html("tt-piece")
        return [self.picture, self.left_out]

    # the files ----------------------------------------------------------------------------------------------

    def _open(self, *chosen: ChosenFile) -> None:
        """Read them; of the files themselves nothing stays, not even their names, but of those that were left out."""
        self.handed_in = read_all((HandedFile(*each) for each in chosen), today())
        files = ngettext("{n} file", "{n} files", len(chosen)).format(n=number(len(chosen)))
        plans = ngettext("{n} plan read", "{n} plans read", len(self.handed_in.sheets))
        self.controls.files.holds(files, plans.format(n=number(len(self.handed_in.sheets))))
        self.refresh()

    def restart(self) -> None:
        """The invented group again; what was read is forgotten."""
        self.handed_in = None
        super().restart()

    def start_again(self) -> None:
        """Nothing is kept here that could be put back."""
        self.restart()

    def _keep(self) -> Sequence[str]:
        return ()

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Counts, what stands out, the pictures, the files that were left out."""
        handed_in = self.handed_in
        sheets = invented_group(today()) if handed_in is None else handed_in.sheets
        self.result = picture = group_picture(sheets)
        n, pairs = picture.sheets, len(picture.help.pairs)
        counted = (
            ngettext("plan, of an invented group", "plans, of an invented group", n)
            if handed_in is None
            else ngettext("plan of your group", "plans of your group", n)
        )
        tiles = [number_tile(number(n), counted, main=True)]
        if picture.enough:
            stopped = picture.stops.plans
            words = ngettext("has something to mend first", "have something to mend first", stopped)
            tiles.append(number_tile(number(stopped), words))
        if pairs:
            words = ngettext("offer of help that fits", "offers of help that fit", pairs)
            tiles.append(number_tile(number(pairs), words))
        self.numbers.value = numbers(tiles)
        self.mini.value = Html(f"<p><b>{number(n)}</b> {as_html(counted)}</p>")
        heading = Html(f"<h2>{as_html(_('What stands out'))}</h2>")
        self.words.value = joined((heading, paragraphs(*self._meaning(picture)), to_large() if IN_BOOK else Html()))
        self.left_out.value = left_out(handed_in) if handed_in else Html()
        self.folds.value = how_it_is_made()
        self.draw({self.picture: lambda: whole_picture(self.result, large=IN_BOOK)})

    result: GroupPicture
    """What is shown."""

    def _meaning(self, picture: GroupPicture) -> list[str]:
        handed_in = self.handed_in or HandedIn()
        said = [again_words(handed_in), empty_words(picture)]
        out = len(handed_in.refused)
        if out:
            words = ngettext(
                "{n} file could not be read: below stands which, and why.",
                "{n} files could not be read: below stands which, and why.",
                out,
            )
            said.append(words.format(n=number(out)))
        if not picture.enough:
            return [too_few_words(picture), *filter(None, said)]
        first: list[str] = []
        if picture.objectives:
            most = picture.objectives[0][1]
            aims = and_list(aim_words(aim).lower() for aim, n in picture.objectives if n == most)
            words = _("Most often: <strong>{aims}</strong> ({n} of {all}).")
            first.append(markup(words, aims=aims, n=number(most), all=number(picture.sheets)))
        if picture.stops.shared:
            code, n = picture.stops.shared[0]
            words = _("{stopped}; most often: {what} ({n}).")
            first.append(words.format(stopped=stops_words(picture), what=matter_words(code).lower(), n=number(n)))
        if picture.goals:
            first.append(f"{goals_words(picture.goals)}.")
        return [*first, *filter(None, said)]

    def about(self) -> str:
        """Whose plans these are."""
        return _("An invented example.") if self.handed_in is None else _("Your group, until you close this page.")

    def what_stands(self) -> str:
        """What the page shows before Python has come."""
        return _("A finished example with an invented group.")

    def _until(self) -> Html:
        """Nothing of the reader's will take the example's place."""
        return Html()

    def complaint(self, error: InputError) -> str:
        """Files that cannot be read are named one by one, and refuse nothing else."""
        return str(error)

    def summary(self) -> str:
        """How many plans, and how many to mend."""
        return (
            f"{number(self.result.sheets)}: {stops_words(self.result)}"
            if self.result.enough
            else too_few_words(self.result)
        )
