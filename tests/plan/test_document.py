"""The plan as one text: the verdict first, then what, for whom, where, when, who; nothing twice, nothing empty."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings

from tertulia.language import LANGUAGES, speak
from tertulia.models.strategy.canvas import KpiKind
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.straight_path import StraightPath
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.export import export
from tertulia.plan.export.document_blocks import Drawing, Heading, List, Outline, Paragraph, Table
from tertulia.plan.export.outline import outline
from tertulia.plan.schema import (
    Ambassadors,
    Audience,
    Chosen,
    Contacts,
    Content,
    Crisis,
    Duties,
    Entry,
    Firm,
    Foundations,
    Growth,
    Kpi,
    Networks,
    Plan,
    Results,
    Reviews,
    Strategy,
    Tactic,
    Task,
    Watched,
)
from tertulia.plan.words import section_words
from tertulia.terms import half_words, our_aim
from tests.plan.plans import plans

TODAY = date(2026, 11, 25)

GO = Plan(
    firm=Firm(name="Ferretería Sol", owner="Nekane"),
    foundations=Foundations(website=True, email=True, details_right=True),
    audience=Audience(who="neighbours who repair things themselves", questions=("What did you look for in vain?",)),
    strategy=Strategy(
        objective=Objective.BE_FOUND,
        begun=TODAY,
        kpis=(
            Kpi(
                name="calls from the map",
                kind=KpiKind.CALLS,
                baseline=12.0,
                target=30.0,
                unit="a month",
                by=TODAY + timedelta(days=182),
                owner="Nekane",
                source="the map entry",
            ),
        ),
        tactics=(Tactic(text="Show one repair a week", network="instagram", kpi=0, hours=2.0),),
    ),
    networks=Networks(chosen=(Chosen("instagram", "Our customers use it."),)),
    content=Content(
        posts=2.0,
        entries=(Entry(key="post/2026-11-30/1", day=date(2026, 11, 30), network="instagram", kind=PostKind.USEFUL),),
    ),
    duties=Duties(answers="Nekane", stand_in="Jon", hours=4.0, reply_hours=1.0),
    reviews=Reviews(dates=(date(2027, 2, 24),)),
)

NOT_NOW = replace(
    GO,
    foundations=Foundations(website=False, email=True, details_right=False),
    networks=Networks(none_yet=True, first=("Put the opening hours right", "Make one page of your own")),
)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


def headings(text: Outline) -> list[str]:
    return [block.text for block in text.blocks if isinstance(block, Heading) and block.level == 1]


def said(text: Outline) -> str:
    parts: list[str] = []
    for block in text.blocks:
        match block:
            case Heading() | Paragraph():
                parts.append(block.text)
            case List():
                parts += block.items
            case Table():
                parts += [*block.heads, *(cell for row in block.rows for cell in row)]
            case Drawing():
                parts += [block.alternative, block.caption]
    return "\n".join(parts)


# the verdict ------------------------------------------------------------------------------------------------


def test_not_now_stands_first_with_what_to_do_and_in_one_list():
    text = outline(NOT_NOW, TODAY)
    assert text.blocks[0] == Heading("Not now")
    assert text.blocks[1] == Paragraph("First these things, in this order:", "lead")
    things = (
        "Put opening hours, phone and address right everywhere",
        "Make a website of our own, even if it is one page",
    )
    assert text.blocks[2] == List(things, True)
    assert said(text).count("website of our own") == 1 and "Make one page" not in said(text)
    assert "There is no website" not in said(text) and "are not right everywhere" not in said(text)
    assert "does not count yet" in text.blocks[3].text


def test_go_stands_first_in_a_line_or_two():
    text = outline(GO, TODAY)
    assert text.blocks[0] == Heading("Go ahead")
    assert text.blocks[1] == Paragraph("We want people to find us.", "lead")
    assert text.blocks[2] == List(
        (
            "We watch this: calls from the map, from 12 to 30 a month by 26 May 2027.",
            "2 posts a week on Instagram.",
            "Nekane answers, 1 hour a week.",
            "On 24 February 2027 we decide whether to go on.",
        )
    )
    assert isinstance(text.blocks[3], Heading)


def test_a_number_without_its_day_is_watched_without_one():
    kpi = replace(GO.strategy.kpis[0], by=None)
    text = outline(replace(GO, strategy=replace(GO.strategy, kpis=(kpi,))), TODAY)
    assert text.blocks[2].items[0] == "We watch this: calls from the map."
    (note,) = (
        block for block in text.blocks if isinstance(block, Paragraph) and "Before it carries more" in block.text
    )
    assert "1 thing" in note.text and "calls from the map” still lacks: the day." in said(text)


@pytest.mark.parametrize("plan", [GO, NOT_NOW], ids=["go", "not_now"])
def test_what_for_whom_where_when_who_follow_in_this_order(plan):
    order = [
        section_words(name) for name in ("strategy", "audience", "networks", "content", "reviews", "duties", "firm")
    ]
    assert headings(outline(plan, TODAY))[1:8] == order


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", [GO, NOT_NOW, *EXAMPLES], ids=["go", "not_now", *EXAMPLES])
def test_the_page_to_print_and_the_document_say_the_verdict_first(language, plan):
    speak(language)
    plan = plan if isinstance(plan, Plan) else example(plan, TODAY)
    first = headings(outline(plan, TODAY))[0]
    page = export("page", plan, TODAY).decode()
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page)[0] == first


# nothing empty ----------------------------------------------------------------------------------------------


def check_nothing_is_empty(text: Outline) -> None:
    blocks = [*text.blocks, Heading("end")]
    for block, following in zip(blocks, blocks[1:], strict=False):
        match block:
            case Heading(_, level):
                assert not (isinstance(following, Heading) and following.level <= level), block
            case List():
                assert block.items and all(item.strip() for item in block.items)
            case Table():
                assert block.rows and all(any(cell.strip() for cell in row) for row in block.rows)
                assert all(any(row[place].strip() for row in block.rows) for place in range(len(block.heads)))
                assert sum(block.shares) == pytest.approx(1)
            case Paragraph(words):
                assert words.strip()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_no_heading_and_no_table_of_any_plan_is_empty(plan):
    check_nothing_is_empty(outline(plan, TODAY))


def test_sections_that_hold_nothing_to_say_have_no_heading():
    plan = Plan(
        firm=Firm(name="Sol"),
        growth=Growth(begun=TODAY),
        contacts=Contacts(people=0, groups=0),
        ambassadors=Ambassadors(people=0, voluntary=True),
        strategy=Strategy(begun=TODAY, kpis=(Kpi(),), tactics=(Tactic(),)),
        duties=Duties(tasks=(Task(),)),
        crisis=Crisis(pause=False),
        results=Results(watch=(Watched(),)),
    )
    text = outline(plan, TODAY)
    check_nothing_is_empty(text)
    assert headings(text) == ["Not now", "What the review found", "What this rests on"]


def test_rows_and_columns_in_which_nothing_stands_are_left_out():
    tasks = (Task(what="Answer", hours=1.0), Task(who=" "), Task(what="Photos", hours=0.5))
    plan = Plan(duties=Duties(tasks=tasks))
    (table,) = (
        block for block in outline(plan, TODAY).blocks if isinstance(block, Table) and "Answer" in block.rows[0]
    )
    assert table.heads == ("What", "Hours a week") and table.rows == (("Answer", "1"), ("Photos", "0.5"))


# the voice --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aim", Objective)
def test_the_firm_speaks_of_itself(aim):
    text = said(outline(replace(GO, strategy=replace(GO.strategy, objective=aim)), TODAY))
    assert our_aim(aim) in text and our_aim(aim).startswith("We want ")
    speak("es")
    text = said(outline(replace(GO, strategy=replace(GO.strategy, objective=aim)), TODAY))
    assert "te encuentren" not in text and our_aim(aim) in text


def test_what_the_verdict_says_is_not_said_again():
    assert said(outline(GO, TODAY)).count("We want people to find us.") == 1
    assert said(outline(NOT_NOW, TODAY)).count("We want people to find us.") == 1


def test_an_idea_of_the_course_is_marked_and_the_firms_own_is_not():
    entry = replace(GO.content.entries[0], idea="retail.window")
    plan = replace(GO, content=Content(entries=(entry,)))
    assert "Idea of the course" in said(outline(plan, TODAY))
    plan = replace(GO, content=Content(entries=(replace(entry, text="Our window"),)))
    text = said(outline(plan, TODAY))
    assert "Idea of the course" not in text and "Our window" in text


@pytest.mark.parametrize("name", ["networks", "conversation", "contacts", "crisis", "foundations"])
def test_what_the_exercises_write_into_the_plan_says_we(name, monkeypatch, tmp_path):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    from tertulia import widgets

    made = {
        "networks": widgets.network_picker,
        "conversation": widgets.conversation_audit,
        "contacts": widgets.contact_map,
        "crisis": widgets.inbox_drill,
        "foundations": widgets.foundations_check,
    }[name]
    for firm in EXAMPLES:
        plan = made(firm).for_plan(Plan(firm=Firm(owner="Ana")))
        text = said(replace(whole := outline(plan, TODAY), blocks=before_the_review(whole)))
        unquoted = re.sub("“[^”]*”", "", text)
        assert not re.search(r"\byou(r|rs|rself)?\b", unquoted, re.IGNORECASE), unquoted


def before_the_review(text: Outline) -> tuple:
    last = next(place for place, block in enumerate(text.blocks) if block == Heading("What the review found"))
    return text.blocks[:last]


def test_where_the_course_speaks_to_the_owner_it_says_so():
    blocks = outline(NOT_NOW, TODAY).blocks
    place = blocks.index(Heading("What the review found"))
    assert blocks[place + 1] == Paragraph("So the course speaks to whoever made this plan:", "note")


# half way ---------------------------------------------------------------------------------------------------


def events(plan: Plan) -> dict[str, object]:
    return {
        str(each["uid"]): each for each in icalendar.Calendar.from_ical(export("calendar", plan, TODAY)).walk("VEVENT")
    }


def titled(plan: Plan, words: str) -> list:
    return [event for event in events(plan).values() if str(event["summary"]).startswith(words)]


def test_half_way_is_looked_at_where_the_canvas_says():
    (half,) = titled(GO, "Half way: calls from the map")
    path = StraightPath(baseline=12, target=30, today=TODAY, by=TODAY + timedelta(days=182))
    assert half["dtstart"].dt.date() == path.middle == TODAY + timedelta(days=91)
    assert str(half["description"]).startswith(f"By now about {half_words(path)} a month. From 12 to 30 a month by")
    assert half_words(path) == "21" and half.walk("VALARM")


def test_the_canvas_and_the_calendar_say_the_same_of_half_way():
    from tertulia.charts.path import Path, path

    kpi = GO.strategy.kpis[0]
    drawn = path(
        Path(name=kpi.name, baseline=kpi.baseline, target=kpi.target, unit=kpi.unit, today=TODAY, by=kpi.by), "x"
    )
    (half,) = titled(GO, "Half way")
    assert "21 on 24 February" in drawn.alternative and half["dtstart"].dt.date() == date(2027, 2, 24)


@pytest.mark.parametrize(
    "change",
    [{"baseline": None}, {"target": None}, {"by": None}, {"target": 12.0}, {"by": TODAY}, {"by": TODAY + timedelta(1)}],
    ids=str,
)
def test_without_a_path_nobody_looks_half_way(change):
    plan = replace(GO, strategy=replace(GO.strategy, kpis=(replace(GO.strategy.kpis[0], **change),)))
    assert titled(plan, "Half way") == []
    assert titled(replace(GO, strategy=replace(GO.strategy, begun=None)), "Half way") == []


def test_an_edition_later_half_way_is_the_same_entry_and_review_days_stand_once():
    later = replace(GO, edition=7, strategy=replace(GO.strategy, kpis=(replace(GO.strategy.kpis[0], target=40.0),)))
    first, second = events(GO), events(later)
    assert first.keys() == second.keys()
    ours = [uid for uid, event in first.items() if str(event["summary"]).startswith("Half way")]
    assert "26 a month" in str(second[ours[0]]["description"])
    assert [event["dtstart"].dt.date() for event in titled(GO, "Look at the plan")] == list(GO.reviews.dates)
