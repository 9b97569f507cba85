"""A real build of a tiny book in a copy of the project: what fails it, what runs again, what is left over."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from bs4 import BeautifulSoup

from publish.build import alone

ROOT = Path(__file__).resolve().parents[2]
TOC = """\
format: jb-book
root: chapters/index
parts:
  - caption: The course
    chapters:
      - file: exercises/tiny
  - caption: To look things up
    chapters:
      - file: chapters/teach
      - file: chapters/your_data
      - file: chapters/record
      - file: chapters/without_net
"""


def notebook(code: str) -> str:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A tiny exercise\n\nIt says something."},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": code, "outputs": [], "execution_count": None},
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells})


COUNTED = """\
import os
from pathlib import Path
runs = Path(os.environ["RUNS"])
runs.write_text(runs.read_text() + os.environ["TERTULIA_LANGUAGE"] + " ")
print(os.environ["TERTULIA_LANGUAGE"], os.environ["TERTULIA_PAGE"])"""


def test_of_two_builds_the_second_waits_for_the_first(tmp_path, capsys):
    order = []

    def second() -> None:
        with alone(tmp_path):
            order.append("second")

    other = Thread(target=second)
    with alone(tmp_path):
        other.start()
        while other.is_alive() and "Another build is going on here." not in capsys.readouterr().out:
            other.join(0.01)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "project"
    leave = shutil.ignore_patterns(".*", "_build", "tests", "exercises", "__pycache__", "*.mo")
    shutil.copytree(ROOT, folder, ignore=leave)
    (folder / "_toc.yml").write_text(TOC, encoding="utf-8")
    for name in ("teach", "without_net"):
        (folder / "chapters" / f"{name}.md").write_text(f"# {name}\n\nIt leads nowhere here.\n", encoding="utf-8")
    (folder / "exercises").mkdir()
    (folder / "runs").write_text("")
    return folder


@pytest.fixture
def in_language(project: Path):
    def in_language(language: str, *more: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "RUNS": str(project / "runs")}
        command = [sys.executable, "-m", "publish", "language", language, *more]
        return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)

    return in_language


def written(project: Path, language: str) -> str:
    return (project / ".cache" / language / "html" / "exercises" / "tiny.html").read_text(encoding="utf-8")


def test_a_cell_that_fails_fails_the_build_and_is_named(project, in_language):
    (project / "exercises" / "tiny.ipynb").write_text(notebook("1 / 0"), encoding="utf-8")
    done = in_language("en")
    assert done.returncode == 1
    assert "publish: exercises/tiny.ipynb, cell 2, failed." in done.stderr
    assert "ZeroDivisionError: division by zero" in done.stderr


def test_notebooks_run_once_per_language_and_again_only_when_their_package_changed(project, in_language):
    def runs() -> list[str]:
        return (project / "runs").read_text().split()

    (project / "exercises" / "tiny.ipynb").write_text(notebook(COUNTED), encoding="utf-8")
    done = in_language("en")
    assert done.returncode == 0, done.stderr
    assert "en book" in written(project, "en")
    assert in_language("es").returncode == 0
    assert "es book" in written(project, "es")
    assert runs() == ["en", "es"]

    index = project / "chapters" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    assert in_language("en").returncode == 0
    assert "One more sentence." in (project / ".cache/en/html/chapters/index.html").read_text(encoding="utf-8")
    assert runs() == ["en", "es"]

    catalogue = project / "locale" / "es" / "LC_MESSAGES" / "tertulia.po"
    with catalogue.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Never said"\nmsgstr "Nunca dicho"\n')
    assert in_language("en").returncode == 0
    assert runs() == ["en", "es"]
    assert in_language("es").returncode == 0
    assert runs() == ["en", "es", "es"]

    with (project / "tertulia" / "language.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert in_language("en").returncode == 0
    assert runs() == ["en", "es", "es", "en"]


SAID = """\
from datetime import date
from tertulia.language import _, and_list, day, ngettext, number, percent
print(_("Sources"), "|", _("Consulted"), "|", number(1170), percent(0.5), and_list("ab"), day(date(2027, 5, 1)))
print(ngettext("step", "steps", 1), ngettext("step", "steps", 2))"""


def translate(file: Path, texts: dict[str, str]) -> None:
    catalogue = file.read_text(encoding="utf-8")
    for english, said in texts.items():
        assert f'msgid "{english}"\nmsgstr ""\n' in catalogue
        catalogue = catalogue.replace(f'msgid "{english}"\nmsgstr ""\n', f'msgid "{english}"\nmsgstr "{said}"\n')
    file.write_text(catalogue, encoding="utf-8")


def test_a_third_language_is_a_catalogue_away(project, in_language):
    """Esperanto, begun by the command, with four texts: its pages say what they are, and the rest is English."""
    (project / "exercises" / "tiny.ipynb").write_text(notebook(SAID), encoding="utf-8")
    command = [sys.executable, "-m", "publish", "start-language", "eo"]
    begun = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert begun.returncode == 0, begun.stderr
    assert "| exercises/tiny | 2 | 2 | 6 |" in begun.stdout
    folder = project / "locale" / "eo" / "LC_MESSAGES"
    translate(folder / "exercises" / "tiny.po", {"A tiny exercise": "Eta ekzerco"})
    translate(folder / "tertulia.po", {"Sources": "Fontoj", "Search": "Serĉi"})
    plural = 'msgid "step"\nmsgid_plural "steps"\nmsgstr[0] ""\nmsgstr[1] ""'
    text = (folder / "tertulia.po").read_text(encoding="utf-8")
    assert plural in text
    said = text.replace(plural, plural.replace('[0] ""', '[0] "paŝo"').replace('[1] ""', '[1] "paŝoj"'))
    (folder / "tertulia.po").write_text(said, encoding="utf-8")

    done = in_language("eo")
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup(written(project, "eo"), "html.parser")
    assert page.html["lang"] == "eo"
    assert (page.h1.text, page.h1.get("lang")) == ("Eta ekzerco", None)
    assert [(each.text, each["lang"]) for each in page.find_all("p", string="It says something.")] == [
        ("It says something.", "en")
    ]
    assert page.select_one(".tt-find button")["aria-label"] == "Serĉi"
    note = page.select(".tt-begun p")
    assert [each["lang"] for each in note] == ["en"]  # it cannot be said in Esperanto yet
    assert note[0].text.startswith("This language has been begun: 0\u202f% of the texts are translated.")
    assert "Fontoj | Consulted | 1\u00a0170 50% a kaj b 2027-Majo-01" in page.text
    assert "paŝo paŝoj" in page.text
    assert [link["hreflang"] for link in page.select(".tt-lang a")] == ["en", "es", "eo"]

    (folder / "tertulia.po").write_text(said.replace('"{n} min"\nmsgstr ""', '"{n} min"\nmsgstr "{m} min"'))
    done = in_language("eo")
    assert done.returncode == 1
    assert re.match(
        r"publish: locale/eo/LC_MESSAGES/tertulia\.po:\d+: the places in braces differ: '{n} min'", done.stderr
    )
    shutil.rmtree(project / "locale" / "eo")


def test_a_warning_fails_the_build(project, in_language):
    (project / "exercises" / "tiny.ipynb").write_text(notebook("2"), encoding="utf-8")
    index = project / "chapters" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    done = in_language("en")
    index.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert "chapters/index.md" in done.stderr
    assert "nowhere" in done.stderr


def test_a_removed_page_leaves_nothing_behind(project, in_language):
    (project / "exercises" / "tiny.ipynb").rename(project / "exercises" / "other.ipynb")
    (project / "_toc.yml").write_text(TOC.replace("tiny", "other"), encoding="utf-8")
    assert in_language("en").returncode == 0
    left = [path.name for path in (project / ".cache" / "en" / "html" / "exercises").iterdir()]
    assert left == ["other.html"]


EDITION = """\
made_for: "0.2.0"
version: "1.0"
date: "2026-11-28"
languages: [es, en]
name: {es: Redes de barrio, en: Networks next door}
short_name: Barrio
claim: {es: Para la tienda de abajo, en: For the shop downstairs}
publisher: Gremio de prueba (inventado)
contact: hola@gremio.example
legal_notice: legal.md
logo: logo.svg
colour: "#123456"
storage: "barrio:"
leave_out: [exercises/tiny]
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


