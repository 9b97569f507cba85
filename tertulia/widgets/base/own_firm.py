"""The learner's own firm in an exercise: what its controls begin with, what is kept of them, what others will know.

In an example nothing is kept. With the learner's own firm everything they choose or type is kept at once on the device,
also what cannot be right yet; what other exercises use goes into the profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tertulia.device import KeepError
from tertulia.entries import EntriesKeeper
from tertulia.firms import ExampleFirm, own_firm
from tertulia.profile import Profile, ProfileKeeper, read, write
from tertulia.records import RecordError
from tertulia.widgets.base.controls import Control
from tertulia.widgets.base.firm_facts import Fact


class OwnFirm:
    """What is known of the learner's firm, for one exercise.

    profile: as it is kept, or empty. entries: what was typed in this exercise, None if nothing was. fault: why nothing
    can be kept here, None if it can.
    """

    def __init__(self, exercise: str, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.fault: KeepError | None = None
        self.profile = Profile()
        self._entries: dict[str, Any] | None = None
        self._start: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._profiles, self._keeper = ProfileKeeper(), EntriesKeeper(exercise)
        try:
            self.profile = self._profiles.load()
            entries = self._keeper.load()
            self._entries = dict(entries) if entries else None
        except KeepError as error:
            self.fault = error

    @property
    def told(self) -> bool:
        """Whether the learner has told anything of their firm, here or elsewhere."""
        return self.profile.told or self._entries is not None

    @property
    def begun(self) -> bool:
        """Whether anything was typed in this exercise."""
        return self._entries is not None

    def firm(self) -> ExampleFirm:
        """The firm as exercises see it, with our starting values where the learner has told none."""
        return own_firm(self.profile)

    def state(self) -> Any:
        """What the exercise knew besides its controls; None if nothing is kept."""
        return (self._entries or {}).get("state")

    def resume(self, controls: Mapping[str, Control]) -> None:
        """Put into the controls what was typed in them last, and what has been told elsewhere since.

        They hold their starting values now: what still does later was not said by the learner, and is not kept.
        """
        self._start = {name: control.entry for name, control in controls.items()}
        values = (self._entries or {}).get("values")
        for name, entry in values.items() if isinstance(values, dict) else ():
            if name in controls:
                controls[name].resume(entry)
        for name, fact in self.facts.items():
            value, control = fact.read(self.profile), controls.get(name)
            if value is None or control is None:
                continue
            if fact.change(self.profile, control.entry) != self.profile:  # what says the same may say it more exactly
                control.resume(value)
        self._last = {name: control.entry for name, control in controls.items()}

    def offer(self, controls: Mapping[str, Control], entries: Mapping[str, Any]) -> None:
        """Put these entries where nothing was told: a control that still begins, and no fact that says otherwise."""
        for name, entry in entries.items():
            fact = self.facts.get(name)
            told = fact is not None and fact.read(self.profile) is not None
            if not told and controls[name].entry == self._start.get(name):
                controls[name].resume(entry)

    def keep(self, controls: Mapping[str, Control], state: Any) -> tuple[str, ...]:
        """Keep what the learner chose or typed; gives the facts that have changed, for other exercises too."""
        entries = {name: control.entry for name, control in controls.items()}
        values = {name: entry for name, entry in entries.items() if entry != self._start.get(name)}
        fresh = {"values": values, "state": state}
        profile, changed = self.profile, []
        for name, fact in self.facts.items():
            control = controls.get(name)
            if control is None or control.has_problem or control.entry == self._last.get(name):
                continue
            after = fact.change(profile, control.entry)
            if after != profile and _can_be(after):
                profile = after
                changed.append(fact.name)
        try:
            if fresh != (self._entries or {"values": {}, "state": None}):
                self._keeper.save(fresh)
                self._entries = fresh
            if profile != self.profile:
                facts = {name: value for name, value in vars(profile).items() if value != getattr(self.profile, name)}
                self.profile = self._profiles.change(**facts)
        except KeepError as error:
            self.fault = error
        self._last = entries
        return tuple(dict.fromkeys(changed))

    def forget(self) -> None:
        """Forget what was typed in this exercise."""
        self._entries = None
        try:
            self._keeper.save(None)
        except KeepError as error:
            self.fault = error


def _can_be(profile: Profile) -> bool:
    """Whether a profile could be read again: a number out of range is refused only after it was typed."""
    try:
        read(write(profile))
    except RecordError:
        return False
    return True
