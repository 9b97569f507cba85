"""Begins another language: its rules as far as they are generally known, and empty catalogues.

`python -m publish start-language pt` writes `locale/pt/language.toml` and the catalogues. The rules come from the
Unicode consortium's data (CLDR) as babel has them; a person who speaks the language looks them over.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from babel import Locale, localedata
from babel.core import get_global
from babel.messages.plurals import get_plural
from babel.numbers import get_decimal_symbol

from publish import build, messages
from publish.errors import PublishError
from publish.paths import ROOT
from tertulia.languages import FILE, SOURCE, read

CODE = re.compile(r"[a-z]{2}")

RULES = Template("""\
# $english. What each line means: tertulia/languages.py. These are the rules of the Unicode consortium (CLDR): look
# them over. `status` becomes "complete" when no text waits any more.

name = "$name"
place = "$place"
status = "begun"

percent = "$percent"
euros = "$euros"
separator = "$separator"
small_names = $small_names

plural_forms = "$plural_forms"
decimals_like = $decimals_like

[and]
usual = "$and_list"

[or]
usual = "$or_list"
""")


def start_language(code: str, root: Path = ROOT) -> int:
    """Begin a language; returns 0. PublishError for a code that is none and for a language that is there already."""
    rules = language_file(code)
    folder = root / "locale" / code
    if folder.exists():
        raise PublishError(
            f"{folder.relative_to(root).as_posix()} is there already; nothing was changed. "
            "`make messages` brings its catalogues up to date."
        )
    templates = messages.extract(root)
    folder.mkdir(parents=True)
    (folder / FILE).write_text(rules, encoding="utf-8")
    messages.write(root, templates, read(folder / FILE))
    build.say((folder / messages.WAITING).read_text(encoding="utf-8"))
    build.say(
        f"Next: look over {folder.relative_to(root).as_posix()}/{FILE}, translate the catalogues beside it, and see\n"
        f"the pages with `python -m publish build --languages {SOURCE} {code}`.\n"
        "CONTRIBUTING.md says more under “Another language”."
    )
    return 0


def language_file(code: str) -> str:
    """The rules of a language, as its file has them. PublishError if babel knows none of this code."""
    if not CODE.fullmatch(code):
        raise PublishError(
            f"{code!r} is no code of a language: write two small letters, such as pt, fr or eu (ISO 639)."
        )
    place = _place(code)
    found = Locale.parse(place)
    plural = get_plural(place)
    return RULES.substitute(
        english=found.get_language_name(SOURCE),
        name=_capital(found.get_language_name() or code),
        place=place,
        percent=_around_number(found.percent_formats[None].pattern),
        euros=_around_number(found.currency_formats["standard"].pattern),
        separator=";" if get_decimal_symbol(place) == "," else ",",
        small_names=str(found.languages[SOURCE][:1].islower()).lower(),
        plural_forms=f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
        decimals_like=_like_decimals(found),
        and_list=found.list_patterns["standard"]["2"],
        or_list=found.list_patterns["or"]["2"],
    )


def _place(code: str) -> str:
    """Where a language is written: in the country of the same name, if there is one (pt_PT), else where most do."""
    likely = get_global("likely_subtags").get(code, "").rpartition("_")[2]
    for place in (f"{code}_{code.upper()}", f"{code}_{likely}", code):
        if localedata.exists(place):
            return place
    raise PublishError(
        f"{code!r} is no language whose numbers and dates are known. Write its code of two letters (ISO 639), such as "
        "pt, fr or eu."
    )


def _around_number(pattern: str) -> str:
    """A pattern of CLDR with the number as one sign: "#,##0.00 ¤" becomes "# ¤"; spaces that cannot be seen as code."""
    positive = pattern.partition(";")[0]
    return NUMBER.sub("#", positive).replace("\u00a0", "\\u00a0").replace("\u202f", "\\u202f")


NUMBER = re.compile(r"[#0][#0,.]*")


def _like_decimals(place: Locale) -> int:
    """The whole number whose form 1.5 takes; where no whole number does, as in Polish, it is the form of 2."""
    return next((n for n in range(1, 101) if place.plural_form(n) == place.plural_form(1.5)), 2)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
