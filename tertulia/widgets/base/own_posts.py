"""Whose posts: the example, a file of the learner's, or a table pasted in.

Two exercises use it. The file stays on the device: it is read here, in the page's own Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import ipywidgets
import numpy as np

from tertulia import facts
from tertulia.clock import today
from tertulia.exports.cells import OwnFile
from tertulia.exports.file import ExportFile, opened
from tertulia.exports.posts import posts as as_posts
from tertulia.exports.read import Export, read
from tertulia.exports.table import MOST_BYTES, text_grid
from tertulia.html import Html, as_html
from tertulia.language import _
from tertulia.models.errors import InputError, whole_within
from tertulia.models.manager.results import Posts, measurable
from tertulia.profile import Profile
from tertulia.widgets.base.components import note
from tertulia.widgets.base.controls import Choice, Control, Controls, FileField, TextField, WholeNumberField
from tertulia.widgets.base.own_posts_account import account, account_of_kept
from tertulia.widgets.base.own_posts_kept import MOST_KEPT, MOST_NAME, KeptPosts, kept_posts
from tertulia.widgets.base.own_posts_questions import FileQuestions, show_if
from tertulia.widgets.base.own_posts_words import OwnPostsRefusal, counted_words, file_words

EXAMPLE, FILE, PASTE = "example", "file", "paste"

MOST_FOLLOWERS = 1_000_000_000
"""More people than this follow nobody."""

MOST_TABLE = 300_000
"""Characters of a table that is pasted, some thousand posts: more would hold a browser up, and there is the file."""

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.zip"


@cache
def example() -> Posts:
    """The 500 Facebook posts of `data/`."""
    rows = facts.rows("facebook_posts_2014")

    def column(name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.array([np.nan if row[name] is None else float(str(row[name])) for row in rows])

    kinds = ("Photo", "Status", "Link", "Video")
    return Posts(
        unit="post",
        month=(2014 * 12 - 1 + column("month")).astype(np.int64),
        weekday=((column("weekday") + 5) % 7).astype(np.int64),
        hour=column("hour").astype(np.int64),
        kinds=kinds,
        kind=np.array([kinds.index(str(row["type"])) for row in rows]),
        paid=column("paid"),
        counts={
            "reach": column("reach"),
            "views": column("impressions"),
            "interactions": column("interactions"),
            "reactions": column("likes"),
            "comments": column("comments"),
            "shares": column("shares"),
            "clicks": column("consumptions"),
            "followers": column("followers"),
        },
    )


@dataclass(kw_only=True)
class OwnPostsControls(Controls):
    """Whose posts, and where they stand."""

    source: Choice
    upload: FileField
    paste: TextField
    followers: WholeNumberField


class PastedTable(TextField):
    """A table pasted in; one that is too large stays only as long as the page is open."""

    @property
    def entry(self) -> str | None:
        """The text, None if it is too large to be kept."""
        text = self.widget.value
        return text if len(text) <= MOST_KEPT else None


class OwnPosts:
    """The controls for whose posts, and the posts they lead to.

    `controls` belong into the exercise's own; `questions` asks about a file. `changed` is called when the learner
    answers one of them. `profile` is what is known of the learner's firm.
    """

    def __init__(self, changed: Callable[[], None], profile: Profile) -> None:
        self.controls = OwnPostsControls(
            source=Choice(
                _("Whose posts"),
                [
                    (_("The example: a cosmetics brand in 2014"), EXAMPLE),
                    (_("A file from my network"), FILE),
                    (_("A table I paste here"), PASTE),
                ],
                EXAMPLE,
                all_seen=True,
            ),
            upload=FileField(_("Choose a file"), ACCEPT, most=MOST_BYTES),
            paste=PastedTable(
                _("Paste the table, with its header line"),
                "",
                _("Copy it in your spreadsheet and paste it here"),
                long=True,
                most=MOST_BYTES + 1,
                pasted=MOST_TABLE,
            ),
            followers=WholeNumberField(
                _("Followers today, if the file does not say"), profile.followers(profile.network) or 0
            ),
        )
        self.questions = FileQuestions(changed)
        self.export: Export | None = None
        self._start = {name: control.value for name, control in self._typed().items()}
        self._before: KeptPosts | None = None
        self._hint = ipywidgets.HTML(
            note(_("CSV, Excel or zip, as the network gives it. The file stays on this device."))
        )
        self._busy = ipywidgets.HTML()
        self._given: Any = None
        self._file: ExportFile | None = None
        self._read_last: tuple[Any, Export, Posts] | None = None
        self.controls.upload.widget.observe(self._uploaded, names="value")
        self._show_fields()
        self.controls.source.observe(self._show_fields)

    def card(self) -> ipywidgets.Box:
        """The controls under their heading."""
        controls = self.controls
        box = ipywidgets.Box(
            [
                ipywidgets.HTML(f"<h3>{as_html(_('The posts'))}</h3>"),
                controls.source.box,
                controls.upload.box,
                self._hint,
                self._busy,
                controls.paste.box,
                controls.followers.box,
                self.questions.box,
            ]
        )
        box.add_class("tt-card")
        return box

    def posts(self) -> Posts:
        """The posts the controls lead to. InputError on source, upload, paste or followers."""
        chosen = self.controls.upload.value
        name = chosen.name if chosen else self._before.name if self._before else ""
        try:
            posts = self._posts()
        except InputError:
            self.controls.upload.holds(name)
            raise
        if self.controls.source.value == FILE:
            self.controls.upload.holds(name, counted_words(len(posts), posts.unit))
        return posts

    def _posts(self) -> Posts:
        source = self.controls.source.value
        if source == EXAMPLE:
            self.export = None
            self.questions.ask(None, None)
            return example()
        if source == FILE and self._before and not self.controls.upload.widget.value:
            if self._before.posts is None:
                raise InputError("upload", OwnPostsRefusal.AGAIN, name=self._before.name)
            self.export = None
            self.questions.ask(None, None)
            return self._before.posts
        followers = whole_within("followers", self.controls.followers.value, 0, MOST_FOLLOWERS)
        field = "upload" if source == FILE else "paste"
        try:
            file = self._opened(source)
            asked = (file, repr(self.questions.choices()), followers)
            if self._read_last is None or self._read_last[0] != asked:
                export = read(file, today(), self.questions.choices())
                if export.source == "google_analytics":
                    raise InputError("file", OwnPostsRefusal.VISITS)
                if export.rows == "firm":
                    raise InputError("file", OwnPostsRefusal.ONE_FIRM)
                self._read_last = asked, export, as_posts(export, followers or None)
        except InputError as error:
            raise InputError(field, error.code, **error.values) from None
        _asked, self.export, posts = self._read_last
        self.questions.ask(file, self.export)
        if not measurable(posts):
            told = self.export.source in ("instagram_download", "facebook_download")
            raise InputError(field, OwnPostsRefusal.DOWNLOAD_ONLY if told else OwnPostsRefusal.NOTHING_COUNTED)
        return posts

    def complaint(self, error: InputError) -> str:
        """What is wrong with the file and what to do."""
        if error.field == "followers":
            return _("Give the number of followers, or 0 if you do not know it.")
        return file_words(error)

    def account(self) -> Html:
        """What was read, what was not, and what each column was taken for; empty for the example."""
        if self.export:
            return account(self.export)
        return account_of_kept(self._before.name) if self.given and self._before else Html()

    @property
    def given(self) -> bool:
        """Whether the posts are the learner's own, not the example's."""
        source: str = self.controls.source.value
        return source != EXAMPLE

    # what is kept -------------------------------------------------------------------------------------------

    def state(self) -> Any:
        """The file that was read last, as JSON's own kinds: its name, and its figures if they are few enough."""
        chosen = self.controls.upload.value
        if chosen and self.controls.source.value == FILE:
            try:
                posts = self.posts()
            except InputError:
                return None
            if self._before is None or self._before.posts is not posts:
                self._before = KeptPosts(chosen.name[:MOST_NAME], posts)
        return self._before.state if self._before else None

    def resume(self, state: Any) -> None:
        """Take back what `state` gave; whatever does not fit is left out."""
        self._before = kept_posts(state)

    @contextmanager
    def brought_along(self, quietly: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
        """Resume the learner's own firm inside: what is kept of it counts, else what was given beside an example."""
        controls = self._typed()
        given = {name: control.value for name, control in controls.items()}
        with quietly():
            for name, control in controls.items():
                control.value = self._start[name]
        yield
        if self.controls.source.value == EXAMPLE and given["source"] != EXAMPLE:
            with quietly():
                for name, control in controls.items():
                    control.value = given[name]

    def _typed(self) -> Mapping[str, Control]:
        controls = self.controls
        return {"source": controls.source, "paste": controls.paste, "followers": controls.followers}

    def _opened(self, source: str) -> ExportFile:
        given: Any = self.controls.upload.widget.value if source == FILE else self.controls.paste.value
        if not given:
            raise InputError("file", OwnPostsRefusal.NO_FILE if source == FILE else OwnPostsRefusal.NO_TEXT)
        same = given == self._given if source == PASTE else given is self._given
        if self._file is None or not same:
            name, content = (self.controls.upload.value or ("", b"")) if source == FILE else ("", given.encode())
            if source == PASTE and len(content) <= MOST_BYTES:
                text_grid(content)  # what was pasted is text, whatever it begins with
            # A page shows this while its Python is at work; a year of posts takes no time, fifty thousand some seconds.
            self._busy.value = f'<p class="tt-note" role="status">{as_html(_("Reading the file…"))}</p>'
            try:
                self._file, self._given = opened(OwnFile(name, content)), given
            finally:
                self._busy.value = ""
            self.questions.forget()
        return self._file

    def _uploaded(self, _change: object) -> None:
        """Whoever chooses a file wants to see it."""
        if self.controls.upload.value and self.controls.source.value != FILE:
            self.controls.source.value = FILE

    def _show_fields(self) -> None:
        controls, source = self.controls, self.controls.source.value
        show_if(source == FILE, controls.upload.box, self._hint)
        show_if(source == PASTE, controls.paste.box)
        show_if(source != EXAMPLE, controls.followers.box)
