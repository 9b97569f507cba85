"""What the content mix says: its sentences, its words for kinds and sectors, and how well its numbers are known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from tertulia.html import Html, as_html, markup, paragraphs
from tertulia.language import _, day, ngettext, number, percent
from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Finding, Severity, Value
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care, PostFormat, PostKind, Touches
from tertulia.models.strategy.mix import Mix, MixRefusal, networks_used
from tertulia.models.strategy.mix_check import MixFinding
from tertulia.models.strategy.mix_weeks import Capacity
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.schedule import Post
from tertulia.models.strategy.working_year import Pause
from tertulia.post_ideas import idea as find_idea
from tertulia.post_ideas import idea_words
from tertulia.terms import post_kind_words
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.words import hours_words, short, skill_words

KINDS = tuple(PostKind)

# how well each slider is known ------------------------------------------------------------------------------


def promotion_evidence() -> Evidence:
    """Posts that sell."""
    return Evidence(
        "C",
        _(
            "Offers get the fewest reactions, and more when a person is in them. Rules such as 80/20 or "
            "5-3-2 are habits of the trade: we found no study that tested any of them."
        ),
        "Lee, Hosanagar & Nair 2018; Liadeli, Sotgiu & Verlegh 2023",
    )


def cap_evidence() -> Evidence:
    """The most that may sell."""
    return Evidence("D", _("Your own limit. One post in five is where we would begin; watch what follows."))


def pace_evidence() -> Evidence:
    """The learner's minutes over ours."""
    return Evidence(
        "D",
        _(
            "Ten to sixty minutes for a post, by kind and format, is our judgement. Time three of yours "
            "and set the pace."
        ),
    )


# words ------------------------------------------------------------------------------------------------------


def weekday_words(n: int) -> str:
    """The name of a weekday, 0 Monday to 6 Sunday."""
    name = day(date(2024, 1, 1 + n), "EEEE")  # 1 January 2024 was a Monday
    return name[0].upper() + name[1:]


def hour_words() -> dict[int, str]:
    """The hours of the day at which one may work on posts."""
    return {
        8: _("eight in the morning"),
        10: _("ten in the morning"),
        13: _("one o'clock"),
        16: _("four in the afternoon"),
        20: _("eight in the evening"),
    }


def kind_letter(kind: PostKind) -> str:
    """One letter for a kind, different for each."""
    return {
        PostKind.USEFUL: _("U"),
        PostKind.PEOPLE: _("B"),
        PostKind.CONVERSATION: _("C"),
        PostKind.PROOF: _("W"),
        PostKind.PROMOTION: _("S"),
    }[kind]


# the answer -------------------------------------------------------------------------------------------------


def selling_words(mix: Mix, posts: Sequence[Post]) -> str:
    """Below the number of posts that sell."""
    sentence = ngettext("of {n} post in {weeks} weeks sells", "of {n} posts in {weeks} weeks sell", len(posts))
    return sentence.format(n=number(len(posts)), weeks=number(mix.weeks))


def mini_words(weekly: float, room: Capacity) -> Html:
    """The answer that stays on a phone's screen."""
    planned = as_html(ngettext("post a week", "posts a week", weekly))
    fits = as_html(_("{fits} fit your hours").format(fits=number(room.posts)))
    return Html(f"<p><b>{short(weekly)}</b> {planned}<br>{fits}</p>")


def meaning(mix: Mix, posts: Sequence[Post], findings: Sequence[Finding]) -> list[str]:
    """The answer in sentences."""
    if not posts:
        why = [
            finding
            for finding in findings
            if finding.code in (MixFinding.CANNOT_MAKE, MixFinding.NOTHING_TO_MAKE)
            or (finding.code == MixFinding.CLOSED_WEEKS and finding.values["weeks"] == mix.weeks)
        ]
        if why:
            return [finding_words(why[0])]
        return [
            markup(
                _(
                    "Your hours leave no room for a post. <strong>Find another half hour, or publish nothing "
                    "yet.</strong>"
                )
            )
        ]
    weekly = round(len(posts) / max(1, len({post.week for post in posts})))
    first = markup(
        _("{posts} a week on {networks}, and <strong>{replies} a week booked first for answering</strong>."),
        posts=ngettext("{n} post", "{n} posts", weekly).format(n=number(weekly)),
        networks=" + ".join(NETWORKS[key].name for key in networks_used(mix)),
        replies=hours_words(mix.reply_hours),
    )
    stops = [finding for finding in findings if finding.severity is Severity.STOP]
    if stops:
        return [first, finding_words(stops[0])]
    return [first, _("This plan fits your week. Begin with: “{idea}”").format(idea=post_words(posts[0]))]


