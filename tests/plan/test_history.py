"""The last ten changes of a plan can be undone, whatever stands in the place where they are kept."""

from __future__ import annotations

import json

import pytest

from tertulia.device import FileStore, KeepError, Nowhere
from tertulia.plan.history import MOST, History
from tertulia.plan.schema import Firm, Plan


@pytest.fixture
def history(tmp_path):
    return History(FileStore(tmp_path / "my-plan-before.json"))


def named(name: object) -> Plan:
    return Plan(firm=Firm(name=str(name)))


def undone(history: History) -> list[str]:
    names = []
    while (plan := history.last()) is not None:
        names.append(plan.firm.name)
        history.drop()
    return names


def test_ten_changes_come_back_in_turn_and_the_eleventh_is_gone(history):
    assert MOST == 10
    for n in range(11):
        history.remember(named(n))
    assert undone(history) == ["10", "9", "8", "7", "6", "5", "4", "3", "2", "1"]


def test_the_same_plan_twice_is_one_step(history):
    for name in ("a", "a", "b", "a"):
        history.remember(named(name))
    assert undone(history) == ["a", "b", "a"]


def test_nothing_to_undo_is_none_and_no_error(history):
    assert history.last() is None
    history.drop()
    assert history.last() is None


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"format": "tertulia-undo"}', '{"format": "x", "plans": ["a"]}'])
def test_what_is_no_history_counts_as_none(history, text):
    history.place.path.write_text(text)
    assert history.last() is None
    history.remember(named("a"))
    assert undone(history) == ["a"]


def test_a_plan_in_it_that_cannot_be_read_is_passed_over(history):
    history.remember(named("a"))
    content = json.loads(history.place.path.read_text())
    content["plans"] += ["no plan", 7]
    history.place.path.write_text(json.dumps(content))
    assert history.last() == named("a")


def test_a_device_that_keeps_nothing_says_so():
    for do in (History(Nowhere()).last, lambda: History(Nowhere()).remember(Plan())):
        with pytest.raises(KeepError, match="blocked"):
            do()
