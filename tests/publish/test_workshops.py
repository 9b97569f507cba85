"""Workshops: what `workshops/<name>.yml` may say, what is refused and how it is told, and which files come of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from publish import chapter_notes, contents, editions, outline, workshop, workshop_files, workshops
from publish.__main__ import main
from publish.workshops import WorkshopError

FILE = """\
title: {en: An afternoon, es: Una tarde}
place: Library
sessions:
  - begin: "16:00"
    ends: "17:30"
    items:
      - talk: {en: Welcome, es: Bienvenida}
        minutes: 10
        drop: 1
      - section: strategy / Ask before you post
      - break: 15
      - exercise: strategy/content_mix
        minutes: 30
        drop: 2
"""


def held(folder: Path, text: str = FILE, name: str = "afternoon") -> workshop.Workshop:
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return workshops.load(name, folder)


def told(folder: Path, old: str, new: str) -> str:
    """What is said of the file with this change; empty if it is taken."""
    assert old in FILE
    try:
        held(folder, FILE.replace(old, new, 1))
    except WorkshopError as error:
        return str(error)
    return ""


# ---- those that ship -------------------------------------------------------------------------------------------------


def test_those_that_ship_fill_their_time_and_have_their_words_in_both_languages():
    assert set(workshops.keys()) == {"ninety_minutes", "half_day", "day", "five_evenings"}
    for key in workshops.keys():
        made = workshops.load(key)
        for session in made.sessions:
            assert sum(item.minutes for item in session.items) == session.ends - session.begin, key
            assert any(item.drop for item in session.items), f"{key}: what goes first when time runs short?"
        words = [workshop.told(made, language) for language in ("en", "es")]
        for en, es in zip(*(list(said(each)) for each in words), strict=True):
            assert en and es and en != es, (key, en)


def said(part: object) -> list[str]:
    """Every text of a workshop's own, in order."""
    if isinstance(part, dict):
        own = ("title", "place", "say", "prepare", "who")
        texts = [str(part[name]) for name in own if part.get(name)]
        inner = [each for name in ("bring", "sessions", "items") for each in part.get(name, [])]
        return [*texts, *(text for each in inner for text in said(each))]
    return [str(part)]


def test_five_evenings_are_all_seven_chapters_and_the_others_the_heart_of_it():
    chapters = {
        key: {
            item.page.split("/")[1] for session in workshops.load(key).sessions for item in session.items if item.page
        }
        for key in workshops.keys()
    }
    assert chapters["five_evenings"] == {step.rpartition("/")[2] for step in contents.steps()}
    assert chapters["ninety_minutes"] == {"strategy"}
    for key in workshops.keys():
        assert "exercises/strategy/strategy_canvas" in workshops.load(key).exercises


def test_minutes_of_its_own_say_why():
    """A teacher's note knows how long it takes; another number stands there with its reason."""
    for key in workshops.keys():
        lines = (workshops.FOLDER / f"{key}.yml").read_text(encoding="utf-8").splitlines()
        for before, line in zip(lines, lines[1:], strict=False):
            if before.strip().startswith(("- section:", "- exercise:")) and "minutes:" in line:
                assert "# of the note's" in line, line


def test_every_chapters_notes_are_found_as_they_stand_in_its_source():
    for step in contents.steps():
        notes = chapter_notes.times(step)
        source = (workshops.ROOT / f"{step}.md").read_text(encoding="utf-8")
        assert len(notes) == source.count(":::{teach}") and all(note.minutes for note in notes)
        assert {note.exercise for note in notes} - {""} <= set(contents.every_page())
        assert {note.section for note in notes} <= set(chapter_notes.headings(step))
    strategy = chapter_notes.times("chapters/strategy")
    assert strategy[0].section == "No single photo is wrong"
    assert strategy[0].exercise == "exercises/strategy/strategy_canvas"


def test_the_schema_is_one_and_explains_every_key():
    Draft202012Validator.check_schema(workshops.SCHEMA)
    groups = [workshops.SCHEMA, workshops.SCHEMA["$defs"]["session"], workshops.SCHEMA["$defs"]["item"]]
    for name, shape in ((name, shape) for group in groups for name, shape in group["properties"].items()):
        kind = workshops.SCHEMA["$defs"].get(shape.get("$ref", "").rpartition("/")[2], {})
        assert shape.get("description") or kind.get("description"), name
    example = (workshops.FOLDER / "half_day.yml").read_text(encoding="utf-8")
    for name in (*workshops.SCHEMA["properties"], *workshops.SCHEMA["$defs"]["session"]["properties"]):
        assert f"{name}:" in example, f"half_day.yml explains every key, but not {name}"


