"""The small parts of a build that need no build: the failed cell, the page that chooses, the server."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from threading import Thread

import pytest
from bs4 import BeautifulSoup

from publish import build, editions, serve, start
from publish.__main__ import main
from publish.errors import PublishError

OURS = editions.load("tertulia")


def test_a_failed_cell_is_named_with_its_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "ROOT", tmp_path)
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Title"},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": "1 / 0\n", "outputs": [], "execution_count": None},
    ]
    notebook = tmp_path / "exercises" / "a.ipynb"
    notebook.parent.mkdir()
    notebook.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
    rule = "------------------"
    report = f"An error occurred\n{rule}\n1 / 0\n{rule}\n\n\x1b[31mZeroDivisionError\x1b[39m: division by zero\n"
    assert build.failed_cell(notebook, report) == (
        "exercises/a.ipynb, cell 2, failed.\nZeroDivisionError: division by zero"
    )


def test_the_first_page_leads_to_every_language_without_a_script():
    page = BeautifulSoup(start.page(editions.load("tertulia")), "html.parser")
    links = page.select("li a")
    assert [(link["href"], link["hreflang"], link["lang"]) for link in links] == [
        ("en/chapters/index.html", "en", "en"),
        ("es/chapters/index.html", "es", "es"),
    ]
    assert "http://" not in str(page) and "https://" not in str(page)
    assert page.html["data-storage"] == "tertulia:"
    assert [page.script["src"], page.link.find_next("link")["href"]] == ["start.js", "start.css"]


def test_the_first_page_offers_the_languages_of_the_site_in_their_order():
    page = BeautifulSoup(start.page(editions.load("tertulia", languages=("pt", "en"))), "html.parser")
    assert page.html["lang"] == "pt"
    assert [(link["hreflang"], link.text) for link in page.select("li a")] == [("pt", "Português"), ("en", "English")]


def test_a_language_leads_to_its_home_page():
    page = BeautifulSoup(start.forward(editions.load("tertulia"), "es"), "html.parser")
    assert page.html["lang"] == "es"
    assert page.a["href"] == "chapters/index.html"


@pytest.fixture
def shown(tmp_path):
    for name in ("page.html", "book.js", "font.woff2", "tokens.css"):
        (tmp_path / name).write_text("x")
    with serve.server(tmp_path, 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page.html", "text/html"),
        ("book.js", "text/javascript"),
        ("font.woff2", "font/woff2"),
        ("tokens.css", "text/css"),
    ],
)
def test_files_have_their_type_and_are_asked_for_anew(shown, name, kind):
    asked = HTTPConnection("127.0.0.1", shown)
    asked.request("GET", f"/{name}")
    answer = asked.getresponse()
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_port_in_use_is_told(shown, tmp_path):
    with pytest.raises(PublishError, match="--port"):
        serve.server(tmp_path, shown)


def test_the_first_free_port_is_taken(tmp_path):
    with serve.server(tmp_path) as first, serve.server(tmp_path) as second:
        assert serve.FIRST_PORT <= first.server_port < second.server_port


def test_a_problem_ends_with_a_sentence_and_status_1(monkeypatch, capsys):
    def broken() -> None:
        raise PublishError("the fonts are gone.")

    monkeypatch.setattr("publish.fetch.everything", broken)
    assert main(["fetch"]) == 1
    assert capsys.readouterr().err == "publish: the fonts are gone.\n"
