"""The learner's own follower counts in the simulator: typed, from a file, and what they change."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.file import opened
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy import growth
from tertulia.widgets import community_simulator
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.strategy import simulator
from tertulia.widgets.strategy.simulator_history import as_text, counts, from_file, typed
from tertulia.widgets.strategy.simulator_questions import Scenario, scenario_words
from tertulia.widgets.strategy.simulator_words import file_refused

pytestmark = pytest.mark.usefixtures("undrawn")

TODAY = date(2026, 3, 2)


def in_file(content, name):
    return from_file(opened(OwnFile(name, content)), TODAY)


SAMPLES = Path(__file__).parents[2] / "exports" / "samples"
LINKEDIN = "Fecha,Seguidores generales,Seguidores patrocinados,Total de seguidores\n" + "".join(
    f"0{month}/01/2026,3,0,3\n" for month in (1, 2)
)


@pytest.fixture(scope="module")
def exercise():
    return community_simulator("bakery")


@pytest.fixture
def bakery(exercise, monkeypatch):
    monkeypatch.setattr(simulator, "today", lambda: TODAY)
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def history(weeks, step=2, monthly=0.02, now=400):
    """Lines as one types them, oldest first."""
    lines = []
    for ago in range(weeks, -1, -step):
        lines.append(f"{(TODAY - timedelta(weeks=ago)).isoformat()} {now * (1 + monthly) ** (-ago * 12 / 52):.0f}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text", ["2026-01-05 380\n2026-02-02 390", "5/1/2026; 380\n2/2/2026; 390", "5.1.2026\t380\n\n 2.2.2026:  390 "]
)
def test_days_and_numbers_are_read_as_people_write_them(text):
    assert typed(text, TODAY) == (((date(2026, 1, 5), 380.0), (date(2026, 2, 2), 390.0)), ())


def test_lines_that_cannot_be_read_are_numbered_and_the_others_count():
    text = "2026-01-05 380\nlast week, many\n\n2026-02-02 -3\n2030-01-01 500\n2026-02-16 395"
    told, unread = typed(text, TODAY)
    assert [people for _day, people in told] == [380, 395]
    assert unread == (2, 4, 5)


def test_counts_are_weeks_back_and_the_last_of_each_week_counts():
    told = typed("2025-12-01 300\n2026-02-24 390\n2026-02-22 385\n2026-02-28 399", TODAY)[0]
    assert counts(told, TODAY, 400) == (growth.Count(13, 300), growth.Count(1, 385), growth.Count(0, 399))
    assert counts(told[:2], TODAY, 400)[-1] == growth.Count(0, 400)
    short = typed("2026-01-12 380\n2026-02-24 390", TODAY)[0]
    assert counts(short, TODAY, 400) == counts((), TODAY, 400) == ()
    assert counts(((date(2020, 1, 1), 5.0), *told), TODAY, 400)[0].weeks_ago == 13  # too old to tell of today


def test_a_history_is_in_the_answer_and_said(bakery):
    plain = bakery.result
    bakery.controls.history.value = history(26)
    assert len(bakery.counts) == 14 and bakery.counts[0].weeks_ago == 26
    assert bakery.result.ends.tolist() == growth.simulate(bakery.settings_now(), counts=bakery.counts).ends.tolist()
    assert bakery.result.high[-1] - bakery.result.low[-1] < 0.8 * (plain.high[-1] - plain.low[-1])
    assert "Your own counts are in it" in bakery.words.value
    assert scenario_words(Scenario.of(bakery.settings_now())) in bakery.words.value


def test_the_past_stays_when_something_else_is_tried(bakery):
    bakery.controls.history.value = history(26)
    did = bakery.settings_now()
    bakery.controls.euros.value = 100
    tried = bakery.settings_now()
    assert bakery.result.ends.tolist() == growth.simulate(tried, counts=bakery.counts, did=did).ends.tolist()
    assert bakery.result.median[-1] > growth.simulate(tried, counts=bakery.counts).median[-1] + 20
    assert scenario_words(Scenario.of(did)) in bakery.words.value
    # Counts typed anew are taken to come from what is set then; and so are those of whoever begins again.
    bakery.controls.history.value = history(28)
    assert bakery.did == Scenario.of(tried)
    bakery.restart()
    assert bakery.did is None and bakery.state() is None


def test_how_the_past_was_worked_is_kept_and_hostile_keeping_is_left_out(bakery):
    bakery.controls.history.value = history(26)
    kept, did = bakery.state(), bakery.did
    bakery.controls.posts.value = 7
    bakery.resume(kept)
    bakery.refresh()
    assert bakery.did == did
    for state in ({"did": [{"posts": 9}]}, {"did": 7}, {"did": [None]}, {"did": [{**vars(did), "promotion": 5.0}]}):
        bakery.resume(state)
        assert bakery.did is None
        bakery.refresh()
        assert bakery.did == Scenario.of(bakery.settings_now())


def test_a_short_history_is_not_used_and_said(bakery):
    before = bakery.result
    bakery.controls.history.value = history(6)
    assert bakery.result is before and bakery.counts == ()
    assert "go back less than 8 weeks" in bakery.words.value


def test_unread_lines_are_named(bakery):
    bakery.controls.history.value = f"{history(26)}\nsoon more"
    assert "Line 15 of your counts has no day" in bakery.words.value
    bakery.controls.history.value = "\n".join(["no number"] * 9)
    assert "Lines 1, 2, 3, 4 and 5 of your counts" in bakery.words.value
    assert not any(control.has_problem for control in bakery.controls.named().values())


def test_counts_unlike_anything_expected_warn(bakery):
    lines = [f"{(TODAY - timedelta(weeks=ago)).isoformat()} {400 / 2 ** (ago / 4):.0f}" for ago in range(26, -1, -2)]
    bakery.controls.history.value = "\n".join(lines)
    assert "almost none of the futures expected" in bakery.words.value


def test_followers_by_day_come_from_tiktoks_file(bakery):
    content = (SAMPLES / "tiktok_studio_es.zip").read_bytes()
    told = in_file(content, "tiktok_studio_es.zip")
    assert told[0] == (date(2025, 12, 23), 1201.0) and len(told) == 20  # the day that says "undefined" is none
    assert typed(as_text(told), TODAY) == (tuple(told[n] for n in (5, 12, 19)), ())
    bakery.controls.today.value = 1300
    bakery.controls.goal.value = 1500
    bakery._open(ChosenFile("tiktok_studio_es.zip", content))
    assert bakery.controls.history.value == as_text(told)
    assert len(bakery.counts) == 4 and "Your own counts" in bakery.words.value


def test_a_file_that_tells_only_who_came_is_refused_with_its_reason(bakery):
    with pytest.raises(InputError) as refused:
        in_file((SAMPLES / "meta_ig_posts_es-ES.csv").read_bytes(), "posts.csv")
    assert (refused.value.field, refused.value.code) == ("file", Refusal.UNKNOWN)
    with pytest.raises(InputError) as refused:
        in_file(LINKEDIN.encode(), "seguidores.csv")
    assert refused.value.code == Refusal.NOT_A_NUMBER
    assert "not who left" in file_refused(refused.value)
    bakery._open(ChosenFile("seguidores.csv", LINKEDIN.encode()))
    assert bakery.controls.file.has_problem and bakery.controls.history.value == ""


def test_a_plain_table_of_days_and_followers_is_read():
    table = "Fecha;Seguidores\n05/01/2026;380\n02/02/2026;390\n"
    assert in_file(table.encode(), "mine.csv") == ((date(2026, 1, 5), 380.0), (date(2026, 2, 2), 390.0))


def test_a_file_that_is_refused_says_why_and_loses_no_counts(bakery):
    bakery.controls.history.value = history(26)
    result = bakery.result
    bakery._open(ChosenFile("mine.numbers.pdf", b"%PDF-1.7"))
    said = bakery.controls.file._message.value
    assert "This is no table (PDF)" in said and "stood there before" in said
    assert bakery.controls.file.widget.description.startswith("Not read: mine.numbers.pdf")
    assert bakery.result is result and bakery.controls.history.value == history(26)


def test_what_a_file_replaces_can_be_put_back(bakery):
    bakery.controls.history.value = history(26)
    bakery._open(ChosenFile("mine.csv", b"Fecha;Seguidores\n05/01/2026;380\n02/02/2026;390\n"))
    assert bakery.controls.history.value == "2026-01-05 380\n2026-02-02 390"
    assert "tt-hidden" not in bakery.put_back._dom_classes
    bakery.put_back.click()
    assert bakery.controls.history.value == history(26) and "tt-hidden" in bakery.put_back._dom_classes
