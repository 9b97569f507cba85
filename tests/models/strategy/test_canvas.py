"""Strategy canvas: the order of the gates, every finding provoked and absent, the one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.department import Department
from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.canvas import (
    LOWER_IS_BETTER,
    Canvas,
    CanvasKpi,
    CanvasPart,
    CanvasTactic,
    KpiKind,
    sentence_parts,
)
from tertulia.models.strategy.canvas_check import EVERYBODY, CanvasFinding, check, open_steps, ready
from tertulia.models.strategy.canvas_examples import example
from tertulia.models.strategy.objective import Objective

TODAY = date(2026, 3, 2)
END = date(2026, 12, 31)
BOOKINGS = CanvasKpi(
    name="repeat nights",
    kind=KpiKind.BOOKINGS,
    baseline=9,
    target=16,
    unit="nights a month",
    by=END,
    owner="Nuria",
    source="the book",
)
FOLLOWERS = CanvasKpi(
    name="followers",
    kind=KpiKind.FOLLOWERS,
    baseline=100,
    target=300,
    unit="followers",
    by=END,
    owner="Nuria",
    source="the page",
)
REACH = replace(FOLLOWERS, name="reach", kind=KpiKind.REACH)
SOUND = Canvas(
    firm="guesthouse",
    today=TODAY,
    objective=Objective.BRING_BACK,
    audience="couples who have already stayed once",
    kpis=(BOOKINGS,),
    tactics=(CanvasTactic(text="one walk a week", network="instagram", kpi=0, hours=1.5),),
    response_owner="Nuria",
    channel_owner=Department.OWNER,
    hours=3.0,
    website=True,
    email=True,
    question="What was missing?",
    heard_by="the three of us, on Sundays",
)


def findings_of(canvas: Canvas) -> dict[str, Finding]:
    return {finding.code: finding for finding in check(canvas)}


def with_kpi(**change: Any) -> dict[str, Any]:
    return {"kpis": (replace(BOOKINGS, **change),)}


def test_a_sound_canvas_has_no_finding() -> None:
    assert check(SOUND) == () and ready(SOUND)


WHICH = {"index": 0, "name": "repeat nights"}
PROVOKED: dict[str, tuple[Severity, CanvasPart, dict[str, Any], dict[str, Any]]] = {
    "objective_missing": (Severity.STOP, CanvasPart.OBJECTIVE, {"objective": None}, {}),
    "audience_missing": (Severity.STOP, CanvasPart.AUDIENCE, {"audience": "  "}, {}),
    "audience_everybody": (
        Severity.WARN,
        CanvasPart.AUDIENCE,
        {"audience": " Todo el mundo. "},
        {"audience": "Todo el mundo.", "reason": "everybody"},
    ),
    "no_kpi": (Severity.STOP, CanvasPart.KPI, {"kpis": ()}, {}),
    "kpi_without_objective": (Severity.STOP, CanvasPart.KPI, {"objective": None}, {"kpis": 1}),
    "kpi_name_missing": (Severity.STOP, CanvasPart.KPI, with_kpi(name=" "), {"index": 0, "name": ""}),
    "kpi_baseline_missing": (Severity.STOP, CanvasPart.KPI, with_kpi(baseline=None), WHICH),
    "kpi_target_missing": (Severity.STOP, CanvasPart.KPI, with_kpi(target=None), WHICH),
    "kpi_date_missing": (Severity.STOP, CanvasPart.KPI, with_kpi(by=None), WHICH),
    "kpi_owner_missing": (Severity.STOP, CanvasPart.KPI, with_kpi(owner=""), WHICH),
    "kpi_source_missing": (Severity.STOP, CanvasPart.KPI, with_kpi(source=""), WHICH),
    "kpi_target_same": (Severity.STOP, CanvasPart.KPI, with_kpi(target=9), WHICH | {"baseline": 9}),
    "kpi_target_worse": (Severity.STOP, CanvasPart.KPI, with_kpi(target=4), WHICH | {"baseline": 9, "target": 4}),
    "kpi_date_past": (Severity.STOP, CanvasPart.KPI, with_kpi(by=TODAY), WHICH | {"by": TODAY}),
    "kpi_date_far": (
        Severity.WARN,
        CanvasPart.KPI,
        with_kpi(by=date(2028, 3, 3)),
        WHICH | {"by": date(2028, 3, 3), "years": 2},
    ),
    "kpi_without_tactic": (
        Severity.NOTE,
        CanvasPart.KPI,
        {"kpis": (BOOKINGS, replace(BOOKINGS, name="calls"))},
        {"index": 1, "name": "calls"},
    ),
    "kpi_other_objective": (
        Severity.NOTE,
        CanvasPart.KPI,
        {"kpis": (BOOKINGS, FOLLOWERS)},
        {"index": 1, "kind": KpiKind.FOLLOWERS, "objective": Objective.BRING_BACK},
    ),
    "followers_only": (
        Severity.STOP,
        CanvasPart.KPI,
        {"kpis": (FOLLOWERS,)},
        {"objective": Objective.BRING_BACK, "kpis": 1},
    ),
    "attention_only": (
        Severity.WARN,
        CanvasPart.KPI,
        {"kpis": (FOLLOWERS, REACH)},
        {"objective": Objective.BRING_BACK, "kpis": 2},
    ),
    "too_many_kpis": (Severity.NOTE, CanvasPart.KPI, {"kpis": (BOOKINGS,) * 4}, {"kpis": 4, "most": 3}),
    "no_tactic": (Severity.STOP, CanvasPart.TACTICS, {"tactics": ()}, {}),
    "tactic_text_missing": (
        Severity.STOP,
        CanvasPart.TACTICS,
        {"tactics": (CanvasTactic(text="", network="instagram", kpi=0),)},
        {"index": 0},
    ),
    "tactic_without_kpi": (
        Severity.STOP,
        CanvasPart.TACTICS,
        {"tactics": (*SOUND.tactics, CanvasTactic(text="price list", network="facebook", kpi=None))},
        {"index": 1, "text": "price list"},
    ),
    "tactics_too_early": (
        Severity.STOP,
        CanvasPart.TACTICS,
        {"audience": ""},
        {"tactics": 1, "missing": ("audience_missing",)},
    ),
    "no_response_owner": (Severity.STOP, CanvasPart.PEOPLE, {"response_owner": ""}, {}),
    "owner_nobody": (Severity.STOP, CanvasPart.PEOPLE, {"channel_owner": Department.NOBODY}, {}),
    "owner_sales": (Severity.WARN, CanvasPart.PEOPLE, {"channel_owner": Department.SALES}, {}),
    "owner_outside": (Severity.NOTE, CanvasPart.PEOPLE, {"channel_owner": Department.OUTSIDE}, {}),
    "hours_missing": (Severity.STOP, CanvasPart.HOURS, {"hours": 0.0}, {}),
    "hours_over": (Severity.STOP, CanvasPart.HOURS, {"hours": 1.0}, {"needed": 1.5, "hours": 1.0}),
    "no_website": (Severity.WARN, CanvasPart.BASICS, {"website": False}, {}),
    "no_email": (Severity.WARN, CanvasPart.BASICS, {"email": False}, {}),
    "no_website_nor_email": (Severity.STOP, CanvasPart.BASICS, {"website": False, "email": False}, {}),
    "no_feedback": (Severity.WARN, CanvasPart.FEEDBACK, {"question": " "}, {}),
    "feedback_unheard": (Severity.WARN, CanvasPart.FEEDBACK, {"heard_by": ""}, {"question": "What was missing?"}),
}


@pytest.mark.parametrize("code", PROVOKED)
def test_each_finding(code: str) -> None:
    severity, part, change, values = PROVOKED[code]
    broken = replace(SOUND, **change)
    finding = findings_of(broken)[code]
    assert (finding.severity, finding.part) == (severity, part)
    assert {name: finding.values[name] for name in values} == values
    assert ready(broken) is not any(each.severity is Severity.STOP for each in check(broken))
    if severity is Severity.STOP:
        assert not ready(broken)


def test_every_code_is_provoked() -> None:
    assert set(PROVOKED) == set(CanvasFinding)


def test_a_warning_alone_does_not_hold_the_strategy_back() -> None:
    assert ready(replace(SOUND, channel_owner=Department.SALES, audience="everybody", email=False))


@pytest.mark.parametrize("kind", LOWER_IS_BETTER)
def test_what_should_fall_must_fall(kind: KpiKind) -> None:
    rising = replace(SOUND, **with_kpi(kind=kind, baseline=6, target=30))
    falling = replace(SOUND, **with_kpi(kind=kind, baseline=30, target=6))
    assert "kpi_target_worse" in findings_of(rising)
    assert not {"kpi_target_worse", "kpi_target_same"} & set(findings_of(falling))


def test_the_learner_may_say_which_way_is_better() -> None:
    waste = {"kind": KpiKind.OTHER, "baseline": 9, "target": 4}
    assert "kpi_target_worse" in findings_of(replace(SOUND, **with_kpi(**waste)))
    assert "kpi_target_worse" not in findings_of(replace(SOUND, **with_kpi(**waste, lower_is_better=True)))
    slower = {"kind": KpiKind.ANSWER_TIME, "baseline": 4, "target": 9, "lower_is_better": False}
    assert "kpi_target_worse" not in findings_of(replace(SOUND, **with_kpi(**slower)))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(KpiKind), st.none() | st.booleans())
def test_exactly_one_direction_is_better(baseline: float, target: float, kind: KpiKind, lower: bool | None) -> None:
    def codes(one: float, other: float) -> set[str]:
        made = replace(SOUND, **with_kpi(kind=kind, baseline=one, target=other, lower_is_better=lower))
        return {code for code in findings_of(made) if code.startswith("kpi_target")}

    forth, back = codes(baseline, target), codes(target, baseline)
    if baseline == target:
        assert forth == back == {"kpi_target_same"}
    else:
        assert sorted((forth, back), key=len) == [set(), {"kpi_target_worse"}]


@pytest.mark.parametrize(
    ("objective", "severity"),
    [
        (Objective.NEW_CUSTOMERS, Severity.STOP),
        (Objective.BRING_BACK, Severity.STOP),
        (Objective.QUIET_HOURS, Severity.STOP),
        (Objective.BE_FOUND, Severity.WARN),
        (Objective.LISTEN, Severity.WARN),
        (Objective.RECRUIT, Severity.WARN),
    ],
)
def test_followers_alone_are_refused_for_sales(objective: Objective, severity: Severity) -> None:
    only = findings_of(replace(SOUND, objective=objective, kpis=(FOLLOWERS, FOLLOWERS)))
    assert only["followers_only"].severity is severity
    assert "followers_only" not in findings_of(replace(SOUND, objective=objective, kpis=(FOLLOWERS, BOOKINGS)))


def test_reach_is_a_fair_number_for_being_found() -> None:
    assert not {"attention_only", "kpi_other_objective"} & set(
        findings_of(replace(SOUND, objective=Objective.BE_FOUND, kpis=(REACH,)))
    )


@pytest.mark.parametrize(
    "text",
    [
        "Everybody",
        "everyone!",
        "TODOS",
        "todo el público",
        "Público en general",
        "la gente",
        "customers",
        "  todas ",
        "the   general public",
    ],
)
def test_everybody_is_nobody(text: str) -> None:
    assert findings_of(replace(SOUND, audience=text))["audience_everybody"].values["reason"] == "everybody"


@pytest.mark.parametrize("text", ["moms", "vecinos", "18-25, 26-35, 36-45"])
def test_a_word_is_not_yet_an_audience(text: str) -> None:
    assert findings_of(replace(SOUND, audience=text))["audience_everybody"].values["reason"] == "short"


@pytest.mark.parametrize(
    "text",
    [
        "everybody who walks past on the way to school",
        "compradores de piezas en talleres de Pamplona",
        "jóvenes que buscan su primer oficio",
    ],
)
def test_a_described_audience_is_accepted(text: str) -> None:
    assert "audience_everybody" not in findings_of(replace(SOUND, audience=text))


def test_everybody_is_written_as_it_is_compared() -> None:
    assert all(text == " ".join(text.split()) and text.isascii() and text.islower() for text in EVERYBODY)


def test_listening_without_a_question_is_no_strategy() -> None:
    listening = replace(SOUND, objective=Objective.LISTEN, question="")
    assert findings_of(listening)["no_feedback"].severity is Severity.STOP


@pytest.mark.parametrize(
    ("today", "by", "far"),
    [
        (date(2026, 3, 2), date(2028, 3, 2), False),
        (date(2026, 3, 2), date(2028, 3, 3), True),
        (date(2028, 2, 29), date(2030, 2, 28), False),
        (date(2028, 2, 29), date(2030, 3, 1), True),
    ],
)
def test_two_years_are_the_furthest(today: date, by: date, far: bool) -> None:
    assert ("kpi_date_far" in findings_of(replace(SOUND, today=today, **with_kpi(by=by)))) is far


def test_a_tactic_may_not_point_at_a_kpi_that_was_taken_away() -> None:
    for place in (-1, 1, 7):
        gone = replace(SOUND, tactics=(CanvasTactic(text="walk", network="instagram", kpi=place),))
        assert findings_of(gone)["tactic_without_kpi"].values["index"] == 0


@pytest.mark.parametrize(
    ("change", "opened"),
    [
        ({"objective": None, "audience": "", "kpis": ()}, [True, False, False, False]),
        ({"audience": "", "kpis": ()}, [True, True, False, False]),
        ({"kpis": ()}, [True, True, True, False]),
        (with_kpi(owner=""), [True, True, True, False]),
        ({"kpis": (FOLLOWERS,)}, [True, True, True, False]),
        ({"tactics": ()}, [True, True, True, True]),
        ({"objective": None}, [True, False, False, False]),
    ],
)
def test_the_gates_open_in_order(change: dict[str, Any], opened: list[bool]) -> None:
    steps = open_steps(replace(SOUND, **change))
    assert [step.part for step in steps] == [
        CanvasPart.OBJECTIVE,
        CanvasPart.AUDIENCE,
        CanvasPart.KPI,
        CanvasPart.TACTICS,
    ]
    assert [step.open for step in steps] == opened
    assert all(bool(step.missing) is not step.open for step in steps)


def test_steps_say_what_keeps_them_closed() -> None:
    steps = open_steps(Canvas(firm="mine", today=TODAY))
    assert steps[3].missing == ("objective_missing", "audience_missing", "no_kpi")
    assert [step.done for step in steps] == [False] * 4
    assert [step.done for step in open_steps(SOUND)] == [True] * 4


def test_warnings_do_not_lock_the_tactics() -> None:
    assert open_steps(replace(SOUND, audience="todos"))[3].open


@given(
    st.none() | st.sampled_from(Objective),
    st.sampled_from(["", "all", "bakers in the valley"]),
    st.lists(st.sampled_from([BOOKINGS, FOLLOWERS, REACH, replace(BOOKINGS, owner="")]), max_size=5),
    st.lists(
        st.sampled_from([CanvasTactic(text="a", network="x", kpi=0), CanvasTactic(text="", network="x", kpi=None)]),
        max_size=3,
    ),
)
def test_gates_never_open_behind_a_closed_one(
    objective: Objective | None, audience: str, kpis: list[CanvasKpi], tactics: list[CanvasTactic]
) -> None:
    canvas = replace(SOUND, objective=objective, audience=audience, kpis=tuple(kpis), tactics=tuple(tactics))
    steps = open_steps(canvas)
    opened = [step.open for step in steps]
    assert opened == sorted(opened, reverse=True) and opened[0]
    assert all(after.open is before.done for before, after in zip(steps, steps[1:], strict=False))
    if tactics:
        assert ("tactics_too_early" in findings_of(canvas)) is not steps[3].open
    if ready(canvas):
        assert all(step.done for step in steps)
    severities = [list(Severity).index(finding.severity) for finding in check(canvas)]
    assert severities == sorted(severities)


def test_the_sentence() -> None:
    parts = sentence_parts(SOUND)
    assert parts.complete
    assert (parts.objective, parts.audience) == (Objective.BRING_BACK, "couples who have already stayed once")
    assert (parts.kpi, parts.baseline, parts.target, parts.unit) == ("repeat nights", 9, 16, "nights a month")
    assert parts.by == date(2026, 12, 31)


def test_the_sentence_takes_the_first_kpi_that_fills_it() -> None:
    assert sentence_parts(replace(SOUND, kpis=(replace(BOOKINGS, target=None), FOLLOWERS))).kpi == "followers"
    unfinished = sentence_parts(replace(SOUND, kpis=(replace(BOOKINGS, target=None),)))
    assert not unfinished.complete and unfinished.kpi == "repeat nights" and unfinished.target is None


def test_the_sentence_of_an_empty_canvas_has_blanks() -> None:
    parts = sentence_parts(Canvas(firm="mine", today=TODAY))
    assert not parts.complete
    assert (parts.objective, parts.audience, parts.kpi, parts.baseline, parts.by) == (None,) * 5


def test_a_baseline_of_nothing_is_a_baseline() -> None:
    zero = replace(SOUND, **with_kpi(baseline=0))
    assert check(zero) == () and sentence_parts(zero).complete


@pytest.mark.parametrize(
    ("make", "field", "code"),
    [
        (lambda: replace(SOUND, hours=-1.0), "hours", Refusal.BELOW),
        (lambda: replace(SOUND, hours=float("nan")), "hours", Refusal.NOT_A_NUMBER),
        (lambda: replace(SOUND, hours=169.0), "hours", Refusal.ABOVE),
        (
            lambda: replace(SOUND, tactics=(CanvasTactic(text="a", network="x", kpi=0, hours=-2.0),)),
            "tactics.0.hours",
            Refusal.BELOW,
        ),
        (lambda: replace(SOUND, **with_kpi(baseline=float("inf"))), "kpis.0.baseline", Refusal.NOT_A_NUMBER),
        (lambda: replace(SOUND, **with_kpi(target=float("nan"))), "kpis.0.target", Refusal.NOT_A_NUMBER),
        (lambda: replace(SOUND, objective="fame"), "objective", Refusal.UNKNOWN),
        (lambda: replace(SOUND, channel_owner="the cat"), "channel_owner", Refusal.UNKNOWN),
        (lambda: replace(BOOKINGS, kind="applause"), "kind", Refusal.UNKNOWN),
        (lambda: example("mine", TODAY), "firm", Refusal.UNKNOWN),
    ],
)
def test_impossible_input_names_its_field(make: Any, field: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        make()
    assert (caught.value.field, caught.value.code) == (field, code)


def test_a_bad_number_says_in_which_kpi() -> None:
    with pytest.raises(InputError) as caught:
        replace(SOUND, kpis=(BOOKINGS, replace(BOOKINGS, target=float("nan"))))
    assert caught.value.field == "kpis.1.target"


def test_a_stored_plan_may_give_plain_words() -> None:
    stored = replace(SOUND, objective="bring_back", channel_owner="sales", kpis=(replace(BOOKINGS, kind="bookings"),))
    assert set(findings_of(stored)) == {"owner_sales"}


@pytest.mark.parametrize(("firm", "is_ready"), [("bakery", True), ("guesthouse", True), ("workshop", False)])
def test_examples(firm: str, is_ready: bool) -> None:
    for today in (TODAY, date(2028, 2, 29), date(2031, 12, 31)):
        canvas = example(firm, today)
        assert ready(canvas) is is_ready and sentence_parts(canvas).complete
        if is_ready:
            assert check(canvas) == ()


def test_the_workshop_shows_what_to_mend() -> None:
    assert set(findings_of(example("workshop", TODAY))) == {
        "tactic_without_kpi",
        "no_response_owner",
        "hours_over",
        "audience_everybody",
        "owner_sales",
        "no_feedback",
        "kpi_other_objective",
        "kpi_without_tactic",
    }


def test_examples_speak_the_learners_language() -> None:
    shouted = example("bakery", TODAY, str.upper)
    texts = (shouted.audience, shouted.question, shouted.heard_by, shouted.tactics[0].text)
    assert all(text.isupper() for text in texts)
    assert all(text.isupper() for kpi in shouted.kpis for text in (kpi.name, kpi.unit, kpi.source))
