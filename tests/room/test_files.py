"""The course as the room sends it: whole, compressed, kept by browsers where it may be, nothing outside the folder."""

from __future__ import annotations

import gzip
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import brotli
import pytest

from room import server as server_module
from room.files import Files

HAND_IN = b"/room/hand_in.js"


def raw(room, text: bytes) -> bytes:
    """What the room says to these very bytes, until it closes."""
    with socket.create_connection(("127.0.0.1", room.server_port), timeout=10) as link:
        link.sendall(text)
        said = b""
        while part := link.recv(65_536):
            said += part
        return said


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("en/one.html", "text/html; charset=utf-8", "no-cache"),
        ("en/_static/book.css", "text/css; charset=utf-8", "no-cache"),
        ("en/_static/book.css?v=0123abc", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("live/worker-0123456789.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("live/python-0123456789.img", "application/octet-stream", "public, max-age=31536000, immutable"),
        ("live/list.json", "application/json; charset=utf-8", "no-cache"),
    ],
)
def test_each_file_has_its_type_and_is_kept_as_long_as_its_name_allows(phone, name, kind, kept):
    answer = phone.gets(f"/{name}")
    content = answer.read()
    assert (answer.status, answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (200, kind, kept)
    assert int(answer.headers["Content-Length"]) == len(content) > 0
    again = phone.gets(f"/{name}", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.read()) == (304, b"")


def test_text_is_compressed_and_what_is_packed_already_is_not(phone, course):
    style = (course / "en/_static/book.css").read_bytes()
    answer = phone.gets("/en/_static/book.css", Accept_Encoding="gzip, deflate")
    packed = answer.read()
    assert answer.headers["Content-Encoding"] == "gzip" and answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed) == style and len(packed) == int(answer.headers["Content-Length"]) < len(style)
    for refused in ("", "gzip;q=0", "br"):
        plain = phone.gets("/en/_static/book.css", Accept_Encoding=refused or "identity")
        assert plain.headers["Content-Encoding"] is None and plain.read() == style
        assert plain.headers["ETag"] != answer.headers["ETag"]
    image = phone.gets("/live/python-0123456789.img", Accept_Encoding="gzip")
    assert image.headers["Content-Encoding"] is None
    assert image.read() == (course / "live/python-0123456789.img").read_bytes()


def test_copies_beside_a_file_are_sent_in_its_place(phone, course):
    style = course / "en/_static/book.css"
    style.with_name("book.css.gz").write_bytes(gzip.compress(b"from gz"))
    style.with_name("book.css.br").write_bytes(brotli.compress(b"from br"))
    answer = phone.gets("/en/_static/book.css", Accept_Encoding="gzip, br")
    assert brotli.decompress(answer.read()) == b"from br" and answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert gzip.decompress(phone.gets("/en/_static/book.css", Accept_Encoding="gzip").read()) == b"from gz"


def test_a_file_is_compressed_once_however_many_ask_and_again_when_it_changed(course, monkeypatch):
    times, compress, two = [], gzip.compress, Event()

    def slowly(*given, **how):
        times.append(1)
        if len(times) > 1:
            two.set()
        two.wait(0.3)  # time enough for another one to begin, were it let in
        return compress(*given, **how)

    monkeypatch.setattr(gzip, "compress", slowly)
    files, style = Files(course), course / "en/_static/book.css"
    with ThreadPoolExecutor(20) as many:
        bodies = list(many.map(lambda _turn: files.body(style, {"gzip"}), range(60)))
    assert len({id(body) for body in bodies}) == len(times) == 1
    style.write_text("b { color: blue } " * 300)
    assert files.body(style, {"gzip"}).tag != bodies[0].tag and len(times) == 2