# ---- what it says ----------------------------------------------------------------------------------------------------


def test_a_workshop_is_told_in_the_words_of_one_language(tmp_path):
    made = workshop.told(held(tmp_path), "es")
    session = made["sessions"][0]
    assert (made["key"], made["title"], made["place"]) == ("afternoon", "Una tarde", "Library")
    assert (session["begin"], session["ends"]) == ("16:00", "17:30")
    assert [
        (each["kind"], each["page"], each["section"], each["minutes"], each["drop"]) for each in session["items"]
    ] == [
        ("talk", "", "", 10, 1),
        ("section", "chapters/strategy", "Ask before you post", None, 0),
        ("break", "", "", 15, 0),
        ("exercise", "exercises/strategy/content_mix", "", 30, 2),
    ]
    assert [item.minutes for item in held(tmp_path).sessions[0].items] == [10, 8, 15, 30]


def test_a_heading_is_found_as_somebody_types_it(tmp_path):
    for heading in ("ask BEFORE you post", "“That is for other sectors”", '"That is for other sectors"'):
        text = FILE.replace("strategy / Ask before you post", f"strategy / {heading}")
        assert held(tmp_path, text).sessions[0].items[1].section in (
            "Ask before you post",
            '"That is for other sectors"',
        )


def test_a_section_takes_the_minutes_of_its_idea_and_not_of_the_exercise_in_it(tmp_path):
    section = FILE.replace("Ask before you post", "No single photo is wrong")
    assert held(tmp_path, section).sessions[0].items[1].minutes == 10


def test_a_whole_chapter_is_all_of_its_notes_ideas_before_exercises(tmp_path):
    text = FILE.replace("- section: strategy / Ask before you post", "- whole: plan").replace("17:30", "19:00")
    items = held(tmp_path, text.replace("        minutes: 30\n", "")).sessions[0].items
    assert [item.minutes for item in items if item.page.startswith("chapters/plan")] == [8, 10, 8, 10, 12]
    assert items[1].section == "What is in it already" and items[2].page == "exercises/plan/plan_review"


def test_a_workshop_belongs_to_its_edition(tmp_path):
    held(tmp_path)
    held(tmp_path, f"edition: camara\n{FILE}", "valdemora")
    assert [each.key for each in workshops.of_edition("camara", tmp_path)] == ["valdemora"]
    assert [each.key for each in workshops.of_edition("tertulia", tmp_path)] == ["afternoon"]


# ---- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("content_mix", "content_mixer", 12, ["Did you mean `strategy/content_mix`?"]),
        ("strategy / Ask", "strategi / Ask", 10, ["no chapter 'strategi'", "`strategy`"]),
        ("Ask before you post", "Ask befor you post", 10, ["Did you mean `Ask before you post`?"]),
        ("Ask before you post", "Common mistakes", 10, ["has no teacher's note"]),
        ("strategy / Ask before you post", "strategy", 10, ["a stroke and the heading"]),
        ("minutes: 30", "minutes: 300", 13, ["`minutes`", "from 1 to 240"]),
        ("minutes: 30", "minutes: half", 13, ["`minutes` must be a whole number"]),
        ("break: 15", "break: 2", 11, ["`break`", "from 5 to 180"]),
        ('begin: "16:00"', 'begin: "4 pm"', 4, ["`begin`", "in quotation marks"]),
        ('ends: "17:30"', 'ends: "00:30"', 5, ["before midnight"]),
        ('ends: "17:30"', 'ends: "16:30"', 5, ["takes 63 minutes", "there are 30", "Take 33 minutes out"]),
        ("{en: Welcome, es: Bienvenida}", "{en: Welcome}", 7, ["says nothing in 'es'"]),
        ("{en: Welcome, es: Bienvenida}", "{en: Welcome, es: Hola, pt: Olá}", 7, ["speaks 'pt'"]),
        ("      - talk: {en: Welcome, es: Bienvenida}\n        minutes: 10", "      - talk: Hello", 7, ["how long"]),
        ("- break: 15", "- break: 15\n        drop: 3", 12, ["`break` takes no `drop`"]),
        ("- break: 15", "- breaks: 15", 11, ["no key `breaks`", "`break`"]),
        ("- break: 15", "- say: Stand up", 11, ["Begin with one of `section`"]),
        ("- break: 15", "- break: 15\n        talk: Hello", 11, ["only one"]),
        ("drop: 2", "drop: 3", 14, ["number what goes first"]),
        ("drop: 2", "drop: 1", 14, ["number what goes first"]),
        ("place: Library", "edition: chamber", 2, ["no edition 'chamber'"]),
        ("place: Library", "date: 2027-02-30", 2, ["no day 2027-02-30"]),
        ("place: Library", "address: redes.example", 2, ["beginning with https://"]),
        ("place: Library", "address: javascript:alert(1)", 2, ["beginning with https://"]),
    ],
)
def test_what_cannot_be_held_is_refused_with_its_line(tmp_path, old, new, line, says):
    complaint = told(tmp_path, old, new)
    assert f"afternoon.yml, line {line}: " in complaint, complaint
    for words in says:
        assert words in complaint, complaint