def finding_words(finding: Finding) -> str:
    """The sentence for one thing the check of a calendar may find, the learner's changes included."""
    sentences: dict[str, str] = {
        MixFinding.HOURS_EXCEEDED: _(
            "You planned {planned} posts a week, but {hours} hold {fits}. The calendar has what fits; for all of "
            "them you would need {needed}."
        ),
        MixFinding.REPLY_MISSING: _("Nobody has time to answer. Book at least half an hour a week before any post."),
        MixFinding.PROMOTION_OVER_CAP: _(
            "You want {share} of the posts to sell, but your own limit is {cap}. The calendar keeps to it: "
            "of {of} posts, {sell}."
        ),
        MixFinding.OBJECTIVE_MISSING: _("Say what you want first; then each post can serve it."),
        MixFinding.NETWORKS_OVER_HOURS: _(
            "Your {hours} a week are not enough for {networks}: that takes {needed}. The calendar uses {allowed}."
        ),
        MixFinding.NO_CONVERSATION: _("Not one post asks or answers anybody. Give conversation at least a part."),
        MixFinding.POSTS_OVER_DAYS: _("{planned} posts do not fit on {days} days; at most two a day make {most}."),
        MixFinding.PROMOTIONS_IN_ROW: _("Two posts that sell follow each other on {first}."),
        MixFinding.PROMOTION_OVER_HALF: _(
            "You want {share} of the posts to sell. Two that sell never follow each other: of {of} posts, {sell}."
        ),
        MixFinding.PROMOTION_SELDOM: _(
            "One post in {every} may sell, and your calendar has {posts}: none sells yet. A longer calendar would have "
            "one."
        ),
        MixFinding.CANNOT_MAKE: _(
            "{network} lives on {format}, and you make none. Choose another network, or say that you make it."
        ),
        MixFinding.NOTHING_TO_MAKE: _(
            "No idea fits what you make and what you want to show. Allow one thing more, or choose another network."
        ),
        MixFinding.CLOSED_WEEKS: _(
            "{weeks} are silent on purpose, because nobody works; the first begins on {first}. Your customers are told "
            "before."
        ),
        MixFinding.HOLIDAYS_UNKNOWN: _("Public holidays are known until {last}. Look at the days after that yourself."),
        MixFinding.LITTLE_FOR_AIM: _(
            "Only {posts} of {of} posts serve what you want. Give more parts to other kinds, or change a few posts."
        ),
        MixFinding.REPLY_GAP: _("Somebody may wait {days} for an answer. Shorter slots on more days would help."),
        MixFinding.IDEAS_REPEAT: _(
            "There are not ideas enough for so many posts: {posts} come again within twelve weeks. Use another "
            "photo, or put in one of your own."
        ),
        MixFinding.OTHER_OBJECTIVE: _("{posts} of {of} posts serve another aim than yours; no post can do everything."),
        MixFinding.POST_WITHOUT_OBJECTIVE: _("Some of your posts serve no aim yet; the first is on {first}."),
        MixFinding.WEEK_OVER_HOURS: _(
            "In the week of {week} your posts take {minutes} minutes, and it has {available} for them. Take one out, "
            "or put it in another week."
        ),
        MixFinding.PROMOTION_WINDOW: _(
            "From {first} to {last}, {share} of the posts sell, and your own limit is {cap}. Change one of them."
        ),
    }
    return sentences[finding.code].format(
        **{name: _value_words(finding, name, value) for name, value in finding.values.items()}
    )


def _value_words(finding: Finding, name: str, value: Value) -> str:
    if isinstance(value, date):
        return day(value)
    if name == "network":
        return NETWORKS[str(value)].name
    if name == "format":
        return skill_words(ContentSkill(str(value))).lower()
    amount = float(str(value))
    if name in ("share", "cap"):
        return percent(amount)
    if name == "hours":
        return hours_words(amount)
    if name == "needed":
        # rounded up: what is lacking must never look like what there is
        return hours_words(math.ceil(amount * 2 - 1e-9) / 2)
    if name == "days" and finding.code == MixFinding.REPLY_GAP:
        return ngettext("{n} day", "{n} days", amount).format(n=value)
    if name == "allowed" and amount == 0:
        return _("the first all the same")
    if name == "weeks":
        return ngettext("{n} week", "{n} weeks", amount).format(n=value)
    if name in ("networks", "allowed"):
        return ngettext("{n} network", "{n} networks", amount).format(n=value)
    return number(amount)


# a post -----------------------------------------------------------------------------------------------------


def short_day(when: date) -> str:
    """A day in a list: "Tue 1 Dec"."""
    return day(when, _("EEE d MMM"))


def post_words(post: Post) -> str:
    """What a post shows or says: the learner's own words, else the idea."""
    return post.text or idea_words(post.idea)


