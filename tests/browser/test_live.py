"""The exercises of the built site come alive in a real browser, compute what Python computes here, and fail kindly."""

from __future__ import annotations

import gzip
import io
import json
import math
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlparse

import docx
import icalendar
import nbformat
import numpy
import openpyxl
import pytest
import vobject
from playwright.sync_api import Page, Route, expect

from publish.serve import server
from tertulia import widgets
from tertulia.clock import today
from tertulia.language import _
from tertulia.plan.export import export, files
from tertulia.plan.plan_file import read
from tertulia.plan.schema import SECTIONS, filled
from tests.browser.living import REVIEW, STORED, alive, ask, of_the_course, with_picture
from tests.plan import office

SIMULATOR = "exercises/strategy/community_simulator"
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true });
"""

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = sorted(of_the_course())
YOUR_FIRM = "exercises/start/your_firm"
NOTHING_TO_ADD = {YOUR_FIRM, "exercises/start/walk_in_check", "exercises/web2/adoption_explorer", REVIEW}
"""Exercises without an answer for the plan, as long as nobody says what the firm does."""

PLAYED_TO = {"exercises/manager/inbox_drill": ("Close the inbox; the rest stays unread",)}
"""What must be over before there is something to add, and what ends it."""

NAME = "=1+1 <b>Peña</b> & “hijos”"
"""What somebody may call their firm."""

OPENED = [(".docx", "pdf"), (".docx", "txt:Text (encoded):UTF8"), (".xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")]
"""What LibreOffice makes of the files; 76 is UTF-8."""

NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?")


def same(here: str, there: str) -> bool:
    """Whether two results are written alike, their numbers equal to 1e-9."""
    ours, theirs = NUMBER.findall(here), NUMBER.findall(there)
    return NUMBER.sub("", here) == NUMBER.sub("", there) and all(
        math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-9)
        for one, other in zip(ours, theirs, strict=True)
    )


MOVES = {
    ".noUi-handle": "ArrowRight",
    "input[type=checkbox]": "Space",
    "select": "ArrowDown",
    "input[type=radio]": "ArrowDown",
    "input[type=text]": "x",
}
"""A key that changes each kind of control."""


def press(page: Page) -> None:
    """Move the first thing of the settings that the keyboard can move."""
    for control, key in MOVES.items():
        found = page.locator(f".live-outputs .tt-card {control}:visible:not([disabled])")
        if found.count():
            found.first.focus()
            page.keyboard.press(key)
            page.keyboard.press("Tab")
            return
    raise AssertionError("nothing to move")


PRINT = {"threshold": 10**9, "linewidth": 10**9}
"""How numpy writes out arrays: whole, in one line; with `PLAIN`, every number with all its digits."""

PLAIN = f"__import__('numpy').set_printoptions(**{PRINT}, formatter={{'float_kind': float.__repr__}})"

VALUES = """[[name, control.value] for name, control in _.controls.named().items()
 if isinstance(control.value, (bool, int, float, str))]"""


def moved(page: Page, exercise: str) -> None:
    """Move the exercise by a key; what it answers then is what Python computes here for the same values."""
    with_picture(page)
    cells = nbformat.read(ROOT / f"{exercise}.ipynb", as_version=4).cells
    source = next(cell.source for cell in cells if cell.cell_type == "code")
    native = eval(source.splitlines()[-1], vars(widgets))
    if ask(page, "_.firm.key") != native.firm.key:  # since a plan is kept, the learner's own stands first
        page.locator(".live-outputs select").first.select_option(label=native.firm.shown)
        page.wait_for_function("async (key) => await live.ask('_.firm.key') === key", arg=native.firm.key)
    stand = "async (values) => JSON.stringify(await live.ask(values))"
    before = page.evaluate(stand, VALUES)
    press(page)
    page.wait_for_function(f"async ([values, before]) => (await ({stand})(values)) !== before", arg=[VALUES, before])
    with native.quietly():
        for name, value in ask(page, VALUES):
            native.controls[name].value = value
    native.refresh()
    ask(page, PLAIN)
    there = ask(page, "repr(_.result)")
    assert len(there) > 20
    with numpy.printoptions(**PRINT, formatter={"float_kind": float.__repr__}):
        here = repr(native.result)
    assert same(here, there), (here, there)
    assert ask(page, "_.summary()") == native.summary()
    spoken = re.sub(r"<[^>]+>", " ", native.words.value).split()
    expect(page.locator(".live-outputs .tt-says")).to_contain_text(" ".join(unescape(word) for word in spoken[:4]))
    assert page.locator(".live-error").count() == 0


def taken_home(page: Page) -> dict[str, bytes]:
    """The files the review makes, by the end of their names, as they lie on the disk after the download."""
    page.get_by_role("button", name=_("Make the files")).click()
    links = page.locator(f'a[download^="{_("my-plan")}"]')
    expect(links).to_have_count(5)
    made = {}
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        made[Path(download.value.suggested_filename).suffix] = Path(download.value.path()).read_bytes()
    return made


def read_by_others(made: Mapping[str, bytes]) -> dict[str, Any]:
    """The files as python-docx, openpyxl and icalendar read them; the pictures are only counted."""
    document = docx.Document(io.BytesIO(made[".docx"]))
    sheets = openpyxl.load_workbook(io.BytesIO(made[".xlsx"]))
    events = icalendar.Calendar.from_ical(made[".ics"]).walk("VEVENT")
    return {
        "paragraphs": [paragraph.text for paragraph in document.paragraphs],
        "tables": [cell.text for table in document.tables for row in table.rows for cell in row.cells],
        "pictures": len(document.inline_shapes),
        "cells": {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in sheets},
        "events": sorted((str(event["uid"]), str(event["summary"]), event.decoded("dtstart")) for event in events),
        "printed": re.sub(r'src="data:image/[^"]+"', "", made[".html"].decode()),
        "plan": json.loads(made[".json"]),
    }


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1280, "light"), ("es", 390, "dark")])
def test_the_whole_way_from_the_start_to_the_files(
    visit, axe, small, spoken, tmp_path, monkeypatch, language, width, scheme
):
    """A reader turns page after page, moves every exercise, adds its answer to the plan, and takes the plan home.

    The files made in the page are those Python makes here of the same plan, and other programs open them.
    """
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    spoken(language)
    page = visit(width, scheme).open(f"{language}/chapters/index.html")
    page.locator("a[data-go]").click()
    done, added = [], 0
    while True:
        name = urlparse(page.url).path.removeprefix(f"/{language}/").removesuffix(".html")
        if name in EXERCISES:
            try:
                moved(page, name)
                assert axe(page) + small(page) == []
                assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                if name not in NOTHING_TO_ADD:
                    for end in PLAYED_TO.get(name, ()):
                        page.get_by_role("button", name=_(end), exact=True).press("Enter")
                        assert ask(page, "_.over")  # and the focus has gone where it leads
                    added += 1
                    page.get_by_role("button", name=_("Add to my plan"), exact=True).press("Enter")
                    page.wait_for_function(f"JSON.parse({STORED} ?? '{{}}').edition === {added}")
                    expect(page.locator(".tt-keep")).to_contain_text(_("It is in your plan."))
            except Exception as problem:
                problem.add_note(f"{language}/{name}")
                raise
            done.append(name)
        if name == REVIEW:
            break
        page.locator("a[rel=next]").click()
    assert sorted(done) == EXERCISES

    page.locator(".live-outputs select").first.select_option(label=_("My firm"))
    page.wait_for_function(f"async () => await live.ask('_.result.edition') === {added}")
    page.get_by_role("textbox", name=_("Name of the firm")).fill(NAME)
    page.keyboard.press("Tab")
    page.wait_for_function("async (name) => await live.ask('_.result.firm.name') === name", arg=NAME)
    made = taken_home(page)
    plan = read(made[".json"])
    assert plan.firm.name == NAME and filled(plan) == SECTIONS
    told = read_by_others(made)
    here = read_by_others({Path(file.name).suffix: export(name, plan, today()) for name, file in files().items()})
    assert told["pictures"] > 0 and told["cells"]
    assert told == here
    assert len(told["events"]) == len(list(vobject.readOne(made[".ics"].decode()).vevent_list)) > 0
    for kind, to in OPENED:
        file = tmp_path / f"plan{kind}"
        file.write_bytes(made[kind])
        opened = office.converted(file, to, tmp_path)[0].read_bytes()
        assert opened.startswith(b"%PDF") or NAME in opened.decode(), (kind, to)


EARLY = """
(() => {
  const [painted] = performance.getEntriesByType("paint");
  const early = ({ name, startTime }) => /[/]live[/].*(json|img|wasm)$/.test(name) && startTime < painted.startTime;
  return performance.getEntriesByType("resource").filter(early).map(({ name }) => name);
})()
"""
"""What a page asked for Python's sake before it was painted."""

