"""The parts of the page "Your data".

```{your-data} progress
```

`progress` says how far the learner is, step by step; `list` shows what this browser keeps; `save`, `load` and
`erase` are the three things to do with it. All are filled by `static/your_data.js`, and nothing leaves the browser.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _
from theme import drawings, progress, toc
from theme.nodes import frame

PARTS = ("progress", "list", "save", "load", "erase")

SCRIPTS = ("kinds.js", "offline_copy.js", "your_data.js")
"""What only a page with these parts loads."""


def names() -> dict[str, str]:
    """What is kept, by the name it is kept under (the kinds of `static/kinds.js`)."""
    return {
        "progress": _("How far you are"),
        "answers": _("Your answers in the checks"),
        "ticks": _("The boxes you ticked"),
        "firm": _("Your firm"),
        "entries": _("What you typed in the exercises"),
        "late": _("What you typed just before you left a page"),
        "how_to": _("What you typed on the pages “Twenty minutes with …”"),
        "plan": _("Your plan"),
        "undo": _("Your plan before its last changes"),
        "calendar": _("What your calendar files held"),
        "files": _("The figures of the files you opened"),
        "language": _("Your language"),
        "mode": _("Light or dark"),
        "record": _("Your name for the completion record"),
        "room": _("The sheet you showed to a group, with the key to take it back"),
    }


def words() -> dict[str, Any]:
    """What `static/your_data.js` says."""
    return {
        "names": names(),
        "strange": _("Something this version of the course does not know"),
        "copy": _("The course itself, to use without a net"),
        "copy_part": _("A part of the course itself, fetched to use it without a net"),
        "megabytes": _("{n} MB"),
        "fetched": _("Which version of the exercises this browser has fetched"),
        "forget": _("Forget this"),
        "forgotten": _("Forgotten: {name}."),
        "entries": _("entries: {n}"),
        "key": _("Name in the browser"),
        "size": _("{n} characters"),
        "content": _("Show what it says"),
        "read": _("Read"),
        "unread": _("Not read yet"),
        "exercises": _("exercises done: {n} of {all}"),
        "passed": _("Check passed"),
        "check": _("Check: {n} of {all} right"),
        "unchecked": _("Check not done yet"),
        "nothing": _("There is nothing to save yet."),
        "saved": _("Saved as {file}, where your browser puts its downloads."),
        "loaded": _("Loaded and added to what was here: {names}."),
        "large": _("This file is too large to come from the course. Nothing was changed."),
        "unreadable": _(
            "This file cannot be read; it may be damaged. Choose the one you saved here. Nothing was changed."
        ),
        "foreign": _("This file does not come from this course. Choose one that you saved here. Nothing was changed."),
        "newer": _(
            "This file comes from another version of the course, which this one cannot read. Nothing was changed."
        ),
        "unknown": _("This file holds something the course does not know: {names}. Nothing was changed."),
        "wrong": _("In this file something is not as the course writes it: {names}. Nothing was changed."),
        "stayed": _("Nothing was erased."),
        "erased": _("Erased. This browser keeps nothing of the course now."),
    }


class YourDataPart(nodes.General, nodes.Element):
    """One part of the page, attribute "part"; the steps are not known before every page is read."""


class YourData(SphinxDirective):
    """One part of the page "Your data"."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A placeholder; an error if there is no such part."""
        part = self.arguments[0]
        if part not in PARTS:
            raise self.error(f"your-data: there is no part {part!r}. There are: {', '.join(PARTS)}.")
        return [YourDataPart(part=part)]


class ShowParts(SphinxPostTransform):
    """Turn each part into HTML."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the parts of this page; the first one brings the words and says when nothing can be kept."""
        for place, part in enumerate(list(self.document.findall(YourDataPart))):
            shown = getattr(self, part["part"])()
            part.replace_self(frame(("" if place else _heading()) + shown, end=""))

    def progress(self) -> str:
        """How far the learner is with each step."""
        rows = "".join(
            f"<li {progress.mark(self.app, step)}>{drawings.seat('todo')}"
            f'<div><a href="{escape(self.app.builder.get_relative_uri(self.env.docname, step.doc))}">'
            f'{escape(step.title)}</a><p class="tt-note" data-told></p></div></li>'
            for step in toc.steps(self.env)
        )
        return f'<div class="tt-yours tt-js" data-yours="progress"><ul class="tt-far">{rows}</ul></div>'

    def list(self) -> str:
        """What is kept."""
        none = escape(_("This browser keeps nothing of the course yet."))
        return (
            f'<div class="tt-yours tt-js" data-yours="list"><ul class="tt-kept"></ul><p data-none>{none}</p>'
            '<p role="status" tabindex="-1" data-said></p></div>'
        )

    def save(self) -> str:
        """A file to take away."""
        return _do("save", f'<button class="tt-btn" type="button">{escape(_("Save as a file"))}</button>')

    def load(self) -> str:
        """A file brought back."""
        label = escape(_("Choose a file you saved here"))
        field = '<input class="sr" type="file" accept=".json,application/json">'
        return _do("load", f'<label class="tt-btn tt-btn--line">{field}{label}</label>')

    def erase(self) -> str:
        """Everything gone, after one more question."""
        really = escape(_("Erase everything the course keeps in this browser? This cannot be undone."))
        return _do(
            "erase",
            f'<button class="tt-btn tt-btn--line" type="button" data-ask>{escape(_("Erase everything"))}</button>'
            f'<div role="group" aria-labelledby="erase-sure" data-sure hidden><p id="erase-sure">{really}</p>'
            f'<p class="tt-actions"><button class="tt-btn" type="button">{escape(_("Yes, erase it"))}</button>'
            f'<button class="tt-btn tt-btn--line" type="button">{escape(_("No, keep it"))}</button></p></div>',
        )


def _do(name: str, control: str) -> str:
    return f'<div class="tt-yours tt-js" data-yours="{name}">{control}<p role="status" data-said></p></div>'


def _heading() -> str:
    names = json.dumps(words(), ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/json" data-yours-words>{names}</script>{without_storage()}'


def without_storage() -> str:
    """What a reader sees where nothing can be kept."""
    blocked = escape(
        _(
            "This browser has switched off the storage for this address, so nothing can be kept, saved or loaded here. "
            "What you tick and answer is gone when you leave the page. Your browser's settings for privacy or cookies "
            "decide this."
        )
    )
    script = escape(_("This page needs JavaScript, and your browser has it switched off. Then nothing is kept either."))
    return f'<p class="tt-blocked">{blocked}</p><noscript><p>{script}</p></noscript>'


def _add_scripts(
    app: Sphinx, _doc: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Only a page that shows the learner's data loads what handles it."""
    if doctree is not None and "data-yours=" in context.get("body", ""):
        for place, name in enumerate(SCRIPTS):
            app.add_js_file(name, loading_method="defer", priority=900 + place)


def setup(app: Sphinx) -> None:
    """Register the directive and its post-transform."""
    app.add_node(YourDataPart)
    app.add_directive("your-data", YourData)
    app.add_post_transform(ShowParts)
    app.connect("html-page-context", _add_scripts, priority=500)
