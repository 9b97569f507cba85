"""The learner's language: sentences from the catalogue, numbers as that language writes them.

The language comes from the environment variable TERTULIA_LANGUAGE ("en" or "es") or from `speak`.
The catalogue is read from the .po file itself, so no compiled copy can be out of date.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel.numbers import format_currency, format_decimal, get_currency_name

from tertulia.edition import EURO, edition

LANGUAGES = ("en", "es")
"""What the course is told in; the first is the source."""

_PLACES = {"en": "en_GB", "es": "es_ES"}
"""Whose way of writing dates and numbers each language follows."""

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"

_chosen: str | None = None


def speak(language: str) -> None:
    """Use this language from now on; ValueError if the course is not told in it."""
    global _chosen
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    _chosen = language


def spoken() -> str:
    """The language in use, "en" unless told otherwise."""
    language = _chosen or os.environ.get("TERTULIA_LANGUAGE", LANGUAGES[0])
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    path = CATALOGUES / language / "LC_MESSAGES" / "tertulia.po"
    if language == LANGUAGES[0] or not path.exists():
        return {}
    return {key: texts for key, texts in _entries(path.read_text(encoding="utf-8")) if key and all(texts)}


_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[\d\])? )?"(.*)"')
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


def _entries(catalogue: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each message with its translations. babel reads more kinds of catalogue; in the page that takes too long."""
    for entry in catalogue.split("\n\n"):
        texts: list[str] = []
        words: list[str] = []
        for line in entry.splitlines():
            if line.startswith("#,") and "fuzzy" in line:
                break
            found = _LINE.fullmatch(line)
            if found is None:
                continue
            if found[1]:
                words.append(found[1])
                texts.append("")
            texts[-1] += _ESCAPED.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), found[2])
        else:
            if words:
                yield texts[0], tuple(text for word, text in zip(words, texts, strict=True) if word == "msgstr")


def _(message: str) -> str:
    """The message in the learner's language; the English itself where there is no translation."""
    return _catalogue(spoken()).get(message, (message,))[0]


def in_each_language(message: str) -> tuple[str, ...]:
    """The message as each language says it: to know again what was written down in another one."""
    return tuple(_catalogue(language).get(message, (message,))[0] for language in LANGUAGES)


def ngettext(one: str, many: str, n: float) -> str:
    """The singular or plural form for n (both our languages: 1 is singular, all else plural)."""
    forms = _catalogue(spoken()).get(one, (one, many))
    return forms[0] if n == 1 else forms[-1]


def and_list(items: Iterable[str]) -> str:
    """ "A, B and C", "A, B y C", "Amaia e Iker"."""
    return _listed(items, _SOUNDS_I, {"en": ("and", "and"), "es": ("y", "e")})


def or_list(items: Iterable[str]) -> str:
    """ "A, B or C", "A, B o C", "siete u ocho"."""
    return _listed(items, _SOUNDS_O, {"en": ("or", "or"), "es": ("o", "u")})


_SOUNDS_I = re.compile(r"\W*h?[iíy](?![aeiouáéíóú])", re.IGNORECASE)
"""Spanish words before which "y" becomes "e": Iker, hijos, Ybarra; not hielo, ionizador, Yolanda."""

_SOUNDS_O = re.compile(r"\W*(h?[oó]|8|11\b|11[ .]?000)", re.IGNORECASE)
"""Spanish words before which "o" becomes "u": ocho, horas, 8, 11."""


def _listed(items: Iterable[str], sounds_alike: re.Pattern[str], joiners: Mapping[str, tuple[str, str]]) -> str:
    *first, last = list(items) or [""]
    if not first:
        return last
    usual, before_same_sound = joiners[spoken()]
    joiner = before_same_sound if sounds_alike.match(last) else usual
    return f"{', '.join(first)} {joiner} {last}"


def number(value: float, digits: int = 0) -> str:
    """1170 → "1,170" or "1.170", always grouped, as a heading number needs it."""
    return format_decimal(value, format=_pattern(digits), locale=_place(), group_separator=True)


def percent(share: float, digits: int = 0) -> str:
    """0.18 → "18 %" with the narrow no-break space both languages use before the sign."""
    return f"{number(100 * share, digits)}\u202f%"


def euros(value: float, digits: int = 0) -> str:
    """20 → "€20" or "20 €": a figure that was published in euros."""
    return _amount(value, digits, EURO)


def money(value: float, digits: int = 0) -> str:
    """An amount of the learner's, or one we propose, in the edition's currency."""
    return _amount(value, digits, edition().currency)


def _amount(value: float, digits: int, currency: str) -> str:
    amount = _pattern(digits)
    pattern = f"¤{amount}" if spoken() == "en" else f"{amount}\u00a0¤"
    return format_currency(value, currency, format=pattern, locale=_place(), currency_digits=False)


def currency_words(n: int = 2, *, begins: bool = False) -> str:
    """What the edition's currency is called: "euros", of one "euro". begins: with a capital, as a sentence begins."""
    name = get_currency_name(edition().currency, n, locale=_place())
    return name[:1].upper() + name[1:] if begins else name


def day(value: date, style: str = "long") -> str:
    """A date as the language writes it: style is babel's "short", "medium", "long", "full" or a pattern."""
    from babel.dates import format_date  # keeps the time zone it finds: only where a date is shown

    return format_date(value, format=style, locale=_place())


def _place() -> str:
    return _PLACES[spoken()]


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")
