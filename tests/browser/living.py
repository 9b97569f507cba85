"""What the tests of moving pages share: waiting until a page is alive, and asking its Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]

START = 60_000
"""ms a busy computer may take until an exercise is alive."""

REVIEW = "exercises/plan/plan_review"
STORED = "localStorage.getItem('tertulia:plan')"


def of_the_course() -> list[str]:
    """Every exercise of the course, in its order; what else there is, for who teaches, is none of it."""
    course = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"][0]
    pages = [each["file"] for chapter in course["chapters"] for each in chapter.get("sections", ())]
    return [page for page in pages if page.startswith("exercises/")]


def alive(page: Page, state: str = "ready") -> None:
    """Wait until the page says so of itself."""
    page.wait_for_function("(state) => document.documentElement.dataset.live === state", arg=state, timeout=START)


def with_picture(page: Page) -> None:
    """Wait until everything has arrived that comes behind the first numbers."""
    alive(page)
    page.wait_for_function("() => performance.getEntriesByName('live-behind').length", timeout=START)


def ask(page: Page, expression: str) -> Any:
    """The value of a Python expression, in the names of the page's cells."""
    return page.evaluate("(expression) => live.ask(expression)", expression)
