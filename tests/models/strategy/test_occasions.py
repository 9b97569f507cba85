"""Days to lead up to, and the windows round them."""

from __future__ import annotations

from datetime import date

import pytest

from tertulia.models.strategy.occasions import Occasion, moments, nth_weekday, with_days

REYES = Occasion(key="reyes", texts={}, before=21, days=(date(2026, 1, 6), date(2027, 1, 6)))
SALES = Occasion(key="sales", texts={}, before=5, after=21, days=(date(2027, 1, 7),))
FIESTA = Occasion(key="fiesta", texts={}, before=14)


@pytest.mark.parametrize(
    ("year", "month", "weekday", "nth", "day"),
    [
        (2027, 5, 6, 1, date(2027, 5, 2)),
        (2026, 11, 3, 4, date(2026, 11, 26)),
        (2026, 2, 6, 1, date(2026, 2, 1)),
        (2026, 2, 0, 1, date(2026, 2, 2)),
    ],
)
def test_the_nth_weekday_of_a_month(year: int, month: int, weekday: int, nth: int, day: date) -> None:
    assert nth_weekday(year, month, weekday, nth) == day


def test_a_moment_reaches_from_before_its_day_to_after_it() -> None:
    sales = moments([SALES], date(2026, 12, 1), date(2027, 3, 1))
    assert [(each.first, each.day, each.last) for each in sales] == [
        (date(2027, 1, 2), date(2027, 1, 7), date(2027, 1, 28))
    ]


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (date(2026, 1, 6), date(2026, 1, 6), ["reyes"]),
        (date(2026, 1, 7), date(2026, 12, 15), []),
        (date(2026, 1, 7), date(2026, 12, 16), ["reyes"]),
        (date(2026, 12, 1), date(2027, 1, 2), ["reyes", "sales"]),
        (date(2027, 1, 28), date(2027, 2, 28), ["sales"]),
        (date(2027, 1, 29), date(2027, 2, 28), []),
    ],
)
def test_only_moments_that_touch_the_period_are_there_in_order(first: date, last: date, held: list[str]) -> None:
    assert [each.occasion for each in moments([SALES, FIESTA, REYES], first, last)] == held


def test_the_days_of_the_firms_own_are_put_in_once_and_in_order() -> None:
    days = [date(2027, 8, 15), date(2026, 8, 15), date(2027, 8, 15)]
    fiesta, reyes = with_days([FIESTA, REYES], {"fiesta": days})
    assert fiesta.days == (date(2026, 8, 15), date(2027, 8, 15))
    assert reyes == REYES
