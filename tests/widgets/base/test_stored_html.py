"""An exercise as a notebook stores it."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree import ElementTree

import ipywidgets
import pytest
from bs4 import BeautifulSoup

from tertulia import widgets
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import WIDE
from tertulia.html import Html
from tertulia.widgets.base.components import changes
from tertulia.widgets.base.controls import Choice, DecimalField, Slider, TextField, Tick, button, card
from tertulia.widgets.base.stored_html import plain, stored_html

NOTHING = ipywidgets.Box([])


def stored(*controls) -> BeautifulSoup:
    return BeautifulSoup(stored_html(NOTHING, card("Your week", controls), NOTHING), "html.parser")


def test_the_settings_are_a_table_of_what_each_control_is_called_and_holds():
    rows = stored(
        Slider("Posts", 7, 0, 14, 1, lambda n: Html(f"<b>{n}</b> posts")),
        Choice("Which", [("a", 1), ("b", 2)], 2),
        Tick("Summer too", True),
        DecimalField("Euros"),
    ).select("tr")
    told = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]
    assert told == [["Your week"], ["Posts", "7 posts"], ["Which", "b"], ["Summer too", "yes"]]


def test_a_heading_of_nothing_is_left_out():
    assert stored(DecimalField("Euros")).select("tr") == []


def test_lines_stay_lines_and_what_a_learner_types_is_never_markup():
    cell = stored(TextField("Say", "<b>one</b>\ntwo", long=True)).select("td")[1]
    assert cell.get_text("|") == "<b>one</b>|two" and cell.find("b") is None


def test_a_drawing_becomes_a_picture_that_says_and_shows_the_same():
    drawing = bars([Bar(words="50 % #1 & 'more'", share=0.5)], "b", 'half of "it"')[WIDE]
    picture = BeautifulSoup(plain(f"<figure>{drawing}</figure>"), "html.parser").img
    assert picture["alt"] == 'half of "it"'
    kind, _comma, address = picture["src"].partition(",")
    assert kind == "data:image/svg+xml" and "#" not in address
    root = ElementTree.fromstring(unquote(address))
    assert "50 % #1 & 'more'" in "".join(root.itertext())
    assert len(list(root.iter())) == len(list(ElementTree.fromstring(drawing).iter()))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p class='tt-number'><b>50 %</b><i></i><span>chance</span></p>", "50 % chance"),
        (changes("If", [("Sooner", "first")]), "IfSooner → first"),
        ("<p>in <b>2 of 100</b>.</p>", "in 2 of 100."),
        ("<a href='x.ipynb'>Mend it<span class='sr'>: the goal</span></a>", "Mend it"),
        ("<a download='a.txt' href='data:text/plain,x'>Take it home</a><p>this</p>", "this"),
        ("<details><summary>Why</summary><p>Because</p></details>", "WhyBecause"),
        ("<p>a &amp; b &lt;c&gt;</p>", "a & b <c>"),
    ],
)
def test_words_that_our_look_sets_apart_stay_apart(html, words):
    assert BeautifulSoup(plain(html), "html.parser").get_text().strip().startswith(words)


def test_buttons_are_left_out_and_what_is_hidden_stays_so():
    hidden = ipywidgets.HTML("<p>not yet</p>")
    hidden.add_class("tt-hidden")
    shown = ipywidgets.Box([ipywidgets.HTML("<p>this</p>"), hidden, button("Press", print)])
    text = BeautifulSoup(stored_html(shown, NOTHING, NOTHING), "html.parser").get_text()
    assert "this" in text and "not yet" not in text and "Press" not in text


def test_an_exercise_gives_its_answer_first_then_its_settings_then_the_rest():
    exercise = widgets.community_simulator("bakery")
    text = BeautifulSoup(exercise._repr_mimebundle_()["text/html"], "html.parser").get_text()
    places = [text.index(words) for words in ("What this means for you", "Your settings", "Posts per week")]
    assert places == sorted(places) and "Run All Cells" in text[: places[0]]
