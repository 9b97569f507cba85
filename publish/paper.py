"""Pages as the Chromium of the tests prints them, each by the rules for paper of its own style sheets, in one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from publish import chromium, serve
from publish.errors import PublishError

MOST_SECONDS = 600
"""For one printing of a long page on a busy computer."""

READY = "Promise.all([document.fonts.ready, globalThis.readyForPaper])"
"""A page whose script draws something says by this promise when that is done."""


def print_pages(site: Path, language: str, docs: Sequence[str], target: Path) -> int:
    """Print pages of a finished site into one PDF, one after the other; gives the number of its sheets.

    docs: the pages inside the language, without suffix. One page keeps its outline and what screen readers need; of
    several, only the sheets are put together. PublishError if a page is not there or cannot be printed.
    """
    for doc in docs:
        if not (site / language / f"{doc}.html").is_file():
            raise PublishError(f"There is no page {language}/{doc}.html in {site}. Build the teachers' pages first.")
    printed, title = [], ""
    with served(site) as address, browser_page() as page:
        for doc in docs:
            opened(page, f"{address}/{language}/{doc}.html")
            title = title or page.title()
            printed.append(PdfReader(BytesIO(to_paper(page))))
    if len(printed) == 1:
        writer = PdfWriter(clone_from=printed[0])
    else:
        writer = PdfWriter()
        for each in printed:
            writer.append(each)
    return finish(writer, target, language=language, about={"/Title": title})


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Show a site on a free port of this computer; gives its address, without a slash at the end."""
    with serve.server(site, 0) as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{shown.server_port}"
        finally:
            shown.shutdown()


@contextmanager
def browser_page(**settings: Any) -> Iterator[Any]:
    """An empty page of a Chromium without anybody's settings; PublishError if what is done with it fails.

    settings: what Playwright knows of a page, its viewport for instance.
    """
    from playwright.sync_api import Error, sync_playwright

    path = chromium.installed() or chromium.install()
    if not path:
        raise PublishError(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        try:
            page = browser.new_page(color_scheme="light", **settings)
            page.set_default_timeout(MOST_SECONDS * 1000)
            yield page
        except Error as problem:
            raise PublishError(f"Chromium could not print: {problem.message}") from None
        finally:
            browser.close()


def opened(page: Any, address: str) -> None:
    """Go to an address and wait until everything stands there."""
    page.goto(address, wait_until="load")
    page.evaluate(READY)


def to_paper(page: Any) -> bytes:
    """The open page as a PDF."""
    printed: bytes = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    return printed


def finish(writer: PdfWriter, target: Path, *, language: str, about: Mapping[str, str]) -> int:
    """Say in the file what it is, so that a reader's program shows the title and speaks the language; its sheets."""
    writer.pdf_header = "%PDF-1.7"  # the first that knows all of what is in it
    root: Any = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.add_metadata(dict(about))
    writer.compress_identical_objects(remove_unreferenced=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    writer.write(fresh)
    sheets = len(writer.pages)
    fresh.replace(target)
    return sheets
