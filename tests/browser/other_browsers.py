"""Finds the Firefox and the WebKit that the tests drive beside Chromium, installs what is missing, and drives them.

Both know the commands of WebDriver: WebKit through its driver, by HTTP; Firefox at a port of its own (Marionette, which
geckodriver would speak to: Debian has no package of it, and Mozilla publishes it on GitHub alone).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any, Protocol
from urllib.request import ProxyHandler, Request, build_opener

PACKAGES = {"Firefox": ("firefox-esr",), "WebKit": ("webkit2gtk-driver", "xvfb")}
NAMES = {"Firefox": ("firefox-esr", "firefox"), "WebKit": ("WebKitWebDriver",)}
MISSING = (
    "Firefox or WebKit is missing here and could not be installed. Install them; on Debian: "
    "apt install firefox-esr webkit2gtk-driver xvfb"
)
PATIENCE = 180.0
"""Seconds a busy computer may take for a browser to start, or for what a test waits for."""


def installed(browser: str) -> str | None:
    """The path of Firefox, or of WebKit's driver; None if it is not here, or has no screen to show itself on."""
    found = next(filter(None, map(shutil.which, NAMES[browser])), None)
    return found if browser == "Firefox" or (shutil.which("Xvfb") and _mini_browser()) else None


def install() -> bool:
    """Install the system's packages of what is missing, where we may; whether all are there now."""
    wanted = [package for browser, packages in PACKAGES.items() if not installed(browser) for package in packages]
    if wanted and shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
        if root is not None:
            subprocess.run([*root, "apt-get", "update", "-q"], check=False)
            command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *wanted]
            subprocess.run([*root, *command], check=False)
    return all(map(installed, PACKAGES))


def _mini_browser() -> Path | None:
    """WebKit's own small browser, which lies beside its library."""
    return next(iter(sorted(Path("/usr").glob("lib*/**/webkit2gtk-4*/MiniBrowser"))), None)


class Driver(Protocol):
    """Takes a browser's commands, by their names and places in WebDriver."""

    def send(self, name: str, method: str, place: str, told: dict[str, Any]) -> Any:
        """What the browser answers."""


class Reader:
    """A reader with one of these browsers."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def opens(self, address: str) -> None:
        """Open a page, and wait until it has loaded."""
        self.driver.send("WebDriver:Navigate", "POST", "url", {"url": address})

    def asks(self, script: str, *given: Any) -> Any:
        """What a function's body returns in the page."""
        told = {"script": script, "args": list(given)}
        answer = self.driver.send("WebDriver:ExecuteScript", "POST", "execute/sync", told)
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def waits(self, script: str, *given: Any) -> Any:
        """What a function's body returns in the page, as soon as it returns something."""
        until = monotonic() + PATIENCE
        while not (found := self.asks(script, *given)):
            assert monotonic() < until, f"{script} did not come true; {self.asks(STATE)}"
            sleep(0.1)
        return found

    def saved(self, name: str) -> bytes:
        """What a file holds that was saved from a page, by its name, as soon as it lies on the disk."""
        until = monotonic() + PATIENCE
        while not (found := [file for file in self.folder.rglob(name) if file.stat().st_size]):
            assert monotonic() < until, f"{name} was not saved"
            sleep(0.1)
        return found[0].read_bytes()

    def presses(self, selector: str, words: str = "") -> None:
        """Press the first that can be seen of what CSS names and, if told, that says so."""
        place = f"return {SEEN}"
        self.waits(f"return Boolean({SEEN})", selector, words)
        self.asks(
            f"const found = {SEEN}; found.scrollIntoView({{ block: 'center', behavior: 'instant' }})", selector, words
        )
        element = self.asks(place, selector, words)
        [own] = element.values()
        told = {"id": own}
        self.driver.send("WebDriver:ElementClick", "POST", f"element/{own}/click", told)

    def types(self, selector: str, keys: str) -> None:
        """Send keys to what CSS names."""
        [own] = self.asks(f"return {SEEN}", selector, "").values()
        self.driver.send("WebDriver:ElementSendKeys", "POST", f"element/{own}/value", {"id": own, "text": keys})


