"""The course out of its zip on a strict host: nginx, with headers that forbid all a page need not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from publish import archive, editions
from tests.browser.conftest import Visit
from tests.browser.test_how_to import LINK, codes
from tests.publish import web_server

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' data: blob:; worker-src 'self' blob:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)

HOSTS = {
    # our own headers, which are stricter with styles, in a folder of a host
    "ours": "location /some/where/ {{ alias {course}/; index index.html; include {server}/nginx.conf; }}",
    # at the top of a host that compresses nothing and knows three kinds of files
    "bare": (
        "root {course}; index index.html; types {{ text/html html; text/javascript js; text/css css; }} "
        f'default_type application/octet-stream; add_header Content-Security-Policy "{POLICY}" always;'
    ),
}
PLACES = {"ours": "/some/where", "bare": ""}
SIMULATOR = "exercises/strategy/community_simulator"

REPORT = """addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
  console.error('forbidden:', effectiveDirective, blockedURI, sourceFile, lineNumber))"""


@pytest.fixture(scope="module")
def hosts(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of the hosts that show what was in the zip, with no slash at the end."""
    folder = tmp_path_factory.mktemp("host")
    ours = editions.load("tertulia")
    with ZipFile(archive.wrap(site, ours, folder / "course.zip")) as packed:
        packed.extractall(folder)
    places = {"course": folder / ours.key, "server": folder / "server"}
    (folder / "server" / "htaccess.txt").unlink()
    servers = {name: inside.format(**places) for name, inside in HOSTS.items()}
    with web_server.serving(servers, folder) as addresses:
        yield {name: address + PLACES[name] for name, address in addresses.items()}


@pytest.fixture
def read(browser: Any, hosts: dict[str, str]) -> Iterator[Callable[[str], Visit]]:
    """read(host) begins a visit of a reader from Spain; nothing may be forbidden, missing or asked for elsewhere."""
    visits: list[Visit] = []

    def begin(host: str) -> Visit:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-ES", color_scheme="light")
        context.add_init_script(REPORT)
        visits.append(Visit(context, hosts[host]))
        return visits[-1]

    yield begin
    for each in visits:
        each.page.context.close()
    assert [complaint for each in visits for complaint in each.complaints] == []
    assert [stranger for each in visits for stranger in each.strangers] == []


def alive(page: Page) -> None:
    # where scripts may make no functions of texts, Playwright can wait for elements alone
    expect(page.locator("html")).to_have_attribute("data-live", "ready")


@pytest.mark.parametrize("host", HOSTS)
def test_everything_a_reader_does_works_there(read, host):
    seen = read(host)
    page = seen.open("")
    page.wait_for_url("**/es/chapters/index.html")
    seen.open("en/chapters/start.html")
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "light")
    page.locator(".theme-switch-button").click()
    expect(html).to_have_attribute("data-theme", "dark")
    quiz = page.locator("[data-question]").first
    quiz.locator(f"input[value='{quiz.get_attribute('data-right')}']").check()
    expect(quiz.locator("[role=status]")).not_to_be_empty()
    page.locator(".tt-lang a[lang=es]").click()
    page.wait_for_url("**/es/chapters/start.html")
    expect(html).to_have_attribute("data-theme", "dark")
    page.locator(".tt-search").click()
    page.locator("#query").fill("rumor")
    page.locator("#query").press("Enter")
    expect(page.locator(".tt-hits ol mark").first).to_be_visible()
    expect(page.locator(".tt-hits [role=status]")).to_contain_text("Páginas encontradas")
    seen.open("es/chapters/practice/map.html")
    page.locator("[name=link]").fill(LINK)
    expect(page.locator(".tt-a6 svg")).to_be_visible()
    assert codes(page.locator(".tt-a6").screenshot()) == [LINK]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{seen.address}/es/{SIMULATOR}.html", wait_until="commit")
    alive(page)
    # of a plain .wasm file a browser keeps the machine code; where nothing is compressed it would be thrice the size
    engines = [url.rpartition("/")[2].split("-")[0] for url in asked if url.endswith(".wasm") or "/live/engine-" in url]
    assert engines == [{"ours": "pyodide.asm", "bare": "engine"}[host]]
    number = page.locator(".live-outputs .tt-numbers").inner_text()
    slider = page.locator(".live-outputs .noUi-handle").nth(1)
    slider.press("ArrowRight")
    expect(page.locator(".live-outputs .tt-numbers")).not_to_have_text(number)


def test_the_megabytes_that_are_announced_are_those_that_come(read, hosts):
    """On a host that compresses nothing, where it matters most."""
    seen = read("bare")
    seen.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = seen.open(f"en/{SIMULATOR}.html")
    expect(page.locator("html")).to_have_attribute("data-live", "asking")
    announced = float(page.locator(".live-status").inner_text().split(" MB")[0].split()[-1])
    came: list[int] = []
    page.on("requestfinished", lambda request: came.append(request.sizes()["responseBodySize"]))
    with page.expect_console_message(lambda message: message.text == "all is here"):
        page.evaluate("""new PerformanceObserver((list) => {
          if (list.getEntriesByName('live-behind').length) console.log('all is here');
        }).observe({ type: 'mark' })""")
        page.get_by_role("button", name="Fetch it").click()
    assert announced == pytest.approx(sum(came) / 1e6, abs=0.1)


def test_what_never_changes_is_kept_and_copies_are_sent(hosts, browser):
    request = browser.new_context().request
    where = hosts["ours"]
    page = request.get(f"{where}/en/chapters/start.html", headers={"Accept-Encoding": "gzip"})
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    told = request.get(f"{where}/live/live.json").json()
    for name in (told["core"]["page"]["file"], told["core"]["wasm"]):
        assert "immutable" in request.get(f"{where}/live/{name}").headers["cache-control"]
    for name, kind in (
        ("_static/fonts/alegreya-latin-wght-normal.woff2", "font/woff2"),
        ("_static/book.js", "text/javascript"),
    ):
        assert request.get(f"{where}/en/{name}").headers["content-type"].startswith(kind)
    assert "immutable" in request.get(f"{where}/en/_static/book.js?v=1e93fc44").headers["cache-control"]
