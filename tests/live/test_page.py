"""Everything a notebook may show, alive in a real browser on a page of its own, without the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from live import WORDS
from live.build import Settings, build
from live.bundles import LivePage
from publish import chromium

ROOT = Path(__file__).resolve().parents[2]

CELLS = {
    "sliders": """
import ipywidgets
from IPython.display import Markdown, display
from ipywidgets import interact, jslink
a, b = ipywidgets.IntSlider(3, description="A"), ipywidgets.FloatSlider(0, max=10, description="B")
said = ipywidgets.HTML()
jslink((a, "value"), (b, "value"))
a.observe(lambda change: setattr(said, "value", f"<p id=said>now {change.new}</p>"), "value")
ipywidgets.VBox([a, b, said])
""",
    "interact": """
@interact(x=(0, 10))
def square(x=4):
    print("square", x * x)
""",
    "nested": """
tab = ipywidgets.Tab([ipywidgets.Label("first"), ipywidgets.Accordion([ipywidgets.Text("inside")], titles=["fold"])])
tab.titles = ["One", "Two"]
outer, inner = ipywidgets.Output(), ipywidgets.Output()
with outer:
    print("outer says")
    display(inner)
with inner:
    print("inner says")
ipywidgets.VBox([tab, outer])
""",
    "upload": """
upload, told = ipywidgets.FileUpload(), ipywidgets.Label("nothing yet")
def heard(change):
    file = change.new[0]
    told.value = f"{file.name} {bytes(file.content).hex()}"
upload.observe(heard, "value")
ipywidgets.VBox([upload, told])
""",
    "late": """
code, text = ipywidgets.Button(description="by its import"), ipywidgets.Button(description="by its reading")
late = ipywidgets.Label("nothing yet")
def imported(_button):
    import seldom
    late.value = seldom.SAID
def read(_button):
    with open("/book/seldom.txt") as file:
        late.value = file.read()
code.on_click(imported)
text.on_click(read)
ipywidgets.VBox([code, text, late])
""",
    "rich": """
display(Markdown("some **bold** words"))
handle = display("old", display_id=True)
button = ipywidgets.Button(description="change")
button.on_click(lambda _button: handle.update("new"))
import pandas
display(pandas.DataFrame({"column": [1, 2]}))
button
""",
    "figure": """
from matplotlib import pyplot as plt
plt.plot([1, 2, 3])
plt.title("a title")
plt.show()
""",
    "quick": """
from time import sleep
typed, done = ipywidgets.Text(description="typed"), ipywidgets.Label("not pressed")
typed.observe(lambda _change: sleep(0.3), "value")
press = ipywidgets.Button(description="press")
press.on_click(lambda _button: setattr(done, "value", f"pressed after {typed.value!r}"))
ipywidgets.VBox([typed, press, done])
""",
    "raising": """
