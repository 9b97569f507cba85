"""Listening set-up: searches that hold, addresses that cannot do harm, feeds after documented patterns."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.manager.listening import (
    MINUTES,
    MOST_ITEMS,
    ListeningInput,
    ListeningSource,
    Purpose,
    Service,
    address,
    feeds,
    phrase,
    plain,
    routine,
    searches,
    setup,
    spellings,
)

BAKERY = ListeningInput(
    name="Horno Tres Calles",
    products=("rye bread",),
    places=("Valladolid",),
    competitors=("Panadería Sol",),
    nicknames=("el Tres Calles",),
    without=("jobs",),
    site="hornotrescalles.example",
    site_is_wordpress=True,
    papers=("https://paper.example/news/",),
    youtube=("UC" + "a" * 22,),
    mastodon=("@ana@social.example",),
    reddit=("r/valladolid",),
    alerts=("https://www.google.com/alerts/feeds/1/2",),
    others=("http://other.example/rss?a=1&b=2",),
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"; DROP TABLE',
    "Café «Añó»",
    "🥐 Cruasán & Co. <b>",
    "مخبز الشوارع الثلاثة",
    "\u202eevil\u202c",
    "line\nbreak\ttab",
    "zero\u0000byte",
    "-minus +plus (brackets) a|b*",
    "\ud800lonely",
)


def test_the_searches_by_hand() -> None:
    found = {search.purpose: search.query for search in searches(BAKERY, "reviews")}
    assert found == {
        Purpose.NAME: '"Horno Tres Calles" -jobs',
        Purpose.REVIEWS: '"Horno Tres Calles" reviews -jobs',
        Purpose.PLACE: '"Horno Tres Calles" "Valladolid" -jobs',
        Purpose.VARIANTS: '"el Tres Calles" OR "HornoTresCalles" OR "orno Tres Calles" -jobs',
        Purpose.PRODUCT: '"rye bread" "Valladolid" -jobs',
        Purpose.COMPETITOR: '"Panadería Sol" reviews',
    }


def test_the_feeds_by_hand() -> None:
    assert [(feed.service, feed.url) for feed in feeds(BAKERY)] == [
        (Service.SITE, "https://hornotrescalles.example/feed/"),
        (Service.WORDPRESS_SEARCH, "https://paper.example/news/?s=%22Horno+Tres+Calles%22&feed=rss2"),
        (Service.YOUTUBE, f"https://www.youtube.com/feeds/videos.xml?channel_id=UC{'a' * 22}"),
        (Service.MASTODON, "https://social.example/@ana.rss"),
        (Service.REDDIT, "https://www.reddit.com/r/valladolid/.rss"),
        (Service.ALERT, "https://www.google.com/alerts/feeds/1/2"),
        (Service.OTHER, "http://other.example/rss?a=1&b=2"),
    ]


def test_a_site_without_wordpress_has_no_feed_of_ours_and_no_feed_comes_twice() -> None:
    assert Service.SITE not in {feed.service for feed in feeds(replace(BAKERY, site_is_wordpress=False))}
    twice = replace(BAKERY, alerts=("https://a.example/x", "https://a.example/x"), others=("https://a.example/x",))
    assert [feed.url for feed in feeds(twice)].count("https://a.example/x") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_gives_searches_in_one_line_with_balanced_quotes(name: str) -> None:
    listening = replace(BAKERY, name=name, products=(name,), places=(name,), nicknames=(name,), without=(name,))
    found = setup(listening, "reviews")
    for search in found.searches:
        assert search.query.count('"') % 2 == 0
        assert not any(sign in search.query for sign in "<>\n\t\x00")
    words = next(feed for feed in found.feeds if feed.service is Service.WORDPRESS_SEARCH)
    assert parse_qs(urlsplit(words.url).query) == {"s": [phrase(name)], "feed": ["rss2"]}
    assert words.url.isascii()


@given(st.text(max_size=80))
def test_any_text_becomes_a_phrase_of_one_line(text: str) -> None:
    said = phrase(text)
    assert said.count('"') == 2 and "\n" not in said and "  " not in said
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("example.com", "https://example.com"),
        ("HTTP://Example.COM/A?b=c d".replace(" ", "%20"), "http://example.com/A?b=c%20d"),
        ("https://panadería.example/ñ", "https://xn--panadera-i2a.example/%C3%B1"),
        ("https://example.com:8080/feed", "https://example.com:8080/feed"),
        (" example.com/x ", "https://example.com/x"),
    ],
)
def test_addresses_come_out_in_their_usual_form(typed: str, expected: str) -> None:
    assert address(typed) == expected
    assert address(address(typed)) == address(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "https://",
        "https://localhost/x",
        "https://user:pw@example.com/",
        "https://example.com/a b",
        'https://example.com/"x',
        "https://example.com/<x>",
        "https://exa\nmple.com",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://-bad-.example",
        "https://" + "a" * 600 + ".com",
        "//example.com",
        "https://..example.com",
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        address(typed)


@given(st.text(max_size=60))
def test_an_address_is_refused_or_safe(text: str) -> None:
    try:
        found = address(text)
    except ValueError:
        return
    assert found.isascii() and urlsplit(found).scheme in ("http", "https")
    assert not any(sign in found for sign in ' <>"\n\r\t')


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": "  "}, "name", "empty"),
        ({"name": '"""'}, "name", "empty"),
        ({"name": "x" * 81}, "name", "too_long"),
        ({"products": ("x",) * (MOST_ITEMS + 1)}, "products", "too_many"),
        ({"places": ("x" * 81,)}, "places", "too_long"),
        ({"site": "javascript:x"}, "site", "bad_url"),
        ({"papers": ("no address",)}, "papers", "bad_url"),
        ({"alerts": ("https://ok.example", "x y")}, "alerts", "bad_url"),
        ({"others": ("mailto:a@b.example",)}, "others", "bad_url"),
        ({"youtube": ("UCshort",)}, "youtube", "bad_channel"),
        ({"youtube": ("@horno",)}, "youtube", "bad_channel"),
        ({"mastodon": ("ana",)}, "mastodon", "bad_account"),
        ({"mastodon": ("@a@b",)}, "mastodon", "bad_account"),
        ({"mastodon": ("@a/../x@social.example",)}, "mastodon", "bad_account"),
        ({"reddit": ("r/../../etc",)}, "reddit", "bad_community"),
        ({"reddit": ("a b",)}, "reddit", "bad_community"),
    ],
)
def test_impossible_input_names_its_field(changes: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        replace(BAKERY, **changes)  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.code) == (field, code)


def test_spellings_are_what_people_get_wrong() -> None:
    assert spellings("Panadería Vilariño") == ("Panaderia Vilariño", "PanaderiaVilariño", "Panaderia Bilariño")
    assert "Pan y Vino" in spellings("Pan & Vino")
    assert spellings("Aa") == ()


@given(st.text(min_size=1, max_size=60))
def test_spellings_never_repeat_the_name_or_each_other(name: str) -> None:
    found = [word.casefold() for word in spellings(name)]
    assert len(found) == len(set(found)) <= 6
    assert plain(name).casefold() not in found


@pytest.mark.parametrize("has_feeds", [True, False])
@given(chosen=st.sets(st.sampled_from(list(ListeningSource)), min_size=1))
def test_the_routine_is_a_quarter_of_an_hour(chosen: set[ListeningSource], has_feeds: bool) -> None:
    steps = routine(tuple(chosen), has_feeds)
    assert [step.source for step in steps] == [source for source in ListeningSource if source in chosen]
    assert sum(step.minutes for step in steps) == MINUTES
    assert min(step.minutes for step in steps) >= 1


def test_without_a_source_there_is_nothing_to_listen_to() -> None:
    with pytest.raises(InputError, match="sources"):
        setup(BAKERY, "reviews", ())
