"""What the browser keeps for the learner, seen in a real one: progress, checks, and the page "Your data"."""

from __future__ import annotations

import json
from datetime import date

import pytest
from playwright.sync_api import expect

from tertulia.calendar_editions import CalendarNote, GivenOut, read, write

CHAPTER = "chapters/strategy"
EXERCISE = "exercises/strategy/content_mix"
YOURS = "chapters/your_data"
PLAN = "chapters/plan"
BLOCK = """
for (const name of ["getItem", "setItem", "removeItem", "key"]) {
  Storage.prototype[name] = () => { throw new DOMException("off", "SecurityError"); };
}
"""


def kept(page, name: str = "progress"):
    return json.loads(page.evaluate("(name) => localStorage.getItem(name)", f"tertulia:{name}") or "{}")


def keep(opened, **values) -> None:
    for name, value in values.items():
        text = value if isinstance(value, str) else json.dumps(value)
        opened.page.add_init_script(
            f"localStorage.getItem('tertulia:{name}') ?? localStorage.setItem('tertulia:{name}', {json.dumps(text)})"
        )


def answer_all(page, right: bool) -> int:
    quizzes = page.locator("[data-question]").all()
    for quiz in quizzes:
        good = quiz.get_attribute("data-right")
        quiz.locator("input" + (f"[value='{good}']" if right else f":not([value='{good}'])")).first.check()
    return len(quizzes)


def order(page) -> list[list[str]]:
    """In which order each question's answers stand, by their place in the text."""
    return [
        [box.get_attribute("value") for box in quiz.locator("input").all()]
        for quiz in page.locator("[data-question]").all()
    ]


def on_the_day(opened, day: str) -> None:
    opened.page.clock.set_fixed_time(f"{day}T09:00:00Z")


def test_a_chapter_is_read_when_its_end_was_seen_and_enough_time_went_by(visit):
    opened = visit()
    opened.page.clock.install()
    page = opened.open(f"en/{CHAPTER}.html")
    seconds = int(page.locator("article").get_attribute("data-reading"))
    page.clock.run_for(2000 * seconds)
    assert "read" not in kept(page)[CHAPTER], "the end was not seen"
    page.reload()
    page.locator(".tt-quiz").last.locator("input").last.scroll_into_view_if_needed()
    page.wait_for_function("JSON.parse(localStorage.getItem('tertulia:progress'))['chapters/strategy'].read")


def test_a_glance_at_the_end_is_not_reading(visit):
    page = visit().open(f"en/{CHAPTER}.html")
    page.locator(".tt-quiz").last.locator("input").last.scroll_into_view_if_needed()
    page.wait_for_function("JSON.parse(localStorage.getItem('tertulia:progress'))?.['chapters/strategy']?.end")
    assert "read" not in kept(page)[CHAPTER]


def test_an_exercise_is_done_when_something_in_it_was_moved(visit):
    page = visit().open(f"es/{EXERCISE}.html")
    page.wait_for_function("document.documentElement.dataset.live === 'ready'")
    handle = page.locator(".live-outputs [role=slider]").first
    handle.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(300)
    assert EXERCISE not in kept(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("localStorage.getItem('tertulia:progress')?.includes('done')")
    link = page.locator(f'#steps [data-exercise="{EXERCISE}"]')
    expect(link).to_have_class("is-done")
    expect(link.locator(".tt-said")).to_have_text(", hecho")
    page.goto(page.url.replace("/es/", "/en/"))
    expect(page.locator(f'#steps [data-exercise="{EXERCISE}"] .tt-said')).to_have_text(", done")


def test_the_first_answer_counts_and_a_second_try_with_the_keyboard_does_not(visit):
    page = visit().open(f"en/{CHAPTER}.html")
    tally = page.locator("[data-tally]")
    expect(tally).to_be_hidden()
    count = answer_all(page, right=False)
    expect(tally.get_by_role("status")).to_contain_text(f"0 of {count} right: the first answer counts.")
    answer_all(page, right=True)
    expect(tally.get_by_role("status")).to_contain_text(f"0 of {count} right: the first answer counts.")
    page.reload()
    expect(tally.get_by_role("status")).to_contain_text(f"0 of {count} right: the first answer counts.")
    tally.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-question]') !== null")
    assert page.locator("[data-question] input:checked").count() == 0
    answer_all(page, right=True)
    expect(tally.get_by_role("status")).to_contain_text(f"0 of {count} right: the first answer counts.")
    assert "passed" not in kept(page)[CHAPTER]
    page.evaluate("localStorage.clear()")
    page.reload()
    answer_all(page, right=True)
    expect(tally.get_by_role("status")).to_have_text(f"All {count} right: check passed.")
    assert kept(page)[CHAPTER]["passed"]
    page.goto(page.url.replace("/en/", "/es/"))
    expect(tally.get_by_role("status")).to_contain_text("prueba superada")


