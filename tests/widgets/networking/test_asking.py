"""Ask for help, driven without a browser."""

from __future__ import annotations

import base64
import html
import re

import pytest

from tertulia import language
from tertulia.models.networking.asking import Rule
from tertulia.plan import storage
from tertulia.plan.export.document_blocks import Table
from tertulia.plan.export.outline import section
from tertulia.plan.schema import Contacts, Person, Plan, Request
from tertulia.widgets import ask_for_help, contact_map
from tertulia.widgets.networking.asking_words import EXAMPLES, rule_words
from tertulia.widgets.networking.contacts_firms import contacts_of

pytestmark = pytest.mark.usefixtures("place")


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def fill(exercise, **values):
    for name, value in values.items():
        exercise.controls[name].value = value


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("firm", ["workshop", "bakery", "guesthouse"])
def test_an_invented_firm_writes_to_somebody_of_its_map(firm, spoken):
    language.speak(spoken)
    exercise = ask_for_help(firm)
    assert EXAMPLES[firm].to in [person.name for person in contacts_of(firm).people]
    assert exercise.result.draft.to == EXAMPLES[firm].to
    assert exercise.result.draft.text in plain(exercise.message.value)
    broken = set(exercise.result.broken)
    if firm == "bakery":
        assert broken == {Rule.WHO_ASKS, Rule.EXACT, Rule.BY_WHEN, Rule.ONCE, Rule.IN_RETURN}, "a first attempt"
    else:
        assert broken == set()


def test_what_is_to_mend_is_said_and_goes_when_it_is_mended():
    exercise = ask_for_help("bakery")
    assert all(rule_words(rule).mend in plain(exercise.trouble.value) for rule in exercise.result.broken)
    fill(exercise, in_return="I bring the bread to your next open day.")
    assert rule_words(Rule.IN_RETURN).mend not in plain(exercise.trouble.value)
    assert "5 of 9" in plain(exercise.numbers.value)


def test_the_map_says_who_it_is_and_who_could_put_in_a_word():
    known = plain(ask_for_help("workshop").known.value)
    assert "Elena: Other firms. You speak: once a year or less." in known and "Begoña could put in a word" in known


def test_the_file_holds_the_message():
    exercise = ask_for_help("workshop")
    content = re.search(r'base64,([^"]+)', exercise.files.value)
    assert content and base64.b64decode(content[1]).decode() == f"{exercise.result.draft.text}\n"


def test_the_own_map_offers_its_people_and_a_draft_waits_for_its_reader():
    people = contact_map("mine")
    people.controls.lines.value = "Ana; customers\nLeo; press"
    people.take_list.click()
    exercise = ask_for_help("mine")
    assert [name for name, _value in exercise.controls.person.widget.options] == ["somebody else", "Ana", "Leo"]
    assert exercise.nothing_yet() and exercise.plan_button.button.disabled
    fill(exercise, person="Leo", question="May I call you on Tuesday?")
    again = ask_for_help()
    assert again.result.draft == exercise.result.draft and not again.nothing_yet()


def test_somebody_who_left_the_map_is_still_whom_the_message_goes_to():
    people = contact_map("mine")
    people.controls.lines.value = "Ana; customers\nLeo; press"
    people.take_list.click()
    fill(ask_for_help("mine"), person="Leo", question="May I call?")
    people.controls.edit.value = 1
    people.drop.click()
    assert [person.name for person in people.contacts.people] == ["Ana"]
    assert ask_for_help().result.draft.to == "Leo"


@pytest.mark.parametrize("state", [7, [], "x" * 300, {"to": "Ana"}, None])
def test_a_state_that_is_none_is_left_out(state):
    exercise = ask_for_help("mine")
    exercise.resume(state)
    assert [value for _name, value in exercise.controls.person.widget.options] == [""]


def test_another_firm_and_back_keeps_the_own_message():
    exercise = ask_for_help("mine")
    fill(exercise, to="Ana", question="May I call?")
    exercise.who.value = "workshop"
    assert exercise.result.draft.to == "Elena"
    exercise.who.value = "mine"
    assert (exercise.result.draft.to, exercise.result.draft.question) == ("Ana", "May I call?")


def test_an_addition_is_one_message_for_each_person_and_comes_back_from_the_plan():
    exercise = ask_for_help("mine")
    fill(exercise, to="Ana", opening="Ana, it is Leo.", question="May I call?")
    exercise.plan_button.add()
    kept = storage.keeper().load().plan.contacts
    assert kept.requests == (Request(to="Ana", opening="Ana, it is Leo.", question="May I call?"),)
    assert exercise.for_plan(Plan(contacts=kept)).contacts == kept
    fill(exercise, to="Eva")
    assert [each.to for each in exercise.for_plan(Plan(contacts=kept)).contacts.requests] == ["Ana", "Eva"]


def test_a_plan_made_elsewhere_brings_its_people_and_its_last_message():
    plan = Plan(contacts=Contacts(known=(Person(name="Ana"),), requests=(Request(to="Luz", question="May I call?"),)))
    storage.keeper().save(plan, None)
    exercise = ask_for_help()
    assert exercise.firm.key == "mine"
    assert [value for _name, value in exercise.controls.person.widget.options] == ["", "Ana", "Luz"]
    assert (exercise.result.draft.to, exercise.result.draft.question) == ("Luz", "May I call?")


def test_what_is_typed_is_shown_as_text():
    exercise = ask_for_help("mine")
    fill(exercise, to="<b>Ana</b>", opening="<script>x</script>", question="<i>?")
    assert "<script>" not in exercise.message.value and "&lt;script&gt;" in exercise.message.value


def test_the_document_shows_to_whom_and_the_whole_message():
    exercise = ask_for_help("workshop")
    tables = [block for block in section(exercise.for_plan(Plan()), "contacts") if isinstance(block, Table)]
    assert tables[-1].rows == (("Elena", exercise.result.draft.text),)
