"""The search as a reader meets it: storage full or switched off, the address, the way back, a phone and a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}"""
KEPT = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"

ODD = ["constructor", "__proto__", "toString", "%", "\\ ' \" \u0301", "<img src=x onerror=alert(1)>", "a" * 10_000]


def said(page: Page) -> str:
    """What the page says once it has searched."""
    status = page.locator(".tt-hits [role=status]")
    expect(status).not_to_have_text("")
    expect(status).not_to_have_text("Searching")
    expect(status).not_to_have_text("Buscando")
    return status.inner_text()


@pytest.fixture
def ask(visit) -> Callable[..., Page]:
    """ask(language, query) searches, in one browser that is as storage leaves it; blocked: without any."""
    visits = {}

    def ask(language: str, query: str, *, blocked: bool = False, width: int = 1280) -> Page:
        if (blocked, width) not in visits:
            visits[blocked, width] = visit(width)
            if blocked:
                visits[blocked, width].page.add_init_script(BLOCKED)
        page = visits[blocked, width].open(f"{language}/search.html?q={quote(query)}")
        said(page)
        return page

    return ask


def test_accents_capitals_and_parts_of_words_find_the_same_and_plain_words_find_pages(ask):
    for same in (("publicación", "publicacion", "PUBLICACIÓN", "publicaciones"), ("tamaño", "tamano")):
        hits = [ask("es", query).locator(".tt-hits ol > li > a").all_inner_texts() for query in same]
        assert hits == [hits[0]] * len(same)
        assert hits[0]
    for language, query in (
        ("es", "publi"),
        ("es", "rumor"),
        ("es", "horario de apertura"),
        ("en", "rumour"),
        ("en", "opening hours"),
        ("en", "rumor"),
    ):
        expect(ask(language, query).locator(".tt-hits ol mark").first).to_be_visible()


def test_whatever_is_asked_is_answered_in_words(ask):
    for query in ODD:
        assert said(ask("en", query))
    assert said(ask("en", "toString")) == "Nothing found. Try another word, or a shorter one."
    assert not ask("en", ODD[5]).locator(".tt-hits img").count()


def test_it_finds_where_nothing_can_be_stored(ask):
    page = ask("en", "bakery", blocked=True)
    expect(page.locator(".tt-hits ol mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.classList.contains('keeps-nothing')")


def test_a_search_is_kept_in_the_address_alone_and_the_way_back_leads_to_it(ask):
    page = ask("en", "bakery")
    before = page.evaluate(KEPT)
    page.locator("#query").fill("rumour")
    page.locator("#query").press("Enter")
    page.wait_for_url("**/search.html?q=rumour")
    said(page)
    link = page.locator(".tt-hits ol ul a[href*='#']").first
    place = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/{place}")
    assert page.locator(f"[id='{place.partition('#')[2]}']").count() == 1
    page.go_back()
    said(page)
    assert page.locator("#query").input_value() == "rumour"
    page.go_back()
    said(page)
    assert page.locator("#query").input_value() == "bakery"
    after = page.evaluate(KEPT)
    assert "rumour" not in after.replace("a-rumour-does-not-wait", "") and "bakery" not in after
    assert "highlight" not in before + after


def test_more_is_shown_when_it_is_asked_for_and_the_keyboard_goes_there(ask):
    page = ask("es", "publicación", width=390)
    rows = page.locator(".tt-hits ol > li")
    first = rows.count()
    page.get_by_role("button", name="Ver más").press("Enter")
    assert rows.count() > first
    assert page.evaluate("document.activeElement.closest('.tt-hits ol > li').matches(':nth-child(n + 4)')")
    heights = rows.locator("a").evaluate_all("(links) => links.map((a) => a.getBoundingClientRect().height)")
    assert min(heights) > 43.5


def test_without_scripts_the_page_says_so(visit):
    opened = visit(java_script_enabled=False)
    opened.page.goto(f"{opened.address}/en/search.html?q=bakery")
    assert opened.page.get_by_text("The search needs JavaScript").is_visible()
