"""What the tests of moving pages share: waiting until a page is alive, and asking its Python."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

START = 60_000
"""ms a busy computer may take until an exercise is alive."""

REVIEW = "exercises/plan/plan_review"
STORED = "localStorage.getItem('tertulia:plan')"


def alive(page: Page, state: str = "ready") -> None:
    """Wait until the page says so of itself."""
    page.wait_for_function("(state) => document.documentElement.dataset.live === state", arg=state, timeout=START)


def with_picture(page: Page) -> None:
    """Wait until everything has arrived that comes behind the first numbers."""
    alive(page)
    page.wait_for_function("performance.getEntriesByName('live-behind').length", timeout=START)


def ask(page: Page, expression: str) -> Any:
    """The value of a Python expression, in the names of the page's cells."""
    return page.evaluate("(expression) => live.ask(expression)", expression)
