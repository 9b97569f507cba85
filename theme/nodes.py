"""Two document nodes are enough for nearly every component: a frame around content, and a line of text.

What stands in a `Line` goes through the page's catalogue like any paragraph. The words inside a frame's own HTML are
the book's, not the page's, and come from `tertulia.language` when the page is read or written.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class Frame(nodes.General, nodes.Element):
    """Content between two pieces of HTML, the attributes "open" and "close"; "part" says which part of a page it is."""


class Line(nodes.General, nodes.TextElement):
    """A translatable line of text between two pieces of HTML, the attributes "open" and "close"."""


class Card(nodes.General, nodes.Element):
    """A link to an exercise, attributes "doc" and "minutes"; its title is not known before every page is read."""


class Quiz(nodes.General, nodes.Element):
    """A question: its legend, then one list item per answer with the answer and the explanation."""


def frame(start: str, *content: nodes.Node, end: str, part: str = "") -> Frame:
    """A frame with its content."""
    return Frame("", *content, open=start, close=end, part=part)


def line(directive: SphinxDirective, text: str, start: str, end: str) -> Line:
    """The text of a directive's argument or option as a translatable line."""
    children, problems = directive.parse_inline(text, lineno=directive.lineno)
    line = Line(text, "", *children, *problems, open=start, close=end)
    directive.set_source_info(line)
    return line


def _open(translator: Any, node: nodes.Element) -> None:
    translator.body.append(node["open"])


def _close(translator: Any, node: nodes.Element) -> None:
    translator.body.append(node["close"] + "\n")


def setup(app: Sphinx) -> None:
    """Make the nodes known to the HTML writer."""
    app.add_node(Frame, html=(_open, _close))
    app.add_node(Line, html=(_open, _close))
    app.add_node(Card)
    app.add_node(Quiz)
