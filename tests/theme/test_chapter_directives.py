"""What the directives of a chapter come out as."""

import pytest

CHAPTER = """\
# A chapter

The first paragraph leads.

:::{outcomes}
- do one thing
- do another
:::

:::{story}
It is ten past two.
:::

## A section

:::{evidence} People leave when posts bore them
:grade: C
They said so.

Source: a study.
:::

:::{changed} What has changed
:date: 2026-11
- Much.
:::

:::{exercise-card} doing
:minutes: 12

Try it.
:::

## Monday

:::{monday}
- Finish the **sentence**. {minutes}`10`
- Ask ten customers.
:::
"""

DOING = "# Which network first?\n\nA sentence on it.\n"


@pytest.fixture(scope="module")
def chapter(book):
    built = book({"home": "# Home\n\nHello.\n", "chapter": CHAPTER, "doing": DOING})
    assert built.warnings == ""
    return built.page("chapter")


def test_outcomes_are_a_list_under_their_heading(chapter):
    outcomes = chapter.select_one(".tt-outcomes")
    assert outcomes.h2.text == "After this chapter you can"
    assert [item.text.strip() for item in outcomes.select("li")] == ["do one thing", "do another"]


def test_a_story_says_that_the_firm_is_invented(chapter):
    story = chapter.select_one(".tt-story")
    assert story.select_one(".tt-tag").text == "Invented firm"
    assert story.select_one("p").text == "It is ten past two."


def test_evidence_shows_its_letter_with_the_word(chapter):
    evidence = chapter.select_one(".tt-evidence")
    assert evidence.h3.text == "People leave when posts bore them"
    grade = evidence.select_one("header .tt-grade")
    assert grade["data-grade"] == "C"
    assert grade.text == "CSome evidence"


def test_evidence_explains_all_four_letters(chapter):
    scale = chapter.select(".tt-evidence details .tt-scale li")
    assert [item.b.text for item in scale] == ["A", "B", "C", "D"]
    assert all(len(item.select_one(":scope > span:last-child").text.split()) > 3 for item in scale)


def test_changed_says_the_month_of_the_last_look(chapter):
    time = chapter.select_one(".tt-changed time")
    assert time["datetime"] == "2026-11"
    assert time.text == "As of November 2026"


def test_a_card_has_the_title_of_its_exercise_and_leads_there(chapter):
    card = chapter.select_one("a.tt-next")
    assert card["href"] == "doing.html"
    assert card.h3.text == "Which network first?"
    assert card.small.text == "Do it yourself · 12 minutes"
    assert card.p.text == "Try it."


def test_a_task_is_a_box_with_its_time_apart(chapter):
    first, second = chapter.select(".tt-monday li label")
    assert first.input["type"] == "checkbox"
    assert first.select_one(":scope > span").text == "Finish the sentence."
    assert first.select_one(".tt-time").text == "10 min"
    assert second.select_one(".tt-time") is None
    assert first.input["data-task"] != second.input["data-task"]


def test_the_page_says_how_long_it_takes(chapter):
    # 'doing' lies beside the chapter here, not under it, so the chapter has no exercise of its own
    assert chapter.select_one(".tt-takes") is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (":::{evidence} Title\nText.\n:::", "evidence: `:grade:` must be A, B, C or D"),
        (":::{evidence} Title\n:grade: E\nText.\n:::", "evidence: `:grade:` must be A, B, C or D"),
        (":::{changed} Title\nText.\n:::", "changed: say when somebody last looked"),
        (":::{changed} Title\n:date: 2026-13\nText.\n:::", "'2026-13' is not a year and a month"),
        (":::{exercise-card} nowhere\n:minutes: 5\nText.\n:::", "exercise-card: there is no page 'nowhere'"),
        (":::{exercise-card} doing\nText.\n:::", "exercise-card: say how long it takes"),
        (":::{exercise-card} doing\n:minutes: 5\n[A link](doing.md).\n:::", "cannot hold another one"),
        (":::{monday}\nNo list.\n:::", "monday: write the tasks as one bullet list"),
        (":::{monday}\n- Task {minutes}`ten`\n:::", "minutes: 'ten' is not a whole number"),
        ("```{figure-of} nothing\n```", "figure-of: there is no picture 'nothing'"),
    ],
)
def test_a_mistake_names_file_and_line(book, text, complaint):
    built = book({"home": f"# Home\n\nHello.\n\n{text}\n", "doing": DOING}, builder="dummy")
    assert complaint in built.warnings
    assert "/home.md:5" in built.warnings or "/home.md:6" in built.warnings
