"""Conversation audit: which of my last posts speak with somebody, and what to change next."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.strip import strip
from tertulia.firms import Firm
from tertulia.language import _, ngettext, number, percent, spoken
from tertulia.models.errors import InputError
from tertulia.models.web2 import conversation as model
from tertulia.models.web2 import posts as pasted
from tertulia.models.web2.conversation import Advice, Audit, Step, Suggestion
from tertulia.models.web2.phrase_rules import WEIGHTS, Mark, Sign
from tertulia.widgets.base.components import conclusion, first_steps, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, ChosenFile, Control, Evidence, FileField, TextField, card
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.web2.conversation_posts import example
from tertulia.widgets.web2.conversation_words import code_words, mark_letter, mark_words, question_for, quoted

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

QUOTED = 110
"""Characters of a post that a piece of advice quotes."""


class ConversationAudit(Exercise):
    """The firm's last posts, marked one by one, and the share of them that is conversation."""

    name = "conversation"

    def __init__(self, firm: str = "bakery") -> None:
        self.own: dict[tuple[str, int], Mark] = {}
        self._rows: list[tuple[ipywidgets.Box, ipywidgets.HTML, Choice]] = []
        self._keys: tuple[tuple[str, int], ...] = ()
        super().__init__(firm)

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """The posts, pasted or from a file."""
        most = pasted.MOST_POSTS
        return {
            "text": TextField(
                _(
                    "Your last posts, the newest first: one per line, or an empty line between them. At most {n}."
                ).format(n=number(most)),
                self.start(firm)["text"],
                _("Paste them here"),
                long=True,
                most=most * (pasted.MOST_LETTERS + 2),
            ),
            "file": FileField(
                _("Or open a text or CSV file"),
                ".csv,.txt,.tsv,text/csv,text/plain",
                opened=self._open,
                evidence=Evidence(
                    "D",
                    _(
                        "How a post is read is our judgement: a list of turns of phrase, in Spanish and English, that "
                        "you find below. It knows nothing of irony. Your mark counts."
                    ),
                ),
            ),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's invented posts; none for a firm of the learner's own."""
        return {"text": pasted.join(example(firm.key))}

    def cards(self) -> list[ipywidgets.Box]:
        """One card."""
        self.controls["text"].widget.add_class("tt-paste")
        return [card(_("Your posts"), self.controls.values())]

    def answer_parts(self) -> list[Any]:
        """The numbers, then the posts at a glance."""
        return [self.numbers, self.picture]

    def after_parts(self) -> list[Any]:
        """What to change next, the posts one by one with their marks, and a table to take away."""
        self.next, self.files = html("tt-piece"), html("tt-piece")
        self.posts_head, self.posts = html("tt-piece"), box("tt-marks", [])
        return [self.next, self.posts_head, self.posts, self.files]

    def restart(self) -> None:
        """The firm's posts again, without the learner's marks."""
        self.own.clear()
        super().restart()

    def show(self) -> None:
        """Read the posts, count them, fill the answer."""
        every = pasted.split(self.controls["text"].value)
        posts = every[: pasted.MOST_POSTS]
        seen: dict[str, int] = {}
        keys = []
        for post in posts:
            keys.append((post, seen.get(post, 0)))
            seen[post] = seen.get(post, 0) + 1
        self._keys = tuple(keys)
        own = {place: self.own[key] for place, key in enumerate(keys) if key in self.own}
        found = model.audit(posts, own)
        self.result = found
        self.left_out = len(every) - len(posts)
        self.numbers.value = self._numbers(found)
        self.words.value = conclusion(*self._meaning(found))
        self.mini.value = f"<p>{self._mini(found)}</p>"
        self.next.value = self._next(found)
        self._list(found)
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: lambda: self._picture(found).html() if found.posts else ""})
        self.folds.value = self._for_the_curious()

    def _open(self, chosen: ChosenFile) -> None:
        try:
            posts = pasted.read(chosen.content)
        except InputError as error:
            self._complain(error.field, self.complaint(error))
            return
        self.controls["text"].value = pasted.join(posts[: pasted.MOST_POSTS + 1])

    def _marked(self, place: int) -> None:
        if not self._quiet:
            self.own[self._keys[place]] = Mark(self._rows[place][2].value)
            self.refresh()

    # the answer ---------------------------------------------------------------------------------------------

    @staticmethod
    def _numbers(found: Audit) -> str:
        if not found.posts:
            return numbers([number_tile("0", _("posts so far: paste your last ten"), main=True)])
        _first, run = model.longest_run(found.marks)
        return numbers(
            [
                number_tile(percent(found.share), _("of your posts speak with somebody"), main=True),
                number_tile(
                    _("{low} to {high}").format(low=percent(found.low), high=percent(found.high)),
                    ngettext(
                        "may be your habit, as far as {n} post can tell",
                        "may be your habit, as far as {n} posts can tell",
                        len(found.posts),
                    ).format(n=number(len(found.posts))),
                ),
                number_tile(number(run), ngettext("broadcast in a row at most", "broadcasts in a row at most", run)),
            ]
        )

    @staticmethod
    def _mini(found: Audit) -> str:
        return f"<b>{percent(found.share)}</b> {_('conversation')}" if found.posts else _("No posts yet")

    def _meaning(self, found: Audit) -> list[str]:
        if not found.posts:
            return [_("Paste your last posts, and we read them together. Nothing you paste leaves this device.")]
        n, talks = len(found.posts), found.conversations
        told = [
            ngettext(
                "Of your {n} post, <strong>{talks} speaks with somebody</strong>.",
                "Of your {n} posts, <strong>{talks} speak with somebody</strong> and {rest} only announce.",
                n,
            ).format(n=number(n), talks=number(talks), rest=number(n - talks))
        ]
        steps = model.advise(found)
        if steps:
            first = self._step(found, steps[0])[0]
            told.append(_("Next: {step}.").format(step=first[0].lower() + first[1:]))
        if found.doubtful:
            told.append(
                ngettext(
                    "Look at post {places}: it has words of both kinds, so your eye decides.",
                    "Look at posts {places}: they have words of both kinds, so your eye decides.",
                    len(found.doubtful),
                ).format(places=", ".join(number(place + 1) for place in found.doubtful))
            )
        return told

    def _next(self, found: Audit) -> str:
        steps = [self._step(found, step) for step in model.advise(found)]
        return first_steps(_("What to change next"), steps) if steps else ""

    def _step(self, found: Audit, step: Advice) -> tuple[str, str, str]:
        """What to do, why, and how long it takes, for one piece of advice."""
        quote = _quoted(found.posts[step.post])
        values = {
            "n": number(step.post + 1),
            "other": number(step.other + 1),
            "count": number(step.count),
            "quote": quote,
            "question": question_for(found.suggestions[step.post].codes),
        }
        what, reason, minutes = {
            Step.ASK: (
                _("End post {n} with a question"),
                _("None of your posts asks anything. {quote} could end with “{question}”"),
                2,
            ),
            Step.ANSWER: (
                _("Answer somebody"),
                _(
                    "None of these posts answers or thanks anybody. Take the last question somebody asked you, at the "
                    "counter too, and post the answer."
                ),
                10,
            ),
            Step.PERSON: (
                _("Put a person into post {n}"),
                _(
                    "{quote} gives a price or an offer and shows nobody. In a study of 106,316 Facebook messages, such "
                    "facts alone got fewer reactions; with humour or emotion they got more (Lee, Hosanagar & Nair "
                    "2018, grade B)."
                ),
                5,
            ),
            Step.ELSEWHERE: (
                _("Move the opening hours of post {n}"),
                _(
                    "{quote} is out of date next week. Put the hours on your website and your map entry, and use the "
                    "post to ask when people would rather come."
                ),
                10,
            ),
            Step.REPEATED: (
                _("Keep one of posts {n} and {other}"),
                _("They say nearly the same. The other one could answer something you were asked."),
                5,
            ),
            Step.RUN: (
                _("Break the run from post {n} to post {other}"),
                _("{count} broadcasts follow each other. Put a question or an answer in the middle."),
                5,
            ),
            Step.AGAIN: (
                _("Do post {n} again"),
                _("{quote} speaks with somebody. What came back? Tell it in the next post."),
                10,
            ),
        }[step.step]
        effort = ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes))
        return what.format(**values), reason.format(**values), effort

    def _picture(self, found: Audit) -> Picture:
        letters = (mark_letter(Mark.CONVERSATION), mark_letter(Mark.BROADCAST))
        talks = [number(k + 1) for k, mark in enumerate(found.marks) if mark is Mark.CONVERSATION]
        alternative = ngettext(
            "{talks} of {n} post is conversation, {share}. Posts marked as conversation: {list}. Range: {low} to "
            "{high}.",
            "{talks} of {n} posts are conversation, {share}. Posts marked as conversation: {list}. Range: {low} to "
            "{high}.",
            len(found.posts),
        ).format(
            talks=number(len(talks)),
            n=number(len(found.posts)),
            share=percent(found.share),
            list=", ".join(talks) or _("none"),
            low=percent(found.low),
            high=percent(found.high),
        )
        drawn = strip(
            [mark is Mark.CONVERSATION for mark in found.marks],
            letters,
            (found.low, found.share, found.high),
            self.name,
            alternative,
        )
        title = ngettext("{talks} of {n} post is conversation", "{talks} of {n} posts are conversation", len(talks))
        key = "".join(
            f'<li><i class="tt-letter {kind}">{mark_letter(mark)}</i>{mark_words(mark)}</li>'
            for mark, kind in ((Mark.CONVERSATION, "m0"), (Mark.BROADCAST, "tt-letter--open"))
        )
        caption = _(
            "The dot is the share in these posts. The band is the range for your habit: posts like these would come "
            "from a habit inside it nineteen times in twenty."
        )
        return Picture(
            title=title.format(talks=number(len(talks)), n=number(len(found.posts))),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=f'<ul class="tt-key">{key}</ul>{caption}',
        )

    def _list(self, found: Audit) -> None:
        """The posts with their marks; the boxes are kept and filled anew."""
        while len(self._rows) < len(found.posts):
            self._rows.append(self._new_row(len(self._rows)))
        with self.quietly():
            for place, (_box, told, choice) in enumerate(self._rows[: len(found.posts)]):
                told.value = self._told(found, place)
                choice.value = found.marks[place].value
        shown = tuple(row[0] for row in self._rows[: len(found.posts)])
        if self.posts.children != shown:
            self.posts.children = shown
        head = ""
        if found.posts:
            left = (
                ngettext(
                    "We read the first {most}; {n} more is left out.",
                    "We read the first {most}; {n} more are left out.",
                    self.left_out,
                ).format(most=number(pasted.MOST_POSTS), n=number(self.left_out))
                if self.left_out
                else ""
            )
            asked = _("Change a mark where we read it wrong. {left}").format(left=left).strip()
            head = f'<section class="tt-section"><h2>{_("Your posts, one by one")}</h2><p>{asked}</p></section>'
        self.posts_head.value = head

    def _new_row(self, place: int) -> tuple[ipywidgets.Box, ipywidgets.HTML, Choice]:
        told = html("tt-piece")
        label = _("Post {n} is").format(n=number(place + 1))
        choice = Choice(label, [(mark_words(mark), mark.value) for mark in Mark], Mark.BROADCAST.value, all_seen=True)
        choice.observe(lambda: self._marked(place))
        return box("tt-card", [told, choice.box]), told, choice

    def _told(self, found: Audit, place: int) -> str:
        """A post, and the words that led to the suggestion."""
        suggestion = found.suggestions[place]
        why = "".join(f"<li>{_sign(sign)}</li>" for sign in suggestion.signs)
        return (
            f'<div class="tt-post"><h3>{_("Post {n}").format(n=number(place + 1))}</h3>'
            f"<blockquote>{escape(found.posts[place])}</blockquote>"
            f"<p>{_read_as(suggestion, place in found.changed)}</p>{f'<ul>{why}</ul>' if why else ''}</div>"
        )

    def _fill_files(self) -> None:
        from tertulia.calendar_files import csv_file  # large, and nobody waits for it

        found = self.result
        if not found.posts:
            self.files.value = ""
            return
        heads = [_("Post"), _("Text"), _("Mark"), _("Words that led to it")]
        lines: list[list[str | int | float | None]] = [
            [place + 1, post, mark_words(mark), "; ".join(f"{code_words(s.code)}: {s.words}" for s in suggestion.signs)]
            for place, (post, mark, suggestion) in enumerate(
                zip(found.posts, found.marks, found.suggestions, strict=True)
            )
        ]
        made = csv_file(lines, heads, separator=";" if spoken() == "es" else ",")
        name = _("conversation") + ".csv"
        self.files.value = (
            f'<section class="tt-section"><h2>{_("Take it with you")}</h2><p class="tt-actions">'
            f"{download(_('Table for a spreadsheet (.csv)'), name, 'text/csv', made)}</p></section>"
        )

    @staticmethod
    def _for_the_curious() -> str:
        rules = table(
            [_("Rule"), _("Points to"), _("Weight")],
            [[code_words(code), mark_words(mark), number(weight)] for code, (mark, weight) in WEIGHTS.items()],
            words=2,
        )
        how = (
            _(
                "Each rule is a list of turns of phrase. What points to conversation is added up, and so is what "
                "points to broadcast. The larger sum decides; without any sign, or with equal sums, we say broadcast."
            ),
            _(
                "The rules, their weights and the advice are our judgement, grade D. We know of no study that measured "
                "them. No share of conversation is proven right: compare yourself with yourself, three months later."
            ),
            _(
                "The range is the Wilson interval at 95 %. It speaks of a habit, so it only helps if these posts are "
                "like your others."
            ),
        )
        return fold(_("The rules, one by one"), rules) + fold(
            _("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how)
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with a file and what to do."""
        return {
            "too_large": _("This file is larger than 2 MB. Keep your last posts only, or paste them above."),
            "empty": _("There is nothing in this file. Choose another one, or paste your posts above."),
            "not_text": _(
                "This is not a text file. Save the spreadsheet as CSV and open that, or paste your posts above."
            ),
            "no_words": _("We found no column with words in this table. Paste your posts above."),
        }.get(error.code, _("This cannot be right. Choose another value."))

    def nothing_yet(self) -> str:
        """No posts say nothing."""
        return "" if self.result.posts else _("Paste your last posts, then add what they say to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """How many posts only announce, and what to change. Questions left without an answer stay: nobody asked."""
        from tertulia.plan import LONG, schema, updates

        steps = [self._step(self.result, step) for step in model.advise(self.result)]
        change = "\n".join(unescape(f"{what}. {reason}") for what, reason, _effort in steps)
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
        found = self.result
        if not found.posts:
            return _("No posts yet")
        return _("{talks} of {n} posts speak with somebody, {share}; range {low} to {high}").format(
            talks=number(found.conversations),
            n=number(len(found.posts)),
            share=percent(found.share),
            low=percent(found.low),
            high=percent(found.high),
        )


def _quoted(post: str) -> str:
    words = " ".join(post.split())
    return escape(quoted(words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"))


def _sign(sign: Sign) -> str:
    return _("{what}: {words}").format(what=code_words(sign.code), words=f"<b>{escape(quoted(sign.words))}</b>")


def _read_as(suggestion: Suggestion, changed: bool) -> str:
    if changed:
        told = _("We read it as {mark}, and you marked it otherwise.")
    elif not suggestion.signs:
        told = _("We found no words that speak with anybody, so we read it as {mark}.")
    elif suggestion.doubtful:
        told = _("It has words of both kinds. We read it as {mark}: look yourself.")
    else:
        told = _("We read it as {mark}, because of these words.")
    return told.format(mark=f"<strong>{mark_words(suggestion.mark).lower()}</strong>")
