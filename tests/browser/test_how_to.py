"""The two live pages of "Twenty minutes with …" in a browser: the card opens the link, the advert's figures answer."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

MAP, ADVERTS = "chapters/practice/map.html", "chapters/practice/adverts.html"
LINK = "https://g.page/r/CZq1abcDEF_2EBM/review"


def codes(picture: bytes) -> list[str]:
    return [
        each.text for each in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"), try_invert=False)
    ]


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1280, "dark"), ("es", 390, "light")])
def test_a_link_becomes_a_card_that_a_phone_can_read(visit, language, width, scheme):
    page = visit(width, scheme).open(f"{language}/{MAP}")
    expect(page.locator(".tt-a6")).to_be_hidden()
    page.locator("[name=name]").fill("Horno <b>Tres</b> Calles")
    page.locator("[name=link]").fill(f" {LINK} ")
    expect(page.locator(".tt-a6 svg")).to_be_visible()
    assert codes(page.locator(".tt-a6").screenshot()) == [LINK]
    assert page.locator(".tt-a6__name").inner_text() == "Horno <b>Tres</b> Calles"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_no_link_is_said_at_its_field_and_takes_the_card_away(visit):
    page = visit().open(f"en/{MAP}")
    link = page.locator("[name=link]")
    link.fill(LINK)
    expect(page.locator(".tt-a6")).to_be_visible()
    link.fill("http://g.page/r/abc")
    expect(page.locator("#howto-link-wrong")).to_contain_text("must begin with https://")
    expect(link).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".tt-a6")).to_be_hidden()
    link.fill("")
    expect(page.locator("#howto-link-wrong")).to_be_empty()


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 390, "dark"), ("es", 1280, "light")])
def test_a_filled_form_is_as_accessible_as_an_empty_one(visit, axe, small, language, width, scheme):
    seen = visit(width, scheme)
    page = seen.open(f"{language}/{MAP}")
    page.locator("[name=link]").fill(LINK)
    expect(page.locator(".tt-a6 svg")).to_be_visible()
    assert axe(page) == small(page) == []
    page.locator("[name=link]").fill("no link")
    assert axe(page) == []
    page = seen.open(f"{language}/{ADVERTS}")
    for name, typed in (("euros", "1"), ("spent", "20"), ("came", "2")):
        page.locator(f"[name={name}]").fill(typed)
    assert axe(page) == small(page) == []


def test_the_forms_begin_with_what_was_told_of_the_firm(visit):
    seen = visit()
    page = seen.open(f"en/{MAP}")
    firm = {"format": "tertulia-firm", "version": 1, "name": "Mercería Pili", "margin": 7.5}
    page.evaluate("(firm) => localStorage.setItem('tertulia:firm', JSON.stringify(firm))", firm)
    page = seen.open(f"en/{MAP}")
    expect(page.locator("[name=name]")).to_have_value("Mercería Pili")
    page = seen.open(f"en/{ADVERTS}")
    expect(page.locator("[name=margin]")).to_have_value("7.5")
    expect(page.locator("[data-answer]")).to_contain_text("you would have had anyway: 7.")


def test_the_card_prints_alone_on_a_sheet_of_its_size(visit):
    page = visit().open(f"en/{MAP}")
    page.evaluate("window.print = () => {}")
    page.locator("[name=link]").fill(LINK)
    page.locator("[data-print]").click()
    page.emulate_media(media="print")
    assert codes(page.screenshot()) == [LINK]
    assert not page.locator("h1").is_visible()
    sheet = page.pdf(prefer_css_page_size=True)
    assert b"/Count 1\n" in sheet
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".tt-a6").count() == 1


def test_the_picture_can_be_saved(visit):
    page = visit().open(f"en/{MAP}")
    page.locator("[name=link]").fill(LINK)
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    assert download.value.suggested_filename == "review.svg"
    assert download.value.path().read_text(encoding="utf-8").startswith("<svg xmlns=")


def test_what_was_typed_is_there_again_and_can_be_taken_along(visit):
    seen = visit()
    page = seen.open(f"en/{MAP}")
    page.locator("[name=link]").fill(LINK)
    page = seen.open(f"es/{ADVERTS}")
    page.locator("[name=euros]").fill("80")
    page = seen.open(f"es/{MAP}")
    expect(page.locator("[name=link]")).to_have_value(LINK)
    expect(page.locator(".tt-a6 svg")).to_be_visible()
    page = seen.open(f"en/{ADVERTS}")
    expect(page.locator("[name=euros]")).to_have_value("80")
    page = seen.open("en/chapters/your_data.html")
    expect(page.locator(".tt-kept")).to_contain_text("Twenty minutes with")


def test_the_advert_answers_and_says_what_is_wrong(visit):
    page = visit(390).open(f"en/{ADVERTS}")
    answer, own = page.locator("[data-answer]"), page.locator("[data-own]")
    expect(answer).to_contain_text("about 22. In eight of ten cases, from 8 to 54.")
    page.locator("[name=margin]").fill("6")
    expect(answer).to_contain_text("beyond those you would have had anyway: 9.")
    page.locator("[name=euros]").fill("100000")
    expect(page.locator("#howto-euros-wrong")).to_contain_text("from 5 to 500")
    expect(answer).to_contain_text("from 8 to 54")
    page.locator("[name=euros]").fill("50")
    page.locator("[name=spent]").fill("25")
    page.locator("[name=came]").fill("3")
    expect(own).to_contain_text("You paid €8.33 for each new follower. That is dearer")
    page.locator("[name=came]").fill("10")
    expect(own).to_contain_text("That is what the simulator expects.")
    page.locator("[name=came]").fill("0")
    expect(own).to_contain_text("nobody follows you for it")


def test_a_number_is_written_as_the_language_writes_it(visit):
    page = visit().open(f"es/{ADVERTS}")
    expect(page.locator("[data-answer]")).to_contain_text("unos 2,32")
