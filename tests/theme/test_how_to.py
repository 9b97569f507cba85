"""The live parts of the pages "Twenty minutes with …": what the card's code opens, and what the calculator says."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
import zxingcpp

from live import tools
from publish import fetch
from publish.paths import CACHE, ROOT
from tertulia.models.strategy.growth import PARAMETERS, Settings
from tertulia.models.strategy.growth.equations import rates
from theme.directives.how_to import STEPS, assumptions, weakest

STATIC = ROOT / "theme" / "static"
LINKS = (
    "https://g.page/r/CZq1abcDEF_2EBM/review",
    "https://search.google.com/local/writereview?placeid=ChIJN1t_tDeuEmsRUsoyG83frY4",
    "https://panadería.example/reseñas?de=ana&a=josé",
    "https://example.org/" + "a" * 280,
)


def node(script: str) -> Any:
    """What a script prints as JSON."""
    return json.loads(tools.node(["--input-type=module", "-e", script], CACHE / "live"))


def of(name: str, file: str) -> str:
    """JavaScript that brings a name of one of our scripts, without a page around it."""
    text = json.dumps((STATIC / file).read_text(encoding="utf-8"))
    return f"const {name} = (0, eval)({text} + '; {name}');\n"


@pytest.fixture(scope="module")
def card() -> str:
    """JavaScript with the card's functions and what draws the code."""
    library = (fetch.scripts() / "uqr.js").read_text(encoding="utf-8")
    return "\n".join([library, of("qrDrawing", "qr_drawing.js"), of("reviewCard", "review_card.js")])


def test_the_code_opens_the_link(card):
    script = f"""
        const drawn = {json.dumps(LINKS)}.map((link) => {{
          const {{ address }} = reviewCard.read(link);
          return [address, qrDrawing.of(encode(address, {{ ecc: "M", border: 0 }}).data, address)];
        }});
        console.log(JSON.stringify(drawn));"""
    for link, (address, drawing) in zip(LINKS, node(card + script), strict=True):
        (size,) = re.findall(r'viewBox="0 0 (\d+) ', drawing)
        picture = np.full((int(size), int(size)), 255, dtype=np.uint8)
        for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing):
            picture[int(y), int(x)] = 0
        found = zxingcpp.read_barcodes(np.kron(picture, np.ones((4, 4), dtype=np.uint8)), try_invert=False)
        assert [each.text for each in found] == [address]
        assert address == link or not link.isascii()
        assert address.isascii()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("g.page/r/abc/review", "broken"),
        ("https://", "broken"),
        ("https://localhost/review", "broken"),
        ("https://g.page/r/a b", "broken"),
        ("javascript:alert(1)", "broken"),
        ("data:text/html,hello", "broken"),
        ("http://g.page/r/abc", "unsafe"),
        ("https://ana:secret@g.page/r/abc", "user"),
        ("https://example.org/" + "a" * 281, "long"),
        ("https://example.org/" + "ñ" * 50, "long"),
    ],
)
def test_what_is_no_link_for_a_card_is_refused(card, typed, problem):
    read = node(f"{card}console.log(JSON.stringify(reviewCard.read({json.dumps(typed)})))")
    assert read["problem"] == problem
    assert "address" not in read


def test_spaces_around_a_pasted_link_do_not_matter(card):
    read = node(f"{card}console.log(JSON.stringify(reviewCard.read(' https://g.page/r/abc/review\\n')))")
    assert read == {"address": "https://g.page/r/abc/review"}


def test_a_label_cannot_leave_its_place(card):
    drawing = node(f"{card}console.log(JSON.stringify(qrDrawing.of([[true]], '\"><b>&')))")
    assert 'aria-label="&#34;&#62;&#60;b&#62;&#38;"' in drawing


