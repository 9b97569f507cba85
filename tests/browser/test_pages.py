"""Every page, in both languages, light and dark, on a desk and on a phone: readable, reachable, quiet."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

FORWARDS = {"index.html", "en/index.html", "es/index.html"}
AXE = Axe()
CONTROLS = (
    "button, summary, .tt-tools a, .tt-crumbs a, .prev-next-footer a, .tt-btn, .tt-quiz label, .tt-monday label, "
    ".tt-next, .tt-course a, .tt-pick a, .bd-footer a"
)


def names(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name for name in found if name not in FORWARDS]


def violations(page) -> list[str]:
    """What axe finds, one line per kind and place."""
    found = AXE.run(page).response["violations"]
    return [f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing(visit, site, language, scheme, width):
    opened = visit(width, scheme)
    found = {}
    for name in names(site):
        if name.startswith(language):
            page = opened.open(name)
            page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
            if problems := violations(page):
                found[name] = problems
    assert found == {}


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1024])
def test_no_page_is_wider_than_the_screen(visit, site, width):
    opened = visit(width)
    wide = []
    for name in names(site):
        page = opened.open(name)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide.append(f"{name}: {over} px")
    assert wide == []


def test_what_a_finger_must_hit_is_44_pixels(visit, site):
    """Links inside a sentence are exempt, as in WCAG 2.5.8."""
    opened = visit(390)
    small = []
    for name in names(site):
        page = opened.open(name)
        small += page.evaluate(
            """([name, controls]) => [...document.querySelectorAll(controls)]
              .filter((control) => control.checkVisibility() && !control.disabled)
              .map((control) => [control, control.getBoundingClientRect()])
              .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
              .map(([control, box]) => `${name}: ${control.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)""",
            [name, CONTROLS],
        )
    assert small == []


def test_dark_is_the_systems_wish_and_the_buttons(visit):
    page = visit(scheme="dark").open("en/chapters/strategy.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    light = page.evaluate(ground)
    assert (dark, light) == ("rgb(26, 23, 21)", "rgb(251, 250, 248)")
    page.reload()
    assert page.evaluate(ground) == light


def test_without_scripts_the_page_follows_the_system(visit):
    opened = visit(scheme="dark", java_script_enabled=False)
    opened.page.goto(f"{opened.address}/en/chapters/strategy.html")
    body = opened.page.locator("body")
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(26, 23, 21)"
    assert opened.page.locator(".theme-switch-button").is_hidden()