SEEN = (
    "[...document.querySelectorAll(arguments[0])].find((each) => "
    "each.getClientRects().length && each.textContent.includes(arguments[1]))"
)
STATE = "return `${location.href} live: ${document.documentElement.dataset.live}`"
RIGHT = "\ue014"
"""The key that moves a slider up."""


@contextmanager
def reader(browser: str) -> Iterator[Reader]:
    """A fresh browser, "Firefox" or "WebKit", until it is not wanted any more."""
    path = installed(browser)
    assert path, MISSING
    with TemporaryDirectory() as folder:
        for driver in {"Firefox": _firefox, "WebKit": _webkit}[browser](path, Path(folder)):
            yield Reader(driver, Path(folder))


# Firefox ------------------------------------------------------------------------------------------------------------


class Marionette:
    """Firefox's own port: messages of JSON, each with its length before it."""

    def __init__(self, link: socket.socket) -> None:
        self.link = link
        self.file = link.makefile("rb")
        self.number = 0
        self._read()  # it says who it is

    def send(self, name: str, method: str, place: str, told: dict[str, Any]) -> Any:
        """What Firefox answers to the command of this name."""
        self.number += 1
        message = json.dumps([0, self.number, name, told]).encode()
        self.link.sendall(b"%d:%s" % (len(message), message))
        _kind, _number, error, answer = self._read()
        assert error is None, error
        return answer

    def _read(self) -> Any:
        length = b""
        while (letter := self.file.read(1)) != b":":
            assert letter, "Firefox is gone"
            length += letter
        return json.loads(self.file.read(int(length)))


PREFERENCES = {
    "app.update.auto": False,
    "browser.download.dir": "",
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


def _firefox(path: str, folder: Path) -> Iterator[Driver]:
    port = free_port()
    wanted = PREFERENCES | {"marionette.port": port, "browser.download.dir": str(folder)}
    lines = "\n".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted.items())
    (folder / "user.js").write_text(lines, encoding="utf-8")
    command = [path, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with _running(command, {"HOME": str(folder), "MOZ_HEADLESS": "1"}) as process, _connected(port, process) as link:
        driver = Marionette(link)
        driver.send("WebDriver:NewSession", "", "", {})
        yield driver


@contextmanager
def _connected(port: int, process: subprocess.Popen[bytes]) -> Iterator[socket.socket]:
    until = monotonic() + PATIENCE
    while True:
        try:
            link = socket.create_connection(("127.0.0.1", port), PATIENCE)
            break
        except OSError:
            assert monotonic() < until and process.poll() is None, "the browser did not start"
            sleep(0.1)
    with link:
        link.settimeout(PATIENCE)
        yield link


# WebKit -------------------------------------------------------------------------------------------------------------


class Http:
    """A driver of WebDriver's ordinary kind."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(ProxyHandler({}))

    def send(self, name: str, method: str, place: str, told: dict[str, Any]) -> Any:
        """What the driver answers at this place of the session."""
        request = Request(
            f"{self.address}/{place}", method=method, data=json.dumps(told).encode() if method == "POST" else None
        )
        with self.opener.open(request, timeout=2 * PATIENCE) as answer:
            return json.loads(answer.read())["value"]


def _webkit(path: str, folder: Path) -> Iterator[Driver]:
    port, screen = free_port(), f":{free_port()}"
    browser = {"binary": str(_mini_browser()), "args": ["--automation"]}
    wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
    around = {"DISPLAY": screen, "HOME": str(folder), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    around |= {"WEBKIT_DISABLE_DMABUF_RENDERER": "1", "LIBGL_ALWAYS_SOFTWARE": "1", "GDK_BACKEND": "x11"}
    shown = ["Xvfb", screen, "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with _running(shown, {}), _running([path, f"--port={port}"], around) as process:
        with _connected(port, process):
            pass
        driver = Http(f"http://127.0.0.1:{port}/session")
        own = driver.send("", "POST", "", wanted)["sessionId"]
        driver.address += f"/{own}"
        try:
            yield driver
        finally:
            driver.send("", "DELETE", "", {})


@contextmanager
def _running(command: list[str], around: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program of ours, ended afterwards with those it started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | around, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


if __name__ == "__main__":
    if not install():
        sys.exit(MISSING)
