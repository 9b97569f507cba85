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


def test_the_name_comes_from_the_question_and_its_answers(book, quiz):
    def name(text):
        return book({"home": text}).page("home").select_one(".tt-quiz")["data-question"]

    assert name(QUESTION.replace("Hello.", "Another page.")) == quiz["data-question"]
    assert name(QUESTION.replace("They give no direction.", "No direction.")) == quiz["data-question"]
    assert name(QUESTION.replace("The posts", "The photos")) != quiz["data-question"], (
        "a kept 3 would mean another answer"
    )


def test_a_link_can_lead_to_it(quiz):
    assert quiz["id"] == f"q-{quiz['data-question']}"


AGAIN = "# Plan\n\nHello.\n\n:::{look-again}\n:::\n\n" + QUESTION.partition("Hello.\n\n")[2].replace("first", "last")


def test_every_question_of_the_course_waits_to_be_looked_at_again(book, quiz):
    built = book({"home": "# Home\n\nHello.\n", "sub/one": QUESTION, "plan": AGAIN})
    assert built.warnings == ""
    shown = built.page("plan").select_one(".tt-again")
    items = shown.select("li[data-again]")
    assert [item.a.text for item in items] == ["What comes first?", "What comes last?"]
    assert [item.span.text for item in items] == ["Home", "Plan"]
    assert [item["data-of"] for item in items] == ["sub/one", "plan"]
    assert all(item.has_attr("hidden") for item in items)
    assert items[0].a["href"] == f"sub/one.html#q-{quiz['data-question']}"
    own = built.page("plan").select_one(".tt-quiz")
    assert items[1].a["href"] == f"#{own['id']}"
    assert items[1]["data-again"] == own["data-question"]
    assert "JavaScript" in shown.noscript.text


TWO = "- One\n\n  Because.\n\n- Two\n\n  Because.\n"


@pytest.mark.parametrize(
    ("option", "answers", "complaint"),
    [
        ("", TWO, "`:right:` must be the number of the right answer, 1 to 2"),
        (":right: 3\n", TWO, "`:right:` must be the number of the right answer, 1 to 2"),
        (":right: 1\n", "- One\n\n  Because.\n\n- Two\n", "answer 2 needs two paragraphs"),
        (":right: 1\n", "- One\n\n  Because.\n", "there must be 2 to 6 answers, not 1"),
        (":right: 1\n:claims: two\n", TWO, "Invalid option value for 'claims'"),
        (":right: 1\n", "Only text.\n", "write the answers as one bullet list"),
    ],
)
def test_a_mistake_names_file_and_line(book, option, answers, complaint):
    text = f"# Home\n\nHello.\n\n:::{{question}} Which?\n{option}\n{answers}:::\n"
    built = book({"home": text}, builder="dummy")
    assert complaint in built.warnings
    assert "/home.md:5" in built.warnings
