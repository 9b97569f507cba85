"""What a group's plans say together, in words: short enough for a bar on a wall, and as the lines a terminal prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tertulia.language import _, and_list, capital, ngettext, number, percent
from tertulia.plan.group_picture import LEAST, GoalsAgainstRange, GroupPicture, SharedFindings, Spread
from tertulia.plan.group_words import matter_words, network_words, sheet_problem_words
from tertulia.plan.handed_in import MOST_FILES, HandedIn, HandInFault, RefusedFile
from tertulia.plan.helping import HelpingPair
from tertulia.plan.words import topic_words
from tertulia.records import RecordError
from tertulia.terms import aim_words, short

SHOWN_NAME = 24
"""Characters of a person's name that are shown."""


def pair_words(pair: HelpingPair) -> str:
    """Who can help whom with what."""
    return _("{helper} can help {seeker}: {topic}").format(
        helper=_cut(pair.helper), seeker=_cut(pair.seeker), topic=topic_words(pair.topic)
    )


def unmet_words(picture: GroupPicture) -> str:
    """What is sought and nobody is left to help with; empty if there is nothing."""
    if not picture.help.unmet:
        return ""
    listed = and_list(f"{topic_words(topic)} ({number(n)})" for topic, n in picture.help.unmet)
    return _("Still looking for help with: {list}.").format(list=listed)


def _cut(name: str) -> str:
    return name if len(name) <= SHOWN_NAME else f"{name[: SHOWN_NAME - 1]}…"


# the picture, question by question --------------------------------------------------------------------------


def hours_spread(spread: Spread) -> str:
    """How many hours the middle half gives."""
    return _("Hours a week: half of us give {low} to {high}").format(low=_halves(spread.low), high=_halves(spread.high))


def posts_spread(spread: Spread) -> str:
    """How many posts the middle half plans."""
    return _("Posts a week: half of us plan {low} to {high}").format(low=_halves(spread.low), high=_halves(spread.high))


def chance_spread(spread: Spread) -> str:
    """Which chances the middle half has."""
    return _("Chance of reaching the goal: for half of us {low} to {high}").format(
        low=percent(round(20 * spread.low) / 20), high=percent(round(20 * spread.high) / 20)
    )


def _halves(value: float) -> str:
    return short(round(2 * value) / 2)


def goals_words(goals: GoalsAgainstRange) -> str:
    """How many goals lie above what is likely."""
    words = ngettext(
        "{n} of {all} goals is above the likely range", "{n} of {all} goals are above the likely range", goals.above
    )
    return words.format(n=number(goals.above), all=number(goals.all))


def stops_words(picture: GroupPicture) -> str:
    """How many plans must be mended first."""
    n = picture.stops.plans
    words = ngettext(
        "{n} of {all} plans has something to mend first", "{n} of {all} plans have something to mend first", n
    )
    return words.format(n=number(n), all=number(picture.sheets))


def warnings_words(picture: GroupPicture) -> str:
    """How many plans will probably disappoint."""
    n = picture.warnings.plans
    words = ngettext(
        "{n} of {all} plans has something that will probably disappoint",
        "{n} of {all} plans have something that will probably disappoint",
        n,
    )
    return words.format(n=number(n), all=number(picture.sheets))


def alone_words(findings: SharedFindings) -> str:
    """How many findings only one plan has; empty if there are none."""
    if not findings.alone:
        return ""
    words = ngettext("One more, in a single plan.", "{n} more, each in a single plan.", findings.alone)
    return words.format(n=number(findings.alone))


def too_few_words(picture: GroupPicture) -> str:
    """Why there is no picture yet."""
    said = ngettext("{n} plan is there.", "{n} plans are there.", picture.sheets).format(n=number(picture.sheets))
    return _(
        "{said} The picture begins with {least}: of fewer, everybody in the room could tell whose answer is whose."
    ).format(said=said, least=number(LEAST))


def lines(picture: GroupPicture) -> Iterator[str]:
    """The picture as lines of plain text, for a terminal and for who cannot see the charts."""
    if not picture.enough:
        yield too_few_words(picture)
    else:
        yield ngettext("{n} plan", "{n} plans", picture.sheets).format(n=number(picture.sheets))
        aims = [(aim_words(aim), n) for aim, n in picture.objectives]
        yield from _counted(_("What we want"), aims, (_("Not decided yet"), picture.undecided))
        networks = [(capital(network_words(key)), n) for key, n in picture.networks]
        networks += [(_("None yet, on purpose"), picture.none_yet)] if picture.none_yet else []
        yield from _counted(_("Where"), networks, (_("Not decided yet"), picture.unsaid))
        for said, findings in ((stops_words, picture.stops), (warnings_words, picture.warnings)):
            shared = [(matter_words(code), n) for code, n in findings.shared]
            yield from _counted(said(picture), shared)
            if findings.alone:
                yield f"  {alone_words(findings)}"
        if picture.hours:
            yield hours_spread(picture.hours)
        if picture.posts:
            yield posts_spread(picture.posts)
        if picture.goals:
            yield goals_words(picture.goals)
        if picture.chance:
            yield chance_spread(picture.chance)
    if picture.help.pairs:
        yield _("Who could help whom")
        yield from (f"  {pair_words(pair)}" for pair in picture.help.pairs)
    if picture.help.unmet:
        yield unmet_words(picture)


def _counted(title: str, counts: Iterable[tuple[str, int]], rest: tuple[str, int] = ("", 0)) -> Iterator[str]:
    yield title
    for words, n in (*counts, rest):
        if n:
            yield f"  {words}: {number(n)}"


# the files --------------------------------------------------------------------------------------------------


def refused_words(file: RefusedFile) -> str:
    """Why a file was left out, and what to do."""
    if isinstance(file.why, RecordError):
        return sheet_problem_words(file.why)
    return {
        HandInFault.EMPTY: _("The file is empty. Choose another."),
        HandInFault.DAMAGED: _("The zip file is damaged or not complete. Copy it again."),
        HandInFault.PROTECTED: _("The file has a password. Save it without one and choose that."),
        HandInFault.BOMB: _("The zip file would unpack to far more than plans. We leave it closed."),
        HandInFault.NOTHING_INSIDE: _("There is nothing in this zip file."),
        HandInFault.ZIP_IN_ZIP: _("This is a zip file in a zip file. Take it out and choose it by itself."),
        HandInFault.TOO_MANY: _("More than {most} files at once. This one and all after it were left out."),
    }[file.why].format(most=number(MOST_FILES))


def again_words(handed_in: HandedIn) -> str:
    """How many files were of somebody who counts already; empty if none. Names none of them."""
    if not handed_in.again:
        return ""
    words = ngettext(
        "{n} file was of somebody whose plan is there already, and counts once.",
        "{n} files were of somebody whose plan is there already, and count once.",
        handed_in.again,
    )
    return words.format(n=number(handed_in.again))


def empty_words(picture: GroupPicture) -> str:
    """How many sheets say nothing; empty if none."""
    if not picture.empty:
        return ""
    words = ngettext("{n} plan says nothing yet.", "{n} plans say nothing yet.", picture.empty)
    return words.format(n=number(picture.empty))
