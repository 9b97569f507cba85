"""HTML is made once: plain text is escaped on the way in, and HTML goes through as it is."""

from __future__ import annotations

import pytest

from tertulia import widgets
from tertulia.firms import FIRMS
from tertulia.html import Html, as_html, joined, markup, paragraphs
from tertulia.language import speak
from tertulia.widgets.base.static_html import static_html

NASTY = '<b>Peña & "hijos"</b>'
SAFE = "&lt;b&gt;Peña &amp; &quot;hijos&quot;&lt;/b&gt;"


def test_plain_text_is_escaped_and_html_is_not():
    assert as_html(NASTY) == SAFE and as_html(Html(NASTY)) == NASTY


def test_a_sentence_with_tags_escapes_what_is_put_into_it():
    assert markup("<i>{a}</i> {b} {n}", a=NASTY, b=Html("<u>x</u>"), n=3) == f"<i>{SAFE}</i> <u>x</u> 3"


def test_joined_and_added_parts_stay_html():
    assert joined([NASTY, Html("<br>")], " & ") == f"{SAFE} &amp; <br>"
    both = Html("<p>") + NASTY
    assert both == f"<p>{SAFE}" and isinstance(both, Html) and isinstance(joined([both]), Html)


def test_each_paragraph_is_one():
    assert paragraphs("a", NASTY) == f"<p>a</p><p>{SAFE}</p>"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", widgets.__all__)
def test_no_exercise_shows_its_tags_or_escapes_twice(name, language, tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    speak(language)
    try:
        for firm in FIRMS:
            shown = static_html(getattr(widgets, name)(firm).widget)
            assert "&lt;" not in shown and "&amp;lt;" not in shown and "&amp;amp;" not in shown, firm
    finally:
        speak("en")
