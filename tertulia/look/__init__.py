"""The look of the exercises: style sheets shared by the book and by Jupyter."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
SHEETS = ("tokens.css", "tertulia.css", "jupyter.css", "print.css")
"""In the order they are loaded: colours and sizes, our components, ipywidgets' own parts, all of it on paper."""


def sheet() -> str:
    """One style sheet for an exercise shown in JupyterLab or Notebook.

    There the fonts are the system's, and dark is what the Jupyter theme says, not the system.
    """
    text = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in SHEETS)
    text = re.sub(r"@font-face \{[^}]*\}", "", text)
    text = text.replace(':root:not([data-theme="light"])', ".tt-never")
    return text.replace('[data-theme="dark"]', ':is([data-theme="dark"], [data-jp-theme-light="false"])')
