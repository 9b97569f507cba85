"""The results dashboard and the monthly report, driven without a browser."""

from __future__ import annotations

import base64
import csv
import html
import io
import re
from pathlib import Path

import numpy as np
import pytest

from tertulia import facts
from tertulia.exports.questions import QuestionCode
from tertulia.language import _, currency_words, euros, number, speak
from tertulia.models.manager import results as model
from tertulia.models.manager.results import Costs, PostMeasure, TrackedSales
from tertulia.widgets import monthly_report, results_dashboard
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.base.own_posts import example
from tertulia.widgets.manager import results_sentences
from tertulia.widgets.manager.report_words import value_words
from tertulia.widgets.manager.results_words import group_words, measure_words, measured_words, of_what

SAMPLES = Path(__file__).parents[2] / "exports" / "samples"


@pytest.fixture
def results():
    return results_dashboard("bakery")


@pytest.fixture
def report():
    return monthly_report("bakery")


@pytest.fixture(params=["en", "es"])
def spoken(request):
    speak(request.param)
    yield request.param
    speak("en")


@pytest.fixture
def drawn(monkeypatch):
    """The rows that are drawn, each as the chart gets it."""
    rows = []
    drawing = results_sentences.spans

    def recorded(given, *more, **named):
        rows[:] = given
        return drawing(given, *more, **named)

    monkeypatch.setattr(results_sentences, "spans", recorded)
    return rows


def cells(folds, title):
    """The rows of the table in a fold, as texts."""
    (body,) = re.findall(rf"<span>{re.escape(title)}</span>.*?<tbody>(.*?)</tbody>", folds.value, re.S)
    return [
        [html.unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall("<td.*?</td>", row)]
        for row in body.split("</tr>")[:-1]
    ]


def give(exercise, name, content=None):
    content = (SAMPLES / name).read_bytes() if content is None else content
    exercise.controls.own.upload.value = ChosenFile(name, content)


def table(n=40, head="Fecha;Tipo;Alcance;Me gusta;Comentarios;Compartidos"):
    days = [f"2026-0{1 + k // 20}-{1 + k % 20:02d}" for k in range(n)]
    kinds = ["Foto" if k % 2 else "Reel" for k in range(n)]
    rows = [f"{days[k]};{kinds[k]};{100 + k};{5 + k % 5 + 20 * (k % 2)};1;0" for k in range(n)]
    return "\n".join([head, *rows])


def test_the_example_is_the_data_file_and_its_numbers_are_the_models(results):
    rows = facts.rows("facebook_posts_2014")
    assert len(example()) == len(rows) == 500
    rates = [row["interactions"] / row["reach"] for row in rows]
    assert model.middle(model.values_of(example(), PostMeasure.BY_REACH)).median == pytest.approx(np.median(rates))
    assert "<b>2.1\u202f%</b>" in results.numbers.value
    assert results.result == model.returns(Costs(hours=16, hour_euros=15), TrackedSales(conversions=14, margin=9.0))
    assert "Not your firm" in results.picture.value


def test_the_two_rates_stand_beside_each_other_with_their_denominators(results):
    assert "of the people a post reached" in results.numbers.value
    assert "of the followers" in results.numbers.value
    results.controls.measure.value = "by_followers"
    assert "<b>0.10\u202f%</b>" in results.numbers.value.split("</p>")[0]
    assert "Engagement rate by followers" in results.picture.value


def test_a_group_that_is_too_small_is_said_to_be(results):
    assert "7 posts: too few to say" in results.picture.value
    assert "reached fewer people" in results.words.value  # photos: more reactions from fewer people


def test_what_came_back_is_what_the_model_gives_in_both_languages(spoken):
    exercise = results_dashboard("bakery")
    gain, cost = exercise.result.gain, exercise.result.cost
    low, middle, high = (euros(each / cost, 2) for each in gain)
    words = _("come back for each {currency} of cost; it may be {low} to {high}")
    shown = words.format(currency=currency_words(1), low=low, high=high)
    assert f"<b>{middle}</b>" in exercise.numbers.value and shown in exercise.numbers.value
    (brought,) = [each for each in re.findall("<strong>(.*?)</strong>", exercise.words.value) if euros(gain[2]) in each]
    assert brought.index(euros(gain[0])) < brought.index(euros(gain[2])) and euros(cost) in exercise.words.value


