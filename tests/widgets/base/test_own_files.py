"""The learner's files in the exercises that take one: refused, taken back, offered, forgotten."""

from __future__ import annotations

import pytest

from tertulia.device import store
from tertulia.exports.questions import QuestionCode
from tertulia.language import speak
from tertulia.plan.schema import Plan
from tertulia.widgets import community_simulator, conversation_audit, monthly_report, results_dashboard
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.base.kept_files import FilesKeeper

pytestmark = pytest.mark.usefixtures("place")

HEAD = "Fecha;Texto;Alcance;Me gusta;Comentarios;Compartidos"
FIGURES = (results_dashboard, monthly_report)
PDF = ("carta.pdf", b"%PDF-1.7")
VISITS = ("visitas.csv", b"Sessions,Engaged sessions,Views\n10,4,30\n12,5,33\n")
UNCOUNTED = ("textos.csv", b"Fecha;Texto\n2026-01-01;Hola\n2026-01-09;Pan")


def month(number: int, n: int = 12) -> tuple[str, bytes]:
    rows = [
        f"2026-{number:02}-{day:02};Pan {number}/{day}, {day}?;{100 * number + day};{day};2;1"
        for day in range(1, n + 1)
    ]
    return f"mes-{number}.csv", "\n".join([HEAD, *rows]).encode()


FOLLOWERS = (
    "seguidores.csv",
    (
        "Fecha;Seguidores\n" + "".join(f"2026-{m:02}-{d:02};{300 + 10 * m}\n" for m in range(1, 11) for d in (1, 15))
    ).encode(),
)


def give(exercise, *files: tuple[str, bytes]) -> None:
    controls = exercise.controls
    field = controls.own.upload if hasattr(controls, "own") else controls.file
    field.chosen = [ChosenFile(name, content) for name, content in files]


def shown(exercise) -> str:
    parts = ("numbers", "picture", "mini", "account", "files", "folds")
    return "".join(getattr(exercise, part).value for part in parts if hasattr(exercise, part))


def hidden(widget) -> bool:
    return "tt-hidden" in widget._dom_classes


def offers(exercise) -> list:
    kept = exercise.own.kept if hasattr(exercise, "own") else exercise.kept
    return [] if hidden(kept.offers) else list(kept.offers.children)


@pytest.mark.parametrize("made", FIGURES)
@pytest.mark.parametrize("bad", [PDF, VISITS, UNCOUNTED, ("vacio.csv", b"")], ids=lambda file: file[0])
def test_after_a_refusal_nothing_of_the_file_before_is_shown(made, bad):
    exercise = made("bakery")
    give(exercise, month(3))
    before = shown(exercise)
    assert "mes-3.csv, 12 posts" in exercise.own.controls.upload.widget.description
    give(exercise, bad)
    assert shown(exercise) == "" and f"“{bad[0]}” was not read" in exercise.words.value
    assert exercise.own.controls.upload.widget.description == f"Not read: {bad[0]}; choose another"
    assert exercise.own.export is None and exercise.plan_button.button.disabled
    if made is monthly_report:
        assert exercise.controls.learned.value == exercise.controls.change.value == ""
    back = exercise.own._take_back
    assert not hidden(back) and "mes-3.csv" in back.description
    back.click()
    assert shown(exercise) == before and hidden(back) and not exercise.plan_button.button.disabled
    assert not exercise.own.controls.upload.has_problem


@pytest.mark.parametrize("made", FIGURES)
def test_what_was_answered_about_a_file_comes_back_with_it(made):
    exercise = made("bakery")
    name, content = month(3)
    give(exercise, (name, content.decode().replace("Alcance", "Gente que lo vio").encode()))
    exercise.own.questions.fields["Gente que lo vio"].value = "reach"
    reach = exercise.own.posts().counts["reach"].sum()
    give(exercise, PDF)
    exercise.own._take_back.click()
    assert exercise.own.questions.fields["Gente que lo vio"].value == "reach"
    assert exercise.own.posts().counts["reach"].sum() == reach


def test_words_of_the_learners_own_stay_through_a_refusal():
    exercise = monthly_report("bakery")
    give(exercise, month(3))
    exercise.controls.learned.value = "Nadie compró por la foto"
    give(exercise, PDF)
    assert exercise.controls.learned.value == "Nadie compró por la foto"


