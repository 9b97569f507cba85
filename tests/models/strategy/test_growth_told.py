"""What the pages say of the simulator, computed: the equations, how many grades, who stops and is still inside."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tertulia.firms import FIRMS
from tertulia.models.strategy.growth import PARAMETERS, Settings, draws, luck, run, simulate
from tertulia.models.strategy.growth.equations import Stocks, rates, start, step
from tertulia.models.strategy.growth.settings import idle
from tertulia.widgets.manager.report_plan_words import IDLE_INSIDE, no_proof_words

PAGE = (Path(__file__).parents[3] / "chapters" / "models.md").read_text("utf-8")
BLOCK = PAGE.split("Community simulator", 1)[1].split("```text\n", 1)[1].split("\n```", 1)[0]
LINES = [tuple(part.strip() for part in line.split(" = ", 1)) for line in BLOCK.splitlines() if line.strip()]

FIRM = Settings(
    audience=9000,
    today=450,
    goal=1000,
    posts=9,
    promotion=0.35,
    hours=6,
    reply_hours=0.2,
    euros=20,
    ambassadors=4,
    contacts=150,
    shares_per_week=2,
    reach=0.2,
    messages=0.05,
    minutes_per_message=6,
)
CALM = {name: np.ones(1) for name in PARAMETERS}


def letters(firm: Settings, stocks: Stocks) -> dict[str, Any]:
    """What each letter of the page stands for: coefficients by the symbols of the table, the rest by the words."""
    values: dict[str, float] = {
        row.symbol: float(getattr(firm, row.setting) if row.setting else row.median) for row in PARAMETERS.values()
    }
    people = dict(zip("PADX", (float(each[0]) for each in stocks), strict=True))
    told = {"plan": firm.posts, "H": firm.hours, "R": firm.reply_hours, "h": firm.hours_per_post}
    told |= {"s": firm.promotion, "E": firm.ambassadors, "B": firm.euros, "F": people["A"] + people["D"], "b": 0.4}
    return values | people | told


def evaluated(firm: Settings, stocks: Stocks) -> dict[str, float]:
    """Every line of the page computed in its order, as somebody with a calculator would."""
    known: dict[str, Any] = letters(firm, stocks) | {"exp": math.exp, "min": min, "max": max}
    for name, formula in LINES:
        symbols = sorted(known, key=len, reverse=True)
        places = {symbol: f"_{place}_" for place, symbol in enumerate(symbols)}
        text = re.sub("|".join(map(re.escape, symbols)), lambda found, to=places: to[found[0]], formula)
        named = {places[symbol]: known[symbol] for symbol in symbols}
        known[name] = eval(text.replace("−", "-").replace("·", "*"), {"__builtins__": {}}, named)
    return known


CHANGES = [
    {},
    {"posts": 2, "promotion": 0.0},
    {"posts": 0, "euros": 0, "ambassadors": 0},
    {"today": 3, "posts": 12, "hours": 12},
    {"reply_hours": 5},
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_equations_of_the_page_are_those_of_the_code(change: dict[str, Any]) -> None:
    firm = replace(FIRM, **change)
    stocks, hazard = start(firm, CALM), rates(firm, CALM)
    page = evaluated(firm, stocks)
    assert (page["A→D"], page["D→A"]) == pytest.approx((hazard.quiet[0], hazard.waking[0]), rel=1e-12)
    assert (page["D→X"], page["X→P"]) == pytest.approx((hazard.fading[0], hazard.returning[0]), rel=1e-12)
    # Joining and leaving hang on the people there are: one short step tells the rates.
    short = 1e-7
    burst = (1 - math.exp(-0.4)) * hazard.burst_follow
    after = step(stocks, hazard, short, burst=burst)
    joined = (stocks.potential - after.potential + hazard.returning * short * after.left)[0]
    assert joined / short / stocks.potential[0] == pytest.approx(page["P→A"], rel=1e-4)
    gone = (after.left - stocks.left)[0] - hazard.fading[0] * short * stocks.dormant[0]
    assert gone / short / stocks.active[0] == pytest.approx(page["A→X"], rel=1e-4)


def test_every_letter_of_the_page_is_one_of_the_table_or_of_the_words_above_it() -> None:
    known = {*letters(FIRM, start(FIRM, CALM)), "exp", "min", "max"}
    for name, formula in LINES:
        used = set(re.findall(r"[^\W\d_][\w₀-₉]*\*?(?![\w(])", formula.replace("δ_D/δ₀", "δ₀")))
        used = {each if each in known else each.rstrip("*") for each in used}
        assert used <= known | {"C₀"}, (name, used - known)
        known.add(name)
    for symbol in ("P", "A", "D", "X", "F", "N", "n", "H", "R", "h", "s", "E", "B", "b"):
        assert f"*{symbol}*" in PAGE, symbol


def test_the_page_counts_the_grades() -> None:
    grades = Counter(row.grade for row in PARAMETERS.values())
    words = {2: "two are measured", 8: "eight come from surveys"}
    assert f"Of the {len(PARAMETERS)} coefficients none rests on an experiment" in PAGE and grades["A"] == 0
    assert words[grades["B"]] in PAGE and words[grades["C"]] in PAGE
    assert f"and {grades['D']} are our judgement" in PAGE


def inside_after_half_a_year(firm: Settings) -> float:
    """Share of futures of doing nothing that lie between the straight lines to the ends of working for a year."""
    working = simulate(replace(firm, weeks=52))
    low, high = (firm.today + (float(end) - firm.today) / 2 for end in (working.low[-1], working.high[-1]))
    resting = run(replace(idle(firm), weeks=26), draws(4000, 99), luck(4000, 99, 26))[0][-1]
    return float(np.mean((resting >= low) & (resting <= high)))


def test_of_five_firms_that_stop_one_is_still_inside_the_band_after_half_a_year() -> None:
    account = Settings(audience=8000, today=500, goal=1500)
    bakery = FIRMS["bakery"]
    shares = [
        inside_after_half_a_year(account),
        inside_after_half_a_year(
            Settings(
                audience=bakery.audience,
                today=bakery.today,
                goal=bakery.goal,
                posts=bakery.posts,
                promotion=bakery.promotion,
                hours=bakery.hours,
                reply_hours=bakery.reply_hours,
                euros=bakery.euros,
                ambassadors=bakery.ambassadors,
            )
        ),
    ]
    assert shares == [pytest.approx(1 / IDLE_INSIDE, abs=0.05)] * 2, shares
    assert f"of {IDLE_INSIDE} small firms" in no_proof_words()
    assert "of five simulated small firms that stop altogether, about one is still between them" in PAGE
