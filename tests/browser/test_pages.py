"""Every page, in both languages, light and dark, on a desk and on a phone: readable, reachable, quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page


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


def pages(seen, looked_at: list[str]) -> Iterator[tuple[str, Page]]:
    """These pages of the site as it is published, one after the other."""
    for name in looked_at:
        yield name, seen.open(name)


@pytest.mark.any_edition
def test_axe_finds_nothing(visit, site, edition, axe):
    """Each theme at each width: what one language does not show of a page, another does."""
    seen = visit(metered=True)
    found = {}
    looked_at = in_other_colours(site, edition)
    assert len(looked_at) > 5
    for name, page in pages(seen, looked_at):
        desk, phone = ("dark", "light") if name.startswith("es/") else ("light", "dark")
        for width, scheme in ((1280, desk), (390, phone)):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if problems := axe(page):
                found[name, width, scheme] = problems
    assert found == {}


@pytest.mark.any_edition
def test_no_page_is_wider_than_the_screen(visit, site):
    seen = visit(metered=True)
    wide = []
    for name, page in pages(seen, names(site)):
        for width in (320, 360, 390, 768, 1024):
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                wide.append(f"{name} at {width}: {over} px")
    assert wide == []


@pytest.mark.any_edition
def test_what_a_finger_must_hit_is_44_pixels(visit, site, small):
    """Links inside a sentence are exempt, as in WCAG 2.5.8."""
    seen = visit(390, metered=True)
    found = {name: missed for name, page in pages(seen, names(site)) if (missed := small(page))}
    assert found == {}


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