@pytest.mark.parametrize("made", FIGURES)
def test_a_cost_that_cannot_be_beside_another_file_leaves_no_figures_of_the_first(made):
    exercise = made("bakery")
    give(exercise, month(3))
    exercise.controls.costs.conversions.value = -1
    assert shown(exercise)  # the same posts
    give(exercise, month(5))
    assert exercise.numbers.value == exercise.picture.value == exercise.folds.value == ""
    assert "was not read" not in exercise.words.value
    exercise.controls.costs.conversions.value = 3
    assert "mes-5.csv, 12 posts" in exercise.own.controls.upload.widget.description and shown(exercise)


@pytest.mark.parametrize("made", FIGURES)
def test_nothing_pasted_yet_shows_nothing_of_the_file(made):
    exercise = made("bakery")
    give(exercise, month(3))
    exercise.own.controls.source.value = "paste"
    assert shown(exercise) == "" and "There are no figures yet" in exercise.words.value
    exercise.own.controls.source.value = "file"
    assert shown(exercise) and len(exercise.own.posts()) == 12


@pytest.mark.parametrize("made", FIGURES)
def test_a_refused_file_does_not_make_the_device_forget_the_one_before(made):
    exercise = made("mine")
    give(exercise, month(3))
    give(exercise, PDF)
    again = made()
    assert len(again.own.posts()) == 12 and "mes-3.csv" in again.account.value
    give(again, PDF)
    assert shown(again) == ""
    again.own._take_back.click()
    assert len(again.own.posts()) == 12 and "mes-3.csv" in again.account.value


@pytest.mark.parametrize("made", FIGURES)
def test_several_months_at_once_are_one(made):
    exercise = made("bakery")
    give(exercise, month(1), month(2), month(3, 5))
    assert len(exercise.own.posts()) == 29 and len(exercise.own.posts().months) == 3
    assert exercise.own.controls.upload.widget.description.startswith("mes-1.csv, mes-2.csv, mes-3.csv, 29 posts")


def test_too_many_files_are_refused_by_their_number():
    exercise = results_dashboard("bakery")
    give(exercise, *[(f"f{n}.csv", month(1)[1]) for n in range(25)])
    assert "These are 25 files; we read up to 24 at once" in exercise.controls.own.upload._message.value
    assert exercise.own.controls.upload.widget.description.startswith("Not read: f0.csv and 24 more")


# one list of what was done ------------------------------------------------------------------------------------


def test_everything_could_be_read_only_where_nothing_was_put_right_or_is_open():
    exercise = results_dashboard("bakery")
    whole = ("todo.csv", month(3)[1])
    give(exercise, whole)
    assert "Everything could be read, and nothing had to be put right." in exercise.account.value
    give(exercise, ("total.csv", month(3)[1] + b"\nTOTAL MARZO;;3678;78;24;12"))
    assert "Everything could be read" not in exercise.account.value
    assert '<ul class="tt-done">' in exercise.account.value and "What we did to your file" in exercise.account.value
    doubtful = (
        "dudas.csv",
        b"Fecha;Texto;Alcance;Me gusta\n" + b"".join(b"0%d/02/2026;Pan;%d;1\n" % (k, k) for k in range(1, 9)),
    )
    give(exercise, doubtful)
    assert "Everything could be read" not in exercise.account.value
    assert "still open" in exercise.account.value and "still open" in exercise.words.value
    exercise.own.questions.asked(QuestionCode.ORDER)["Fecha"].value = "month"
    assert "still open" not in exercise.account.value + exercise.words.value


@pytest.mark.parametrize("made", FIGURES)
def test_adverts_are_said_to_be_adverts(made):
    exercise = made("mine")
    rows = [f"Anuncio {n};2026-03-{n:02};{100 + n};{n};{n},50" for n in range(1, 12)]
    give(
        exercise,
        ("ads.csv", "\n".join(["Nombre del anuncio;Fecha;Alcance;Me gusta;Importe gastado (EUR)", *rows]).encode()),
    )
    assert (
        "These are adverts, not posts." in exercise.words.value
        and "These are adverts, not posts." in exercise.account.value
    )
    assert "11 adverts" in exercise.own.controls.upload.widget.description
    again = made()
    assert "These are adverts, not posts." in again.words.value