def test_table_and_picture_hold_each_groups_own_numbers_in_both_languages(spoken, drawn):
    exercise = results_dashboard("bakery")
    comparison = exercise.comparison
    measure = comparison.measure
    *rows, whole = cells(exercise.folds, _("The comparison as a table"))
    assert len(rows) == len(drawn) == len(comparison.groups) == 4
    for row, span, group in zip(rows, drawn, comparison.groups, strict=True):
        middle = group.middle
        low, high = (measured_words(measure, each) for each in (middle.low, middle.high))
        assert row[:3] == [
            group_words(comparison.grouping, group.key, comparison.posts),
            number(middle.n),
            measured_words(measure, middle.median),
        ]
        assert row[3] == _("{low} to {high}").format(low=low, high=high) or not middle.enough
        assert span.middle == middle.median and row[0] in span.words
        assert (span.low, span.high) == ((middle.low, middle.high) if middle.enough else (None, None))
        assert span.strong == (group.verdict in ("more", "less"))
    assert whole[1:3] == [number(500), measured_words(measure, comparison.whole.median)]


def test_the_clearest_group_is_told_with_its_own_middle_and_that_of_the_rest(results):
    best = max(
        (group for group in results.comparison.groups if group.verdict == "more"), key=lambda group: group.middle.n
    )
    measure = results.comparison.measure
    this, rest = (measured_words(measure, each.median) for each in (best.middle, best.rest))
    assert f"<strong>{this}</strong> against {rest}," in results.words.value


def test_nothing_traced_gives_no_return(results):
    results.controls.costs.conversions.value = 0
    assert results.result.roi is None
    assert "You traced no sale" in results.words.value
    assert "would pay for your hours" in results.numbers.value


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("meta_ig_posts_es-ES.csv", "Instagram posts"),
        ("linkedin_company_content_es.xls", "LinkedIn posts"),
        ("tiktok_studio_es.zip", "TikTok videos"),
        ("meta_daily_metric_es_utf16.csv", "One figure per day"),
    ],
)
def test_a_file_of_the_learner_replaces_the_example(results, name, source):
    give(results, name)
    assert results.controls.own.source.value == "file"
    assert not results.controls.own.upload.has_problem
    assert source in results.account.value
    assert "Your own figures" in results.picture.value
    assert len(results.comparison.posts) == results.own.export.count


def test_a_table_can_be_pasted_with_the_keyboard(results):
    results.controls.own.source.value = "paste"
    assert results.controls.own.paste.has_problem
    results.controls.own.paste.value = table()
    assert not results.controls.own.paste.has_problem
    assert "clearly more with Photo" in results.picture.value
    results.controls.own.followers.value = 500
    results.controls.measure.value = "by_followers"
    assert not results.controls.measure.has_problem


def test_moving_a_cost_does_not_read_the_file_again(results, monkeypatch):
    give(results, "own.csv", table().encode())
    monkeypatch.setattr("tertulia.widgets.base.own_posts.opened", None)
    monkeypatch.setattr("tertulia.widgets.base.own_posts.read", None)
    results.controls.costs.hours.value = 30
    assert "€450" in results.words.value


def test_a_file_that_cannot_be_read_is_said_at_its_field_and_has_no_figures(results):
    give(results, "a.pdf", b"%PDF-1.7")
    assert "This is no table (PDF)" in results.controls.own.upload._message.value
    assert (results.numbers.value, results.picture.value, results.account.value) == ("", "", "")
    assert "“a.pdf” was not read" in results.words.value
    assert results.plan_button.button.disabled
    give(results, "ga4_informe_panoramico_es.csv")
    assert "visits to your website" in results.controls.own.upload._message.value
    give(results, "own.csv", table().encode())
    assert not results.controls.own.upload.has_problem


def test_what_could_not_be_read_is_listed_by_row_and_column(results):
    rows = list(csv.reader(io.StringIO(table()), delimiter=";"))
    rows[3][2], rows[5][0] = "mucho", "ayer"
    give(results, "own.csv", "\n".join(";".join(row) for row in rows).encode())
    account = results.account.value
    assert "2 places could not be read" in account
    assert re.search(r"<td>4</td><td>Alcance</td><td>mucho</td><td>not a number</td>", account)
    assert re.search(r"<td>6</td><td>Fecha</td><td>ayer</td><td>not a date</td>", account)


