"""A build fails when a page has become too heavy for a phone, and says which and why."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from publish import weight

PAGE = """<link rel="stylesheet" href="../_static/own.css?v=1"><link rel="next" href="large.bin">
<script src="app.js"></script><img src="data:image/png;base64,AA"><script src="https://example.org/x.js"></script>"""


def noise(size: int) -> bytes:
    """Bytes that nothing makes smaller."""
    return random.Random(1).randbytes(size)


@pytest.fixture
def made(tmp_path) -> Path:
    for name, content in {
        "en/page.html": PAGE.encode(),
        "en/app.js": noise(100_000),
        "en/large.bin": noise(300_000),
        "_static/own.css": b"a { color: red }" * 100_000,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path


def live(site: Path, size: int) -> None:
    (site / "live").mkdir(exist_ok=True)
    told = {"core": {"page": {"packed": 1000}}, "pages": {"en/page": {"bytes": size}}}
    (site / "live" / "live.json").write_text(json.dumps(told), encoding="utf-8")


def test_what_a_page_asks_for_by_itself_is_weighed_as_it_is_sent(made):
    assert weight.complaints(made) == []
    assert {file.name for file in weight.loaded(made / "en" / "page.html")} == {"own.css", "app.js"}
    (made / "en" / "app.js").write_bytes(noise(260_000))
    (complaint,) = weight.complaints(made)
    assert complaint.startswith("en/page: 26")
    assert "Most of it: app.js 260," in complaint


def test_what_comes_before_the_first_move_is_weighed_with_the_page(made):
    room = weight.BEFORE_THE_FIRST_MOVE - 1000
    live(made, room - 110_000)
    assert weight.complaints(made) == []
    live(made, room - 90_000)
    (complaint,) = weight.complaints(made)
    assert "before the first move" in complaint
