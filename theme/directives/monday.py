"""What to do on Monday morning: a list to tick off.

:::{monday}
- Put the three questions beside the till. {minutes}`20`
:::

The ticks are kept by `static/monday.js` in the reader's browser. Each task is known by its English text, so that
they survive a change of language and of order.
"""

from __future__ import annotations

from hashlib import sha256
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _, number
from theme.nodes import frame


class Minutes(nodes.inline):
    """How long a task takes."""


class Tasks(nodes.General, nodes.Element):
    """The list before it becomes boxes to tick."""


def key(text: str) -> str:
    """A short name for a text of the source, the same in every language."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def minutes(
    _role: str, rawtext: str, text: str, lineno: int, inliner: Inliner, *_rest: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """{minutes}`10` is "10 min"."""
    if not text.isdigit():
        problem = inliner.reporter.error(f"minutes: {text!r} is not a whole number.", line=lineno)
        return [inliner.problematic(rawtext, rawtext, problem)], [problem]
    shown = _("{n} min").format(n=number(int(text)))
    return [Minutes(rawtext, shown, classes=["tt-time"])], []


class Monday(SphinxDirective):
    """A list of tasks with boxes to tick."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The tasks; an error unless the content is one bullet list."""
        content = self.parse_content_to_nodes()
        if len(content) != 1 or not isinstance(content[0], nodes.bullet_list):
            raise self.error("monday: write the tasks as one bullet list and nothing else.")
        for task in content[0].findall(nodes.list_item):
            first = task.next_node(nodes.paragraph)
            task["task"] = key(first.rawsource if first is not None else task.astext())
        return [Tasks("", *content)]


class ShowTasks(SphinxPostTransform):
    """Turn each task into a label with its box; the time stands apart."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the lists of this page."""
        for tasks in list(self.document.findall(Tasks)):
            items = [self.item(task) for task in tasks.findall(nodes.list_item)]
            note = escape(_("The ticks stay on this device."))
            lost = escape(_("This browser keeps nothing for this address: the ticks are gone when you leave the page."))
            end = f'</ul><p class="tt-note tt-js tt-keeps">{note}</p><p class="tt-note tt-blocked">{lost}</p></div>'
            tasks.replace_self(frame('<div class="tt-monday"><ul>', *items, end=end))

    def item(self, task: nodes.Element) -> nodes.Node:
        """One task."""
        times = list(task.findall(Minutes))
        for time in times:
            time.parent.remove(time)
        text = [inline for paragraph in task.children for inline in paragraph.children]
        if text and isinstance(text[-1], nodes.Text):
            text[-1] = nodes.Text(text[-1].rstrip())
        box = f'<input class="tt-check" type="checkbox" data-task="{task["task"]}">'
        return frame(f"<li><label>{box}", frame("<span>", *text, end="</span>"), *times, end="</label></li>")


def _open_minutes(translator: Any, node: Minutes) -> None:
    translator.body.append(translator.starttag(node, "span", ""))


def _close_minutes(translator: Any, _node: Minutes) -> None:
    translator.body.append("</span>")


def setup(app: Sphinx) -> None:
    """Register the directive, the role and the post-transform."""
    app.add_node(Minutes, html=(_open_minutes, _close_minutes))
    app.add_node(Tasks)
    app.add_role("minutes", minutes)
    app.add_directive("monday", Monday)
    app.add_post_transform(ShowTasks)
