"""Runs the notebooks and stores their answers in them: in English as they are committed, or copies in a language.

The stored answer is the exercise as finished HTML. A widget's view is not stored: without a running Python it is an
error message, and where it stands nobody looks at the HTML.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from babel.messages.pofile import read_po
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from publish import build
from publish.errors import PublishError
from publish.paths import CACHE, ROOT
from tertulia.languages import SOURCE

TODAY = "2026-11-23"
"""The day on which the stored answers are given; the tests run the notebooks on the same day."""

FOLDERS = ("exercises", "models")
"""Where the notebooks lie: those of the learner, and one for each model."""

NOT_STORED = "application/vnd.jupyter.widget-view+json"


def run(language: str = SOURCE) -> None:
    """Run every notebook of the course: in place in English, else as copies in a folder named after the language."""
    build.environment(language, CACHE / language)
    del os.environ["TERTULIA_PAGE"]  # stored for JupyterLab, where an exercise brings its own style sheets
    own = language == SOURCE
    if own:
        os.environ["TERTULIA_TODAY"] = TODAY
    for file in sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.ipynb")):
        if ".ipynb_checkpoints" in file.parts:
            continue
        began = monotonic()
        notebook = nbformat.read(file, as_version=4)
        _execute(notebook, file)
        name = file.relative_to(ROOT)
        target = file if own else ROOT / language / name
        if not own:
            translate(notebook, _catalogue(name, language))
            # the kernel of this name speaks the language, whatever the others do (binder/postBuild)
            notebook.metadata["kernelspec"].update(name=f"tertulia-{language}", display_name=f"Python 3 ({language})")
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target)
        build.say(f"{target.relative_to(ROOT).as_posix()}: {monotonic() - began:.1f} s")


def _execute(notebook: Any, file: Path) -> None:
    folder = {"metadata": {"path": str(file.parent)}}
    try:
        # what a cell prints stays one piece, however it came
        NotebookClient(notebook, timeout=120, record_timing=False, coalesce_streams=True, resources=folder).execute()
    except CellExecutionError as error:
        raise PublishError(build.failed_cell(file, str(error))) from None
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(NOT_STORED, None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}


def _catalogue(notebook: Path, language: str) -> dict[str, str]:
    """The texts of a notebook in a language, as the book's page of it has them."""
    file = (ROOT / "locale" / language / "LC_MESSAGES" / notebook).with_suffix(".po")
    if not file.is_file():
        return {}
    with file.open("rb") as opened:
        return {str(message.id): str(message.string) for message in read_po(opened) if message.id and message.string}


_BLOCK = re.compile(r"^(#+ )?(.*)$", re.DOTALL)


def translate(notebook: Any, catalogue: dict[str, str]) -> None:
    """Say the notebook's headings and paragraphs in the catalogue's language; what is not in it stays as it is."""
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        blocks = [_BLOCK.fullmatch(block) for block in cell.source.split("\n\n")]
        cell.source = "\n\n".join(
            f"{block[1] or ''}{catalogue.get(' '.join(block[2].split()), block[2])}" for block in blocks if block
        )
