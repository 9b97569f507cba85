"""The exercises in JupyterLab and in Notebook 7, as they stand: opened, run, moved with the keyboard."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tertulia.language import number
from tertulia.models.strategy import growth
from tertulia.widgets import community_simulator

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = {"jupyterlab": "lab/tree", "notebook": "notebooks"}
WAIT = 60_000


@pytest.fixture(scope="module", params=APPS)
def jupyter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address under which this Jupyter shows the repository's files; settings of its own, no token."""
    folder = tmp_path_factory.mktemp("jupyter")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {name: value for name, value in os.environ.items() if name != "TERTULIA_PAGE"} | ours
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            request.param,
            "--no-browser",
            "--allow-root",
            f"--port={port}",
            "--IdentityProvider.token=",
            f"--ServerApp.root_dir={ROOT}",
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _try in range(240):
            try:
                urlopen(f"{base}/api", timeout=1).close()
                break
            except OSError:
                assert server.poll() is None, f"{request.param} stopped by itself"
                sleep(0.25)
        yield f"{base}/{APPS[request.param]}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    yield context.new_page()
    context.close()


def opened(page: Page, jupyter: str, name: str) -> None:
    """Open an exercise and run all its cells; leaves the stored copy as it was."""
    page.goto(f"{jupyter}/exercises/strategy/{name}.ipynb?reset")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=WAIT)
    # right after opening, Jupyter may still ask which Python to use; its own proposal is the right one
    page.add_locator_handler(page.locator(".jp-Dialog"), lambda dialog: dialog.locator(".jp-mod-accept").click())
    live = page.locator(".tt-exercise .noUi-handle").first
    for _try in range(4):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with suppress(TimeoutError):
            live.wait_for(timeout=WAIT / 4, state="attached")
            return
    live.wait_for(timeout=1000, state="attached")


CRUSHED = """output => {
    const shown = [...output.querySelectorAll("p, td, th, li, h2, img")].filter(e => e.checkVisibility());
    const box = e => e.getBoundingClientRect();
    const words = e => `${e.tagName} ${(e.textContent || e.alt).trim().slice(0, 40)}`;
    const narrow = shown.filter(e => (e.textContent || e.alt).trim().length > 20 && box(e).width < 100);
    const cut = shown.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display != "inline");
    const over = shown.filter((one, place) => shown.slice(place + 1).some(other => !one.contains(other)
        && Math.min(box(one).right, box(other).right) - Math.max(box(one).left, box(other).left) > 1
        && Math.min(box(one).bottom, box(other).bottom) - Math.max(box(one).top, box(other).top) > 1));
    return [...narrow, ...cut, ...over].map(words);
}"""
"""Which parts of an output are narrower than their words allow, cut off, or lie over others."""


def test_an_exercise_can_be_read_before_it_is_run_and_trusted(page: Page, jupyter: str) -> None:
    page.goto(f"{jupyter}/exercises/strategy/community_simulator.ipynb?reset")
    output = page.locator(".jp-OutputArea-output.jp-RenderedHTML")
    expect(output).to_contain_text("What this means for you", timeout=WAIT)
    assert output.evaluate(CRUSHED) == []
    assert page.locator(".tt-exercise, style:has-text('tt-exercise')").count() == 0  # nothing of ours came to help
    picture = output.locator("img").first
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth > 0 && e.getBoundingClientRect().width)") > 400
    assert output.locator("button, input, select").count() == 0
    expect(output).to_contain_text("Run All Cells")


def test_a_key_on_a_slider_changes_the_answer_to_what_the_model_says(page: Page, jupyter: str) -> None:
    opened(page, jupyter, "community_simulator")
    exercise = community_simulator("bakery")
    exercise.controls["posts"].value = 0
    expected = growth.simulate(exercise.settings_now())
    middle = page.locator(".tt-exercise .tt-number").nth(1).locator("b").first
    handle = page.locator(".tt-exercise .noUi-handle").first
    for _try in range(6):  # the first key may come before Jupyter has connected the slider
        handle.focus()
        page.keyboard.press("Home")
        with suppress(AssertionError):
            expect(middle).to_have_text(number(expected.median[-1]), timeout=WAIT / 6)
            return
    expect(middle).to_have_text(number(expected.median[-1]), timeout=1000)


@pytest.mark.parametrize("name", ["strategy_canvas", "network_picker", "content_mix"])
def test_every_exercise_comes_up_in_our_look(page: Page, jupyter: str, name: str) -> None:
    opened(page, jupyter, name)
    plus = page.locator(".tt-exercise .tt-step").first
    box = plus.bounding_box()
    assert box is not None
    assert box["width"] >= 24 and box["height"] >= 24
    colour = page.locator(".tt-exercise .tt-says").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    field = page.locator(".tt-exercise select:visible").first
    page.keyboard.press("Shift")  # focus is drawn for whoever uses the keyboard
    field.focus()
    assert field.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
