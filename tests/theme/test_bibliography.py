"""How sources are cited and listed, in English and in Spanish words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pybtex.database import parse_file

from theme import bibliography

ROOT = Path(__file__).resolve().parents[2]

BIB = """\
@article{kwak,
  author = {Kwak, Haewoon and Moon, Sue},
  title = {Fragile {Twitter}},
  journal = {A Journal}, volume = {12}, number = {3}, pages = {4--7}, year = {2011},
  doi = {10.1/abc},
}
@misc{law,
  author = {{European Union}},
  title = {A Law},
  year = {2016},
  note = {In force},
  read = {copy},
}
@misc{blog,
  title = {A blog},
  url = {https://example.org/a},
}
@misc{percent,
  author = {{Press & Sons}},
  title = {{21,1\\% of firms use #1 & a_b today}},
  year = {2025},
  note = {Read on 5\\% of the page},
}
"""
PAGE = "# Home\n\nSo {cite:p}`kwak,law`, says {cite:t}`kwak`; {cite:p}`blog,percent`.\n\n```{bibliography}\n```\n"


@pytest.fixture(scope="module")
def home(book, tmp_path_factory):
    file = tmp_path_factory.mktemp("bib") / "sources.bib"
    file.write_text(BIB, encoding="utf-8")
    built = book({"home": PAGE}, bibtex_bibfiles=[str(file)])
    assert built.warnings == ""
    return built.page("home")


def test_citations_name_authors_and_year(home):
    assert home.select_one("h1 + p").text == (
        "So (Kwak and Moon, 2011; European Union, 2016*: Read in a copy, not at the source), "
        "says Kwak and Moon (2011); (A blog, undated; Press & Sons, 2025)."
    )


def test_every_citation_leads_to_its_source(home):
    for link in home.select("h1 + p a"):
        assert home.select_one(f"li{link['href']}")


def test_a_source_read_in_a_copy_is_marked_in_its_link_for_eyes_and_ears(home):
    marked = [link for link in home.select("h1 + p a") if link.select_one("[aria-hidden=true]")]
    assert [link.select_one("[aria-hidden=true]").text for link in marked] == [bibliography.SIGN]
    assert marked[0].select_one(".sr").text == ": Read in a copy, not at the source"
    assert "* Read in a copy, not at the source." in home.select_one(f"li{marked[0]['href']}").text


def test_the_mark_stands_after_the_year_where_only_the_year_is_a_link(book, tmp_path: Path):
    built, _warnings = with_sources(book, tmp_path, BIB, "# Home\n\n{cite:t}`law`\n\n```{bibliography}\n```\n")
    assert built.select_one("h1 + p").text == "European Union (2016*: Read in a copy, not at the source)"


def test_a_page_marks_its_own_citations_only(book, tmp_path: Path):
    pages = {
        # cited twice, so that the id of this source here is the id of the law on the other page
        "home": "# Home\n\n{cite:p}`kwak`, {cite:p}`kwak`\n\n```{bibliography}\n:filter: docname in docnames\n```\n",
        "other": "# Other\n\n{cite:p}`o-law`\n\n```{bibliography}\n:filter: docname in docnames\n:keyprefix: o-\n```\n",
    }
    file = tmp_path / "sources.bib"
    file.write_text(BIB, encoding="utf-8")
    built = book(pages, bibtex_bibfiles=[str(file)])
    assert not built.page("home").select("h1 + p a .sr")
    assert built.page("other").select_one("h1 + p a .sr")


def test_words_that_are_no_way_of_reading_are_told_with_the_source_and_what_may_stand_there(book, tmp_path: Path):
    wrong = BIB.replace("read = {copy}", "read = {somewhere}")
    page, warnings = with_sources(book, tmp_path, wrong, PAGE)
    assert "law: `read` is one of copy, abstract, quoted, not 'somewhere'" in warnings
    assert not page.select("h1 + p .sr")


def test_no_note_says_what_the_field_says():
    told = re.compile(r"\bread (in|on|as|only)\b|in (a copy|copies)\b|\babstract\b", re.IGNORECASE)
    entries = parse_file(str(ROOT / "chapters" / "references.bib")).entries.values()
    assert [entry.key for entry in entries if told.search(entry.fields.get("note", ""))] == []
    assert {entry.fields.get("read", "copy") for entry in entries} <= set(bibliography.how_read())


def with_sources(book, folder: Path, sources: str, page: str):
    file = folder / "sources.bib"
    file.write_text(sources, encoding="utf-8")
    built = book({"home": page}, bibtex_bibfiles=[str(file)])
    return built.page("home"), built.warnings


def test_sources_are_a_list_in_one_shape(home):
    listed = {item.text.strip() for item in home.select(".tt-sources li")}
    assert listed == {
        "Kwak, H. and Moon, S. (2011). Fragile Twitter. A Journal, 12(3), 4–7. doi.org/10.1/abc",
        "European Union (2016). A Law. In force. * Read in a copy, not at the source.",
        "A blog (undated). example.org/a",
        "Press & Sons (2025). 21,1% of firms use #1 & a_b today. Read on 5% of the page.",
    }


def test_what_must_be_translated_are_notes_and_names_that_each_language_has(tmp_path: Path):
    file = tmp_path / "sources.bib"
    file.write_text(BIB, encoding="utf-8")
    assert list(bibliography.texts([file])) == [
        "In force",
        "A Law",
        "European Union",
        "A blog",
        "Read on 5% of the page",
        "21,1% of firms use #1 & a_b today",
        "Press & Sons",
    ]
