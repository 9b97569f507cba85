"""The room: the course for everybody, sheets from everybody, the teacher's pages for this computer alone."""

from __future__ import annotations

import hmac
import json
import pkgutil
import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, quote

from room import addresses, desk, sheets
from room.files import Files
from room.server import FileHandler, Server
from room.sheets import Pace, Refused, Sheets
from room.words import Catalogue, Words, chosen

PARTS = {
    "hand_in.js": "text/javascript; charset=utf-8",
    "ahead.js": "text/javascript; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "room.css": "text/css; charset=utf-8",
}

INSERT = b'<script src="/room/ahead.js" defer></script><script src="/room/hand_in.js" defer></script>\n'
NOT_HERE = {"/sw.js", "/offline.json"}
"""With which a browser would keep the course: here its pages are the room's, and nobody shall meet them elsewhere."""

FOR_TEACHER = b'<script src="/room/hand_in.js" data-teacher defer></script>\n'

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "style-src-elem 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""The same as in publish/hosts: a page may load from here and from nowhere else."""

PICTURE = "exercises/plan/group_picture.html"
"""Where the group's picture stands, in each language of a course."""

EVERYWHERE = ("", "0.0.0.0")
"""What stands for all networks of this computer."""

LONGEST = 400
"""Letters of a page's address in a QR code."""

