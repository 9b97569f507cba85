"""The built site, served on this computer, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from publish import chromium
from publish.serve import server
from tertulia.language import speak
from tests.browser.living import START

expect.set_options(timeout=START)

SHORT_VISITS = "--js-flags=--liftoff-only"
"""Python's functions are compiled once and not better: for what a test does with them, that would take longer."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is shown, without a slash at the end."""
    with server(site, 0) as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{shown.server_port}"
        shown.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.installed()
    if not path:
        pytest.fail(chromium.MISSING)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=[*chromium.ARGUMENTS, SHORT_VISITS])


METERED = "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })"

FINGERS = (
    "button, summary, .tt-tools a, .tt-crumbs a, .prev-next-footer a, .tt-btn, .tt-quiz label, .tt-monday label, "
    ".tt-next, .tt-course a, .tt-pick a, .bd-footer a"
)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """axe(page) opens every fold and gives what axe finds, one line per kind and place; rules: only those."""
    script = Axe().axe_script

    def run(page: Page, rules: Sequence[str] = ()) -> list[str]:
        page.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }")
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(script)
        only = {"runOnly": {"type": "rule", "values": [*rules]}} if rules else {}
        found = page.evaluate(
            """async (options) => (await axe.run(options)).violations.flatMap(({ id, nodes }) =>
                 nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`))""",
            {"resultTypes": ["violations"], "preload": False, **only},
        )
        assert isinstance(found, list)
        return found

    return run


@pytest.fixture(scope="session")
def small() -> Callable[[Page], list[str]]:
    """small(page) gives the controls a finger may miss: lower or narrower than 44 pixels."""

    def run(page: Page) -> list[str]:
        return page.evaluate(
            """(controls) => [...document.querySelectorAll(controls)]
              .filter((control) => control.checkVisibility() && !control.disabled)
              .map((control) => [control, control.getBoundingClientRect()])
              .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
              .map(([control, box]) => `${control.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)""",
            FINGERS,
        )

    return run


@pytest.fixture
def spoken() -> Iterator[Callable[[str], None]]:
    """spoken(language) changes the language of what Python says here, until the test ends."""
    yield speak
    speak("en")


class Visit:
    """A reader's visit: the page, and what went wrong while it was open."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(START)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def open(self, name: str) -> Page:
        self.page.goto(f"{self.address}/{name}", wait_until="load")
        self.page.evaluate("document.fonts.ready")
        return self.page

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """visit(width=, scheme=, locale=) opens a fresh browser profile; every visit must end without a complaint.

    metered: the reader pays for what is fetched, so an exercise asks before it comes alive.
    """
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def begin(width: int = 1280, scheme: str = "light", *, metered: bool = False, **settings: Any) -> Visit:
        size = {"width": width, "height": 844 if width < 800 else 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **settings)
        contexts.append(context)
        if metered:
            context.add_init_script(METERED)
        visits.append(Visit(context, address))
        return visits[-1]

    yield begin
    for context in contexts:
        context.close()
    assert [complaint for each in visits for complaint in each.complaints] == []
    assert [stranger for each in visits for stranger in each.strangers] == []
