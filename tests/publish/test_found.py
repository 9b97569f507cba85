"""What is written so that a course is found: icons, the picture of a link, the list of pages, the page for the lost."""

from __future__ import annotations

import dataclasses
import json
import struct
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.image import imread

from publish import editions, home_screen, icons, kept_languages, not_found, share_picture, sitemap, start
from theme.found import PICTURE_SIZE

OURS, CAMARA, GUILD = (editions.load(key) for key in ("tertulia", "camara", "guild"))
AT_THE_TOP = dataclasses.replace(OURS, address="https://curso.example/")


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> dict[str, Path]:
    """A site's folder for each kind of sign: our mark, a logo in SVG, one in PNG."""
    made = {}
    for edition in (OURS, CAMARA, GUILD):
        made[edition.key] = tmp_path_factory.mktemp(edition.key)
        icons.write(edition, made[edition.key])
    return made


@pytest.mark.parametrize("edition", [OURS, CAMARA, GUILD], ids=lambda edition: edition.key)
def test_icons_of_every_size_show_the_sign_inside_the_round_that_a_phone_cuts(drawn, edition):
    for size in icons.SIZES:
        file = drawn[edition.key] / "icons" / f"icon-{size}.png"
        assert struct.unpack(">II", file.read_bytes()[16:24]) == (size, size)
        pixels = imread(file)[..., :3]
        ground = pixels[0, 0]
        expected = rgb(icons.PAPER if edition.key == "guild" else edition.colour)
        assert np.allclose(ground, expected, atol=0.01)
        rows, columns = np.nonzero(np.abs(pixels - ground).max(axis=2) > 0.25)
        away = np.hypot(rows + 0.5 - size / 2, columns + 0.5 - size / 2)
        assert len(away) > 0.03 * size**2, "there is a sign"
        assert away.max() < icons.ROUND * size / 2 + 1
        assert abs(np.mean([rows.min(), rows.max()]) - size / 2) < 0.06 * size + 1


def test_a_phone_is_told_where_the_course_and_its_icons_are(site, drawn):
    home_screen.write(CAMARA, site)
    for language in CAMARA.languages:
        says = json.loads((site / language / "manifest.webmanifest").read_text(encoding="utf-8"))
        assert (says["name"], says["lang"]) == (CAMARA.name[language], language)
        assert says["short_name"] == CAMARA.short_name[language] and says["theme_color"] == CAMARA.colour
        assert (site / language / says["start_url"]).is_file()
        for each in says["icons"]:
            [size] = {*map(int, each["sizes"].split("x"))}
            file = drawn["camara"] / PurePosixPath(each["src"]).relative_to("..")
            assert imread(file).shape[:2] == (size, size)


def test_what_draws_svg_has_the_mark_on_the_colour_or_the_logo(drawn):
    ours = ElementTree.parse(drawn["tertulia"] / icons.TAB).getroot()
    assert [each.get("fill") for each in ours.iter("{http://www.w3.org/2000/svg}rect")] == [OURS.colour]
    assert len(list(ours.iter("{http://www.w3.org/2000/svg}circle"))) == 8
    assert (drawn["camara"] / icons.TAB).read_bytes() == CAMARA.logo.read_bytes()
    assert "data:image/png;base64," in (drawn["guild"] / icons.TAB).read_text()


@pytest.mark.parametrize(
    ("colour", "ink"), [("#8a2b4a", icons.PAPER), ("#f5d94e", icons.INK), ("#000000", icons.PAPER)]
)
def test_the_sign_can_be_seen_on_any_colour(colour, ink):
    assert icons.legible_on(colour) == ink


def words_on(figure) -> list[tuple[str, object]]:
    renderer = figure.canvas.get_renderer()
    return [(text.get_text().replace("\n", " "), text.get_window_extent(renderer)) for text in figure.axes[0].texts]


