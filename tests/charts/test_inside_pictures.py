"""The pictures of a firm, a rumour and ranges: valid, in the style sheet's colours, nothing off the page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from tertulia import language
from tertulia.charts.figures import FIGURES
from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.rumour import course, course_words
from tertulia.charts.workplace import key, letter, ring
from tertulia.language import percent
from tertulia.managers import managers
from tertulia.models.inside.rumour import Story, spread
from tertulia.models.inside.workplace import from_departments
from tertulia.models.inside.workplace_measures import measure
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")


def texts(drawn: str) -> list[ET.Element]:
    return list(ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"))


PLACES = {
    "three": from_departments([("A", 2), ("B", 1)]),
    "fourteen": from_departments([("A", 3), ("B", 3), ("C", 8)], 0.5, 0.1),
    "managers": managers("advice"),
    "sixty in twelve": from_departments([(chr(65 + k), 5) for k in range(12)]),
    "sixty in one": from_departments([("A", 60)]),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_ring_is_valid_and_everybody_is_on_the_picture(place, width):
    found = measure(place, 0.5)
    drawn = ring(place, found, "x", "said in words")[width]
    root = ET.fromstring(drawn)
    height = float(root.get("viewBox").split()[3])
    assert root.get("aria-label") == "said in words"
    assert not re.search(r"#[0-9a-fA-F]{6}\b", re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", drawn))
    for text in texts(drawn):
        assert 0 <= float(text.get("x")) <= width and 0 < float(text.get("y")) <= height
    named = {"".join(text.itertext()) for text in texts(drawn)}
    assert {place.names[p] for p in found.alone} <= named
    assert place.names[place.heads[0]] in named
    # one sign for each person, one ring for each on the channel
    assert drawn.count("<path") >= place.n + len(found.members)


def test_the_same_firm_is_drawn_the_same():
    place = PLACES["fourteen"]
    assert ring(place, measure(place), "x", "a") == ring(place, measure(place), "x", "a")


def test_names_do_not_lie_on_each_other():
    place = PLACES["managers"]
    drawn = ring(place, measure(place), "x", "a")[NARROW]
    for anchor in ("start", "end"):
        heights = sorted(float(t.get("y")) for t in texts(drawn) if f"text-anchor: {anchor}" in t.get("style"))
        assert all(below - above >= 17.5 for above, below in zip(heights, heights[1:], strict=False))


def test_the_key_names_every_department_with_its_own_letter():
    place = PLACES["sixty in twelve"]
    said = key(place, channel=False)
    assert len({letter(d) for d in range(12)}) == 12
    assert all(f"{letter(d)}</i>{name} · 5" in said for d, name in enumerate(place.departments))
    assert "on the channel" not in said and "on the channel" in key(place, channel=True)


@pytest.mark.parametrize("delay", [0, 3, 14, 30, None])
def test_a_course_is_valid_and_says_where_it_ends(delay):
    found = spread(PLACES["fourteen"], Story(delay=delay))
    for width, drawn in course(found, "x", course_words(found)).items():
        said = ["".join(t.itertext()) for t in texts(drawn)]
        assert f"{percent(found.median[-1])} rumour" in said and f"{percent(found.official[-1])} official" in said
        assert ("you speak" in said) == (delay is not None and delay < 30)
        assert all(0 <= float(t.get("x")) <= width for t in texts(drawn))
    assert f"day 14: rumour {percent(found.median[14])}" in course_words(found)


def test_the_advice_figure_counts_the_managers():
    picture = FIGURES["advice"]()
    assert picture.title == "Asked for advice 190 times, the boss 19"
    for share, n in ((136 / 190, 136), (25 / 190, 25), (19 / 190, 19), (10 / 190, 10)):
        assert f"{percent(share)} ({n})" in picture.alternative
    assert "Krackhardt" in picture.source and "copy" in picture.source


both = pytest.mark.parametrize("width", [WIDE, NARROW])


def signs(drawing: Drawing, place) -> dict[int, tuple[float, float]]:
    """Where everybody stands, found as a reader finds it: from the name along its line to the sign."""
    spot = {}
    centres = [mark.centre for mark in (*drawing.marks("head"), *drawing.marks("person"))]
    for words in drawing.words("name"):
        line = min(drawing.marks("leader"), key=lambda mark: np.hypot(mark.xs[1] - words.x, mark.ys[1] + 5 - words.y))
        assert np.hypot(line.xs[1] - words.x, line.ys[1] + 5 - words.y) < 5
        near = min(centres, key=lambda at: np.hypot(at[0] - line.xs[0], at[1] - line.ys[0]))
        assert near[1] == pytest.approx(line.ys[0], abs=NEAR)
        spot[[name[:14] for name in place.names].index(words.text.rstrip("…")[:14])] = near
    return spot


def reach(mark) -> float:
    """Furthest point of a sign from its middle, in halves of its width."""
    (x, y), half = mark.centre, (mark.right - mark.left) / 2
    return max(np.hypot(right - x, down - y) for right, down in mark.vertices) / half


@both
def test_lines_of_the_ring_join_those_who_talk_and_those_who_report(width):
    place = PLACES["fourteen"]
    assert max(map(len, place.names)) <= 9
    drawing = Drawing(ring(place, measure(place, 0.5), "x", "")[width])
    spot = signs(drawing, place)
    assert len(set(spot.values())) == len(spot) == place.n
    talks = [(i, j) for i in range(place.n) for j in range(i + 1, place.n) if place.talks[i, j]]
    same = {(i, j) for i, j in talks if place.department[i] == place.department[j]}
    expected = {
        "inside": (same, "--chart-band-edge", False),
        "across": (set(talks) - same, "--chart-goal", False),
        "reports": ({(p, boss) for p, boss in enumerate(place.boss) if boss >= 0}, "--chart-nothing", True),
    }
    back = {tuple(round(c) for c in at): p for p, at in spot.items()}
    for kind, (pairs, ink, dashed) in expected.items():
        path = drawing.mark(kind)
        joined = {tuple(back[tuple(round(c) for c in end)] for end in (s[0], s[-1])) for s in path.strokes()}
        assert joined == pairs, kind
        assert (path.stroke, path.dashed) == (ink, dashed)


@both
def test_who_leads_is_a_square_who_is_on_the_channel_has_a_ring_and_all_carry_their_letter(width):
    place = PLACES["fourteen"]
    measures = measure(place, 0.5)
    drawing = Drawing(ring(place, measures, "x", "")[width])
    spot = signs(drawing, place)
    at = {tuple(round(c) for c in where): p for p, where in spot.items()}

    def who(kind):
        return sorted(at[tuple(round(c) for c in mark.centre)] for mark in drawing.marks(kind))

    heads = sorted({boss for boss in place.boss if boss >= 0})
    assert who("head") == heads and who("person") == sorted(set(range(place.n)) - set(heads))
    # a circle is nowhere further from its middle than at its sides, a square is at its corners
    assert all(reach(mark) < 1.05 for mark in drawing.marks("person")), "circles"
    assert all(reach(mark) > 1.2 for mark in drawing.marks("head")), "squares"
    assert who("channel") == sorted(measures.members) and measures.members
    letters = {
        min(spot, key=lambda p: np.hypot(spot[p][0] - words.x, spot[p][1] + 5 - words.y)): words.text
        for words in drawing.words("letter")
    }
    assert letters == {p: letter(place.department[p]) for p in range(place.n)}
    strong = [words.text for words in drawing.words("name") if words.bold]
    assert strong == [place.names[p] for p in measures.brokers[:1]]


@both
def test_departments_follow_each_other_clockwise_from_the_top(width):
    place = PLACES["fourteen"]
    drawing = Drawing(ring(place, measure(place), "x", "")[width])
    spot = signs(drawing, place)
    middle = width / 2, drawing.height / 2
    turn = {p: np.arctan2(x - middle[0], middle[1] - y) % (2 * np.pi) for p, (x, y) in spot.items()}
    order = sorted(range(place.n), key=lambda p: (place.department[p], p))
    assert sorted(turn, key=turn.get) == order
    inks = {words.text: words.fill for words in drawing.words("letter")}
    assert set(inks) == {"A", "B", "C"}


def test_the_keys_strokes_are_those_of_the_ring():
    place = PLACES["fourteen"]
    drawing = Drawing(ring(place, measure(place, 0.5), "x", "")[WIDE])
    rows = re.findall(r"<li>(<svg.*?</svg>)(.*?)</li>", key(place, channel=True))
    strokes = {
        words: re.search(r"stroke:var\((--[\w-]+)\);stroke-width:([\d.]+)(;stroke-dasharray)?", mark)
        for mark, words in rows
    }
    for kind, words in (
        ("across", "talk across departments"),
        ("inside", "talk inside"),
        ("reports", "reports to (square: leads somebody)"),
    ):
        mark = drawing.mark(kind)
        assert (mark.stroke, mark.thick, mark.dashed) == (
            strokes[words][1],
            float(strokes[words][2]),
            bool(strokes[words][3]),
        )
    channel = drawing.marks("channel")[0]
    assert (channel.stroke, channel.thick) == (strokes["on the channel"][1], float(strokes["on the channel"][2]))


RUN = spread(PLACES["fourteen"], Story(delay=9))


def read(width, run=RUN):
    """A course, and its scales: shares at the lines across, days at their numbers."""
    drawing = Drawing(course(run, "x", "")[width])
    lines = [line.ys[0] for line in (*drawing.marks("grid"), drawing.mark("quarter"))]
    ticks = []
    for words in drawing.words("grid"):
        y = min(lines, key=lambda at: abs(at + 5 - words.y))
        assert abs(y + 5 - words.y) < 1
        ticks.append((y, amount(words.text)))
    assert all(words.anchor == "middle" for words in drawing.words("day"))
    return drawing, Scale.of([(w.x, amount(w.text)) for w in drawing.words("day")]), Scale.of(ticks)


@both
def test_rumour_and_official_word_pass_through_their_shares_day_by_day(width):
    drawing, x, y = read(width)
    days = range(len(RUN.median))
    for name, ink, dashed in (
        ("low", "--chart-goal", False),
        ("high", "--chart-goal", False),
        ("median", "--chart-goal", True),
        ("official", "--chart-median", False),
    ):
        curve = drawing.mark(name)
        assert curve.ys == pytest.approx([y.px(share) for share in getattr(RUN, name)], abs=NEAR), name
        assert curve.xs == pytest.approx([x.px(day) for day in days], abs=NEAR)
        assert (curve.stroke, curve.dashed) == (ink, dashed)
    # day 0 is the same low and high: there the outline closes
    band = drawing.mark("band").vertices[: 2 * len(days) - 1]
    shares = [*RUN.low, *RUN.high[:0:-1]]
    assert [up for _x, up in band] == pytest.approx([y.px(share) for share in shares], abs=NEAR)
    assert drawing.mark("band").fill == "--chart-goal-soft"
    assert not np.allclose(RUN.low, RUN.median) and not np.allclose(RUN.median, RUN.high)


@both
def test_the_quarter_they_race_to_is_dashed_and_lies_at_a_quarter(width):
    drawing, x, y = read(width)
    quarter = drawing.mark("quarter")
    assert quarter.ys == pytest.approx([y.px(0.25)] * 2, abs=NEAR) and quarter.dashed
    assert quarter.xs == pytest.approx([x.px(0), x.px(30)], abs=NEAR)
    assert sorted(amount(words.text) for words in drawing.words("grid")) == [0, 0.25, 0.5, 0.75, 1]


@both
@pytest.mark.parametrize("delay", [3, 9, 22])
def test_the_day_you_speak_is_marked_with_its_words_beside_it(width, delay):
    drawing, x, y = read(width, spread(PLACES["fourteen"], Story(delay=delay)))
    line, words = drawing.mark("speak"), drawing.word("speak")
    assert line.xs == pytest.approx([x.px(delay)] * 2, abs=NEAR) and line.dashed
    assert (line.bottom, line.top) == pytest.approx((y.px(0), y.px(1)), abs=NEAR)
    assert words.text == "you speak" and words.fill == line.stroke == "--chart-median"
    assert words.anchor == ("end" if delay > 15 else "start")
    assert 3 < (words.x - line.xs[0]) * (-1 if delay > 15 else 1) < 10


@both
def test_who_never_speaks_has_no_such_line(width):
    drawing, _x, _y = read(width, spread(PLACES["fourteen"], Story(delay=None)))
    assert drawing.marks("speak") == [] == drawing.words("speak")


@both
@pytest.mark.parametrize("delay", [9, None])
def test_each_name_stands_at_the_end_of_its_curve(width, delay):
    run = spread(PLACES["fourteen"], Story(delay=delay))
    drawing, _x, _y = read(width, run)
    for name, said in (("official", "official"), ("median", "rumour")):
        words, curve = drawing.word(name), drawing.mark(name)
        assert words.text == f"{percent(getattr(run, name)[-1])} {said}" and words.fill == curve.stroke
        assert 4 < words.x - curve.right < 12
        assert abs(words.y - 5 - curve.ys[-1]) < 11, "at most pushed apart by half a line"