HOSTILE = (
    '1 < 2 <b onclick="alert(1)">two</b> <script>alert(1)</script> <a href="javascript:alert(1)">three</a> '
    "<img src=x onerror=alert(1)><svg><style><em onload=alert(1)>four</em>"
)


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (375, "dark"), (1280, "light"), (1280, "dark")])
def test_coming_alive_moves_nothing_on_the_page(visit, width, scheme):
    seen = visit(width=width, scheme=scheme)
    seen.page.add_init_script(SHIFTS)
    page = seen.open(f"en/{SIMULATOR}.html")
    finished = page.locator(".tt-exercise").bounding_box()
    page.locator("details.tt-fold").first.evaluate("(fold) => { fold.open = true; }")
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(200)
    down = page.evaluate("scrollY")
    with_picture(page)
    assert page.evaluate("shifted") < 0.01
    assert page.evaluate("scrollY") == down
    assert page.locator("details.tt-fold").first.get_attribute("open") is not None
    live = page.locator(".tt-exercise").bounding_box()
    assert live["width"] == finished["width"]
    assert page.evaluate(EARLY) == [], "what the page itself shows comes first"
    # one picture is drawn, the one this width shows
    assert page.locator(".live-outputs .tt-answer .tt-fig svg").count() == 1
    assert page.locator(".live-outputs .tt-answer .tt-fig svg").is_visible()
    name = "tt-narrow" if width < 600 else "tt-wide"
    assert name in page.locator(".live-outputs .tt-answer .tt-fig svg").get_attribute("class")
    ink = page.locator(".live-outputs .tt-answer .tt-fig svg text").first.evaluate(
        "(text) => getComputedStyle(text).fill"
    )
    light = sum(int(part) for part in re.findall(r"\d+", ink)[:3]) > 382
    assert light == (scheme == "dark")