bad = ipywidgets.Button(description="bad")
bad.on_click(lambda _button: 1 / 0)
bad
""",
    "anywidget": """
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
      const button = document.createElement("button");
      const show = () => { button.textContent = `counted ${model.get("value")}`; };
      button.addEventListener("click", () => { model.set("value", model.get("value") + 1); model.save_changes(); });
      model.on("change:value", show);
      show();
      el.append(button);
    } };
    '''
    _css = "button { color: rgb(1, 2, 3) }"
    value = traitlets.Int(4).tag(sync=True)
counter, heard_it = Counter(), ipywidgets.Label()
counter.observe(lambda change: setattr(heard_it, "value", f"Python heard {change.new}"), "value")
ipywidgets.VBox([counter, heard_it])
""",
    "made lighter": """
import asyncio, importlib.abc
import live_images, numpy, own
await asyncio.sleep(0)
print(own.Pair(1), own.Pair(1) < own.Pair(2, "y"), any("_dflt_b" in text for text in live_images.compiled))
print(own.STREET.match("Peña 7").groupdict(), (own.STREET.pattern, 2) in live_images.compiled)
print(asyncio.StreamReader.__module__, asyncio.base_events.BaseEventLoop.__name__, hasattr(asyncio, "nothing"))
print(importlib.abc.Loader.__name__, hasattr(importlib.abc, "nothing"), numpy.ones(2).sum())
""",
    "from the snapshot": """
import random, time
import shared
import os, live_images
print("shared", "shared" in live_images.here.modules, "numpy" in shared.LOADED, "ipywidgets" in shared.LOADED)
print("zone", time.timezone, time.altzone, time.daylight, *time.tzname)
print("seed", os.environ.get("PYTHONHASHSEED"), os.environ.get("HOME"))
print("luck", random.random())
""",
    "stores": """
import live_page
at_first, heard, news = {name: store._text for name, store in live_page.stores.items()}, [], []
for name, store in live_page.stores.items():
    store.when_refused(lambda problem, name=name: heard.append([name, problem]))
    store.when_changed(lambda name=name: news.append(name))
def refusal(call):
    try:
        call()
    except OSError as error:
        return error.strerror
""",
    "heard": """
many, echo, wrong = ipywidgets.IntText(1, description="How many"), ipywidgets.HTML("<p>one</p>"), ipywidgets.HTML()
echo.add_class("live-said")
wrong.add_class("live-problem")
def count(change):
    echo.value = f"<p>now {change.new}</p>"
    wrong.value = "" if change.new < 3 else '<p role="alert">Too many.</p>' if change.new > 5 else "<p>Many.</p>"
many.observe(count, "value")
ipywidgets.VBox([ipywidgets.VBox([many, wrong]), echo])
""",
    "all controls": """
every = [
    ipywidgets.BoundedIntText(), ipywidgets.BoundedFloatText(), ipywidgets.IntRangeSlider(),
    ipywidgets.FloatLogSlider(), ipywidgets.IntProgress(3), ipywidgets.ToggleButton(), ipywidgets.Checkbox(),
    ipywidgets.Valid(), ipywidgets.Dropdown(options=["x"]), ipywidgets.RadioButtons(options=["x"]),
    ipywidgets.Select(options=["x"]), ipywidgets.SelectionSlider(options=["x", "y"]),
    ipywidgets.ToggleButtons(options=["x"]), ipywidgets.SelectMultiple(options=["x"]), ipywidgets.Textarea(),
    ipywidgets.Combobox(), ipywidgets.Password(), ipywidgets.HTMLMath("x"), ipywidgets.Play(),
    ipywidgets.DatePicker(), ipywidgets.TimePicker(), ipywidgets.ColorPicker(), ipywidgets.TagsInput(),
    ipywidgets.Stack(), ipywidgets.GridBox(), ipywidgets.Image(value=b""),
]
ipywidgets.VBox(every)
""",
}

STORES = ["small", "large"]

OWN = r"""
import re
from dataclasses import dataclass

STREET = re.compile(r"(?P<street>\w+) (?P<number>\d+)", re.IGNORECASE)

@dataclass(frozen=True, order=True)
class Pair:
    a: int
    b: str = "x"
"""

SELDOM = {"seldom.py": 'SAID = "imported after all"', "seldom.txt": "read after all"}
"""What no cell asks for before somebody presses a button."""

SHARED = """
import sys
LOADED = sorted(sys.modules)
"""

WHEELS = {
    "anywidget-0.9.18-py3-none-any.whl": "944b82ef1dd17b8ff0fb6d1f199f613caf9111338e6e2857da478f6e73770cb8",
    "psygnal-0.16.1-py3-none-any.whl": "93b96894d8c46f0a3c0bfaaf8abe73f0d6db2c20cc6d303624cf08f85abc3c92",
    "typing_extensions-4.16.0-py3-none-any.whl": "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8",
}


@pytest.fixture(scope="module")
def live_page(tmp_path_factory, live_cache) -> Iterator[Page]:
    """One page with all these cells, alive."""
    folder = tmp_path_factory.mktemp("page")
    cells = [[str(place), source] for place, source in enumerate(CELLS.values())]
    page = LivePage("page", tuple((cell, source) for cell, source in cells))
    plain = LivePage("plain", (("0", "import ipywidgets, random, shared"),))  # what both import is in the snapshot
    (folder / "own.py").write_text(OWN)
    (folder / "shared.py").write_text(SHARED)
    for name, content in SELDOM.items():
        (folder / name).write_text(content)
    files = ("own.py", "shared.py", *SELDOM)
    settings = Settings(packages=("matplotlib", "pandas"), wheels=WHEELS, files=files)
    build([page, plain], settings, folder, live_cache, folder / "live", print)
    page_data = {
        "name": "page",
        "doc": "page",
        "cells": cells,
        "words": WORDS,
        "environment": {},
        "store": "book:",
        "stores": STORES,
    }
    places = "".join(
        f'<div class="live-cell live-cell-{cell}"><div class="cell_output">finished</div></div>' for cell, _ in cells
    )
    (folder / "page.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="live/live.css">'
        f'<script async src="live/live.js" data-page="{escape(dumps(page_data))}"></script><body>{places}'
    )

    class Untyped(SimpleHTTPRequestHandler):
        """A host that knows no types but HTML and style sheets."""

        def guess_type(self, path):
            return "text/html" if str(path).endswith("html") else "text/css" if str(path).endswith("css") else ""

        def log_message(self, *_given):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Untyped, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGUMENTS)
            live_tab = browser.new_context(timezone_id="Europe/Madrid").new_page()
            complaints: list[str] = []
            live_tab.on("pageerror", lambda error: complaints.append(str(error)))
            live_tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            live_tab.goto(f"http://127.0.0.1:{server.server_port}/page.html")
            live_tab.wait_for_function(
                "['ready', 'failed'].includes(document.documentElement.dataset.live)", timeout=90_000
            )
            assert live_tab.evaluate("document.documentElement.dataset.live") == "ready"
            live_tab.host = folder  # type: ignore[attr-defined]
            yield live_tab
            browser.close()
        server.shutdown()
    assert [each for each in complaints if "favicon" not in each and "404" not in each] == []


def cell(page: Page, name: str):
    return page.locator(f".live-cell-{list(CELLS).index(name)} .live-outputs")


def test_a_slider_is_linked_in_the_page_and_heard_in_python(live_page):
    place = cell(live_page, "sliders")
    place.get_by_role("slider", name="A").press("ArrowRight")
    expect(place.locator("#said")).to_have_text("now 4")
    expect(place.get_by_role("slider", name="B")).to_have_attribute("aria-valuenow", "4.0")


def test_interact_prints_anew(live_page):
    place = cell(live_page, "interact")
    expect(place).to_contain_text("square 16")
    place.get_by_role("slider").press("ArrowRight")
    expect(place).to_contain_text("square 25")
    expect(place).not_to_contain_text("square 16")


def test_tabs_hold_accordions_and_outputs_hold_outputs(live_page):
    place = cell(live_page, "nested")
    expect(place).to_contain_text("outer says")
    expect(place).to_contain_text("inner says")
    place.get_by_role("tab", name="Two").click()
    place.get_by_text("fold").click()
    expect(place.locator("input[type=text]")).to_have_value("inside")


def test_an_uploaded_file_arrives_byte_by_byte(live_page):
    place = cell(live_page, "upload")
    with live_page.expect_file_chooser() as chosen:
        place.get_by_role("button").click()
    chosen.value.set_files({"name": "a.bin", "mimeType": "application/octet-stream", "buffer": b"\x00\xfe"})
    expect(place).to_contain_text("a.bin 00fe")


def test_markdown_tables_and_updates_are_shown(live_page):
    place = cell(live_page, "rich")
    expect(place.locator("strong")).to_have_text("bold")
    expect(place.locator("table th", has_text="column")).to_be_visible()
    place.get_by_role("button", name="change").click()
    expect(place).to_contain_text("'new'")


def test_a_figure_is_a_sharp_drawing(live_page):
    expect(cell(live_page, "figure").locator("svg text", has_text="a title")).to_be_visible()


def test_a_button_is_pressed_after_what_was_typed_before_it(live_page):
    quick = cell(live_page, "quick")
    quick.get_by_role("textbox").press_sequentially("bread")
    quick.get_by_role("button").click()
    expect(quick.get_by_text("pressed after 'bread'")).to_be_visible()


def test_an_error_in_a_callback_is_one_line_with_the_report_behind_it(live_page):
    place = cell(live_page, "raising")
    place.get_by_role("button", name="bad").click()
    expect(place.locator(".live-error summary")).to_have_text(WORDS["error"])
    expect(place.locator(".live-error pre")).to_be_hidden()
    place.locator(".live-error summary").click()
    expect(place.locator(".live-error pre")).to_contain_text("ZeroDivisionError")


def test_what_changes_is_said_once_it_rests_and_what_is_wrong_belongs_to_its_field(live_page):
    typed = cell(live_page, "heard").get_by_role("spinbutton", name="How many")
    voice = live_page.locator(".live-unseen[aria-live=polite]")
    expect(voice).to_be_empty()
    expect(typed).not_to_have_attribute("aria-describedby", re.compile("."))
    typed.fill("7")
    typed.press("Tab")
    expect(voice).to_have_text("now 7")
    expect(typed).to_have_attribute("aria-invalid", "true")
    expect(typed).to_have_accessible_description("Too many.")
    typed.fill("4")
    typed.press("Tab")
    expect(voice).to_have_text("now 4")
    expect(typed).to_have_accessible_description("Many.")  # a remark: nothing is wrong
    expect(typed).not_to_have_attribute("aria-invalid", "true")
    typed.fill("2")
    typed.press("Tab")
    expect(voice).to_have_text("now 2")
    expect(typed).to_have_accessible_description("")


def test_every_core_control_is_drawn(live_page):
    assert cell(live_page, "all controls").locator(".widget-vbox > *").count() == 26


def test_anywidget_renders_its_own_module_and_talks_with_python(live_page):
    button = cell(live_page, "anywidget").get_by_role("button", name="counted 4")
    assert button.evaluate("(button) => getComputedStyle(button).color") == "rgb(1, 2, 3)"
    button.click()
    expect(cell(live_page, "anywidget")).to_contain_text("counted 5")
    expect(cell(live_page, "anywidget")).to_contain_text("Python heard 5")


def test_what_was_made_lighter_is_there_when_it_is_asked_for(live_page):
    answer = cell(live_page, "made lighter")
    expect(answer).to_contain_text("Pair(a=1, b='x') True True")
    expect(answer).to_contain_text("{'street': 'Peña', 'number': '7'} True")
    expect(answer).to_contain_text("asyncio.streams BaseEventLoop False")
    expect(answer).to_contain_text("Loader False 2.0")


def test_a_snapshot_knows_what_all_pages_import_and_nothing_of_where_it_was_made(live_page):
    answer = cell(live_page, "from the snapshot")
    expect(answer).to_contain_text("shared False False True")  # imported before, and not from an image of this page
    expect(answer).to_contain_text("zone -3600 -7200 1 GMT+1 GMT+2")
    expect(answer).to_contain_text("seed None /home/pyodide")
    was = answer.inner_text()
    live_page.reload()
    live_page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=90_000)
    expect(answer).to_contain_text("luck")
    assert answer.inner_text() != was  # the random numbers are others


def opened(live_page: Page, before: str = "") -> Page:
    """The same page in another tab of the same browser, alive; `before` is a script that runs before the page's own."""
    page = live_page.context.new_page()
    page.add_init_script(before)
    page.goto(live_page.url)
    page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=90_000)
    return page


def asked(page: Page, expression: str):
    return page.evaluate("(expression) => live.ask(expression)", expression)


def kept(page: Page) -> dict[str, str]:
    """What the browser keeps for this book."""
    return page.evaluate("Object.fromEntries(Object.entries({...localStorage}).filter(([key]) => !/^live:/.test(key)))")


@pytest.fixture
def nothing_kept(live_page) -> Iterator[None]:
    """Before and after, the browser keeps nothing, and the page knows it."""
    for step in ("before", "after"):
        live_page.evaluate("for (const name of ['small', 'large']) localStorage.removeItem(`book:${name}`)")
        other = live_page.context.new_page()  # a tab does not hear of what it does itself
        other.route("**/empty.html", lambda route: route.fulfill(body="", content_type="text/html"))
        other.goto(live_page.url.replace("page.html", "empty.html"))
        other.evaluate(
            "for (const each of ['x', '']) for (const name of ['small', 'large']) each"
            " ? localStorage.setItem(`book:${name}`, each) : localStorage.removeItem(`book:${name}`)"
        )
        other.close()
        live_page.wait_for_function(
            "async () => await live.ask('[each._text for each in live_page.stores.values()] == [None, None]')"
        )
        if step == "before":
            yield


@pytest.mark.usefixtures("nothing_kept")
def test_each_text_is_kept_under_its_own_name_and_read_before_the_first_cell(live_page):
    assert asked(live_page, "live_page.stores['small'].write('one', None)")
    assert asked(live_page, "live_page.stores['large'].write('two', None)")
    live_page.wait_for_function("localStorage.getItem('book:large') === 'two'")
    assert kept(live_page) == {"book:small": "one", "book:large": "two"}
    assert not asked(live_page, "live_page.stores['small'].write('three', 'two')")
    other = opened(live_page)
    assert asked(other, "list(at_first.items())") == [["small", "one"], ["large", "two"]]
    assert asked(other, "live_page.stores['small'].erase()") is None
    other.wait_for_function("localStorage.getItem('book:small') === null")
    other.close()
    assert kept(live_page) == {"book:large": "two"}


@pytest.mark.usefixtures("nothing_kept")
def test_what_another_tab_writes_reaches_the_text_of_that_name_alone(live_page):
    other = opened(live_page)
    assert asked(other, "live_page.stores['large'].write('theirs', None)")
    live_page.wait_for_function("async () => await live.ask(`live_page.stores['large'].read()`) === 'theirs'")
    assert asked(live_page, "live_page.stores['small'].read()") is None
    assert asked(live_page, "heard") == []
    assert asked(live_page, "news[-1:]") == ["large"]
    # both in the same moment: before this tab has heard of it
    live_page.evaluate("localStorage.setItem('book:large', 'unheard')")
    assert asked(live_page, "live_page.stores['large'].write('mine', 'theirs')")
    live_page.wait_for_function("async () => (await live.ask('heard')).length")
    assert asked(live_page, "heard") == [["large", "changed"]]
    assert asked(live_page, "[each.read() for each in live_page.stores.values()]") == [None, "unheard"]
    # everything erased at once
    other.evaluate("localStorage.clear()")
    live_page.wait_for_function("async () => await live.ask(`live_page.stores['large'].read()`) === null")
    other.close()


@pytest.mark.usefixtures("nothing_kept")
def test_one_text_that_finds_no_room_leaves_the_others_theirs(live_page):
    page = opened(
        live_page,
        """const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
          if (text.length > 9) throw new DOMException("full", "QuotaExceededError");
          return set.call(this, key, text);
        };""",
    )
    assert asked(page, "live_page.stores['large'].write('far too long', None)")
    assert asked(page, "live_page.stores['small'].write('short', None)")
    page.wait_for_function("async () => (await live.ask('heard')).length")
    assert asked(page, "heard") == [["large", "full"]]
    again = asked(page, "refusal(lambda: live_page.stores['large'].write('as long again', None))")
    assert again == "this browser has no more room for this page"
    assert asked(page, "live_page.stores['large'].write('less', None)")
    page.wait_for_function("localStorage.getItem('book:large') === 'less'")
    assert kept(page) == {"book:small": "short", "book:large": "less"}
    page.close()


def test_a_browser_that_keeps_nothing_says_so_for_each_text(live_page):
    page = opened(
        live_page,
        """for (const name of ["getItem", "setItem", "removeItem"]) {
          Storage.prototype[name] = () => { throw new DOMException("off", "SecurityError"); };
        }""",
    )
    assert asked(page, "[each for each in live_page.stores]") == STORES
    for name in STORES:
        assert asked(page, f"refusal(live_page.stores[{name!r}].read)") == "this browser keeps nothing for this page"
    page.close()


def test_all_cells_share_one_python(live_page):
    assert len(live_page.workers) == 1
    assert live_page.evaluate("live.ask('a.value')") >= 3  # made by the first cell, asked of them all


def test_what_cannot_be_fetched_is_said_at_the_button_that_needs_it_and_comes_when_it_can(live_page):
    place = cell(live_page, "late")
    shown, said = place.locator(".widget-label"), place.get_by_role("alert")
    (image,) = (live_page.host / "live").glob("book.rest-*.img")
    away = image.rename(image.with_suffix(".away"))
    for name in ("by its reading", "by its import"):
        place.get_by_role("button", name=name).click()
        expect(place.get_by_role("button", name=name).locator("xpath=following-sibling::*[1]")).to_have_text(
            WORDS["unfetched"]
        )
    expect(said).to_have_count(2)
    expect(shown).to_have_text("nothing yet")
    assert place.locator(".live-error").count() == 0
    away.rename(image)
    for name, left in (("by its reading", 1), ("by its import", 0)):
        place.get_by_role("button", name=name).click()
        expect(shown).to_have_text({"by its reading": "read after all", "by its import": "imported after all"}[name])
        expect(said).to_have_count(left)
