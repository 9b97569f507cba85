"""What the exercises know of the page they are alive in.

In JupyterLab, or while the book is built, there is no such page: everything is at hand, and nothing waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

try:
    import live_page
except ImportError:
    live_page = None


def width() -> float:
    """How wide the exercise is on the reader's screen, in CSS pixels; 0 if nobody knows."""
    return float(live_page.width()) if live_page else 0.0


def fragment() -> str:
    """How the page's address ends, "#" and what follows; empty if nobody knows."""
    return str(live_page.fragment()) if live_page else ""


def when_here(module: str, call: Callable[[], None]) -> None:
    """Call at once, or in a page as soon as this large library has arrived there."""
    if live_page:
        live_page.when_here(module, call)
    else:
        call()


def when_idle(who: object, calls: Sequence[Callable[[], None]]) -> None:
    """Call one after the other: in a page, each when nothing waits that the reader did.

    What is left of it is dropped when there is something else to call for the same `who`.
    """
    if live_page:
        live_page.when_idle(who, calls)
    else:
        for call in calls:
            call()


def alive() -> bool:
    """Whether this is a page of the book that has come alive in a reader's browser."""
    return live_page is not None


def store(name: str) -> Any:
    """Where this page keeps a text of this name (a `device.Store`); None where there is no such place."""
    return getattr(live_page, "stores", {}).get(name)


def when_refused(name: str, call: Callable[[str], None]) -> None:
    """Call with "changed", "full" or "blocked" when the page could not keep what seemed to be kept."""
    place = store(name)
    if place is not None:
        place.when_refused(call)


def when_changed(name: str, call: Callable[[], None]) -> None:
    """Call when another tab of this browser has changed what is kept under this name."""
    place = store(name)
    if place is not None:
        place.when_changed(call)


def keeps(typed: bool) -> None:
    """Tell the page whether what is typed now is kept, so that nothing is lost between a key and its answer."""
    if live_page:
        live_page.keeps(typed)