def test_another_width_brings_the_other_picture(visit):
    page = visit().open(f"en/{SIMULATOR}.html")
    with_picture(page)
    expect(page.locator(".live-outputs .tt-answer .tt-fig svg.tt-wide")).to_be_visible()
    page.set_viewport_size({"width": 375, "height": 800})
    expect(page.locator(".live-outputs .tt-answer .tt-fig svg.tt-narrow")).to_be_visible()


HEARD = """async () => {
  const heard = [];
  live.worker.addEventListener("message", ({ data: [text] }) => {
    const { type, data } = JSON.parse(text);
    heard.push(data?.state?.value?.match?.(/tt-numbers|tt-fig|tt-fold/)?.[0] ?? type);
  });
  const shown = (part) => document.querySelector(`.live-outputs ${part}`).outerHTML;
  const before = shown(".tt-fold");
  const [handle] = document.querySelectorAll(".live-outputs .noUi-handle[aria-label='Posts per week']");
  handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  while (!heard.includes("tt-fold") || shown(".tt-fold") === before) await new Promise((next) => setTimeout(next, 20));
  return heard.filter((each) => ["idle", "tt-numbers", "tt-fig", "tt-fold"].includes(each));
}"""
"""What comes of a move, in its order."""


def test_the_next_move_is_answered_before_all_is_drawn_of_the_one_before(visit):
    page = visit().open(f"en/{SIMULATOR}.html")
    with_picture(page)
    assert page.evaluate(HEARD) == ["tt-numbers", "idle", "tt-fig", "tt-fold"]


def test_controls_say_what_they_are_and_where_they_stand(visit):
    page = visit().open(f"en/{SIMULATOR}.html")
    alive(page)
    handle = page.get_by_role("slider", name="Posts per week")
    expect(handle).to_have_attribute("aria-valuetext", "3 posts")
    handle.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "4 posts")
    page.get_by_role("button", name="Posts per week: less").click()
    expect(handle).to_have_attribute("aria-valuetext", "3 posts")
    cleaned = page.evaluate("(html) => live.manager.inline_sanitize(html)", HOSTILE)
    assert cleaned == "1 &lt; 2 <b>two</b> alert(1) three <em>four</em>"


def test_the_next_page_starts_from_what_the_browser_kept(visit):
    seen = visit()
    page = seen.open(f"en/{SIMULATOR}.html")
    with_picture(page)
    sizes: list[int] = []

    def count(request: Any) -> None:
        # a browser without a profile on disk, as here, keeps nothing as large as Python itself
        if "/live/engine-" not in request.url:
            sizes.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", count)
    page.goto(f"{seen.address}/en/exercises/strategy/network_picker.html")
    alive(page)
    assert sum(sizes) < 1_500_000


