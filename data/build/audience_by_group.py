"""Builds data/audience_by_group_spain.csv: who uses which network in Spain, by age and sex, as an estimate.

Run it from the top folder after the tables it reads have changed:

    PYTHONPATH=. python data/build/audience_by_group.py

No survey that we could read prints use by age and sex at once, nor any age from 35 on except for Facebook.
The steps, for each network:

1. 18-24 and 25-34: the survey's own figures (IAB Spain 2024, use in the last month).
2. 35 and over together: the survey's total, less what the younger ages make of it, weighted with the ages
   of the people asked. Where the survey's total was not read, it is estimated as the people who ever used
   the network times the share of them who open it at least weekly.
3. 35-54 and 55-74: in the proportion of the ad tool's accounts per social network user of that age. For
   Facebook the survey itself says it. For YouTube the ad tool counts more accounts of 55 and over than there
   are social network users of that age, so the two ages stay alike.
4. Women and men: in the proportion the ad tool shows at that age, each age counted half and half.
5. Three levels are set by us where that way contradicts what else could be read (`SET`).
6. 12-17: the survey's own figures. The ad tools do not sell to them by sex, so both get the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from tertulia import facts

TARGET = Path(__file__).resolve().parent.parent / "audience_by_group_spain.csv"
NETWORKS = ("WhatsApp", "Instagram", "Facebook", "YouTube", "TikTok", "LinkedIn", "X", "Pinterest", "Telegram")
READ = ("12-17", "18-24", "25-34")
AGES = ("12-17", "18-24", "25-34", "35-54", "55-74")
COLUMNS = ("network", "age", "sex", "share", "basis", "status", "note")
WEEKLY = ("daily (total)", "every 2-3 days", "every week")

TOTAL_ESTIMATED = (
    "The survey’s total for the last month was not read: estimated as those who ever used it times those "
    "who open it every week."
)
YOUNG = "The survey’s figure for this age."
OLDER = "From the survey’s total less the younger ages; the same for 35-54 and 55-74."
OLDER_SPLIT = (
    "From the survey’s total less the younger ages, split between 35-54 and 55-74 by accounts in the ad "
    "tool per social network user."
)
OLDER_SURVEY = (
    "From the survey’s total less the younger ages, split between 35-54 and 55-74 by what the survey says "
    "of those who ever used it."
)
NOT_PRINTED = "The survey prints no figure for this age, as it does below 3 percent: counted as nobody."
SET = {
    ("Instagram", "55-74"): (
        50.0,
        "Set by us, between 38 and 62: accounts in the ad tool gave 44, but in three of four other readings Facebook "
        "is 1.3 to 1.6 times as much used at this age as Instagram, not 1.8 times.",
    ),
    **{
        ("Telegram", age): (
            18.0,
            "Set by us, between 12 and 36: in the official panel of 2024 17.6 percent of internet users use it "
            "regularly; those who ever used it are twice as many.",
        )
        for age in ("35-54", "55-74")
    },
}
"""Levels in % that we set ourselves, and why."""

SEX_AT_AGE = "Women and men as in the ad tool at this age."
SEX_OVERALL = "Women and men as in the ad tool at all ages."
SEX_ALIKE = "The same for women and men: no split was found."


@dataclass(frozen=True)
class Accounts:
    """A network's accounts in the ad tool: by age span (first and last year) women and men, in % of all."""

    cells: dict[tuple[int, int], tuple[float, float]]
    women: float
    men: float
    millions: float


def _use(**wanted: object) -> float | None:
    """The one figure of the IAB study of 2024 that answers this; None if it was not read."""
    defaults = {"period": "2024", "age": "all", "sex": "all", "answer": None}
    found = [
        row["value"]
        for row in facts.rows("network_use_spain")
        if str(row["source"]).startswith("IAB")
        and all(row[column] == value for column, value in (defaults | wanted).items())
    ]
    if len(found) > 1:
        raise ValueError(f"{len(found)} rows of network_use_spain answer {wanted}: keep one")
    return float(str(found[0])) if found else None


def _need(**wanted: object) -> float:
    value = _use(**wanted)
    if value is None:
        raise ValueError(f"no row of network_use_spain answers {wanted}")
    return value


def _years(age: str) -> tuple[int, int]:
    """ "35-54" → 35, 54; "55+" → 55, 74, where the survey ends."""
    first, _, last = age.rstrip("+").partition("-")
    return int(first), int(last or 74)


def _people(first: int, last: int) -> float:
    """Social network users of these ages, in % of all: the survey's profile, even within its bands."""
    total = 0.0
    for row in facts.rows("network_use_spain"):
        if row["network"] == "any" and row["question"] == "who the users are" and row["age"] != "all":
            low, high = _years(str(row["age"]))
            years = min(last, high) - max(first, low) + 1
            total += float(str(row["value"])) * max(0, years) / (high - low + 1)
    return total


