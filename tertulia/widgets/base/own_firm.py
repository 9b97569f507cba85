"""The learner's own firm in an exercise: what its controls begin with, what is kept of them, what others will know.

In an example nothing is kept. With the learner's own firm everything they choose or type is kept at once on the device,
also what cannot be right yet; what other exercises use goes into the profile, once it can be right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tertulia import profile as profiles
from tertulia.device import KeepError, store, what_failed
from tertulia.entries import EntriesKeeper
from tertulia.firm_files import FirmFile
from tertulia.firms import ExampleFirm, own_firm
from tertulia.profile import Profile, ProfileKeeper
from tertulia.records import RecordError, text_of
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
    be kept here, None if it can. too_much: what was typed in this exercise is too large to be kept. has_plan: a plan is
    kept on this device, whatever it says. file: that of an edition's firm, read as if this device had kept it.
    """

    def __init__(self, exercise: str, facts: Mapping[str, Fact], file: FirmFile | None = None) -> None:
        self.facts = facts
        self.fault: KeepError | None = None
        self.too_much = False
        self.profile = self._kept = self._kept_before = Profile()
        self.has_plan = False
        self._entries: dict[str, Any] | None = None
        self._entries_before: dict[str, Any] | None = None
        self._forgotten: dict[str, Any] | None = None
        self.start: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._resumed: dict[str, Any] = {}
        self._offered: set[str] = set()
        self._store = file.store if file else store
        self._profiles = ProfileKeeper(file.store("firm") if file else None)
        self._keeper = EntriesKeeper(exercise, file.store("entries") if file else None)
        self._load()
        self.profile = self._kept

    def _load(self) -> None:
        try:
            self._kept = self._profiles.load()
            entries = self._keeper.load()
            self._entries = dict(entries) if entries else None
            with what_failed():
                self.has_plan = self._store("plan").read() is not None
        except KeepError as error:
            self.fault = error

    @property
    def told(self) -> bool:
        """Whether the learner has told anything of their firm, here or elsewhere, or has a plan."""
        return self.profile.told or self._entries is not None or self.has_plan

    @property
    def begun(self) -> bool:
        """Whether anything was typed in this exercise."""
        return self._entries is not None

    @property
    def unreadable(self) -> bool:
        """Whether something is kept as the profile that is none, and was left as it is."""
        return self._profiles.unreadable

    def said(self, name: str, control: Control) -> bool:
        """Whether the learner said what this control holds, here, elsewhere or in the plan; else it is our start."""
        fact = self.facts.get(name)
        told = fact is not None and fact.read(self.profile) is not None
        return told or name in self._offered or control.entry != self.start.get(name)

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
        for name, entry in _values(self._entries).items():
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

    def follow(self, controls: Mapping[str, Control], *, refused: bool = False) -> bool:
        """Put into the controls what another tab has kept since, and nothing else; whether the state is another, too.

        refused: this tab's last change met another tab's and was not kept. It counts where both changed the same.
        """
        mine, my_profile, state = _values(self._entries), self.profile, text_of(self.state())
        base, known = (self._entries_before, self._kept_before) if refused else (self._entries, self._kept)
        before = _values(base)
        self._load()
        told = {name: value for name, value in vars(my_profile).items() if value != getattr(known, name)}
        self.profile = replace(self._kept, **told)
        values = _values(self._entries)
        for name, control in controls.items():
            fact = self.facts.get(name)
            if values.get(name) != before.get(name) and mine.get(name) == before.get(name):
                wanted = values.get(name)
            elif fact is not None and fact.read(self.profile) != fact.read(my_profile):
                wanted = fact.read(self.profile)
            else:
                continue
            if wanted is not None:
                control.resume(wanted)
                self._last[name] = control.entry
        return not refused and text_of(self.state()) != state

    def offer(
        self, controls: Mapping[str, Control], entries: Mapping[str, Any], seen_otherwise: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Put these entries where nothing was told: a control that still begins, and no fact that says otherwise.

        seen_otherwise: what these hold is no news of the firm for other exercises. Gives the controls that cannot hold
        theirs.
        """
        unfit = []
        for name, entry in entries.items():
            fact = self.facts.get(name)
            told = fact is not None and fact.read(self.profile) is not None
            if entry is None or told or controls[name].entry != self.start.get(name):
                continue
            if not controls[name].resume(entry):
                unfit.append(name)
            self._offered.add(name)
            self._resumed[name] = controls[name].entry
            if name in seen_otherwise:
                self._last[name] = controls[name].entry
        return tuple(unfit)

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
                beside = self._beside_theirs(fresh)
                self._entries_before, self._entries = self._entries, fresh
                self.too_much = not self._keeper.save(beside)
                self.fault = None
        except KeepError as error:
            self.fault = error
        return tuple(dict.fromkeys(told.facts))

    def begin(self) -> None:
        """This exercise was done, be it with nothing typed: it is not filled from the plan any more."""
        if self._entries is None:
            self._replace(dict(NOTHING))

    def _beside_theirs(self, fresh: dict[str, Any]) -> dict[str, Any]:
        """What was typed here, beside what another tab or notebook has kept of this exercise since."""
        theirs, before = self._keeper.load(), self._entries
        if theirs is None or theirs == before:
            return fresh
        mine, known, values = _values(fresh), _values(before), dict(_values(theirs))
        for name in {*mine, *known}:
            if name not in mine:
                values.pop(name, None)
            elif mine[name] != known.get(name):
                values[name] = mine[name]
        state = theirs.get("state") if fresh["state"] == (before or NOTHING).get("state") else fresh["state"]
        return {"values": values, "state": state}

    def _keep_profile(self) -> bool:
        facts = {name: value for name, value in vars(self.profile).items() if value != getattr(self._kept, name)}
        if facts:
            self._kept_before, self.profile = self._kept, self._profiles.change(**facts)
            self._kept = self.profile
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


def _values(entries: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What is kept of the controls, by name; whoever wrote it may have written something else."""
    values = (entries or {}).get("values")
    return values if isinstance(values, dict) else {}


def _entries_of(controls: Mapping[str, Control]) -> dict[str, Any]:
    return {name: control.entry for name, control in controls.items()}


def _sound(change: Callable[..., Profile], profile: Profile, *entry: Any) -> Profile | None:
    """The changed profile; None if it could not be read again, or if what was typed says nothing yet."""
    try:
        after = change(profile, *entry)
        return profiles.read(profiles.write(after))
    except (RecordError, ValueError, TypeError, KeyError):
        return None