def test_on_a_costly_connection_it_asks_first(visit):
    seen = visit(metered=True)
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(request.url))
    page = seen.open(f"en/{SIMULATOR}.html")
    alive(page, "asking")
    assert re.search(r"\d+\.\d MB", page.locator(".live-status").inner_text())
    assert not [url for url in asked if url.endswith(".img")]
    page.get_by_role("button", name="Fetch it").click()
    alive(page)


# ---- failures ------------------------------------------------------------------------------------------------------


@pytest.fixture
def reader(browser, address) -> Iterator[Callable[..., Page]]:
    """A page on which things may go wrong."""
    contexts = []

    def begin() -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        return contexts[-1].new_page()

    yield begin
    for context in contexts:
        context.close()


def missing(pattern: str) -> Callable[[Page], None]:
    return lambda page: page.route(pattern, lambda route: route.fulfill(status=404, body=""))


def truncated(page: Page) -> None:
    def cut(route: Route) -> None:
        route.fulfill(body=route.fetch().body()[:5000])

    page.route("**/live/numpy-*.img", cut)


def without_memory(page: Page) -> None:
    def spoil(route: Route) -> None:
        none = b"WebAssembly.Memory = class { constructor() { throw new RangeError('out of memory'); } };"
        route.fulfill(body=gzip.compress(none + gzip.decompress(route.fetch().body())))

    page.route("**/live/worker-*.img", spoil)


def without_webassembly(page: Page) -> None:
    page.add_init_script("delete globalThis.WebAssembly")


def offline(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { value: false })")
    page.route("**/live/*.img", lambda route: route.abort("internetdisconnected"))


def silent(page: Page) -> None:
    page.route("**/live/engine-*.img", lambda _route: None)


def raising(page: Page) -> None:
    def change(route: Route) -> None:
        text = route.fetch().text().replace("community_simulator(\\&quot;bakery\\&quot;)", "1 / 0")
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    page.route(f"**/{SIMULATOR}.html", change)


FAILURES = {
    "no Python": (missing("**/live/engine-*.img"), "failed", "could not be made to move"),
    "no package": (missing("**/live/numpy-*.img"), "failed", "could not be made to move"),
    "half a package": (truncated, "failed", "could not be made to move"),
    "no list": (missing("**/live/live.json"), "failed", "could not be made to move"),
    "no scripts": (missing("**/live/page-*.js"), "failed", "could not be made to move"),
    "no worker": (missing("**/live/worker-*.img"), "failed", "could not be made to move"),
    "no memory": (without_memory, "failed", "could not be made to move"),
    "no WebAssembly": (without_webassembly, "failed", "too old"),
    "offline": (offline, "failed", "offline"),
    "a host that does not answer": (silent, "slow", "longer than usual"),
    "an exercise that raises": (raising, "failed", "went wrong"),
}


@contextmanager
def within(page: Page, seconds: float) -> Iterator[None]:
    began = page.evaluate("performance.now()")
    yield
    assert page.evaluate("performance.now()") - began < 1000 * seconds


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_leaves_the_finished_answer_and_says_so(reader, address, failure):
    provoke, state, said = FAILURES[failure]
    page = reader()
    provoke(page)
    page.goto(f"{address}/en/{SIMULATOR}.html")
    shown = page.locator(".tt-numbers").inner_text()
    # an exercise can only raise when Python is there; what cannot start must say so within ten seconds
    with within(page, 30 if failure == "an exercise that raises" else 11):
        alive(page, state)
    line = page.locator(".live-status")
    expect(line).to_contain_text(said)
    expect(line.get_by_role("button", name="Try again")).to_be_visible()
    assert page.locator(".tt-numbers").inner_text() == shown
    assert page.locator(".tt-fig svg:visible").count() == 1
    assert "Traceback" not in page.locator("main").inner_text()


def python_alone(page: Page) -> None:
    """Wait until Python is the only one at work behind the page: what fetched its files has gone."""
    for _turn in range(100):
        if len(page.workers) == 1:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{len(page.workers)} workers")


def published_anew(page: Page) -> None:
    def change(route: Route) -> None:
        route.fulfill(body=re.sub(r'"stamp":"\w+"', '"stamp":"another"', route.fetch().text()))

    page.route("**/live/live.json", change)


def test_what_was_begun_too_early_is_begun_again(reader, address):
    page = reader()
    published_anew(page)
    page.goto(f"{address}/en/{SIMULATOR}.html")
    with_picture(page)
    expect(page.locator(".live-status")).to_contain_text("Ready: move the controls.")
    python_alone(page)


