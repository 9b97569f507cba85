"""The questions about a file: both readings stand there, and only what the learner touched is an answer."""

from __future__ import annotations

from datetime import datetime

import pytest

from tertulia.exports.columns import RowKind
from tertulia.exports.dates import Order
from tertulia.exports.file import opened
from tertulia.exports.numbers import Style
from tertulia.exports.questions import QuestionCode, Reading
from tertulia.exports.read import read
from tertulia.language import speak
from tertulia.widgets.base.own_posts_questions import NOT_SAID, FileQuestions
from tertulia.widgets.base.own_posts_words import row_kind_words
from tests.exports.tables import NEAR, as_csv, as_xlsx


class Asked:
    """A file with the questions about it, read again at each answer, as the exercises do."""

    def __init__(self, file):
        self.file = opened(file)
        self.questions = FileQuestions(self.again)
        self.read_times = 0
        self.again()

    def again(self):
        self.read_times += 1
        self.export = read(self.file, NEAR, self.questions.choices())
        self.questions.ask(self.file, self.export)

    def choice(self, code, column=""):
        return self.questions.asked(code)[column]

    @property
    def shown(self):
        return [box.children[0].description for box in self.questions.box.children[1:]]


def labels(choice):
    return [label for label, _value in choice.widget.options]


HEAD = ["Fecha", "Texto", "Alcance", "Me gusta"]
AMBIGUOUS = as_csv([HEAD, ["02/03/2026", "Pan", 5, 1], ["05/04/2026", "Sal", 6, 2]])
LOST = as_xlsx([HEAD, ["2026-03-02", "Pan", 1.204, 1], ["2026-03-05", "Sal", 2.31, 2]])
FIGURES = as_csv([["Alcance", "Me gusta"], [120, 3], [90, 2]])
REAL = [datetime(2026, 4, 2, 9), datetime(2026, 9, 1, 9), datetime(2026, 2, 3, 9)]
ALL_REAL = as_xlsx(
    [
        ["Post ID", "Account username", "Publish time", "Views", "Likes"],
        *([f"id{k}", "horno", when, 50 + k, 3] for k, when in enumerate(REAL)),
    ]
)
CASES = {
    "order": (AMBIGUOUS, QuestionCode.ORDER, "Fecha", Order.MONTH, {"Fecha": Order.MONTH}, "orders"),
    "thousands": (LOST, QuestionCode.THOUSANDS, "Alcance", Reading.STANDS, {"Alcance": False}, "thousands"),
    "turned": (ALL_REAL, QuestionCode.TURNED, "Publish time", Reading.MENDED, {"Publish time": True}, "turned"),
    "rows": (FIGURES, QuestionCode.ROWS, "", RowKind.AD, RowKind.AD, "rows"),
}


@pytest.mark.parametrize(("file", "code", "column", "answer", "said", "part"), CASES.values(), ids=CASES)
def test_a_question_is_open_until_it_is_answered(file, code, column, answer, said, part):
    asked = Asked(file)
    assert not asked.export.certain
    choice = asked.choice(code, column)
    assert choice.value == NOT_SAID and labels(choice)[0] == "Not said yet"
    assert getattr(asked.questions.choices(), part) in ({}, None)
    choice.value = str(answer)
    assert getattr(asked.questions.choices(), part) == said
    assert asked.export.certain and asked.choice(code, column) is choice and choice.value == str(answer)
    choice.value = NOT_SAID
    assert not asked.export.certain


@pytest.mark.parametrize(("file", "code", "column", "_answer", "_said", "_part"), CASES.values(), ids=CASES)
def test_the_guess_chosen_by_the_learner_is_an_answer_too(file, code, column, _answer, _said, _part):
    asked = Asked(file)
    [question] = [each for each in asked.export.questions if each.code is code]
    asked.choice(code, column).value = str(question.chosen)
    assert asked.export.certain


def test_both_readings_are_shown_with_cells_of_the_file():
    assert labels(Asked(AMBIGUOUS).choice(QuestionCode.ORDER, "Fecha"))[1:] == [
        "the day: 02/03/2026 is 2 March 2026; 05/04/2026 is 5 April 2026",
        "the month: 02/03/2026 is 3 February 2026; 05/04/2026 is 4 May 2026",
    ]
    assert labels(Asked(LOST).choice(QuestionCode.THOUSANDS, "Alcance"))[1:] == [
        "no: 1.204 is 1.204; 2.31 is 2.310",
        "yes: 1.204 is 1,204; 2.31 is 2,310",
    ]
    _not_said, stands, mended = labels(Asked(ALL_REAL).choice(QuestionCode.TURNED, "Publish time"))
    assert "2026-04-02 09:00 is 2 April 2026" in stands
    assert "2026-04-02 09:00 is 4 February 2026" in mended
    speak("es")
    try:
        assert "1.204" in labels(Asked(LOST).choice(QuestionCode.THOUSANDS, "Alcance"))[2]
    finally:
        speak("en")


def test_decimals_that_nothing_shows_are_asked_about():
    file = as_csv([["Fecha", "Texto", "Watch time (hours)", "Alcance"], ["2026-03-02", "Pan", "1.234", 5]])
    asked = Asked(file)
    asked.questions.fields["Watch time (hours)"].value = "watch"
    choice = asked.choice(QuestionCode.STYLE, "Watch time (hours)")
    assert not asked.export.certain
    choice.value = Style.COMMA.value
    assert asked.export.certain and asked.export.values["watch"].tolist() == [1234]


def test_what_is_open_stands_first_and_what_was_answered_stays():
    asked = Asked(AMBIGUOUS)
    assert asked.shown[0] == "Fecha: which comes first"
    times = asked.read_times
    asked.choice(QuestionCode.ORDER, "Fecha").value = "month"
    assert asked.read_times == times + 1 and asked.shown[0] == "Fecha: which comes first"


def test_another_file_is_asked_about_anew():
    asked = Asked(AMBIGUOUS)
    asked.choice(QuestionCode.ORDER, "Fecha").value = "month"
    asked.file = opened(LOST)
    asked.questions.forget()
    asked.again()
    assert not asked.questions.asked(QuestionCode.ORDER) and asked.questions.choices().orders == {}


def test_every_kind_of_row_has_words():
    for language in ("en", "es"):
        speak(language)
        assert len({row_kind_words(kind) for kind in RowKind}) == len(RowKind)
    speak("en")
