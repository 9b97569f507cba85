"""A teacher's note stands in a build for teachers, and learners' pages hold nothing of it."""

from __future__ import annotations

import pytest

from tertulia.widgets import community_simulator
from tests.made_deck import NOTEBOOK

CHAPTER = """\
# A chapter

The first paragraph leads.

## A section

:::{exercise-card} exercises/simulator
:minutes: 15

Try it.
:::

:::{teach} Hours decide, not hopes
:exercise: exercises/simulator
:minutes: 20
:ask: What do you expect in a year?

1. Begin with the bakery as it stands.
2. {demo}`posts=6` Twice the posts.
3. {demo}`hours=8; reply_hours=2` Twice the hours.

- **“So I post more.”** Not with the same hours.
:::

:::{teach} Say what you want
:minutes: 10
:ask: What do you want from a network?

- **“To be seen.”** By whom?
:::

:::{question} What comes first?
:right: 2

- The network

  That comes later.

- By whom?

  Whoever it is, say it.
:::
"""
PAGES = {"index": "# Home\n\nWelcome.", "chapter": CHAPTER, "exercises/simulator.ipynb": NOTEBOOK}


@pytest.fixture(scope="module", autouse=True)
def own_device(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(scope="module")
def page(book):
    return book(PAGES, tertulia_audience="teachers").page("chapter")


def test_a_note_says_the_minutes_the_idea_and_what_to_ask(page):
    exercise, section = page.select("aside.tt-teach")
    assert exercise.select_one(".tt-tag").get_text() == "For the teacher · 20 minutes"
    assert [note.h3.get_text() for note in (exercise, section)] == ["Hours decide, not hopes", "Say what you want"]
    assert section.select_one(".tt-ask").get_text() == "Ask the room What do you want from a network?"
    assert [heading.get_text() for heading in exercise.select("h4")] == ["Show it", "What you will hear"]
    assert [heading.get_text() for heading in section.select("h4")] == ["What you will hear"]
    total = page.select_one("h1 + p.tt-note").get_text()
    assert total == "In a room: 10 minutes for the ideas, 20 for the exercises. Slides"


def test_a_question_has_its_answer_key_only_for_teachers(book, page):
    assert page.select_one(".tt-quiz + .tt-key").get_text() == "Answer 2: By whom?. Whoever it is, say it."
    assert book(PAGES).page("chapter").select(".tt-quiz") and not book(PAGES).page("chapter").select(".tt-key")


def test_a_demonstration_shows_what_the_exercise_answers_one_step_after_the_other(page):
    exercise = community_simulator("bakery")
    exercise.controls["posts"].value = 6
    first = exercise.summary()
    exercise.controls["hours"].value, exercise.controls["reply_hours"].value = 8, 2
    steps = [step for step in page.select(".tt-teach ol > li") if step.select(".tt-demo")]
    assert [step.select_one(".tt-demo").get_text() for step in steps] == [
        "Posts per week: 6 posts",
        "Hours per week: 8 hours, Of those, for answering: 2 hours",
    ]
    assert steps[0].get_text(" ").split() == f"Posts per week: 6 posts Twice the posts. {first}".split()
    assert [step.select_one(".tt-demo__answer").get_text().strip() for step in steps] == [first, exercise.summary()]
    assert first != exercise.summary()


def test_learners_pages_their_search_and_their_files_hold_nothing_of_it(book):
    made = book(PAGES)
    assert "The first paragraph leads." in (made.folder / "chapter.html").read_text(encoding="utf-8")
    for file in made.folder.rglob("*"):
        if file.is_file():
            held = file.read_bytes().lower()
            assert not any(words in held for words in (b"hopes", b"expect in a year", b"twice the", b"so i post")), file


def test_the_catalogues_hold_it_for_every_audience(book):
    made = book(PAGES, builder="gettext")
    words = (made.folder / "chapter.pot").read_text(encoding="utf-8")
    for text in ("Hours decide, not hopes", "What do you expect in a year?", "{demo}`posts=6` Twice the posts."):
        assert f'msgid "{text}"' in words


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":minutes: 10\n", "", "teach: say `:minutes:`"),
        (":ask: What do you want from a network?\n", "", "teach: say `:ask:`"),
        ("- **“To be seen.”** By whom?", "By whom?", "teach: write what to watch for as one bullet"),
        (":exercise: exercises/simulator", ":exercise: exercises/nowhere", "there is no page 'exercises/nowhere'"),
        ("posts=6", "posts", "demo: 'posts' sets nothing"),
        ("posts=6", "wings=6", "wings: the exercise has no such control"),
        ("posts=6", "posts=600", "posts=600 cannot be set there"),
    ],
)
def test_a_mistake_is_told(book, old, new, said):
    pages = {**PAGES, "chapter": CHAPTER.replace(old, new)}
    try:
        told = book(pages, tertulia_audience="teachers").warnings
    except Exception as problem:
        told = str(problem)
    assert said in told and "chapter.md" in told
