"""The file of feeds, read back by two readers that are not ours."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import listparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.manager.opml import opml

WHEN = datetime(2026, 11, 23, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    '" onload="x',
    "Tom & Jerry's <b>",
    "]]> &lt; &#0;",
    "🥐 pan",
    "مخبز الشوارع",
    "a\u0000b",
    "\u202eevil",
    "two\nlines\tand tabs",
    "\ufffe\uffff",
    "\ud800alone",
)


def clean(text: str) -> str:
    """What XML 1.0 can hold of a text, blanks brought together."""
    kept = "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
    return " ".join(kept.split())


def test_the_file_is_opml_2() -> None:
    root = ElementTree.fromstring(opml("All", {"News": [("One", "https://a.example/?x=1&y=2")]}, WHEN))
    assert (root.tag, root.attrib) == ("opml", {"version": "2.0"})
    assert [part.tag for part in root] == ["head", "body"]
    assert root.findtext("head/title") == "All"
    assert parsedate_to_datetime(root.findtext("head/dateCreated") or "") == WHEN
    folder = root.find("body/outline")
    assert folder is not None and folder.attrib == {"text": "News"}
    assert [feed.attrib for feed in folder] == [
        {"type": "rss", "text": "One", "title": "One", "xmlUrl": "https://a.example/?x=1&y=2"}
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_back_as_text(name: str) -> None:
    made = opml(name, {name or "x": [(name, "https://a.example/f")]}, WHEN)
    root = ElementTree.fromstring(made)
    assert root.findtext("head/title") == clean(name)
    assert len(list(root.iter())) == 7  # opml, head, title, date, body, folder, feed: nothing slipped in
    (feed,) = root.findall("body/outline/outline")
    assert feed.attrib["text"] == (clean(name) or "https://a.example/f")


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(0, 99)), max_size=8), st.text(max_size=40))
def test_what_goes_in_comes_out(items: list[tuple[str, int]], title: str) -> None:
    feeds = [(name, f"https://a.example/{n}?q=%22x%22&r={n}") for name, n in items]
    root = ElementTree.fromstring(opml(title, {"F": feeds}, WHEN))
    found = [(feed.attrib["text"], feed.attrib["xmlUrl"]) for feed in root.iter("outline") if "xmlUrl" in feed.attrib]
    assert found == [(clean(name) or url, url) for name, url in feeds]


def test_a_feed_reader_finds_every_feed_with_its_folder() -> None:
    folders = {
        "Alerts": [("Horno & Cía", "https://a.example/1")],
        "Empty": [],
        "Press": [("<News>", "https://b.example/2"), ("", "http://c.example/3")],
    }
    found = listparser.parse(opml("What is said", folders, WHEN))
    assert not found.bozo
    assert found.meta.title == "What is said"
    assert [(feed.title, feed.url, feed.categories[0]) for feed in found.feeds] == [
        ("Horno & Cía", "https://a.example/1", ["Alerts"]),
        ("<News>", "https://b.example/2", ["Press"]),
        ("http://c.example/3", "http://c.example/3", ["Press"]),
    ]


def test_only_web_addresses_and_times_with_a_zone() -> None:
    with pytest.raises(ValueError, match="javascript"):
        opml("x", {"F": [("x", "javascript:alert(1)")]}, WHEN)
    with pytest.raises(ValueError, match="zone"):
        opml("x", {}, datetime(2026, 11, 23))
