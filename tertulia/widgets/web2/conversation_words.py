"""The words of the conversation audit: marks, rules, how a post was read, and what the share means."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from tertulia.html import Html, joined, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.web2.conversation import Audit, Suggestion, longest_run
from tertulia.models.web2.phrase_rules import PhraseRule, PostMark, Sign
from tertulia.models.web2.posts import MOST_POSTS, PostsFileRefusal
from tertulia.widgets.base.components import number_tile, numbers, section
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.kept_files import MOST_NAME
from tertulia.widgets.base.own_posts_words import file_words


def mark_words(mark: PostMark) -> str:
    """What a post is."""
    return {PostMark.CONVERSATION: _("Conversation"), PostMark.BROADCAST: _("Broadcast")}[mark]


def mark_letter(mark: PostMark) -> str:
    """One letter for it, different for each: that of its word."""
    return mark_words(mark)[0]


def rule_words(rule: PhraseRule) -> str:
    """What a rule found."""
    return {
        PhraseRule.QUESTION: _("It asks"),
        PhraseRule.ANSWER: _("It answers or names somebody"),
        PhraseRule.THANKS: _("It thanks"),
        PhraseRule.INVITATION: _("It invites people to speak"),
        PhraseRule.PERSON: _("It shows a person"),
        PhraseRule.PRICE: _("It gives a price"),
        PhraseRule.OFFER: _("It makes an offer"),
        PhraseRule.BUY: _("It asks people to buy"),
        PhraseRule.HOURS: _("It gives hours"),
        PhraseRule.NEWS: _("It announces"),
        PhraseRule.TAGS: _("It has many hashtags"),
    }[rule]


def question_for(rules: Set[PhraseRule]) -> str:
    """A question that a post with these signs could end with."""
    if rules & {PhraseRule.PRICE, PhraseRule.OFFER}:
        return _("Which one would you take home?")
    if PhraseRule.BUY in rules:
        return _("Who would you give it to?")
    if PhraseRule.HOURS in rules:
        return _("What time would suit you better?")
    if PhraseRule.NEWS in rules:
        return _("What should we make next?")
    return _("How do you like it best?")


def quoted(words: str) -> str:
    """Words in the quotation marks of the learner's language; plain text."""
    return _("“{words}”").format(words=words)


def reading_evidence() -> Evidence:
    """How well the reading of a post is known."""
    return Evidence(
        "D",
        _(
            "How a post is read is our judgement: a list of turns of phrase, in Spanish and English, that "
            "you find below. It knows nothing of irony. Your mark counts."
        ),
    )


def tiles(audit: Audit) -> Html:
    """The answer's numbers: the share, its range, the longest run of broadcasts."""
    if not audit.posts:
        return numbers([number_tile("0", _("posts so far: paste your last ten"), main=True)])
    _first, run = longest_run(audit.marks)
    return numbers(
        [
            number_tile(percent(audit.share), _("of your posts speak with somebody"), main=True),
            number_tile(
                _("{low} to {high}").format(low=percent(audit.low), high=percent(audit.high)),
                ngettext(
                    "may be your habit, as far as {n} post can tell",
                    "may be your habit, as far as {n} posts can tell",
                    len(audit.posts),
                ).format(n=number(len(audit.posts))),
            ),
            number_tile(number(run), ngettext("broadcast in a row at most", "broadcasts in a row at most", run)),
        ]
    )


def in_short(audit: Audit) -> Html:
    """The share, beside the controls."""
    if not audit.posts:
        return markup("<p>{words}</p>", words=_("No posts yet"))
    return markup("<p><b>{share}</b> {words}</p>", share=percent(audit.share), words=_("conversation"))


def meaning(audit: Audit, next_step: str) -> list[str]:
    """What the marks say to this firm, sentence by sentence; next_step: what to do first, empty for nothing."""
    if not audit.posts:
        return [_("Paste your last posts, and we read them together. Nothing you paste leaves this device.")]
    n, conversations = len(audit.posts), audit.conversations
    sentences: list[str] = [
        markup(
            ngettext(
                "Of your {n} post, <strong>{talks} speaks with somebody</strong>.",
                "Of your {n} posts, <strong>{talks} speak with somebody</strong> and {rest} only announce.",
                n,
            ),
            n=number(n),
            talks=number(conversations),
            rest=number(n - conversations),
        )
    ]
    if next_step:
        sentences.append(_("Next: {step}.").format(step=next_step[0].lower() + next_step[1:]))
    if audit.doubtful:
        sentences.append(
            ngettext(
                "Look at post {places}: it has words of both kinds, so your eye decides.",
                "Look at posts {places}: they have words of both kinds, so your eye decides.",
                len(audit.doubtful),
            ).format(places=", ".join(number(place + 1) for place in audit.doubtful))
        )
    return sentences