def test_everything_is_told_at_once(tmp_path):
    text = FILE.replace("content_mix", "content").replace("Ask before you post", "Ask").replace(", es: Bienvenida", "")
    with pytest.raises(WorkshopError) as error:
        held(tmp_path, text)
    assert [part.split(":")[0].rpartition(", ")[2] for part in str(error.value).splitlines()] == [
        "line 7",
        "line 10",
        "line 12",
    ]


def test_nobody_sits_for_longer_than_a_hundred_minutes(tmp_path):
    long = FILE.replace("minutes: 10", "minutes: 93").replace("17:30", "19:00")
    with pytest.raises(
        WorkshopError, match=r"line 10: Here people have sat for 101 minutes\. Put a line `- break: 15`"
    ):
        held(tmp_path, long)
    assert held(tmp_path, long.replace("93", "92")).sessions
    with pytest.raises(WorkshopError, match="have sat for 110 minutes"):  # five minutes are no break
        held(tmp_path, long.replace("93", "67").replace("break: 15", "break: 5"))


def test_what_an_edition_leaves_out_is_told(tmp_path):
    text = f"edition: camara\n{FILE}".replace("strategy / Ask before you post", "inside / The client inside")
    with pytest.raises(WorkshopError, match=r"line 11: The edition 'camara' leaves out the chapter 'inside'"):
        held(tmp_path, text)
    text = f"edition: camara\n{FILE}".replace("strategy/content_mix", "inside/rumour_run")
    with pytest.raises(WorkshopError, match=r"leaves out the exercise 'inside/rumour_run'"):
        held(tmp_path, text)
    assert "chapters/inside" in editions.load("camara").leave_out


@pytest.mark.parametrize(("name", "says"), [("strategy", "a chapter is called"), ("Half-Day", "no name of a workshop")])
def test_a_name_that_pages_cannot_have_is_refused(tmp_path, name, says):
    with pytest.raises(WorkshopError, match=says):
        held(tmp_path, FILE, name)


def test_a_workshop_that_is_not_there_is_told_with_the_nearest(capsys):
    assert main(["workshop", "half_days"]) == 1
    assert "Did you mean `half_day`?" in capsys.readouterr().err


def test_without_a_name_the_workshops_are_listed(capsys):
    assert main(["workshop"]) == 0
    listed = capsys.readouterr().out
    assert all(f"{key} " in listed for key in workshops.keys()) and "11.25 h" in listed


# ---- the files -------------------------------------------------------------------------------------------------------


PAGE = "<!doctype html><html lang='en'><title>{0}</title><style>@page {{ size: A4 }}</style><h1>{0}</h1></html>"


def test_what_is_there_is_printed_and_laid_beside_the_files_to_change(tmp_path, monkeypatch):
    empty = outline.Outline(title="", language="en", slides=())  # decks are read in test_slides_pptx
    monkeypatch.setattr(outline, "read", lambda *_whose: empty)
    site = tmp_path / "site"
    exercise = ("sheets/content_mix", "sheets/content_mix_answers")
    pages = ("run_sheets/afternoon", "slides/afternoon", *exercise, "sheets/feedback")
    for page in pages:
        file = site / "en" / f"{page}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(page), encoding="utf-8")
    for kind in (".xlsx", ".docx"):
        (site / "en" / "run_sheets" / f"afternoon{kind}").write_bytes(kind.encode())
    folder = tmp_path / "afternoon" / "en"
    folder.mkdir(parents=True)
    (folder / "stale.pdf").write_bytes(b"of an older build")
    workshop_files.write(held(tmp_path), site, "en", folder)
    made = ["feedback.docx", "feedback.pdf", "run_sheet.docx", "run_sheet.pdf", "run_sheet.xlsx", "sheets.pdf"]
    made += ["sheets_with_answers.pdf", "slides.pdf", "slides.pptx"]
    assert sorted(file.name for file in folder.iterdir()) == made
    assert (folder / "run_sheet.xlsx").read_bytes() == b".xlsx"
    printed = {name: PdfReader(folder / name).pages[0].extract_text() for name in made if name.endswith("pdf")}
    assert "sheets/content_mix_answers" in printed["sheets_with_answers.pdf"]
    assert "answers" not in printed["sheets.pdf"]
