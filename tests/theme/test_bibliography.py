"""How sources are cited and listed, in English and in Spanish words."""

from __future__ import annotations

from pathlib import Path

import pytest

from theme import bibliography

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
  note = {Read in a copy},
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
        "So (Kwak and Moon, 2011; European Union, 2016), says Kwak and Moon (2011); "
        "(A blog, undated; Press & Sons, 2025)."
    )


def test_every_citation_leads_to_its_source(home):
    for link in home.select("h1 + p a"):
        assert home.select_one(f"li{link['href']}")


def test_sources_are_a_list_in_one_shape(home):
    listed = {item.text.strip() for item in home.select(".tt-sources li")}
    assert listed == {
        "Kwak, H. and Moon, S. (2011). Fragile Twitter. A Journal, 12(3), 4–7. doi.org/10.1/abc",
        "European Union (2016). A Law. Read in a copy.",
        "A blog (undated). example.org/a",
        "Press & Sons (2025). 21,1% of firms use #1 & a_b today. Read on 5% of the page.",
    }


def test_what_must_be_translated_are_notes_and_names_that_each_language_has(tmp_path: Path):
    file = tmp_path / "sources.bib"
    file.write_text(BIB, encoding="utf-8")
    assert list(bibliography.texts([file])) == [
        "Read in a copy",
        "A Law",
        "European Union",
        "A blog",
        "Read on 5% of the page",
        "21,1% of firms use #1 & a_b today",
        "Press & Sons",
    ]
