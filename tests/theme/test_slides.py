"""A chapter and a workshop as slides: one idea each, the learners' address, what only the teacher sees."""

from __future__ import annotations

from copy import deepcopy

import pytest
from sphinx.errors import ConfigError, ExtensionError

from tests.made_deck import ADDRESS, BREAK, EXERCISE, PAGES, SECTION, WORKSHOP
from theme.workshop.slides import Slide, learners_address


@pytest.fixture(scope="module", autouse=True)
def own_device(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(scope="module")
def made(book):
    return book(PAGES, tertulia_audience="teachers", tertulia_workshops=[WORKSHOP])


def slides(made, name="chapter"):
    return made.page(f"slides/{name}").select(".tt-deck__slide")


def kinds(deck):
    return [slide["data-kind"] for slide in deck]


def over(slide):
    return slide.select_one(".tt-deck__over").get_text()


def title(slide):
    return slide.select_one(".tt-deck__title").get_text()


def test_a_chapter_is_slides_of_one_idea_each(made):
    deck = slides(made)
    assert kinds(deck) == [
        *("title", "outcomes", "story", "idea", "ask", "picture", "evidence", "ask", "exercise"),
        *("monday", "question", "answer"),
    ]
    first, outcomes, story, idea, ask, picture, evidence, before, exercise, monday, question, answer = deck
    assert first.h1.get_text() == "A chapter" and "The first paragraph leads." in first.get_text()
    assert outcomes.li.get_text() == "say what you want" and story.em.get_text() == "ten past two"
    assert title(idea) == "Say what you want" and over(idea) == "A section"
    assert title(ask) == "What do you want from a network?"
    assert title(picture).startswith("45") and len(picture.select("figure > p")) == 0
    assert title(evidence) == "A like brings no sale" and evidence.select_one(".tt-grade")["data-grade"] == "A"
    assert title(before) == "What do you expect in a year?"
    assert over(exercise) == "The simulator · 20 minutes"
    assert monday.select_one("li .tt-time").get_text() == "20 min" and "20 min" not in monday.li.span.get_text()
    assert "Whoever it is" not in question.get_text()
    assert title(answer) == "2 By whom?" and "Whoever it is, say it." in answer.get_text()


def test_every_slide_has_a_name_and_a_place(made):
    for deck in (slides(made), slides(made, "half_day")):
        for place, slide in enumerate(deck, 1):
            label = slide["aria-label"]
            assert slide["id"] == str(place) and slide["role"] == "group"
            assert label.startswith(f"{place} of {len(deck)}: ") and not label.endswith(": ")
            assert len(slide.select("h1, h2")) == 1


def test_what_the_teacher_sees_says_what_the_exercise_answers(made):
    notes = {slide["data-kind"]: slide.select_one(".tt-deck__notes") for slide in slides(made)}
    assert all(note is None or note.has_attr("hidden") for note in notes.values())
    steps = notes["exercise"].select("ol li")
    assert steps[0].get_text() == "Begin with the bakery as it stands."
    chapter = made.page("chapter").select(".tt-teach ol > li")
    assert [step.get_text().split() for step in steps] == [step.get_text().split() for step in chapter]
    assert steps[1].select_one(".tt-demo").get_text() == "Posts per week: 6 posts"
    assert "chance of the goal" in steps[1].select_one(".tt-demo__answer").get_text()
    assert "“So I post more.”" in notes["exercise"].ul.get_text()
    assert notes["idea"].get_text() == "For the teacher · 10 minutes"


def test_learners_have_no_slides(book):
    assert not (book(PAGES, tertulia_workshops=[WORKSHOP]).folder / "slides").exists()


def test_without_an_address_the_words_say_where_it_is(made):
    page = made.page("slides/chapter")
    assert not page.main.has_attr("data-address") and not page.select(".tt-deck__address")
    way = page.select_one(".tt-deck__way")
    assert way.a["href"] == "../exercises/simulator.html"
    assert way.get_text() == "In the course: The simulator, then “The simulator”"  # here it is a step of its own
    assert way["data-path"] == "en/exercises/simulator.html"


def test_the_address_of_the_course_is_a_link_and_stands_there_to_be_typed(book):
    page = book(PAGES, tertulia_audience="teachers", tertulia_address=ADDRESS.rstrip("/")).page("slides/chapter")
    assert page.main["data-address"] == ADDRESS
    way = page.select_one(".tt-deck__way")
    assert way.a["href"] == f"{ADDRESS}en/exercises/simulator.html"
    assert way.select_one(".tt-deck__address").get_text() == "example.org/course"


@pytest.mark.parametrize(
    "told", ["example.org", "ftp://example.org/", "javascript:alert(1)", "https://a b/", 'https://a/"', "https://a/?b"]
)
def test_what_is_no_address_is_refused(told):
    with pytest.raises(ConfigError, match="is no address of a course"):
        learners_address(told)


def test_a_book_with_no_address_is_not_built(book):
    with pytest.raises(ConfigError, match="is no address of a course"):
        book(PAGES, tertulia_audience="teachers", tertulia_address="example.org")


def test_an_address_ends_with_a_slash():
    assert learners_address("") == "" and learners_address("http://10.0.0.2:8000") == "http://10.0.0.2:8000/"


def test_a_workshop_shows_what_it_names_in_its_order(made):
    deck = slides(made, "half_day")
    assert kinds(deck) == [*("title", "talk", "idea", "ask", "picture", "evidence", "ask", "exercise", "break", "end")]
    first, talk, *_rest = deck
    assert title(first) == "Redes & bar" and "Friday, 12 February 2027 · The market hall" in first.get_text()
    assert title(talk) == "Welcome" and talk.select_one(".tt-deck__notes").get_text() == "Put out the chairs."
    assert title(deck[-2]) == "Break until 17:28"  # 16:40, a talk of 5 minutes, 8 of the section, 20 and 15
    assert deck[-1].select_one(".tt-deck__way")["data-path"] == ""
    assert made.page("slides/half_day").select_one("[data-back]")["href"] == "../teaching.html"


def test_sessions_have_their_own_slide_when_there_are_several(book):
    workshop = deepcopy(WORKSHOP)
    items = [{**EXERCISE, "minutes": 35}, {**BREAK, "minutes": 5}]
    later = {"title": "", "date": "2027-02-19", "begin": "16:40", "ends": "18:00", "items": items}
    workshop["sessions"].append(later)
    workshop["address"] = "http://192.168.1.20:8000"
    made = book(PAGES, tertulia_audience="teachers", tertulia_workshops=[workshop])
    deck = slides(made, "half_day")
    sessions = [slide for slide in deck if slide["data-kind"] == "talk" and title(slide) != "Welcome"]
    told = [(over(slide), title(slide)) for slide in sessions]
    assert told == [("16:40", "Before coffee"), ("Friday, 19 February 2027 · 16:40", "Part 2")]
    assert over([slide for slide in deck if slide["data-kind"] == "exercise"][-1]) == "The simulator · 35 minutes"
    assert title(deck[-2]) == "Break until 17:20"
    assert deck[-1].a["href"] == "http://192.168.1.20:8000/"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({**SECTION, "section": "Nowhere"}, "names chapter, 'Nowhere', and no teacher's note"),
        ({**SECTION, "page": "nowhere"}, "names nowhere, 'A section', and no teacher's note"),
        ({**EXERCISE, "page": "exercises/nowhere"}, "names exercises/nowhere, and no teacher's note"),
    ],
)
def test_a_workshop_that_names_what_there_is_not_is_told(book, item, said):
    workshop = deepcopy(WORKSHOP)
    workshop["sessions"][0]["items"].append(item)
    with pytest.raises(ExtensionError, match=said):
        book(PAGES, tertulia_audience="teachers", tertulia_workshops=[workshop])


@pytest.mark.parametrize(
    ("kind", "letters", "length"),
    [("story", 559, "short"), ("story", 560, "long"), ("story", 660, "longer"), ("question", 430, "long")],
)
def test_long_texts_have_smaller_letters(kind, letters, length):
    assert Slide(kind=kind, more=f"<p>{'a' * letters}</p>").length == length
