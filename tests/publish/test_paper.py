"""Pages of a finished site printed into one PDF, each by its own rules for paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from publish import paper
from publish.errors import PublishError

SLOW = """
globalThis.readyForPaper = new Promise((done) => requestAnimationFrame(() => {
  document.body.append("drawn by a script");
  done();
}));
"""
PAGE = """<!doctype html><html lang="en"><head><title>{name}</title><style>@page {{ size: {size}; margin: 0 }}
h2 {{ break-before: page }}</style><script defer src="slow.js"></script></head>
<body><h1>{name}</h1>{more}</body></html>"""
PAGES = {
    "sheet": ("210mm 297mm", "<p>to write on</p><h2>Back</h2>"),
    "slides": ("13.333in 7.5in", "<h2>Two</h2><h2>Three</h2>"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, (size, more) in PAGES.items():
        file = folder / "es" / "deep" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(name=name, size=size, more=more), encoding="utf-8")
        (file.parent / "slow.js").write_text(SLOW)
    return folder


def test_each_page_has_the_size_and_the_sheets_it_asks_for(site, tmp_path):
    target = tmp_path / "new folder" / "all.pdf"
    assert paper.print_pages(site, "es", ["deep/slides", "deep/sheet"], target) == 5
    reader = PdfReader(target)
    sizes = [tuple(round(float(side) / 72, 1) for side in page.mediabox[2:]) for page in reader.pages]
    assert sizes == [(13.3, 7.5)] * 3 + [(8.3, 11.7)] * 2
    assert [page.extract_text().split()[0] for page in reader.pages] == ["slides", "Two", "Three", "sheet", "Back"]
    assert reader.trailer["/Root"]["/Lang"] == "es" and reader.metadata.title == "slides"
    assert [file.name for file in target.parent.iterdir()] == ["all.pdf"]


def test_what_a_script_draws_is_waited_for(site, tmp_path):
    paper.print_pages(site, "es", ["deep/sheet"], tmp_path / "one.pdf")
    assert "drawn by a script" in PdfReader(tmp_path / "one.pdf").pages[1].extract_text()


def test_one_page_keeps_what_a_screen_reader_needs(site, tmp_path):
    paper.print_pages(site, "es", ["deep/slides"], tmp_path / "one.pdf")
    root = PdfReader(tmp_path / "one.pdf").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root


def test_a_page_that_is_not_there_is_told_and_nothing_is_written(site, tmp_path):
    with pytest.raises(PublishError, match=r"no page es/deep/gone.html"):
        paper.print_pages(site, "es", ["deep/sheet", "deep/gone"], tmp_path / "all.pdf")
    assert list(tmp_path.iterdir()) == []


def test_what_chromium_refuses_is_told():
    with pytest.raises(PublishError, match="Chromium could not print"), paper.browser_page() as page:
        page.goto("http://127.0.0.1:1/")
