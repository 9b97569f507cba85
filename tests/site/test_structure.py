"""What every page must have, whoever reads it and however."""

from __future__ import annotations


def real(pages):
    """The pages with the book's frame: not the two kinds that only forward."""
    forwards = {"index.html", "en/index.html", "es/index.html"}
    return [(name, pages.read(name)) for name in pages.names if name not in forwards]


def test_one_main_heading_and_no_level_left_out(pages):
    for name, page in real(pages):
        levels = [int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4)")]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        for above, below in zip(levels, levels[1:], strict=False):
            assert below <= above + 1, f"{name}: a heading of level {below} follows one of level {above}"


def test_ids_are_unique(pages):
    for name, page in real(pages):
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), f"{name}: {sorted({i for i in ids if ids.count(i) > 1})}"


def test_pictures_have_a_text_alternative(pages):
    for name, page in real(pages):
        for picture in page.select("img"):
            assert picture.get("alt") is not None, name
        for picture in page.select("svg[role=img]"):
            assert picture.get("aria-label") or picture.select_one("title"), name


def test_exercises_are_finished_html_without_a_widget(pages):
    exercises = [(name, page) for name, page in real(pages) if "/exercises/" in name]
    assert len(exercises) == 42
    for name, page in exercises:
        assert page.select_one(".tt-exercise"), name
        assert page.select_one(".tt-exercise").get_text(strip=True), name
        assert "widget-view" not in str(page), name
        assert "widget-state" not in str(page), name
        assert "Traceback" not in page.get_text(), name


def test_code_is_folded_away_below_the_answer(pages):
    for name, page in real(pages):
        for cell in page.select(".cell.tag_hide-input"):
            kinds = [part.name for part in cell.find_all(recursive=False)]
            assert kinds[-1] == "details", name
            assert "open" not in cell.select_one(":scope > details").attrs, name
