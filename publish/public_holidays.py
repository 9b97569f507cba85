"""Takes the public holidays of Spain from the library `holidays` into `data/public_holidays_spain.csv`.

A page carries the small table and not the library. Years to come are what the law's rules say until each community
has published its own list.
"""

from __future__ import annotations

import csv
from io import StringIO

from publish.paths import ROOT
from tertulia.clock import today
from tertulia.languages import LANGUAGES

TABLE = ROOT / "data" / "public_holidays_spain.csv"

YEARS = 4
"""Of which holidays are taken, this one included."""


def named_in() -> dict[str, str]:
    """The course's languages in which the library names the holidays of Spain, each with the library's name for it."""
    from holidays.countries.spain import Spain

    theirs = sorted(Spain.supported_languages)
    known = {code: next((name for name in theirs if name.partition("_")[0] == code), "") for code in LANGUAGES}
    return {code: name for code, name in known.items() if name}


def rows(first: int, years: int = YEARS) -> list[tuple[str, ...]]:
    """List the holidays of so many years from one on.

    Returns
    -------
    list of (day, regions, a name in each language of `named_in`)
        In order. Regions are ISO 3166-2 codes joined by ";", empty for all of Spain.
    """
    from holidays import country_holidays
    from holidays.countries.spain import Spain

    regions = [code for code in Spain.subdivisions if len(code) == 2]
    found: dict[tuple[str, ...], list[str]] = {}
    for year in range(first, first + years):
        for region in sorted(regions):
            names = [
                country_holidays("ES", subdiv=region, years=year, observed=True, language=language)
                for language in named_in().values()
            ]
            for day in sorted(names[0]):
                told = (each[day].replace("'", "’") for each in names)
                found.setdefault((day.isoformat(), *told), []).append(f"ES-{region}")
    return [
        (day, "" if len(where) == len(regions) else ";".join(where), *names)
        for (day, *names), where in sorted(found.items())
    ]


def table(first: int) -> str:
    """Write the table as a text."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("day", "regions", *(f"name_{code}" for code in named_in()), "status"))
    writer.writerows((*row, "read_secondary") for row in rows(first))  # the law was not read for each community
    return text.getvalue()


def update() -> int:
    """Bring the table up to date: this year and the next three."""
    TABLE.write_text(table(today().year), encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {today().year} to {today().year + YEARS - 1}")
    return 0
