"""On which days somebody works."""

from __future__ import annotations

from datetime import date

import pytest

from tertulia.models.strategy.working_year import SAID_FROM, Pause, WorkingYear

AUGUST = Pause(date(2027, 8, 9), date(2027, 8, 22))
YEAR = WorkingYear(open_months=(4, 5, 6, 7, 8, 9), closed=(AUGUST,), holidays={date(2027, 5, 3): "Madrid"})


@pytest.mark.parametrize(
    ("day", "is_open", "works"),
    [
        (date(2027, 3, 31), False, False),
        (date(2027, 4, 1), True, True),
        (date(2027, 5, 3), True, False),
        (date(2027, 8, 8), True, True),
        (date(2027, 8, 9), False, False),
        (date(2027, 8, 22), False, False),
        (date(2027, 8, 23), True, True),
        (date(2027, 10, 1), False, False),
    ],
)
def test_days_out_of_season_shut_or_public(day: date, is_open: bool, works: bool) -> None:
    assert (YEAR.open_on(day), YEAR.works_on(day)) == (is_open, works)


def test_who_says_nothing_works_every_day() -> None:
    assert WorkingYear().works_on(date(2027, 12, 25))
    assert not list(WorkingYear().pauses(date(2027, 1, 1), date(2027, 12, 31)))


def test_on_the_eves_people_are_answered_and_nothing_is_published() -> None:
    for day in (date(2027, 12, 24), date(2027, 12, 31)):
        assert WorkingYear().works_on(day) and not WorkingYear().publishes_on(day)
    assert WorkingYear().publishes_on(date(2027, 12, 30)) and not YEAR.publishes_on(date(2027, 5, 3))


def test_pauses_are_told_whole_and_in_order() -> None:
    winters = [Pause(date(2026, 10, 1), date(2027, 3, 31)), Pause(date(2027, 10, 1), date(2028, 3, 31))]
    assert list(YEAR.pauses(date(2027, 3, 31), date(2027, 10, 1))) == [winters[0], AUGUST, winters[1]]
    assert list(YEAR.pauses(date(2027, 4, 1), date(2027, 8, 8))) == []
    assert list(YEAR.pauses(date(2027, 8, 15), date(2027, 8, 16))) == [AUGUST]


@pytest.mark.parametrize(("last", "said"), [(SAID_FROM, True), (SAID_FROM - 1, False)])
def test_a_short_pause_is_not_told(last: int, said: bool) -> None:
    short = Pause(date(2027, 8, 1), date(2027, 8, last))
    assert short.days == last
    assert (short in WorkingYear(closed=(short,)).pauses(date(2027, 7, 1), date(2027, 9, 1))) is said


def test_two_closings_in_a_row_are_one_pause() -> None:
    both = (Pause(date(2027, 8, 1), date(2027, 8, 15)), Pause(date(2027, 8, 16), date(2027, 8, 31)))
    assert list(WorkingYear(closed=both).pauses(date(2027, 8, 1), date(2027, 8, 2))) == [
        Pause(date(2027, 8, 1), date(2027, 8, 31))
    ]
