"""The room as publish shows it and packs it: one file that runs by itself, and what it says in each language."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from zipfile import ZipFile

import pytest

from publish import archive, room
from publish.room import PROGRAM, START
from room import words as in_the_room
from room.room import POLICY


@contextmanager
def running(folder: Path, *options: str, course: str = "tertulia") -> Iterator[list[str]]:
    """The program in an empty environment, started as the page in the zip says; gives what it printed."""
    (folder / PROGRAM).write_bytes(room.program(course, ["en", "es"]))
    work = subprocess.Popen(
        ["env", "-i", sys.executable, PROGRAM, *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # also behind a shell
    )
    assert work.stdout is not None
    lines = []
    try:
        for line in work.stdout:
            lines.append(line.rstrip("\n"))
            if lines[-1] == in_the_room.ENGLISH["stop"]:
                break
        yield lines
    finally:
        work.send_signal(signal.SIGINT)
        assert work.wait(20) in (0, 1)
        work.stdout.close()


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    (tmp_path / "tertulia").mkdir()
    (tmp_path / "tertulia" / "index.html").write_text("<html><head></head>The course</html>", encoding="utf-8")
    return tmp_path


def test_the_program_alone_shows_the_course_beside_it(unpacked):
    with running(unpacked) as lines:
        said = "\n".join(lines)
        host, port, key = re.search(r"http://(127\.0\.0\.1):(\d+)/room/desk\?key=(\S+)", said).groups()
        link = HTTPConnection(host, int(port), timeout=10)
        link.request("GET", "/")
        page = link.getresponse().read()
        link.request("GET", f"/room/desk?key={key}&lang=es")
        desk = link.getresponse()
        desk.read()
        link.request("GET", "/room/desk?lang=es", headers={"Cookie": desk.headers["Set-Cookie"].partition(";")[0]})
        shown = link.getresponse().read().decode()
        link.request("GET", "/room/code.svg")
        assert link.getresponse().read().startswith(b"<svg")
    assert '<html lang="es">' in shown
    assert b"The course" in page and b"hand_in.js" in page
    assert str(unpacked.resolve() / "room_sheets") in said and str(unpacked) in shown
    assert not (unpacked / "room_sheets").exists(), "nothing is written before somebody hands something in"


def test_without_a_course_beside_it_it_says_what_to_do(tmp_path):
    (tmp_path / PROGRAM).write_bytes(room.program("tertulia", ["es"]))
    done = subprocess.run(["env", "-i", sys.executable, PROGRAM], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and str(tmp_path / "tertulia") in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said(unpacked):
    with running(unpacked) as lines:
        port = re.search(r"127\.0\.0\.1:(\d+)", "\n".join(lines))[1]
        done = subprocess.run(
            ["env", "-i", sys.executable, PROGRAM, "--port", port], cwd=unpacked, capture_output=True, text=True
        )
    assert done.returncode == 1 and f"Port {port} is taken" in done.stderr


def test_it_is_the_same_file_each_time_and_keeps_the_licence_of_what_is_in_it(tmp_path):
    once, twice = (room.program("tertulia", ["en"]) for _each in range(2))
    assert once == twice and once.startswith(b"#!/usr/bin/env python3\n")
    (tmp_path / PROGRAM).write_bytes(once)
    with ZipFile(tmp_path / PROGRAM) as packed:
        assert b"Redistributions" in packed.read("segno/LICENSE")
        assert {name.split("/")[0] for name in packed.namelist()} == {"__main__.py", "room", "segno"}


def test_what_starts_it_is_read_by_old_pythons_too():
    assert not re.search(r"\bf['\"]|->|:=|import annotations", START)


def test_every_word_is_handed_over_and_what_a_language_lacks_is_english():
    told = room.words(["en", "es"])
    assert told["en"] == in_the_room.ENGLISH and set(told["es"]) == set(told["en"])
    half = in_the_room.Words({"es": {"yes": "Borrar"}}, "es")
    assert (half("yes"), half("no")) == ("Borrar", in_the_room.ENGLISH["no"])
    for english in in_the_room.ENGLISH.values():
        assert english == english.strip()


def test_a_browser_and_a_terminal_hear_their_language(monkeypatch):
    catalogue = {"es": {"yes": "Borrar"}, "en": {}}
    chosen = in_the_room.chosen
    assert chosen(catalogue, "pt-BR,en;q=0.5").language == "en"
    assert chosen(catalogue, "en", "es").language == "es"
    assert chosen(catalogue, "", "xx").language == "es"
    assert chosen({}, "es").language == "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert in_the_room.of_terminal(catalogue).language == "es"
    monkeypatch.setitem(os.environ, "LANG", "en_GB.UTF-8")
    assert in_the_room.of_terminal(catalogue).language == "en"


def test_the_room_has_the_policy_of_the_hosts():
    hosts = (archive.HERE / "hosts" / "nginx.conf").read_text(encoding="utf-8")
    assert re.search(r'Content-Security-Policy "([^"]+)"', hosts)[1] == POLICY
