"""Links that lead out: which there are, what becomes of each, and that hosts are asked politely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

import pytest

from publish import links
from publish.links import Outcome
from publish.paths import ROOT


class Host(BaseHTTPRequestHandler):
    """A host whose pages answer as their names say; it notes what it was asked, and how much at once."""

    asked: list[tuple[str, str, str]] = []
    now: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = Lock()

    def answer(self) -> None:
        host = self.headers["Host"]
        with self.lock:
            self.asked.append((self.command, self.path, self.headers["User-Agent"]))
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
        name = self.path.strip("/").split("?")[0]
        status = int(name) if name.isdigit() else 200
        if name == "only-get" and self.command == "HEAD":
            status = 405
        moved = {"moved": (301, "/here"), "for-now": (302, "/here"), "moved-away": (301, "/404")}
        if name in moved:
            status, to = moved[name]
        self.send_response(status)
        if name in moved:
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()
        with self.lock:
            self.now[host] -= 1

    do_GET = do_HEAD = answer

    def log_message(self, *_given: object) -> None:
        pass


@pytest.fixture
def hosts() -> Iterator[list[str]]:
    Host.asked, Host.now, Host.most = [], Counter(), Counter()
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Host) for _each in range(2)]
    for server in servers:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield [f"http://127.0.0.1:{server.server_port}" for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("page", "outcome", "detail"),
    [
        ("here", Outcome.WORKS, ""),
        ("only-get", Outcome.WORKS, ""),
        ("for-now", Outcome.WORKS, ""),
        ("moved", Outcome.MOVED, "/here"),
        ("moved-away", Outcome.GONE, "404"),
        ("404", Outcome.GONE, "404"),
        ("410", Outcome.GONE, "410"),
        ("403", Outcome.REFUSED, "403"),
        ("429", Outcome.REFUSED, "429"),
        ("503", Outcome.UNREACHED, "503"),
    ],
)
def test_what_became_of_a_link(hosts, page, outcome, detail):
    told = links.answer(f"{hosts[0]}/{page}", 5)
    assert told.outcome is outcome and detail in told.detail


def test_a_host_that_is_not_there_was_not_reached():
    told = links.answer("http://127.0.0.1:9/page", 5)
    assert told.outcome is Outcome.UNREACHED and told.detail


def test_each_host_hears_one_question_at_a_time_and_who_asks(hosts):
    wanted = [f"{host}/page-{number}" for number in range(6) for host in hosts]
    told = links.ask([*wanted, wanted[0]], pause=0, patience=5)
    assert [each.url for each in told] == wanted, "each once, in their order"
    assert set(Host.most.values()) == {1}
    assert len(Host.asked) == len(wanted) and {method for method, _path, _who in Host.asked} == {"HEAD"}
    assert all(who.startswith("Tertulia-links/") for _method, _path, who in Host.asked)


@pytest.mark.parametrize(
    ("line", "suffix", "expected"),
    [
        ("See [it](https://a.org/b_(c)) and <https://a.org/d>.", ".md", ["https://a.org/b_(c)", "https://a.org/d"]),
        ("(https://a.org/x#place), https://a.org/x.", ".md", ["https://a.org/x", "https://a.org/x"]),
        ("  doi = {10.1/ab.c},", ".bib", ["https://doi.org/10.1/ab.c"]),
        ("  url = {https://a.org/?q=1&r=2},", ".bib", ["https://a.org/?q=1&r=2"]),
        ("1,https://a.org/b,primary", ".csv", ["https://a.org/b"]),
        ('"path": "https://a.org/b,c",', ".json", ["https://a.org/b,c"]),
        ("https://www.example.org/ https://shop.example/x http://localhost:8000/", ".md", []),
    ],
)
def test_what_counts_as_a_link(line, suffix, expected):
    assert list(links.addresses(line, suffix)) == expected


def test_the_links_of_the_course_are_found_with_their_places():
    found = links.found(ROOT)
    kinds = Counter(place.rpartition(":")[0].rpartition(".")[2] for places in found.values() for place in places)
    assert len(found) > 200 and set(kinds) == {"md", "bib", "json", "csv"}
    for url, places in list(found.items())[:20]:
        file, _colon, line = places[0].rpartition(":")
        text = (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert url.removeprefix("https://doi.org/") in text


def course(folder: Path, *urls: str) -> Path:
    (folder / "chapters").mkdir()
    (folder / "chapters" / "one.md").write_text("\n".join(f"[x]({url})" for url in urls), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("page", "status"), [("here", 0), ("403", 0), ("503", 0), ("moved", 0), ("404", 1)])
def test_only_what_is_gone_fails_and_the_report_says_where_it_stands(
    hosts, tmp_path, monkeypatch, capsys, page, status
):
    monkeypatch.setattr(links, "addresses", lambda line, _suffix: [line[4:-1]])
    root = course(tmp_path, f"{hosts[0]}/{page}", f"{hosts[1]}/here")
    assert links.report(root, tmp_path / "links.md", pause=0) == status
    text = (tmp_path / "links.md").read_text(encoding="utf-8")
    assert f"<{hosts[0]}/{page}>" in text and "chapters/one.md:1" in text and "chapters/one.md:2" in text
    said = capsys.readouterr().out
    assert (f"{hosts[0]}/{page}" in said) == (page != "here")
