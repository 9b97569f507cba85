"""The book's languages: the same page in each, what a published page carries of them, and how far a begun one is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

from babel.core import get_global
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from tertulia.language import _, entries, percent, speaking
from tertulia.languages import BY_CODE, FILE, FOLDER, SOURCE, LanguageStatus
from theme.found import site_address

CODE = "tertulia"
"""The catalogue of everything that is not a page."""


@dataclass(frozen=True, kw_only=True)
class Translation:
    """One language of a page: its address seen from the page in hand, and the one by which others find it."""

    language: str
    name: str
    href: str
    found: str
    current: bool


def translations(app: Sphinx, page: str) -> list[Translation]:
    """The page in every language of this site, `page` without its suffix; empty when a book is built alone.

    The languages lie beside each other, each in a folder named after its language.
    """
    up = "../" * (page.count("/") + 1)
    address = site_address(app.config) or up
    return [
        Translation(
            language=language,
            name=BY_CODE[language].name,
            href=f"{up}{language}/{page}.html",
            found=f"{address}{language}/{page}.html",
            current=language == app.config.language,
        )
        for language in app.config.tertulia_languages
    ]


# ---- what a published page carries ---------------------------------------------------------------------------------


def with_languages(settings: Mapping[str, Any], languages: Iterable[str]) -> dict[str, Any]:
    """A book's settings for its live pages, with the files of its languages and no other language's."""
    codes = tuple(dict.fromkeys([SOURCE, *languages]))  # what has no translation is said in the source
    rules = [f"locale/{code}/{FILE}" for code in codes]
    catalogues = [f"locale/{code}/LC_MESSAGES/{CODE}.po" for code in codes if code != SOURCE]
    places = "|".join(dict.fromkeys(place for code in codes for place in _places(BY_CODE[code].place)))
    return {
        **settings,
        "live_files": [*settings.get("live_files", ()), *rules, *catalogues],
        "live_drop": {**settings.get("live_drop", {}), "babel": rf"locale-data/(?!({places})\.dat$)"},
    }


def catalogues_of_pages(root: Path, languages: Iterable[str], folder: Path) -> dict[str, Path]:
    """What a page gets in place of each catalogue, by the catalogue's name: what the exercises say, and no more.

    A phone has to fetch it. folder: where they are written.
    """
    found = {}
    for code in languages:
        name = f"locale/{code}/LC_MESSAGES/{CODE}.po"
        if code != SOURCE:
            found[name] = folder / f"{CODE}.{code}.po"
            found[name].write_text(of_exercises((root / name).read_text(encoding="utf-8")), encoding="utf-8")
    return found


def of_exercises(catalogue: str) -> str:
    """The messages of a catalogue that the package or its data say, without where they stand."""
    entries = (entry.splitlines() for entry in catalogue.split("\n\n"))
    kept = (lines for lines in entries if any(OF_EXERCISES.match(line) for line in lines))
    return "\n\n".join("\n".join(line for line in lines if not line.startswith("#:")) for lines in kept)


OF_EXERCISES = re.compile(r"#: (.* )?(tertulia|data)/")


def _places(place: str) -> Iterator[str]:
    """The files babel reads for a place: its own, and those it builds upon."""
    while place != "root":
        yield place
        place = get_global("parent_exceptions").get(place) or place.rpartition("_")[0] or "root"
    yield place


# ---- how far a language is -----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Translated:
    """A catalogue: its texts, how many of them wait for a translator, and the English words in those."""

    texts: int
    waiting: int
    words: int


def translated(folder: Path) -> dict[str, Translated]:
    """How far each catalogue in a language's folder is, by its page."""
    place = folder / "LC_MESSAGES"
    found = {}
    for file in sorted(place.rglob("*.po")):
        catalogue = file.read_text(encoding="utf-8")
        texts = [block for block in catalogue.split("\n\n") if "msgid " in block and not block.startswith("#~")][1:]
        done = {message for message, said in entries(catalogue) if message and all(said)}
        waiting = [block for block in texts if _message(block) not in done]
        words = sum(len(_message(block).split()) for block in waiting)
        name = file.relative_to(place).with_suffix("").as_posix()
        found[name] = Translated(texts=len(texts), waiting=len(waiting), words=words)
    return found


def _message(block: str) -> str:
    """The English of an entry, also of one that is to be looked at again."""
    return next(entries(re.sub(r"(?m)^#.*\n", "", block)))[0]


def share(catalogues: Iterable[Translated]) -> float:
    """The share of texts that are translated, rounded down to whole percents: all is only said of all."""
    each = list(catalogues)
    texts = sum(catalogue.texts for catalogue in each)
    return floor(100 * (1 - sum(catalogue.waiting for catalogue in each) / texts)) / 100 if texts else 0.0


@dataclass(frozen=True)
class Said:
    """A sentence and the language it is in."""

    language: str
    text: str


def _marked(text: str) -> str:
    """Mark a text for the catalogue; it is translated when shown."""
    return text


N_ = _marked

BEGUN = N_("This language has been begun: {share} of the texts are translated. The rest is in English.")


@cache
def how_far_each(language: str) -> dict[str, Translated]:
    """How far each catalogue of a language is; counted once for all pages."""
    return translated(FOLDER / language)


def how_far(language: str) -> tuple[Said, ...]:
    """What every page of a begun language says of that, in the language if it can be said there, and in English."""
    if BY_CODE[language].status is not LanguageStatus.BEGUN:
        return ()
    done = share(how_far_each(language).values())
    here = _(BEGUN)
    with speaking(SOURCE):
        english = Said(SOURCE, BEGUN.format(share=percent(done)))
    return (english,) if here == BEGUN else (Said(language, here.format(share=percent(done))), english)


ENGLISH = f"language-{SOURCE}"
"""The class of which docutils makes the attribute lang."""

MOSTLY = 0.5
"""Below this share of the code's texts an exercise is mostly English."""


class MarkEnglish(SphinxTransform):
    """Say of the texts that have no translation yet that they are English: a screen reader reads them as such.

    An exercise is marked as a whole: its words come from one catalogue, sentence by sentence.
    """

    default_priority = 950  # Sphinx has translated everything by then

    def apply(self, **_kwargs: Any) -> None:
        """Mark this page's texts; in a page that a begun language has."""
        if BY_CODE[self.config.language].status is not LanguageStatus.BEGUN:
            return
        file = FOLDER / self.config.language / "LC_MESSAGES" / f"{self.env.docname}.po"
        told = entries(file.read_text(encoding="utf-8")) if file.exists() else ()
        same = {text for text, said in told if said == (text,)}  # a name, which is the same in both
        for node in self.document.findall(nodes.TextElement):
            if node.get("translated") is False and node.astext() not in same:
                node["classes"].append(ENGLISH)
        code = how_far_each(self.config.language).get(CODE)
        if code is None or share([code]) < MOSTLY:
            for cell in self.document.findall(nodes.container):
                if cell.get("nb_element") == "cell_code":
                    cell["classes"].append(ENGLISH)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(MarkEnglish)
