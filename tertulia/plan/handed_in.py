"""What a group hands in: many files at once, each a group sheet, a whole plan or a zip file of these.

Nothing that is read here is kept anywhere. What cannot be read is named with why, and the rest counts. Whoever hands in
twice counts once: the same file; the plan of the same firm, of which the one that was kept most often counts; and
sheets and plans that say the same of everything, growth included, which no two firms do by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from tertulia.archives import ArchiveError, ArchiveFault, guarded, no_bomb, unpacked
from tertulia.plan import group_sheet, plan_file
from tertulia.plan.group_sheet import GroupSheet, sheet_of
from tertulia.plan.schema import Plan
from tertulia.records import MOST_BYTES, RecordError, RecordFault

MOST_FILES = 400
"""Plans and sheets that are read together, those in zip files included."""

MOST_ZIP = 40 * 2**20
"""Bytes of a zip file, and of all files that a page takes at once: what is larger is no hand-in."""

MOST_NAME = 80
"""Characters of a file's name that are said."""


class HandInFault(StrEnum):
    """Why a file is left out, besides what is wrong with a plan."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    PROTECTED = "protected"
    BOMB = "bomb"
    NOTHING_INSIDE = "nothing_inside"
    ZIP_IN_ZIP = "zip_in_zip"
    TOO_MANY = "too_many"
    """One more than `MOST_FILES`; it and all that follow were left out."""


@dataclass(frozen=True)
class HandedFile:
    """A file as it was chosen or found: its name is only said to who chose it."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class RefusedFile:
    """A file that was left out, and why."""

    name: str
    why: RecordError | HandInFault


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """What was read. again: files of somebody who counts already. refused: in the order of the files."""

    sheets: tuple[GroupSheet, ...] = ()
    again: int = 0
    refused: tuple[RefusedFile, ...] = ()


@dataclass(frozen=True)
class _Read:
    """One file that was read: its sheet, and the plan it was made of, if it was one."""

    sheet: GroupSheet
    plan: Plan | None = None


def read_all(files: Iterable[HandedFile], today: date) -> HandedIn:
    """The sheets in these files, each person once, in the order of the files. Plans are reviewed as of `today`."""
    refused: list[RefusedFile] = []
    contents: set[bytes] = set()
    by_firm: dict[tuple[str, str], int] = {}
    by_sheet: dict[GroupSheet, int] = {}
    people: list[_Read] = []
    again = 0
    for file in _opened(files, refused):
        digest = sha256(file.content).digest()
        if digest in contents:
            again += 1
            continue
        try:
            read = _read(file.content, today)
        except RecordError as error:
            refused.append(RefusedFile(file.name, error))
            continue
        contents.add(digest)
        firm, said = _firm(read.plan), _said(read.sheet)
        known = by_firm.get(firm) if firm else None
        if known is None and said is not None:
            known = by_sheet.get(said)
        if known is None:
            known = len(people)
            people.append(read)
        else:
            again += 1
            people[known] = _one_of(people[known], read)
        if firm:
            by_firm[firm] = known
        if said is not None:
            by_sheet[said] = known
    return HandedIn(sheets=tuple(each.sheet for each in people), again=again, refused=tuple(refused))


def _read(content: bytes, today: date) -> _Read:
    """RecordError for what is neither plan nor sheet."""
    try:
        plan = plan_file.read(content)
    except RecordError as error:
        if error.code is not RecordFault.NOT_A_PLAN or error.path != "$":
            raise
        return _Read(group_sheet.read(content))
    return _Read(sheet_of(plan, today), plan)


def _opened(files: Iterable[HandedFile], refused: list[RefusedFile]) -> Iterator[HandedFile]:
    """The files one by one, those in zip files too; what cannot hold a plan is refused."""
    opened = 0
    for file in _taken_out(files, refused):
        if not file.content.strip():
            refused.append(RefusedFile(file.name, HandInFault.EMPTY))
            continue
        opened += 1
        if opened > MOST_FILES:
            refused.append(RefusedFile(file.name, HandInFault.TOO_MANY))
            return
        yield file