@pytest.mark.parametrize("euros", [5, 50, 500])
@pytest.mark.parametrize("people", [100, 8_000, 1_000_000])
def test_the_calculator_says_what_the_simulator_says(euros, people):
    told, cases = assumptions(), STEPS**2
    factors = {name: np.ones(cases) for name in PARAMETERS}
    factors["thousand_views"] = np.repeat(told["thousand"], STEPS) / PARAMETERS["thousand_views"].median
    factors["ad_follow"] = np.tile(told["follow"], STEPS) / PARAMETERS["ad_follow"].median
    settings = Settings(audience=people, today=0, goal=people, euros=euros, ambassadors=0)
    hazard = np.asarray(rates(settings, factors).finding)
    followers = people * -np.expm1(-hazard)
    expected = np.quantile(followers, [0.1, 0.5, 0.9])
    script = f"console.log(JSON.stringify(firstAdvert.sums({euros}, {people}, {json.dumps(told)})))"
    said = node(of("firstAdvert", "first_advert.js") + script)
    assert list(said["followers"].values()) == pytest.approx(expected, rel=1e-6)
    assert list(said["each"].values()) == pytest.approx(np.quantile(euros / followers, [0.1, 0.5, 0.9]), rel=1e-6)
    assert said["reached"] <= min(people, said["views"])


def test_eight_of_ten_cases_are_eight_of_ten():
    """The cost of a follower is log-normal as long as few have seen the advert, and its ends are known."""
    told = assumptions()
    each = np.outer(told["thousand"], 1 / np.array(told["follow"])).ravel() / 1000 / told["dollars"]
    wide = math.hypot(*(math.log(PARAMETERS[name].factor) for name in ("thousand_views", "ad_follow")))
    middle = PARAMETERS["thousand_views"].median / PARAMETERS["ad_follow"].median / 1000 / told["dollars"]
    ends = [middle * math.exp(z * wide) for z in (-NormalDist().inv_cdf(0.9), 0, NormalDist().inv_cdf(0.9))]
    assert np.quantile(each, [0.1, 0.5, 0.9]) == pytest.approx(ends, rel=0.02)


def test_the_grade_is_that_of_the_weakest_figure():
    assert weakest() == "D" == PARAMETERS["ad_follow"].grade


@pytest.fixture(scope="module")
def built(book):
    built_book = book(
        {
            "home": "# Home\n\nHello.\n",
            "map": "# Map\n\nLead.\n\n```{review-card}\n```\n",
            "advert": "# Advert\n\nLead.\n\n```{first-advert}\n```\n",
        }
    )
    assert built_book.warnings == ""
    return built_book


def test_only_the_page_with_a_form_loads_what_fills_it(built):
    def scripts(page):
        return {tag["src"].partition("?")[0].rpartition("/")[2] for tag in built.page(page).select("script[src]")}

    everywhere = scripts("home")
    assert scripts("map") - everywhere == {"qr_drawing.js", "review_card.js"}
    assert scripts("advert") - everywhere == {"first_advert.js"}
    assert not everywhere & {"qr_drawing.js", "review_card.js", "first_advert.js", "uqr.js"}


def test_every_field_has_a_label_and_a_place_for_what_is_wrong(built):
    fields = [field for page in ("map", "advert") for field in built.page(page).select("form.tt-howto input")]
    assert len(fields) == 7
    for field in fields:
        form = field.find_parent("form")
        assert form.select_one(f'label[for="{field["id"]}"]').text
        assert form.select_one(f"#{field['aria-describedby']}")


def test_every_sentence_a_script_says_is_given_and_every_given_one_is_said(built):
    for page, file in (("map", "review_card.js"), ("advert", "first_advert.js")):
        told = json.loads(built.page(page).select_one("form.tt-howto script").text)["words"]
        text = (STATIC / file).read_text(encoding="utf-8")
        said = set(re.findall(r"words\.(\w+)", text)) | set(re.findall(r'"(\w+)"', text)) & set(told)
        assert said == set(told)


def test_the_scripts_of_others_bring_their_licence(built):
    fetched = fetch.scripts()
    assert "MIT License" in Path(fetched / "uqr-LICENSE.txt").read_text(encoding="utf-8")
    assert (built.folder / "_static" / "uqr.js").read_bytes() == (fetched / "uqr.js").read_bytes()
