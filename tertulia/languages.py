"""The languages of the course: each has a file, `locale/<code>/language.toml`, and no list of them stands elsewhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "locale"
"""The catalogues: a folder for each language, named by its code."""

FILE = "language.toml"


class LanguageError(ValueError):
    """A language's file cannot be used: which one, what is wrong, what to do."""


class LanguageStatus(StrEnum):
    """How far a language is: the one everything is written in, one with every text translated, or one begun."""

    SOURCE = "source"
    COMPLETE = "complete"
    BEGUN = "begun"


@dataclass(frozen=True)
class Joiner:
    """How the last of several is joined on: "{0} and {1}". otherwise: before a word that `before` matches."""

    usual: str
    otherwise: str = ""
    before: re.Pattern[str] | None = None

    def join(self, first: str, last: str) -> str:
        """The two in one."""
        alike = self.before is not None and self.before.match(last)
        return (self.otherwise if alike else self.usual).format(first, last)


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language and its rules.

    name: its own. place: whose way of writing dates and numbers it follows, as babel names it ("es_ES"). percent,
    euros: a number, "#", with its sign. separator: of the tables a spreadsheet set to this language opens.
    small_names: whether names of languages begin with a small letter within a sentence. plural_forms: how many a text
    has and which a whole number takes, as a catalogue's head says it. decimals_like: the whole number whose form a
    number with decimals takes.
    """

    code: str
    name: str
    place: str
    status: LanguageStatus
    percent: str
    euros: str
    separator: str
    small_names: bool
    plural_forms: str
    decimals_like: int
    and_: Joiner
    or_: Joiner

    @property
    def tag(self) -> str:
        """The language with its place, as documents name it: "es-ES"."""
        return self.place.replace("_", "-")

    def plural(self, n: float) -> int:
        """Which of a text's forms a number takes. Those of the source are singular and plural."""
        rule = self.plural_forms.partition("plural=")[2].rstrip("; ")
        whole = abs(int(n)) if n == int(n) else self.decimals_like
        if rule in ("n != 1", "(n != 1)"):  # most languages of a page: nothing more need be fetched to say that
            return int(whole != 1)
        return _plural_rule(rule)(whole)


def _plural_rule(rule: str) -> Callable[[int], int]:
    from gettext import c2py  # type: ignore[attr-defined]

    made: Callable[[int], int] = c2py(rule)
    return made


def read(file: Path) -> Language:
    """A language from its file; LanguageError if that does not say what it must."""
    try:
        told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        return Language(
            code=file.parent.name,
            status=LanguageStatus(told.pop("status")),
            and_=_joiner(told.pop("and")),
            or_=_joiner(told.pop("or")),
            **told,
        )
    except KeyError as missing:
        problem = f"{missing} is missing"
    except (TypeError, ValueError, re.error) as wrong:
        problem = str(wrong)
    raise LanguageError(f"{file}: {problem}. The file of another language beside it shows what belongs in it.")


def _joiner(told: Mapping[str, str]) -> Joiner:
    before = told.get("before")
    return Joiner(told["usual"], told.get("otherwise", ""), re.compile(before, re.IGNORECASE) if before else None)


BY_CODE: Mapping[str, Language] = {file.parent.name: read(file) for file in sorted(FOLDER.glob(f"*/{FILE}"))}
"""Every language there is, complete or begun. A published page has those of its course alone."""

SOURCE = next(code for code, each in BY_CODE.items() if each.status is LanguageStatus.SOURCE)
"""The language in which pages, data and code are written."""

LANGUAGES = (SOURCE, *(code for code, each in BY_CODE.items() if each.status is LanguageStatus.COMPLETE))
"""What the course is told in from end to end; the first is the source."""
