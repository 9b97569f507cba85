"""A page is the learner's own: from its first paint, however it was left, beside another tab, without storage."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from publish import chromium
from tertulia import profile
from tertulia.language import _
from tertulia.plan.examples import path
from tertulia.profile import Profile
from tertulia.records import text_of
from tests.browser.living import REVIEW, START, alive, ask, with_picture

SIMULATOR = "exercises/strategy/community_simulator"
MIX = "exercises/strategy/content_mix"
CONTACTS = "exercises/networking/contact_map"
FIRM = "exercises/start/your_firm"
OURS = Profile(name="Ferretería Leo", sector="retail", posts=2.0, hours=3.0)

UNTIL = "live-until"
THREE = re.compile(r"^3(\.0)?$")


def entries(**exercises: Mapping[str, Any]) -> str:
    whole = {name: {"values": values, "state": None} for name, values in exercises.items()}
    return text_of({"format": "tertulia-entries", "version": 1, "exercises": whole})


TOLD = {"firm": profile.write(OURS)}


@pytest.fixture
def device(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """device(kept) is a browser in which these texts are kept."""
    contexts: list[BrowserContext] = []

    def begin(
        kept: Mapping[str, str] = TOLD, width: int = 1280, within: Browser = browser, at: str = address
    ) -> BrowserContext:
        texts = [{"name": f"tertulia:{name}", "value": text} for name, text in kept.items()]
        state: Any = {"cookies": [], "origins": [{"origin": at, "localStorage": texts}]}
        size = {"width": width, "height": 844}
        contexts.append(within.new_context(viewport=size, storage_state=state, reduced_motion="reduce"))
        contexts[-1].set_default_timeout(START)
        return contexts[-1]

    yield begin
    for context in contexts:
        context.close()


def without_python(page: Page) -> None:
    """Python is on its way for ever."""
    page.route("**/live/engine-*.img", lambda _route: None)


def kept(page: Page, name: str) -> Any:
    return json.loads(page.evaluate("(name) => localStorage.getItem(`tertulia:${name}`)", name) or "null")


def is_kept(page: Page, name: str, part: str) -> None:
    """Wait until the browser keeps this."""
    page.wait_for_function(
        "([name, part]) => localStorage.getItem(`tertulia:${name}`)?.includes(part)", arg=[name, part]
    )


def posts(page: Page, language: str = "en") -> Any:
    return page.get_by_role("slider", name={"en": "Posts per week", "es": "Publicas por semana"}[language])


def opened(context: BrowserContext, address: str, name: str = SIMULATOR, language: str = "en") -> Page:
    page = context.new_page()
    page.goto(f"{address}/{language}/{name}.html")
    alive(page)
    return page


# ---- before Python is there ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [390, 1280])
def test_until_the_learners_answer_is_there_the_page_says_whose_it_shows(device, address, spoken, language, width):
    spoken(language)
    places = []
    for texts in ({}, TOLD):
        page = device(texts, width).new_page()
        without_python(page)
        page.goto(f"{address}/{language}/{SIMULATOR}.html", wait_until="load")
        page.evaluate("document.fonts.ready")
        assert page.locator(UNTIL).is_visible() == bool(texts)
        places.append(page.locator(".tt-exercise").evaluate("(box) => box.getBoundingClientRect().top"))
    said = page.locator(UNTIL)
    expect(said).to_have_text(_("Example: {firm}, until yours is here.").format(firm="Horno Tres Calles"))
    assert places[0] == places[1], "the line moves the answer"
    line, above = said.bounding_box(), page.locator("article section > p").first.bounding_box()
    assert above["y"] + above["height"] <= line["y"] + 1, "the line lies over what stands above it"
    assert said.evaluate("(line) => line.compareDocumentPosition(document.querySelector('.tt-answer')) & 4")
    page.unroute_all()
    page.reload()
    alive(page)
    expect(page.locator(UNTIL)).to_have_count(0)
    expect(page.locator(".live-outputs")).to_contain_text("Ferretería Leo")


def test_before_the_first_paint_and_without_any_other_script(device, address):
    page = device().new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}/en/{MIX}.html")
    expect(page.locator(UNTIL)).to_be_visible()


@pytest.mark.parametrize(
    ("texts", "name", "said"),
    [
        ({}, SIMULATOR, False),
        ({"entries": entries(growth={"posts": 5})}, SIMULATOR, True),
        ({"entries": entries(mix={})}, SIMULATOR, False),
        ({"firm": profile.write(Profile(hours=3.0))}, SIMULATOR, False),
        ({"plan": path("bakery", "en").read_text(encoding="utf-8")}, SIMULATOR, True),
        ({"plan": path("bakery", "en").read_text(encoding="utf-8")}, REVIEW, True),
        ({"firm": "no JSON", "entries": "[1]"}, SIMULATOR, False),
    ],
)
def test_it_is_said_where_the_learners_own_will_come_and_nowhere_else(device, address, texts, name, said):
    page = device(texts).new_page()
    without_python(page)
    page.goto(f"{address}/en/{name}.html", wait_until="load")
    assert page.locator(UNTIL).is_visible() == said
    page.unroute_all()
    page.reload()
    alive(page)
    assert (ask(page, "_.firm.key") == "mine") == said


def offline(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { value: false })")
    page.route("**/live/*.img", lambda route: route.abort("internetdisconnected"))


def too_old(page: Page) -> None:
    page.add_init_script("delete globalThis.WebAssembly")


def missing(page: Page) -> None:
    page.route("**/live/numpy-*.img", lambda route: route.fulfill(status=404, body=""))


def metered(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")


@pytest.mark.parametrize(
    ("trouble", "state"), [(offline, "failed"), (too_old, "failed"), (missing, "failed"), (metered, "asking")]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_where_python_does_not_come_it_says_whose_answer_stays(device, address, spoken, language, trouble, state):
    spoken(language)
    page = device().new_page()
    trouble(page)
    page.goto(f"{address}/{language}/{SIMULATOR}.html")
    alive(page, state)
    said = page.locator(UNTIL)
    sentence = _("This is the example of {firm}, not yours. What you entered is safe on this device.")
    expect(said).to_have_text(sentence.format(firm="Horno Tres Calles"))
    expect(said).to_have_attribute("role", "status")
    button = page.locator(".live-status button")
    page.unroute_all()
    if trouble in (missing, metered):
        button.click()
        alive(page)
        expect(said).to_have_count(0)


# ---- leaving and coming back -----------------------------------------------------------------------------------------


def reloaded(page: Page) -> str:
    page.reload()
    return "en"


def in_the_other_language(page: Page) -> str:
    page.locator(".tt-lang a[hreflang=es]").click()
    page.wait_for_url("**/es/**")
    return "es"


def back(page: Page) -> str:
    page.goto(page.url.replace(SIMULATOR, "chapters/strategy"))
    page.go_back()
    return "en"


def after_a_failure(page: Page) -> str:
    page.route("**/live/*.img", lambda route: route.fulfill(status=404, body=""))
    page.reload()
    alive(page, "failed")
    page.unroute_all()
    page.locator(".live-status button").click()
    return "en"


WAYS = [reloaded, in_the_other_language, back, after_a_failure]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_back_leads_to_the_learners_own_as_it_was_left(device, address, way):
    page = opened(device(), address)
    posts(page).press("ArrowRight")
    expect(posts(page)).to_have_attribute("aria-valuetext", "3 posts")
    is_kept(page, "firm", '"posts": 3.0')
    language = way(page)
    alive(page)
    assert ask(page, "_.controls.posts.value") == 3
    assert ask(page, "_.firm.key") == "mine"
    expect(posts(page, language)).to_have_attribute("aria-valuenow", THREE)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_entered_in_the_last_moment_is_there(device, address, way):
    """Leaving at once: Python has no time to hear of it."""
    page = opened(device(), address)
    page.evaluate("live.worker.postMessage = () => {}")  # slower than any reader: it never hears
    posts(page).press("ArrowRight")
    language = way(page)
    alive(page)
    page.wait_for_function("async () => await live.ask('_.controls.posts.value') === 3")
    is_kept(page, "firm", '"posts": 3.0')
    expect(posts(page, language)).to_have_attribute("aria-valuenow", THREE)
    page.wait_for_function("localStorage.getItem('tertulia:late') === null")


def test_a_word_that_was_being_typed_is_there_after_a_reload(device, address):
    page = opened(device({}), address, FIRM)
    field = page.get_by_role("textbox", name="Name of the firm")
    field.click()
    page.keyboard.type("Ferretería Núñez")
    page.reload()
    alive(page)
    expect(page.get_by_role("textbox", name="Name of the firm")).to_have_value("Ferretería Núñez")
    is_kept(page, "firm", "Ferretería Núñez")


def test_what_is_tried_in_an_example_never_becomes_the_learners(device, address):
    page = opened(device(), address)
    page.get_by_label("For which firm").select_option(label="Casa Alba, a rural guesthouse (invented)")
    page.wait_for_function("async () => await live.ask('_.firm.key') === 'guesthouse'")
    before = page.evaluate("JSON.stringify(localStorage)")
    page.evaluate("live.worker.postMessage = () => {}")
    posts(page).press("ArrowRight")
    page.reload()
    alive(page)
    assert ask(page, "_.firm.key") == "mine"
    assert ask(page, "_.controls.posts.value") == 2
    assert json.loads(page.evaluate("JSON.stringify(localStorage)")) == json.loads(before)


@pytest.fixture(scope="module")
def remembering(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps the pages it leaves, as readers' do; tests' are told not to."""
    own = browser.browser_type.launch(
        executable_path=chromium.with_a_window(),
        args=chromium.ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield own
    own.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """A host that lets browsers keep pages; ours forbids it, so that whoever writes sees each change."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def gone_on(page: Page, address: str) -> None:
    with_picture(page)  # a page that is still being fetched is not kept
    page.evaluate("window.old = true")
    page.goto(f"{address}/en/chapters/your_data.html")


def come_back(page: Page) -> None:
    page.go_back(wait_until="commit")
    page.wait_for_function("document.querySelector('.tt-exercise')")


def test_back_to_a_page_the_browser_kept_goes_on_with_what_is_kept(device, host, remembering):
    page = opened(device(within=remembering, at=host), host, CONTACTS)
    page.get_by_role("textbox", name="Name or initials").fill("Ana")
    page.get_by_role("button", name="Put on the map").click()
    expect(page.get_by_text("Ana is on your map.")).to_be_visible()
    is_kept(page, "entries", "Ana")
    gone_on(page, host)
    come_back(page)
    assert page.evaluate("window.old"), "the browser did not keep the page"
    alive(page)
    assert ask(page, "[person.name for person in _.contacts.people]") == ["Ana"]
    for _turn in range(START // 100):  # until all has come another worker fetches
        if len(page.workers) == 1:
            break
        page.wait_for_timeout(100)
    assert len(page.workers) == 1


def test_back_to_a_page_the_browser_kept_after_everything_was_erased(device, host, remembering):
    page = opened(device(within=remembering, at=host), host)
    gone_on(page, host)
    page.locator("[data-ask]").click()
    page.locator("[data-sure] button").first.click()
    come_back(page)
    page.wait_for_function("!window.old")
    alive(page)
    assert ask(page, "_.firm.key") == "bakery"


def test_from_the_browsers_own_cache_nothing_comes_that_another_page_has_changed(device, address):
    context = device({**TOLD, "entries": entries(growth={"promotion": 45})})
    page = opened(context, address)
    assert ask(page, "_.controls.promotion.value") == 45
    page.evaluate("window.old = true")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.locator(".live-outputs input:enabled, .live-outputs button:enabled").count() == 0
    other = context.new_page()
    other.goto(f"{address}/en/chapters/your_data.html")
    other.locator("[data-ask]").click()
    other.locator("[data-sure] button").first.click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_function("!window.old")
    alive(page)
    assert ask(page, "_.firm.key") == "bakery"
    expect(page.get_by_text("Ferretería Leo")).to_have_count(0)


def test_from_the_browsers_own_cache_what_was_being_typed_comes_too(device, address):
    page = opened(device(), address, FIRM)
    page.get_by_role("textbox", name="Name of the firm").fill("Leo e hijas")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    alive(page)
    expect(page.get_by_role("textbox", name="Name of the firm")).to_have_value("Leo e hijas")
    is_kept(page, "firm", "Leo e hijas")


# ---- two tabs --------------------------------------------------------------------------------------------------------


def test_what_one_tab_changes_the_other_takes_and_keeps(device, address):
    context = device()
    one, other = opened(context, address), opened(context, address, language="es")
    posts(one).press("ArrowRight")
    expect(posts(other, "es")).to_have_attribute("aria-valuenow", THREE)
    one.get_by_role("slider", name="Promotion share").press("ArrowRight")
    share = ask(one, "_.controls.promotion.value")
    other.wait_for_function(f"async () => await live.ask('_.controls.promotion.value') === {share}")
    # what the other changes then leaves it as it is
    other.get_by_role("slider", name="Horas a la semana").first.press("ArrowRight")
    one.wait_for_function("async () => await live.ask('_.controls.hours.value') === 3.5")
    assert ask(one, "(_.controls.posts.value, _.controls.promotion.value)") == [3, share]
    assert kept(one, "firm")["posts"] == 3


def test_what_is_being_typed_in_one_tab_is_not_touched_by_the_other(device, address):
    context = device()
    one, other = opened(context, address, FIRM), opened(context, address, FIRM)
    field = one.get_by_role("textbox", name="Name of the firm")
    field.click()
    one.keyboard.type("Los ")
    other.get_by_role("textbox", name="Name of the firm").fill("Otra")
    other.get_by_role("textbox", name="What it makes or sells").fill("Tornillos")
    other.get_by_role("textbox", name="What it makes or sells").blur()
    expect(one.get_by_role("textbox", name="What it makes or sells")).to_have_value("Tornillos")
    assert "Los " in field.input_value()
    one.keyboard.type("de siempre")
    typed = field.input_value()
    field.blur()
    is_kept(one, "firm", typed.strip())
    assert kept(one, "firm")["makes"] == "Tornillos"


def test_a_tab_that_was_not_seen_takes_it_when_it_is_seen_again(device, address):
    context = device()
    one, other = opened(context, address), opened(context, address)
    hidden = "Object.defineProperty(document, 'hidden', { value: %s, configurable: true })"
    other.evaluate(hidden % "true")
    posts(one).press("ArrowRight")
    is_kept(one, "firm", '"posts": 3.0')
    assert ask(other, "_.controls.posts.value") == 2
    other.evaluate(hidden % "false")
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(posts(other)).to_have_attribute("aria-valuenow", THREE)


def test_two_changes_in_the_same_moment_are_both_kept(device, address):
    context = device()
    one, other = opened(context, address), opened(context, address)
    # the other tab does not hear of the first change before it makes its own
    other.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    one.get_by_role("slider", name="Promotion share").press("ArrowRight")
    share = ask(one, "_.controls.promotion.value")
    one.wait_for_function("JSON.parse(localStorage.getItem('tertulia:firm')).promotion !== undefined")
    posts(other).press("ArrowRight")
    other.wait_for_function("JSON.parse(localStorage.getItem('tertulia:firm')).posts === 3")
    assert round(100 * kept(other, "firm")["promotion"]) == share
    other.wait_for_function(f"async () => await live.ask('_.controls.promotion.value') === {share}")
    assert ask(other, "_.controls.posts.value") == 3


def test_an_example_that_is_looked_at_stays_when_another_tab_changes_something(device, address):
    context = device()
    one, other = opened(context, address), opened(context, address)
    other.get_by_label("For which firm").select_option(label="Casa Alba, a rural guesthouse (invented)")
    other.wait_for_function("async () => await live.ask('_.firm.key') === 'guesthouse'")
    posts(one).press("ArrowRight")
    is_kept(one, "firm", '"posts": 3.0')
    other.wait_for_function("async () => await live.ask('_.own_firm.profile.posts') === 3")
    assert ask(other, "_.controls.posts.value") == 4
    other.get_by_label("For which firm").select_option(label="Ferretería Leo")
    expect(posts(other)).to_have_attribute("aria-valuenow", THREE)


# ---- nothing can be kept ---------------------------------------------------------------------------------------------

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = """Storage.prototype.setItem = function () { throw new DOMException('no', 'QuotaExceededError'); };"""
NOTHING_KEPT = "This device keeps nothing for this page"


@pytest.mark.parametrize("trouble", [BLOCKED, FULL])
def test_without_storage_the_page_works_and_says_that_nothing_is_kept(device, address, trouble):
    context = device({})
    context.add_init_script(trouble)
    page = opened(context, address, FIRM)
    page.get_by_label("What the firm does").select_option(label="Books, toys, gifts, bicycles, another shop")
    expect(page.get_by_text(NOTHING_KEPT).first).to_be_visible()
    expect(page.locator(".tt-says")).to_contain_text("as long as this device keeps nothing")
    expect(page.locator(".tt-says")).not_to_contain_text("Every exercise knows this now")
    page = opened(context, address)
    page.get_by_label("For which firm").select_option(label="My firm")
    posts(page).press("ArrowRight")
    expect(page.get_by_text(NOTHING_KEPT)).to_be_visible()
    assert page.locator(".live-error").count() == 0


def test_when_there_is_room_again_everything_is_kept(device, address):
    context = device()
    page = opened(context, address)
    page.evaluate(f"window.set = Storage.prototype.setItem; {FULL} true")
    posts(page).press("ArrowRight")
    expect(page.get_by_text(NOTHING_KEPT)).to_be_visible()
    page.evaluate("Storage.prototype.setItem = window.set; document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("slider", name="Promotion share").press("ArrowRight")
    posts(page).press("ArrowRight")
    is_kept(page, "firm", '"posts": 4.0')
    expect(page.get_by_text(NOTHING_KEPT)).to_have_count(0)
    assert round(100 * kept(page, "firm")["promotion"]) == ask(page, "_.controls.promotion.value")


# ---- limits at the field ---------------------------------------------------------------------------------------------

TOO_MUCH = ".live-too-much"


def paste(page: Page, field: Locator, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    field.press("ControlOrMeta+A")
    field.press("ControlOrMeta+V")


def test_a_text_that_is_too_long_is_not_pasted_and_the_field_says_so(device, address):
    context = device()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context, address, CONTACTS)
    field = page.get_by_role("textbox", name="One contact on each line")
    field.fill("Ana; customers")
    for length in (100_000, 1_000_000):
        paste(page, field, "x" * length)
        expect(page.locator(TOO_MUCH)).to_have_text(
            f"{length:,} characters are too many here: at most 60,000. Nothing was pasted."
        )
        expect(field).to_have_value("Ana; customers")
    paste(page, field, "Leo; suppliers")
    expect(page.locator(TOO_MUCH)).to_have_count(0)
    expect(field).to_have_value("Leo; suppliers")


def test_a_file_that_is_too_large_is_not_even_read(device, address, tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    page = opened(device(), address, CONTACTS)
    page.evaluate("() => { FileReader.prototype.readAsArrayBuffer = () => { window.wasRead = true; }; }")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(large)
    expect(page.locator(TOO_MUCH)).to_have_text(
        "large.csv has 200 MB, and at most 26.2 MB can be opened here. Nothing was read."
    )
    assert not page.evaluate("window.wasRead")


# ---- the plan --------------------------------------------------------------------------------------------------------


def test_see_the_whole_plan_shows_the_learners_plan(device, address):
    page = opened(device({}), address, MIX)
    page.get_by_role("button", name="Add to my plan").click()
    link = page.get_by_role("link", name="See the whole plan")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url(f"**/{REVIEW}.html")
    alive(page)
    assert ask(page, "_.firm.key") == "mine"
    assert ask(page, "len(_.result.content.entries)") > 0
    assert ask(page, "_.result.firm.name") != "Talleres Arga"


def test_without_a_plan_the_review_shows_an_example_and_says_so(device, address):
    page = opened(device({}), address, REVIEW)
    assert ask(page, "_.firm.key") == "workshop"
    expect(page.get_by_text("An invented example.")).to_be_visible()


# ---- two courses on one host -----------------------------------------------------------------------------------------


def test_two_prefixes_on_one_host_share_nothing(device, address):
    context = device()
    page = opened(context, address)
    posts(page).press("ArrowRight")
    is_kept(page, "firm", '"posts": 3.0')
    is_kept(page, "progress", "done")
    ours = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('tertulia:')).sort()")

    def of_another_course(route: Route) -> None:
        text = route.fetch().text().replace('data-storage="tertulia:"', 'data-storage="other:"')
        text = text.replace("&quot;store&quot;: &quot;tertulia:&quot;", "&quot;store&quot;: &quot;other:&quot;")
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    other = context.new_page()
    other.route("**/*.html", of_another_course)
    other.goto(f"{address}/en/{SIMULATOR}.html")
    expect(other.locator(UNTIL)).to_be_hidden()
    alive(other)
    assert ask(other, "_.firm.key") == "bakery"
    other.get_by_label("For which firm").select_option(label="My firm")
    posts(other).press("ArrowRight")
    other.wait_for_function("localStorage.getItem('other:firm') !== null")
    assert other.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('tertulia:')).sort()") == ours
    assert ask(page, "_.controls.posts.value") == 3
