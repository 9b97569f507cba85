"""One world: what texts, exercises and plans tell of the invented firms agrees with `data/invented_firms.csv`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from babel.messages.pofile import read_po

from tertulia import facts
from tertulia.firms import FIRMS
from tertulia.language import LANGUAGES, _, speak
from tertulia.models.manager.inbox_messages import CASES
from tertulia.models.strategy.canvas_examples import example as canvas
from tertulia.plan.examples import EXAMPLES, path
from tertulia.widgets import ask_for_help, conversation_audit, monthly_report
from tertulia.widgets.inside.invented_staff import PEOPLE, SIZES
from tertulia.widgets.inside.workplace_words import example_channel
from tertulia.widgets.manager import listening_controls
from tertulia.widgets.networking.contacts_firms import contacts_of
from tertulia.widgets.web2 import conversation_posts

ROOT = facts.DATA.parent
BAKERY, GUESTHOUSE = "bakery", "guesthouse"

WORDS = (
    "one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen",
    "una dos tres cuatro cinco seis siete ocho nueve diez once doce "
    "trece catorce quince dieciséis diecisiete dieciocho",
)
NUMBERS = {word: n for words in WORDS for n, word in enumerate(words.split(), 1)} | {"un": 1, "uno": 1}
NUMBER = rf"(?:\d{{1,2}}(?::\d\d)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"

HOURS = re.compile(
    rf"\b(?:between|from|entre|de|desde)\s+(?:las\s+)?({NUMBER})\s+(?:and|to|y|a|hasta)\s+(?:las\s+)?({NUMBER})"
    r"(?=[.,;:)”»\"]|\s+(?:de la tarde|without|sin|on|in the|o’clock|horas?\b(?!\s+a))|\s*$)",
    re.IGNORECASE,
)
STAFF = re.compile(
    rf"\b(?:has|with|of|tiene|con|(?<!menos )(?<!más )de|trabajan)\s+({NUMBER})\s+"
    r"(?:people|employees|personas|empleados|trabajadores)\b",
    re.IGNORECASE,
)
WEEK = re.compile(rf"\b({NUMBER})\s+(?:hours a week|horas (?:a la semana|semanales|por semana))", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

GIVEN = re.compile(
    r"\b(Aitor|Ainhoa|Alberto|Alejandro|Amaia|Ana|Ander|Andrés|Ane|Antonio|Arantxa|Begoña|Carlos|Carmen|Celia|Cristina|"
    r"Dani|Daniel|David|Diego|Edurne|Elena|Elvira|Emilio|Enrique|Eva|Fermín|Fernando|Francisco|Garbiñe|Gonzalo|Gorka|"
    r"Hugo|Ibai|Idoia|Iker|Inés|Irene|Isabel|Itziar|Íñigo|Jaime|Javier|Joaquín|Jon|Jorge|José|Joseba|Juan|Julia|Karim|"
    r"Koldo|Laura|Leire|Lola|Lourdes|Lucía|Luis|Maite|Manuel|Marcos|María|Marisol|Markel|Marta|Miguel|Mikel|Miren|"
    r"Mónica|Naiara|Nerea|Nuria|Óscar|Pablo|Paco|Patricia|Patxi|Paula|Pedro|Pilar|Rafa|Rafael|Ramón|Raquel|Raúl|"
    r"Roberto|Rocío|Rubén|Sara|Sergio|Silvia|Sofía|Susana|Teresa|Toni|Txema|Unai|Vasile|Vicente|Víctor|Youssef|Xabier|"
    r"Yolanda)\b"
)
"""Given names one meets in Spain: whoever bears one in the course has a line in the file, or is on a contact map."""


@cache
def told(firm: str, topic: str) -> dict[str, str]:
    """The file's lines on this: value by name."""
    return {
        str(row["name"]): str(row["value"] or "")
        for row in facts.rows("invented_firms")
        if (row["firm"], row["topic"]) == (firm, topic)
    }


def hour(text: str) -> float:
    """ "7:30", "2" or "two" as hours of the day; the small ones lie after noon."""
    if text.lower() in NUMBERS:
        return float(NUMBERS[text.lower()])
    whole, _colon, minutes = text.partition(":")
    return int(whole) + int(minutes or 0) / 60


def span(first: str, last: str) -> tuple[float, float]:
    """Two hours as a clock of 24 hours shows them: a shop's afternoon is said as "two to five"."""
    begin, end = hour(first), hour(last)
    after_noon = 12 if end <= 8 else 0
    return begin + after_noon, end + after_noon


def known(firm: str | None = None) -> set[str]:
    """Everybody of this firm's world, or of all three."""
    names: set[str] = set()
    for each in EXAMPLES if firm is None else (firm,):
        names |= {*told(each, "staff"), *told(each, "outside"), told(each, "identity")["owner"]}
        names |= {word for person in contacts_of(each).people for word in person.name.split()}
    return names