def _taken_out(files: Iterable[HandedFile], refused: list[RefusedFile]) -> Iterator[HandedFile]:
    for file in files:
        shown = replace(file, name=_shown(file.name))
        if not file.content.startswith(ZIP):
            yield shown
            continue
        try:
            if len(file.content) > MOST_ZIP:
                raise ArchiveError(ArchiveFault.BOMB)
            yield from _inside(file.content, refused)
        except ArchiveError as error:
            refused.append(RefusedFile(shown.name, HandInFault(error.code)))
        except (RecordError, _NothingInside) as error:
            why = error if isinstance(error, RecordError) else HandInFault.NOTHING_INSIDE
            refused.append(RefusedFile(shown.name, why))


ZIP = b"PK"
"""How zip files begin, and no JSON."""

_OFFICE = {"[Content_Types].xml", "mimetype"}
"""What a document or a spreadsheet holds, which are zip files, too."""


def _inside(content: bytes, refused: list[RefusedFile]) -> Iterator[HandedFile]:
    """The files in a zip file, one at a time; of none more is unpacked than a plan may have."""
    with unpacked(content, RecordError, _NothingInside) as packed:
        inside = [item for item in packed.infolist() if not item.is_dir() and not _of_the_system(item.filename)]
        no_bomb(inside, len(content))
        if _OFFICE & {item.filename for item in inside}:
            raise RecordError("$", RecordFault.NOT_A_PLAN)
        if not inside:
            raise _NothingInside
        for item in inside:
            name = _shown(item.filename)
            try:
                with guarded(), packed.open(item) as opened:
                    data = opened.read(MOST_BYTES + 1)
            except ArchiveError as error:  # one is damaged, the others may be whole
                refused.append(RefusedFile(name, HandInFault(error.code)))
                continue
            if data.startswith(ZIP):
                refused.append(RefusedFile(name, HandInFault.ZIP_IN_ZIP))
                continue
            yield HandedFile(name, data)


class _NothingInside(Exception):
    pass


def _of_the_system(name: str) -> bool:
    """Whether a file in a zip file is one that computers put there by themselves."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return name.startswith("__MACOSX") or last.startswith(".") or last.lower() in ("thumbs.db", "desktop.ini")


def _shown(name: str) -> str:
    """A file's name without its folders and without what cannot be seen or turns the text around it."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(sign for sign in " ".join(last.split()) if sign.isprintable()) or "?"
    return seen if len(seen) <= MOST_NAME else f"{seen[: MOST_NAME - 1]}…"


def _firm(plan: Plan | None) -> tuple[str, str] | None:
    """Whose plan it is, if it says so; a class that works with an invented firm is not one person."""
    if plan is None or not plan.firm.name.strip() or plan.firm.example:
        return None
    name, owner = (" ".join(each.split()).casefold() for each in (plan.firm.name, plan.firm.owner))
    return name, owner


def _said(sheet: GroupSheet) -> GroupSheet | None:
    """What a sheet says without whose it is, if that is so much that nobody else says the same; else None."""
    if sheet.median is None or sheet.hours is None or sheet.followers is None or sheet.goal is None:
        return None
    return replace(sheet, name="", offers=(), seeks=())


def _one_of(first: _Read, second: _Read) -> _Read:
    """Of the same person twice: the plan that was kept more often; a name, and what goes with it, is not lost."""
    newest = first
    if second.plan is not None and (first.plan is None or second.plan.edition > first.plan.edition):
        newest = second
    signed = next((each.sheet for each in (newest, first, second) if each.sheet.name), None)
    if signed is None or newest.sheet.name:
        return newest
    own = replace(newest.sheet, name=signed.name, offers=signed.offers, seeks=signed.seeks)
    return replace(newest, sheet=own)