def spoiled(page: Page) -> None:
    def change(route: Route) -> None:
        state = bytearray(gzip.decompress(route.fetch().body()))
        told = int.from_bytes(state[:4], "little")
        stretches = json.loads(state[4 : 4 + told])["stretches"]
        state[4 + told + 8 * stretches] ^= 1  # the first byte of memory that it has
        route.fulfill(body=gzip.compress(bytes(state), 1))

    page.route("**/live/snapshot-*.img", change)


@pytest.mark.parametrize("trouble", [None, missing("**/live/snapshot-*.img"), spoiled])
def test_without_its_snapshot_a_page_starts_as_python_starts_anywhere(reader, address, trouble):
    page = reader()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    if trouble is not None:
        trouble(page)
    page.goto(f"{address}/es/{SIMULATOR}.html")
    alive(page)
    numbers = page.locator(".live-outputs .tt-numbers")
    before = numbers.inner_text()
    page.get_by_role("slider", name="Publicas por semana").press("ArrowRight")
    expect(numbers).not_to_have_text(before)
    assert any(name.startswith("boot-") for name in asked) == (trouble is not None)
    assert page.locator(".live-outputs[hidden]").count() == 0
    with_picture(page)
    python_alone(page)


def test_trying_again_helps_when_the_cause_is_gone(reader, address):
    page = reader()
    missing("**/live/numpy-*.img")(page)
    page.goto(f"{address}/en/{SIMULATOR}.html")
    alive(page, "failed")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    alive(page)


def test_a_picture_that_cannot_be_fetched_does_not_stop_the_numbers(reader, address):
    page = reader()
    missing("**/live/matplotlib.behind-*.img")(page)
    page.goto(f"{address}/en/{SIMULATOR}.html")
    alive(page)
    expect(page.locator(".live-status")).to_contain_text("could not be fetched")
    numbers = page.locator(".live-outputs .tt-numbers")
    before = numbers.inner_text()
    page.get_by_role("slider", name="Promotion share").press("ArrowRight")
    expect(numbers).not_to_have_text(before)
    assert page.locator(".tt-fig svg:visible").count() == 1


def test_a_move_that_raises_says_one_friendly_line_and_keeps_the_report_folded(reader, address):
    page = reader()
    page.goto(f"{address}/en/{SIMULATOR}.html")
    alive(page)
    ask(page, "setattr(_, 'show', None)")
    page.get_by_role("slider", name="Posts per week").press("ArrowRight")
    error = page.locator(".live-error")
    expect(error).to_be_visible()
    expect(error.locator("summary")).to_have_text("Something went wrong in this exercise.")
    expect(error.locator("pre")).to_be_hidden()
    assert "TypeError" in error.locator("pre").text_content()


# ---- leaving, coming back, dying -------------------------------------------------------------------------------------


def test_leaving_the_page_frees_python_and_coming_back_begins_anew(visit):
    seen = visit()
    page = seen.open(f"en/{SIMULATOR}.html")
    with_picture(page)
    python_alone(page)
    page.goto(f"{seen.address}/en/chapters/strategy.html")
    page.wait_for_function("true")
    assert page.workers == []
    page.go_back()
    with_picture(page)
    python_alone(page)
    before = page.locator(".live-outputs .tt-numbers").inner_text()
    page.get_by_role("slider", name="Promotion share").press("ArrowRight")
    expect(page.locator(".live-outputs .tt-numbers")).not_to_have_text(before)


def test_a_worker_that_dies_is_missed_and_can_be_called_back(reader, address):
    page = reader()
    page.goto(f"{address}/en/{SIMULATOR}.html")
    with_picture(page)
    page.evaluate("live.worker.terminate()")
    page.get_by_role("slider", name="Posts per week").press("ArrowRight")
    with within(page, 11):
        alive(page, "slow")
    assert page.locator(".tt-numbers").is_visible()
    page.locator(".live-status").get_by_role("button", name="Try again").click()
    alive(page)
    before = page.locator(".live-outputs .tt-numbers").inner_text()
    page.get_by_role("slider", name="Promotion share").press("ArrowRight")
    expect(page.locator(".live-outputs .tt-numbers")).not_to_have_text(before)


def test_below_a_folder_of_its_host_nothing_outside_it_is_asked_for(site, browser, tmp_path):
    shutil.copytree(site, tmp_path / "repository")
    with server(tmp_path, 0) as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{shown.server_port}/repository/"
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{base}es/{SIMULATOR}.html")
        alive(page)
        page.close()
        shown.shutdown()
    assert [url for url in asked if not url.startswith((base, "blob:", "data:"))] == []
