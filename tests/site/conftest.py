"""The pages of the built site, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup


class Pages:
    """Every page of the site by its address, en/chapters/data.html."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))

    @cache  # noqa: B019  # lives as long as the session
    def read(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.site / name).read_text(encoding="utf-8"), "html.parser")

    @property
    def languages(self) -> list[str]:
        """The languages of the site: the folders that have a home page."""
        return sorted(path.parent.name for path in self.site.glob("*/index.html"))

    @property
    def forwards(self) -> set[str]:
        """The pages outside the book's frame: those that only lead on, and those for what is not there."""
        without_frame = ("index.html", "not_kept.html")
        return {"index.html", "404.html", *(f"{each}/{name}" for each in self.languages for name in without_frame)}

    def of(self, language: str) -> list[str]:
        return [name for name in self.names if name.startswith(f"{language}/")]


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    return Pages(site)
