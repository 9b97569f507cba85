"""What the tests of the room share: a small course, shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from room.room import Room

PAGE = '<!doctype html><html lang="en"><head><title>One</title></head><body><main>Tres Calles</main></body></html>'
SPANISH = {"no_page": "Esta página no está aquí.", "unreadable": "Esto no es una ficha del curso."}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of a few files."""
    site = tmp_path / "site"
    for name, content in {
        "index.html": PAGE,
        "en/one.html": PAGE,
        "en/_static/book.css": "a { color: red } " * 200,
        "live/worker-0123456789.js": "1",
        "live/python-0123456789.img": "packed already " * 200,
        "live/list.json": "{}",
        ".hidden": "no",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not in the course", encoding="utf-8")
    teachers = tmp_path / "teachers"
    teachers.mkdir()
    (teachers / "index.html").write_text(PAGE.replace("Tres Calles", "Notes"), encoding="utf-8")
    return site


@pytest.fixture
def room(course: Path, tmp_path: Path) -> Iterator[Room]:
    """The course, shown on this computer alone, with the teacher's pages."""
    catalogue = {"en": {}, "es": SPANISH}
    with Room(
        ("127.0.0.1", 0), course, teachers=tmp_path / "teachers", kept=tmp_path / "kept", catalogue=catalogue
    ) as shown:
        Thread(target=lambda: shown.serve_forever(poll_interval=0.01), daemon=True).start()
        yield shown
        shown.shutdown()


class Browser:
    """Asks the room as a browser does, from a page of the course."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.host = f"127.0.0.1:{room.server_port}"
        self.cookie = ""

    def asks(self, method: str, path: str, body: bytes | None = None, **headers: str) -> HTTPResponse:
        """One request; headers by name with _ for -, "" leaves one out."""
        link = HTTPConnection("127.0.0.1", self.room.server_port, timeout=10)
        told = {"Host": self.host, "Cookie": self.cookie}
        if method in ("POST", "DELETE"):
            told |= {"Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}
        if method == "POST":
            told |= {"Content-Type": "application/json"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, body, {name: value for name, value in told.items() if value})
        return link.getresponse()

    def gets(self, path: str, **headers: str) -> HTTPResponse:
        """A page or a file."""
        return self.asks("GET", path, **headers)

    def hands_in(self, sheet: object, **headers: str) -> HTTPResponse:
        """A sheet, as JSON unless it is bytes."""
        return self.asks(
            "POST", "/room/sheets", sheet if isinstance(sheet, bytes) else json.dumps(sheet).encode(), **headers
        )

    def enters(self) -> None:
        """Open the desk by the address that stands in the terminal."""
        answer = self.gets(f"/room/desk?key={self.room.key}")
        assert (answer.status, answer.headers["Location"]) == (303, "/room/desk")
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]


@pytest.fixture
def phone(room: Room) -> Browser:
    """A learner's."""
    return Browser(room)


@pytest.fixture
def teacher(room: Room) -> Browser:
    """The teacher's, at the desk."""
    browser = Browser(room)
    browser.enters()
    return browser


@pytest.fixture
def from_afar(room: Room, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, whoever asks is another device of the network."""

    def move() -> None:
        arriving = room.get_request
        monkeypatch.setattr(room, "get_request", lambda: (arriving()[0], ("192.168.1.77", 50_000)))

    return move