def about(text: str) -> set[str]:
    """The firms this text names, by their name or their owner's."""
    return {
        firm
        for firm in EXAMPLES
        if re.search("|".join(rf"\b{told(firm, 'identity')[each]}\b" for each in ("name", "owner")), text)
    }


def contradictions(text: str, firm: str | None = None) -> list[str]:
    """What this paragraph says otherwise than the file. firm: whose text it is, if it is one firm's alone."""
    found = [f"who is {name}?" for name in GIVEN.findall(text) if name not in known(firm)]
    firms = {firm} if firm else about(text)
    if BAKERY in firms or re.search(r"\bbaker|\bpanader", text, re.IGNORECASE):
        hours = told(BAKERY, "hours")
        right = {span(*hours[each].split("-")) for each in ("open", "quiet")}
        found += [f"hours: {each[0]}" for each in HOURS.finditer(text) if span(*each.groups()) not in right]
    if len(firms) == 1:
        only = next(iter(firms))
        week = float(told(only, "hours")["networks"])
        found += [f"hours a week: {each[0]}" for each in WEEK.finditer(text) if hour(each[1]) != week]
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        named = about(sentence)
        if len(named) == 1:
            people = float(told(next(iter(named)), "count")["people"])
            found += [f"people: {each[0]}" for each in STAFF.finditer(sentence) if hour(each[1]) != people]
        if GUESTHOUSE in named or re.search(r"young man|\bchico|\bjoven\b", sentence):
            years = set(told(GUESTHOUSE, "history").values())
            found += [f"year: {year}" for year in YEAR.findall(sentence) if year not in years]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Ane from the office says she will look.",
        "Marisol wants orders between four and six.",
        "La panadería está floja de 4 a 8 de la tarde.",
        "Horno Tres Calles: from 7:30 to 14:00 without a break",
        "The young man who made the website in 2015 has moved.",
        "El chico que hizo la web en 2015 se ha mudado.",
        "Talleres Arga has twelve people.",
        "En Casa Alba trabajan cuatro personas.",
        "Nuria has three hours a week.",
    ],
)
def test_a_contradiction_is_seen(text):
    assert len(contradictions(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Marisol wants orders between two and five, and Pilar answers.",
        "La panadería está vacía entre las dos y las cinco.",
        "Horno Tres Calles abre de 7:30 a 20:00 sin cerrar.",
        "At the bakery, orders went from 4 to 13 a week, within 2 to 4 weeks.",
        "Firms with fewer than ten people are exempt, Casa Alba among them.",
        "In 2009 Nuria had a page made. In 2015 others had one.",
        "Talleres Arga has fourteen people. Íñigo asked four people.",
    ],
)
def test_what_agrees_is_left(text):
    assert contradictions(text) == []


def test_one_firms_people_are_strangers_in_another():
    assert contradictions("Karim bakes.") == []
    assert contradictions("Karim bakes.", BAKERY) == ["who is Karim?"]


