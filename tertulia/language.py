"""The learner's language: sentences from the catalogue, numbers as that language writes them.

The language comes from the environment variable TERTULIA_LANGUAGE (its code) or from `speak`. The catalogue is read
from the .po file itself, so no compiled copy can be out of date. What it does not say yet is said in English.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from babel.numbers import format_currency, format_decimal, get_currency_name

from tertulia.edition import EURO, edition
from tertulia.languages import BY_CODE, FOLDER, SOURCE, Joiner, Language
from tertulia.languages import LANGUAGES as LANGUAGES

CATALOGUES = FOLDER

_chosen: str | None = None


def speak(language: str) -> None:
    """Use this language from now on; ValueError if the course has no such language."""
    global _chosen
    if language not in BY_CODE:
        raise ValueError(f"language {language!r} is not one of {', '.join(BY_CODE)}")
    _chosen = language


def spoken() -> str:
    """The code of the language in use, the source's unless told otherwise."""
    language = _chosen or os.environ.get("TERTULIA_LANGUAGE", SOURCE)
    return language if language in BY_CODE else SOURCE


def rules() -> Language:
    """The language in use, with its rules."""
    return BY_CODE[spoken()]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use another language for a while."""
    global _chosen
    before = _chosen
    speak(language)
    try:
        yield
    finally:
        _chosen = before


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    path = CATALOGUES / language / "LC_MESSAGES" / "tertulia.po"
    if language == SOURCE or not path.exists():
        return {}
    return {key: texts for key, texts in entries(path.read_text(encoding="utf-8")) if key and all(texts)}


_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[\d\])? )?"(.*)"')
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


def entries(catalogue: str) -> Iterator[tuple[str, tuple[str, ...]]]:
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
    return tuple(_catalogue(language).get(message, (message,))[0] for language in BY_CODE)


def ngettext(one: str, many: str, n: float) -> str:
    """The form for n, by the rule of the language that says it."""
    forms = _catalogue(spoken()).get(one)
    if forms is None:
        return (one, many)[BY_CODE[SOURCE].plural(n)]
    return forms[min(rules().plural(n), len(forms) - 1)]


def and_list(items: Iterable[str]) -> str:
    """ "A, B and C", "A, B y C", "Amaia e Iker"."""
    return _listed(items, rules().and_)


def or_list(items: Iterable[str]) -> str:
    """ "A, B or C", "A, B o C", "siete u ocho"."""
    return _listed(items, rules().or_)


def _listed(items: Iterable[str], joiner: Joiner) -> str:
    *first, last = list(items) or [""]
    return joiner.join(", ".join(first), last) if first else last


def capital(text: str) -> str:
    """A text with a capital to begin with."""
    return text[:1].upper() + text[1:]


def small_name(name: str) -> str:
    """The name of a language within a sentence: "English", but "inglés"."""
    return name[:1].lower() + name[1:] if rules().small_names else name


def number(value: float, digits: int = 0) -> str:
    """1170 → "1,170" or "1.170", always grouped, as a heading number needs it."""
    return format_decimal(value, format=_pattern(digits), locale=_place(), group_separator=True)


def percent(share: float, digits: int = 0) -> str:
    """0.18 → "18 %", with the space, if any, that the language has before the sign."""
    return rules().percent.replace("#", number(100 * share, digits))


def euros(value: float, digits: int = 0) -> str:
    """20 → "€20" or "20 €": a figure that was published in euros."""
    return _amount(value, digits, EURO)


def money(value: float, digits: int = 0) -> str:
    """An amount of the learner's, or one we propose, in the edition's currency."""
    return _amount(value, digits, edition().currency)


def _amount(value: float, digits: int, currency: str) -> str:
    pattern = rules().euros.replace("#", _pattern(digits))
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
    return rules().place


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")
