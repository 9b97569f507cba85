"""Asks whether the links that lead out of the course still lead somewhere, and writes down what it found.

The links of the chapters, of the data's sources and of the list of sources are asked for politely: a few hosts at a
time, each host one question after the other with a pause between, and HEAD before GET. What Sphinx's own linkcheck
would read is only a part of them, and it asks a host several things at once.
"""

from __future__ import annotations

import re
import socket
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from pathlib import Path
from time import sleep
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from publish import changes, editions
from publish.build import say
from publish.paths import BUILD, OWN_EDITION, ROOT

REPORT = BUILD / "links.md"

READ = ("chapters/**/*.md", "chapters/references.bib", "data/**/*.json", "data/**/*.csv")
"""Where links are taken from."""

HOSTS = 6
"""Hosts that are asked at the same time."""

PAUSE, PATIENCE = 1.0, 20.0
"""Seconds between two questions to one host, and for an answer."""


class Outcome(StrEnum):
    """What became of a link."""

    GONE = "gone"
    MOVED = "moved"
    REFUSED = "refused"
    UNREACHED = "not reached"
    WORKS = "works"


MEANING: Mapping[Outcome, str] = {
    Outcome.GONE: "There is nothing any more. Find the page's new address, or another source.",
    Outcome.MOVED: "The host sends readers on for good. Write the new address.",
    Outcome.REFUSED: "The host does not answer programs. Open these in a browser.",
    Outcome.UNREACHED: "No answer, or an error of the host. Ask again another day.",
    Outcome.WORKS: "",
}
"""What to do about it, in the order of the report."""

NO_SUCH_PAGE = {404, 410}
LASTING = {301, 308}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a host said of a link. detail: why, or the new address."""

    url: str
    outcome: Outcome
    detail: str = ""


def report(root: Path = ROOT, target: Path = REPORT, pause: float = PAUSE) -> int:
    """Ask for every link and write the report; returns 1 if something is gone."""
    links = found(root)
    say(f"{len(links)} links lead out of the course. This takes a few minutes.")
    answers = ask(links, pause=pause)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written(answers, links), encoding="utf-8")
    for answer in answers:
        if answer.outcome is not Outcome.WORKS:
            say(f"{answer.outcome}: {answer.url} {answer.detail}".rstrip())
            say(f"    {', '.join(links[answer.url])}")
    counts = {outcome: sum(answer.outcome is outcome for answer in answers) for outcome in Outcome}
    say(", ".join(f"{counts[outcome]} {outcome}" for outcome in MEANING) + f". All of it: {target}")
    return 1 if counts[Outcome.GONE] else 0


# finding them -------------------------------------------------------------------------------------------------------


def found(root: Path = ROOT) -> dict[str, list[str]]:
    """Every address that leads out, in order, with the places where it stands ("chapters/start.md:12")."""
    links: dict[str, list[str]] = defaultdict(list)
    for file in sorted({path for pattern in READ for path in root.glob(pattern)}):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            for url in addresses(line, file.suffix):
                place = f"{file.relative_to(root).as_posix()}:{number}"
                if place not in links[url]:
                    links[url].append(place)
    return dict(sorted(links.items()))


_ADDRESS = re.compile(r"https?://[^\s\"'<>`{}|\\^]+")
_DOI = re.compile(r"\bdoi\s*=\s*[{\"]([^}\"]+)[}\"]")
_INVENTED = re.compile(r"(^|\.)(example(\.(com|org|net))?|invalid|test|localhost)$")


def addresses(line: str, suffix: str) -> Iterator[str]:
    """The addresses in a line of such a file, without what only names a place in a page; none that is invented."""
    told = [f"https://doi.org/{doi}" for doi in _DOI.findall(line)] if suffix == ".bib" else []
    for url in [*told, *_ADDRESS.findall(line)]:
        if suffix == ".csv":
            url = url.partition(",")[0]
        url = urldefrag(_unclosed(url.rstrip(".,;:!?*"))).url
        host = urlsplit(url).hostname or ""
        if "." in host and not _INVENTED.search(host):
            yield url


def _unclosed(url: str) -> str:
    """Without the brackets that close what began before the address."""
    for opening, closing in (("(", ")"), ("[", "]")):
        while url.count(closing) > url.count(opening):
            url = url.rpartition(closing)[0].rstrip(".,;:!?*")
    return url


# asking -------------------------------------------------------------------------------------------------------------


def ask(urls: Iterable[str], *, pause: float = PAUSE, patience: float = PATIENCE) -> list[Answer]:
    """What became of each link, in their order. pause, patience: seconds, as `PAUSE` and `PATIENCE`."""
    wanted = list(dict.fromkeys(urls))
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in wanted:
        by_host[urlsplit(url).netloc].append(url)

    def of_host(asked: list[str]) -> list[Answer]:
        told = []
        for place, url in enumerate(asked):
            if place:
                sleep(pause)
            told.append(answer(url, patience))
        return told

    with ThreadPoolExecutor(HOSTS) as hosts:
        answers = {each.url: each for told in hosts.map(of_host, by_host.values()) for each in told}
    return [answers[url] for url in wanted]


class _Noting(HTTPRedirectHandler):
    """Follows, and notes by which kinds of answer."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(self, request: Request, opened: Any, code: int, *given: Any) -> Request | None:
        self.codes.append(code)
        return super().redirect_request(request, opened, code, *given)


