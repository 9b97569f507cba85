"""Every page, in both languages, light and dark, on a desk and on a phone: readable, reachable, quiet."""

from __future__ import annotations

from pathlib import Path

import pytest


def names(site: Path) -> list[str]:
    """Every page but those that only lead on."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name for name in found if name.count("/") > 1 or name.endswith("/search.html")]


EVERY_COMPONENT = (
    "search",
    "chapters/index",
    "chapters/strategy",
    "chapters/plan",
    "chapters/record",
    "chapters/practice/map",
    "exercises/strategy/community_simulator",
    "exercises/plan/plan_review",
)
"""Pages that have every component between them."""


def in_other_colours(site: Path, edition) -> list[str]:
    """The pages an edition can spoil: its own, and one of each kind in its colours. The others are as in ours."""
    looked_at = {
        f"{language}/{page}.html" for language in edition.languages for page in (*EVERY_COMPONENT, *edition.pages)
    }
    return [name for name in names(site) if edition.is_ours or name in looked_at]


LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""The rules of axe whose answer depends on colours and widths; the others read what the page is made of."""

SCREENS = (320, 360, 390, 768, 1024)
PHONE, DESK = 390, 1280


@pytest.mark.any_edition
def test_every_page_fits_every_screen_and_axe_finds_nothing(visit, site, edition, axe, small):
    """Fits a screen: nothing is wider, and a finger can hit what it must (links inside a sentence are exempt, as in
    WCAG 2.5.8). For axe each page is light on a desk in English and dark on a phone in Spanish; where every component
    is, the other way round as well, what depends on colours and widths.
    """
    seen = visit(metered=True)
    looked_at = in_other_colours(site, edition)
    assert len(looked_at) > 5
    wrong = []
    for name in looked_at:
        page = seen.open(name)
        for width in SCREENS:
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wrong += [f"{name}: {over} px wider than {width}"] if over > 0 else []
            wrong += [f"{name}: small: {each}" for each in small(page)] if width == PHONE else []
        ways = [(DESK, "light"), (PHONE, "dark")]
        if name.startswith("es/"):
            ways.reverse()
        if name.removesuffix(".html").partition("/")[2] not in EVERY_COMPONENT:
            ways.pop()
        for (width, scheme), rules in zip(ways, ((), LOOKS), strict=False):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{name} at {width}, {scheme}: {each}" for each in axe(page, rules)]
        page.emulate_media(color_scheme="light")
    assert wrong == []


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
