"""Conversation audit: which of my last posts speak with somebody, and what to change next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.firms import ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, ngettext, number, spoken
from tertulia.models.errors import InputError
from tertulia.models.web2 import conversation as model
from tertulia.models.web2 import posts as pasted
from tertulia.models.web2.phrase_rules import PostMark
from tertulia.widgets.base.components import conclusion, first_steps, section
from tertulia.widgets.base.controls import Choice, ChosenFile, Controls, FileField, TextField, card
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.web2 import conversation_words
from tertulia.widgets.web2.conversation_advice import advice_words, plan_advice_words
from tertulia.widgets.web2.conversation_picture import marks_picture
from tertulia.widgets.web2.conversation_posts import example
from tertulia.widgets.web2.conversation_tables import for_the_curious, post_heads, post_rows
from tertulia.widgets.web2.conversation_words import mark_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


@dataclass(kw_only=True)
class ConversationControls(Controls):
    """The posts, pasted or from a file."""

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
        return ConversationControls(
            text=TextField(
                _(
                    "Your last posts, the newest first: one per line, or an empty line between them. At most {n}."
                ).format(n=number(most)),
                self.start(firm)["text"],
                _("Paste them here"),
                long=True,
                most=most * (pasted.MOST_LETTERS + 2),
            ),
            file=FileField(
                _("Or open a text or CSV file"),
                ".csv,.txt,.tsv,text/csv,text/plain",
                most=pasted.MOST_BYTES,
                opened=self._open,
                evidence=conversation_words.reading_evidence(),
            ),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's invented posts; none for a firm of the learner's own."""
        return {"text": pasted.join(example(firm.key))}

    def cards(self) -> list[ipywidgets.Box]:
        """One card."""
        self.controls.text.widget.add_class("tt-paste")
        return [card(_("Your posts"), [self.controls.text, self.controls.file])]

    def after_parts(self) -> list[Any]:
        """What to change next, the posts one by one with their marks, and a table to take away."""
        self.next, self.files = html("tt-piece"), html("tt-piece")
        self.posts_head, self.posts = html("tt-piece"), box("tt-marks", [])
        return [self.next, self.posts_head, self.posts, self.files]

    def restart(self) -> None:
        """The firm's posts again, without the learner's marks."""
        self.own_marks.clear()
        super().restart()

    def state(self) -> Any:
        """The learner's marks, each with its post and how often the same words came before."""
        present = _keys(self._posts())
        marks = [
            [post, times, self.own_marks[post, times].value]
            for post, times in present
            if (post, times) in self.own_marks
        ]
        return {"marks": marks} if marks else None

    def resume(self, state: Any) -> None:
        """The learner's marks again."""
        marks = state.get("marks") if isinstance(state, dict) else None
        for entry in marks[: pasted.MOST_POSTS] if isinstance(marks, list) else ():
            if not isinstance(entry, list) or [type(part) for part in entry] != [str, int, str]:
                continue
            post, times, mark = entry
            if mark in set(PostMark):
                self.own_marks[post, times] = PostMark(mark)

    def _posts(self) -> tuple[str, ...]:
        """The posts that are read."""
        return pasted.split(self.controls.text.value)[: pasted.MOST_POSTS]

    def show(self) -> None:
        """Read the posts, count them, fill the answer."""
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
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: marks_picture(audit, self.name).html() if posts else Html()})
        self.folds.value = for_the_curious()

    def _steps(self) -> list[tuple[str, str, str]]:
        """What to do next, why, and how long it takes."""
        return [advice_words(self.result, advice) for advice in model.advise(self.result)]

    def _open(self, chosen: ChosenFile) -> None:
        try:
            posts = pasted.read(chosen.content)
        except InputError as error:
            self.controls.file.holds(chosen.name)
            self._complain(error.field, self.complaint(error))
            return
        # one more than is read, so that the page says that something is left out
        self.controls.text.value = pasted.join(posts[: pasted.MOST_POSTS + 1])
        read = len(self._posts())
        self.controls.file.holds(chosen.name, ngettext("{n} post", "{n} posts", read).format(n=number(read)))

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
        self.posts_head.value = conversation_words.head_of_posts(left_out) if audit.posts else ""

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
        content = csv_file(post_rows(self.result), post_heads(), separator=";" if spoken() == "es" else ",")
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