@pytest.mark.parametrize(
    ("edition", "language"), [(OURS, "en"), (OURS, "es"), (CAMARA, "es"), (GUILD, "en")], ids=["en", "es", "svg", "png"]
)
def test_the_picture_beside_a_link_says_name_claim_and_publisher_in_its_language(edition, language):
    drawn = share_picture.figure(edition, language)
    assert tuple(round(side) for side in drawn.get_size_inches() * 100) == PICTURE_SIZE
    words = words_on(drawn)
    assert [text for text, _box in words] == [
        told[language] for told in (edition.name, edition.claim, edition.publisher)
    ]
    for _text, box in words:
        assert box.x0 >= share_picture.BAND and box.x1 <= share_picture.WIDTH - 40
        assert box.y0 >= 20 and box.y1 <= share_picture.HEIGHT - 20
    for (_upper, above), (_lower, below) in zip(words, words[1:], strict=False):
        assert above.y0 > below.y1, "no words upon words"


def test_the_longest_name_there_may_be_stays_inside():
    long = dataclasses.replace(OURS, name={"en": "Networks " * 17}, claim={"en": "c" * 160}, publisher={"en": "x" * 80})
    boxes = [box for _text, box in words_on(share_picture.figure(long, "en"))]
    assert all(box.y0 >= 0 and box.y1 <= share_picture.HEIGHT for box in boxes)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index", "search", "chapters/index", "exercises/strategy/mix"):
        for language in ("en", "es"):
            file = tmp_path / language / f"{name}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("<title>x</title>", encoding="utf-8")
    return tmp_path


def listed(text: str) -> list[str]:
    return [each.text for each in ElementTree.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_list_of_pages_has_every_page_of_every_language_by_its_whole_address(site):
    sitemap.write(CAMARA, site)
    whole = (site / sitemap.FILE).read_text(encoding="utf-8")
    assert listed(whole) == [
        CAMARA.address,
        *(
            f"{CAMARA.address}{language}/{page}.html"
            for language in ("es", "en")
            for page in ("chapters/index", "exercises/strategy/mix")
        ),
    ]
    assert not (site / sitemap.ROBOTS).exists(), "nobody reads it in a folder of a host"
    assert listed(sitemap.without(whole, {"en"})) == [url for url in listed(whole) if "/en/" not in url]


def test_at_the_top_of_a_host_robots_are_told_where_the_list_is(site):
    sitemap.write(AT_THE_TOP, site)
    assert "Sitemap: https://curso.example/sitemap.xml" in (site / sitemap.ROBOTS).read_text(encoding="utf-8")


def test_the_first_page_says_the_whole_address_where_it_is_known():
    page = BeautifulSoup(start.page(CAMARA), "html.parser")
    assert page.select_one("link[rel=canonical]")["href"] == CAMARA.address
    alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
    assert alternates == {
        "es": f"{CAMARA.address}es/chapters/index.html",
        "en": f"{CAMARA.address}en/chapters/index.html",
        "x-default": CAMARA.address,
    }
    told = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    assert told["og:image"] == f"{CAMARA.address}{share_picture.name_of('es')}"
    assert told["og:title"] == CAMARA.name["es"] and told["og:locale"] == "es_ES"
    assert page.select_one("meta[name=description]")["content"] == CAMARA.claim["es"]
    ours = BeautifulSoup(start.page(OURS), "html.parser")
    assert not ours.select("link[rel=canonical], link[rel=alternate], meta[property]")


def test_the_page_for_what_is_not_there_speaks_each_language_and_leads_on():
    page = BeautifulSoup(not_found.page(CAMARA), "html.parser")
    sections = page.select("section")
    assert [each["lang"] for each in sections] == ["es", "en"]
    for each in sections:
        language = each["lang"]
        assert each.h2.text and each.p.text
        assert each.a["href"] == f"/redes/{language}/chapters/index.html"
        assert each.form["action"] == f"/redes/{language}/search.html" and each.input["name"] == "q"
        assert each.label["for"] == each.input["id"]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert "Tertulia" not in page.text


def test_the_page_for_what_is_not_there_loses_a_language_that_is_left_out(site):
    not_found.write(CAMARA, site)
    start.write(CAMARA, site)
    kept = dict(kept_languages.files(site, ("en",)))[not_found.FILE].decode()
    page = BeautifulSoup(kept, "html.parser")
    assert [each["lang"] for each in page.select("section")] == ["en"] and page.html["lang"] == "en"
