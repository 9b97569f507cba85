"""Where this device keeps what a learner said: one text for each kind of thing, each replaced as a whole.

A `Store` holds one text and can do one thing well: replace it only if it is still the text that was read. In Jupyter it
is a file beside the notebooks (`FileStore`); in the page it is what the page's runtime offers as `live_page.stores`.
Both say with OSError what went wrong: ENOSPC or EDQUOT for no room, EACCES, EPERM or EROFS for "not allowed here".
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from tertulia import browser
from tertulia.records import MOST_BYTES, RecordError, RecordFault, json_of, text_of

FILES: Mapping[str, str] = {
    "plan": "my-plan.json",
    "firm": "my-firm.json",
    "entries": "my-entries.json",
    "undo": "my-plan-before.json",
    "calendar": "my-calendar.json",
    "files": "my-files.json",
    "aside": "my-plan-aside.json",
}
"""What is kept, and its file beside the notebooks; TERTULIA_PLAN names another place for the first, and its folder is
that of the others."""


def store(name: str) -> Store:
    """Where this device keeps one of `FILES`: in the page's browser, or in a file beside the notebooks."""
    if browser.alive():
        place: Store | None = browser.store(name)
        return place or Nowhere()
    plan = Path(os.environ.get("TERTULIA_PLAN", FILES["plan"]))
    return FileStore(plan if name == "plan" else plan.with_name(FILES[name]))


class StoreFault(StrEnum):
    """Why a plan could not be kept or fetched."""

    FULL = "full"
    BLOCKED = "blocked"
    FAILED = "failed"


class KeepError(Exception):
    """A plan that could not be kept or fetched; nothing was changed.

    `detail` is what the system said.
    """

    def __init__(self, code: StoreFault, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


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


class Nowhere:
    """A place that keeps nothing, and says so: a page whose browser allows no storage."""

    def read(self) -> str | None:
        """Nothing to read, and no way to know."""
        raise PermissionError(errno.EACCES, "this page has no place to keep anything")

    def write(self, text: str, expected: str | None) -> bool:
        """Not here."""
        raise PermissionError(errno.EACCES, "this page has no place to keep anything")

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
                    raise OSError(errno.EBUSY, "another program is writing it", str(self.path)) from None
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
    """Whether a text is none, or no JSON. One with a mistake in it, or of a later version, is not cut off."""
    try:
        if text is not None:
            json_of(text)
    except RecordError as error:
        return error.code is RecordFault.NOT_JSON
    return text is None


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


_CODES: Mapping[int | None, StoreFault] = {
    errno.ENOSPC: StoreFault.FULL,
    errno.EDQUOT: StoreFault.FULL,
    errno.EACCES: StoreFault.BLOCKED,
    errno.EPERM: StoreFault.BLOCKED,
    errno.EROFS: StoreFault.BLOCKED,
}


@contextmanager
def what_failed() -> Iterator[None]:
    """What a store could not do, as a KeepError."""
    try:
        yield
    except OSError as error:
        raise KeepError(_CODES.get(error.errno, StoreFault.FAILED), str(error)) from error


# parts of one text ------------------------------------------------------------------------------------------

TRIES = 5
"""Times a text is written anew that somebody else has replaced meanwhile."""


class Parts:
    """What lies in one text by name, each part replaced without touching the others.

    The text says what it is: {"format": form, "version": version, within: {name: part}}.
    """

    def __init__(self, place: Store, form: str, version: int, within: str) -> None:
        self.place, self.form, self.version, self.within = place, form, version, within

    def load(self) -> dict[str, Any]:
        """The parts; none if there is no text, or it is no text of ours. Raises KeepError."""
        with what_failed():
            return self._parts(self.place.read())

    def replace(self, changed: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
        """Keep what `changed` makes of the parts; False if they are too many to be read again. Raises KeepError.

        With the last part the text goes. Half a character, which no text can hold, becomes a question mark.
        """
        for _try in range(TRIES):
            with what_failed():
                text = self.place.read()
            before = self._parts(text)
            after = changed(before)
            if after == before:
                return True
            whole = text_of({"format": self.form, "version": self.version, self.within: after})
            whole = whole.encode("utf-8", "replace").decode()
            if len(whole.encode()) > MOST_BYTES:
                return False
            with what_failed():
                if self.place.write(whole, text):
                    if not after:
                        self.place.erase()
                    return True
        return False

    def _parts(self, text: str | None) -> dict[str, Any]:
        try:
            content = None if text is None else json_of(text)
        except RecordError:
            return {}
        if not isinstance(content, dict) or (content.get("format"), content.get("version")) != (
            self.form,
            self.version,
        ):
            return {}
        parts = content.get(self.within)
        return parts if isinstance(parts, dict) else {}
