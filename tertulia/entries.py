"""What was typed in the exercises, so that each goes on where its learner left it, added to the plan or not.

One text for all of them: by exercise, the values of its controls by name (`values`) and what else it must know
(`state`), as JSON's own kinds. Whoever reads a value checks it: an exercise may have changed since it was kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tertulia.device import Parts, Store, store
from tertulia.records import text_of

FORMAT = "tertulia-entries"
"""What the text calls itself."""

VERSION = 1

MOST_CHARACTERS = 300_000
"""Of one exercise's entries: a long list of contacts has a tenth of that."""

Entries = Mapping[str, Any]
"""One exercise's: {"values": {control: value}, "state": {...}}."""


class EntriesKeeper:
    """Loads and saves what was typed in one exercise. KeepError where the device keeps nothing."""

    def __init__(self, exercise: str, place: Store | None = None) -> None:
        self.exercise = exercise
        self.parts = Parts(place or store("entries"), FORMAT, VERSION, "exercises")

    def load(self) -> Entries | None:
        """What was typed last; None if nothing was, or what is kept cannot be read."""
        entries = self.parts.load().get(self.exercise)
        return entries if isinstance(entries, dict) else None

    def save(self, entries: Entries | None) -> bool:
        """Keep these, or forget them; the other exercises' stay. False for entries too large to be kept.

        Too large are also those that would make the whole too large to be read again.
        """
        if entries is not None and len(text_of(entries)) > MOST_CHARACTERS:
            return False

        def changed(parts: dict[str, Any]) -> dict[str, Any]:
            others = {name: each for name, each in parts.items() if name != self.exercise}
            return others if entries is None else {**others, self.exercise: entries}

        return self.parts.replace(changed)