def test_a_wrong_answer_comes_back_on_a_later_day_and_passes_then(visit):
    opened = visit()
    on_the_day(opened, "2026-11-27")
    page = opened.open(f"en/{CHAPTER}.html")
    wrong = page.locator("[data-question]").first
    good = wrong.get_attribute("data-right")
    count = answer_all(page, right=False)
    waiting = page.locator(".tt-again li:visible")
    page.goto(f"{opened.address}/en/{PLAN}.html")
    expect(waiting).to_have_count(3)
    told = page.locator(".tt-again").get_by_role("status")
    expect(told).to_contain_text(f"And {count - 3} more")
    expect(told).to_contain_text("counts again from tomorrow")

    page.goto(f"{opened.address}/en/{CHAPTER}.html")
    assert page.locator("[data-question] input:checked").count() == count, "on the same day, what was said stands there"
    on_the_day(opened, "2026-11-28")
    page.goto(f"{opened.address}/en/{PLAN}.html")
    expect(told).not_to_contain_text("tomorrow")
    name = waiting.first.get_attribute("data-again")
    waiting.first.get_by_role("link").click()
    page.wait_for_url(f"**/{CHAPTER}.html#q-{name}")
    assert page.locator("[data-question] input:checked").count() == 0, "asked anew"
    assert wrong.get_attribute("data-question") == name, "the one that waits longest"
    expect(wrong).to_be_in_viewport()
    wrong.locator(f"input[value='{good}']").check()
    assert kept(page)[CHAPTER]["checks"][name] == {"day": "2026-11-28", "right": True}
    page.goto(f"{opened.address}/es/{PLAN}.html")
    expect(waiting).to_have_count(3)
    assert name not in [item.get_attribute("data-again") for item in waiting.all()]
    page.goto(f"{opened.address}/es/{CHAPTER}.html")
    answer_all(page, right=True)
    assert kept(page)[CHAPTER]["passed"] == "2026-11-28"
    page.goto(f"{opened.address}/en/{PLAN}.html")
    expect(waiting).to_have_count(0)
    expect(told).to_contain_text("Nothing waits.")


def test_a_wrong_answer_on_the_later_day_waits_again_behind_the_others(visit):
    opened = visit()
    on_the_day(opened, "2026-11-27")
    page = opened.open(f"en/{CHAPTER}.html")
    answer_all(page, right=False)
    names = [quiz.get_attribute("data-question") for quiz in page.locator("[data-question]").all()]
    before = kept(page)
    on_the_day(opened, "2026-11-28")
    answer_all(page, right=True)
    assert kept(page) == before, "what was wrong and why stood there overnight"
    page.reload()
    quiz = page.locator("[data-question]").first
    quiz.locator(f"input:not([value='{quiz.get_attribute('data-right')}'])").first.check()
    quiz.locator(f"input[value='{quiz.get_attribute('data-right')}']").check()
    assert kept(page)[CHAPTER]["checks"][names[0]] == {"day": "2026-11-28", "right": False}
    page.goto(f"{opened.address}/en/{PLAN}.html")
    waiting = page.locator(".tt-again li:visible")
    expect(waiting).to_have_count(3)
    assert [item.get_attribute("data-again") for item in waiting.all()] == names[1:4]


def test_what_is_kept_of_the_answers_is_looked_at_before_it_is_used(visit):
    opened = visit()
    page = opened.open(f"en/{CHAPTER}.html")
    names = [quiz.get_attribute("data-question") for quiz in page.locator("[data-question]").all()]
    bad = [
        "x",
        None,
        3,
        {"day": ["2026-11-01"], "right": False},
        {"day": "yesterday", "right": False},
        {"right": False},
    ]
    checks = dict(zip(names, bad, strict=False)) | {names[-1]: {"day": "2026-11-01", "right": False}}
    for kept_checks in (checks, "text", 3, ["a"], None):
        page.evaluate("(checks) => keep.write('progress', { 'chapters/strategy': { checks } })", kept_checks)
        page.goto(f"{opened.address}/en/{PLAN}.html")
        waiting = page.locator(".tt-again li:visible")
        expect(waiting).to_have_count(1 if kept_checks is checks else 0)


