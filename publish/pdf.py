"""Each language of a finished site as one book for paper: cover, contents, every page of the course, the answers.

It reads the finished folder only: which page follows which (`rel="next"`), the parts and their pages (the steps beside
a page), and what stands in each page. All of it becomes one page that the Chromium of the tests prints; the pages print
as they do for a reader, by the same style sheets. It is printed twice: the first time says on which sheet each page of
the course begins, which the contents and the links to turn to then say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import normpath
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader, PdfWriter

from publish import editions, paper
from publish.build import say, shown
from publish.editions import Edition
from publish.errors import PublishError
from publish.paths import BUILD
from tertulia.language import _, speak, spoken
from theme.drawings import mark

SHEET = Path(__file__).with_suffix(".css")

MOST_PAGES = 500
"""Of a site that ends: a chain of pages that is longer goes in a circle."""

SCREEN_ONLY = "script, style, button, .tt-crumbs, .tt-code, .tt-narrow, .tt-mini, .tt-keep, .tt-yours, live-until"
"""What no sheet shows, left out so that the book has no dead weight. What remains hides by the style sheets."""


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A page of the site. doc: its address inside the language, without suffix; above: the chapter it stands under.

    part: the caption of its part; the home page has none. key: what its ids begin with in the book.
    """

    doc: str
    key: str
    title: str
    part: str
    above: str
    article: Tag

    @property
    def level(self) -> int:
        """1 for a chapter, 2 for an exercise under it."""
        return 2 if self.above else 1


def pack(key: str, languages: Sequence[str] = ()) -> list[Path]:
    """Print each language of an edition that is built, or only these, into _build/pdf; gives the files."""
    edition = editions.load(key)
    if unknown := [language for language in languages if language not in edition.languages]:
        raise PublishError(f"{key} is not in {' or '.join(unknown)}. It is in {', '.join(edition.languages)}.")
    return [
        wrap(editions.site(key), edition, BUILD / "pdf" / f"{key}-{edition.version}-{language}.pdf", language=language)
        for language in languages or edition.languages
    ]


def wrap(site: Path, edition: Edition, target: Path, *, language: str) -> Path:
    """Print a language of a finished site into one PDF; gives the file. PublishError if it cannot be done."""
    began, site, before = monotonic(), site.resolve(), spoken()
    told = shown(edition, language)
    speak(language)
    try:
        leaves = read(site, language)
        with TemporaryDirectory() as folder:
            printed = _print(document(leaves, told, stylesheets(site, language, leaves[0].doc)), Path(folder))
            about = {"/Title": _title(told), "/Author": told["publisher"], "/Subject": told["claim"]}
            pages = paper.finish(PdfWriter(clone_from=printed), target, language=language, about=about)
    finally:
        speak(before)
    say(f"{target.name}: {pages} pages, {target.stat().st_size / 1e6:.1f} MB, {monotonic() - began:.0f} s")
    return target


# ---- what stands in the site -----------------------------------------------------------------------------------------


def read(site: Path, language: str) -> list[Leaf]:
    """Every page of the course, in reading order, the home page first."""
    book = site / language
    forward = book / "index.html"
    if not forward.is_file():
        raise PublishError(f"There is no finished site in {book}. Build it first: make build")
    found = re.search(r"url=([^\"]+)\.html", forward.read_text(encoding="utf-8"))
    doc = found[1] if found else ""
    leaves: list[Leaf] = []
    parts: dict[str, str] = {}
    while doc:
        file = book / f"{doc}.html"
        if len(leaves) == MOST_PAGES or not file.is_file():
            raise PublishError(f"{language}/{doc}.html is not where the page before it leads. Build the site again.")
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        parts = parts or _parts(page, doc)
        for picture in page.select("img:not([src^='data:'])"):
            picture["src"] = (file.parent / _text(picture, "src")).resolve().as_uri()
        leaves.append(_leaf(page, doc, f"p{len(leaves)}", parts))
        following = page.select_one('link[rel="next"]')
        doc = _doc(doc, _text(following, "href")) if following else ""
    return leaves


def _leaf(page: BeautifulSoup, doc: str, key: str, parts: Mapping[str, str]) -> Leaf:
    article, title = page.select_one("article.bd-article"), page.select_one("article h1")
    if article is None or title is None:
        raise PublishError(f"{doc}.html has no article with a heading: it is no page of this course.")
    crumb = article.select_one(".tt-crumbs a")
    above = _doc(doc, _text(crumb, "href")) if crumb else ""
    return Leaf(
        doc=doc,
        key=key,
        title=" ".join(title.get_text().split()),
        part=parts.get(above or doc, ""),
        above=above,
        article=article,
    )


def _parts(page: BeautifulSoup, doc: str) -> dict[str, str]:
    """The caption of the part each chapter stands in, from the steps beside a page; the home page has none."""
    return {
        _doc(doc, _text(link, "href")): " ".join(steps.select_one(".tt-steps__title").get_text().split())  # type: ignore[union-attr]
        for steps in page.select("nav.tt-steps")
        for link in steps.select(":scope > ul > li > a")
    }


