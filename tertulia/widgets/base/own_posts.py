"""Whose posts: the example, a file of the learner's, or a table pasted in.

Two exercises use it. The file stays on the device: it is read here, in the page's own Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import ipywidgets
import numpy as np

from tertulia import facts
from tertulia.clock import today
from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import RowKind
from tertulia.exports.file import ExportFile, opened
from tertulia.exports.posts import posts as as_posts
from tertulia.exports.read import Export, read
from tertulia.exports.table import MOST_BYTES, text_grid
from tertulia.html import Html, as_html
from tertulia.language import _
from tertulia.models.errors import InputError, whole_within
from tertulia.models.manager.results import Posts, measurable
from tertulia.profile import Profile
from tertulia.widgets.base.components import conclusion, note
from tertulia.widgets.base.controls import (
    Control,
    Controls,
    FileField,
    SourceChoice,
    TextField,
    WholeNumberField,
    button,
    files_named,
)
from tertulia.widgets.base.file_offers import KeptFiles, file_to_keep
from tertulia.widgets.base.kept_files import MOST_KEPT, KeptFile, kept_file
from tertulia.widgets.base.own_posts_account import account, account_of_kept
from tertulia.widgets.base.own_posts_questions import FileQuestions, show_if
from tertulia.widgets.base.own_posts_words import (
    OwnPostsRefusal,
    counted_words,
    file_words,
    kept_open_words,
    open_words,
    row_words,
)

EXAMPLE, FILE, PASTE = "example", "file", "paste"

MOST_FOLLOWERS = 1_000_000_000
"""More people than this follow nobody."""

MOST_TABLE = 300_000
"""Characters of a table that is pasted, some thousand posts: more would hold a browser up, and there is the file."""

MOST_FILES = 24
"""Files at once: two years, where a network gives one a month."""

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.zip,.json"


NOT_COMPARED = frozenset({RowKind.ACCOUNT, RowKind.AUDIENCE, RowKind.HOUR})
"""Rows that say nothing of posts or days."""


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

    source: SourceChoice
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


@dataclass(eq=False, kw_only=True)
class LearnersFile:
    """What the learner gave: one file, several or a pasted table; with what was answered about it and read in it.

    given: the field's value it came from. read: what was asked when it was read last, and what came of it.
    """

    name: str
    given: Any
    file: ExportFile
    questions: FileQuestions
    read: tuple[Any, Export, Posts] | None = None


class OwnPosts:
    """The controls for whose posts, and the posts they lead to.

    exercise: whose they are. `controls` belong into the exercise's own; `questions` asks about a file. `changed` is
    called when the learner answers one of them, or takes another file. `profile` is what is known of the firm. needs:
    raises InputError for posts that say nothing to this exercise.
    """

    def __init__(
        self,
        exercise: str,
        changed: Callable[[], None],
        profile: Profile,
        needs: Callable[[Posts], None] = lambda posts: None,
    ) -> None:
        self.controls = OwnPostsControls(
            source=SourceChoice(
                _("Whose posts"),
                [
                    (_("The example: a cosmetics brand in 2014"), EXAMPLE),
                    (_("A file from my network"), FILE),
                    (_("A table I paste here"), PASTE),
                ],
                EXAMPLE,
                all_seen=True,
            ),
            upload=FileField(_("Choose one file or several"), ACCEPT, most=MOST_BYTES, files=MOST_FILES),
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
        self.export: Export | None = None
        self._posts_given: Posts | None = None
        self._given_good: tuple[str, int, int] | None = None
        self._changed, self._needs, self._zone = changed, needs, profile.zone
        self._start = {name: control.value for name, control in self._typed().items()}
        self._opened: dict[str, LearnersFile] = {}
        self._good: LearnersFile | KeptFile | None = None
        self._kept: KeptFile | None = None
        self._returning: LearnersFile | None = None
        self._to_keep: tuple[Posts, KeptFile] | None = None
        self._nothing_asked = FileQuestions(changed)
        self._asked = ipywidgets.Box([])
        self._hint = ipywidgets.HTML(
            note(
                _(
                    "CSV, Excel or zip, as the network gives it; several months at once are read together. The file "
                    "stays on this device."
                )
            )
        )
        self._busy = ipywidgets.HTML()
        self._take_back = button("", self._back)
        self.kept = KeptFiles(exercise, "posts", self._use)
        self.controls.upload.widget.observe(self._uploaded, names="value")
        self._show_fields()
        show_if(False, self._take_back)
        self.controls.source.observe(self._show_fields)

    @property
    def questions(self) -> FileQuestions:
        """What is asked about the file or the table that is looked at; of an example, nothing."""
        current = self._opened.get(self.controls.source.value)
        return current.questions if current else self._nothing_asked

    def card(self) -> ipywidgets.Box:
        """The controls under their heading."""
        controls = self.controls
        box = ipywidgets.Box(
            [
                ipywidgets.HTML(f"<h3>{as_html(_('The posts'))}</h3>"),
                controls.source.box,
                self.kept.offers,
                controls.upload.box,
                self._take_back,
                self._hint,
                self._busy,
                controls.paste.box,
                controls.followers.box,
                self._asked,
                self.kept.box,
            ]
        )
        box.add_class("tt-card")
        return box

    def posts(self) -> Posts:
        """The posts the controls lead to. InputError on source, upload, paste or followers."""
        source, upload = self.controls.source.value, self.controls.upload
        try:
            posts = self._posts()
        except InputError as error:
            if error.field != "followers" or self.now is None:
                self.export = self._posts_given = None
            if source == FILE and error.field == "upload":
                upload.refuses("" if error.code is OwnPostsRefusal.NO_FILE else self._name)
                self._offer_back()
            self._show_questions()
            raise
        self._posts_given, self._given_good = posts, self._given_now()
        if source == FILE:
            upload.holds(self._name, counted_words(len(posts), posts.unit))
            self._good = self._opened.get(FILE) if upload.chosen else self._kept
        self._offer_back()
        self._show_questions()
        self.kept.about(self._as_kept(posts) if source == FILE else None)
        return posts

    @property
    def now(self) -> Posts | None:
        """The posts of what is given now; None if it was refused, or has not been looked at."""
        return self._posts_given if self._given_good == self._given_now() else None

    def _given_now(self) -> tuple[str, int, int]:
        """Which source, and which thing given there: what tells whether an answer is that of what stands there now."""
        source: str = self.controls.source.value
        given = id(self.controls.upload.widget.value) if source == FILE else hash(self.controls.paste.value)
        return source, given, id(self._kept) if source == FILE else 0

    @property
    def _name(self) -> str:
        """Of the file that is looked at, or was."""
        chosen = self.controls.upload.chosen
        return files_named(chosen) if chosen else self._kept.name if self._kept else ""

    def _posts(self) -> Posts:
        source = self.controls.source.value
        if source == EXAMPLE:
            self.export = None
            return example()
        if source == FILE and self._kept and not self.controls.upload.widget.value:
            if self._kept.posts is None:
                raise InputError("upload", OwnPostsRefusal.AGAIN, name=self._kept.name)
            self.export = None
            return self._suited(self._kept.posts, "upload")
        followers = whole_within("followers", self.controls.followers.value, 0, MOST_FOLLOWERS)
        field = "upload" if source == FILE else "paste"
        try:
            opened = self._open(source)
            if opened.read is None or opened.read[0] != (repr(opened.questions.choices()), followers):
                export = read(opened.file, today(), opened.questions.choices(), zone=self._zone)
                if export.source == "google_analytics":
                    raise InputError("file", OwnPostsRefusal.VISITS)
                if export.rows is RowKind.FIRM:
                    raise InputError("file", OwnPostsRefusal.ONE_FIRM)
                opened.questions.ask(opened.file, export)
                # what is asked now begins with what was read: it is no answer yet, and nothing to read again for
                asked = (repr(opened.questions.choices()), followers)
                opened.read = asked, export, as_posts(export, followers or None)
            if opened.read[1].rows in NOT_COMPARED:
                raise InputError("file", OwnPostsRefusal.NOT_POSTS, rows=opened.read[1].rows)
            if not measurable(opened.read[2]):
                told = opened.read[1].source in ("instagram_download", "facebook_download")
                raise InputError("file", OwnPostsRefusal.DOWNLOAD_ONLY if told else OwnPostsRefusal.NOTHING_COUNTED)
        except InputError as error:
            raise InputError(field, error.code, **error.values) from None
        _asked, self.export, posts = opened.read
        return self._suited(posts, field)

    def _suited(self, posts: Posts, field: str) -> Posts:
        try:
            self._needs(posts)
        except InputError as error:
            raise InputError(field, error.code, **error.values) from None
        return posts

    def complaint(self, error: InputError) -> str:
        """What is wrong with the file and what to do."""
        if error.field == "followers":
            return _("Give the number of followers, or 0 if you do not know it.")
        return file_words(error)

    def account(self) -> Html:
        """What was done to the file, what could not be read, and what each column was taken for; nothing else's."""
        if self.export:
            return account(self.export)
        kept = self._kept if self.controls.source.value == FILE and self.now is not None else None
        return account_of_kept(kept) if kept else Html()

    def rows_words(self) -> str:
        """What the rows are, where they are no posts, and that a question is open; for beside the figures."""
        if self.export:
            return " ".join(filter(None, (row_words(self.export.rows), open_words(self.export))))
        if self.controls.source.value == FILE and self._kept:
            return " ".join(filter(None, (row_words(self._kept.rows), kept_open_words(self._kept))))
        return ""

    def nothing_read(self) -> Html:
        """What stands in the answer's place while what was given last has none: nothing of what was given before."""
        if self.controls.source.value == FILE and self._name and self.now is None:
            said = _("“{file}” was not read, so there are no figures of it. What to do stands at the file’s field.")
            return conclusion(said.format(file=self._name))
        return conclusion(_("There are no figures yet: what is missing stands at the field."))

    @property
    def given(self) -> bool:
        """Whether the posts are the learner's own, not the example's."""
        source: str = self.controls.source.value
        return source != EXAMPLE

    # the file before ----------------------------------------------------------------------------------------

    def _offer_back(self) -> None:
        """A button for the file before, while the last one was refused."""
        current = self._opened.get(FILE) if self.controls.upload.chosen else self._kept
        before = self._good if self.controls.source.value == FILE and self._good is not current else None
        if before:
            name = before.name if len(before.name) <= FileField.MOST_NAME else f"{before.name[:50]}…"
            self._take_back.description = _("Take back “{file}”").format(file=name)
        show_if(before is not None, self._take_back)

    def _back(self) -> None:
        before = self._good
        if isinstance(before, LearnersFile):
            self._returning = before
            self.controls.upload.widget.value = before.given
        elif before:
            self._use(before)

    # what is kept -------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the figures of the file that was read last: called where everything the learner enters is kept."""
        if self._kept and self._kept.exercise != self.kept.exercise:
            self._kept = replace(self._kept, exercise=self.kept.exercise)
        self.kept.keep()

    def resume(self, state: Any) -> None:
        """The file that was opened here last. state: where an earlier version of the course kept it."""
        self._kept = self.kept.load() or kept_file(state, self.kept.exercise)

    def _as_kept(self, posts: Posts) -> KeptFile | None:
        """The file that is looked at, as it may be kept."""
        opened = self._opened.get(FILE)
        if not self.controls.upload.chosen or opened is None or self.export is None:
            return self._kept
        if self._to_keep is None or self._to_keep[0] is not posts:
            self._to_keep = posts, file_to_keep(self._name, self.kept.exercise, opened.file, self.export, posts)
        return self._to_keep[1]

    def _use(self, file: KeptFile) -> None:
        """Look at a file of which only this is kept."""
        self._kept = file
        self.controls.upload.chosen = ()
        self.controls.source.value = FILE
        self._changed()  # also where the field and the choice stood like this before

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

    def _open(self, source: str) -> LearnersFile:
        """What was given last, opened once."""
        given: Any = self.controls.upload.widget.value if source == FILE else self.controls.paste.value
        if not given:
            raise InputError("file", OwnPostsRefusal.NO_FILE if source == FILE else OwnPostsRefusal.NO_TEXT)
        opened_before = self._opened.get(source)
        if opened_before and (given == opened_before.given if source == PASTE else given is opened_before.given):
            return opened_before
        self._opened.pop(source, None)
        returning, self._returning = self._returning, None
        if returning and source == FILE:
            returning.given = given
            self._opened[source] = returning
            return returning
        if source == FILE:
            chosen = self.controls.upload.chosen
            if len(chosen) > MOST_FILES:
                raise InputError("file", OwnPostsRefusal.TOO_MANY_FILES, n=len(chosen), most=MOST_FILES)
            name, files = files_named(chosen), [OwnFile(each.name, each.content) for each in chosen]
        else:
            name, files = "", [OwnFile("", given.encode())]
            if len(files[0].content) <= MOST_BYTES:
                text_grid(files[0].content)  # what was pasted is text, whatever it begins with
        # A page shows this while its Python is at work; a year of posts takes no time, fifty thousand some seconds.
        self._busy.value = f'<p class="tt-note" role="status">{as_html(_("Reading the file…"))}</p>'
        try:
            file = opened(*files)
        finally:
            self._busy.value = ""
        self._opened[source] = LearnersFile(name=name, given=given, file=file, questions=FileQuestions(self._changed))
        return self._opened[source]

    def _uploaded(self, _change: object) -> None:
        """Whoever chooses a file wants to see it."""
        if self.controls.upload.chosen and self.controls.source.value != FILE:
            self.controls.source.value = FILE

    def _show_questions(self) -> None:
        shown = (self.questions.box,)
        if self._asked.children != shown:
            self._asked.children = shown

    def _show_fields(self) -> None:
        controls, source = self.controls, self.controls.source.value
        show_if(source == FILE, controls.upload.box, self._hint)
        show_if(source == PASTE, controls.paste.box)
        show_if(source != EXAMPLE, controls.followers.box)
