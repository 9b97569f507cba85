"""The listening set-up, driven without a browser."""

from __future__ import annotations

import base64
import html
import re
from xml.etree import ElementTree

import listparser
import pytest

from tertulia.language import speak
from tertulia.models.manager.listening import ListeningSource, feeds
from tertulia.widgets import listening_setup
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.manager.listening_words import purpose_words, service_words, source_advice, source_words


@pytest.fixture(scope="module")
def exercise():
    return listening_setup("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def file(exercise, kind: str) -> bytes:
    return base64.b64decode(re.search(rf"{kind}[^,]*;base64,([^\"]+)", exercise.files.value)[1])


def test_the_file_holds_the_feeds_of_the_page(bakery):
    found = listparser.parse(file(bakery, "text/x-opml"))
    assert not found.bozo
    assert [feed.url for feed in found.feeds] == [feed.url for feed in feeds(bakery.listening)]
    for feed in found.feeds:
        assert feed.url.replace("&", "&amp;") in bakery.feeds.value


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_says_of_each_search_feed_and_step_what_is_its_own(language):
    speak(language)
    try:
        exercise = listening_setup("bakery")
        setup = exercise.result
        shown = re.findall("<li><p>(.*?)</p><code>(.*?)</code>", html.unescape(exercise.searches.value))
        assert shown == [(purpose_words(search.purpose), search.query) for search in setup.searches]
        rows = re.findall("<tr><td>(.*?)</td><td>(.*?)</td><td><code>(.*?)</code>", html.unescape(exercise.feeds.value))
        assert rows == [(service_words(feed.service), feed.about, feed.url) for feed in setup.feeds]
        steps = re.findall(
            r"<h3>(.*?)</h3><span[^>]*>(\d+) \w+</span><p>(.*?)</p>", html.unescape(exercise.routine.value)
        )
        assert steps == [
            (source_words(step.source), str(step.minutes), source_advice(step.source)) for step in setup.routine
        ]
        tiles = re.findall("<b>(.*?)</b>", exercise.numbers.value)
        assert tiles == [str(len(setup.searches)), str(len(setup.feeds)), "15"]
        assert len(setup.searches) != len(setup.feeds)
    finally:
        speak("en")


def test_the_text_file_holds_searches_and_routine(bakery):
    text = file(bakery, "text/plain").decode("utf-8")
    for search in bakery.result.searches:
        assert search.query in text
    assert len(re.findall(r"^- \d+ min: ", text, re.M)) == len(bakery.result.routine)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "🥐 & Cía", "مخبز", "\u202eABC"]
)
def test_a_hostile_name_is_text_everywhere(bakery, name):
    bakery.controls.name.value = name
    shown = bakery._repr_mimebundle_()["text/html"]
    assert "<script" not in shown and "<img" not in shown
    root = ElementTree.fromstring(file(bakery, "text/x-opml"))
    assert name in (root.findtext("head/title") or "")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Write the firm"),
        ("name", "x" * 90, "at most 80"),
        ("site", "javascript:alert(1)", "no web address"),
        ("products", ",".join(f"p{n}" for n in range(9)), "at most 8"),
        ("alerts", "https://a.example\nnonsense", "no web"),
        ("youtube", "@horno", "no channel code"),
        ("mastodon", "ana", "no Mastodon account"),
        ("reddit", "a/b", "no Reddit community"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_lost(bakery, field, typed, words):
    before = (bakery.searches.value, bakery.files.value)
    bakery.controls[field].widget.value = typed
    assert words in bakery.controls[field]._message.value
    assert (bakery.searches.value, bakery.files.value) == before
    assert bakery.controls[field].widget.value == typed


def test_signs_with_a_meaning_in_pages_are_escaped(bakery):
    bakery.controls.name.value = "Pan & Vino"
    for piece in (bakery.searches, bakery.words, bakery.feeds):
        assert "Pan &amp; Vino" in piece.value
        assert "Pan & Vino" not in piece.value


def test_no_two_tables_have_the_same_name(bakery):
    names = re.findall(r'role="region" aria-label="([^"]+)"', static_html(bakery.widget))
    assert len(names) == len(set(names)) == 2


def test_a_complaint_never_holds_markup(bakery):
    bakery.controls.site.widget.value = "<b>x</b>"
    assert "<b>x" not in bakery.controls.site._message.value


def test_without_any_place_to_look_one_is_asked_for(bakery):
    with bakery.quietly():
        for source in ListeningSource:
            bakery.controls.sources[source.value].value = False
    bakery.refresh()
    assert "at least one place" in bakery.controls.sources["own"]._message.value


def test_leaving_out_ones_own_messages_is_said(bakery):
    bakery.controls.sources["own"].value = False
    assert "They come first" in bakery.words.value
    assert len(bakery.result.routine) == len(ListeningSource) - 1


def test_my_firm_begins_without_feeds_and_says_that_it_works():
    mine = listening_setup("mine")
    mine.controls.name.value = "Horno Nuevo"
    assert mine.result.feeds == ()
    assert "works by hand" in mine.words.value
    assert "x-opml" not in mine.files.value
