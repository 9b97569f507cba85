"""What each exercise adds to the plan: its own answer, again and again the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tertulia import widgets
from tertulia.device import FileStore
from tertulia.language import speak
from tertulia.models.manager import brief, inbox
from tertulia.models.networking.contacts import Contact, ContactMap
from tertulia.models.start import foundations
from tertulia.models.start.foundations_questions import Question
from tertulia.models.web2 import conversation
from tertulia.plan import storage, updates
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import (
    SECTIONS,
    Ambassadors,
    Contacts,
    Conversation,
    Crisis,
    Duties,
    Person,
    Plan,
    Results,
    Task,
    Watched,
    Way,
)
from tertulia.plan.storage import Keeper
from tertulia.widgets import (
    ambassador_programme,
    ask_for_help,
    audience_explorer,
    contact_map,
    conversation_audit,
    foundations_check,
    inbox_drill,
    listening_setup,
    manager_brief,
    monthly_report,
    results_dashboard,
    rumour_run,
    workplace_network,
    your_firm,
)
from tertulia.widgets.manager.inbox_words import decision_words, kind_words
from tests.widgets.playing import play

LITTLE = ContactMap(
    (
        Contact(name="Ana", group="customers", about=("web",)),
        Contact(name="Leo", group="suppliers"),
        Contact(name="Mar", group="press"),
    ),
    ((0, 1), (1, 2)),
)


pytestmark = pytest.mark.usefixtures("place", "undrawn")


def enter(exercise):
    """Give "my firm" something to answer where it begins with nothing."""
    match exercise.name:
        case "contacts" if not exercise.contacts.people:
            exercise.take(LITTLE)
        case "asking" if exercise.firm.key == "mine":
            exercise.controls.to.value, exercise.controls.question.value = "Ana", "May I call you?"
        case "conversation" if not exercise.result.posts:
            exercise.controls["text"].value = "Bread at two euros\n\nWhich bread do you miss, Ana?"
        case "inbox" if not exercise.over:
            exercise.close()
        case "report" if exercise.firm.key == "mine":
            paste(exercise)
        case "your_firm" if exercise.firm.key == "mine":
            exercise.controls.sector.value, exercise.controls.answers.value = "retail", "Pilar"
        case "audience" if not exercise.mine:
            exercise.controls["ages.25-34"].value = 4
        case "listening":
            exercise.controls.name.value = "Horno Nuevo"
        case "workplace" | "rumour" if exercise.firm.key == "mine":
            exercise.controls.staff.departments.value = "Oven 3, Counter 2"
            exercise.controls.channel.value = 60
            if exercise.name == "rumour":
                exercise.controls.delay.value = 3
        case "foundations" if exercise.firm.key == "mine":
            exercise.controls[f"questions.{Question.EMAIL_READ}"].value = True
        case "brief" if exercise.firm.key == "mine":
            exercise.controls.posts.value = 4
        case "ambassadors" if exercise.firm.key == "mine":
            exercise.controls.staff.value = 5
    return exercise


def added(exercise, before: Plan = Plan()) -> Plan:  # noqa: B008 (frozen)
    """The plan with the answer in it, having passed through its text."""
    assert not exercise.nothing_yet() and not exercise.plan_button.button.disabled
    plan = exercise.for_plan(before)
    assert exercise.for_plan(plan) == plan
    assert read(write(plan)) == plan
    return plan


ADDING = {
    your_firm: {"firm", "duties"},
    foundations_check: {"foundations"},
    contact_map: {"contacts"},
    ask_for_help: {"contacts"},
    audience_explorer: {"audience"},
    conversation_audit: {"conversation"},
    workplace_network: {"workplace"},
    rumour_run: {"announcements"},
    ambassador_programme: {"ambassadors"},
    manager_brief: {"brief", "duties"},
    inbox_drill: {"crisis"},
    listening_setup: {"listening"},
    results_dashboard: {"results"},
    monthly_report: {"report"},
}


@pytest.mark.parametrize("made", ADDING, ids=lambda made: made.__name__)
@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse", "mine"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_exercise_adds_its_answer_and_says_whose_it_was(made, firm, language, place):
    speak(language)
    exercise = enter(made(firm))
    plan = added(exercise)
    changed = {name for name in SECTIONS if getattr(plan, name) != getattr(Plan(), name)}
    assert changed and changed <= ADDING[made]
    exercise.plan_button.add()
    kept = Keeper(FileStore(place)).load().plan
    assert all(getattr(kept, name) == getattr(plan, name) for name in SECTIONS)
    assert (exercise.firm.shown in exercise.plan_button.line.status.value) is (firm != "mine")


def test_the_foundations_say_what_stands_and_what_comes_first():
    exercise = foundations_check("guesthouse")
    told = added(exercise).foundations
    real = foundations.settled(exercise.firm_asked.done)
    assert (told.website, told.email) == (Question.WEBSITE in real, Question.EMAIL_READ in real) == (True, False)
    assert told.details_right is False
    assert sum(each.done for each in told.checks) == len(real - {Question.WEBSITE, Question.EMAIL_READ})
    assert len(told.first) == len(exercise.result.tasks)
    exercise.controls["questions.listing_right"].value = exercise.controls["questions.current"].value = True
    assert added(exercise).foundations.details_right is True


def test_the_audience_is_the_estimate_for_these_customers():
    exercise = audience_explorer("bakery")
    told = added(exercise).audience.uses
    assert [each.share for each in told] == list(exercise.mine.values())
    assert {each.network for each in told} >= {"whatsapp", "instagram"}
    exercise.controls["women"].value = 0
    assert added(exercise).audience.uses != told


def test_the_contacts_hold_the_answer_and_the_whole_map():
    exercise = contact_map("workshop")
    told, found = added(exercise).contacts, exercise.result
    names = [person.name for person in exercise.contacts.people]
    assert told.people == len(names) and told.groups == len({person.group for person in exercise.contacts.people})
    assert told.bridges == tuple(names[bridge.place] for bridge in found.bridges)
    assert [(each.first, each.second) for each in told.introduce] == [
        (names[pair.a], names[pair.b]) for pair in found.introductions
    ]
    assert all(each.why and "&" not in each.why for each in told.introduce)
    assert updates.contact_map(told.known) == exercise.contacts


def test_a_kept_contact_map_is_there_again_for_my_firm(place):
    exercise = contact_map("workshop")
    exercise.plan_button.add()
    again = contact_map("mine")
    assert again.contacts == exercise.contacts and "of your plan" in again.status["undo"].value
    other = contact_map("bakery")
    other.who.value = "mine"
    assert other.contacts == exercise.contacts
    assert added(other).contacts == added(exercise).contacts


def test_contacts_that_are_no_map_leave_an_empty_one_and_the_plan_as_it_is(place):
    twice = Plan(contacts=Contacts(known=(Person(name="Ana"), Person(name="Ána"))))
    storage.keeper().save(twice, None)
    text = place.read_text()
    exercise = contact_map("mine")
    assert not exercise.contacts.people and "cannot be read" in exercise.status["undo"].value
    place.write_text("{")
    place.with_name(f"{place.name}.backup").unlink(missing_ok=True)
    assert not contact_map("mine").contacts.people
    place.write_text(text)


def test_an_empty_map_is_not_added():
    exercise = contact_map("mine")
    assert exercise.plan_button.button.disabled and "Put somebody on the map" in exercise.plan_button.line.status.value
    exercise.take(LITTLE)
    assert not exercise.plan_button.button.disabled and not exercise.plan_button.line.status.value


def texts_of(section) -> list[str]:
    """Every text of a section, the lists opened."""
    found = []
    for value in vars(section).values():
        found += (
            [value]
            if isinstance(value, str)
            else [each for each in value if isinstance(each, str)]
            if isinstance(value, tuple)
            else []
        )
    return [each for each in found if each]


def test_the_conversation_says_what_the_posts_were_and_what_to_change():
    exercise = conversation_audit("bakery")
    before = Plan(conversation=Conversation(unanswered=3))
    told = added(exercise, before).conversation
    found = exercise.result
    assert (told.posts, told.unanswered) == (len(found.posts), 3)
    assert told.broadcast == pytest.approx(sum(mark == "broadcast" for mark in found.marks) / len(found.marks))
    steps = told.change.split("\n")
    assert len(steps) == len(conversation.advise(found)) > 1
    exercise.controls["text"].value = "Bread & cake <b>at</b> two euros"
    assert "Bread & cake <b>at</b> two euros" in added(exercise).conversation.change


def test_no_posts_are_not_added():
    exercise = conversation_audit("mine")
    assert exercise.plan_button.button.disabled and "Paste your last posts" in exercise.plan_button.line.status.value


def test_the_workplace_names_who_talks_with_nobody_and_the_channel():
    exercise = workplace_network("workshop")
    told = added(exercise).workplace
    assert (told.people, told.alone, told.keeper) == (14, ("Ibai",), "Maite")
    assert "8 of 14" in told.channel
    exercise.controls["tool"].value = "the board"
    exercise.controls["channel"].value = 0
    assert added(exercise).workplace.channel == "the board"
    exercise.controls["source"].value = "departments"
    exercise.controls["across"].value = exercise.controls["inside"].value = 0
    assert exercise.result.alone and added(exercise).workplace.alone == ()


@pytest.mark.parametrize("made", [workplace_network, rumour_run])
def test_the_managers_of_1987_get_into_nobodys_plan(made):
    exercise = enter(made("mine"))
    exercise.controls["source"].value = "managers"
    assert exercise.plan_button.button.disabled and "1987" in exercise.plan_button.line.status.value
    exercise.controls["source"].value = "departments"
    assert not exercise.plan_button.button.disabled and not exercise.plan_button.line.status.value


def test_news_inside_has_a_day_a_teller_and_a_way():
    exercise = rumour_run("workshop")
    slow = added(exercise).announcements
    assert slow.told_by == "Íñigo" and slow.how == "7 days after we know it ourselves, from boss to staff"
    last = exercise.result.official[int(slow.within_days)]
    assert last == 1 and exercise.result.official[int(slow.within_days) - 1] < 1
    exercise.controls["delay"].value, exercise.controls["channel"].value = 0, 100
    quick = added(exercise).announcements
    assert quick.within_days < slow.within_days and "the same day" in quick.how and "100" in quick.how


def test_the_ambassadors_come_with_the_whole_rules():
    exercise = ambassador_programme("workshop")
    before = Plan(ambassadors=Ambassadors(names=("Ana", "Jon", "Leo", "Mar", "Sara")))
    told = added(exercise, before).ambassadors
    assert told.people == exercise.result.programme.people == 4 and told.names == ("Ana", "Jon", "Leo", "Mar")
    assert len(told.policy) == 10 and all(rule.endswith(".") for rule in told.policy)
    assert any("Talleres Arga" in rule for rule in told.policy) and any("Íñigo" in rule for rule in told.policy)
    exercise.controls["policy"].value = exercise.controls["voluntary"].value = False
    told = added(exercise).ambassadors
    assert (told.voluntary, told.policy) == (False, ())
    exercise.controls["volunteers"].value = 0
    assert added(exercise).ambassadors == Ambassadors(people=0)


def test_spanish_rules_are_whole_as_well():
    speak("es")
    rules = added(ambassador_programme("guesthouse")).ambassadors.policy
    assert len(rules) == 10 and all(rule.endswith(".") for rule in rules)


def test_the_brief_is_the_paper_and_the_tasks_are_the_firms_own():
    exercise = manager_brief("bakery")
    exercise.controls.option.value = "hire"
    plan = added(exercise, Plan(duties=Duties(answers="Pilar")))
    told, found = plan.brief, exercise.result
    assert (told.way, told.hours) == (Way.HIRE, round(found.hours.mid, 1))
    assert 12 * told.euros == pytest.approx(found.costs[brief.Option.HIRE].mid, abs=6)
    assert all(f"- {text}" in exercise.text for text in (*told.tasks, *told.questions, *told.limits))
    assert told.questions and told.limits and plan.duties.answers == "Pilar"
    assert sum(task.hours for task in plan.duties.tasks) == pytest.approx(found.hours.mid, abs=0.5)
    exercise.controls.option.value = "outsource"
    (left,) = added(exercise).duties.tasks
    assert left.hours == exercise.needs.contact
    exercise.controls.option.value = "train"
    assert not added(exercise).brief.questions and len(added(exercise).brief.tasks) > len(told.tasks)


def test_who_does_a_task_stays_when_the_hours_change():
    exercise = manager_brief("workshop")
    exercise.controls.option.value = "train"
    plan = added(exercise)
    named = tuple(Task(what=task.what, who="Maite", when="Mondays", hours=task.hours) for task in plan.duties.tasks)
    exercise.controls.messages.value = 40
    again = exercise.for_plan(Plan(duties=Duties(tasks=named)))
    assert {(task.who, task.when) for task in again.duties.tasks} == {("Maite", "Mondays")}
    assert again.duties.tasks != named


def test_the_inbox_gives_rules_for_these_messages_the_most_urgent_first():
    exercise = inbox_drill("guesthouse")
    hasty = inbox.Decision(inbox.When.NOW, inbox.How.PUBLIC, inbox.Stance.THANK)
    play(exercise, [inbox.best(exercise.cases[0]), *[hasty] * 5])
    told = added(exercise).crisis
    right = [line for line in exercise.result.lines if line.decision and line.points == line.most]
    assert len(told.rules) == len(right) < len(exercise.cases), "what was decided in a hurry is no rule"
    exercise.again()
    exercise.controls.budget.value = 90
    play(exercise, map(inbox.best, exercise.cases))
    told = added(exercise).crisis
    assert len(told.rules) == len(exercise.cases)
    cases = {kind_words(case.kind): case for case in exercise.cases}
    order = list(inbox.When)
    kinds = [cases[rule.split(",", 1)[0]] for rule in told.rules]
    dues = [order.index(inbox.due(case)) for case in kinds]
    assert dues == sorted(dues)
    danger = [case.kind in inbox.DANGER for case, due in zip(kinds, dues, strict=True) if due == 0]
    assert danger == sorted(danger, reverse=True) and any(danger) and not all(danger)
    assert told.speaks == "Nuria" and told.pause and len(told.steps) == 6
    assert added(exercise, Plan(crisis=Crisis(speaks="Teresa"))).crisis.speaks == "Teresa"


def test_a_round_in_which_nothing_was_decided_makes_no_rules_and_takes_none():
    exercise = inbox_drill("mine")
    exercise.close()
    assert exercise.for_plan(Plan()).crisis.rules == ()
    earlier = ("Praise: Today · Thank them",)
    assert exercise.for_plan(Plan(crisis=Crisis(rules=earlier))).crisis.rules == earlier


def test_a_right_way_of_the_learners_own_is_kept():
    exercise = inbox_drill("mine")
    case, own = next(
        (case, each)
        for case in exercise.cases
        for each in inbox.DECISIONS
        if each != inbox.best(case) and inbox.judge(case, each).score == inbox.FULL
    )
    left = inbox.Decision(inbox.When.NEVER, inbox.How.PRIVATE, inbox.Stance.SILENT)
    exercise.controls.budget.value = 90
    play(exercise, [left] * exercise.cases.index(case) + [own])
    exercise.close()
    said = f"{kind_words(case.kind)}, as we decided for one message: {decision_words(own)}"
    assert added(exercise).crisis.rules == (said,)


def test_a_round_is_added_once_it_is_over():
    exercise = inbox_drill("mine")
    assert exercise.plan_button.button.disabled and "close the inbox" in exercise.plan_button.line.status.value
    exercise.close()
    assert not exercise.plan_button.button.disabled
    exercise.another()
    assert exercise.plan_button.button.disabled


def test_listening_holds_the_searches_the_feeds_and_who_looks():
    exercise = listening_setup("bakery")
    told = added(exercise).listening
    assert told.words == tuple(search.query for search in exercise.result.searches)
    assert told.feeds == tuple(feed.url for feed in exercise.result.feeds)
    assert (told.who, told.minutes) == ("Pilar", 15)
    exercise.controls.others.value = "\n".join(f"https://example.com/{k}" for k in range(8))
    exercise.controls.alerts.value = "\n".join(f"https://example.com/a{k}" for k in range(8))
    exercise.controls.reddit.value = ", ".join(f"abc{k}" for k in range(8))
    assert len(added(exercise).listening.feeds) == 20


def test_a_firm_without_a_name_is_not_listened_for():
    exercise = listening_setup("mine")
    assert exercise.plan_button.button.disabled and "name of your firm" in exercise.plan_button.line.status.value
    exercise.controls.name.value = "Horno Nuevo"
    assert not exercise.plan_button.button.disabled


@pytest.mark.parametrize("made", list(ADDING), ids=lambda made: made.__name__)
def test_what_stands_in_the_plan_is_plain_text(made):
    plan = added(enter(made("workshop")))
    for name in ADDING[made]:
        assert not [text for text in texts_of(getattr(plan, name)) if re.search(r"&#?\w+;|</|\{", text)]


OWN = "Fecha;Tipo;Alcance;Me gusta;Comentarios;Compartidos\n" + "\n".join(
    f"2026-{month:02d}-{day:02d};Foto;{1000 + day};{10 + day};1;0" for month in (11, 12) for day in range(1, 21)
)
"""Posts of the learner's own, in November and December 2026."""


