"""The table of claims in the built course: every place it names exists, and the section cites the claim's source."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from docutils.nodes import make_id

from theme.claims import claims

WITHOUT_MODEL = {"your_firm"}
"""It asks, and works nothing out."""

ROOT = Path(__file__).resolve().parents[2]


@cache
def sections(page: str) -> dict[str, str]:
    """The text of a chapter by the anchor of its section of the second level."""
    parts = re.split(r"^## +(.+)$", (ROOT / f"{page}.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {make_id(title): text for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def cited(text: str) -> set[str]:
    """The sources a text cites; a page may put a prefix of its own before a key, as in `web2-article_inside`."""
    keys = [key for citation in re.findall(r"\{cite:\w+\}`([^`]+)`", text) for key in citation.split(",")]
    return {key.strip().rpartition("-")[2] for key in keys}


def test_there_are_twenty_five_and_each_is_told_in_both_languages(pages):
    shown = {lang: pages.read(f"{lang}/chapters/claims.html").select(".tt-claims > li") for lang in ("en", "es")}
    assert [len(entries) for entries in shown.values()] == [25, 25]
    for claim, english, spanish in zip(claims(), shown["en"], shown["es"], strict=True):
        assert english.h2.text == f"{claim.number} {claim.text}"
        assert spanish.h2.text != english.h2.text


def test_every_chapter_and_section_is_there(pages):
    missing = [
        f"claim {claim.number}: {page}#{anchor}"
        for claim in claims()
        for page, anchor in claim.taught
        for lang in ("en", "es")
        if f"{lang}/{page}.html" not in pages.names or not pages.read(f"{lang}/{page}.html").find(id=anchor)
    ]
    assert missing == []


def test_every_exercise_is_there(pages):
    missing = [
        f"claim {claim.number}: {page}"
        for claim in claims()
        for page in claim.practised
        if f"en/{page}.html" not in pages.names or not pages.read(f"en/{page}.html").select_one(".tt-exercise")
    ]
    assert missing == []


def test_every_test_is_there():
    missing = [
        f"claim {claim.number}: {name}"
        for claim in claims()
        for name in claim.tested
        if not re.search(r"^def test_", (ROOT / name).read_text() if (ROOT / name).is_file() else "", re.MULTILINE)
    ]
    assert missing == []


def test_every_source_is_cited_where_its_claim_is_taught():
    missing = []
    for claim in claims():
        here = [(page, anchor) for page, anchor in claim.taught if (ROOT / f"{page}.md").is_file()]
        cited_there = set().union(*(cited(sections(page).get(anchor, "")) for page, anchor in here)) if here else set()
        missing += [f"claim {claim.number}: {source}" for source in claim.sources if source not in cited_there]
    assert missing == []


def test_every_exercise_practises_a_claim_and_every_model_has_its_exercise(pages):
    practised = {page for claim in claims() for page in claim.practised}
    built = {name[3:-5] for name in pages.of("en") if name.startswith("en/exercises/")}
    assert built - practised == set()
    models = pages.read("en/chapters/models.html").select(".tt-model")
    described = {model["id"].removeprefix("model-").replace("-", "_") for model in models}
    assert {page.rpartition("/")[2] for page in practised} - WITHOUT_MODEL == described
    assert [model["id"] for model in models if not model.select_one(".tt-model__way a")] == []