# offered elsewhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "then"), [FIGURES, FIGURES[::-1]])
def test_a_file_opened_in_one_is_offered_in_the_other_and_used_only_when_chosen(first, then):
    give(first("mine"), month(3), month(4))
    other = then("mine")
    assert not other.own.given
    (offer,) = offers(other)
    assert (
        "mes-3.csv, mes-4.csv, 24 posts" in offer.description
        and "dashboard" in offer.description
        or "report" in offer.description
    )
    offer.click()
    assert other.own.given and len(other.own.posts()) == 24 and not offers(other)
    assert "mes-3.csv, mes-4.csv" in other.account.value
    assert len(then().own.posts()) == 24  # and it is there again
    assert other.for_plan(Plan())


def test_beside_an_example_nothing_is_kept_until_the_learner_says_so():
    exercise = results_dashboard("bakery")
    give(exercise, month(3))
    assert store("files").read() is None and offers(monthly_report("bakery")) == []
    exercise.own.kept._keep_or_forget.click()
    assert len(offers(monthly_report("bakery"))) == 1 and len(offers(conversation_audit("bakery"))) == 1


def test_texts_are_kept_only_when_the_learner_says_so():
    exercise = results_dashboard("mine")
    give(exercise, month(3))
    assert "Pan 3/" not in store("files").read() and offers(conversation_audit()) == []
    assert not hidden(exercise.own.kept._texts)
    exercise.own.kept._texts.click()
    assert hidden(exercise.own.kept._texts)
    exercise.controls.costs.hours.value = 9  # keeping again does not lose them
    audit = conversation_audit()
    (offer,) = offers(audit)
    assert offer.description == "Use the file you opened in the results dashboard: mes-3.csv, 12 posts"
    offer.click()
    assert audit.result.posts[0] == "Pan 3/12, 12?" and len(audit.result.posts) == 12
    assert audit.controls.file.widget.description == "mes-3.csv, 12 posts; choose another"


def test_what_the_audit_opened_is_offered_to_the_dashboard_with_its_figures():
    give(conversation_audit("mine"), month(3))
    (offer,) = offers(results_dashboard())
    assert "conversation audit" in offer.description and "12 posts" in offer.description


def test_the_simulator_takes_the_followers_of_a_file_opened_elsewhere():
    name, content = FOLLOWERS
    rows = content.decode().splitlines()
    with_posts = "\n".join([rows[0] + ";Alcance;Me gusta", *(f"{row};50;4" for row in rows[1:])])
    give(results_dashboard("mine"), (name, with_posts.encode()))
    simulator = community_simulator()
    simulator.controls.history.value = "2026-01-01 5"
    (offer,) = offers(simulator)
    assert "20 counts of followers" in offer.description
    offer.click()
    assert simulator.controls.history.value.splitlines()[-1] == "2026-10-15 400"
    simulator.put_back.click()
    assert simulator.controls.history.value == "2026-01-01 5"


def test_a_file_can_be_forgotten_everywhere_and_is_not_kept_again_by_itself():
    dashboard = results_dashboard("mine")
    give(dashboard, month(3))
    report = monthly_report("mine")
    offers(report)[0].click()
    assert set(FilesKeeper().load()) == {"results", "report"}
    button = report.own.kept._keep_or_forget
    assert button.description == "Forget what is kept of it"
    button.click()
    assert FilesKeeper().load() == {} and "Nothing is kept of “mes-3.csv” now" in report.own.kept._said.value
    report.controls.costs.hours.value = 9
    assert FilesKeeper().load() == {}
    assert shown(monthly_report()) == ""
    button.click()
    assert set(FilesKeeper().load()) == {"report"}


def test_forgetting_from_your_data_is_heard_in_an_open_page():
    dashboard = results_dashboard("mine")
    give(dashboard, month(3))
    store("files").erase()
    dashboard.own.kept._look()
    dashboard.controls.costs.hours.value = 9
    assert FilesKeeper().load() == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_name_of_a_file_becomes_markup(language):
    speak(language)
    exercise = results_dashboard("mine")
    give(exercise, ("<img src=x onerror=alert(1)>.csv", month(3)[1]))
    assert "<img" not in shown(exercise) + exercise.own.kept._said.value + exercise.words.value
    give(exercise, ("<img src=x>.pdf", b"%PDF"))
    assert "<img" not in exercise.words.value + exercise.own.controls.upload._message.value
    assert "<img" not in results_dashboard().account.value
