"""Where the learner's plan is kept, and how two writers never overwrite each other unseen.

A `Store` holds one text and can do one thing well: replace it only if it is still the text that was read. A `Keeper`
makes a plan of it. What was read is the stamp: a later save gives it back. If somebody else wrote meanwhile, the two
plans are joined section by section; sections changed on both sides are a `Conflict`, which the learner decides.

In Jupyter the store is a file beside the notebooks (`FileStore`). In the page it is what the page's runtime offers as
`live_page.store`. Both say with OSError what went wrong: ENOSPC or EDQUOT for no room, EACCES, EPERM or EROFS for
"not allowed here".
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from tertulia import browser
from tertulia.plan.errors import FileFault, KeepError, PlanError, StoreFault
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import SECTIONS, Plan

FILE = "my-plan.json"
"""Of the learner's plan beside the notebooks; TERTULIA_PLAN names another place."""

TRIES = 5
"""How often a save is tried again when somebody else writes at the same moment."""


class Store(Protocol):
    """Keeps one text. All three raise OSError if they cannot."""

    def read(self) -> str | None:
        """The text, None if there is none."""

    def write(self, text: str, expected: str | None) -> bool:
        """Keep this text if what is kept is still `expected`; False, and nothing changed, if it is not.

        Afterwards either the old or the new text is there, whole, whatever happens to the machine.
        """

    def erase(self) -> None:
        """Forget the text and every copy of it."""


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

    def __init__(self, text: str, error: PlanError) -> None:
        super().__init__(str(error))
        self.text = text
        self.error = error


class Keeper:
    """Load, save and erase the plan in a store. KeepError if the store is full, blocked or fails."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def load(self) -> Kept:
        """The kept plan with its stamp; an empty plan if there is none. Raises Unreadable and KeepError."""
        with _said():
            text = self.store.read()
        return Kept(_plan(text), text)

    def save(self, plan: Plan, stamp: str | None) -> Kept:
        """Keep the plan, which was made from what `stamp` came with. Writes nothing if nothing differs.

        Raises Conflict, Unreadable and KeepError; nothing was written then.
        """
        base = _plan(stamp)
        for _try in range(TRIES):
            with _said():
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
            with _said():
                if self.store.write(text, now):
                    return Kept(fresh, text, joined)
        raise KeepError(StoreFault.FAILED, "another program keeps writing the plan")

    def erase(self) -> None:
        """Forget the plan."""
        with _said():
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
    if browser.alive():
        return Keeper(browser.store() or Nowhere())
    return Keeper(FileStore(Path(os.environ.get("TERTULIA_PLAN", FILE))))


class Nowhere:
    """A place that keeps nothing, and says so: a page whose browser allows no storage."""

    def read(self) -> str | None:
        """Nothing to read, and no way to know."""
        raise PermissionError(errno.EACCES, "this page has no place to keep a plan")

    def write(self, text: str, expected: str | None) -> bool:
        """Not here."""
        raise PermissionError(errno.EACCES, "this page has no place to keep a plan")

    def erase(self) -> None:
        """There is nothing to forget."""


# a file -----------------------------------------------------------------------------------------------------


class FileStore:
    """A file, replaced as a whole. The last good text stays beside it as a backup.

    path: of the file. A file cut off half way is read from the backup, and set aside with the next save. Another
    program that writes it through a FileStore waits its turn (a lock file, up to `PATIENCE` seconds; one older than
    `STALE` seconds belongs to a program that died).
    """

    PATIENCE = 5.0
    STALE = 4.0

    def __init__(self, path: Path) -> None:
        self.path = path
        self.backup = path.with_name(f"{path.name}.backup")
        self._lock = path.with_name(f"{path.name}.lock")

    def read(self) -> str | None:
        """The file's text; the backup's if the file is cut off or gone while the backup is whole."""
        text = _contents(self.path)
        if not _cut_off(text):
            return text
        older = _contents(self.backup)
        return text if _cut_off(older) else older

    def write(self, text: str, expected: str | None) -> bool:
        """Replace the file, keeping what it held as the backup."""
        with self._alone():
            before = self.read()
            if before != expected:
                return False
            held = _contents(self.path)
            if held is not None and held != before:
                os.replace(self.path, self.path.with_name(f"{self.path.name}.damaged"))
            if before is not None:
                _replace(self.backup, before)
            _replace(self.path, text)
            return True

    def erase(self) -> None:
        """Remove the file and its backup: the backup first, or it would come back."""
        with self._alone():
            for path in (self.backup, self.path):
                path.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        patient = time.monotonic() + self.PATIENCE
        while True:
            try:
                os.close(os.open(self._lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                break
            except FileExistsError:
                with contextlib.suppress(FileNotFoundError):
                    if time.time() - self._lock.stat().st_mtime > self.STALE:
                        self._lock.unlink(missing_ok=True)
                        continue
                if time.monotonic() > patient:
                    raise OSError(errno.EBUSY, "another program is writing the plan", str(self.path)) from None
                time.sleep(0.02)
        try:
            yield
        finally:
            self._lock.unlink(missing_ok=True)


def _contents(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None


def _cut_off(text: str | None) -> bool:
    """Whether a text is none, or no JSON. A plan with a mistake in it, or of a later version, is not cut off."""
    try:
        return text is None or not read(text)
    except PlanError as error:
        return error.code is FileFault.NOT_JSON


def _replace(path: Path, text: str) -> None:
    """Write beside it, force it to the disk, then put it in its place in one step."""
    handle, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(fresh)
        raise
    if os.name == "posix":  # the new name, too, must be on the disk
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


# both -------------------------------------------------------------------------------------------------------


def _plan(text: str | None) -> Plan:
    if text is None:
        return Plan()
    try:
        return read(text)
    except PlanError as error:
        raise Unreadable(text, error) from None


_CODES: Mapping[int | None, StoreFault] = {
    errno.ENOSPC: StoreFault.FULL,
    errno.EDQUOT: StoreFault.FULL,
    errno.EACCES: StoreFault.BLOCKED,
    errno.EPERM: StoreFault.BLOCKED,
    errno.EROFS: StoreFault.BLOCKED,
}


@contextmanager
def _said() -> Iterator[None]:
    """What a store could not do, as a KeepError."""
    try:
        yield
    except OSError as error:
        raise KeepError(_CODES.get(error.errno, StoreFault.FAILED), str(error)) from error
