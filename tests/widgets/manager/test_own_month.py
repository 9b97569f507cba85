"""The exercises on managing with the learner's own firm: told once, left and found again, nothing invented."""

from __future__ import annotations

import json

import pytest

from tertulia.entries import EntriesKeeper
from tertulia.language import speak
from tertulia.models.manager import inbox
from tertulia.models.manager.inbox_play import Play
from tertulia.models.strategy.objective import Objective
from tertulia.plan.schema import Plan
from tertulia.profile import Account, Profile, ProfileKeeper
from tertulia.widgets import inbox_drill, listening_setup, manager_brief, monthly_report, results_dashboard
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.base.kept_files import MOST_KEPT, FilesKeeper
from tests.widgets.playing import play

pytestmark = pytest.mark.usefixtures("place")

EVERY = (inbox_drill, listening_setup, manager_brief, monthly_report, results_dashboard)
POSTS = (monthly_report, results_dashboard)

SHOP = Profile(
    sector="retail",
    name="Ferretería Goñi",
    hours=6.0,
    euros=15.0,
    posts=4.0,
    aim=Objective.LISTEN,
    answers="Amaia",
    network="instagram",
    accounts=(Account("instagram", 150),),
)


@pytest.fixture(autouse=True)
def shop(place):
    ProfileKeeper().change(**vars(SHOP))


def told() -> Profile:
    return ProfileKeeper().load()


def table(n=40) -> bytes:
    rows = [
        f"2026-0{1 + k // 20}-{1 + k % 20:02d};{('Foto', 'Reel')[k % 2]};{100 + k};{5 + k % 5};1;0" for k in range(n)
    ]
    return "\n".join(["Fecha;Tipo;Alcance;Me gusta;Comentarios;Compartidos", *rows]).encode()


def give(exercise, content: bytes, name="mis-posts.csv"):
    exercise.controls.own.upload.value = ChosenFile(name, content)


def shown(exercise) -> str:
    parts = ("numbers", "picture", "words", "folds", "mini", "account", "files")
    return "".join(getattr(exercise, part).value for part in parts if hasattr(exercise, part))


def test_the_dashboard_invents_no_cost_and_no_sale():
    exercise = results_dashboard()
    costs = exercise.controls.costs
    assert (costs.hours.value, costs.hour_euros.value, costs.ads.value) == (26, 0, 65)
    costs.ads.value = 0
    assert exercise.result is None and "€" not in exercise.numbers.value + exercise.words.value
    assert "Costs and sales: invented" not in shown(exercise)
    plan = exercise.for_plan(Plan())
    assert plan.results.cost is None and plan.results.break_even is None
    assert all(each.value is None for each in plan.results.watch)
    costs.hour_euros.value = 10
    assert "€260" in exercise.numbers.value and exercise.result.break_even is None
    costs.margin.value = 26.0
    assert exercise.result.break_even is not None and exercise.for_plan(Plan()).results.cost == 260
    costs.margin.value = None
    costs.conversions.value = 3
    assert costs.margin.has_problem


def test_the_report_invents_no_cost():
    exercise = monthly_report()
    exercise.controls.costs.ads.value = 0
    assert "€" not in shown(exercise) and "was not told" in exercise.picture.value
    assert "Costs and sales: invented" not in shown(exercise)
    exercise.controls.costs.hour_euros.value = 10
    assert "€260" in exercise.picture.value and "No sale traced" in exercise.picture.value


@pytest.mark.parametrize("made", POSTS)
def test_the_figures_of_a_small_file_are_kept_and_the_file_is_not(made, place):
    exercise = made()
    give(exercise, table() + b"\n2026-02-21;Mi secreto;7;1;1;0")
    posts = exercise.own.posts()
    exercise.controls.costs.hours.value = 31
    speak("es")
    again = made()
    assert again.controls.own.source.value == "file" and not again.controls.own.upload.has_problem
    assert again.own.given and again.controls.costs.hours.value == 31
    assert again.own.posts().months == posts.months and len(again.own.posts()) == len(posts)
    assert all((again.own.posts().counts[name] == posts.counts[name]).all() for name in ("reach", "interactions"))
    assert "mis-posts.csv" in again.account.value
    again.controls.costs.hours.value = 32
    assert len(made().own.posts()) == len(posts)


@pytest.mark.parametrize("made", POSTS)
def test_a_large_file_is_asked_for_again_by_its_name(made):
    exercise = made()
    give(exercise, table(20) + b"".join(b"\n2026-03-%02d;Foto;%d;3;1;0" % (1 + k % 28, k) for k in range(6000)))
    assert not exercise.controls.own.upload.has_problem
    kept = FilesKeeper().load()[exercise.name]
    assert (kept.name, kept.posts, kept.texts) == ("mis-posts.csv", None, ())
    again = made()
    assert "“mis-posts.csv”" in again.controls.own.upload._message.value
    give(again, table())
    assert not again.controls.own.upload.has_problem and len(again.own.posts()) == 40


def test_a_pasted_table_is_kept_unless_it_is_large():
    exercise = results_dashboard()
    exercise.controls.own.source.value = "paste"
    exercise.controls.own.paste.value = table().decode()
    exercise.who.value = "bakery"
    exercise.who.value = "mine"
    assert exercise.controls.own.paste.value == table().decode()
    assert len(results_dashboard().own.posts()) == 40
    exercise.controls.own.paste.value = table().decode() + "\n" * MOST_KEPT + "2026-03-01;Foto;1;1;1;0"
    exercise.controls.costs.hours.value = 9
    again = results_dashboard()
    assert again.controls.own.paste.value == "" and again.controls.costs.hours.value == 9


