"""Two small repairs of what the page is made of: translated part captions, and code below its answer."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import init as init_catalogue
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import docname_to_domain


class TranslateCaptions(SphinxTransform):
    """Translate the captions of _toc.yml, which enter the root page after Sphinx has translated it."""

    default_priority = 101  # right after sphinx_external_toc has put the tables of contents in

    def apply(self, **_kwargs: Any) -> None:
        """Replace the captions of this page's tables of contents."""
        folders = [str(self.env.srcdir / folder) for folder in self.config.locale_dirs]
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        catalogue, found = init_catalogue(folders, self.config.language, domain)
        for toctree in self.document.findall(addnodes.toctree) if found else ():
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


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_transform(TranslateCaptions)
    app.add_post_transform(CodeBelow)