def answer(url: str, patience: float = PATIENCE) -> Answer:
    """What became of one link: asked by HEAD, and by GET where a host does not like that."""
    first = _answer(url, "HEAD", patience)
    return first if first.outcome in (Outcome.WORKS, Outcome.MOVED) else _answer(url, "GET", patience)


def _answer(url: str, method: str, patience: float) -> Answer:
    noting = _Noting()
    request = Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), method=method, headers=_who())
    try:
        with build_opener(noting).open(request, timeout=patience) as opened:
            reached = urldefrag(opened.geturl()).url
    except HTTPError as error:
        with error:
            if error.code in NO_SUCH_PAGE:
                return Answer(url=url, outcome=Outcome.GONE, detail=f"({error.code})")
            refused = 400 <= error.code < 500 or error.code == 999  # LinkedIn's own
            return Answer(url=url, outcome=Outcome.REFUSED if refused else Outcome.UNREACHED, detail=f"({error.code})")
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        said = "no answer in time" if isinstance(reason, TimeoutError | socket.timeout) else str(reason)
        return Answer(url=url, outcome=Outcome.UNREACHED, detail=f"({said})")
    if reached != url and noting.codes and set(noting.codes) <= LASTING and not _is_doi(url):
        return Answer(url=url, outcome=Outcome.MOVED, detail=f"→ {reached}")
    return Answer(url=url, outcome=Outcome.WORKS)


def _is_doi(url: str) -> bool:
    """Whether it is there to send readers on."""
    return urlsplit(url).hostname in ("doi.org", "dx.doi.org")


def _who() -> dict[str, str]:
    """Who asks, and where to complain if we know."""
    edition = editions.load(OWN_EDITION)
    place = edition.address or edition.contact
    name = edition.name[edition.languages[0]]
    told = "; ".join(filter(None, ("checks the course's links", place)))
    return {"User-Agent": f"{name}-links/{changes.current().version} ({told})", "Accept": "text/html,*/*;q=0.8"}


# telling ------------------------------------------------------------------------------------------------------------


def written(answers: Iterable[Answer], links: Mapping[str, list[str]]) -> str:
    """The report: what is to be done first, each link with the places where it stands."""
    given = list(answers)
    lines = ["# Links that lead out of the course", ""]
    for outcome, meaning in MEANING.items():
        those = [each for each in given if each.outcome is outcome]
        if not those:
            continue
        lines += [f"## {outcome.capitalize()}: {len(those)}", "", *([meaning, ""] if meaning else [])]
        lines += [
            f"- <{each.url}> {each.detail}".rstrip() + f" · {', '.join(links.get(each.url, []))}" for each in those
        ]
        lines.append("")
    return "\n".join(lines)
