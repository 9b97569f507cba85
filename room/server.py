"""A small web server for a folder: many readers at once, none of them able to hold up the others."""

from __future__ import annotations

import io
import os
import re
import socket
import sys
from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from threading import Lock
from time import monotonic
from typing import Any

from room.files import COMPRESSED, SIGNED, Body, Files, kind_of

WAITING = 1024
"""Readers who may have knocked and not been let in yet."""

AT_ONCE, OF_ONE_ADDRESS = 900, 400
"""Connections at the same moment, in all and from one address: a whole room may stand behind one."""

PATIENCE = 20.0
"""Seconds for a whole request to arrive, the silence before it included."""

STALLED = 30.0
"""Seconds for one part of an answer to be taken."""

PART = 1 << 16
"""Bytes sent at a time."""

HEAD = 32 * 1024
"""Bytes that the lines of a request may have."""

FILES_OPEN = 4096
"""Files and connections this program asks the system for; some begin with 256."""


class TooMuch(OSError):
    """More came than a request may have."""


class Timed(io.RawIOBase):
    """What arrives on a connection, until a moment and up to a number of bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.until, self.left = 0.0, 0

    def allow(self, seconds: float, size: int) -> None:
        """From now on, so long and so much."""
        self.until, self.left = monotonic() + seconds, size

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, target: Any) -> int:
        """Read what has come; OSError when it took too long or is too much."""
        remaining = self.until - monotonic()
        if remaining <= 0:
            raise OSError("too slow")
        if self.left <= 0:
            raise TooMuch
        self.connection.settimeout(remaining)
        got = self.connection.recv_into(target)
        self.left -= got
        return got


class Server(ThreadingMixIn, TCPServer):
    """Shows `files` by `handler`; `server_port` says where."""

    daemon_threads = True
    request_queue_size = WAITING
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port

    def __init__(self, address: tuple[str, int], handler: type[FileHandler], files: Files) -> None:
        self.files = files
        self._open: Counter[str] = Counter()
        self._lock = Lock()
        _more_files()
        super().__init__(address, handler)
        self.server_port: int = self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection, or close it when there are too many."""
        whose = client_address[0]
        with self._lock:
            full = self._open[whose] >= OF_ONE_ADDRESS or sum(self._open.values()) >= AT_ONCE
            if not full:
                self._open[whose] += 1
        if full:
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # the system gives no more threads
            self._ended(whose)
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection, in a thread of its own."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._ended(client_address[0])

    def _ended(self, whose: str) -> None:
        with self._lock:
            self._open[whose] -= 1
            if not self._open[whose]:
                del self._open[whose]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away is no error."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class FileHandler(BaseHTTPRequestHandler):
    """Answers one reader with files."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    headers_of_all: tuple[tuple[str, str], ...] = (("X-Content-Type-Options", "nosniff"),)
    request_version, requestline, command, path = "HTTP/1.1", "", "GET", "/"

    def setup(self) -> None:
        """Read by a clock."""
        super().setup()
        self.rfile.close()
        self.input = Timed(self.connection)
        self.rfile = io.BufferedReader(self.input)

    def handle_one_request(self) -> None:
        """Answer one request, or close when it does not come."""
        self.input.allow(PATIENCE, HEAD)
        try:
            super().handle_one_request()
        except TooMuch:
            self.close_connection = True
            self.error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        except OSError:
            self.close_connection = True

    def do_GET(self) -> None:
        """Send a file."""
        self.without_body()
        self.show(self.server.files, self.place)

    def do_HEAD(self) -> None:
        """Say what would be sent."""
        self.do_GET()

    def version_string(self) -> str:
        """Nobody need know which Python this is."""
        return "room"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing to say."""

    @property
    def place(self) -> str:
        """The path of the address that was asked for."""
        return re.split("[?#]", self.path, maxsplit=1)[0]

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        return self.path.partition("?")[2].partition("#")[0]

    def without_body(self) -> None:
        """What a question carries along is not read; then the connection is of no more use."""
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True

    def show(self, files: Files, place: str, insert: bytes = b"", under: str = "") -> None:
        """Send the file at a place in `files`, which lie at the address `under`."""
        found = files.find(place) if place.startswith("/") or not place else None
        if found is not None and found.is_dir():
            if not place.endswith("/"):
                to = "/".join(part for part in f"{under}{place}".split("/") if part)
                self.send(HTTPStatus.MOVED_PERMANENTLY, more=[("Location", f"/{to}/")])
                return
            found = found / "index.html"
        elif found is not None and place.endswith("/"):
            found = None
        try:
            if found is None or not found.is_file():
                self.not_found(files)
                return
            body = files.body(found, self.accepted(), insert)
        except OSError:
            self.error(HTTPStatus.NOT_FOUND)
            return
        self._send_body(body, found)

    def not_found(self, files: Files) -> None:
        """Say that there is nothing: to a reader by the course's page that leads on, to anything else in a line."""
        page = files.root / "404.html"
        if "text/html" not in self.headers.get("Accept", "") or not page.is_file():
            self.error(HTTPStatus.NOT_FOUND)
            return
        self.send(HTTPStatus.NOT_FOUND, page.read_bytes(), kind_of(page))

    def accepted(self) -> set[str]:
        """The compressions the reader opens."""
        told = self.headers.get("Accept-Encoding", "")
        parts = [re.sub(r"\s", "", part.lower()).split(";") for part in told.split(",")]
        return {name for name, *how in parts if not any(re.fullmatch(r"q=0(\.0*)?", each) for each in how)}

    def _send_body(self, body: Body, file: Path) -> None:
        signed = SIGNED.search(file.name) or re.fullmatch(r"v=[0-9a-f]+", self.query)
        more = [("Cache-Control", "public, max-age=31536000, immutable" if signed else "no-cache"), ("ETag", body.tag)]
        if file.suffix in COMPRESSED:
            more.append(("Vary", "Accept-Encoding"))
        if body.tag in [tag.strip().removeprefix("W/") for tag in self.headers.get("If-None-Match", "").split(",")]:
            self.send(HTTPStatus.NOT_MODIFIED, more=more)
            return
        if body.encoding:
            more.append(("Content-Encoding", body.encoding))
        if body.content is not None:
            self.send(HTTPStatus.OK, body.content, body.kind, more)
            return
        with body.path.open("rb") as opened:
            if os.fstat(opened.fileno()).st_size != body.length:
                raise OSError("it changed while it was asked for")
            self._begin(HTTPStatus.OK, body.length, body.kind, more)
            if self.command != "HEAD":
                for part in iter(lambda: opened.read(PART), b""):
                    self._write(part)

    def send(
        self, status: HTTPStatus, content: bytes = b"", kind: str = "", more: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Send a whole answer."""
        self._begin(status, len(content), kind, more)
        if self.command != "HEAD":
            for begin in range(0, len(content), PART):
                self._write(content[begin : begin + PART])

    def error(self, status: HTTPStatus) -> None:
        """Say in one line that there is nothing."""
        self.send(status, f"{status.value} {status.phrase}\n".encode(), "text/plain; charset=utf-8")

    def _begin(self, status: HTTPStatus, length: int, kind: str, more: Iterable[tuple[str, str]]) -> None:
        self.send_response(status)
        if status not in (HTTPStatus.NOT_MODIFIED, HTTPStatus.NO_CONTENT):
            self.send_header("Content-Length", str(length))
        if kind:
            self.send_header("Content-Type", kind)
        told = dict(more)
        if "Cache-Control" not in told:
            told["Cache-Control"] = "no-store"
        for name, value in (*self.headers_of_all, *told.items()):
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.connection.settimeout(STALLED)
        self.end_headers()

    def _write(self, part: bytes) -> None:
        self.connection.settimeout(STALLED)
        self.wfile.write(part)


def _more_files() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_OPEN if hard == resource.RLIM_INFINITY else min(FILES_OPEN, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            return
