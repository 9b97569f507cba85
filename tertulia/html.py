"""HTML and plain text are different things: text is escaped once, where it becomes HTML, and HTML never again."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """A piece of HTML. Whatever is not of this class is plain text, and is escaped where HTML is made of it."""

    __slots__ = ()

    def __add__(self, other: str) -> Html:
        """Both, one after the other; plain text is escaped."""
        return Html(str.__add__(self, as_html(other)))


def as_html(text: str) -> Html:
    """The text as HTML: escaped if it is plain, as it is if it is HTML already."""
    return text if isinstance(text, Html) else Html(escape(text))


def markup(template: str, /, **values: object) -> Html:
    """A sentence of ours that has tags in it, its places filled: plain text is escaped, HTML goes in as it is.

    The template is text of the course (or of its catalogue), never a learner's.
    """
    return Html(
        template.format(
            **{name: as_html(value if isinstance(value, str) else str(value)) for name, value in values.items()}
        )
    )


def joined(parts: Iterable[str], between: str = "") -> Html:
    """The parts one after the other; those that are plain text are escaped."""
    return Html(as_html(between).join(as_html(part) for part in parts))


def paragraphs(*texts: str) -> Html:
    """Each text as a paragraph."""
    return Html("".join(f"<p>{as_html(text)}</p>" for text in texts))
