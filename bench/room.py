"""python -m bench.room SITE PAGE: what a room of phones fetches that opens one exercise at once, and how long.

The same files, from the room's server and from Python's own as `make serve` used it before, in one run. Prints and
writes nothing. A real Chromium says which files a page needs until it answers; then phones of this script fetch them,
each on six connections, through one Wi-Fi: what arrives is counted in whole Ethernet frames and held to the rate.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS = 6
"""To one host, as browsers have."""

FRAME = 1514 / 1448
"""Bytes in the air for each byte of content, in full frames."""

PATIENCE = 10.0
"""Seconds after which a request of the rush counts as lost; a phone's, six times as many."""

BEFORE = """
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
class Handler(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()
    def log_message(self, *given): pass
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), partial(Handler, directory=sys.argv[1])).serve_forever()
"""
"""The server of `make serve` before there was a room."""


@dataclass(frozen=True, kw_only=True)
class Rush:
    """How a server stood many requests at once. seconds: until the last answer."""

    asked: int
    lost: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Start:
    """How a room of phones started. each: bytes of one phone; first, last: seconds until a phone had everything."""

    phones: int
    each: float
    first: float
    last: float
    lost: int


class Air:
    """One Wi-Fi: bytes pass one after the other, at `rate` bytes a second."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.free = monotonic()

    async def carry(self, size: int) -> None:
        """Wait until so many bytes have passed."""
        now = monotonic()
        self.free = max(self.free, now) + size * FRAME / self.rate
        if self.free > now:
            await asyncio.sleep(self.free - now)


class Phone:
    """Fetches files; counts what comes."""

    def __init__(self, port: int, air: Air | None, patience: float) -> None:
        self.port, self.air, self.patience = port, air, patience
        self.bytes = 0
        self.lost = 0

    async def start(self, paths: list[str]) -> float:
        """Fetch a page, then all it needs; gives the seconds it took."""
        began = monotonic()
        waiting = iter(paths[1:])
        await self.line(iter(paths[:1]))
        await asyncio.gather(*(self.line(waiting) for _each in range(CONNECTIONS)))
        return monotonic() - began

    async def line(self, paths: Iterator[str]) -> None:
        """One connection, as long as the server keeps it."""
        link: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for path in paths:
            try:
                async with asyncio.timeout(self.patience):
                    link = await self.fetch(path, link or await self.connect())
            except (OSError, EOFError, TimeoutError):
                self.lost += 1
                link = None
        if link:
            link[1].close()

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection that takes in little ahead of the air."""
        taken = socket.socket()
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        taken.setblocking(False)
        await asyncio.get_running_loop().sock_connect(taken, ("127.0.0.1", self.port))
        return await asyncio.open_connection(sock=taken, limit=65_536)

    async def fetch(
        self, path: str, link: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Fetch one file; gives the connection if it can be used again."""
        reader, writer = link
        # On plain HTTP browsers open gzip and deflate alone: brotli is for https
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        await self.count(len(head))
        first, *lines = head.decode("latin-1").split("\r\n")
        told = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
        if " 200 " not in first:
            raise OSError(f"{path}: {first}")
        left = int(told["content-length"])
        while left:
            part = await reader.read(min(left, 16_384))
            if not part:
                raise EOFError(path)
            left -= len(part)
            await self.count(len(part))
        if first.startswith("HTTP/1.0") or told.get("connection") == "close":
            writer.close()
            return None
        return link

    async def count(self, size: int) -> None:
        """So many bytes have come."""
        self.bytes += size
        if self.air:
            await self.air.carry(size)


async def rush(port: int, path: str, requests: int, at_once: int) -> Rush:
    """Ask for one page so often, by so many at once, each on a connection of its own."""
    waiting = iter([path] * requests)
    asking = [Phone(port, None, PATIENCE) for _each in range(at_once)]

    async def one_after_another(phone: Phone) -> None:
        for each in waiting:
            await phone.line(iter([each]))

    began = monotonic()
    await asyncio.gather(*map(one_after_another, asking))
    return Rush(asked=requests, lost=sum(phone.lost for phone in asking), seconds=monotonic() - began)


async def room(port: int, paths: list[str], phones: int, rate: float) -> Start:
    """All phones fetch these files from the same moment on; rate: bytes a second for all together."""
    air = Air(rate)
    all_phones = [Phone(port, air, 6 * PATIENCE) for _each in range(phones)]
    took = await asyncio.gather(*(phone.start(paths) for phone in all_phones))
    return Start(
        phones=phones,
        each=sum(phone.bytes for phone in all_phones) / phones,
        first=min(took),
        last=max(took),
        lost=sum(phone.lost for phone in all_phones),
    )


def needed(address: str, page: str, before: str = "") -> tuple[list[str], float]:
    """What Chromium fetches until the page answers, in its order, and the seconds that took on this computer alone.

    before: a page that is read first, until what the room fetches ahead has come.
    """
    from playwright.sync_api import sync_playwright

    from live.bench import CHROMIUM, FLAGS

    came: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        opened = browser.new_page(viewport={"width": 390, "height": 844})
        if before:
            opened.goto(f"{address}/{before}", wait_until="load")
            opened.wait_for_timeout(1500)
            opened.wait_for_load_state("networkidle")
        link = opened.context.new_cdp_session(opened)
        link.send("Network.enable")
        kept: set[str] = set()
        asked: dict[str, str] = {}

        def arrived(told: dict[str, Any]) -> None:
            if told["requestId"] not in kept:
                came.append(told["requestId"])

        def answered(told: dict[str, Any]) -> None:
            if told["response"].get("fromDiskCache"):
                kept.add(told["requestId"])

        def requested(told: dict[str, Any]) -> None:
            asked.setdefault(told["requestId"], told["request"]["url"])

        link.on("Network.requestServedFromCache", lambda told: kept.update([told["requestId"]]))
        link.on("Network.responseReceived", answered)
        link.on("Network.requestWillBeSent", requested)
        link.on("Network.loadingFinished", arrived)
        began = monotonic()
        opened.goto(f"{address}/{page}", wait_until="commit")
        opened.wait_for_selector("html[data-live=ready]", state="attached", timeout=60_000)
        took = monotonic() - began
        urls = [asked[each] for each in list(came) if asked.get(each, "").startswith(address)]
        browser.close()
    paths = [urlsplit(url).path + (f"?{urlsplit(url).query}" if urlsplit(url).query else "") for url in urls]
    first = f"/{page}"
    return [first, *(path for path in dict.fromkeys(paths) if path != first)], took


@contextmanager
def shown(command: Callable[[int], list[str]]) -> Iterator[int]:
    """A server in a process of its own, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    work = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _turn in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                sleep(0.1)
        yield port
    finally:
        work.terminate()
        work.wait()


def main() -> int:
    """Measure a built site and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.room", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("page", help="such as en/exercises/strategy/strategy_canvas.html")
    parser.add_argument("--phones", type=int, default=20)
    parser.add_argument("--mbit", type=float, default=20, help="what the Wi-Fi carries, for all together")
    parser.add_argument("--read-first", metavar="PAGE", default="", help="a page the phones have open before")
    given = parser.parse_args()
    rate = given.mbit * 1e6 / 8
    commands: dict[str, Callable[[int], list[str]]] = {
        "before": lambda port: [sys.executable, "-c", BEFORE, str(given.site), str(port)],
        "room": lambda port: [
            *(sys.executable, "-m", "room", str(given.site), "--port", str(port)),
            *("--host", "127.0.0.1"),
        ],
    }
    rushes, starts = {}, {}
    for name, command in commands.items():
        with shown(command) as port:
            address = f"http://127.0.0.1:{port}"
            paths, alone = needed(address, given.page)
            rushes[name] = asyncio.run(rush(port, paths[0], 400, 200))
            starts[name] = asyncio.run(room(port, paths, given.phones, rate))
            print(f"{name}: 400 requests, 200 at once: {rushes[name].lost} lost, {rushes[name].seconds:.1f} s")
            print(_said(name, starts[name], len(paths), alone), flush=True)
            if name == "room" and given.read_first:
                paths, alone = needed(address, given.page, given.read_first)
                rest = asyncio.run(room(port, paths, given.phones, rate))
                print(_said("room, after a page was read", rest, len(paths), alone))
    before, after = starts["before"], starts["room"]
    print(f"room / before: bytes {after.each / before.each:.2f}, time of the last phone {after.last / before.last:.2f}")
    return 0


def _said(name: str, start: Start, files: int, alone: float) -> str:
    return (
        f"{name}: {files} files, {start.each / 1e6:.2f} MB a phone, {start.each * start.phones / 1e6:.0f} MB in all; "
        f"the first of {start.phones} phones had all after {start.first:.1f} s, the last after {start.last:.1f} s, "
        f"{start.lost} requests lost; Chromium alone on this computer: alive after {alone:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
