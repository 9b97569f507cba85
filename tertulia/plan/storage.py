"""Where the learner's plan is kept, and how two writers never overwrite each other unseen.

A `Store` holds one text and can do one thing well: replace it only if it is still the text that was read. A `Keeper`
makes a plan of it. What was read is the stamp: a later save gives it back. If somebody else wrote meanwhile, the two
plans are joined section by section; sections changed on both sides are a `Conflict`, which the learner decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tertulia.device import TRIES, KeepError, Store, StoreFault, store, what_failed
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import SECTIONS, Plan
from tertulia.records import RecordError


@dataclass(frozen=True)
class Kept:
    """A plan as it was loaded or saved. stamp: to be given back with the next save.

    joined: sections that came from the other writer. Not empty only after a save.
    """

    plan: Plan
    stamp: str | None
    joined: tuple[str, ...] = ()


class Conflict(Exception):
    """Both sides changed the same sections; nothing was written.

    mine: what was to be saved, joined where no side is lost. theirs: what is kept. sections: those changed on both
    sides. stamp: to be given with `chosen`.
    """

    def __init__(self, mine: Plan, theirs: Plan, sections: tuple[str, ...], stamp: str | None) -> None:
        super().__init__(", ".join(sections))
        self.mine = mine
        self.theirs = theirs
        self.sections = sections
        self.stamp = stamp

    def chosen(self, take_theirs: Iterable[str]) -> Plan:
        """My plan, with these sections as the other side has them."""
        return replace(self.mine, **{name: getattr(self.theirs, name) for name in take_theirs})


class Unreadable(Exception):
    """What is kept is no plan. It was left as it is: `text` can be offered for download, `error` says what is wrong."""

    def __init__(self, text: str, error: RecordError) -> None:
        super().__init__(str(error))
        self.text = text
        self.error = error


class Keeper:
    """Load, save and erase the plan in a store. KeepError if the store is full, blocked or fails."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def load(self) -> Kept:
        """The kept plan with its stamp; an empty plan if there is none. Raises Unreadable and KeepError."""
        with what_failed():
            text = self.store.read()
        return Kept(_plan(text), text)

    def save(self, plan: Plan, stamp: str | None) -> Kept:
        """Keep the plan, which was made from what `stamp` came with. Writes nothing if nothing differs.

        Raises Conflict, Unreadable and KeepError; nothing was written then.
        """
        base = _plan(stamp)
        for _try in range(TRIES):
            with what_failed():
                now = self.store.read()
            theirs = _plan(now)
            mixed, joined, both = join(base, plan, theirs)
            if both:
                raise Conflict(mixed, theirs, both, now)
            fresh = replace(mixed, edition=theirs.edition)
            if fresh == theirs and now is not None:
                return Kept(theirs, now, joined)
            fresh = replace(fresh, edition=theirs.edition + 1)
            text = write(fresh)
            with what_failed():
                if self.store.write(text, now):
                    return Kept(fresh, text, joined)
        raise KeepError(StoreFault.FAILED, "another program keeps writing the plan")

    def erase(self) -> None:
        """Forget the plan."""
        with what_failed():
            self.store.erase()


def join(base: Plan, mine: Plan, theirs: Plan) -> tuple[Plan, tuple[str, ...], tuple[str, ...]]:
    """Two plans that began as the same one, section by section.

    Gives my plan with the sections that only the other side changed, the names of these, and the names of those
    that both sides changed, in different ways; of these it holds mine.
    """
    taken: dict[str, Any] = {}
    both: list[str] = []
    for name in (*SECTIONS, "zone"):
        before, here, there = (getattr(plan, name) for plan in (base, mine, theirs))
        if here == there:
            continue
        if here == before:
            taken[name] = there
        elif there != before:
            both.append(name)
    return replace(mine, **taken), tuple(taken), tuple(both)


def keeper() -> Keeper:
    """The keeper of the place we are in: the page's, or the file beside the notebooks."""
    return Keeper(store("plan"))


def _plan(text: str | None) -> Plan:
    if text is None:
        return Plan()
    try:
        return read(text)
    except RecordError as error:
        raise Unreadable(text, error) from None
