"""Conversation audit: which of my last posts speak with somebody, and what to change next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.exports.cells import OwnFile
from tertulia.exports.posts import posts as as_posts
from tertulia.exports.table import MOST_BYTES
from tertulia.firms import ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, number, rules
from tertulia.models.errors import InputError
from tertulia.models.manager.results import measurable
from tertulia.models.web2 import conversation as model
from tertulia.models.web2 import posts as pasted
from tertulia.models.web2.phrase_rules import PostMark
from tertulia.widgets.base.components import conclusion, first_steps, section
from tertulia.widgets.base.controls import Choice, ChosenFile, Controls, FileField, TextField, button, card, files_named
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.base.file_offers import KeptFiles, file_to_keep
from tertulia.widgets.base.kept_files import KeptFile
from tertulia.widgets.base.own_posts import ACCEPT, MOST_FILES, MOST_TABLE
from tertulia.widgets.base.own_posts_account import account
from tertulia.widgets.base.own_posts_questions import show_if
from tertulia.widgets.base.own_posts_words import counted_words
from tertulia.widgets.web2 import conversation_words
from tertulia.widgets.web2.conversation_advice import advice_words, plan_advice_words
from tertulia.widgets.web2.conversation_file import PostsFile, posts_in_text
from tertulia.widgets.web2.conversation_picture import marks_picture
from tertulia.widgets.web2.conversation_posts import example
from tertulia.widgets.web2.conversation_tables import for_the_curious, post_heads, post_rows
from tertulia.widgets.web2.conversation_words import FromFile, mark_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


@dataclass(kw_only=True)
class ConversationControls(Controls):
    """The posts, pasted or from files."""

    text: TextField
    file: FileField


@dataclass(frozen=True)
class PostBox:
    """A post on the page: its box, what stands in it, and the mark the learner can change."""

    box: ipywidgets.Box
    reading: ipywidgets.HTML
    mark: Choice


class ConversationAudit(Exercise[ConversationControls]):
    """The firm's last posts, marked one by one, and the share of them that is conversation."""

    name = "conversation"

    def __init__(self, firm: str = "bakery") -> None:
        self.own_marks: dict[tuple[str, int], PostMark] = {}
        self.post_boxes: list[PostBox] = []
        self._keys: tuple[tuple[str, int], ...] = ()
        super().__init__(firm)

    def make_controls(self, firm: ExampleFirm) -> ConversationControls:
        """The posts, pasted or from a file."""
        most = pasted.MOST_POSTS
        self._posts_file: PostsFile | None = None
        self._asking: PostsFile | None = None
        self._told: FromFile | None = None
        self._filled: str | None = None
        self._before: tuple[str, FromFile | None] | None = None
        self._refused: tuple[str, InputError] | None = None
        self.questions = box("tt-piece", [])
        self.put_back = button(_("Put back what stood here before"), self._put_back)
        self.kept = KeptFiles(self.name, "texts", self._use)
        show_if(False, self.put_back)
        controls = ConversationControls(
            text=TextField(
                _(
                    "Your last posts, the newest first: one per line, or an empty line between them. At most {n}."
                ).format(n=number(most)),
                self.start(firm)["text"],
                _("Paste them here"),
                long=True,
                most=most * (pasted.MOST_LETTERS + 2),
                pasted=MOST_TABLE,
            ),
            file=FileField(
                _("Or open the files of your network, or a text"),
                ACCEPT,
                most=MOST_BYTES,
                files=MOST_FILES,
                opened=self._open,
                evidence=conversation_words.reading_evidence(),
            ),
        )
        controls.text.widget.observe(self._pasted, names="value")
        return controls

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's invented posts; none for a firm of the learner's own."""
        return {"text": pasted.join(example(firm.key))}

    def cards(self) -> list[ipywidgets.Box]:
        """One card."""
        self.controls.text.widget.add_class("tt-paste")
        posts = card(_("Your posts"), [self.controls.text, self.controls.file])
        heading, text, file = posts.children
        posts.children = (heading, text, self.put_back, self.kept.offers, file, self.questions, self.kept.box)
        return [posts]

    def after_parts(self) -> list[Any]:
        """What to change next, the posts one by one with their marks, and a table to take away."""
        self.next, self.files = html("tt-piece"), html("tt-piece")
        self.posts_head, self.posts = html("tt-piece"), box("tt-marks", [])
        self.account = html("tt-piece")
        return [self.next, self.posts_head, self.posts, self.files, self.account]

    def restart(self) -> None:
        """The firm's posts again, without the learner's marks and files."""
        self.own_marks.clear()
        self._posts_file = self._told = self._filled = self._before = self._refused = None
        self.questions.children = ()
        self.kept.about(None)
        show_if(False, self.put_back)
        super().restart()

    def state(self) -> Any:
        """The learner's marks, each with its post and how often the same words came before; what a file left out."""
        present = _keys(self._posts())
        marks = [
            [post, times, self.own_marks[post, times].value]
            for post, times in present
            if (post, times) in self.own_marks
        ]
        self.kept.keep()
        state: dict[str, Any] = {"marks": marks} if marks else {}
        if self._from_file:
            state["file"] = dict(vars(self._from_file))
        return state or None

    def resume(self, state: Any) -> None:
        """The learner's marks again, and what was told of a file."""
        told = state if isinstance(state, dict) else {}
        self._told, self._filled = FromFile.resumed(told.get("file")), None
        self.kept.about(self.kept.load())
        marks = told.get("marks")
        for entry in marks[: pasted.MOST_POSTS] if isinstance(marks, list) else ():
            if not isinstance(entry, list) or [type(part) for part in entry] != [str, int, str]:
                continue
            post, times, mark = entry
            if mark in set(PostMark):
                self.own_marks[post, times] = PostMark(mark)

    def _posts(self) -> tuple[str, ...]:
        """The posts that are read."""
        return pasted.split(self.controls.text.value)[: pasted.MOST_POSTS]

    @property
    def _from_file(self) -> FromFile | None:
        """What a file left out, as long as its posts stand in the field as they came."""
        text = self.controls.text.value
        if self._filled is None:  # resumed: what was told belongs to what stands here
            self._filled = text
        return self._told if text == self._filled else None

    def show(self) -> None:
        """Read the posts, count them, fill the answer."""
        if self._refused and self._refused[0] == self.controls.text.widget.value:
            raise InputError("text", self._refused[1].code, **self._refused[1].values)
        every = pasted.split(self.controls.text.value)
        posts = every[: pasted.MOST_POSTS]
        self._keys = _keys(posts)
        own = {place: self.own_marks[key] for place, key in enumerate(self._keys) if key in self.own_marks}
        audit = model.audit(posts, own)
        self.result = audit
        steps = self._steps()
        self.numbers.value = conversation_words.tiles(audit)
        self.words.value = conclusion(*conversation_words.meaning(audit, steps[0][0] if steps else ""))
        self.mini.value = conversation_words.in_short(audit)
        self.next.value = first_steps(_("What to change next"), steps) if steps else ""
        self._show_posts(left_out=len(every) - len(posts))
        file = self._posts_file if self._from_file else None
        self.account.value = account(file.export, open_question=file.open) if file and file.export else ""
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: marks_picture(audit, self.name).html() if posts else Html()})
        self.folds.value = for_the_curious()

    def _steps(self) -> list[tuple[str, str, str]]:
        """What to do next, why, and how long it takes."""
        return [advice_words(self.result, advice) for advice in model.advise(self.result)]

    def refused(self, error: InputError) -> None:
        """A pasted table without posts: nothing of the posts before stays."""
        for piece in (self.numbers, self.mini, self.next, self.posts_head, self.files, self.account):
            piece.value = ""
        self.words.value = conclusion(_("There are no posts to read: what to do stands at the field."))
        self.posts.children = ()
        self.draw({self.picture: Html})

    # files and tables ---------------------------------------------------------------------------------------

    def _open(self, *chosen: ChosenFile) -> None:
        """Files of the learner's: their last posts come into the field, where they can be seen and changed."""
        name = files_named(chosen)
        try:
            given = PostsFile(name, [OwnFile(each.name, each.content) for each in chosen], self._again, self._zone)
        except InputError as error:
            self._refuse(name, error)
        else:
            self._take(given)

    def _pasted(self, change: Any) -> None:
        """What is pasted may be a table: then its posts take its place."""
        self._refused = None
        text = str(change["new"])
        if self._quiet or "\n" not in text.strip():
            return
        try:
            given = PostsFile("", [OwnFile("", text.encode("utf-8", "replace"))], self._again, self._zone)
        except InputError:
            return  # no text that a program could have written as a table
        if given.is_table or given.asks_what_it_is:
            self._take(given, before=str(change["old"]), text=text)
        elif (posts := posts_in_text(text)) != pasted.split(text):
            self._fill(pasted.join(posts), None, before=str(change["old"]))
            self.questions.children = ()
        else:
            self.questions.children = ()

    @property
    def _zone(self) -> str:
        return self.own_firm.profile.zone

    def _again(self) -> None:
        """A question about the file was answered."""
        if self._asking:
            self._take(self._asking)
            self.refresh()

    def _take(self, given: PostsFile, *, before: str | None = None, text: str = "") -> None:
        """Read what was given; where that fails, what stands in the field stays."""
        self._asking = given
        try:
            posts = given.look()
        except InputError as error:
            self._refuse(given.name, error, text)
            return
        finally:
            if self.questions.children != (given.box,):
                self.questions.children = (given.box,)
        if not given.name and not given.is_table and self._posts_file is not given:
            return  # lines that may be a table, and are read as they were pasted until somebody says so
        self._posts_file = given
        told = FromFile(
            name=given.name, count=posts.count, left_out=posts.left_out, undated=posts.undated, empty=posts.empty
        )
        self._fill(pasted.join(posts.texts), told, before=before)
        export = given.export
        if export and given.file and given.name:
            figures = as_posts(export)
            self.kept.about(
                file_to_keep(given.name, self.name, given.file, export, figures if measurable(figures) else None)
            )
        else:
            self.kept.about(None)
        if given.name:
            self.controls.file.holds(given.name, counted_words(len(posts.texts), "post"))
            self._complain("", "")
            self.refresh()

    def _fill(self, text: str, told: FromFile | None, *, before: str | None = None) -> None:
        """Put posts into the field; what stood there can be put back."""
        stood = self.controls.text.widget.value if before is None else before
        if stood.strip() and stood != text and stood != self._filled:
            self._before = stood, self._told
        show_if(self._before is not None, self.put_back)
        with self.quietly():
            self.controls.text.value = text
        self._told, self._filled = told, self.controls.text.value

    def _refuse(self, name: str, error: InputError, text: str = "") -> None:
        if name:
            self.controls.file.refuses(name)
            still = _("The posts above are those that stood there before.") if self._posts() else ""
            self._complain("file", f"{self.complaint(error)} {still}".strip())
        else:
            self._refused = text or self.controls.text.widget.value, error

    def _put_back(self) -> None:
        """What stood in the field before a file or a table took its place."""
        if self._before is None:
            return
        text, told = self._before
        self._before = self._posts_file = self._asking = None
        self.questions.children = ()
        self.kept.about(None)
        self.controls.file.holds(told.name if told else "")
        show_if(False, self.put_back)
        with self.quietly():
            self.controls.text.value = text
        self._told, self._filled = told, self.controls.text.value
        self.refresh()

    def _use(self, file: KeptFile) -> None:
        """The posts of a file that was opened in another exercise."""
        self._posts_file = self._asking = None
        self.questions.children = ()
        told = FromFile(
            name=file.name, count=len(file.texts) + file.left_out, left_out=file.left_out, undated=file.undated, empty=0
        )
        self._fill(pasted.join(file.texts), told)
        self.kept.about(file)
        self.controls.file.holds(file.name, counted_words(len(file.texts), "post"))
        self.refresh()

    # the posts one by one -----------------------------------------------------------------------------------

    def _show_posts(self, left_out: int) -> None:
        """The posts with their marks; the boxes are kept and filled anew."""
        audit = self.result
        while len(self.post_boxes) < len(audit.posts):
            self.post_boxes.append(self._new_box(len(self.post_boxes)))
        boxes = self.post_boxes[: len(audit.posts)]
        with self.quietly():
            for place, post_box in enumerate(boxes):
                post_box.reading.value = conversation_words.post_html(audit, place)
                post_box.mark.value = audit.marks[place].value
        shown = tuple(post_box.box for post_box in boxes)
        if self.posts.children != shown:
            self.posts.children = shown
        head = conversation_words.head_of_posts(left_out, self._from_file) if audit.posts else ""
        self.posts_head.value = head

    def _new_box(self, place: int) -> PostBox:
        reading = html("tt-piece")
        options = [(mark_words(mark), mark.value) for mark in PostMark]
        label = _("Post {n} is").format(n=number(place + 1))
        mark = Choice(label, options, PostMark.BROADCAST.value, all_seen=True)
        mark.observe(lambda: self._marked(place))
        return PostBox(box("tt-card", [reading, mark.box]), reading, mark)

    def _marked(self, place: int) -> None:
        if not self._quiet:
            self.own_marks[self._keys[place]] = PostMark(self.post_boxes[place].mark.value)
            self.refresh()

    def _fill_files(self) -> None:
        from tertulia.calendar_files import csv_file  # large, and nobody waits for it

        if not self.result.posts:
            self.files.value = ""
            return
        content = csv_file(post_rows(self.result), post_heads(), separator=rules().separator)
        link = download(_("Table for a spreadsheet (.csv)"), _("conversation") + ".csv", "text/csv", content)
        self.files.value = section(_("Take it with you"), markup('<p class="tt-actions">{link}</p>', link=link))

    # what the exercise says ---------------------------------------------------------------------------------

    def complaint(self, error: InputError) -> str:
        """What is wrong with a file and what to do."""
        return conversation_words.complaint_words(error)

    def nothing_yet(self) -> str:
        """No posts say nothing."""
        return "" if self.result.posts else _("Paste your last posts, then add what they say to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """How many posts only announce, and what to change. Questions left without an answer stay: nobody asked."""
        from tertulia.plan import LONG, schema, updates

        change = "\n".join(plan_advice_words(self.result, advice) for advice in model.advise(self.result))
        return updates.with_conversation(
            plan,
            schema.Conversation(
                posts=len(self.result.posts),
                broadcast=1 - self.result.share,
                unanswered=plan.conversation.unanswered,
                change=updates.line(change, LONG),
            ),
        )

    def summary(self) -> str:
        """The share in a line."""
        return conversation_words.in_one_line(self.result)


def _keys(posts: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Each post by its words and how often they came before: a mark stays with its post when others come and go."""
    times: dict[str, int] = {}
    keys = []
    for post in posts:
        times[post] = times.get(post, -1) + 1
        keys.append((post, times[post]))
    return tuple(keys)
