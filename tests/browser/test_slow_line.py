"""A reader on a slow line hears the truth: what is said to come is what comes, and only what stands still is slow."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Condition, Thread

import pytest
from playwright.sync_api import Page, expect

from room.files import Files
from room.server import FileHandler, Server
from tests.browser.living import START, alive

PAGE = "en/exercises/strategy/community_simulator"
PART = 1 << 15

PATIENCE = """
const later = setTimeout, forget = clearTimeout;
let waiting = null, number = 0;
window.setTimeout = (call, ms, ...more) => {
  const id = later(call, ms > 5000 ? 1e9 : ms, ...more);
  if (ms > 5000) waiting = { id, call, number: ++number };
  return id;
};
window.clearTimeout = (id) => {
  if (waiting?.id === id) waiting = null;
  forget(id);
};
window.patience = { get number() { return waiting?.number ?? 0; }, end() { waiting?.call(); } };
"""
"""The page's patience does not run out by itself: `patience.end()` ends it, `number` says how often it has begun."""

BEATING = "setInterval(() => postMessage([JSON.stringify({ type: 'beat' })]), 20);"
"""A worker that lives and gets nowhere."""

SHOWN = re.compile(r"(\d+\.\d) of (\d+\.\d) MB")


class Host(Server):
    """A host that notes what it sends, and lets no more than `most` bytes of a file pass."""

    def __init__(self, site: Path, packs: bool) -> None:
        super().__init__(("127.0.0.1", 0), Sender, Files(site, packs=packs))
        self.sent: dict[str, int] = {}
        self.asked: list[str] = []
        self.weights: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.changed = Condition()

    def let(self, kind: str, most: int) -> None:
        """So many bytes of the files whose name begins like this may pass from now on."""
        with self.changed:
            self.most[kind] = most
            self.changed.notify_all()

    def allowed(self, name: str) -> int:
        """How many bytes of this file may pass."""
        return next((most for kind, most in self.most.items() if name.startswith(kind)), 1 << 40)


class Sender(FileHandler):
    """Sends in parts, each when it may pass."""

    server: Host

    def do_GET(self) -> None:
        """Note what is asked for."""
        self.name = self.place.rpartition("/")[2]
        self.server.asked.append(self.name)
        self.server.sent[self.name] = 0
        super().do_GET()

    def _begin(self, status, length, kind, more) -> None:
        self.server.weights[self.name] = length
        super()._begin(status, length, kind, more)

    def _write(self, part: bytes) -> None:
        host = self.server
        for begin in range(0, len(part), PART):
            piece = part[begin : begin + PART]
            with host.changed:
                while host.sent[self.name] + len(piece) > host.allowed(self.name):
                    assert host.changed.wait(60), f"{self.name} was not let pass"
            super()._write(piece)
            host.sent[self.name] += len(piece)


@pytest.fixture
def hosting(site: Path) -> Iterator[Callable[[bool], Host]]:
    """hosting(packs) begins a host of the site that compresses, or none."""
    with ExitStack() as hosts:
        yield lambda packs: hosts.enter_context(begun(Host(site, packs)))


@contextmanager
def begun(host: Host) -> Iterator[Host]:
    with host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.let("", 1 << 40)
        host.shutdown()


@pytest.fixture
def tab(browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PATIENCE)
    page = context.new_page()
    page.set_default_timeout(START)
    yield page
    context.close()


def first_files(site: Path, packs: bool) -> set[str]:
    """What the page fetches before it is alive, besides what every page fetches."""
    told = json.loads((site / "live" / "live.json").read_text(encoding="utf-8"))
    core, needs = told["core"], told["pages"][PAGE]
    images = {told["images"][name] for name in needs["first"] if name not in core["held"]}
    snapshot = next(file for environment, file in core["snapshots"].items() if '"en"' in environment)
    engine = core["wasm"] if packs else core["engine"]["file"]
    return {engine, snapshot, core["worker"], core["modules"], core["page"]["file"], *images}


def figures(page: Page) -> tuple[float, float]:
    """What the line says has come, and will come, in bytes; nothing before it says so."""
    found = SHOWN.search(page.locator(".live-status").inner_text())
    return (float(found[1]) * 1e6, float(found[2]) * 1e6) if found else (0, 0)


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _turn in range(START // 50):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to be")


@pytest.mark.parametrize("packs", [True, False])
def test_a_slow_line_is_told_the_truth(hosting, tab, site, packs):
    """Python's own file stops half way, goes on a little, and stops for good; then the reader tries again."""
    host, python = hosting(packs), "pyodide" if packs else "engine"
    files = first_files(site, packs)
    engine = next(name for name in files if name.startswith(python))
    host.let(python, 1_500_000)
    tab.goto(f"http://127.0.0.1:{host.server_port}/{PAGE}.html")
    others = files - {engine}
    until(tab, lambda: all(0 < host.sent.get(name, 0) == host.weights[name] for name in others))
    until(tab, lambda: host.sent.get(engine, 0) > 1_400_000)
    whole = sum(host.weights[name] for name in files)

    def told() -> bool:  # what is on the way in a browser's pipes has not come yet
        return abs(figures(tab)[0] - sum(host.sent[name] for name in files)) < 0.02 * whole

    until(tab, told)
    assert figures(tab)[1] == pytest.approx(whole, rel=0.02)
    before = tab.evaluate("patience.number")
    host.let(python, 2_200_000)
    until(tab, lambda: host.sent[engine] > 2_100_000 and told())
    assert tab.evaluate("patience.number") > before, "it begins anew while bytes move"
    assert tab.evaluate("document.documentElement.dataset.live") == "getting"

    stands = tab.evaluate("new Promise((done) => setTimeout(() => done(patience.number), 1500))")
    assert tab.evaluate("patience.number") == stands, "nothing moves"
    tab.evaluate("patience.end()")
    alive(tab, "slow")
    expect(tab.locator(".live-status")).to_contain_text("longer than usual")
    host.asked.clear()
    tab.get_by_role("button", name="Try again").click()
    host.let(python, 1 << 40)
    alive(tab)
    again = {name for name in host.asked if name in files}
    assert again == {engine}, "what had come whole was not fetched anew"


def test_python_that_is_at_work_is_not_slow(hosting, tab):
    host = hosting(False)
    tab.route("**/live/worker-*.img", lambda route: route.fulfill(body=gzip.compress(BEATING.encode())))
    tab.goto(f"http://127.0.0.1:{host.server_port}/{PAGE}.html")
    tab.wait_for_function("globalThis.livePage")
    before = tab.evaluate("patience.number")
    tab.wait_for_function("(before) => patience.number > before + 5", arg=before)
    assert tab.evaluate("document.documentElement.dataset.live") == "getting"


def test_python_comes_packed_where_a_host_that_compresses_has_no_other(hosting, tab):
    host = hosting(True)
    tab.route("**/live/pyodide.asm-*.wasm", lambda route: route.fulfill(status=404))
    tab.goto(f"http://127.0.0.1:{host.server_port}/{PAGE}.html")
    alive(tab)
    assert [name for name in host.asked if name.startswith("engine-")]
