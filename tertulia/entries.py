"""What was typed in the exercises, so that each goes on where its learner left it, added to the plan or not.

One text for all of them: by exercise, the values of its controls by name (`values`) and what else it must know
(`state`), as JSON's own kinds. Whoever reads a value checks it: an exercise may have changed since it was kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tertulia.device import Store, store, what_failed
from tertulia.records import MOST_BYTES, RecordError, json_of, text_of

FORMAT = "tertulia-entries"
"""What the text calls itself."""

VERSION = 1

MOST_CHARACTERS = 300_000
"""Of one exercise's entries: a long list of contacts has a tenth of that."""

TRIES = 5

Entries = Mapping[str, Any]
"""One exercise's: {"values": {control: value}, "state": {...}}."""


class EntriesKeeper:
    """Loads and saves what was typed in one exercise. KeepError where the device keeps nothing."""

    def __init__(self, exercise: str, place: Store | None = None) -> None:
        self.exercise = exercise
        self.place = place or store("entries")

    def load(self) -> Entries | None:
        """What was typed last; None if nothing was, or what is kept cannot be read."""
        with what_failed():
            text = self.place.read()
        entries = _all(text).get(self.exercise)
        return entries if isinstance(entries, dict) else None

    def save(self, entries: Entries | None) -> bool:
        """Keep these, or forget them; the other exercises' stay. False for entries too large to be kept.

        Too large are also those that would make the whole too large to be read again.
        """
        if entries is not None and len(text_of(entries)) > MOST_CHARACTERS:
            return False
        for _try in range(TRIES):
            with what_failed():
                text = self.place.read()
            every = _all(text)
            kept = {name: each for name, each in every.items() if name != self.exercise}
            if entries is not None:
                kept[self.exercise] = entries
            if kept == every:
                return True
            whole = text_of({"format": FORMAT, "version": VERSION, "exercises": kept}).encode("utf-8", "replace")
            if len(whole) > MOST_BYTES:
                return False
            with what_failed():
                if self.place.write(whole.decode(), text):
                    return True
        return False


def _all(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        content = json_of(text)
    except RecordError:
        return {}
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        return {}
    exercises = content.get("exercises")
    return exercises if isinstance(exercises, dict) else {}
