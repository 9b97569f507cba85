"""Changing the calendar by hand: one post at a time, chosen from a list, and the draft of its caption."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tertulia.html import Html, as_html
from tertulia.language import _
from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.mix import BRIEF, TAKES, Mix
from tertulia.models.strategy.mix_changes import PostChange, added, moved, others
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.schedule import Post
from tertulia.post_ideas import idea_words
from tertulia.terms import post_format_words, post_kind_words
from tertulia.widgets.base.controls import Choice, Control, Controls, DateField, TextField, button, card
from tertulia.widgets.base.exercise import box, html
from tertulia.widgets.strategy.mix_words import KINDS, caption_draft, short_day

NONE = ""

UNDONE = 20
"""Changes that can be undone, the last first."""

SHOWN = 60
"""Characters of a post in the list."""

Changes = Mapping[str, PostChange]


@dataclass(kw_only=True)
class PostControls(Controls):
    """One post: which, what it says, when, where, how; and the blanks of its caption."""

    which: Choice
    text: TextField
    day: DateField
    kind: Choice
    network: Choice
    format: Choice
    what: TextField
    price: TextField
    when: TextField
    caption: TextField


def _post_controls() -> PostControls:
    networks = [(network.name, key) for key, network in NETWORKS.items()]
    return PostControls(
        which=Choice(_("Which post"), [(_("choose"), NONE)], NONE),
        text=TextField(_("What it shows or says, in your words"), long=True, most=500),
        day=DateField(_("Day"), None),
        kind=Choice(_("What it is for"), [(post_kind_words(kind), kind.value) for kind in KINDS], KINDS[0].value),
        network=Choice(_("Network"), networks, networks[0][1]),
        format=Choice(
            _("How it is made"), [(post_format_words(f), f.value) for f in PostFormat], PostFormat.PHOTO.value
        ),
        what=TextField(_("Caption: what is it?"), most=200),
        price=TextField(_("Price, if any"), most=40),
        when=TextField(_("Day or hours, if any"), most=80),
        caption=TextField(_("Caption"), long=True, most=1000),
    )


class PostEditor:
    """A list of the posts, the fields of the one chosen, and what can be done with it.

    changes: what the learner has changed, by the key of the place. `heard` is called after each change.
    """

    def __init__(self, heard: Callable[[], None]) -> None:
        self.changes: dict[str, PostChange] = {}
        self.firm = ""
        self._heard = heard
        self._before: list[dict[str, PostChange]] = []
        self._once: set[str] = set()
        self._mix: Mix | None = None
        self._posts: tuple[Post, ...] = ()
        self._ours: dict[str, Post] = {}
        self._tried: dict[str, list[str]] = {}
        self._filling = False
        self._asked: tuple[str, str] | None = None
        self.controls = _post_controls()
        self.status = html("tt-piece")
        buttons = [
            button(_("Another idea"), self.swap),
            button(_("Take it out"), self.take_out),
            button(_("Put ours back"), self.put_back),
            button(_("Add a post of my own"), self.add),
            button(_("Undo the last change"), self.undo),
        ]
        self.draft_button = button(_("Draft the caption"), self.draft)
        fields = self.controls
        named = fields.named()
        self.fields = [control.box for name, control in named.items() if name not in ("which", "caption")]
        self.fields += [self.draft_button, fields.caption.box]
        self.box = card(_("Change a post"), [fields.which])
        self.box.add_class("tt-piece")
        self.box.children = [*self.box.children, *self.fields, box("tt-actions", buttons), self.status]
        for name, control in fields.named().items():
            control.observe(self._choose if name == "which" else self._edit)
        self._update()

    @property
    def chosen(self) -> Post | None:
        """The post that is being changed."""
        return next((post for post in self._posts if post.key == self.controls.which.value), None)

    @property
    def taken_out(self) -> list[str]:
        """Keys of the places that the learner wants empty."""
        return [key for key, change in self.changes.items() if change.post is None]

    @property
    def withdrawn(self) -> list[str]:
        """Keys of places in which nothing stands any more of what the learner once put there."""
        return [key for key in self._once if (change := self.changes.get(key)) is None or change.post is None]

    def offer(self, mix: Mix, ours: Sequence[Post], posts: Sequence[Post]) -> None:
        """Take the calendar as it is now. ours: as it would be without changes."""
        self._once |= self.changes.keys()
        self._mix, self._posts, self._ours = mix, tuple(posts), {post.key: post for post in ours}
        gone = [
            (_("{post} (taken out)").format(post=_line(self._ours[key])), key)
            for key, change in self.changes.items()
            if change.post is None and key in self._ours
        ]
        options = [(_("choose"), NONE), *((_line(post), post.key) for post in posts), *gone]
        which = self.controls.which.widget
        wanted = which.value if any(which.value == key for _words, key in options) else NONE
        self._filling = True
        which.options = options
        which.value = wanted
        self._filling = False
        if wanted == NONE:
            self._empty_blanks()
        self._fill()

    def begin(self, changes: Mapping[str, PostChange]) -> None:
        """Take these changes, another firm’s or another tab’s: nothing done before can be undone in them."""
        self.changes, self._before, self._tried = dict(changes), [], {}
        self._once = set(changes)

    # what the buttons do ------------------------------------------------------------------------------------

    def swap(self) -> None:
        """Put another idea in the place of the chosen post: the next one each time."""
        post = self._wanted("swap")
        if post is None or self._mix is None:
            return
        tried = self._tried.setdefault(post.key, [])
        tried.append(post.idea)
        possible = others(self._mix, self._posts, post)
        other = next((each for each in possible if each.idea not in tried), next(iter(possible), None))
        if other is None:
            self._say(_("There is no other idea for this day."))
            return
        self._change(post.key, replace(other, caption=""), post)

    def take_out(self) -> None:
        """Take the chosen post out of the calendar; what the learner added is gone then, until it is undone."""
        post = self._wanted("take out")
        if post is not None:
            self._change(post.key, None, post)

    def put_back(self) -> None:
        """Show our post again in this place."""
        key = self.controls.which.value
        if key not in self.changes:
            self._say(_("This is ours already.") if key else _("Choose a post first."))
        elif self._may_go("put back", key):
            self._remember()
            del self.changes[key]
            self._heard()

    def add(self) -> None:
        """Add a post of the learner's own, and choose it."""
        if self._mix is None or not self._posts:
            self._say(_("A calendar without posts has no place for one."))
            return
        post = added(self._mix, self._posts, self.changes, _("A post of my own"))
        self._remember()
        self.changes[post.key] = PostChange(post=post, day=post.day)
        self._heard()
        self.controls.which.value = post.key

    def undo(self) -> None:
        """Take the last change back."""
        if not self._before:
            self._say(_("There is nothing to undo."))
            return
        self.changes = self._before.pop()
        self._heard()

    def draft(self) -> None:
        """Write a caption from what the learner has filled in, and nothing else."""
        fields = self.controls
        if self.chosen is None:
            return
        if not fields.what.value:
            fields.what.problem(_("Say first what it is."))
            return
        fields.what.problem()
        fields.caption.value = caption_draft(
            PostKind(fields.kind.value), fields.what.value, fields.price.value, fields.when.value, self.firm
        )

    # inside -------------------------------------------------------------------------------------------------

    def _wanted(self, doing: str) -> Post | None:
        """The chosen post, if there is one and its words may go."""
        post = self.chosen
        if post is None:
            self._say(_("Choose a post first."))
            return None
        return post if self._may_go(doing, post.key) else None

    def _may_go(self, doing: str, key: str) -> bool:
        """Whether what the learner wrote there may go: whoever presses the same button once more says so."""
        change = self.changes.get(key)
        words = (change.post.caption or change.post.text) if change and change.post else ""
        nothing_of_theirs = words in ("", _("A post of my own"))
        if nothing_of_theirs or self._asked == (doing, key):
            self._asked = None
            return True
        self._asked = (doing, key)
        self._say(
            _("This takes away what you wrote: “{words}”. Press once more if it may go.").format(
                words=_shortened(words)
            )
        )
        return False

    def _choose(self) -> None:
        if not self._filling:
            self._empty_blanks()
            self._fill()

    def _empty_blanks(self) -> None:
        """What was filled in for one post is not said of another."""
        self._filling = True
        for blank in (self.controls.what, self.controls.price, self.controls.when):
            blank.value = ""
            blank.problem()
        self._filling = False

    def _fill(self) -> None:
        """Show the chosen post in its fields."""
        post, fields = self.chosen, self.controls
        fields.day.problem()
        self._filling = True
        if post is not None:
            held: Mapping[Control, Any] = {
                fields.text: post.text or idea_words(post.idea),
                fields.day: post.day,
                fields.kind: post.kind.value,
                fields.network: post.network,
                fields.format: post.format.value,
                fields.caption: post.caption,
            }
            for control, value in held.items():
                if control.value != value:
                    control.value = value
        self._filling = False
        self._update()

    def _edit(self) -> None:
        """Keep what was typed or chosen as a change of this post."""
        post, fields = self.chosen, self.controls
        if self._filling or post is None or self._mix is None:
            return
        idea = idea_words(post.idea)
        text = fields.text.entry or ""
        wanted = replace(
            post,
            text="" if text == idea else text or post.text,
            kind=PostKind(fields.kind.value),
            network=fields.network.value,
            format=PostFormat(fields.format.value),
            caption=fields.caption.entry or "",
            place=post.key,
        )
        when = fields.day.value
        problem = self._refused(when)
        fields.day.problem(problem)
        if isinstance(when, date) and not problem:
            wanted = moved(self._mix, wanted, when)
        if wanted != replace(post, place=post.key):
            self._change(post.key, wanted, post)

    def _refused(self, when: object) -> str:
        assert self._mix is not None
        if not isinstance(when, date):
            return _("Choose a day.")
        if not self._mix.first_day <= when <= self._mix.last_day:
            return _("This day lies outside the weeks of your calendar.")
        if not self._mix.year.works_on(when):
            return _("Nobody works on this day.")
        return ""

    def _change(self, key: str, post: Post | None, before: Post) -> None:
        self._remember()
        first = self._ours.get(key, before)
        swapped = post is None or post.idea != first.idea
        self.changes[key] = PostChange(post=post, instead_of=first.idea if swapped else "", day=first.day)
        self._heard()

    def _remember(self) -> None:
        self._before = [*self._before, dict(self.changes)][-UNDONE:]

    def _update(self) -> None:
        # the buttons stay: one that is disabled while it has the focus takes the keyboard's place away
        post, self._asked = self.chosen, None
        for part in self.fields:
            part.layout.display = "none" if post is None else ""
        self._say("" if post is None else self._hint(post))

    def _hint(self, post: Post) -> str:
        """What of the post does not fit the network, if anything."""
        if post.format in TAKES.get(post.network, BRIEF):
            return ""
        name = NETWORKS[post.network].name if post.network in NETWORKS else post.network
        return _("{network} is not the place for this format: {format}.").format(
            network=name, format=post_format_words(post.format)
        )

    def _say(self, message: str) -> None:
        self.status.value = Html(f'<p role="status">{as_html(message)}</p>') if message else ""


def _line(post: Post) -> str:
    """A post in the list: its day and how it begins."""
    return f"{short_day(post.day)}: {_shortened(post.text or idea_words(post.idea))}"


def _shortened(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]}…"
