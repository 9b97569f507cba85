"""The button of a file field says which file was chosen and what was read in it."""

from __future__ import annotations

from datetime import date

import pytest

from tertulia.plan.examples import example
from tertulia.plan.plan_file import write
from tertulia.widgets import contact_map, conversation_audit, monthly_report, plan_review, results_dashboard
from tertulia.widgets.base.controls import ChosenFile, FileField, files_named
from tertulia.widgets.base.own_posts import FILE
from tertulia.widgets.base.static_html import static_html

POSTS = "Date,Post type,Reach,Reactions,Comments,Shares\n" + "".join(
    f"2026-10-{day:02},Photo,{100 + day},{day},2,1\n" for day in range(1, 13)
)


def choose(field: FileField, name: str, content: str | bytes) -> str:
    """Choose a file as the page does; gives what the button says then."""
    content = content.encode() if isinstance(content, str) else content
    field.value = ChosenFile(name, content)
    return field.widget.description


def test_without_a_file_the_button_says_what_it_is_for_and_counts_nothing():
    field = FileField("Open a file", ".csv", most=1000)
    assert field.widget.description == "Open a file"
    assert ">Open a file</button>" in static_html(field.widget)


def test_the_button_says_the_name_and_what_was_read_and_forgets_both():
    field = FileField("Open a file", ".csv", most=1000)
    field.holds("mis-posts.csv", "40 posts")
    assert field.widget.description == "mis-posts.csv, 40 posts; choose another"
    field.holds("broken.csv")
    assert field.widget.description == "broken.csv; choose another"
    field.holds("")
    assert field.widget.description == "Open a file"


def test_several_files_are_named_on_the_button_as_far_as_there_is_room():
    months = [ChosenFile(f"{month}.csv", b"x") for month in ("enero", "febrero", "marzo")]
    assert files_named(months) == "enero.csv, febrero.csv, marzo.csv"
    long = [ChosenFile(f"insights-of-the-month-{n}.csv", b"x") for n in range(5)]
    assert files_named(long) == "insights-of-the-month-0.csv and 4 more"
    assert files_named(months[:1]) == "enero.csv" and files_named([]) == ""


def test_a_field_for_several_files_gives_them_all_at_once():
    heard = []
    field = FileField("Open files", ".csv", most=1000, files=3, opened=lambda *files: heard.append(files))
    assert field.widget.multiple and "live-files-3" in field.widget._dom_classes
    field.chosen = [ChosenFile("a.csv", b"1"), ChosenFile("b.csv", b"2")]
    assert heard == [(ChosenFile("a.csv", b"1"), ChosenFile("b.csv", b"2"))] and field.chosen == ()
    assert not FileField("Open a file", ".csv", most=1000).widget.multiple


def test_a_long_name_is_cut_and_no_name_is_markup():
    field = FileField("Open a file", ".csv", most=1000)
    field.holds("<b>" + "x" * 500 + ".csv", "1 post")
    assert len(field.widget.description) < 100 and "…" in field.widget.description
    assert "<b>" not in static_html(field.widget)


def test_pasted_posts_from_a_file():
    exercise = conversation_audit("bakery")
    field = exercise.controls.file
    said = choose(field, "mis-posts.txt", "One post\n\nAnother post, Ana?\n\nA third")
    assert said == "mis-posts.txt, 3 posts; choose another"
    assert choose(field, "empty.txt", " ") == "Not read: empty.txt; choose another"
    exercise.who.value = "workshop"
    assert field.widget.description == "Or open the files of your network, or a text"


@pytest.mark.parametrize("made", [results_dashboard, monthly_report])
def test_the_figures_of_a_network(made):
    exercise = made("bakery")
    exercise.own.controls.source.value = FILE
    field = exercise.own.controls.upload
    assert choose(field, "insights.csv", POSTS) == "insights.csv, 12 posts; choose another"
    assert choose(field, "noise.csv", b"\x00\x01\x02") == "Not read: noise.csv; choose another"


def test_a_list_of_contacts():
    exercise = contact_map("bakery")
    field = exercise.controls.file
    said = choose(field, "people.csv", "Ana P.; customers; every month; websites\nLeo; customers; every month")
    assert said == "people.csv, 2 new contacts; choose another"
    assert choose(field, "nothing.csv", "  ") == "Not read: nothing.csv; choose another"


def test_a_plan_file():
    exercise = plan_review("bakery")
    field = exercise.controls.file
    said = choose(field, "my-plan.json", write(example("guesthouse", date(2026, 11, 25))))
    assert said.startswith("my-plan.json, ") and said.endswith(" parts filled; choose another")
    assert choose(field, "half.json", "{") == "Not read: half.json; choose another"
    exercise.who.value = "workshop"
    assert field.widget.description == "Load a plan file"
