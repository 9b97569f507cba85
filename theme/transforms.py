"""Small repairs of what the page is made of: translated part captions, and code folded away below its answer."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import init as init_catalogue
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import docname_to_domain

from theme.drawings import icon


class TranslateCaptions(SphinxTransform):
    """Translate the captions of _toc.yml, which enter the root page after Sphinx has translated it."""

    default_priority = 101  # right after sphinx_external_toc has put the tables of contents in

    def apply(self, **_kwargs: Any) -> None:
        """Replace the captions of this page's tables of contents."""
        folders = [str(self.env.srcdir / folder) for folder in self.config.locale_dirs]
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        catalogue, has_catalogue = init_catalogue(folders, self.config.language, domain)
        for toctree in self.document.findall(addnodes.toctree) if has_catalogue else ():
            caption = toctree.get("rawcaption")
            if caption:
                toctree.apply_translated_message(caption, catalogue.gettext(caption))


class CodeBelow(SphinxPostTransform):
    """In a cell whose code is folded away the answer comes first, for the eye and for the keyboard."""

    default_priority = 200  # after myst-nb has folded the code
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Move the folded code of this page's cells."""
        for cell in self.document.findall(nodes.container):
            if cell.get("nb_element") == "cell_code" and cell.get("hide_mode") == "input" and len(cell) > 1:
                code = cell.children[0]
                cell.remove(code)
                cell.append(code)


def _open_code(translator: Any, node: HideCodeCellNode) -> None:
    words = (
        f'<span class="tt-code__show">{escape(node["prompt_show"])}</span>'
        f'<span class="tt-code__hide">{escape(node["prompt_hide"])}</span>'
    )
    translator.body.append(
        f'<details class="tt-fold tt-code"><summary><span>{words}</span>{icon("down", "tt-chev")}</summary>'
    )


def _close_code(translator: Any, _node: HideCodeCellNode) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the transforms, and our own fold for code: myst-nb's has a label in English and no word of ours."""
    app.add_node(HideCodeCellNode, override=True, html=(_open_code, _close_code))
    app.add_transform(TranslateCaptions)
    app.add_post_transform(CodeBelow)
