"""The frame of a page: landmarks, steps, languages, and nothing loaded that is not ours."""

import json
import re
from pathlib import Path

import pytest
import yaml
from sphinx.errors import ConfigError

from tertulia.device import FILES

CONFIG = Path(__file__).resolve().parents[2] / "_config.yml"

HOME = """\
# Tertulia

:::{hero} Learned by doing
Two sentences. Here they are.
:::

## Who

:::{for-whom}
- **You teach.** Show it.
:::

:::{course-steps}
:::

:::{device}
**It stays here.** All of it.
:::
"""

CHAPTER = "# Strategy first\n\nThe lead.\n\n## One part\n\nText.\n\n## Another part\n\nText.\n"

NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a": {}}, "version_major": 2}},
        },
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Do it\n\nThe lead."},
            {
                "cell_type": "code",
                "id": "b",
                "metadata": {"tags": ["hide-input"]},
                "execution_count": 1,
                "source": "exercise()",
                "outputs": [
                    {
                        "output_type": "display_data",
                        "metadata": {},
                        "data": {
                            "application/vnd.jupyter.widget-view+json": {"model_id": "a"},
                            "text/html": "<div class='tt-exercise'>18 %</div>",
                            "text/plain": "18 %",
                        },
                    }
                ],
            },
        ],
    }
)


@pytest.fixture(scope="module")
def built(book):
    built_book = book(
        {"pages/home": HOME, "pages/chapter": CHAPTER, "pages/doing.ipynb": NOTEBOOK}, tertulia_languages=["en", "es"]
    )
    assert built_book.warnings == ""
    return built_book


@pytest.fixture(scope="module")
def chapter(built):
    return built.page("pages/chapter")


def test_language_and_title(chapter):
    assert chapter.html["lang"] == "en"
    assert chapter.title.text == "Strategy first · Tertulia"


def test_landmarks_and_the_way_past_them(chapter):
    assert chapter.select_one("a.bd-skip")["href"] == "#main-content"
    assert len(chapter.select("main#main-content")) == 1
    assert len(chapter.select("h1")) == 1
    names = [nav["aria-label"] for nav in chapter.select("nav")]
    assert len(names) == len(set(names))


def test_nothing_is_loaded_but_our_own(built):
    for name in ("pages/home", "pages/chapter", "pages/doing"):
        page = built.page(name)
        loaded = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link[rel=stylesheet]")]
        plain = [re.sub(r"\?.*", "", address) for address in loaded]
        live = [address for address in plain if address.startswith("../../live/")]
        assert bool(live) == (name == "pages/doing"), "only an exercise asks for what brings it to life"
        files = [address.removeprefix("../_static/") for address in plain if address not in live]
        styles = ["pygments.css", "tokens.css", "tertulia.css", "jupyter.css", "print.css", "book.css"]
        scripts = [
            "before_paint.js",
            "keep.js",
            "book.js",
            "progress.js",
            "monday.js",
            "quiz.js",
            "field.js",
            "paper.js",
        ]
        assert files == [*styles, *scripts]
        for file in files:
            assert (built.folder / "_static" / file).is_file()


def test_no_icon_font_and_no_bootstrap_is_shipped(built):
    shipped = {path.relative_to(built.folder / "_static").as_posix() for path in (built.folder / "_static").rglob("*")}
    assert not [name for name in shipped if re.search(r"fontawesome|bootstrap|webfonts|\.map$", name)]


def test_the_step_in_hand_is_marked(chapter):
    links = chapter.select("#steps .tt-steps a")
    assert [link.text.strip() for link in links] == ["Strategy first", "Do it"]
    assert [link.get("aria-current") for link in links] == ["page", None]
    assert [link.svg["data-state"] for link in links] == ["now", "todo"]


def test_the_same_page_in_the_other_language(chapter):
    switch = chapter.select(".tt-lang a")
    assert [(link["href"], link["hreflang"], link["lang"]) for link in switch] == [
        ("../../en/pages/chapter.html", "en", "en"),
        ("../../es/pages/chapter.html", "es", "es"),
    ]
    alternates = {link["hreflang"]: link["href"] for link in chapter.select("link[rel=alternate]")}
    assert alternates == {
        "en": "../../en/pages/chapter.html",
        "es": "../../es/pages/chapter.html",
        "x-default": "../../en/pages/chapter.html",
    }