def stylesheets(site: Path, language: str, home: str) -> list[Path]:
    """The files of the site's own style sheets, in their order."""
    file = site / language / f"{home}.html"
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    links = (_text(link, "href").partition("?")[0] for link in page.select('link[rel="stylesheet"]'))
    return [file.parent / link for link in links]


def _doc(here: str, address: str) -> str:
    """A page of the site as its address inside the language without suffix: seen from `here`; "" if it is none."""
    path = address.partition("#")[0]
    if address.startswith("#") or not path:
        return here
    if re.match(r"[a-z][a-z0-9+.-]*:|/", path, re.IGNORECASE) or not path.endswith(".html"):
        return ""
    return normpath(str(PurePosixPath(here).parent / path)).removesuffix(".html")


def _text(tag: Tag, name: str) -> str:
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


# ---- the one page that is printed ------------------------------------------------------------------------------------


def document(leaves: list[Leaf], told: Mapping[str, Any], sheets: list[Path]) -> str:
    """The whole book as one page; the numbers of its sheets are still to come. told: what the cover says."""
    for leaf in leaves:
        for each in leaf.article.select(SCREEN_ONLY):
            each.decompose()
    keys = {leaf.doc: leaf.key for leaf in leaves}
    ids = {leaf.key: {_text(each, "id") for each in leaf.article.select("[id]")} for leaf in leaves}
    body = [_cover(told), _contents(leaves)]
    answers: list[str] = []
    for leaf in leaves:
        article = leaf.article
        solved = _take_answers(article)
        if solved:
            answers.append(f'<h2 id="answers-{leaf.key}">{escape(leaf.title)}</h2><ol>{"".join(solved)}</ol>')
            _say_where(article, f"answers-{leaf.key}")
        _bind(article, leaf, keys, ids)
        for card in article.select("a.tt-next[href^='#']"):
            note = escape(_("page {n}")).format(n=_number(_text(card, "href")[1:]))
            card.append(BeautifulSoup(f'<span class="pb-turn">{note}</span>', "html.parser"))
        _level(article, leaf.level)
        home = ' class="tt-home"' if not leaf.part else ""
        article["id"] = leaf.key
        body.append(f'<div{home}><div class="pb-page">{article}</div></div>')
    if answers:
        body.append(
            f'<article class="bd-article pb-page pb-answers" id="answers"><section><h1>{escape(_("Answers"))}</h1>'
            f"{''.join(answers)}</section></article>"
        )
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet.as_uri(), quote=True)}">' for sheet in sheets)
    script = sheets[0].with_name("paper.js").as_uri()
    return (
        f'<!doctype html>\n<html lang="{spoken()}" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{escape(_title(told))}</title>{links}"
        f"<style>{SHEET.read_text(encoding='utf-8')}</style>"
        f'<script defer src="{escape(script, quote=True)}"></script></head>'
        f"<body>{''.join(body)}</body></html>\n"
    )


def _number(place: str) -> str:
    """Room for the number of the sheet on which a place is: known when the book has been printed once."""
    return f'<span class="pb-number" data-page-of="{place}">000</span>'


def _title(told: Mapping[str, Any]) -> str:
    return f"{told['name']}. {told['claim']}"


def _cover(told: Mapping[str, Any]) -> str:
    logo = f'<img src="{escape(Path(told["logo"]).as_uri(), quote=True)}" alt="">' if "logo" in told else mark()
    licence = _("Texts, drawings and exercises: Creative Commons, Attribution 4.0 International.")
    lines = [told["publisher"], told.get("contact"), told["versions"], licence, told.get("licence")]
    foot = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return (
        f'<header class="pb-cover"><div class="pb-cover__logo">{logo}</div><h1>{escape(told["name"])}</h1>'
        f'<p>{escape(told["claim"])}</p><div class="pb-cover__foot">{foot}</div></header>'
    )


def _contents(leaves: list[Leaf]) -> str:
    def line(key: str, title: str) -> str:
        return f'<a href="#{key}"><span>{escape(title)}</span><i></i>{_number(key)}</a>'

    lists = ""
    part = ""
    chapters = [leaf for leaf in leaves if not leaf.above]
    for chapter in chapters:
        if chapter.part != part:
            part = chapter.part
            lists += f"</ol><h2>{escape(part)}</h2><ol>"
        under = "".join(f"<li>{line(leaf.key, leaf.title)}</li>" for leaf in leaves if leaf.above == chapter.doc)
        lists += f"<li>{line(chapter.key, chapter.title)}{f'<ol>{under}</ol>' if under else ''}</li>"
    if any(leaf.article.select_one(".tt-quiz") for leaf in leaves):
        lists += f"<li>{line('answers', _('Answers'))}</li>"
    return f'<nav class="pb-contents pb-page"><h1>{escape(_("Contents"))}</h1><ol>{lists}</ol></nav>'


