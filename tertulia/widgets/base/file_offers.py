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
    learner takes over. `offers` and `box` belong into the card where files are chosen.
    """

    def __init__(self, exercise: str, wants: str, use: Callable[[KeptFile], None]) -> None:
        self.exercise = exercise
        self._wants, self._use = wants, use
        self._keeper = FilesKeeper()
        self._now: KeptFile | None = None
        self._unwanted = ""
        self._all: dict[str, KeptFile] = {}
        self._offered: list[KeptFile] = []
        self.offers = ipywidgets.Box([])
        self.offers.add_class("tt-offers")
        self._said = ipywidgets.HTML()
        self._texts = button(_("Keep its texts too, for the conversation audit"), self._keep_all)
        self._keep_or_forget = button("", self._press)
        actions = ipywidgets.Box([self._texts, self._keep_or_forget])
        actions.add_class("tt-actions")
        self.box = ipywidgets.Box([self._said, actions])
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
        """Keep its figures, unless the learner had them forgotten; its texts only where the learner has said so."""
        now = self._now
        if now is None or now.name == self._unwanted:
            return
        if self._wants == "posts" or now.has("posts") or now.has("counts"):
            here = self._kept_here
            texts = here is not None and here.has("texts")
            self._save(now if texts else replace(now, texts=(), left_out=0, undated=0))

    @property
    def _kept_here(self) -> KeptFile | None:
        """What this exercise has kept of the file that is looked at."""
        here = self._all.get(self.exercise)
        return here if here and self._now and here.name == self._now.name[:MOST_NAME] else None

    def _press(self) -> None:
        """Keep the file, or forget it here and in every exercise that took it over."""
        if self._now is None:
            return
        if self._kept_here is None:
            self._keep_all()
            return
        with suppress(KeepError):
            self._keeper.forget(self._now.name)
        self._look()

    def _keep_all(self) -> None:
        if self._now:
            self._unwanted = ""
            self._save(self._now)

    def _save(self, file: KeptFile) -> None:
        here = self._all.get(self.exercise)
        if here is not None and here.state == file.state:
            return
        with suppress(KeepError):
            self._keeper.save(self.exercise, file)
        self._look()

    def _look(self) -> None:
        """What is kept now; another tab may have kept or forgotten something."""
        before = self._kept_here
        try:
            self._all = self._keeper.load()
        except KeepError:
            self._all = {}
        if before and self._kept_here is None:
            self._unwanted = self._now.name if self._now else ""
        self._show()

    def _show(self) -> None:
        here, now = self._kept_here, self._now
        show_if(now is not None, self.box)
        show_if(here is not None and not here.has("texts") and now is not None and now.has("texts"), self._texts)
        self._keep_or_forget.description = (
            _("Forget what is kept of it") if here else _("Keep its figures and texts for the other exercises")
        )
        if now:
            gone = now.name == self._unwanted
            self._said.value = note(_kept_words(here) if here else _forgotten_words(now) if gone else "")
        offered = [file for file in self._all.values() if file.exercise != self.exercise and file.has(self._wants)]
        fresh = {file.name: file for file in offered if now is None or file.name != now.name[:MOST_NAME]}
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
        said = _("Kept on this device of “{file}”, for the other exercises too: its figures and its last posts’ texts.")
    elif file.has("posts") or file.has("counts"):
        said = _("Kept on this device of “{file}”, for the other exercises too: its figures; not the file itself.")
    else:
        said = _("“{file}” is too large for its figures to be kept on this device; only its name is.")
    return said.format(file=file.name)


def _forgotten_words(file: KeptFile) -> str:
    return _("Nothing is kept of “{file}” now; it is gone when you leave this page.").format(file=file.name)