def test_pages_of_learners_get_the_scripts_of_the_room_and_the_teachers_another(phone, teacher):
    learners, teachers = (each.gets("/en/one.html") for each in (phone, teacher))
    assert learners.headers["ETag"] != teachers.headers["ETag"]
    page, other = learners.read(), teachers.read()
    assert page.index(HAND_IN) < page.index(b"</head>") and b"data-teacher" not in page and b"Tres Calles" in page
    assert other.index(b"data-teacher") < other.index(b"</head>") and b"ahead.js" not in other
    for name in ("hand_in.js", "ahead.js", "desk.js", "room.css"):
        assert phone.gets(f"/room/{name}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/en/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/en/../../secret.txt",
        "//secret.txt",
        "/.hidden",
        "/en/.%00/one.html",
        "/en/one.html%00.css",
        "/en/one.html:$DATA",
        "/c:/windows/win.ini",
        "/%ff%fe",
        "/out/secret.txt",
        "/en",
        "/en/",
        "/en/one.html/",
        "/" + "long/" * 2000,
        "/" + "a" * 5000,
    ],
)
def test_no_path_leads_out_of_the_folder_and_no_folder_is_listed(room, course, path):
    (course / "out").symlink_to(course.parent)
    said = raw(room, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    head, _gap, body = said.partition(b"\r\n\r\n")
    assert head.split(b" ")[1] == (b"301" if path == "/en" else b"404"), head
    assert b"not in the course" not in body and b"one.html" not in body


def test_a_folder_with_a_first_page_is_opened_with_a_slash_and_never_on_another_host(phone, course):
    assert phone.gets("/").status == 200
    assert phone.gets("/en").headers["Location"] == "/en/"
    assert phone.gets("//en").headers["Location"] == "/en/"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n", b"431"),
        (b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", b"501"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
    ],
)
def test_what_is_no_request_is_told_so_and_the_room_goes_on(room, phone, text, status):
    assert status in raw(room, text).split(b"\r\n")[0]
    assert phone.gets("/").status == 200


def test_one_connection_serves_many_files_and_a_question_with_a_body_ends_it(room):
    one = b"GET /live/list.json HTTP/1.1\r\nHost: x\r\n\r\n"
    assert raw(room, one * 5 + one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")).count(b"200 OK") == 6
    smuggled = one.replace(b"\r\n\r\n", b"\r\nContent-Length: 50\r\n\r\n") + one
    assert raw(room, smuggled).count(b"200 OK") == 1


def test_head_says_what_would_come(room, phone, course):
    for path in (b"/live/python-0123456789.img", b"/en/one.html"):
        head = b"HEAD %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % path
        assert raw(room, head).endswith(b"\r\n\r\n")
    answer = phone.asks("HEAD", "/live/python-0123456789.img")
    length = (course / "live/python-0123456789.img").stat().st_size
    assert int(answer.headers["Content-Length"]) == length and answer.read() == b""


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost:"])
def test_who_says_nothing_or_never_ends_is_cut_off(room, monkeypatch, begun):
    monkeypatch.setattr(server_module, "PATIENCE", 0.05)
    assert raw(room, begun) == b""


def test_four_hundred_requests_of_two_hundred_at_once_all_arrive(phone):
    with ThreadPoolExecutor(200) as many:
        answers = list(many.map(lambda _turn: len(phone.gets("/en/one.html").read()), range(400)))
    assert len(answers) == 400 and len(set(answers)) == 1


def test_connections_of_one_address_have_an_end_and_others_still_come_in(room, phone, monkeypatch):
    monkeypatch.setattr(server_module, "OF_ONE_ADDRESS", 3)
    held = [socket.create_connection(("127.0.0.1", room.server_port)) for _each in range(3)]
    for link in held:
        link.sendall(b"GET /live/list.json HTTP/1.1\r\nHost: x\r\n\r\n")
        assert link.recv(100).startswith(b"HTTP/1.1 200")
    with socket.create_connection(("127.0.0.1", room.server_port), timeout=10) as refused:
        assert refused.recv(1) == b""
    monkeypatch.setattr(room, "get_request", lambda arriving=room.get_request: (arriving()[0], ("192.168.1.9", 1)))
    socket.create_connection(("127.0.0.1", room.server_port)).close()  # the one that was waited for is as before
    assert phone.gets("/").status == 200
    for link in held:
        link.close()
