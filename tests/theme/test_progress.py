"""What a page tells the scripts that show how far the learner is."""

import json
import re
from pathlib import Path

import pytest

from tertulia.device import FILES
from theme.directives.your_data import PARTS

KINDS = Path(__file__).resolve().parents[2] / "theme" / "static" / "kinds.js"

QUESTION = ":::{question} Which?\n:right: 1\n\n- One\n\n  Because.\n\n- Two\n\n  Because.\n:::\n"
HOME = "# Home\n\n:::{hero} Sub\nText.\n:::\n\n:::{course-steps}\n:::\n"
CHAPTER = f"# First\n\nThe lead.\n\n{QUESTION}\n{QUESTION.replace('Which', 'Who')}"


@pytest.fixture(scope="module")
def built(book):
    built_book = book(
        {
            "home": HOME,
            "first": CHAPTER,
            "second": "# Second\n\nThe lead.\n",
            "yours": "# Yours\n\nLead.\n\n## All\n\n" + "".join(f"```{{your-data}} {part}\n```\n\n" for part in PARTS),
        }
    )
    assert built_book.warnings == ""
    return built_book


def test_every_page_says_which_it_is(built):
    assert built.page("first").body["data-page"] == "first"


def test_a_step_names_its_questions_everywhere_it_is_shown(built):
    for page, place in (("home", ".tt-course"), ("first", "#steps"), ("yours", "main")):
        steps = {step["data-step"]: step.get("data-check") for step in built.page(page).select(f"{place} [data-step]")}
        assert steps["first"] == "2"
        assert steps["second"] is None


def test_a_chapter_must_have_been_in_view_for_a_quarter_of_its_time(built):
    article = built.page("first").article
    assert article["data-reading"] == "75"  # five minutes, the least a page takes
    assert article.select_one("[data-end]")
    assert built.page("home").article.get("data-reading") is None


def test_the_count_stands_below_the_last_question(built):
    page = built.page("first")
    tallies = page.select("[data-tally]")
    assert len(tallies) == 1
    assert tallies[0].find_previous_sibling().get("class") == ["tt-quiz"]
    assert not tallies[0].find_next_siblings(class_="tt-quiz")
    assert tallies[0].has_attr("hidden")
    assert [quiz["data-right"] for quiz in page.select("[data-question]")] == ["1", "1"]


def test_only_the_page_of_the_data_loads_what_handles_it(built):
    def scripts(page):
        return [tag["src"].partition("?")[0].rpartition("/")[2] for tag in built.page(page).select("script[src]")]

    everywhere = [
        "before_paint.js",
        "keep.js",
        "book.js",
        "progress.js",
        "monday.js",
        "quiz.js",
        "field.js",
        "paper.js",
    ]
    assert scripts("first") == everywhere
    assert scripts("yours") == [*everywhere, "kinds.js", "offline_copy.js", "your_data.js"]


def test_every_kind_that_is_kept_has_a_name(built):
    words = json.loads(built.page("yours").select_one("[data-yours-words]").text)
    pages = {"progress", "answers", "ticks", "how_to", "late", "language", "mode", "record", "room"}
    assert set(words["names"]) == pages | set(FILES)
    assert set(re.findall(r"^    (\w+): \{", KINDS.read_text(encoding="utf-8"), flags=re.M)) == set(words["names"])


def test_a_part_that_does_not_exist_is_a_mistake(book):
    built = book({"home": "# Home\n\nHello.\n\n```{your-data} everything\n```\n"}, builder="dummy")
    assert "there is no part 'everything'" in built.warnings
    assert "/home.md:5" in built.warnings


def test_a_model_leads_to_its_exercise_if_there_is_one(book):
    text = ":::{model} Mix\n:exercise: %s\n\nIt counts.\n:::\n"
    built = book({"home": "# Home\n\nHello.\n\n" + text % "first" + text % "nowhere", "first": "# First\n\nLead.\n"})
    assert built.warnings == ""
    there, not_there = built.page("home").select(".tt-model")
    assert there.h3.text == "Mix"
    assert there.a["href"] == "first.html"
    assert there.a.text == "To the exercise: First"
    assert not_there.a is None
    bare = book({"home": "# Home\n\nHello.\n\n:::{model} Mix\n\nIt counts.\n:::\n"}, builder="dummy")
    assert "model: say which exercise it belongs to" in bare.warnings