def test_what_was_pasted_beside_an_example_comes_along_to_my_firm():
    exercise = results_dashboard()
    exercise.who.value = "bakery"
    exercise.controls.own.source.value = "paste"
    exercise.controls.own.paste.value = table().decode()
    assert EntriesKeeper("results").load() is None
    exercise.who.value = "mine"
    exercise.controls.costs.hours.value = 9
    assert len(exercise.own.posts()) == len(results_dashboard().own.posts()) == 40


def test_the_report_keeps_the_month_and_the_learners_words_and_writes_its_own_anew():
    exercise = monthly_report()
    give(exercise, table())
    exercise.controls.month.value = 12 * 2026
    exercise.controls.learned.value = "Nadie compró por la foto"
    exercise.controls.costs.hours.value = 8
    change = exercise.controls.change.value
    speak("es")
    again = monthly_report()
    assert again.controls.month.value == 12 * 2026 == again.result.month
    assert again.controls.learned.value == "Nadie compró por la foto"
    assert again.controls.change.value not in ("", change) and again.controls.change.value.startswith("- ")
    again.who.value = "bakery"
    assert "Nadie compró" not in again.controls.learned.value


def test_a_margin_is_the_same_number_in_the_other_language():
    exercise = results_dashboard()
    exercise.controls.costs.hour_euros.value = 10
    exercise.controls.costs.margin.value = 4.5
    speak("es")
    again = results_dashboard()
    assert again.controls.costs.margin.value == 4.5 and again.controls.costs.margin.widget.value == "4,5"


def test_the_inbox_goes_on_with_the_round_that_was_left():
    drill = inbox_drill()
    drill.another()
    play(drill, (inbox.best(case) for case in drill.cases[:2]))
    drill.controls.decisions[2].when.value = "today"
    drill.controls.budget.value = 45
    half = inbox_drill()
    assert (half.cases, half.play) == (drill.cases, Play(2)) and half.controls.seed.value == 2
    assert half.controls.decisions[2].when.value == "today" and half.result.points == drill.result.points > 0
    half.close()
    speak("es")
    done = inbox_drill()
    assert done.over and done.result.points == half.result.points
    done.who.value = "bakery"
    assert done.controls.seed.value == 1 and done.play == Play()
    done.who.value = "mine"
    assert done.controls.seed.value == 2 and done.over


def test_a_round_that_was_handed_in_as_one_form_is_still_there():
    values = {
        f"decisions.{place}.{part}": value
        for place in range(6)
        for part, value in (("when", "now"), ("how", "private"), ("stance", "inform"))
    }
    EntriesKeeper("inbox").save({"values": values, "state": {"round": 1, "handed": True}})
    drill = inbox_drill()
    assert drill.over and drill.result.decided == 6


def test_the_brief_and_the_listening_know_and_tell():
    brief = manager_brief()
    known = [brief.controls[name].value for name in ("posts", "aim", "firm", "contact_name")]
    assert known == [4, "listen", "Ferretería Goñi", "Amaia"]
    brief.controls.posts.value = 3
    assert told().posts == 3 and "content mix" in brief.used_elsewhere.value
    listening = listening_setup()
    assert listening.controls.name.value == "Ferretería Goñi" and listening.nothing_yet() == ""
    listening.controls.name.value = "Goñi Hermanos"
    assert told().name == manager_brief().controls.firm.value == "Goñi Hermanos"


def test_without_a_name_there_is_nothing_to_listen_for():
    ProfileKeeper().change(name="")
    exercise = listening_setup()
    assert exercise.nothing_yet() in exercise.words.value and exercise.searches.value == ""
    assert "My firm" not in shown(exercise) and exercise.plan_button.button.disabled


@pytest.mark.parametrize("made", EVERY)
def test_an_example_leaves_what_is_mine(made):
    exercise = made()
    exercise.who.value = "guesthouse"
    for control in exercise.controls.named().values():
        if control.fits(3):
            control.value = 3
    assert told() == SHOP and EntriesKeeper(exercise.name).load() is None


HOSTILE = [
    None,
    "x",
    {"posts": {"name": 3}, "round": True, "month": "x", "from_numbers": [1], "plan": {"taken": {"community": "x"}}},
    {"posts": {"name": "a", "posts": {"unit": "post", "kinds": [1], "counts": {}}}, "round": 10**9, "handed": 1},
    {
        "posts": {
            "name": "a",
            "posts": {
                "unit": "post",
                "kinds": ["<b>"],
                "kind": [5],
                "paid": [None],
                "month": [24000],
                "weekday": [0],
                "hour": [3, 4],
                "counts": {"reach": [-1]},
            },
        },
        "plan": {"taken": 3, "day": "never"},
    },
]


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize("state", HOSTILE)
def test_hostile_entries_do_not_raise(made, state, place):
    values = {"source": "file", "measure": "?", "month": [], "margin": {}, "measured_on": "x", "seed": 0.5, "posts": -9}
    whole = {"format": "tertulia-entries", "version": 1, "exercises": {made.__name__: 1}}
    whole["exercises"] = {made("bakery").name: {"values": values, "state": state}}
    place.with_name("my-entries.json").write_text(json.dumps(whole))
    exercise = made()
    assert exercise.firm.key == "mine" and exercise._repr_mimebundle_()["text/plain"]
