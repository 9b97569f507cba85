"""What firms can post about: their trades, the ideas for each, the days to lead up to, and Spain's public holidays.

All but the holidays stands in `data/calendar/` and can be added to there: a line in `sectors.csv` is a trade, a line in
`ideas.csv` an idea. An edition adds its own in files of the same names and columns in `editions/<key>/calendar/`, with
texts in its own languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from tertulia import facts
from tertulia.edition import edition_folder, once_an_edition
from tertulia.facts import DataField, Dataset, FactsError
from tertulia.language import spoken
from tertulia.languages import BY_CODE, SOURCE
from tertulia.models.strategy.ideas import OTHER, Care, Idea, PostFormat, PostKind, Sector, Touches
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import Occasion, nth_weekday

CALENDAR = facts.DATA / "calendar"
"""The package with the content of calendars: texts stand in it in every language, so that a line is all it takes."""

GOOD_FRIDAY = "Good Friday"
"""The public holiday by which the table knows when Easter is: two days later."""


def in_language(texts: Mapping[str, str]) -> str:
    """Choose the text in the language in use, else the English one, else the one there is."""
    return texts.get(spoken()) or texts.get(SOURCE) or next(iter(texts.values()))


def own_table(table: str, folder: Path | None = None) -> Dataset | None:
    """The edition's own file of one of the tables in `CALENDAR`, as ours is described; None without one.

    folder: of an edition, else of the one in use.
    """
    path = (folder or edition_folder()) / "calendar" / f"{table}.csv"
    if not path.exists():
        return None
    ours, header = facts.dataset(table, CALENDAR), facts.header(path)
    fields: dict[str, DataField] = {}
    for field in ours.fields:
        if _TEXTS.fullmatch(field.name):
            fields |= {name: replace(field, name=name) for name in header if _TEXTS.fullmatch(name)}
        else:
            fields[field.name] = field
    return replace(ours, path=path, fields=tuple(fields.values()))


_TEXTS = re.compile(r"(?:text|name)_([a-z]{2})")
"""A column with texts in one language."""


def _rows(table: str, begins: str = "") -> tuple[dict[str, object], ...]:
    """The rows of a table: ours, then those the edition adds."""
    own = own_table(table)
    return facts.rows(table, CALENDAR, begins) + (facts.rows_of(own, begins) if own else ())


@once_an_edition
def sectors() -> tuple[Sector, ...]:
    """List the trades, in the order in which they are offered: "something else" is the last."""
    listed = [
        Sector(
            key=str(row["key"]),
            texts=_texts(row, "name"),
            care=frozenset(map(Care, _list(row["care"]))),
            works_on_holidays=row["on_holidays"] == "yes",
            survey=str(row["survey"] or ""),
        )
        for row in _rows("sectors")
    ]
    return tuple(sorted(listed, key=lambda each: each.key == OTHER))


def sector(key: str | None) -> Sector:
    """Find a trade; one that is not in the table, because another version of the course had it, is "something else"."""
    known = {each.key: each for each in sectors()}
    return known.get(key or OTHER) or known[OTHER]


def sector_words(key: str | None) -> str:
    """Name a trade."""
    return in_language(sector(key).texts)


def idea(key: str) -> Idea | None:
    """Find an idea; None if there is none of this key."""
    return _ideas_of(key.partition(".")[0]).get(key)


def idea_words(key: str) -> str:
    """Say an idea in the language in use; empty if there is none of this key."""
    found = idea(key)
    return in_language(found.texts) if found else ""


@once_an_edition
def pool(key: str) -> tuple[Idea, ...]:
    """List every idea a firm of this trade can use: those of the trade, then those that suit any firm."""
    return tuple(each for wanted in dict.fromkeys((sector(key).key, OTHER)) for each in _ideas_of(wanted).values())


@once_an_edition
def _ideas_of(trade: str) -> Mapping[str, Idea]:
    return {
        str(row["key"]): Idea(
            key=str(row["key"]),
            sector=trade,
            kind=PostKind(str(row["kind"])),
            objectives=tuple(map(Objective, _list(row["aims"]))),
            formats=tuple(map(PostFormat, _list(row["formats"]))),
            minutes=int(str(row["minutes"])),
            months=tuple(map(int, _list(row["months"]))),
            occasion=str(row["occasion"] or ""),
            touches=frozenset(map(Touches, _list(row["touches"]))),
            texts=_texts(row, "text"),
        )
        for row in (_rows("ideas", f"{trade}.") if trade else ())
    }


@once_an_edition
def occasions() -> tuple[Occasion, ...]:
    """List the occasions, with their days in every year of which the public holidays are known.

    Those whose days are the firm's own have none yet.
    """
    found: dict[str, Occasion] = {}
    for row in _rows("occasions"):
        key = str(row["key"])
        days = tuple(day for year in years() if (day := _day(row, year)))
        if key in found:
            found[key] = replace(found[key], days=tuple(sorted((*found[key].days, *days))))
        else:
            found[key] = Occasion(
                key=key,
                texts=_texts(row, "name"),
                before=int(str(row["before"])),
                after=int(str(row["after"])),
                days=days,
            )
    return tuple(found.values())


def occasion_words(key: str) -> str:
    """Name an occasion; empty if there is none of this key."""
    return next((in_language(each.texts) for each in occasions() if each.key == key), "")


@cache
def years() -> tuple[int, ...]:
    """List the years of which the public holidays are known."""
    return tuple(sorted({_date(row["day"]).year for row in facts.rows("public_holidays_spain")}))


def public_holidays(region: str) -> Mapping[date, str]:
    """List the days that are public holidays in a region of Spain, with their names in the language in use.

    Parameters
    ----------
    region
        ISO 3166-2 code ("ES-NC"). Of a place that is none, those of all Spain; of a place outside Spain, none.
    """
    if region and region != "online" and not region.startswith("ES-"):
        return {}
    return {
        _date(row["day"]): in_language(_texts(row, "name"))
        for row in facts.rows("public_holidays_spain")
        if row["regions"] is None or region in _list(row["regions"])
    }


def _day(row: Mapping[str, object], year: int) -> date | None:
    """The day of an occasion in a year; None if it is the firm's own."""

    def number(column: str) -> int:
        return int(str(row[column] or 0))

    shift = timedelta(days=number("shift"))
    if row["rule"] == "date":
        return date(year, number("month"), number("day")) + shift
    if row["rule"] == "weekday":
        return nth_weekday(year, number("month"), number("weekday"), number("nth")) + shift
    return _easter(year) + shift if row["rule"] == "easter" else None