def check_words(post: Post, care: frozenset[Care]) -> list[str]:
    """What to see to before a post goes out."""
    idea = find_idea(post.idea)
    touches = idea.touches if idea else frozenset()
    found = []
    if post.format in (PostFormat.SHORT_VIDEO, PostFormat.LONG_VIDEO):
        found.append(_("subtitles, for those who watch without sound"))
    if post.format in (PostFormat.PHOTO, PostFormat.STORY):
        found.append(_("a sentence that describes the picture for those who cannot see it"))
    if post.format is not PostFormat.TEXT:
        found.append(_("a yes from everybody who can be recognised"))
    if Touches.CUSTOMER in touches:
        secret = care & {Care.SECRET, Care.LAW, Care.TAX}
        found.append(
            _("the customer's word in writing, and nothing by which they can be recognised")
            if secret
            else _("the customer's yes")
        )
    if Touches.PRICES in touches or post.kind is PostKind.PROMOTION:
        found.append(_("the price with tax, and until when it holds"))
    if care & {Care.HEALTH, Care.LAW, Care.TAX}:
        found.append(_("no promise of a result"))
    return found


def caption_draft(kind: PostKind, what: str, price: str, when: str, firm: str) -> str:
    """A caption of the learner's own blanks, in the order of such a post; nothing else is said of the firm."""
    what = _sentence(what)
    first = {
        PostKind.USEFUL: _("How we do it: {what}"),
        PostKind.PEOPLE: _("Behind the counter: {what}"),
        PostKind.CONVERSATION: _("We would like to know: {what}"),
        PostKind.PROOF: _("From our work: {what}"),
        PostKind.PROMOTION: "{what}",
    }[kind].format(what=what)
    lines = [first]
    if price:
        lines.append(_("Price: {price}.").format(price=price.rstrip(".")))
    if when:
        lines.append(_("When: {when}.").format(when=when.rstrip(".")))
    if kind is PostKind.CONVERSATION:
        lines.append(_("Tell us here: we read every answer."))
    if firm:
        lines.append(firm)
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def pause_words(pause: Pause, mix: Mix, watcher: str) -> list[str]:
    """A time without posts: that it is meant, who looks at messages, and the line that says so to customers.

    watcher: who does; empty if nobody was named.
    """
    until, back = day(pause.last), day(_back(pause, mix))
    said = _("Closed from {first} to {last}: nothing is published or answered, on purpose.").format(
        first=day(pause.first), last=until
    )
    if not watcher:
        return [
            said,
            _("Say who looks at messages then, or let the automatic answer say: “{line}”").format(
                line=_("We are closed until {last} and answer again from {back}.").format(last=until, back=back)
            ),
        ]
    line = _("We are closed until {last}. {name} looks at messages now and then.").format(last=until, name=watcher)
    return [
        said,
        _("{name} looks at messages once a day for what cannot wait.").format(name=watcher),
        _("Say so in one line, at the top of your page and in the automatic answer: “{line}”").format(line=line),
    ]


def _back(pause: Pause, mix: Mix) -> date:
    """The first day after a pause on which somebody works."""
    after = [pause.last + timedelta(days=n) for n in range(1, 32)]
    return next((each for each in after if each.weekday() in mix.weekdays and mix.year.works_on(each)), after[0])


# for the curious, and for what cannot be ---------------------------------------------------------------------


def habits_words() -> Html:
    """Above the rules of thumb."""
    return paragraphs(
        _("You will hear these. They are told in several versions, and no study we found has tested one. Grade D.")
    )


def how_words() -> Html:
    """How the calendar is made."""
    return paragraphs(
        _("Answering is booked first. What is left of your hours holds the posts, each with the minutes it takes."),
        _(
            "Nothing stands on a day on which nobody works: out of season, in a week you shut, on a public holiday of "
            "your region. Christmas, the sales and other days of your trade get a post before they come."
        ),
        _(
            "Kinds are shared out over all weeks, so that promotion stays under your limit in any four weeks and two "
            "posts that sell never follow each other. At least half of each month's posts serve what you want."
        ),
        _(
            "Ideas of your trade come before those for anybody. None asks for what you do not make or show, none comes "
            "out of its months, and none comes again within twelve weeks while there is another."
        ),
    )


def complaint_words(error: InputError) -> str:
    """What is wrong with an input and what to do."""
    sentences: dict[StrEnum, str] = {
        Refusal.TWICE: _("Choose another network, or none."),
        MixRefusal.OVER_HOURS: _("You keep more hours for answering than you have. Give fewer to answering."),
        MixRefusal.OVER_A_DAY: _("That is more answering than the chosen days hold. Choose more days or fewer hours."),
        Refusal.ALL_ZERO: _("Give at least one kind of post a part."),
        Refusal.EMPTY: _("Choose a date.") if error.field == "start" else _("Choose at least one day."),
    }
    return sentences.get(error.code, _("This cannot be right. Choose another value."))


def summary_words(mix: Mix, posts: Sequence[Post]) -> str:
    """Posts, weeks and the first idea in a line."""
    if not posts:
        return _("No post in these weeks")
    return _("{n} posts in {weeks} weeks; the first: {idea}").format(
        n=number(len(posts)), weeks=number(mix.weeks), idea=post_words(posts[0])
    )


def count_words(posts: Sequence[Post]) -> str:
    """How many posts of each kind, in a line."""
    held = {kind: sum(post.kind is kind for post in posts) for kind in KINDS}
    return "; ".join(f"{post_kind_words(kind)} {n}" for kind, n in held.items() if n)
