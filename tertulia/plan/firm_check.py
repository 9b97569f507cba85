"""Checks the file of a firm that an edition brings, before anything is built with it."""

from __future__ import annotations

from typing import Any

from tertulia import entries
from tertulia.firm_files import FirmFileError, parsed
from tertulia.firms import FIRMS
from tertulia.language import LANGUAGES
from tertulia.plan.plan_file import read
from tertulia.plan.words import problem_words
from tertulia.post_ideas import sectors
from tertulia.records import MOST_BYTES, RecordError, RecordFault

AGAIN = "Load the file on the page “Your data”, mend it in the exercises, and save it again."


def check_firm_key(key: str) -> None:
    """FirmFileError for a key that an edition's own firm cannot have."""
    if key in FIRMS:
        raise FirmFileError("", f"“{key}” is the key of a firm of the course", "Give your firm another one.")
    if "." in key or key in LANGUAGES:
        raise FirmFileError("", f"“{key}” would be read as a language", "Give your firm another key.")


def check_firm(data: bytes) -> None:
    """FirmFileError, with the place and what to do, for a file that cannot be a firm of an edition.

    It holds a firm with a name and a trade that the course knows, and a plan; what was typed in the exercises may be
    missing, and an exercise then begins with what was told of the firm.
    """
    file = parsed(data)
    if "firm" not in file.parts:
        raise FirmFileError("kept.firm", "the firm is missing", "Tell it on the page “Your firm”, and save again.")
    try:
        profile = file.profile(file.saved)
    except RecordError as error:
        raise _wrong("firm", error) from error
    if not profile.name.strip():
        raise FirmFileError("kept.firm.name", "the firm has no name", AGAIN)
    if profile.sector not in {each.key for each in sectors()}:
        raise FirmFileError("kept.firm.sector", f"the trade “{profile.sector}” is not known", AGAIN)
    _check_entries(file.text("entries", file.saved), file.parts.get("entries"))
    text = file.text("plan", file.saved)
    if text is None:
        raise FirmFileError("kept.plan", "the plan is missing", "Add an answer to the plan, and save again.")
    try:
        read(text.encode())
    except RecordError as error:
        raise _wrong("plan", error) from error


def _check_entries(text: str | None, part: Any) -> None:
    if text is None:
        return
    if len(text.encode()) > MOST_BYTES:
        raise FirmFileError("kept.entries", f"they are larger than {MOST_BYTES // 1_000_000} MB", AGAIN)
    told = part if isinstance(part, dict) else {}
    exercises = told.get("exercises")
    if (told.get("format"), told.get("version")) != (entries.FORMAT, entries.VERSION) or not isinstance(
        exercises, dict
    ):
        raise FirmFileError("kept.entries", "these are no entries of this course", AGAIN)
    for name, of_one in exercises.items():
        if not isinstance(of_one, dict) or not isinstance(of_one.get("values"), dict):
            raise FirmFileError(f"kept.entries.exercises.{name}", "“values” is missing", AGAIN)


def _wrong(part: str, error: RecordError) -> FirmFileError:
    """The error of a part, at its place in the whole file."""
    if part == "firm" and error.code in (RecordFault.NOT_A_PLAN, RecordFault.NO_VERSION):
        return FirmFileError("kept.firm", "this is no firm as this version of the course keeps it", AGAIN)
    sentence = problem_words(RecordError("$", error.code, **error.values)).removesuffix(".")
    return FirmFileError(f"kept.{part}{error.path.removeprefix('$')}", sentence, AGAIN)
