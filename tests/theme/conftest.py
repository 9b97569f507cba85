"""A tiny book in a temporary folder, built with the real theme and the real settings."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tertulia.language import speak

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Book:
    """A built book: its folder, and what the build complained about."""

    folder: Path
    warnings: str

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.folder / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Book]:
    """build(pages) writes {name: Markdown} and builds it; the first page is the home page, the rest the course."""

    def build(pages: dict[str, str], *, builder: str = "html", **settings: Any) -> Book:
        source = tmp_path_factory.mktemp("book")
        names = list(pages)
        for name, text in pages.items():
            file = source / (name if name.endswith(".ipynb") else f"{name}.md")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (source / "sources.bib").write_text("", encoding="utf-8")
        chapters = [{"file": name.removesuffix(".ipynb")} for name in names[1:]]
        toc: dict[str, Any] = {"format": "jb-book", "root": names[0]}
        if chapters:
            toc["parts"] = [{"caption": "The course", "chapters": chapters}]
        (source / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
        real = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
        config = {
            **real["sphinx"]["config"],
            "myst_enable_extensions": real["parse"]["myst_enable_extensions"],
            "html_title": "Tertulia",
            "external_toc_path": "_toc.yml",
            "external_toc_exclude_missing": True,
            "bibtex_bibfiles": ["sources.bib"],
            "nb_execution_mode": "off",
            "live_root": "../live/",  # these pages come alive from elsewhere: nothing is compiled for them
            **settings,
        }
        nocolor()
        warnings = io.StringIO()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source, None, source / "out", source / "doctrees", builder, config, status=None, warning=warnings
            )
            app.build()
        speak("en")
        return Book(source / "out", warnings.getvalue().replace(str(source), ""))

    return build