def paragraphs(language: str) -> Iterator[tuple[str, str]]:
    """Each paragraph of each chapter with its place; of a translation, what translates the English of today."""
    for page in sorted((ROOT / "chapters").glob("*.md")):
        english = page.read_text(encoding="utf-8")
        if language == LANGUAGES[0]:
            for text in english.split("\n\n"):
                yield page.name, " ".join(text.split())
            continue
        source = " ".join(english.split())
        with (ROOT / "locale" / language / "LC_MESSAGES" / "chapters" / f"{page.stem}.po").open("rb") as file:
            for message in read_po(file):
                if message.id and str(message.id) in source and not message.fuzzy:
                    yield page.name, str(message.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapters_tell_of_one_world(language):
    told_of = list(paragraphs(language))
    assert len(told_of) > 400
    assert [(page, found) for page, text in told_of for found in contradictions(text)] == []


@pytest.fixture
def spoken(request, tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    speak(request.param)
    yield request.param
    speak(LANGUAGES[0])


def own_texts(firm: str) -> Iterator[str]:
    """What the exercises put into this firm's mouth, in the language that is spoken."""
    yield from conversation_posts.example(firm)
    yield from (_(text) for case in CASES if case.firm == firm for text in (case.text, case.lesson))
    yield from (_(text) for text in listening_controls.EXAMPLES[firm].values() if text)
    yield ask_for_help(firm).result.draft.text
    yield from example_channel(firm)
    yield str(monthly_report(firm).controls.wanted.value)
    drawn = canvas(firm, date(2026, 11, 23), _)
    yield from (drawn.audience, drawn.question, drawn.heard_by, drawn.response_owner)
    yield from (text for kpi in drawn.kpis for text in (kpi.name, kpi.source, kpi.owner))
    yield from (tactic.text for tactic in drawn.tactics)
    yield from texts_in(json.loads(path(firm, "en").read_text(encoding="utf-8")))
    yield from texts_in(json.loads(path(firm, "es").read_text(encoding="utf-8")))


def texts_in(plan: object) -> Iterator[str]:
    """Every text of a plan file."""
    if isinstance(plan, str):
        yield plan
    elif isinstance(plan, dict | list):
        for each in plan.values() if isinstance(plan, dict) else plan:
            yield from texts_in(each)


@pytest.mark.parametrize("firm", EXAMPLES)
@pytest.mark.parametrize("spoken", LANGUAGES, indirect=True)
def test_the_exercises_tell_of_one_world(spoken, firm):
    texts = list(own_texts(firm))
    assert len(texts) > 40
    assert [(text, found) for text in texts for found in contradictions(text, firm)] == []


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_exercises_begin_with_these_firms(firm):
    begins, count = FIRMS[firm], told(firm, "count")
    identity, place = told(firm, "identity"), told(firm, "place")
    assert (begins.name, begins.owner, begins.region) == (identity["name"], identity["owner"], place["region"])
    assert (begins.staff, begins.today, begins.ambassadors) == tuple(
        int(count[name]) for name in ("people", "followers", "volunteers")
    )
    assert begins.hours == float(told(firm, "hours")["networks"])
    assert begins.objective == next(iter(told(firm, "wish")))
    assert place["town"] in listening_controls.EXAMPLES[firm]["places"]


@pytest.mark.parametrize("firm", EXAMPLES)
def test_who_works_there_works_there_everywhere(firm):
    staff = told(firm, "staff")
    assert [(name, department) for name, department, *_ties in PEOPLE[firm]] == list(staff.items())
    assert len(staff) == int(told(firm, "count")["people"]) == sum(size for _name, size in SIZES[firm])
    assert {department: list(staff.values()).count(department) for department in staff.values()} == dict(SIZES[firm])


@pytest.mark.parametrize("firm", EXAMPLES)
def test_nobody_is_staff_and_an_outside_contact(firm):
    contacts = {person.name for person in contacts_of(firm).people}
    assert len(contacts) == int(told(firm, "count")["contacts"])
    assert not contacts & set(told(firm, "staff"))
    if firm == "workshop":
        assert {"Begoña", "Elena", "Javier", "Markel"} == set(told(firm, "outside")) <= contacts


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_posts_are_marked_as_the_text_says(firm, tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    from tertulia.plan.schema import Plan

    count, marked = told(firm, "count"), conversation_audit(firm).for_plan(Plan()).conversation
    posts, conversation = int(count["posts"]), int(count["conversation"])
    assert (marked.posts, round(marked.posts * (1 - marked.broadcast))) == (posts, conversation)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_plans_are_those_of_these_firms(firm, language):
    from tertulia.plan.plan_file import read

    plan, count, staff = read(path(firm, language).read_bytes()), told(firm, "count"), set(told(firm, "staff"))
    identity, hours = told(firm, "identity"), told(firm, "hours")
    assert (plan.firm.name, plan.firm.owner, plan.firm.staff) == (
        identity["name"],
        identity["owner"],
        int(count["people"]),
    )
    assert (plan.contacts.people, plan.contacts.groups) == (int(count["contacts"]), int(count["circles"]))
    contacts = {person.name for person in contacts_of(firm).people}
    assert {*plan.contacts.bridges} | {
        name for each in plan.contacts.introduce for name in (each.first, each.second)
    } <= (contacts)
    assert plan.conversation.posts == int(count["posts"])
    assert plan.conversation.broadcast == pytest.approx(1 - int(count["conversation"]) / int(count["posts"]), abs=0.01)
    assert (plan.growth.today, plan.ambassadors.people) == (int(count["followers"]), int(count["volunteers"]))
    assert {plan.duties.hours, plan.growth.simulated_with.hours} == {float(hours["networks"])}
    answering = {plan.duties.answers, plan.duties.stand_in, plan.workplace.keeper, plan.announcements.told_by}
    assert answering - {""} <= staff and set(plan.workplace.alone) <= staff
    assert {kpi.owner for kpi in plan.strategy.kpis} <= staff
    if "answers" in hours:
        assert re.findall(r"\d+", plan.duties.reply_times) == hours["answers"].split("-")


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_canvas_and_the_plan_want_what_the_file_says(firm):
    from tertulia.plan.plan_file import read

    drawn = canvas(firm, date(2026, 11, 23))
    wanted = {tuple(map(float, value.split("-"))) for value in told(firm, "number").values()}
    assert (drawn.kpis[0].baseline, drawn.kpis[0].target) in wanted
    assert drawn.hours == float(told(firm, "hours")["networks"])
    planned = read(path(firm, "en").read_bytes()).strategy.kpis
    assert [(kpi.baseline, kpi.target, kpi.owner, kpi.source) for kpi in planned] == [
        (kpi.baseline, kpi.target, kpi.owner, kpi.source) for kpi in drawn.kpis
    ]
    for kpi in drawn.kpis:
        if kpi.kind == "followers":
            assert kpi.baseline == float(told(firm, "count")["followers"])
