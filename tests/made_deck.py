"""A small course with a chapter for teachers and a workshop, as `theme` makes slides of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from publish import fetch

CHAPTER = """\
# A chapter

The first paragraph leads.

:::{outcomes}
- say what you want
:::

:::{story}
The bakery is empty at *ten past two*.
:::

## A section

```{figure-of} purposes
```

:::{evidence} A like brings no sale
:grade: A

Five experiments & two analyses.
:::

:::{exercise-card} exercises/simulator
:minutes: 15

Try it.
:::

:::{teach} Hours decide, not hopes
:exercise: exercises/simulator
:minutes: 20
:ask: What do you expect in a year?

1. Begin with the bakery as it stands.
2. {demo}`posts=6` Twice the posts.
3. {demo}`hours=8; reply_hours=2` Twice the hours.

- **“So I post more.”** Not with the same hours.
:::

:::{teach} Say what you want
:minutes: 10
:ask: What do you want from a network?

- **“To be seen.”** By whom?
:::

## On Monday morning

:::{monday}
- Ask **ten** customers. {minutes}`20`
:::

:::{question} What comes first?
:right: 2

- The network

  That comes later.

- By whom?

  Whoever it is, say it.
:::
"""
CELL = {"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": None}
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# The simulator\n\nTry it."},
            {**CELL, "source": 'from tertulia.widgets import community_simulator\n\ncommunity_simulator("bakery")'},
        ],
    }
)
PAGES = {"index": "# Home\n\nWelcome.", "chapter": CHAPTER, "exercises/simulator.ipynb": NOTEBOOK}

WORDS = {"title": "", "say": "", "prepare": "", "who": ""}
SECTION = {**WORDS, "kind": "section", "page": "chapter", "section": "A section", "minutes": 8, "drop": 0}
EXERCISE = {**WORDS, "kind": "exercise", "page": "exercises/simulator", "section": "", "minutes": None, "drop": 2}
TALK = {**WORDS, "kind": "talk", "page": "", "section": "", "minutes": 5, "drop": 0}
BREAK = {**WORDS, "kind": "break", "page": "", "section": "", "minutes": 15, "drop": 0}
WORKSHOP: dict[str, Any] = {
    "key": "half_day",
    "title": "Redes & bar",
    "date": "2027-02-12",
    "place": "The market hall",
    "address": "",
    "people": 20,
    "bring": [],
    "sessions": [
        {
            "title": "Before coffee",
            "date": "",
            "begin": "16:40",
            "ends": "18:00",
            "items": [{**TALK, "title": "Welcome", "prepare": "Put out the chairs."}, SECTION, EXERCISE, BREAK],
        }
    ],
}
ADDRESS = "https://example.org/course/"


def site(folder: Path, book: Any, **settings: Any) -> Path:
    """A finished teachers' site in English with the slides of this chapter and this workshop."""
    fetch.everything()  # the fonts, and what draws a code
    made = book(PAGES, tertulia_audience="teachers", tertulia_workshops=[WORKSHOP], **settings)
    shutil.copytree(made.folder, folder / "en")
    return folder
