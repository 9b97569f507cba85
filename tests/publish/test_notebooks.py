"""Notebooks in another language, and the image for many in which they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from publish import notebooks
from publish.paths import ROOT
from tertulia.language import LANGUAGES

BINDER = ROOT / "binder"
SPOKEN = "from tertulia.language import number\nprint(number(1234.5, 1))"


def notebook(*cells: tuple[str, str]) -> nbformat.NotebookNode:
    make = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return nbformat.v4.new_notebook(cells=[make[kind](text) for kind, text in cells], metadata=kernel)


def test_headings_and_paragraphs_are_translated_and_nothing_else():
    made = notebook(("markdown", "# One\n\nTwo\nwords\n\n```text\nOne\n```\n\nThree"), ("code", "One"))
    notebooks.translate(made, {"One": "Uno", "Two words": "Dos palabras"})
    assert [cell.source for cell in made.cells] == ["# Uno\n\nDos palabras\n\n```text\nOne\n```\n\nThree", "One"]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_sentence_of_the_exercises_is_found_in_the_catalogues(language):
    for file in sorted(ROOT.glob("exercises/*/*.ipynb")):
        made = nbformat.read(file, as_version=4)
        before = [cell.source.split("\n\n") for cell in made.cells if cell.cell_type == "markdown"]
        notebooks.translate(made, notebooks._catalogue(file.relative_to(ROOT), language))
        after = [cell.source.split("\n\n") for cell in made.cells if cell.cell_type == "markdown"]
        pairs = [pair for old, new in zip(before, after, strict=True) for pair in zip(old, new, strict=True)]
        assert pairs and [old for old, new in pairs if old == new] == [], file.name


def test_everything_is_pinned_and_is_what_the_tests_run():
    assert re.fullmatch(r"python-3\.1[123]\n", (BINDER / "runtime.txt").read_text())
    lines = (BINDER / "requirements.txt").read_text().splitlines()
    wanted = [line for line in lines if not line.startswith("#")]
    assert wanted[0] == "-r ../requirements.txt"
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", line) for line in wanted[1:])
    assert "jupyterlab" in {line.split("==")[0] for line in wanted[1:]}
    tested = (ROOT / "tests" / "requirements.txt").read_text().splitlines()
    assert [line for line in wanted if line.startswith("jupyterlab")] == [
        line for line in tested if line.startswith("jupyterlab")
    ]


def test_an_image_speaks_each_language_and_trusts_its_notebooks(tmp_path):
    project, data = tmp_path / "project", tmp_path / "data"
    leave = shutil.ignore_patterns(".*", "_build", "tests", "exercises", "models", "data", "__pycache__", "*.egg-info")
    shutil.copytree(ROOT, project, ignore=lambda folder, names: leave(folder, names) if folder == str(ROOT) else ())
    place = project / "exercises" / "tiny" / "tiny.ipynb"
    place.parent.mkdir(parents=True)
    nbformat.write(notebook(("markdown", "# Your firm"), ("code", SPOKEN)), place)
    spanish = project / "locale" / "es" / "LC_MESSAGES" / "exercises" / "tiny" / "tiny.po"
    spanish.parent.mkdir()
    spanish.write_text('msgid "Your firm"\nmsgstr "Tu empresa"\n')
    script = project / "binder" / "postBuild"
    assert os.access(script, os.X_OK)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "NB_PYTHON_PREFIX": str(tmp_path / "prefix"),
        "JUPYTER_DATA_DIR": str(data),
    }
    done = subprocess.run([script], cwd=project, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    kernel = json.loads((tmp_path / "prefix/share/jupyter/kernels/tertulia-es/kernel.json").read_text())
    assert kernel["env"] == {"TERTULIA_LANGUAGE": "es"}
    copy = project / "es" / "exercises" / "tiny" / "tiny.ipynb"
    made = nbformat.read(copy, as_version=4)
    assert made.cells[0].source == "# Tu empresa" and made.metadata.kernelspec.name == "tertulia-es"
    assert made.cells[1].outputs[0].text == "1.234,5\n"
    assert (project / "es" / "chapters" / "notebooks.md").is_file()
    assert (
        "outputs" in json.loads(place.read_text())["cells"][1]
        and not json.loads(place.read_text())["cells"][1]["outputs"]
    )
    notary = NotebookNotary(data_dir=str(data))
    assert all(notary.check_signature(nbformat.read(file, as_version=4)) for file in (place, copy))
    notary.store.close()