def test_the_answers_stand_in_an_order_of_the_visit_and_are_reached_in_it(visit):
    orders = []
    for _reader in range(4):
        opened = visit()
        page = opened.open(f"en/{CHAPTER}.html")
        orders.append(order(page))
        page.reload()
        assert order(page) == orders[-1], "the same during a visit"
        page.goto(page.url.replace("/en/", "/es/"))
        assert order(page) == orders[-1], "in the other language too"
        quiz = page.locator("[data-question]").first
        quiz.locator("input").first.focus()
        for place in orders[-1][0]:
            page.keyboard.press("Space")
            assert page.evaluate("document.activeElement.value") == place
            page.keyboard.press("ArrowDown")
    assert len({json.dumps(each) for each in orders}) > 1
    still = visit(java_script_enabled=False)
    still.page.goto(f"{still.address}/en/{CHAPTER}.html")
    assert order(still.page) == [sorted(answers) for answers in orders[0]]


def test_each_place_is_as_likely_for_the_right_answer(visit):
    page = visit().open(f"en/{CHAPTER}.html")
    places = [0, 0, 0]
    for _visit in range(40):
        page.evaluate("sessionStorage.clear()")
        page.reload()
        for quiz in page.evaluate(
            """[...document.querySelectorAll('[data-question]')].map((quiz) =>
            [...quiz.querySelectorAll('input')].map((radio) => radio.value === quiz.dataset.right))"""
        ):
            if len(quiz) == 3:
                places[quiz.index(True)] += 1
    assert min(places) > 0.2 * sum(places), places


def test_the_order_of_a_visit_is_erased_with_the_rest(visit):
    opened = visit()
    page = opened.open(f"en/{CHAPTER}.html")
    answer_all(page, right=False)
    page.goto(f"{opened.address}/en/{YOURS}.html")
    assert page.evaluate("Object.keys(sessionStorage)") == ["tertulia:order"]
    page.locator("[data-ask]").click()
    page.locator("[data-sure] button").first.click()
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []
    page.goto(f"{opened.address}/en/{PLAN}.html")
    expect(page.locator(".tt-again").get_by_role("status")).to_contain_text("Nothing waits.")


def test_of_two_devices_the_later_answer_counts(visit):
    opened = visit()
    early, late = {"day": "2026-11-01", "right": False}, {"day": "2026-11-05", "right": True}
    here = {"aaaaaaaaaa": early, "bbbbbbbbbb": late}
    keep(opened, progress={CHAPTER: {"checks": here}})
    page = opened.open(f"en/{YOURS}.html")
    there = {CHAPTER: {"checks": {"aaaaaaaaaa": late, "bbbbbbbbbb": early, "cccccccccc": early}}}
    file = json.dumps(GOOD | {"kept": {"progress": there}}).encode()
    page.locator("input[type=file]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": file})
    expect(page.locator('[data-yours="load"] [data-said]')).to_contain_text("added to what was here")
    assert kept(page)[CHAPTER]["checks"] == {"aaaaaaaaaa": late, "bbbbbbbbbb": late, "cccccccccc": early}


def test_the_home_page_and_the_contents_show_a_step_that_is_done(visit):
    opened = visit()
    page = opened.open(f"en/{CHAPTER}.html")
    step = page.locator(f'#steps [data-step="{CHAPTER}"]')
    told = {name: {"done": "2026-11-24"} for name in step.get_attribute("data-exercises").split()}
    told[CHAPTER] = {"read": "2026-11-24"}
    page.evaluate("(told) => { keep.write('progress', told); }", told)
    page.reload()
    assert step.locator(".tt-seat").get_attribute("data-state") == "now", "the check is still open"
    told[CHAPTER] |= {"right": 7, "of": 7, "passed": "2026-11-24"}
    page.evaluate("(told) => { keep.write('progress', told); }", told)
    page.reload()
    assert step.locator(".tt-seat").first.get_attribute("data-state") == "done"
    page.goto(f"{opened.address}/en/chapters/index.html")
    row = page.locator(f'.tt-course [data-step="{CHAPTER}"]')
    expect(row.locator("em b")).to_have_text("Done")
    all_steps = page.locator(".tt-course [data-step]").count()
    expect(page.locator(".tb-big")).to_have_text(f"1 of {all_steps}")
    assert page.locator(".tt-table .is-done .tb-set").is_visible()


