"""An edition: what an association says to publish the course as its own, read from `editions/<key>/edition.yml`.

The shape of that file is `editions/edition.schema.json`. `load` reads and checks it and everything it names before
anything is built; what is wrong is told all at once, each with its file, its line and what to do.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from publish import changes, contents
from publish.errors import PublishError
from publish.paths import BUILD, EDITIONS, OWN_EDITION, SITE
from publish.written_file import Problem, WrittenFile, place_of
from tertulia.edition import CourseEdition, problem
from tertulia.facts import FactsError
from tertulia.facts_check import check_local
from tertulia.firm_files import FirmFileError
from tertulia.languages import BY_CODE
from tertulia.plan.firm_check import check_firm, check_firm_key
from tertulia.post_ideas import check_calendar
from tertulia.records import record_from
from theme.audience import LEARNERS

FILE = "edition.yml"
SCHEMA = json.loads((EDITIONS / "edition.schema.json").read_text(encoding="utf-8"))
MOST_LOGO_BYTES = 200_000

READ_BY_EXERCISES = ("firms", "calendar", "data")
"""Folders of an edition whose files the exercises open."""

Texts = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What is published, under whose name.

    key: the folder's name. languages: in their order, the first is offered first. name, short_name, claim, publisher,
    licence, cookies: by language; the last two are empty where nothing is said. address: where the site will be read,
    with a slash at the end, or empty if nobody knows. contact, feedback: an address of e-mail or a web address, or
    empty. legal_notice, privacy: pages ("editions/<key>/legal"), or empty. pages: all pages of the edition's own, those
    two first. leave_out: pages of the course that are not in it, exercises under a chapter included. logo, logo_dark:
    files, or None for ours. firms: keys of invented firms, in their order.
    """

    key: str
    folder: Path
    made_for: str
    version: str
    date: str
    languages: tuple[str, ...]
    name: Texts
    short_name: Texts
    claim: Texts
    publisher: Texts
    address: str
    contact: str
    feedback: str
    legal_notice: str
    privacy: str
    cookies: Texts
    licence: Texts
    logo: Path | None
    logo_dark: Path | None
    colour: str
    currency: str
    region: str
    hour_cost: float | None
    storage: str
    leave_out: tuple[str, ...]
    pages: tuple[str, ...]
    firms: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        """True for the course as we publish it."""
        return self.key == OWN_EDITION

    def source(self, page: str, language: str) -> Path:
        """The file of a page of the edition's own in a language."""
        first = self.folder.parent.parent / f"{page}.md"
        other = first.with_suffix(f".{language}.md")
        return other if other.is_file() else first

    def record(self, language: str) -> dict[str, Any]:
        """What the exercises know of it, as `tertulia.edition` reads it; what is as in ours is left out."""
        told = {
            "key": self.key,
            "name": self.short_name[language],
            "publisher": self.publisher[language],
            "currency": self.currency,
            "region": self.region,
            "hour_cost": self.hour_cost,
            "left_out": list(self.leave_out),
            "firms": list(self.firms),
        }
        return {name: value for name, value in told.items() if value not in ("", None, [])}


class EditionError(PublishError):
    """An edition that cannot be built; the message has a line for each thing to mend."""


def keys() -> tuple[str, ...]:
    """Every edition there is, ours first."""
    found = sorted(file.parent.name for file in EDITIONS.glob(f"*/{FILE}"))
    return tuple(sorted(found, key=lambda key: key != OWN_EDITION))


def site(key: str, audience: str = LEARNERS) -> Path:
    """Where the finished folder of an edition is."""
    folder = BUILD if key == OWN_EDITION else BUILD / "editions" / key
    return folder / (SITE.name if audience == LEARNERS else audience)


