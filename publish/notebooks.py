"""Runs the notebooks and stores their answers in them, in English, as they are committed.

The stored answer is the exercise as finished HTML. A widget's view is not stored: without a running Python it is an
error message, and where it stands nobody looks at the HTML.
"""

from __future__ import annotations

import os
from time import monotonic

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from publish import build
from publish.errors import PublishError
from publish.paths import CACHE, ROOT
from tertulia.language import LANGUAGES

TODAY = "2026-11-23"
"""The day on which the stored answers are given; the tests run the notebooks on the same day."""

NOT_STORED = "application/vnd.jupyter.widget-view+json"


def run() -> None:
    """Run every notebook under exercises/ in place."""
    build.environment(LANGUAGES[0], CACHE / LANGUAGES[0])
    del os.environ["TERTULIA_PAGE"]  # stored for JupyterLab, where an exercise brings its own style sheets
    os.environ["TERTULIA_TODAY"] = TODAY
    for file in sorted((ROOT / "exercises").rglob("*.ipynb")):
        if ".ipynb_checkpoints" in file.parts:
            continue
        began = monotonic()
        notebook = nbformat.read(file, as_version=4)
        try:
            NotebookClient(
                notebook, timeout=120, record_timing=False, resources={"metadata": {"path": str(file.parent)}}
            ).execute()
        except CellExecutionError as error:
            raise PublishError(build.failed_cell(file, str(error))) from None
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                output.get("data", {}).pop(NOT_STORED, None)
        notebook.metadata.pop("widgets", None)
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.write(notebook, file)
        build.say(f"{file.relative_to(ROOT).as_posix()}: {monotonic() - began:.1f} s")
