"""A file opened in one exercise is offered in the others; what is kept for that can be forgotten again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import ipywidgets

from tertulia import browser
from tertulia.clock import today
from tertulia.device import KeepError
from tertulia.exports.captions import captions
from tertulia.exports.file import ExportFile
from tertulia.exports.followers import followers_by_day, weekly
from tertulia.exports.read import Export
from tertulia.language import _, ngettext, number
from tertulia.models.manager.results import Posts
from tertulia.widgets.base.components import note
from tertulia.widgets.base.controls import FileField, button
from tertulia.widgets.base.firm_facts import exercise_title
from tertulia.widgets.base.kept_files import MOST_COUNTS, MOST_LETTERS, MOST_NAME, MOST_TEXTS, FilesKeeper, KeptFile
from tertulia.widgets.base.own_posts_questions import show_if
from tertulia.widgets.base.own_posts_words import counted_words, is_open

MOST_ROWS = 5_000
"""Of a file whose other tables are read as well, for the followers they count; more would hold a page up."""


def file_to_keep(
    name: str, exercise: str, file: ExportFile, export: Export | None, posts: Posts | None = None
) -> KeptFile:
    """What may be kept of a file that was read: the figures, the texts of the last posts, the followers."""
    told = captions(export, MOST_TEXTS, MOST_LETTERS) if export else None
    small = sum(len(block.rows) for block in file.blocks) <= MOST_ROWS
    return KeptFile(
        name=name,
        exercise=exercise,
        posts=posts,
        rows=export.rows if export else "post",
        open=export is not None and is_open(export),
        texts=told.texts if told else (),
        left_out=told.left_out if told else 0,
        undated=told.undated if told else 0,
        counts=weekly(followers_by_day(file, today()), MOST_COUNTS) if small else (),
    )


class KeptFiles:
    """What one exercise keeps of its file for the others, and what the others have kept for it.

    exercise: its name. wants: what it needs of a file, as `KeptFile.has` says it. use: called with the file that the
    learner takes over. forgotten: called when what is kept of this exercise's file was forgotten. `offers` and `box`
    belong into the card where files are chosen.
    """

    def __init__(
        self, exercise: str, wants: str, use: Callable[[KeptFile], None], forgotten: Callable[[], None]
    ) -> None:
        self.exercise = exercise
        self._wants, self._use, self._forgotten = wants, use, forgotten
        self._keeper = FilesKeeper()
        self._now: KeptFile | None = None
        self._all: dict[str, KeptFile] = {}
        self._offered: list[KeptFile] = []
        self.offers = ipywidgets.Box([])
        self.offers.add_class("tt-offers")
        self._said = ipywidgets.HTML()
        self._keep = button(_("Keep it for the other exercises"), self._keep_all)
        self._texts = button(_("Keep its texts too, for the conversation audit"), self._keep_all)
        self._forget = button(_("Forget what is kept of it"), self.forget)
        actions = ipywidgets.Box([self._keep, self._texts, self._forget])
        actions.add_class("tt-actions")
        self.box = ipywidgets.Box([self._said, actions])
        self.box.add_class("tt-kept-file")
        self._look()
        browser.when_changed("files", self._look)

    def load(self) -> KeptFile | None:
        """What is kept of the file that was opened here last."""
        self._look()
        return self._all.get(self.exercise)

    def about(self, file: KeptFile | None) -> None:
        """This file is looked at now; None while there is none."""
        self._now = file
        self._show()

    def keep(self) -> None:
        """Keep its figures; its texts only where the learner has said so."""
        if self._now:
            here = self._all.get(self.exercise)
            said = here is not None and here.name == self._now.name and here.has("texts")
            self._save(self._now if said else replace(self._now, texts=(), left_out=0, undated=0))

    def forget(self) -> None:
        """Forget what is kept of the file that is looked at, here and in every exercise that took it over."""
        file, self._now = self._now, None
        if file:
            with suppress(KeepError):
                self._keeper.forget(file.name)
        self._look()
        self._forgotten()

    def _keep_all(self) -> None:
        if self._now:
            self._save(self._now)

    def _save(self, file: KeptFile) -> None:
        here = self._all.get(self.exercise)
        if here is not None and here.state == file.state:
            return
        with suppress(KeepError):
            self._keeper.save(self.exercise, file)
        self._look()

    def _look(self) -> None:
        """What is kept now; another exercise may be open in another tab."""
        try:
            self._all = self._keeper.load()
        except KeepError:
            self._all = {}
        self._show()

    def _show(self) -> None:
        here, now = self._all.get(self.exercise), self._now
        kept = here is not None and now is not None and here.name == now.name[:MOST_NAME]
        show_if(now is not None, self.box)
        show_if(not kept, self._keep)
        show_if(kept and now is not None and now.has("texts") and not (here and here.has("texts")), self._texts)
        show_if(kept, self._forget)
        self._said.value = note(_kept_words(here)) if kept and here else ""
        offered = [file for file in self._all.values() if file.exercise != self.exercise and file.has(self._wants)]
        names = {here.name} if kept and here else {now.name} if now else set()
        fresh = {file.name: file for file in offered if file.name not in names}
        if [file.state for file in fresh.values()] != [file.state for file in self._offered]:
            self._offered = list(fresh.values())
            self.offers.children = tuple(self._offer(file) for file in self._offered)
        show_if(bool(fresh), self.offers)

    def _offer(self, file: KeptFile) -> ipywidgets.Button:
        name = file.name if len(file.name) <= FileField.MOST_NAME else f"{file.name[: FileField.MOST_NAME - 1]}…"
        label = _("Use the file you opened in the {exercise}: {name}, {read}").format(
            exercise=exercise_title(file.exercise), name=name, read=_has_words(file, self._wants)
        )
        return button(label, lambda: self._use(replace(file, exercise=self.exercise)))


def _has_words(file: KeptFile, wants: str) -> str:
    """How much of what an exercise wants a file has."""
    if wants == "posts" and file.posts is not None:
        return counted_words(len(file.posts), file.posts.unit)
    if wants == "texts":
        return counted_words(len(file.texts) + file.left_out, "post")
    n = len(file.counts)
    return ngettext("{n} count of followers", "{n} counts of followers", n).format(n=number(n))


def _kept_words(file: KeptFile) -> str:
    """What is kept of a file."""
    if file.has("texts"):
        return _("Its figures and the texts of its last posts are kept on this device, for the other exercises too.")
    if not file.has("posts") and not file.has("counts"):
        return _("The file is too large for its figures to be kept on this device; only its name is.")
    return _("Its figures are kept on this device, for the other exercises too; the file itself is not.")