STATUS = {"large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "full": HTTPStatus.INSUFFICIENT_STORAGE}
"""What is said of a refused sheet besides its words; anything else is a bad request."""


class Room(Server):
    """A course in a room. `key`: whoever shows it, on this computer, is the teacher."""

    def __init__(
        self,
        address: tuple[str, int],
        site: Path,
        *,
        teachers: Path | None = None,
        kept: Path | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.catalogue = catalogue or {}
        self.teachers = Files(teachers) if teachers is not None else None
        self.sheets = Sheets(kept)
        self.pace = Pace()
        self.key = secrets.token_urlsafe(16)
        self.host = address[0]
        super().__init__(address, RoomHandler, Files(site))
        self.cookie = f"room-{self.server_port}"

    def learners(self) -> list[str]:
        """The addresses learners may open, the likeliest first; empty without a network."""
        found = addresses.addresses() if self.host in EVERYWHERE else [self.host]
        return [f"http://{each}{self.port}/" for each in found]

    @property
    def is_open(self) -> bool:
        """Whether other devices reach it, as far as this program knows."""
        return not addresses.is_own_host(self.host)

    @property
    def port(self) -> str:
        """The port as it stands in an address."""
        return "" if self.server_port == 80 else f":{self.server_port}"

    @property
    def desk(self) -> str:
        """The address of the teacher's desk, with the key."""
        own = self.host if addresses.is_own_host(self.host) else "127.0.0.1"
        return f"http://{own}{self.port}/room/desk?key={self.key}"

    def pictures(self) -> dict[str, str]:
        """The pages of the group's picture that the course has, by language."""
        folders = sorted(path.name for path in self.files.root.iterdir() if path.is_dir())
        return {name: f"/{quote(name)}/{PICTURE}" for name in folders if (self.files.root / name / PICTURE).is_file()}


class RoomHandler(FileHandler):
    """Answers one browser in the room."""

    server: Room
    headers_of_all = (
        *FileHandler.headers_of_all,
        ("Content-Security-Policy", POLICY),
        ("Referrer-Policy", "same-origin"),
    )

    def do_GET(self) -> None:
        """Send a page of the course, of the room, or of the teacher's."""
        self.without_body()
        place = self.place
        if place == "/teachers" or place.startswith("/teachers/"):
            if self.is_for_teacher():
                self._show_teachers(place[len("/teachers") :])
        elif place.startswith("/room/"):
            self._show_room(place[len("/room/") :])
        elif place in NOT_HERE:
            self.error(HTTPStatus.NOT_FOUND)
        else:
            self.show(self.server.files, place, FOR_TEACHER if self._is_teacher() else INSERT)

    def do_POST(self) -> None:
        """Take a sheet."""
        if self.place != "/room/sheets" or not self._is_from_here():
            self._leave("foreign", HTTPStatus.FORBIDDEN)
            return
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        told = self.headers.get("Content-Length", "")
        if (
            kind != "application/json"
            or not (told.isascii() and told.isdigit())
            or self.headers.get("Transfer-Encoding")
        ):
            self._leave("unreadable", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif len(told) > 9 or int(told) > sheets.LARGEST:
            self._leave("large", STATUS["large"])
        elif not self.server.pace.allows(self.client_address[0]):
            self._leave("fast", HTTPStatus.TOO_MANY_REQUESTS)
        else:
            self._take(self.rfile.read(int(told)), int(told))

    def do_DELETE(self) -> None:
        """Delete a sheet, by its own key or the teacher's; or all."""
        self.without_body()
        rest = self.place.partition("/room/sheets")[2]
        if not self._is_from_here() or not self.place.startswith("/room/sheets"):
            self._leave("foreign", HTTPStatus.FORBIDDEN)
            return
        sheet = rest[1:]
        owns = bool(sheet) and hmac.compare_digest(sheets.id_of(self.headers.get("X-Key", "")).encode(), sheet.encode())
        if not (owns or self._is_teacher()):
            self._say("no_key", HTTPStatus.FORBIDDEN)
            return
        try:
            if not sheet:
                self.server.sheets.clear()
            elif not self.server.sheets.delete(sheet):
                self._say("gone", HTTPStatus.NOT_FOUND)
                return
        except OSError:
            self._say("disk", HTTPStatus.INTERNAL_SERVER_ERROR)
            return
        self.send(HTTPStatus.NO_CONTENT)

    def error(self, status: HTTPStatus) -> None:
        """Say it on a page, with a way on."""
        if status is not HTTPStatus.NOT_FOUND:
            super().error(status)
            return
        words = self._words()
        self.send(status, desk.problem(words, words("no_page")), "text/html; charset=utf-8")

    def is_for_teacher(self) -> bool:
        """Whether it is the teacher who asks; whoever else does is told."""
        if self._is_teacher():
            return True
        words = self._words()
        page = desk.problem(words, words("not_yours"))
        self.send(HTTPStatus.FORBIDDEN, page, "text/html; charset=utf-8")
        return False

    def _show_teachers(self, place: str) -> None:
        if self.server.teachers is None:
            self.error(HTTPStatus.NOT_FOUND)
        else:
            self.show(self.server.teachers, place, FOR_TEACHER, under="/teachers")

    def _show_room(self, name: str) -> None:
        if name in PARTS:
            content = pkgutil.get_data("room", f"page/{name}") or b""
            self.send(HTTPStatus.OK, content, PARTS[name], [("Cache-Control", "no-cache")])
        elif name == "address":
            self._json({"address": self._address()})
        elif name == "code.svg":
            self._code()
        elif name == "desk" and "key" in parse_qs(self.query) and self._is_on_this_computer():
            self._enter()
        elif (show := self._teachers_pages().get(name)) is not None:
            if self.is_for_teacher():
                show()
        else:
            self.error(HTTPStatus.NOT_FOUND)

    def _teachers_pages(self) -> dict[str, Callable[[], None]]:
        room = self.server
        return {
            "desk": lambda: self._html(
                desk.desk(
                    self._words(),
                    addresses=room.learners(),
                    kept=str(room.sheets.folder or ""),
                    teachers=room.teachers is not None,
                    pictures=room.pictures(),
                )
            ),
            "show": lambda: self._html(desk.show(self._words(), addresses=room.learners())),
            "sheets": lambda: self.send(HTTPStatus.OK, room.sheets.as_json(), "application/json"),
            "sheets.zip": lambda: self.send(
                HTTPStatus.OK,
                room.sheets.as_zip(),
                "application/zip",
                [("Content-Disposition", 'attachment; filename="sheets.zip"')],
            ),
        }

    def _enter(self) -> None:
        """Give the teacher's browser its cookie, and take the key out of the address, which may be projected."""
        if not self._is_key(parse_qs(self.query)["key"][0]):
            self.is_for_teacher()
            return
        cookie = f"{self.server.cookie}={self.server.key}; Path=/; HttpOnly; SameSite=Strict"
        self.send(HTTPStatus.SEE_OTHER, more=[("Location", "/room/desk"), ("Set-Cookie", cookie)])

    def _code(self) -> None:
        page = parse_qs(self.query).get("to", [""])[0].lstrip("/")
        if len(page) > LONGEST:
            self.error(HTTPStatus.NOT_FOUND)
            return
        drawn = desk.code(self._address() + quote(page, safe="/#?=&"))
        self.send(HTTPStatus.OK, drawn, "image/svg+xml")

    def _take(self, data: bytes, length: int) -> None:
        if len(data) < length:
            self.close_connection = True
            return  # it left in the middle
        try:
            receipt = self.server.sheets.take(data)
        except Refused as problem:
            self._say(problem.code, STATUS.get(problem.code, HTTPStatus.BAD_REQUEST))
        except OSError:
            self._say("disk", STATUS["full"])
        else:
            self._json({"id": receipt.id, "key": receipt.key}, HTTPStatus.CREATED)

    def _is_from_here(self) -> bool:
        """Whether a page of this course sends it: neither another site, nor a name that was turned to this computer."""
        host = self.headers.get("Host", "")
        same_site = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"  # told to safe addresses only
        return same_site and addresses.is_safe_host(host) and self.headers.get("Origin") == f"http://{host}"

    def _is_on_this_computer(self) -> bool:
        return addresses.is_own_host(self.client_address[0]) and addresses.is_own_host(self.headers.get("Host", ""))

    def _is_teacher(self) -> bool:
        if not self._is_on_this_computer():
            return False
        try:
            shown = SimpleCookie(self.headers.get("Cookie", "")).get(self.server.cookie)
        except CookieError:
            shown = None
        asked = parse_qs(self.query).get("key", [""])[0]
        return self._is_key(shown.value if shown else "") or self._is_key(asked)

    def _is_key(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode("utf-8", "replace"), self.server.key.encode())

    def _address(self) -> str:
        return next(iter(self.server.learners()), f"http://127.0.0.1{self.server.port}/")

    def _words(self) -> Words:
        asked = parse_qs(self.query).get("lang", [""])[0]
        return chosen(self.server.catalogue, self.headers.get("Accept-Language", ""), asked)

    def _html(self, page: bytes) -> None:
        self.send(HTTPStatus.OK, page, "text/html; charset=utf-8")

    def _json(self, told: dict[str, str], status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send(status, json.dumps(told).encode(), "application/json")

    def _say(self, word: str, status: HTTPStatus) -> None:
        """One sentence, in the language of the page that asked."""
        self._json({"error": self._words()(word)}, status)

    def _leave(self, word: str, status: HTTPStatus) -> None:
        """The same, without reading what the request carries."""
        self.close_connection = True
        self._say(word, status)