def test_everything_is_listed_saved_erased_and_loaded_again(visit, tmp_path):
    opened = visit()
    page = opened.open(f"en/{CHAPTER}.html")
    page.locator(".tt-monday input").first.check()
    answer_all(page, right=True)
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/**")
    page.goto(f"{opened.address}/es/{YOURS}.html")
    page.evaluate("localStorage.setItem('tertulia:plan-of-tomorrow', 'x')")
    page.reload()
    keys = page.locator(".tt-kept code").all_inner_texts()
    assert keys == [f"tertulia:{name}" for name in ("answers", "language", "plan-of-tomorrow", "progress", "ticks")]
    page.evaluate("localStorage.removeItem('tertulia:plan-of-tomorrow')")
    before = page.evaluate("({ ...localStorage })")
    with page.expect_download() as download:
        page.locator('[data-yours="save"] button').click()
    file = tmp_path / "mine.json"
    download.value.save_as(file)
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["course"] == "tertulia"
    assert set(told["kept"]) == {"answers", "language", "progress", "ticks"}

    page.locator("[data-ask]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("({ ...localStorage })") == before, "asked once more, and it was no"
    assert page.evaluate("document.activeElement.matches('[data-ask]')")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("Object.keys(localStorage)") == []
    expect(page.locator("[data-none]")).to_be_visible()

    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_function("Object.keys(localStorage).length === 4")
    after = page.evaluate("({ ...localStorage })")
    assert {name: after[name] for name in before} == before
    expect(page.locator(f'[data-step="{CHAPTER}"] [data-told]')).to_contain_text("Prueba superada")


GOOD = {"course": "tertulia", "format": 1, "saved": "2026-11-24", "kept": {"ticks": ["0123456789"]}}
BAD = {
    "no JSON": ("{", "cannot be read"),
    "not ours": ('{"a": 1}', "does not come from this course"),
    "a list": ("[]", "does not come from this course"),
    "nothing": ("null", "does not come from this course"),
    "another version": (json.dumps(GOOD | {"format": 2}), "another version"),
    "an unknown key": (json.dumps(GOOD | {"kept": {"secret": 1}}), "does not know: secret"),
    "a key of every object": (json.dumps(GOOD | {"kept": {"toString": 1}}), "does not know: toString"),
    "a wrong type": (json.dumps(GOOD | {"kept": {"ticks": "x"}}), "not as the course writes it: The boxes you ticked"),
    "a wrong answer": (json.dumps(GOOD | {"kept": {"answers": {"0123456789": '"]'}}}), "Your answers"),
    "a wrong fact": (json.dumps(GOOD | {"kept": {"progress": {"a": {"read": True}}}}), "How far you are"),
    "a check of no day": (
        json.dumps(GOOD | {"kept": {"progress": {"a": {"checks": {"0123456789": {"day": "x", "right": True}}}}}}),
        "How far you are",
    ),
    "another course's firm": (json.dumps(GOOD | {"kept": {"firm": {"format": "x", "version": 1}}}), "Your firm"),
    "entries of no exercise": (
        json.dumps(GOOD | {"kept": {"entries": {"format": "tertulia-entries", "version": 1, "exercises": {"a": 1}}}}),
        "What you typed in the exercises",
    ),
    "an undo that is no plan": (
        json.dumps(GOOD | {"kept": {"undo": {"format": "tertulia-undo", "plans": ["{}"]}}}),
        "Your plan before its last changes",
    ),
    "a calendar's note without names": (
        json.dumps(
            GOOD | {"kept": {"calendar": {"format": "tertulia-calendar", "version": 1, "entries": [{"key": 1}]}}}
        ),
        "What your calendar files held",
    ),
    "too large": (json.dumps(GOOD) + " " * 12_000_001, "too large"),
}


def test_a_file_that_cannot_be_right_changes_nothing_and_says_why(visit):
    opened = visit()
    keep(opened, ticks=["aaaaaaaaaa"])
    page = opened.open(f"en/{YOURS}.html")
    said = page.locator('[data-yours="load"] [data-said]')
    for name, (text, complaint) in BAD.items():
        page.locator("input[type=file]").set_input_files(
            {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
        )
        expect(said, name).to_contain_text(complaint)
        expect(said, name).to_contain_text("Nothing was changed.")
        assert page.evaluate("({ ...localStorage })") == {"tertulia:ticks": '["aaaaaaaaaa"]'}, name
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(GOOD).encode()}
    )
    expect(said).to_contain_text("added to what was here")
    assert kept(page, "ticks") == ["aaaaaaaaaa", "0123456789"]


def entries(**exercises) -> dict:
    typed = {name: {"values": {"hours": value}, "state": None} for name, value in exercises.items()}
    return {"format": "tertulia-entries", "version": 1, "exercises": typed}


def undo(edition: int) -> dict:
    return {"format": "tertulia-undo", "plans": [json.dumps({"version": 3, "edition": edition})]}


def test_a_file_adds_to_what_the_exercises_keep_and_takes_nothing_away(visit):
    opened = visit()
    firm = {"format": "tertulia-firm", "version": 1, "sector": "shop", "name": "Ours"}
    plan = {"format": "tertulia-plan", "version": 3, "edition": 1}
    keep(opened, entries=entries(mix=1, growth=1), plan=plan)
    page = opened.open(f"en/{YOURS}.html")
    file = {"firm": firm, "entries": entries(mix=2, canvas=2), "plan": plan | {"edition": 2}, "undo": undo(2)}
    content = json.dumps(GOOD | {"kept": file}).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content}
    )
    said = page.locator('[data-yours="load"] [data-said]')
    expect(said).to_have_text(
        "Loaded and added to what was here: Your firm, What you typed in the exercises. "
        "What was here stayed as it is: Your plan."
    )
    assert kept(page, "firm") == firm
    assert kept(page, "entries") == entries(canvas=2, mix=1, growth=1)
    assert kept(page, "plan") == plan
    assert kept(page, "undo") == {}, "the last changes of another plan would undo this one"
    listed = page.locator(".tt-kept li > p:first-child")
    expect(listed).to_have_text(
        ["What you typed in the exercises entries: 3", "Your firm entries: 2", "Your plan entries: 3"]
    )
    page.evaluate("localStorage.clear()")
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content}
    )
    expect(said).to_contain_text("Your plan before its last changes")
    assert {name: kept(page, name) for name in file} == file


def calendar_note(**sequences: int) -> str:
    """What calendar files held, as Python writes it: by the entry's name, which version of it."""
    day = date(2026, 12, 1)
    given = (GivenOut(key=f"mine/post/{key}", sequence=n, day=day, latest=day) for key, n in sequences.items())
    return write(CalendarNote(entries=tuple(given)))


def test_of_what_two_devices_gave_out_the_later_version_is_noted_and_python_reads_it(visit):
    opened = visit()
    page = opened.open(f"en/{YOURS}.html")
    page.evaluate("text => localStorage.setItem('tertulia:calendar', text)", calendar_note(a=5, b=5, c=5))
    file = GOOD | {"kept": {"calendar": json.loads(calendar_note(b=6, c=4, d=1))}}
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    )
    expect(page.locator('[data-yours="load"] [data-said]')).to_contain_text("What your calendar files held")
    joined = read(page.evaluate("localStorage.getItem('tertulia:calendar')"))
    assert {each.key[-1]: each.sequence for each in joined.entries} == {"a": 5, "b": 6, "c": 5, "d": 1}
    expect(page.locator(".tt-kept li > p:first-child")).to_contain_text(["What your calendar files held entries: 4"])


def test_the_figures_of_files_can_be_forgotten_alone_with_the_keyboard(visit):
    opened = visit()
    page = opened.open(f"en/{YOURS}.html")
    files = {"format": "tertulia-files", "version": 1, "files": {"results": {"name": "mis-posts.csv"}}}
    page.evaluate("text => localStorage.setItem('tertulia:files', text)", json.dumps(files))
    page.evaluate("localStorage.setItem('tertulia:ticks', '[]')")
    page.reload()
    forget = page.get_by_role("button", name="Forget this: The figures of the files you opened")
    forget.focus()
    page.keyboard.press("Enter")
    said = page.locator('[data-yours="list"] [data-said]')
    expect(said).to_have_text("Forgotten: The figures of the files you opened.")
    expect(said).to_be_focused()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('tertulia:'))") == ["tertulia:ticks"]


def test_with_storage_off_the_pages_say_so_and_go_on(visit):
    opened = visit()
    opened.page.add_init_script(BLOCK)
    page = opened.open(f"en/{YOURS}.html")
    expect(page.locator("main .tt-blocked")).to_contain_text("switched off the storage")
    assert page.locator("[data-yours] button:not(:disabled)").count() == 0
    page = opened.open(f"en/{CHAPTER}.html")
    expect(page.locator(".tt-monday .tt-blocked")).to_be_visible()
    expect(page.locator(".tt-monday .tt-keeps")).to_be_hidden()
    count = answer_all(page, right=True)
    expect(page.locator("[data-tally]").get_by_role("status")).to_have_text(f"All {count} right: check passed.")


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_scripts_the_page_of_the_data_says_so(visit, language):
    opened = visit(java_script_enabled=False)
    opened.page.goto(f"{opened.address}/{language}/{YOURS}.html")
    expect(opened.page.locator("main noscript, main p", has_text="JavaScript").first).to_be_visible()
    assert opened.page.locator("[data-yours] button:visible").count() == 0
