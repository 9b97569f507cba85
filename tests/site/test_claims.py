"""The table of claims in the built course: every place it names exists, and the section cites the claim's source."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from docutils.nodes import make_id

from tests.browser.living import of_the_course
from theme.claims import claims

WITHOUT_MODEL = {"your_firm"}
"""It asks, and works nothing out."""

TESTED = {
    1: ("tests/models/networking/test_contacts.py", "tests/models/networking/test_asking.py"),
    2: (
        "tests/models/networking/test_contacts.py",
        "tests/models/web2/test_audience.py",
        "tests/models/networking/test_asking.py",
    ),
    3: ("tests/models/web2/test_audience.py", "tests/models/web2/test_conversation.py"),
    4: ("tests/models/web2/test_adoption.py",),
    5: ("tests/models/start/test_foundations.py", "tests/models/start/test_walk_in.py"),
    6: ("tests/models/web2/test_conversation.py",),
    7: ("tests/models/strategy/test_canvas.py",),
    8: ("tests/models/strategy/test_picker.py",),
    9: ("tests/models/strategy/test_picker.py", "tests/models/strategy/test_canvas.py", "tests/plan/test_review.py"),
    10: ("tests/models/strategy/test_mix.py", "tests/models/strategy/test_growth_questions.py"),
    11: ("tests/models/strategy/test_growth_questions.py",),
    12: ("tests/models/strategy/test_growth_futures.py",),
    13: ("tests/models/strategy/test_canvas.py", "tests/models/strategy/test_growth_equations.py"),
    14: ("tests/test_post_ideas.py", "tests/plan/test_review.py"),
    15: ("tests/models/start/test_foundations.py", "tests/models/strategy/test_canvas.py"),
    16: ("tests/models/manager/test_brief.py", "tests/models/manager/test_inbox.py"),
    17: ("tests/models/manager/test_results.py",),
    18: ("tests/models/inside/test_workplace.py",),
    19: ("tests/models/inside/test_ambassadors.py",),
    20: ("tests/models/inside/test_workplace.py",),
    21: ("tests/models/inside/test_rumour.py",),
    22: (
        "tests/models/inside/test_workplace.py",
        "tests/models/inside/test_ambassadors.py",
        "tests/plan/test_review.py",
    ),
    23: ("tests/models/manager/test_brief.py",),
    24: (
        "tests/models/manager/test_results.py",
        "tests/models/manager/test_report.py",
        "tests/models/manager/test_inbox.py",
        "tests/models/manager/test_listening.py",
    ),
    25: ("tests/models/start/test_foundations.py", "tests/models/strategy/test_canvas.py"),
}
"""The files of tests that check what the exercises of a claim compute, or what the pages say of it."""

NEED_A_QUESTION = {2, 3, 9, 10, 22, 24}
"""Claims of which an exercise alone shows little: a question asks what was understood."""

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


def test_every_claim_has_its_tests():
    assert list(TESTED) == [claim.number for claim in claims()]
    missing = [
        f"claim {number}: {name}"
        for number, names in TESTED.items()
        for name in names
        if not re.search(r"^def test_", (ROOT / name).read_text() if (ROOT / name).is_file() else "", re.MULTILINE)
    ]
    assert missing == []


def test_every_claim_is_checked_by_something_a_learner_does(pages):
    shown = pages.read("en/chapters/claims.html").select(".tt-claims > li")
    for claim, entry in zip(claims(), shown, strict=True):
        links = [link["href"] for link in entry.select("dl > dd:last-of-type a")]
        assert links, f"claim {claim.number}"
        if claim.number in NEED_A_QUESTION:
            assert any("#q-" in link for link in links), f"claim {claim.number}"
        for page, anchor in (link.split("#") for link in links if "#q-" in link):
            assert pages.read(f"en/chapters/{page}").find(id=anchor), f"claim {claim.number}: {page}#{anchor}"


def test_every_source_is_cited_where_its_claim_is_taught():
    missing = []
    for claim in claims():
        here = [(page, anchor) for page, anchor in claim.taught if (ROOT / f"{page}.md").is_file()]
        cited_there = set().union(*(cited(sections(page).get(anchor, "")) for page, anchor in here)) if here else set()
        missing += [f"claim {claim.number}: {source}" for source in claim.sources if source not in cited_there]
    assert missing == []


def test_every_exercise_practises_a_claim_and_every_model_has_its_exercise(pages):
    practised = {page for claim in claims() for page in claim.practised}
    assert set(of_the_course()) - practised == set()
    models = pages.read("en/chapters/models.html").select(".tt-model")
    described = {model["id"].removeprefix("model-").replace("-", "_") for model in models}
    assert {page.rpartition("/")[2] for page in practised} - WITHOUT_MODEL == described
    assert [model["id"] for model in models if not model.select_one(".tt-model__way a")] == []