@cache
def _easter(year: int) -> date:
    rows = facts.rows("public_holidays_spain")
    friday = next(
        _date(row["day"]) for row in rows if row[f"name_{SOURCE}"] == GOOD_FRIDAY and _date(row["day"]).year == year
    )
    return friday + timedelta(days=2)


def _date(value: object) -> date:
    assert isinstance(value, date), value
    return value


def _list(cell: object) -> Iterable[str]:
    return str(cell).split(";") if cell else ()


def _texts(row: Mapping[str, object], column: str) -> Mapping[str, str]:
    """The texts of a row by language: a column for each that it has been written in."""
    return {code: str(text) for code in BY_CODE if (text := row.get(f"{column}_{code}"))}


# checks -----------------------------------------------------------------------------------------------------

TABLES = ("sectors", "occasions", "ideas")
"""What an edition may add to."""


def check_calendar(folder: Path, languages: Iterable[str]) -> None:
    """Check the trades, days and ideas that an edition adds to ours.

    Parameters
    ----------
    folder
        The edition's.
    languages
        Those it is told in: each has its column of texts, and no other has.

    Raises
    ------
    FactsError
        With file and row, for what cannot be read, stands in ours already, or leans on a trade or a day nobody knows.
    """
    known = {table: {str(row["key"]) for row in facts.rows(table, CALENDAR)} for table in TABLES}
    for table in TABLES:
        data = own_table(table, folder)
        if data is None:
            continue
        _check_languages(data, tuple(languages))
        own: set[str] = set()
        for number, row in enumerate(facts.rows_of(data), start=2):
            key = str(row["key"])
            if key in known[table]:
                raise FactsError(
                    data.path, f"“{key}” stands in the course already", "Choose another key.", row=number, column="key"
                )
            if table == "ideas":
                _check_idea(data.path, number, row, known)
            own.add(key)
        known[table] |= own


def _check_languages(data: Dataset, languages: tuple[str, ...]) -> None:
    columns = [found[1] for field in data.fields if (found := _TEXTS.fullmatch(field.name))]
    for language in languages:
        if language not in columns:
            raise FactsError(
                data.path, f"no column has the texts in “{language}”", "Add it: the edition is told in it.", row=1
            )
    for language in columns:
        if language not in languages:
            raise FactsError(
                data.path, f"a column has texts in “{language}”", "Take it out: the edition is not told in it.", row=1
            )


def _check_idea(file: Path, number: int, row: Mapping[str, object], known: Mapping[str, set[str]]) -> None:
    trade, occasion = str(row["key"]).partition(".")[0], row["occasion"]
    if trade not in known["sectors"]:
        remedy = "Begin the key with a trade of the course, or add the trade to sectors.csv."
        raise FactsError(file, f"nobody knows the trade “{trade}”", remedy, row=number, column="key")
    if occasion is not None and occasion not in known["occasions"]:
        remedy = "Use one of the course, or add it to occasions.csv."
        raise FactsError(file, f"nobody knows the day “{occasion}”", remedy, row=number, column="occasion")