def test_the_learner_says_what_a_column_is(results):
    give(results, "own.csv", table(head="Cuando;Tipo;Gente;Pulgares;Comentarios;Compartidos").encode())
    asked = results.own.questions.fields
    assert "Gente" in asked
    assert "tt-hidden" not in results.own.questions.box._dom_classes
    asked["Gente"].value = "reach"
    asked["Pulgares"].value = "reactions"
    asked["Cuando"].value = "when"
    assert results.own.export.unassigned == ()
    results.controls.measure.value = "by_reach"
    assert not results.controls.measure.has_problem
    assert results.comparison.posts.months == (12 * 2026, 12 * 2026 + 1)


def test_an_ambiguous_date_is_asked_about(results):
    text = "Fecha,Alcance,Me gusta\n" + "\n".join(f"0{k}/02/2026,{k},1" for k in range(1, 10))
    give(results, "own.csv", text.encode())
    assert results.own.questions.box.children[1] is results.own.questions.asked(QuestionCode.ORDER)["Fecha"].box
    assert results.comparison.posts.months == (12 * 2026 + 1,)
    results.own.questions.asked(QuestionCode.ORDER)["Fecha"].value = "month"
    assert results.comparison.posts.months == tuple(12 * 2026 + k for k in range(9))


def test_another_table_of_the_file_can_be_chosen(results):
    give(results, "linkedin_company_content_es.xls")
    results.own.questions.table.value = "Indicadores"
    assert results.comparison.posts.unit == "day" and len(results.comparison.posts) == 14
    results.controls.measure.value = "views"
    assert "Views per day" in results.picture.value and "per post" not in results.picture.value


def test_what_sums_up_a_whole_firm_is_not_compared(results):
    give(results, "google_business_profile_performance_en.csv")
    assert "sums up your business" in results.controls.own.upload._message.value


def test_answers_about_a_pasted_table_stay_whatever_stands_around_it(results):
    results.controls.own.source.value = "paste"
    results.controls.own.paste.value = "\n" + table(head="Cuando;Tipo;Gente;Me gusta;Comentarios;Compartidos") + "\n\n"
    results.own.questions.fields["Gente"].value = "reach"
    results.own.questions.fields["Cuando"].value = "when"
    results.controls.costs.hours.value = 20
    assert results.own.questions.fields["Gente"].value == "reach"
    assert len(results.comparison.posts.months) == 2


def test_nothing_a_file_holds_becomes_markup(results):
    evil = '<img src=x onerror="alert(1)">'
    text = f"Fecha,Tipo,Alcance,{evil.replace(chr(34), '')}\n" + "\n".join(
        f"2026-01-{k:02d},<b>{evil.replace(chr(34), '')}</b>,{k}x,5" for k in range(1, 29)
    )
    give(results, "own.csv", (text + "\n2026-02-01,<i>,7,1").encode())
    shown = "".join(getattr(results, name).value for name in ("numbers", "picture", "words", "account", "folds"))
    assert "<img" not in shown and "<i>," not in shown
    assert "&lt;img" in shown


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("conversions", -1, "0 or a larger number"),
        ("anyway_least", 80, "lies below"),
        ("followers", -5, "number of followers"),
    ],
)
def test_a_cost_that_cannot_be_is_said_at_its_field(results, name, value, words):
    if name == "followers":
        give(results, "own.csv", table().encode())
    before = results.numbers.value
    results.controls[name].value = value
    field = "anyway_most" if name == "anyway_least" else name
    assert words in results.controls[field]._message.value
    assert results.numbers.value == before


def test_a_margin_that_is_no_number_is_said(results):
    results.controls.costs.margin.widget.value = "nine"
    assert "Write a number" in results.controls.costs.margin._message.value


# ---- the monthly report --------------------------------------------------------------------------------------------


def files(report):
    return [
        base64.b64decode(content).decode()
        for content in re.findall(r"data:text/\w+;charset=utf-8;base64,([^\"]+)", report.files.value)
    ]


def test_the_report_says_what_the_numbers_say_and_can_be_taken_away(report):
    assert report.result.posts == 50 and "December 2014" in report.picture.value
    text, marked = files(report)
    for part in ("What we wanted", "What happened", "What we learned", "What we change next", "Hours and cost"):
        assert part in text and f"## {part}" in marked and part in report.picture.value
    assert "range 1.6\u202f% to 2.8\u202f%" in text
    assert "Moro, Rita & Vala 2016" in text