def paste(exercise, text=OWN):
    exercise.controls.own.source.value = "paste"
    exercise.controls.own.paste.value = text


def test_the_results_to_watch_are_those_looked_at_and_the_sales():
    exercise = results_dashboard("bakery")
    before = Plan(results=Results((Watched(name="Sales we could trace", who="Pilar"),)))
    told = added(exercise, before).results
    assert (told.cost, told.break_even) == (exercise.result.cost, exercise.result.break_even[1])
    first, second, sales = told.watch
    assert (first.name, first.of) == ("Engagement rate by reach, in %", "people reached")
    assert (second.of, sales.who, sales.value) == ("followers", "Pilar", exercise.controls.costs.conversions.value)
    assert first.value is second.value is None, "the example's posts are not the firm's"
    paste(exercise)
    first, second, _sales = added(exercise).results.watch
    assert first.value == pytest.approx(100 * exercise.comparison.whole.median, abs=0.01)
    assert str(first.on) == "2026-11-25"
    assert (second.name, second.of) == ("People reached per post", "")


def test_the_plan_comes_behind_the_first_numbers():
    begin_with_it = {"plan_recovery", "plan_saving", "report", "report_plan"}  # and the room of the plan itself
    folder = Path(widgets.__file__).parent
    files = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py") if path.name != "__init__.py"]
    modules = [
        ".".join(("tertulia.widgets", *file.parts))
        for file in files
        if not begin_with_it & {file.stem} and file.parts[0] != "plan"
    ]
    assert len(modules) > 30
    code = f"import sys, {', '.join(modules)}; print(*(name for name in sys.modules if 'tertulia.plan.' in name))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
