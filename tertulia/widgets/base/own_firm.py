"""The learner's own firm in an exercise: what its controls begin with, what is kept of them, what others will know.

In an example nothing is kept. With the learner's own firm everything they choose or type is kept at once on the device,
also what cannot be right yet; what other exercises use goes into the profile, once it can be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from tertulia import browser
from tertulia import profile as profiles
from tertulia.device import KeepError
from tertulia.entries import EntriesKeeper
from tertulia.firms import ExampleFirm, own_firm
from tertulia.profile import Profile, ProfileKeeper
from tertulia.records import RecordError
from tertulia.widgets.base.controls import Control
from tertulia.widgets.base.firm_facts import Fact

NOTHING: Mapping[str, Any] = {"values": {}, "state": None}
"""The entries of an exercise in which nothing was typed."""


@dataclass
class _Told:
    """What controls tell: the profile with it, the facts it changed, what each control that told something holds."""

    profile: Profile
    facts: list[str] = field(default_factory=list)
    controls: dict[str, Any] = field(default_factory=dict)


class OwnFirm:
    """What is known of the learner's firm, for one exercise.

    profile: as it is kept, or empty. start: what the controls held before anything was resumed. fault: why nothing can
    be kept here, None if it can. too_much: what was typed in this exercise is too large to be kept.
    """

    def __init__(self, exercise: str, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.fault: KeepError | None = None
        self.too_much = False
        self.profile = self._kept = Profile()
        self._entries: dict[str, Any] | None = None
        self._entries_before: dict[str, Any] | None = None
        self._told_last: dict[str, Any] = {}
        self._forgotten: dict[str, Any] | None = None
        self.start: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._resumed: dict[str, Any] = {}
        self._profiles, self._keeper = ProfileKeeper(), EntriesKeeper(exercise)
        try:
            self.profile = self._kept = self._profiles.load()
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

    @property
    def unreadable(self) -> bool:
        """Whether something is kept as the profile that is none, and was left as it is."""
        return self._profiles.unreadable

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
        self.start = _entries_of(controls)
        values = (self._entries or {}).get("values")
        for name, entry in values.items() if isinstance(values, dict) else ():
            if name in controls:
                controls[name].resume(entry)
        for name, fact in self.facts.items():
            value, control = fact.read(self.profile), controls.get(name)
            if value is None or control is None:
                continue
            says_the_same = _sound(fact.change, self.profile, control.entry) == self.profile
            if fact.together or not says_the_same:  # what says the same may say it more exactly
                control.resume(value)
        self._last = _entries_of(controls)
        self._resumed = dict(self._last)

    def offer(self, controls: Mapping[str, Control], entries: Mapping[str, Any]) -> None:
        """Put these entries where nothing was told: a control that still begins, and no fact that says otherwise."""
        for name, entry in entries.items():
            fact = self.facts.get(name)
            told = fact is not None and fact.read(self.profile) is not None
            if not told and controls[name].entry == self.start.get(name):
                controls[name].resume(entry)

    def with_changes(self, controls: Mapping[str, Control], together: Callable[[Profile], Profile]) -> Profile:
        """The profile with what the controls say now and have not told yet; nothing is kept."""
        return self._told(controls, together).profile

    def keep(
        self,
        controls: Mapping[str, Control],
        state: Any,
        *,
        together: Callable[[Profile], Profile],
        filled: Mapping[str, Any],
    ) -> tuple[str, ...]:
        """Keep what the learner chose or typed; gives the facts that have changed, for other exercises too.

        together(profile) tells what several controls say only together; filled: entries that the exercise made.
        """
        told = self._told(controls, together)
        self.profile = told.profile
        self._last |= told.controls
        entries = _entries_of(controls)
        if entries != self._resumed:
            self._forgotten = None
        try:
            told_here = self._keep_profile()
            values = {name: entry for name, entry in entries.items() if self._is_only_here(name, entry, filled)}
            fresh = {"values": values, "state": state}
            if fresh != (self._entries or NOTHING) or (self._entries is None and told_here):
                self.too_much = not self._keeper.save(self._joined(fresh))
                self._entries_before, self._entries, self.fault = self._entries, fresh, None
        except KeepError as error:
            self.fault = error
        return tuple(dict.fromkeys(told.facts))

    def _joined(self, fresh: dict[str, Any]) -> dict[str, Any]:
        """What was typed here, beside what another tab has kept of this exercise since; what changed here counts."""
        theirs, before = self._keeper.load(), self._entries or NOTHING
        theirs_values, values_before = ((each or NOTHING).get("values") for each in (theirs, before))
        if theirs is None or not isinstance(theirs_values, dict) or not isinstance(values_before, dict):
            return fresh
        values = dict(theirs_values)
        for name in {*fresh["values"], *values_before}:
            if name not in fresh["values"]:
                values.pop(name, None)
            elif name not in values_before or fresh["values"][name] != values_before[name]:
                values[name] = fresh["values"][name]
        state = theirs.get("state") if fresh["state"] == before.get("state") else fresh["state"]
        return {"values": values, "state": state}

    def when_not_kept(self, again: Callable[[], None]) -> None:
        """Call again() when the browser could not keep after all what it was given: `keep` tries once more then.

        It joins what another tab wrote in the same moment, or says in `fault` that there is no room.
        """

        def firm_refused(code: str) -> None:
            with suppress(KeepError):
                self._kept = self._profiles.load()
                if code == "changed":
                    self.profile = replace(self._kept, **self._told_last)
            again()

        def entries_refused(_code: str) -> None:
            self._entries = self._entries_before
            again()

        browser.when_refused("firm", firm_refused)
        browser.when_refused("entries", entries_refused)

    def _keep_profile(self) -> bool:
        facts = {name: value for name, value in vars(self.profile).items() if value != getattr(self._kept, name)}
        if facts:
            self._told_last = facts
            self.profile = self._kept = self._profiles.change(**facts)
            self.fault = None
        return bool(facts)

    def _is_only_here(self, name: str, entry: Any, filled: Mapping[str, Any]) -> bool:
        """Whether the learner said this, and the profile does not hold it: what it holds may change elsewhere."""
        if entry == self.start.get(name) or (name in filled and entry == filled[name]):
            return False
        fact = self.facts.get(name)
        return fact is None or self.unreadable or fact.read(self.profile) != entry

    def _told(self, controls: Mapping[str, Control], together: Callable[[Profile], Profile]) -> _Told:
        """Each changed control tells its fact, unless what it holds was refused; then what they tell together."""
        told = _Told(self.profile)
        for name, fact in self.facts.items():
            control = controls.get(name)
            if fact.together or control is None or control.has_problem or control.entry == self._last.get(name):
                continue
            entry = control.entry
            after = _sound(fact.change, told.profile, entry)
            if after is None:
                continue
            if after != told.profile:
                told.facts.append(fact.name)
            if after != told.profile or fact.read(after) == entry:
                told.controls[name] = entry
            told.profile = after
        whole = _sound(together, told.profile)
        if whole is not None:
            told.facts += [name for name, value in vars(whole).items() if value != getattr(told.profile, name)]
            told.profile = whole
        return told

    @property
    def forgotten(self) -> bool:
        """Whether `bring_back` has something to bring back."""
        return self._forgotten is not None

    def forget(self) -> None:
        """Forget what was typed in this exercise; until something else is, `bring_back` has it."""
        self._forgotten = self._entries
        self._replace(None)

    def bring_back(self) -> None:
        """What was typed before `forget`."""
        entries, self._forgotten = self._forgotten, None
        self._replace(entries)

    def _replace(self, entries: dict[str, Any] | None) -> None:
        self._entries = entries
        try:
            self._keeper.save(entries)
        except KeepError as error:
            self.fault = error


def _entries_of(controls: Mapping[str, Control]) -> dict[str, Any]:
    return {name: control.entry for name, control in controls.items()}


def _sound(change: Callable[..., Profile], profile: Profile, *entry: Any) -> Profile | None:
    """The changed profile; None if it could not be read again, or if what was typed says nothing yet."""
    try:
        after = change(profile, *entry)
        return profiles.read(profiles.write(after))
    except (RecordError, ValueError, TypeError, KeyError):
        return None