def load(key: str, editions: Path = EDITIONS, languages: tuple[str, ...] = ()) -> Edition:
    """Read and check an edition; EditionError with everything that must be mended.

    languages: in place of those it says; what it does not say in one of them, it says in its own first.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", key):
        raise EditionError(
            f"{key!r} is no name of an edition. Its folder's name has small letters, digits and hyphens."
        )
    file = editions / key / FILE
    if not file.is_file():
        there = ", ".join(keys())
        raise EditionError(f"There is no edition {key!r}: {place_of(file)} is missing. There are: {there}.")
    edition = _Reader(file).edition()
    return in_languages(edition, languages) if languages else edition


def in_languages(edition: Edition, languages: tuple[str, ...]) -> Edition:
    """The same edition in these languages; what it does not say in one of them, it says in its own first."""
    first = edition.languages[0]
    told: dict[str, Any] = {
        each.name: {language: said.get(language, said[first]) for language in languages}
        for each in fields(edition)
        if isinstance(said := getattr(edition, each.name), Mapping)
    }
    return replace(edition, languages=languages, **told)


class _Reader(WrittenFile):
    """Reads one file and everything it names."""

    error = EditionError

    def __init__(self, file: Path) -> None:
        super().__init__(file, SCHEMA)
        self.folder = file.parent

    def edition(self) -> Edition:
        content = self.read()
        edition = self._made(content)
        self._check(content, edition)
        self.stop()
        return edition

    def _made(self, content: dict[str, Any]) -> Edition:
        languages = tuple(content["languages"])
        place = f"editions/{self.folder.name}"
        notices = [content[name] for name in ("legal_notice", "privacy") if name in content]
        own = [f"{place}/{page.removesuffix('.md')}" for page in [*notices, *content.get("pages", [])]]

        def texts(name: str) -> Texts:
            return self.texts((name,), content.get(name, ""), languages)

        def picture(name: str) -> Path | None:
            return self.folder / content[name] if name in content else None

        def page(name: str) -> str:
            return f"{place}/{content[name].removesuffix('.md')}" if name in content else ""

        return Edition(
            key=self.folder.name,
            folder=self.folder,
            made_for=content["made_for"],
            version=content["version"],
            date=content["date"],
            languages=languages,
            name=texts("name"),
            short_name=texts("short_name"),
            claim=texts("claim"),
            publisher=texts("publisher"),
            address=content.get("address", ""),
            contact=content.get("contact", ""),
            feedback=content.get("feedback", content.get("contact", "")),
            legal_notice=page("legal_notice"),
            privacy=page("privacy"),
            cookies=texts("cookies"),
            licence=texts("licence"),
            logo=picture("logo"),
            logo_dark=picture("logo_dark"),
            colour=content.get("colour", OUR_COLOUR),
            currency=content.get("currency", "EUR"),
            region=content.get("region", ""),
            hour_cost=content.get("hour_cost"),
            storage=content.get("storage", f"{self.folder.name}:"),
            leave_out=contents.with_inner(tuple(content.get("leave_out", ()))),
            pages=tuple(dict.fromkeys(own)),
            firms=tuple(content.get("firms", OUR_FIRMS)),
        )

    # checking -------------------------------------------------------------------------------------------------

    def _check(self, content: dict[str, Any], edition: Edition) -> None:
        for place, language in enumerate(edition.languages):
            if language not in BY_CODE:
                self.say(
                    ("languages", place),
                    f"The course is not told in {language!r}, only in {', '.join(BY_CODE)}. "
                    f"`make language CODE={language}` begins it.",
                )
        if not _COLOUR.fullmatch(edition.colour):
            self.say(
                ("colour",), f'{edition.colour!r} is no colour. Write # and six digits from 0 to f, as in "#8a2b4a".'
            )
        if not edition.is_ours and edition.storage == OUR_STORAGE:
            self.say(("storage",), f"{OUR_STORAGE!r} is our own edition's. Choose another, such as “{edition.key}:”.")
        trouble = problem(record_from(CourseEdition, edition.record(edition.languages[0]), "$"))
        if trouble:
            self.say((), f"{trouble[0].upper()}{trouble[1:]}.")
        self._check_pictures(content)
        self._check_pages(content, edition)
        self._check_left_out(content, edition)
        self._check_firms(edition)
        self._check_tables(edition)
        for told in changes.since(edition.made_for, content):
            self.say(told.path, told.words)

    def _check_pictures(self, content: dict[str, Any]) -> None:
        for name in ("logo", "logo_dark"):
            if name in content:
                complaint = _picture_fault(self.folder / content[name])
                if complaint:
                    self.say((name,), complaint)
        if "logo_dark" in content and "logo" not in content:
            self.say(("logo_dark",), "There is a logo for dark pages only. Add `logo:` with one for light pages.")

    def _check_pages(self, content: dict[str, Any], edition: Edition) -> None:
        named: list[tuple[tuple[str | int, ...], str]] = [
            ((name,), content[name]) for name in ("legal_notice", "privacy") if name in content
        ]
        named += [(("pages", place), page) for place, page in enumerate(content.get("pages", []))]
        taken_out = set(edition.leave_out)
        for path, page in named:
            doc = f"editions/{edition.key}/{page.removesuffix('.md')}"
            for language in edition.languages:
                source = self.folder / page
                if language != edition.languages[0]:
                    source = source.with_suffix(f".{language}.md")
                if not source.is_file():
                    self.say(path, f"{place_of(source)} is missing: the page {page} in {language!r}. Write it.")
                    continue
                for line, words in contents.page_faults(source, doc, taken_out, set(edition.pages)):
                    self.problems.append(Problem(self.lines.get(path, 1), f"{place_of(source)}, line {line}: {words}"))

    def _check_firms(self, edition: Edition) -> None:
        """The files of firms of its own: there in each language, and what the page "Your data" saves."""
        there = self.folder / "firms"
        own = [key for key in edition.firms if key not in OUR_FIRMS]
        for key in own:
            path: tuple[str | int, ...] = ("firms", edition.firms.index(key))
            for language in edition.languages:
                ending = "json" if language == edition.languages[0] else f"{language}.json"
                file = there / f"{key}.{ending}"
                if not file.is_file():
                    self.say(path, f"{place_of(file)} is missing: the firm in {language!r}. Save it on “Your data”.")
                    continue
                try:
                    check_firm_key(key)
                    check_firm(file.read_bytes())
                except FirmFileError as error:
                    self.say(path, f"{place_of(file)}: {error}")
        for file in sorted(there.glob("*.json")):
            if file.name.split(".")[0] not in own:
                self.say(
                    ("firms",), f"{place_of(file)} is of no firm that `firms` names. Name it there, or take it away."
                )

    def _check_tables(self, edition: Edition) -> None:
        """Ideas for the calendar and figures of its own."""
        try:
            check_calendar(self.folder, edition.languages)
            if (self.folder / "data").is_dir():
                check_local(self.folder / "data")
        except FactsError as error:
            self.say((), f"{error}")

    def _check_left_out(self, content: dict[str, Any], edition: Edition) -> None:
        there = contents.may_go()
        for place, page in enumerate(content.get("leave_out", [])):
            if page not in there:
                near = contents.nearest(page, there)
                stays = (
                    "cannot be left out, others lead to it"
                    if page in contents.every_page()
                    else "is no page of the course"
                )
                self.say(("leave_out", place), f"{page!r} {stays}.{near}")
        steps = contents.steps()
        if steps and all(step in edition.leave_out for step in steps):
            self.say(("leave_out",), "No chapter is left. Keep one at least.")


OUR_STORAGE = "tertulia:"
OUR_COLOUR = "#8a2b4a"
OUR_FIRMS = ("bakery", "workshop", "guesthouse")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _picture_fault(file: Path) -> str:
    """What is wrong with a logo; empty if nothing is."""
    shown = place_of(file)
    if not file.is_file():
        return f"{shown} is missing. Put the logo there, or take the line away."
    data = file.read_bytes()
    if len(data) > MOST_LOGO_BYTES:
        return f"{shown} has {len(data) // 1000} KB; every page carries it, so {MOST_LOGO_BYTES // 1000} KB at most."
    if file.suffix == ".png":
        if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or 0 in struct.unpack(">II", data[16:24]):
            return f"{shown} is no PNG. Save the picture as PNG, or as SVG."
        return ""
    return _svg_fault(shown, data)


def _svg_fault(shown: str, data: bytes) -> str:
    """An SVG becomes part of our pages: no scripts, nothing fetched from elsewhere."""
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return f"{shown} has a DOCTYPE. Save it as plain SVG."
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        return f"{shown}, line {error.position[0]}: this is no SVG. Save the picture as plain SVG."
    if root.tag != f"{_SVG}svg":
        return f"{shown} is no SVG: it begins with <{root.tag}>."
    for part in root.iter():
        name = part.tag.removeprefix(_SVG) if isinstance(part.tag, str) else ""
        if name in ("script", "foreignObject", "iframe"):
            return f"{shown} holds <{name}>. Save it as plain SVG, without scripts and pages inside."
        for key, value in part.attrib.items():
            bare = key.rpartition("}")[2].lower()
            if bare.startswith("on") or (bare == "href" and not value.startswith(("#", "data:image/"))):
                return f"{shown} has {bare}={value[:40]!r} at <{name}>. A logo may not act nor fetch: save it plain."
    return ""


_SVG = "{http://www.w3.org/2000/svg}"
