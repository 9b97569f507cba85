"""What the room says. English stands here; the other languages come as data from whoever builds the course."""

from __future__ import annotations

import json
import os
import pkgutil
from collections.abc import Mapping

Catalogue = Mapping[str, Mapping[str, str]]
"""By language, each text by its name below."""

FIRST = "en"


def N_(text: str) -> str:
    """Mark a text for translation."""
    return text


ENGLISH = {
    # in the terminal
    "learners": N_("Learners open this address with their phone, in the same Wi-Fi as this computer:"),
    "also": N_("This computer is in several networks. In another one, the address is:"),
    "no_network": N_(
        "This computer is in no network, so no phone can reach it. Join a Wi-Fi, or turn on this computer’s own "
        "hotspot; then start this again."
    ),
    "only_here": N_("It is shown on this computer alone, because of --host:"),
    "desk_at": N_("Your desk, for you alone, on this computer:"),
    "kept_in": N_("What the group hands in is kept in {folder}. Delete that folder when you no longer need it."),
    "kept_before": N_("Sheets already there from an earlier start today: {count}."),
    "kept_nowhere": N_("What the group hands in is not written to the disk, because {folder} cannot be written."),
    "unreached": N_(
        "If a phone does not get there: does this computer’s firewall let Python in? Many guest networks keep devices "
        "apart; a phone’s own hotspot does not."
    ),
    "stop": N_("Stop with Ctrl-C."),
    "no_course": N_("There is no finished course in {folder}: it has no index.html. Say where it is: {command}"),
    "no_port": N_("Port {port} is taken on this computer ({problem}). Choose another one with --port."),
    "no_ports": N_("No free port was found on this computer ({problem}). Choose one with --port."),
    # on the desk and on the page to project
    "desk": N_("The teacher’s desk"),
    "scan": N_("Point your phone’s camera here"),
    "or_type": N_("or type this address"),
    "same_wifi": N_("Your phone must be in the same Wi-Fi as the teacher’s computer."),
    "handed_in": N_("Handed in"),
    "project": N_("Show code and address to the room"),
    "teachers": N_("Your pages, with notes and slides"),
    "picture": N_("The group’s picture"),
    "course": N_("The course, as learners see it"),
    "download": N_("Download all sheets (zip)"),
    "sheets": N_("Sheets"),
    "nobody": N_("Nobody has handed anything in yet."),
    "sheet": N_("Sheet {place}"),
    "delete": N_("Delete"),
    "delete_sheet": N_("Delete sheet {place}"),
    "delete_all": N_("Delete all sheets"),
    "ask_one": N_("Delete sheet {place}? It is then gone here and on the disk."),
    "ask_all": N_("Delete all sheets? They are then gone here and on the disk."),
    "yes": N_("Delete"),
    "no": N_("Keep"),
    "deleted": N_("Deleted."),
    "lost": N_("The room’s program does not answer. Is it still running in the terminal? Nothing is lost."),
    "kept_here": N_("Kept in {folder} on this computer, and nowhere else."),
    "kept_memory": N_("Kept only until you stop the program."),
    "by_hand": N_("Someone who cannot reach the room gives you their sheet as a file, on a USB stick or by mail."),
    "back": N_("Back to the desk"),
    # to a browser
    "no_page": N_("This page is not here."),
    "to_first": N_("Go to the first page of the course"),
    "not_yours": N_(
        "This page is for the teacher. Teachers open the address of the desk that stands in the terminal, on the "
        "computer that shows the course."
    ),
    # to a page that handed something in
    "large": N_("This sheet is larger than a sheet can be. It was not kept."),
    "unreadable": N_("This is not a sheet of this course. It was not kept."),
    "full": N_("The teacher’s computer has as many sheets as it takes. Ask your teacher to delete old ones."),
    "fast": N_("Too many sheets came at once. Wait a minute, then try again."),
    "disk": N_("The teacher’s computer could not keep the sheet. Tell your teacher; it may have no space left."),
    "foreign": N_("Only a page of this course can hand in a sheet."),
    "gone": N_("This sheet is no longer there."),
    "no_key": N_("Only the key that came with the sheet takes it back."),
}


def shipped() -> Catalogue:
    """The languages packed beside this file, the course's first one first; none in a plain copy."""
    try:
        told = pkgutil.get_data("room", "words.json")
    except OSError:
        return {}
    catalogue: Catalogue = json.loads(told) if told else {}
    return catalogue


class Words:
    """The texts in one language. Whatever a catalogue lacks is said in English."""

    def __init__(self, catalogue: Catalogue, language: str = "") -> None:
        self.language = language if language in catalogue else next(iter(catalogue), FIRST)
        self._texts = {**ENGLISH, **catalogue.get(self.language, {})}

    def __call__(self, name: str, **given: object) -> str:
        """A text by its name, with what is `given` in its places."""
        text = self._texts[name]
        for place, value in given.items():
            text = text.replace("{" + place + "}", str(value))
        return text

    def all(self) -> dict[str, str]:
        """Every text by its name."""
        return dict(self._texts)


def chosen(catalogue: Catalogue, accepted: str, asked: str = "") -> Words:
    """In the language asked for, else the first of a browser's Accept-Language that there is, else the course's."""
    wanted = [asked, *(part.partition(";")[0] for part in accepted.split(","))]
    for each in wanted:
        language = each.strip().lower().partition("-")[0]
        if language in catalogue:
            return Words(catalogue, language)
    return Words(catalogue)


def of_terminal(catalogue: Catalogue, asked: str = "") -> Words:
    """In the language asked for, else the one this computer is set to, else the course's first."""
    told = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return chosen(catalogue, told.partition("_")[0].partition(".")[0], asked)