def _take_answers(article: Tag) -> list[str]:
    """What is right in each question of a page, and why; taken out of the page."""
    return [
        f'<li id="a-{number}"><strong>{escape(question)}</strong><span>{escape(right)}</span>'
        f'<span class="tt-note">{escape(why)}</span></li>'
        for number, (question, right, why) in enumerate(_answers(article), start=1)
    ]


def _answers(article: Tag) -> Iterator[tuple[str, str, str]]:
    for quiz in article.select(".tt-quiz"):
        right = _text(quiz, "data-right")
        asked, chosen = quiz.select_one("legend"), quiz.select_one(f'label:has(input[value="{right}"])')
        why = quiz.select(f'.tt-says > [data-answer="{right}"] > p')
        if not (asked and chosen and why):
            raise PublishError(f"the question {_text(quiz, 'id')} does not say what is right. Build the site again.")
        texts = (asked.get_text(), chosen.get_text(), " ".join(each.get_text() for each in why))
        question, answer, reason = (" ".join(text.split()) for text in texts)
        yield question, answer, reason
        for solution in quiz.select(".tt-says, .sr"):
            solution.decompose()


def _say_where(article: Tag, place: str) -> None:
    """Below the last question: on which sheet the answers are."""
    article["class"] = f"{_text(article, 'class')} pb-asked"
    note = escape(_("Answers: page {n}")).format(n=_number(place))
    last = article.select(".tt-quiz")[-1]
    last.insert_after(BeautifulSoup(f'<p class="pb-turn"><a href="##{place}">{note}</a></p>', "html.parser"))


REFERS = ("for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details")
"""Attributes that name ids of the same page."""

_INSIDE = re.compile(r"url\((['\"]?)#")


def _bind(article: Tag, leaf: Leaf, keys: Mapping[str, str], ids: Mapping[str, set[str]]) -> None:
    """Give the ids of a page the page's own beginning, and let links lead to where the other pages are in the book."""
    for each in (article, *article.find_all(True)):
        for name in [name for name in each.attrs if name in REFERS]:
            each[name] = " ".join(f"{leaf.key}-{one}" for one in _text(each, name).split())
        if each.get("id"):
            each["id"] = f"{leaf.key}-{_text(each, 'id')}"
        for name, value in each.attrs.items():
            if isinstance(value, str) and "url(" in value:
                each[name] = _INSIDE.sub(rf"url(\g<1>#{leaf.key}-", value)
        for name in ("href", "xlink:href"):  # within a drawing
            if each.name != "a" and _text(each, name).startswith("#"):
                each[name] = f"#{leaf.key}-{_text(each, name)[1:]}"
        if each.name == "a" and each.get("href"):
            _lead(each, leaf, keys, ids)
        if each.name == "input":
            del each["name"]  # questions of different chapters may have the same


def _lead(link: Tag, leaf: Leaf, keys: Mapping[str, str], ids: Mapping[str, set[str]]) -> None:
    address = _text(link, "href")
    if address.startswith("##"):  # ours, and already an id of the book
        link["href"] = address[1:]
        return
    if re.match(r"(https?|mailto|tel):", address, re.IGNORECASE):
        return
    key, place = keys.get(_doc(leaf.doc, address)), address.partition("#")[2]
    if key is None or "download" in link.attrs:
        del link["href"]
        return
    link["href"] = f"#{key}-{place}" if place in ids[key] else f"#{key}"


def _level(article: Tag, level: int) -> None:
    """Let the outline have an exercise under its chapter: its headings look as they do, and count as one lower."""
    for heading in article.find_all(re.compile(r"^h[1-6]$")):
        own = int(heading.name[1])
        if level > 1:
            heading["role"], heading["aria-level"] = "heading", str(min(6, own + level - 1))


# ---- printing --------------------------------------------------------------------------------------------------------


FILL = """(numbers) => {
  for (const room of document.querySelectorAll("[data-page-of]")) room.textContent = numbers[room.dataset.pageOf];
}"""


def _print(text: str, folder: Path) -> Path:
    """The book as Chromium prints it, the second time with the numbers that the first time told."""
    book, printed = folder / "book.html", folder / "printed.pdf"
    book.write_text(text, encoding="utf-8")
    with paper.browser_page() as page:
        paper.opened(page, book.as_uri())
        numbers = page_numbers(PdfReader(BytesIO(paper.to_paper(page))))
        page.evaluate(FILL, numbers)
        printed.write_bytes(paper.to_paper(page))
    if page_numbers(PdfReader(printed)) != numbers:
        raise PublishError("the numbers in the contents moved the pages they number. Nothing was written.")
    return printed


def page_numbers(reader: PdfReader) -> dict[str, int]:
    """The sheet, counted from 1, on which each place of the book begins that a link leads to."""
    places = reader.named_destinations
    return {name.lstrip("/"): (reader.get_destination_page_number(place) or 0) + 1 for name, place in places.items()}