def test_a_book_built_alone_offers_no_other_language(book):
    page = book({"home": CHAPTER}).page("home")
    assert not page.select(".tt-lang, link[rel=alternate]")


def test_one_setting_says_what_every_name_in_the_browser_begins_with(built, book):
    names = set(yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["sphinx"]["config"]["live_stores"])
    assert names == set(FILES)
    other = book({"pages/home": HOME, "pages/doing.ipynb": NOTEBOOK}, tertulia_storage="potters:")
    for each, prefix in ((built, "tertulia:"), (other, "potters:")):
        page = each.page("pages/doing")
        assert page.html["data-storage"] == prefix
        live = json.loads(page.select_one("script[data-page]")["data-page"])
        assert (live["store"], set(live["stores"])) == (prefix, names)
    scripts = [*(each.name for each in (other.folder / "_static").glob("*.js")), "../pages/home.html"]
    assert "keep.js" in scripts
    for name in scripts:
        text = (other.folder / "_static" / name).read_text(encoding="utf-8")
        assert not re.search(r"\w+Item\([^)]*tertulia", text), name


@pytest.mark.parametrize("prefix", ["", ":", "potters", "live:", "a:b:", "Ä:"])
def test_a_prefix_that_could_not_tell_two_courses_apart_is_a_mistake(book, prefix):
    with pytest.raises(ConfigError, match="tertulia_storage"):
        book({"home": "# Home\n\nHello.\n"}, builder="dummy", tertulia_storage=prefix)


def test_places_on_the_page(chapter):
    assert [link.text for link in chapter.select(".tt-toc a")] == ["One part", "Another part"]
    for link in chapter.select(".tt-toc a"):
        assert chapter.select_one(link["href"])


def test_an_exercise_shows_its_html_and_no_widget(built):
    page = built.page("pages/doing")
    assert page.select_one(".tt-exercise").text == "18 %"
    assert "widget-view" not in str(page)
    assert "widget-state" not in str(page)


def test_the_answer_comes_before_its_code(built):
    cell = built.page("pages/doing").select_one(".cell")
    assert [child.name for child in cell.find_all(recursive=False)] == ["div", "details"]
    assert "open" not in cell.details.attrs
    words = cell.details.summary.select("span span")
    assert [word.text for word in words] == ["Show the code", "Hide the code"]


def test_home_has_the_table_and_the_steps(built):
    home = built.page("pages/home")
    assert home.select_one("#steps") is None
    assert home.select_one(".tt-hero h1").text == "Tertulia"
    seats = home.select(".tt-table svg a")
    assert [(seat["href"], seat["aria-label"]) for seat in seats] == [
        ("chapter.html", "1 Strategy first"),
        ("doing.html", "2 Do it"),
    ]
    rows = home.select(".tt-course li")
    assert [(row.h3.text, row.p.text) for row in rows] == [("Strategy first", "The lead."), ("Do it", "The lead.")]
    assert [link["hreflang"] for link in home.select(".tt-pick a")] == ["en", "es"]
    assert home.select_one("link[hreflang=x-default]")["href"] == "../../index.html"


def test_the_hero_wants_a_title_above_it(book):
    built = book({"home": ":::{hero} Subtitle\nText.\n:::\n"}, builder="dummy")
    assert "/home.md:1" in built.warnings
    assert "write `# Title` first" in built.warnings


def test_for_whom_wants_its_reader_in_bold(book):
    built = book({"home": "# Home\n\nHello.\n\n:::{for-whom}\n- You teach.\n:::\n"}, builder="dummy")
    assert "/home.md:5" in built.warnings
    assert "begin each item with" in built.warnings


def test_what_must_be_known_before_the_first_paint_comes_first_and_holds_it_up(book):
    page = book({"home": "# Home\n\nHello.\n"}).page("home")
    scripts = page.head.select("script[src]")
    assert scripts[0]["src"].startswith("_static/before_paint.js") and "defer" not in scripts[0].attrs
    assert all("defer" in script.attrs for script in scripts[1:])