def test_each_line_of_the_report_holds_its_own_numbers_in_both_languages(spoken):
    exercise = monthly_report("bakery")
    text = files(exercise)[0]
    rows = cells(exercise.folds, _("The numbers as a table"))
    assert len(rows) == len(exercise.result.lines)
    for row, line in zip(rows, exercise.result.lines, strict=True):
        now, low, high, before = (value_words(line, each) for each in (line.now, line.low, line.high, line.before))
        assert (row[1], row[3]) == (now, before)
        assert row[2] == ("–" if low == "–" else f"{low}–{high}")
        times = [number(each, 2) for each in (line.times, line.times_low, line.times_high) if each == each]
        assert [each for each in re.split(r"[ ()–]+", row[4]) if each] == times
        if low != "–":
            assert f"{now} {_('(range {low} to {high})').format(low=low, high=high)}" in text
    returned = exercise.result.returned
    assert euros(returned.cost) in text
    assert text.index(euros(returned.gain[0])) < text.index(euros(returned.gain[2]))
    worst, best = (f"{round(100 * each):+d}".replace("-", "\u2212") for each in (returned.roi[0], returned.roi[2]))
    assert text.index(worst) < text.index(best)


def test_the_second_tile_counts_and_an_untraced_month_names_the_usual_need(report):
    comments = next(line for line in report.result.lines if line.figure == "comments")
    report.controls.plan.community.value = 0
    for field in report.controls.plan.measured:
        field.value = None
    assert f"<b>{number(comments.now)}</b>" in report.numbers.value
    assert f"the month before {number(comments.before)}" in report.numbers.value
    report.controls.costs.conversions.value = 0
    needed = report.result.returned.break_even[1]
    assert f"It takes {needed} traced sales" in files(report)[0]


def test_the_learners_words_stay_when_the_numbers_change(report):
    report.controls.learned.value = "Nadie compró por la foto"
    report.controls.month.value = 12 * 2014 + 5
    assert report.controls.learned.value == "Nadie compró por la foto"
    assert "Nadie compró por la foto" in report.picture.value and "June 2014" in report.picture.value
    report.rewrite()
    assert "Nadie compró" not in report.picture.value


def test_days_of_which_only_views_are_known_have_a_report_of_their_cost(report):
    give(report, "meta_daily_metric_es_utf16.csv")
    assert report.result.lines == () and not report.controls.own.upload.has_problem
    assert report.numbers.value.count("tt-number--main") == 1 and "€240" in report.numbers.value


def test_words_from_the_numbers_follow_the_numbers(report):
    before = report.controls.change.value
    report.controls.costs.conversions.value = 0
    assert report.controls.change.value != before
    assert "Make sales traceable" in report.controls.change.value


def test_what_is_typed_is_never_markup_and_is_cut_at_its_limit(report):
    report.controls.wanted.value = "<script>alert(1)</script>\n- one\n- two"
    assert "<script>" not in report.picture.value and "&lt;script&gt;" in report.picture.value
    assert "<ul><li>one</li><li>two</li></ul>" in report.picture.value
    report.controls.wanted.value = "x" * 5000
    assert "x" * 2000 in report.picture.value and "x" * 2001 not in report.picture.value


def test_a_file_of_the_learner_brings_its_own_months(report):
    give(report, "own.csv", table().encode())
    assert [value for _label, value in report.controls.month.widget.options] == [12 * 2026 + 1, 12 * 2026]
    assert report.result.posts == 20
    assert "February 2026" in report.picture.value
    give(report, "b.csv", b"Tipo,Alcance,Me gusta\n" + b"Foto,5,1\n" * 5)
    assert "no date that we can read" in report.controls.own.upload._message.value
    assert report.picture.value == report.numbers.value == report.files.value == ""
    assert report.controls.learned.value == report.controls.change.value == ""
    report.own._take_back.click()
    assert "February 2026" in report.picture.value and report.controls.learned.value


@pytest.mark.parametrize("measure", PostMeasure)
def test_adverts_are_no_posts(measure):
    assert "post" not in measure_words(measure, "ad") and "advert" in of_what(measure, "ad")