@dataclass(frozen=True, kw_only=True)
class FromFile:
    """What is told of the file the posts come from: its name, how many posts it has, and what is not among those read.

    left_out: older ones. undated: those without a date. empty: rows without a text.
    """

    name: str
    count: int
    left_out: int
    undated: int
    empty: int

    @classmethod
    def resumed(cls, state: Any) -> FromFile | None:
        """What was kept of it; None for anything that is not like it."""
        if not isinstance(state, dict) or not isinstance(state.get("name"), str):
            return None
        counts: dict[str, Any] = {name: state.get(name) for name in ("count", "left_out", "undated", "empty")}
        if any(type(count) is not int or not 0 <= count <= 10_000_000 for count in counts.values()):
            return None
        return cls(name=state["name"][:MOST_NAME], **counts)


def head_of_posts(left_out: int, told: FromFile | None = None) -> Html:
    """What stands above the posts; left_out: how many in the field were not read. told: of the file they come from."""
    said = [_("Change a mark where we read it wrong.")]
    if told:
        said += _of_file(told)
    elif left_out:
        said.append(
            ngettext(
                "We read the first {most}; {n} more is left out.",
                "We read the first {most}; {n} more are left out.",
                left_out,
            ).format(most=number(MOST_POSTS), n=number(left_out))
        )
    return section(_("Your posts, one by one"), markup("<p>{said}</p>", said=" ".join(said)))


def _of_file(told: FromFile) -> list[str]:
    """Which posts of a file are read, and which are not."""
    said = []
    dated, read = told.count - told.undated, number(told.count - told.left_out)
    if told.left_out and dated:
        said.append(
            ngettext(
                "These are the last {read} by date; {n} more is left out.",
                "These are the last {read} by date; {n} more are left out.",
                told.left_out,
            ).format(read=read, n=number(told.left_out))
        )
    elif told.left_out:
        said.append(
            ngettext(
                "These are the first {read} in the file; {n} more is left out.",
                "These are the first {read} in the file; {n} more are left out.",
                told.left_out,
            ).format(read=read, n=number(told.left_out))
        )
    if told.undated and dated:
        said.append(
            ngettext(
                "{n} post has no date and comes after the others.",
                "{n} posts have no date and come after the others.",
                told.undated,
            ).format(n=number(told.undated))
        )
    elif told.undated and told.count > 1:
        said.append(_("We read no dates, so they stand in the order of the file: put the newest first."))
    if told.empty:
        said.append(ngettext("{n} row has no text.", "{n} rows have no text.", told.empty).format(n=number(told.empty)))
    return said


def post_html(audit: Audit, place: int) -> Html:
    """A post, and the words that led to the suggestion."""
    suggestion = audit.suggestions[place]
    signs = joined(markup("<li>{sign}</li>", sign=_sign(sign)) for sign in suggestion.signs)
    return markup(
        '<div class="tt-post"><h3>{title}</h3><blockquote>{post}</blockquote><p>{reading}</p>{signs}</div>',
        title=_("Post {n}").format(n=number(place + 1)),
        post=audit.posts[place],
        reading=_reading(suggestion, changed=place in audit.changed),
        signs=markup("<ul>{signs}</ul>", signs=signs) if signs else "",
    )


def _sign(sign: Sign) -> Html:
    words = markup("<b>{words}</b>", words=quoted(sign.words))
    return markup(_("{what}: {words}"), what=rule_words(sign.rule), words=words)


def _reading(suggestion: Suggestion, *, changed: bool) -> Html:
    if changed:
        template = _("We read it as {mark}, and you marked it otherwise.")
    elif not suggestion.signs:
        template = _("We found no words that speak with anybody, so we read it as {mark}.")
    elif suggestion.doubtful:
        template = _("It has words of both kinds. We read it as {mark}: look yourself.")
    else:
        template = _("We read it as {mark}, because of these words.")
    return markup(template, mark=markup("<strong>{mark}</strong>", mark=mark_words(suggestion.mark).lower()))


def complaint_words(error: InputError) -> str:
    """What is wrong with a file and what to do."""
    if error.code == PostsFileRefusal.NO_WORDS:
        return _("We found no column with the texts of posts in this table. Paste your posts above.")
    return file_words(error)


def in_one_line(audit: Audit) -> str:
    """The share as plain text."""
    if not audit.posts:
        return _("No posts yet")
    return _("{talks} of {n} posts speak with somebody, {share}; range {low} to {high}").format(
        talks=number(audit.conversations),
        n=number(len(audit.posts)),
        share=percent(audit.share),
        low=percent(audit.low),
        high=percent(audit.high),
    )
