"""The learner's words for the walk-in: what to try at each door, and where a customer turns back."""

from __future__ import annotations

from typing import NamedTuple

from tertulia.language import _
from tertulia.models.start.walk_in import Door


class DoorWords(NamedTuple):
    """What to try and see, and what the customer does who finds the door shut."""

    asks: str
    shut: str


def door_words(door: Door) -> DoorWords:
    """The words of a door."""
    return {
        Door.SEARCH: DoorWords(
            _("Search for what you sell and your town: you are on the first page"),
            _("Somebody who searches for what you sell does not see you."),
        ),
        Door.MAP: DoorWords(
            _("Look for your firm on the map: it is there"), _("Somebody who looks on the map finds others.")
        ),
        Door.OWNED: DoorWords(
            _("The entry does not ask “own this business?”"),
            _("Nobody has claimed the entry, so you cannot put right what stands in it."),
        ),
        Door.HOURS: DoorWords(
            _("Hours, holidays, phone and address in it are right today"),
            _("Somebody comes when you are closed, or does not come because you seem to be."),
        ),
        Door.PHONE: DoorWords(
            _("Ring at a busy hour: somebody answers, or calls back the same day"),
            _("Somebody who rings hears it ringing and tries the next one."),
        ),
        Door.MESSAGE: DoorWords(
            _("Write an e-mail or a message: the answer comes by the next working day"),
            _("Somebody who writes gets no answer in time and goes elsewhere."),
        ),
        Door.WEBSITE: DoorWords(
            _("There is a website of your own"), _("Somebody who wants to read about you finds only what others say.")
        ),
        Door.PRICES: DoorWords(
            _("Hours, prices and phone on it are right today"),
            _("Somebody reads a price or an hour on your website that is wrong."),
        ),
        Door.READABLE: DoorWords(
            _("You can read it on a phone without moving the page about"),
            _("Somebody with a phone gives up on your website."),
        ),
        Door.PHOTOS: DoorWords(
            _("Ten good photos of your own from this year, on the map or the website"),
            _("Somebody sees old photos, or somebody else's, and cannot tell what it is like."),
        ),
    }[door]
