"""The parts of the home page.

:::{hero}
Two sentences on what the course is. The page's title and the edition's claim stand above, the table of steps beside.
:::

:::{for-whom}
- **You run a small firm.** What is in it for you.
:::

:::{course-steps}
:::

:::{device}
**Your data stays on this device.** What is kept and where.
:::

`course-steps` lists the pages of the course by itself: titles, first sentences and times are the pages' own.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _, number
from theme import drawings, progress, toc
from theme.languages import Translation, translations
from theme.nodes import Line, frame
from theme.toc import TocPage


class Opening(nodes.General, nodes.Element):
    """The hero before the page's title and the course's steps are known."""


class Steps(nodes.General, nodes.Element):
    """The list of steps before the pages are known."""


class Hero(SphinxDirective):
    """The opening of the home page: what the course is, the languages, where to start, the table."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The opening, with the edition's claim as its subtitle. An error above a page's title."""
        self.assert_has_content()
        if not any(self.state.document.findall(nodes.title)):
            raise self.error("hero: it stands below the page's title, so write `# Title` first.")
        return [Opening("", *self.parse_content_to_nodes())]


class ForWhom(SphinxDirective):
    """Who the course is for: a bullet list, each item begins with **who**."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The framed list; an error unless every item begins in bold."""
        content = self.parse_content_to_nodes()
        if len(content) != 1 or not isinstance(content[0], nodes.bullet_list):
            raise self.error("for-whom: write one bullet list and nothing else.")
        for item in content[0].children:
            words = next((part for part in item.children[0].children if part.astext()), None)
            if not isinstance(words, nodes.strong):
                raise self.error("for-whom: begin each item with **who it is for** in bold.")
        return [frame('<div class="tt-who">', *content, end="</div>")]


class CourseSteps(SphinxDirective):
    """The pages of the course, in order."""

    def run(self) -> list[nodes.Node]:
        """A placeholder until all pages are read."""
        return [Steps()]


class Device(SphinxDirective):
    """What stays on the reader's device."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The framed note."""
        self.assert_has_content()
        content = self.parse_content_to_nodes()
        return [frame(f'<div class="tt-device">{drawings.icon("device")}<div>', *content, end="</div></div>")]


class ShowHome(SphinxPostTransform):
    """Fill in what only the whole course can tell."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders of this page."""
        for opening in list(self.document.findall(Opening)):
            title = next(iter(self.document.findall(nodes.title)))
            title.parent.remove(title)
            opening.replace_self(self.opening(title, opening.children))
        for placeholder in list(self.document.findall(Steps)):
            placeholder.replace_self(self.steps())

    def address(self, page: TocPage) -> str:
        """The page's address seen from this one."""
        return escape(self.app.builder.get_relative_uri(self.env.docname, page.doc))

    def opening(self, title: nodes.Element, paragraphs: list[nodes.Node]) -> nodes.Node:
        """The hero."""
        pages = toc.steps(self.env)
        claim = self.app.config.tertulia_edition.get("claim", "")
        heading = Line("", "", *title.children, open="<h1>", close="</h1>")
        table = drawings.table([(self.address(page), page.title) for page in pages])
        return frame(
            '<div class="tt-hero"><div>',
            heading,
            frame(f'<p class="tt-hero__sub">{escape(claim)}</p>' if claim else "", end=""),
            frame('<div class="tt-hero__say">', *paragraphs, end="</div>"),
            end=f'{pick(translations(self.app, self.env.docname))}<p class="tt-actions">'
            f'<a class="tt-btn" data-go href="{self.address(pages[0])}"><span>{escape(_("Start"))}: '
            f"{escape(pages[0].title)}</span>{drawings.icon('next')}</a></p></div>"
            f'<div class="tt-table">{table}</div></div>',
        )

    def steps(self) -> nodes.Node:
        """The list of steps."""
        times = toc.minutes(self.env)
        rows = ""
        for place, page in enumerate(toc.steps(self.env)):
            here = "" if place else escape(_("Start here"))
            whole = sum(times.get(each.doc, 0) for each in page.walk())
            time = escape(_("{n} min").format(n=number(whole))) if whole else ""
            rows += (
                f'<li {progress.mark(self.app, page)}><a href="{self.address(page)}">'
                f"{drawings.seat('todo' if place else 'now')}"
                f"<h3>{escape(page.title)}</h3><p>{escape(toc.opening(self.env, page.doc))}</p>"
                f"<em><b>{here}</b>{time}</em></a></li>"
            )
        words = {
            "done": _("Done"),
            "now": _("You are here"),
            "onward": _("Continue: {title}"),
            "count": f"{_('{done} of {all}')}|{_('steps done')}",
        }
        attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in words.items())
        return frame(f'<ol class="tt-course"{attributes}>{rows}', end="</ol>")


def pick(offered: list[Translation]) -> str:
    """The choice of language on the home page; nothing when there is one language only."""
    if len(offered) < 2:
        return ""
    links = "".join(
        f'<li><a href="{escape(each.href)}" lang="{each.language}" hreflang="{each.language}" data-language'
        f"{' aria-current=true' if each.current else ''}><i></i>{escape(each.name)}</a></li>"
        for each in offered
    )
    title = escape(_("Choose your language"))
    return f'<nav class="tt-pick" aria-label="{title}"><p class="tt-pick__title">{title}</p><ul>{links}</ul></nav>'


def setup(app: Sphinx) -> None:
    """Register the directives and the post-transform."""
    app.add_node(Opening)
    app.add_node(Steps)
    app.add_directive("hero", Hero)
    app.add_directive("for-whom", ForWhom)
    app.add_directive("course-steps", CourseSteps)
    app.add_directive("device", Device)
    app.add_post_transform(ShowHome)
