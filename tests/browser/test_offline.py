"""The course without a net: kept whole when a reader asks for it, never two versions in one page, and taken away again.

What may go wrong is tried on a made-up site of a few small files, with the course's own worker and scripts; then the
built site is kept once, and read with its server gone.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from publish import editions, offline
from publish.paths import ROOT
from publish.serve import SiteHandler
from room.files import Files
from room.server import Server
from tertulia.language import _
from tests.browser.living import REVIEW, START, alive
from tests.browser.test_how_to import LINK
from tests.browser.test_own_files import DASHBOARD as OWN_FIGURES
from tests.browser.test_own_files import ten_posts, turned
from theme import words_of_live_pages
from theme.directives.offline import part, words

DASHBOARD = f"exercises/{OWN_FIGURES}"

WHERE = "some/where"
SCRIPTS = ("keep.js", "book.js", "offline_copy.js", "offline.js")
WITHOUT_NET = "en/chapters/without_net.html"
HOME = "en/chapters/index.html"

PAGE = """<!doctype html>
<html lang="en" class="has-js" data-content_root="../" data-storage="made-up:"><head><title>Page</title>
<script src="../_static/version.js"></script>
<script defer src="../_static/keep.js"></script><script defer src="../_static/book.js"></script>{scripts}</head>
<body><p id="page">{version}</p>{more}</body></html>
"""
NEWER = '<p data-newer="../_static/offline_copy.js" hidden>newer</p>'
BOTH = "".join(f'<script defer src="../_static/{name}"></script>' for name in SCRIPTS[2:])

LATE = "() => fetch('../late.json').then((answer) => answer.text())"
KEPT = """async () => {
  const name = (await caches.keys()).find((each) => each.includes(' '));
  return name ? (await (await caches.open(name)).keys()).map(({ url }) => url) : [];
}"""
LEFT = """async () => ({
  caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Host(Server):
    """Shows a folder; may be gone for a while, break off after some answers, and remembers what was asked for."""

    gone = False
    answers = 10_000
    asked: list[str]


class HostHandler(SiteHandler):
    """Answers unless its host is gone."""

    server: Host

    def do_GET(self) -> None:
        host = self.server
        if host.gone or host.answers <= 0:
            self.close_connection = True
            return
        host.asked.append(self.path)
        host.answers -= 1
        super().do_GET()


def publish(site: Path, version: int) -> None:
    """Write the made-up site, in which only what stands in one page differs from version to version."""
    static = site / "en" / "_static"
    static.mkdir(parents=True, exist_ok=True)
    for folder in ("en/chapters", "es", "live"):
        (site / folder).mkdir(parents=True, exist_ok=True)
    for name in SCRIPTS:
        shutil.copy(ROOT / "theme" / "static" / name, static)
    for old in site.glob("offline*.json"):
        old.unlink()
    (static / "version.js").write_text(f"document.documentElement.dataset.script = '{version}';", encoding="utf-8")
    (site / "en" / "late.json").write_text(str(version), encoding="utf-8")
    (site / "live" / "large-0123456789.img").write_bytes(bytes(range(256)) * 2000)
    (site / "live" / "pyodide.asm-0123456789.wasm").write_bytes(b"as hosts that compress have it")
    (site / "start.css").write_text("body {}", encoding="utf-8")
    (site / "en" / "index.html").write_text("<title>English</title>", encoding="utf-8")
    (site / HOME).write_text(PAGE.format(version=version, scripts="", more=NEWER), encoding="utf-8")
    (site / WITHOUT_NET).write_text(PAGE.format(version="", scripts=BOTH, more=part()), encoding="utf-8")
    offline.add(editions.load("tertulia"), site)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """The made-up site below a folder of its host."""
    publish(tmp_path / WHERE, 1)
    with serving(tmp_path) as shown:
        yield shown


@contextmanager
def serving(folder: Path) -> Iterator[Host]:
    """A host for a folder, on this computer."""
    shown = Host(("127.0.0.1", 0), HostHandler, Files(folder, packs=False))
    shown.asked = []
    Thread(target=shown.serve_forever, daemon=True).start()
    try:
        yield shown
    finally:
        shown.shutdown()
        shown.server_close()


@pytest.fixture
def tab(browser: Any, host: Host) -> Iterator[Callable[..., Page]]:
    """tab(name, before="") opens a page of the made-up site; all tabs of a test are one reader's."""
    context: BrowserContext = browser.new_context()
    context.set_default_timeout(START)

    def opened(name: str = HOME, before: str = "") -> Page:
        page = context.new_page()
        if before:
            page.add_init_script(before)
        page.goto(f"http://127.0.0.1:{host.server_port}/{WHERE}/{name}")
        return page

    yield opened
    context.close()


def said(page: Page) -> Any:
    return page.locator("[data-said]")


def sentence(name: str) -> re.Pattern[str]:
    """One of the page's sentences, whatever stands in its places."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(words()[name])))


def press(page: Page, name: str, then: str = "done") -> None:
    page.locator(f"[data-{name}]").click()
    expect(said(page)).to_have_text(sentence(then))


def test_nothing_is_kept_before_somebody_asks_and_the_size_is_said_first(host, tab):
    page = tab(WITHOUT_NET)
    expect(page.locator("[data-offline] [data-state]")).to_have_text(
        "To fetch once: 0.5 MB in 13 files. Nothing has been kept so far."
    )
    assert page.evaluate(LEFT) == {"caches": [], "workers": 0}
    assert not [name for name in host.asked if name.endswith((".img", "sw.js"))]


def test_what_was_kept_is_shown_when_the_site_is_gone(host, tab, tmp_path):
    page = tab(WITHOUT_NET)
    press(page, "take")
    expect(page.locator("[data-offline] [data-state]")).to_contain_text("The whole course is on this device (0.5 MB)")
    listed = sum(each.is_file() for each in (tmp_path / WHERE).rglob("*")) - 4  # the worker, two lists, one Python
    assert len(page.evaluate(KEPT)) == listed + 1  # and the list itself
    host.gone = True
    host.asked.clear()
    root = f"http://127.0.0.1:{host.server_port}/{WHERE}/"
    page = tab(f"{HOME}?q=anything#place")
    assert (page.locator("#page").inner_text(), page.locator("html").get_attribute("data-script")) == ("1", "1")
    assert page.evaluate(LATE) == "1"
    page.goto(f"{root}en")
    assert (page.url, page.title()) == (f"{root}en/", "English")
    whole = bytes(range(256)) * 2000
    ask = "([url, range]) => fetch(url, { headers: { Range: range } }).then(async (answer) => [answer.status, "
    ask += "answer.headers.get('Content-Range'), [...new Uint8Array(await answer.arrayBuffer())]])"
    large = f"{root}live/large-0123456789.img"
    assert page.evaluate(ask, [large, "bytes=300-301"]) == [206, f"bytes 300-301/{len(whole)}", [44, 45]]
    # Python as compressing hosts have it is not in the copy, which says so at once: an exercise takes the packed one
    assert (
        page.evaluate("(url) => fetch(url).then(({ status }) => status)", f"{root}live/pyodide.asm-0123456789.wasm")
        == 404
    )
    answered = page.goto(f"{root}en/chapters/nowhere.html")
    assert answered is not None and answered.status == 404
    expect(page.locator("h1")).to_have_text("This page is not on your device")
    page.locator("a").click()
    expect(page.locator("#page")).to_have_text("1")
    assert host.asked == []


def test_a_newer_version_is_offered_and_no_page_mixes_two(host, tab, tmp_path):
    settings = tab(WITHOUT_NET)
    press(settings, "take")
    old = tab()
    assert old.evaluate("!navigator.serviceWorker.controller") is False
    expect(old.locator("[data-newer]")).to_be_hidden()
    publish(tmp_path / WHERE, 2)
    before = tab()
    expect(before.locator("[data-newer]")).to_be_visible()
    assert before.locator("#page").inner_text() == before.evaluate(LATE) == "1"  # it is offered, and not used
    before.close()
    settings.reload()
    expect(settings.locator("[data-offline] [data-state]")).to_contain_text(
        "The site has a newer version; 0.0 MB of it are new."
    )
    host.asked.clear()
    press(settings, "renew")
    fetched = {path.removeprefix(f"/{WHERE}/") for path in host.asked if "offline" not in path and "sw.js" not in path}
    assert fetched == {HOME, "en/_static/version.js", "en/late.json"}
    host.gone = True
    fresh = tab()
    assert [fresh.locator("#page").inner_text(), fresh.locator("html").get_attribute("data-script")] == ["2", "2"]
    assert (fresh.evaluate(LATE), old.evaluate(LATE)) == ("2", "1")
    again = tab()
    assert len(again.evaluate("caches.keys()")) == 3  # the note, and a version for each page that is open
    old.close()
    settings.close()
    expect_gone = "async () => (await caches.keys()).length === 2"
    again.reload()
    again.wait_for_function(expect_gone)
    again.reload()
    assert again.evaluate(LATE) == "2"


def test_a_page_that_only_the_site_has_comes_from_the_site_with_all_it_loads(host, tab, tmp_path):
    press(tab(WITHOUT_NET), "take")
    publish(tmp_path / WHERE, 2)
    site = tmp_path / WHERE
    shutil.copy(site / HOME, site / "en" / "chapters" / "new.html")
    page = tab("en/chapters/new.html")
    assert [page.locator("#page").inner_text(), page.locator("html").get_attribute("data-script")] == ["2", "2"]
    assert page.evaluate(LATE) == "2"


def test_what_broke_off_goes_on_where_it_stopped(host, tab):
    page = tab(WITHOUT_NET)
    expect(page.locator("[data-take]")).to_be_visible()
    host.answers = 7
    press(page, "take", "unreached")
    host.answers = 10_000
    page.reload()
    expect(page.locator("[data-offline] [data-state]")).to_contain_text("A part of the course is here:")
    assert page.evaluate(LEFT)["workers"] == 0
    had = page.evaluate(KEPT)
    host.asked.clear()
    press(page, "go-on")
    assert had and not [url for url in had if url.partition(f":{host.server_port}")[2] in host.asked]


def test_a_file_that_does_not_arrive_as_it_was_published_is_not_kept(host, tab, tmp_path):
    page = tab(WITHOUT_NET)
    late = tmp_path / WHERE / "en" / "late.json"
    late.write_text("0", encoding="utf-8")
    press(page, "take", "altered")
    expect(said(page)).to_contain_text("en/late.json")
    assert page.evaluate(LEFT)["workers"] == 0
    assert "late.json" not in str(page.evaluate(KEPT))
    publish(tmp_path / WHERE, 2)  # and what the page has read of version 1 is no longer true
    press(page, "go-on", "anew")
    press(page, "go-on")
    assert tab().evaluate(LATE) == "2"


def test_stopping_keeps_what_has_come_and_removing_leaves_nothing(host, tab):
    page = tab(
        WITHOUT_NET,
        "const put = Cache.prototype.put; Cache.prototype.put = function (...given) {"
        " document.querySelector('[data-stop]').click(); return put.apply(this, given); };",
    )
    press(page, "take", "stopped")
    expect(page.locator("[data-offline] [data-state]")).to_contain_text("A part of the course is here:")
    press(page, "remove", "removed")
    assert page.evaluate(LEFT) == {"caches": [], "workers": 0}
    page = tab(WITHOUT_NET)
    press(page, "take")
    inside = tab()
    press(page, "remove", "removed")
    assert page.evaluate(LEFT) == {"caches": [], "workers": 0}
    assert inside.evaluate(LATE) == "1"  # a page that is still open gets what it needs from the site
    expect(page.locator("[data-offline] [data-state]")).to_have_text(sentence("size"))


BARRED = {
    "insecure": "Object.defineProperty(globalThis, 'isSecureContext', { value: false })",
    "unable": "delete globalThis.caches",
    "blocked": "CacheStorage.prototype.has = () => Promise.reject(new DOMException('', 'SecurityError'))",
}


@pytest.mark.parametrize("why", BARRED)
def test_where_nothing_can_be_kept_the_page_says_why_and_offers_nothing(tab, why):
    page = tab(WITHOUT_NET, BARRED[why])
    expect(page.locator("[data-offline] [data-state]")).to_have_text(sentence(why))
    assert page.locator("[data-offline] button:visible").count() == 0


def test_in_a_platform_or_a_room_the_page_says_that_this_copy_cannot_be_kept(tab, tmp_path):
    (tmp_path / WHERE / "offline.json").unlink()
    expect(tab(WITHOUT_NET).locator("[data-offline] [data-state]")).to_have_text(sentence("no_list"))


NO_ROOM = {
    "small": "navigator.storage.estimate = async () => ({ quota: 900, usage: 800 })",
    "full": "const put = Cache.prototype.put; let n = 0; Cache.prototype.put = function (...given) {"
    " if (++n > 5) throw new DOMException('', 'QuotaExceededError'); return put.apply(this, given); }",
    "refused": "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException())",
}


@pytest.mark.parametrize("why", NO_ROOM)
def test_without_room_for_a_newer_version_the_older_one_is_used_on(host, tab, tmp_path, why):
    press(tab(WITHOUT_NET), "take")
    publish(tmp_path / WHERE, 2)
    page = tab(WITHOUT_NET, NO_ROOM[why])
    press(page, "renew", why)
    host.gone = True
    page = tab()
    assert page.locator("#page").inner_text() == page.evaluate(LATE) == "1"


@pytest.fixture(scope="module")
def real(site: Path, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Host, str]]:
    """The built site below a folder of its host, in a reader's tab; its host, and its address up to a slash."""
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(site, folder / WHERE)
    with serving(folder) as host:
        context: BrowserContext = browser.new_context(locale="es-ES", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(START)
        yield context.new_page(), host, f"http://127.0.0.1:{host.server_port}/{WHERE}/"
        context.close()


def opens_a_spreadsheet(page: Page) -> None:
    """Choose the learner's own workbook, which a library reads that nothing else on the page needs."""
    page.get_by_text(_("A file from my network"), exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.locator(".tt-field-upload button").first.click()
    chooser.value.set_files({"name": "turned.xlsx", "mimeType": "", "buffer": turned()})


def is_read(page: Page) -> None:
    told = _("{file}, {read}; choose another").format(file="turned.xlsx", read=ten_posts())
    expect(page.get_by_role("button", name=told, exact=True)).to_be_visible()


def test_the_whole_course_works_with_its_site_gone_and_says_the_size_before(real, spoken):
    page, host, root = real
    page.goto(f"{root}{WITHOUT_NET}")
    told = page.locator("[data-offline] [data-state]")
    expect(told).to_have_text(sentence("size"))
    announced = float(told.inner_text().split(" MB")[0].split()[-1])
    assert announced < 40
    page.locator("[data-take]").click()
    expect(said(page)).to_have_text(sentence("done"))
    page.goto(f"{root}en/chapters/your_data.html")
    expect(page.locator(".tt-kept li").last).to_contain_text("The course itself, to use without a net")
    host.gone = True
    host.asked.clear()
    page.context.set_offline(True)
    page.goto(f"{root}en/{DASHBOARD}.html")
    alive(page)
    opens_a_spreadsheet(page)
    is_read(page)
    spoken("es")
    page.goto(root)
    page.wait_for_url("**/es/chapters/index.html")
    page.goto(f"{root}es/search.html?q=rumor")
    expect(page.locator(".tt-hits ol a").first).to_be_visible()
    page.goto(f"{root}es/{REVIEW}.html")
    alive(page)
    page.get_by_role("button", name=_("Make the files")).click()
    expect(page.locator("a[download$='.xlsx']")).to_be_visible()
    assert host.asked == []


def test_erasing_everything_takes_the_copy_with_it(real):
    page, host, root = real
    page.context.set_offline(False)
    page.goto(f"{root}en/chapters/your_data.html")
    erase = page.locator("[data-yours=erase]")
    erase.get_by_role("button", name="Erase everything").click()
    erase.get_by_role("button", name="Yes, erase it").click()
    expect(erase.locator("[data-said]")).to_have_text("Erased. This browser keeps nothing of the course now.")
    assert page.evaluate(LEFT) == {"caches": [], "workers": 0}
    host.gone = False


# ---- without a copy, what a press needs is fetched late: it says so if it cannot come -------------------------------


def away(folder: Path, pattern: str) -> list[Path]:
    """Files of a site that are not there for a while; `back` puts them back."""
    return [file.rename(file.with_name(f"{file.name}.away")) for file in folder.glob(pattern)]


def back(files: list[Path]) -> None:
    for file in files:
        file.rename(file.with_name(file.name.removesuffix(".away")))


UNFETCHED = "[data-unfetched]"


@pytest.fixture
def new(real: tuple[Page, Host, str], browser: Any) -> Iterator[tuple[Page, Path, str]]:
    """The same site in the tab of a reader whose browser has fetched nothing of it; its folder, and its address."""
    _page, host, root = real
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(START)
    yield context.new_page(), host.files.root / WHERE, root
    context.close()


def test_a_file_that_cannot_be_opened_without_a_net_says_so_at_its_field(new):
    page, site, root = new
    gone = away(site, "live/openpyxl*")
    page.goto(f"{root}en/{DASHBOARD}.html")
    alive(page)
    opens_a_spreadsheet(page)
    expect(page.locator(UNFETCHED)).to_have_text(words_of_live_pages()["unfetched"])
    assert page.locator(".live-error").count() == 0
    back(gone)
    opens_a_spreadsheet(page)
    is_read(page)
    expect(page.locator(UNFETCHED)).to_have_count(0)


def test_files_that_cannot_be_made_without_a_net_say_so_at_the_button(new):
    page, site, root = new
    gone = away(site, "live/xlsxwriter*")
    page.goto(f"{root}en/{REVIEW}.html")
    alive(page)
    make = page.get_by_role("button", name="Make the files")
    make.click()
    expect(page.locator(UNFETCHED)).to_have_text(words_of_live_pages()["unfetched"])
    expect(page.locator("main")).not_to_contain_text("The files are being made")
    back(gone)
    make.click()
    expect(page.locator("a[download$='.xlsx']")).to_be_visible()
    expect(page.locator(UNFETCHED)).to_have_count(0)


def test_the_code_for_a_card_comes_when_the_net_is_back(new):
    page, site, root = new
    gone = away(site, "en/_static/uqr.js")
    page.goto(f"{root}en/chapters/practice/map.html")
    page.locator("[name=link]").fill(LINK)
    expect(page.locator("[data-review-card] [data-said]")).to_contain_text("must be fetched once")
    expect(page.locator(".tt-a6")).to_be_hidden()
    back(gone)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".tt-a6 svg")).to_be_visible()
    expect(page.locator("[name=link]")).to_have_value(LINK)
