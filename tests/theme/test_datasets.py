"""The page of the facts, built by a small book of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tertulia import facts, language
from tests import made_edition

CONF = 'extensions = ["myst_nb", "theme.datasets"]\nnb_execution_mode = "off"\nhtml_theme = "basic"\n'
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# The picker"]}],
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "tertulia": {"facts": ["audience_by_group_spain", "legal_frame"]},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}
PAGES = {
    "conf.py": CONF,
    "index.md": "# Book\n\n```{toctree}\nreading\nexercises/picker\nplain\nabout/data\n```\n",
    "reading.md": "---\ntertulia:\n  facts: [legal_frame]\n---\n\n# The reading\n\nText.\n",
    "plain.md": "# Nothing used\n\nText.\n",
    "about/data.md": "# Data and sources\n\nWhat we know.\n\n```{datasets}\n```\n",
    "exercises/picker.ipynb": json.dumps(NOTEBOOK),
}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    language.speak("en")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    for name, text in PAGES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def build(source: Path, builder: str = "html", **config: str) -> tuple[Path, str]:
    """The folder built and what Sphinx warned of."""
    out = source.parent / f"out-{builder}"
    warnings = StringIO()
    with docutils_namespace():
        app = Sphinx(
            str(source),
            str(source),
            str(out),
            str(source.parent / "doctrees"),
            builder,
            confoverrides={"datasets_today": "2026-11-23"} | config,
            status=None,
            warning=warnings,
        )
        app.build()
    return out, warnings.getvalue()


def page(source: Path, **config: str) -> BeautifulSoup:
    out, warnings = build(source, **config)
    assert warnings == ""
    return BeautifulSoup((out / "about" / "data.html").read_text(encoding="utf-8"), "html.parser")


def said(soup: BeautifulSoup, dataset: str, field: str) -> BeautifulSoup:
    """What the section of a table says under a word."""
    section = soup.find(id=f"dataset-{dataset.replace('_', '-')}")
    assert section is not None
    word = next(dt for dt in section.find_all("dt") if dt.get_text().startswith(field))
    return word.find_next_sibling("dd")


def test_one_section_per_table_and_in_the_contents(source: Path) -> None:
    soup = page(source)
    sections = [section["id"] for section in soup.select("section section")]
    assert sections == [f"dataset-{data.name.replace('_', '-')}" for data in facts.datasets()]
    assert [h.get_text().rstrip("¶") for h in soup.select("section section > h2")] == [
        data.title for data in facts.datasets()
    ]
    links = {link["href"] for link in soup.select(".sphinxsidebar a")}
    assert {f"#{section}" for section in sections} <= links


def test_the_editions_own_tables_follow_ours_under_who_publishes_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_edition.use(monkeypatch, tmp_path / "editions") / "data"
    folder.mkdir()
    ours = json.loads((facts.DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    managers = next(each for each in ours if each["name"] == "managers")
    (folder / "managers.csv").write_bytes((facts.DATA / managers["path"]).read_bytes())
    local = {"resources": [{**managers, "name": "guild_managers", "path": "managers.csv"}]}
    (folder / "datapackage.json").write_text(json.dumps(local), encoding="utf-8")
    soup = page(source)
    *before, last = soup.select("section section > h2")
    assert len(before) == len(facts.datasets()) and last.get_text().rstrip("¶") == "Data of Gremio de Cafés"
    assert soup.select_one("#datasets-of-edition > #dataset-guild-managers h3")
    assert "rows:" in said(soup, "guild_managers", "Rows").get_text()


def test_a_section_says_what_to_know_before_trusting_it(source: Path) -> None:
    soup = page(source)
    for data in facts.datasets():
        section = soup.find(id=f"dataset-{data.name.replace('_', '-')}")
        text = " ".join(section.get_text(" ").split())
        for part in facts.paragraphs(data.description):
            assert part in text
        sources = said(soup, data.name, "Sources").find_all("a")
        assert [(a.get_text(), a["href"]) for a in sources] == [(s.title, s.url) for s in data.sources]
        assert said(soup, data.name, "Place").get_text().strip() == data.place
        assert said(soup, data.name, "Unit").get_text().strip() == data.unit
        assert said(soup, data.name, "Licence").get_text().strip() == data.licence
        assert said(soup, data.name, "Consulted").get_text().strip() == "November 2026"
    assert said(soup, "network_accounts_spain", "What").get_text().strip() == "Accounts the networks count"
    assert said(soup, "network_use_spain", "What").get_text().strip() == "People who say they use it"
    assert said(soup, "audience_by_group_spain", "Grade").get_text().strip() == "D: our judgement"
    assert said(soup, "growth_parameters", "Grade").get_text().strip() == "Each row has its own"
    assert said(soup, "legal_frame", "Grade").get_text().strip() == "Does not apply"
    assert said(soup, "audience_by_group_spain", "Rows").get_text().strip() == (
        "90 rows: 24 read in a copy, 58 derived from figures that were read, 8 set by us"
    )


def test_the_pages_that_use_a_table_are_linked_in_their_order(source: Path) -> None:
    soup = page(source)
    links = said(soup, "legal_frame", "Used on").find_all("a")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("The reading", "../reading.html"),
        ("The picker", "../exercises/picker.html"),
    ]
    assert len(said(soup, "audience_by_group_spain", "Used on").find_all("a")) == 1
    assert said(soup, "studies", "Used on").get_text().strip() == "No page yet"


def test_a_page_that_begins_to_use_a_table_appears_on_the_next_build(source: Path) -> None:
    page(source)
    text = PAGES["reading.md"].replace("[legal_frame]", "[legal_frame, studies]")
    (source / "reading.md").write_text(text, encoding="utf-8")
    assert said(page(source), "studies", "Used on").get_text().strip() == "The reading"


def test_a_review_date_that_has_passed_is_told(source: Path) -> None:
    data = facts.dataset("network_ad_audience_spain")
    assert "passed" not in page(source, datasets_today=data.review_by.isoformat()).get_text()
    review = said(page(source, datasets_today="2027-03-01"), data.name, "To be reviewed").get_text()
    assert review.split("\n")[0] == language.day(data.review_by)
    assert "This date has passed." in review


def test_a_name_that_the_package_lacks_is_a_warning(source: Path) -> None:
    text = PAGES["reading.md"].replace("legal_frame", "legal_fame")
    (source / "reading.md").write_text(text, encoding="utf-8")
    _, warnings = build(source)
    assert "reading" in warnings and "'legal_fame', a table that data/ lacks" in warnings


def test_a_use_that_is_no_list_is_a_warning(source: Path) -> None:
    (source / "plain.md").write_text("---\ntertulia:\n  facts: studies\n---\n\n# Plain\n", encoding="utf-8")
    _, warnings = build(source)
    assert "plain" in warnings and "facts: [name, name]" in warnings


def test_the_book_speaks_its_language(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = facts.dataset("legal_frame")
    first = facts.paragraphs(data.description)[0]
    pairs = {data.title: "Las normas", first: "Quince normas.", data.place: "España y la UE"}
    pairs["Place"] = "Lugar"
    po = tmp_path / "locale" / "es" / "LC_MESSAGES" / "tertulia.po"
    po.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    entries = (
        f"msgid {json.dumps(k, ensure_ascii=False)}\nmsgstr {json.dumps(v, ensure_ascii=False)}\n"
        for k, v in pairs.items()
    )
    po.write_text(head + "\n".join(entries), encoding="utf-8")
    # a page catalogue that would translate the Spanish once more
    again = po.parent / "about" / "data.po"
    again.parent.mkdir()
    again.write_text(head + 'msgid "Quince normas."\nmsgstr "TWICE"\n\nmsgid "Las normas"\nmsgstr "TWICE"\n')
    monkeypatch.setattr(language, "CATALOGUES", tmp_path / "locale")
    language._catalogue.cache_clear()
    try:
        soup = page(source, language="es", locale_dirs=[str(tmp_path / "locale")], gettext_compact=False)
    finally:
        language._catalogue.cache_clear()
    section = soup.find(id="dataset-legal-frame")
    assert section.h2.get_text().rstrip("¶") == "Las normas"
    assert section.p.get_text() == "Quince normas."
    assert said(soup, "legal_frame", "Lugar").get_text().strip() == "España y la UE"
    assert "31 de mayo de 2027" in section.get_text()
    assert "TWICE" not in soup.get_text()


def test_the_page_catalogue_does_not_ask_for_the_packages_texts(source: Path) -> None:
    out, warnings = build(source, "gettext", gettext_compact=False)
    assert warnings == ""
    asked = (out / "about" / "data.pot").read_text(encoding="utf-8")
    assert "What we know." in asked
    assert not any(message in asked for message in facts.messages() if len(message) > 12)
    assert "Used on" not in asked and "No page yet" not in asked
