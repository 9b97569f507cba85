"""What is kept of the learner's files, and what comes back changed by others."""

from __future__ import annotations

import copy
import json
from datetime import date

import numpy as np
import pytest

from tertulia.device import store
from tertulia.models.manager.results import Posts
from tertulia.widgets.base.kept_files import (
    FORMAT,
    MOST_COUNTS,
    MOST_LETTERS,
    MOST_TEXTS,
    VERSION,
    FilesKeeper,
    KeptFile,
    kept_file,
)


def some_posts(n: int = 3, unit: str = "post") -> Posts:
    return Posts(
        unit=unit,
        month=np.full(n, 24_312),
        weekday=np.arange(n) % 7,
        hour=np.full(n, -1),
        kinds=("Foto",),
        kind=np.zeros(n, dtype=np.int64),
        paid=np.full(n, np.nan),
        counts={"reach": np.array([np.nan, *range(n - 1)]), "reactions": np.arange(n, dtype=float)},
    )


def file(**changed) -> KeptFile:
    given = {
        "name": "mis-posts.csv",
        "exercise": "results",
        "posts": some_posts(),
        "rows": "ad",
        "open": True,
        "texts": ("Pan", "¿Torrijas?"),
        "left_out": 7,
        "undated": 1,
        "counts": ((date(2026, 1, 5), 380.0), (date(2026, 1, 12), 381.5)),
    }
    return KeptFile(**(given | changed))


def state_of(kept: KeptFile) -> dict:
    return json.loads(json.dumps(kept.state))


@pytest.mark.parametrize("unit", ["post", "day", "ad", "video", "other"])
def test_what_is_kept_comes_back(unit):
    kept = file(posts=some_posts(unit=unit))
    back = kept_file(state_of(kept), "results")
    assert back.state == kept.state and back.posts.unit == unit
    assert np.isnan(back.posts.counts["reach"][0]) and back.posts.counts["reach"][1] == 0
    names = ("name", "rows", "open", "texts", "left_out", "undated", "counts")
    assert all(getattr(back, name) == getattr(kept, name) for name in names)


def test_too_much_is_cut_or_left_out():
    kept = file(
        posts=some_posts(20_000),
        texts=tuple("x" * 5000 for _n in range(50)),
        counts=tuple((date.fromordinal(730_000 + 7 * n), 1.0) for n in range(300)),
        name="n" * 999,
    )
    back = kept_file(state_of(kept), "results")
    assert back.posts is None and len(back.name) == 200 and len(back.counts) == MOST_COUNTS
    assert len(back.texts) == MOST_TEXTS and {len(text) for text in back.texts} == {MOST_LETTERS}


@pytest.mark.parametrize("state", [None, 7, [], "x", {}, {"name": ""}, {"name": 3}, {"posts": {}}])
def test_what_is_no_file_is_none(state):
    assert kept_file(state, "results") is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("posts", "unit"), "story"),
        (("posts", "unit"), []),
        (("posts", "month"), [1, 2]),
        (("posts", "month"), [1, 2, True]),
        (("posts", "weekday"), [0, 1, 7]),
        (("posts", "kind"), [0, 0, 1]),
        (("posts", "counts", "reach"), [1, -2, 3]),
        (("posts", "counts", "reach"), ["1", 2, 3]),
        (("posts", "counts", "reach"), [1e300, 2, 3]),
        (("posts", "kinds"), ["x" * 999]),
        (("posts",), "none"),
    ],
    ids=str,
)
def test_figures_that_cannot_be_are_left_out_as_a_whole(path, value):
    state = state_of(file())
    inside = state
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    back = kept_file(state, "results")
    assert back.posts is None and back.name == "mis-posts.csv" and back.texts


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("texts", [3], ()),
        ("texts", ["", "x"], ()),
        ("texts", {"a": 1}, ()),
        ("counts", [["2026-01-05", -1]], ()),
        ("counts", [["yesterday", 4]], ()),
        ("counts", [[5, 4]], ()),
        ("counts", [["2026-01-05", True]], ()),
        ("counts", 7, ()),
        ("left_out", -1, 0),
        ("left_out", "9", 0),
        ("undated", True, 0),
        ("rows", 7, "post"),
        ("rows", "x" * 99, "post"),
        ("open", "yes", False),
    ],
    ids=str,
)
def test_other_parts_that_cannot_be_are_left_out(name, value, left):
    back = kept_file(state_of(file()) | {name: value}, "results")
    assert getattr(back, name) == left and back.posts is not None


def test_each_exercise_keeps_its_own_and_forgetting_goes_by_the_name():
    keeper = FilesKeeper()
    keeper.save("results", file())
    keeper.save("report", file(exercise="report"))
    keeper.save("growth", file(exercise="growth", name="other.csv"))
    assert set(keeper.load()) == {"results", "report", "growth"}
    keeper.forget("mis-posts.csv")
    assert set(keeper.load()) == {"growth"}
    keeper.save("growth", None)
    assert keeper.load() == {} and store("files").read() is None


def test_half_a_character_of_a_name_or_a_text_does_no_harm():
    keeper = FilesKeeper()
    assert keeper.save("results", file(name="a\ud800.csv", texts=("b\ud800",)))
    kept = keeper.load()["results"]
    assert (kept.name, kept.texts) == ("a?.csv", ("b?",))


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"format": "tertulia-plan", "version": 1, "files": {}}',
        json.dumps({"format": FORMAT, "version": VERSION + 1, "files": {"results": {"name": "x"}}}),
        json.dumps({"format": FORMAT, "version": VERSION, "files": [1]}),
        json.dumps({"format": FORMAT, "version": VERSION, "files": {"results": 3, "elsewhere": {"name": "x"}}}),
    ],
)
def test_what_somebody_else_wrote_there_counts_as_nothing(text):
    place = store("files")
    place.write(text, place.read())
    keeper = FilesKeeper()
    assert keeper.load() == {}
    keeper.save("report", file(exercise="report"))
    assert set(keeper.load()) == {"report"}


def test_a_state_is_not_changed_by_reading_it():
    state = state_of(file())
    before = copy.deepcopy(state)
    kept_file(state, "results")
    assert state == before
