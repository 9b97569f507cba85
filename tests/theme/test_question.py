"""A question to check oneself: native controls, an explanation for each answer, mistakes named."""

import pytest

QUESTION = """\
# Home

Hello.

:::{question} What comes *first*?
:right: 2

- The network

  That comes **later**.

- The aim

  Everything serves it.

- The posts

  They give no direction.
:::
"""


@pytest.fixture(scope="module")
def quiz(book):
    built = book({"home": QUESTION})
    assert built.warnings == ""
    return built.page("home").select_one(".tt-quiz")


def test_it_is_a_group_of_radio_buttons(quiz):
    assert quiz.select_one("fieldset > legend").text == "What comes first?"
    choices = quiz.select("fieldset label")
    assert [choice.text for choice in choices] == ["The network", "The aim", "The posts"]
    assert {choice.input["type"] for choice in choices} == {"radio"}
    assert len({choice.input["name"] for choice in choices}) == 1


def test_each_answer_has_its_explanation_and_only_one_is_right(quiz):
    answers = quiz.select(".tt-says > [data-answer]")
    assert [part.p.text for part in answers] == [
        "That comes later.",
        "Everything serves it.",
        "They give no direction.",
    ]
    assert [part.h3.text for part in answers] == ["Not this one", "Yes, that is it", "Not this one"]


def test_the_other_answers_are_behind_a_fold(quiz):
    others = quiz.select(".tt-says details .tt-others p")
    assert [part.strong.text for part in others] == ["The network", "The aim", "The posts"]
    assert quiz.select_one("details summary").text == "And the other answers?"


def test_there_is_a_place_to_announce_the_explanation(quiz):
    assert quiz.select_one("[role=status]").text == ""


def test_the_name_comes_from_the_english_text(book, quiz):
    again = book({"home": QUESTION.replace("Hello.", "Another page.")}).page("home").select_one(".tt-quiz")
    assert again["data-question"] == quiz["data-question"]


TWO = "- One\n\n  Because.\n\n- Two\n\n  Because.\n"


@pytest.mark.parametrize(
    ("option", "answers", "complaint"),
    [
        ("", TWO, "`:right:` must be the number of the right answer, 1 to 2"),
        (":right: 3\n", TWO, "`:right:` must be the number of the right answer, 1 to 2"),
        (":right: 1\n", "- One\n\n  Because.\n\n- Two\n", "answer 2 needs two paragraphs"),
        (":right: 1\n", "- One\n\n  Because.\n", "there must be 2 to 6 answers, not 1"),
        (":right: 1\n", "Only text.\n", "write the answers as one bullet list"),
    ],
)
def test_a_mistake_names_file_and_line(book, option, answers, complaint):
    text = f"# Home\n\nHello.\n\n:::{{question}} Which?\n{option}\n{answers}:::\n"
    built = book({"home": text}, builder="dummy")
    assert complaint in built.warnings
    assert "/home.md:5" in built.warnings