def test_an_edition_speaks_in_its_own_name_and_leaves_no_link_to_what_it_leaves_out(project, in_language):
    (project / "_toc.yml").write_text(TOC.replace("tiny", "tiny\n      - file: exercises/kept"), encoding="utf-8")
    for name in ("tiny", "kept"):
        (project / "exercises" / f"{name}.ipynb").write_text(notebook("2"), encoding="utf-8")
    own = project / "editions" / "mine"
    own.mkdir(exist_ok=True)
    (own / "edition.yml").write_text(EDITION, encoding="utf-8")
    (own / "logo.svg").write_text(SVG, encoding="utf-8")
    (own / "legal.md").write_text("# Aviso\n\nQuién, y [tus datos](../../chapters/your_data.md).\n", encoding="utf-8")
    (own / "legal.en.md").write_text("# Notice\n\nWho.\n", encoding="utf-8")
    index = project / "chapters" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(f"{text}\nSee [the tiny one](../exercises/tiny.ipynb) first.\n", encoding="utf-8")
    done = in_language("es", "--edition", "mine")
    index.write_text(text, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    html = project / ".cache" / "editions" / "mine" / "es" / "html"
    home = BeautifulSoup((html / "chapters" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert home.h1.text == "Redes de barrio" and home.select_one(".tt-hero__sub").text == "Para la tienda de abajo"
    assert home.title.text == "Redes de barrio · Para la tienda de abajo" and home.html["data-storage"] == "barrio:"
    assert "Tertulia" not in home.text
    assert "See the tiny one first." in home.text
    assert not [link for link in home.select("a[href]") if "tiny" in link["href"]]
    assert "Gremio de prueba (inventado)" in home.footer.text and "1.0" in home.footer.text
    assert home.select_one('footer a[href="mailto:hola@gremio.example"]').text == "Contacto"
    legal = BeautifulSoup((html / "editions" / "mine" / "legal.html").read_text(encoding="utf-8"), "html.parser")
    assert legal.h1.text == "Aviso" and legal.title.text == "Aviso · Redes de barrio"
    assert legal.select_one(".tt-brand b").text == "Barrio"
    assert [image["src"] for image in legal.select(".tt-brand img")] == ["../../_static/logo-light.svg"]
    assert (html / "_static" / "logo-light.svg").read_text() == SVG
    assert "--accent: #123456;" in (html / "_static" / "tokens.css").read_text(encoding="utf-8")
    assert not (html / "exercises" / "tiny.html").exists() and (html / "exercises" / "kept.html").exists()
    assert not (html / "editions" / "mine" / "legal.en.html").exists()
    assert {link["hreflang"] for link in legal.select("nav.tt-lang a")} == {"es", "en"}
