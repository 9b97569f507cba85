"""An edition's currency, its price of an hour, its region and its name, in the exercises and in the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertulia import widgets
from tertulia.firms import firms, own_firm
from tertulia.language import currency_words, euros, money, speak
from tertulia.plan.export import export
from tertulia.plan.export.outline import outline
from tertulia.plan.schema import Plan, Results, Strategy
from tertulia.plan.words import problem_words
from tertulia.profile import Profile, ProfileKeeper
from tertulia.records import RecordError, RecordFault
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.inside.ambassador_policy import policy
from tests import made_edition


@pytest.fixture
def pounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Exercise, "draw", lambda *_given: None)
    made_edition.use(monkeypatch, tmp_path / "editions", currency="GBP", hour_cost=17.5, region="ES-CN")
    yield
    speak("en")


def html(exercise: Exercise) -> str:
    return exercise._repr_mimebundle_()["text/html"]


def test_amounts_are_written_in_the_currency_and_facts_stay_in_euros(pounds):
    assert (money(1170), money(2.5, 2), euros(20)) == ("£1,170", "£2.50", "€20")
    assert (currency_words(), currency_words(1), currency_words(begins=True)) == (
        "British pounds",
        "British pound",
        "British pounds",
    )
    speak("es")
    assert currency_words(begins=True) == "Libras esterlinas" and euros(20) == "20\u00a0€"


def test_without_an_edition_money_is_euros(monkeypatch):
    for language, words in (("en", ("€20", "euros", "euro", "Euros")), ("es", ("20\u00a0€", "euros", "euro", "Euros"))):
        speak(language)
        assert (money(20), currency_words(), currency_words(1), currency_words(begins=True)) == words
    speak("en")


@pytest.mark.parametrize(
    "name", ["foundations_check", "monthly_report", "results_dashboard", "your_firm", "community_simulator"]
)
@pytest.mark.parametrize("firm", ["mine", "guesthouse"])
def test_no_label_and_no_answer_is_in_euros(pounds, name, firm):
    exercise = getattr(widgets, name)(firm)
    shown = [control for part in exercise.settings.children for control in (part, *getattr(part, "children", ()))]
    labels = [control.label for control in exercise.controls.named().values() if control.box in shown]
    assert labels and not [label for label in labels if "uro" in label]
    answer = "".join(getattr(exercise, part).value for part in ("numbers", "words", "folds", "mini"))
    assert "€" not in answer


def test_the_brief_counts_with_the_price_the_edition_gives(pounds):
    brief = widgets.manager_brief("mine")
    assert brief.controls.hour.value == 17.5
    assert "(British pounds)" in brief.controls.hour.label
    assert "Gremio de Cafés" in html(brief) and "£17.50" in html(brief) and "€" not in brief.numbers.value


def test_what_an_hour_costs_begins_with_that_price(pounds):
    ProfileKeeper().change(sector="retail", hours=3.0)
    report = widgets.monthly_report("mine")
    assert report.controls["hour_euros"].value == 18
    report.who.value = "bakery"
    assert report.controls["hour_euros"].value == 15  # an invented firm has its own
    simulator = widgets.community_simulator("mine")
    assert simulator.controls.hour_euros.value == 18
    ProfileKeeper().change(hour_euros=22.0)
    assert widgets.monthly_report("mine").controls["hour_euros"].value == 22


def test_paid_reach_whose_price_is_known_in_euros_is_not_offered(pounds):
    ProfileKeeper().change(sector="retail", euros=40.0, goal=4000, audience=5000)
    simulator = widgets.community_simulator("mine")
    assert simulator.controls.euros.value == 0 and "of ads" not in html(simulator)
    assert widgets.your_firm("mine").controls.euros.value == 40


def test_the_region_is_where_my_firm_begins(pounds):
    assert widgets.content_mix("mine").controls.region.value == "ES-CN"
    assert widgets.your_firm("mine").controls.region.value == "ES-CN"
    assert firms()["bakery"].region == "ES-CL"
    assert Profile().zone == "Atlantic/Canary" and Profile(region="ES-MD").zone == "Europe/Madrid"
    assert own_firm(Profile(region="ES-MD")).region == "ES-MD"


def test_files_and_sentences_say_the_editions_name(pounds):
    plan = Plan(strategy=Strategy(begun=date(2026, 11, 25)), results=Results(cost=120.0))
    page = export("page", plan, date(2026, 11, 25)).decode()
    assert "Made with the course Redes del Gremio." in page and "£120" in page
    told = page + policy() + problem_words(RecordError("$", RecordFault.NOT_A_PLAN)) + repr(outline(plan, date.today()))
    assert told.count("Redes del Gremio") >= 4 and "Tertulia" not in told