def _accounts(network: str) -> Accounts | None:
    """The ad tool's figures for a network, with the gaps closed by the stated split between the sexes."""
    rows = [
        row
        for row in facts.rows("network_ad_audience_spain")
        if row["network"] == network and row["period"] == "2025-02"
    ]
    if not rows:
        return None
    value = {(row["age"], row["sex"]): float(str(row["value"])) for row in rows}
    women, men = value[("all", "women")], value[("all", "men")]
    ages = sorted({str(age) for age, _ in value if age != "all"})
    cells = {_years(age): (value[(age, "women")], value[(age, "men")]) for age in ages}
    sums = [sum(cell[sex] for cell in cells.values()) for sex in (0, 1)]
    if cells and max(cells)[1] == 74:
        # one cell of Instagram is misprinted: its sex is brought to the share stated for the whole
        cells = {span: (w * women / sums[0], m * men / sums[1]) for span, (w, m) in cells.items()}
    elif cells:
        # the oldest cells were not read: what is left of the stated share
        cells[(max(cells)[1] + 1, 74)] = (women - sums[0], men - sums[1])
    return Accounts(cells, women, men, value[("all", "all")])


def _in_ad_tool(accounts: Accounts, age: str) -> tuple[float, float] | None:
    """Women and men of this age in the ad tool, in % of all accounts; None if no cell reaches it."""
    first, last = _years(age)
    women = men = 0.0
    for (low, high), cell in accounts.cells.items():
        overlap = _people(max(low, first), min(high, last)) / _people(low, high)
        women += cell[0] * overlap
        men += cell[1] * overlap
    return (women, men) if women + men else None


def _month_total(network: str) -> tuple[float, bool]:
    """Use in the last month at all ages, and whether the survey's own figure was read."""
    total = _use(network=network, question="used in the last month")
    if total is not None:
        return total, True
    weekly = sum(_need(network=network, question="how often users open it", answer=a) for a in WEEKLY)
    return _need(network=network, question="ever used") * weekly / 100, False


def _older(network: str, accounts: Accounts | None) -> tuple[float, float, str]:
    """Use at 35-54 and at 55-74, in %, and the note that says how it was split."""
    total, _ = _month_total(network)
    middle_people, old_people = _people(35, 54), _people(55, 74)
    # LinkedIn at 12-17 is not printed (the report stops at 3 %): counted as nobody
    young = sum(
        (_use(network=network, question="used in the last month", age=age) or 0.0) * _people(*_years(age))
        for age in READ
    )
    older = (100 * total - young) / (middle_people + old_people)
    middle_rate, old_rate, note = 1.0, 1.0, OLDER
    ever = {age: _use(network=network, question="ever used", age=age) for age in ("35-44", "45-54", "55-74")}
    a, b, old_ever = ever.values()
    if a is not None and b is not None and old_ever is not None:
        middle_rate = (a * _people(35, 44) + b * _people(45, 54)) / middle_people
        old_rate, note = old_ever, OLDER_SURVEY
    elif accounts and accounts.cells:
        middle = sum(_in_ad_tool(accounts, "35-54") or ())
        old = sum(_in_ad_tool(accounts, "55-74") or ())
        users = _need(network="any", question="number of users")
        if accounts.millions * old <= users * old_people:
            middle_rate, old_rate, note = middle / middle_people, old / old_people, OLDER_SPLIT
    scale = (middle_people + old_people) * older / (middle_people * middle_rate + old_people * old_rate)
    return scale * middle_rate, scale * old_rate, note


def estimates() -> Iterator[dict[str, object]]:
    """One row per network, age and sex: the share of social network users who used it in the month, %."""
    for network in NETWORKS:
        accounts = _accounts(network)
        middle, old, older_note = _older(network, accounts)
        _, total_read = _month_total(network)
        for age in AGES:
            level, basis, notes = _level(network, age, {"35-54": middle, "55-74": old}, older_note)
            split = None
            sex_note = SEX_ALIKE
            if accounts and age != READ[0]:
                split = _in_ad_tool(accounts, age)
                sex_note = SEX_AT_AGE if split else SEX_OVERALL
                split = split or (accounts.women, accounts.men)
                basis = basis if basis == "ours" else "derived_shape"
            notes.insert(1, sex_note)
            notes += [TOTAL_ESTIMATED] if age not in READ and basis != "ours" and not total_read else []
            for sex in (0, 1):
                share = level if split is None else 2 * level * split[sex] / sum(split)
                yield {
                    "network": network,
                    "age": age,
                    "sex": ("women", "men")[sex],
                    "share": round(min(100.0, max(0.0, share))),
                    "basis": basis,
                    "status": {"read": "read_secondary", "ours": "ours"}.get(basis, "derived"),
                    "note": " ".join(notes),
                }


def _level(network: str, age: str, older: dict[str, float], older_note: str) -> tuple[float, str, list[str]]:
    """The share of an age in %, how it was made, and that in words."""
    if (network, age) in SET:
        level, note = SET[network, age]
        return level, "ours", [note]
    if age in older:
        return (
            older[age],
            "derived_shape" if older_note in (OLDER_SPLIT, OLDER_SURVEY) else "derived_total",
            [older_note],
        )
    level_read = _use(network=network, question="used in the last month", age=age)
    if level_read is None and age == READ[0]:
        return 0.0, "ours", [NOT_PRINTED]
    if level_read is None:
        raise ValueError(f"no row of network_use_spain has {network} at {age}")
    return level_read, "read", [YOUNG]


def text() -> str:
    """The table as it is kept in data/."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(estimates())
    return out.getvalue()


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
