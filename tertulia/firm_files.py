"""The invented firms an edition brings of its own: each the file that somebody saved on the page "Your data".

Whoever publishes an edition makes a firm by using the course: tells it, goes through the exercises, makes its plan,
saves what the browser keeps and puts the file into `editions/<key>/firms/`. So it holds the firm as it was told, what
was typed in each exercise, and the plan. `<firm>.json` is in the edition's first language, `<firm>.es.json` in another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from tertulia import profile as profiles
from tertulia.clock import today
from tertulia.device import Store
from tertulia.edition import edition_folder
from tertulia.entries import Entries, EntriesKeeper
from tertulia.language import spoken
from tertulia.profile import Profile
from tertulia.records import MOST_BYTES, text_of

FORMAT = 1
"""Of the file, as `theme/static/your_data.js` writes it."""

MOST_FILE_BYTES = 3 * MOST_BYTES
"""The firm, the entries and the plan, each as large as may be."""


class FirmFileError(ValueError):
    """A file that is no firm's.

    place: where in the file. The message says what is wrong there and what to do.
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}" if place else f"{problem}. {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy


class Given:
    """A place that holds one text for good: a part of such a file, read as what a device keeps."""

    def __init__(self, text: str | None) -> None:
        self.text = text

    def read(self) -> str | None:
        """The part's text, None if the file lacks it."""
        return self.text

    def write(self, text: str, expected: str | None) -> bool:
        """An invented firm stays as it is."""
        return False

    def erase(self) -> None:
        """An invented firm stays as it is."""


@dataclass(frozen=True)
class FirmFile:
    """A firm's file: the day it was saved; its `parts` by the names of `tertulia.device.FILES`, as JSON's own kinds.

    The firm lives in the present of whoever looks at it: its days are moved by whole weeks, so that the file was saved
    this week.
    """

    saved: date
    parts: Mapping[str, Any]

    def text(self, name: str, day: date) -> str | None:
        """A part as a device would keep it on that day; None if the file has none of it."""
        if name not in self.parts:
            return None
        weeks = (day - timedelta(days=day.weekday()) - (self.saved - timedelta(days=self.saved.weekday()))).days // 7
        return text_of(_moved(self.parts[name], timedelta(weeks=weeks)))

    def profile(self, day: date) -> Profile:
        """The firm as it was told. RecordError if that cannot be read."""
        return profiles.read(self.text("firm", day) or "")

    def store(self, name: str) -> Store:
        """What the file holds of one of `FILES`, as a device would keep it today."""
        return Given(self.text(name, today()))

    def entries(self, exercise: str) -> Entries | None:
        """What was typed in an exercise; None if nothing was."""
        return EntriesKeeper(exercise, self.store("entries")).load()


_DAY = re.compile(r"((?:[a-z]+/)?)(20\d{2}-\d{2}-\d{2})((?:/\d+)?)")
"""A day, alone or in the key of an entry of a calendar."""


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {_moved(name, by): _moved(inside, by) for name, inside in value.items()}
    if isinstance(value, list):
        return [_moved(inside, by) for inside in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    try:
        return f"{found[1]}{date.fromisoformat(found[2]) + by}{found[3]}"
    except ValueError:
        return value


def parsed(data: bytes) -> FirmFile:
    """The file that these bytes are; FirmFileError if they are none. What its parts say is not looked at."""
    again = "Save it again on the page “Your data”."
    if len(data) > MOST_FILE_BYTES:
        raise FirmFileError("", f"the file is larger than {MOST_FILE_BYTES // 1_000_000} MB", "Choose another one.")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FirmFileError(f"byte {error.start}", "this is no text in UTF-8", again) from None
    except json.JSONDecodeError as error:
        raise FirmFileError(
            f"line {error.lineno}", f"the JSON breaks off or has a mistake ({error.msg})", again
        ) from None
    except (RecursionError, ValueError):
        raise FirmFileError("", "nobody can read this JSON", again) from None
    kept = content.get("kept") if isinstance(content, dict) else None
    if not isinstance(kept, dict):
        raise FirmFileError("", "this is no file of the page “Your data”", "Save one there: it holds “kept”.")
    if content.get("format") != FORMAT:
        raise FirmFileError("format", f"{content.get('format')!r} is not known here; {FORMAT} is", again)
    try:
        saved = date.fromisoformat(content.get("saved"))
    except (TypeError, ValueError):
        remedy = "Write the day on which it was saved, as in 2027-03-31."
        raise FirmFileError("saved", f"{content.get('saved')!r} is no day", remedy) from None
    parts = {name: kept[name] for name in ("firm", "entries", "plan") if name in kept}
    for name, part in parts.items():
        try:
            text_of(part)
        except (ValueError, RecursionError):
            raise FirmFileError(f"kept.{name}", "a number in it is none", "Write an ordinary number.") from None
    return FirmFile(saved, parts)


def firm_path(firm: str) -> Path:
    """The file of an edition's firm in the language in use, else the one in the edition's first language."""
    folder = edition_folder() / "firms"
    translated = folder / f"{firm}.{spoken()}.json"
    return translated if translated.exists() else folder / f"{firm}.json"


@lru_cache(maxsize=32)
def firm_file(path: Path) -> FirmFile:
    """The firm's file that lies there."""
    return parsed(path.read_bytes())
