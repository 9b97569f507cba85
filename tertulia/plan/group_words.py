"""What a group's plans say together, in words: short enough for a bar on a wall, and as the lines a terminal prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tertulia.language import _, and_list, ngettext, number, percent
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.group_picture import LEAST, GoalsAgainstRange, GroupPicture, SharedFindings, Spread
from tertulia.plan.handed_in import MOST_FILES, HandedIn, HandInFault, RefusedFile
from tertulia.plan.helping import HelpingPair
from tertulia.plan.review import PlanFinding
from tertulia.plan.words import problem_words, topic_words
from tertulia.records import RecordError
from tertulia.terms import aim_words, short

SHOWN_NAME = 24
"""Characters of a person's name that are shown."""


def network_words(key: str) -> str:
    """What a network is called; one the course does not know has no name here."""
    return NETWORKS[key].name if key in NETWORKS else _("Another network")


def shared_words(code: PlanFinding) -> str:
    """What several plans have in common to mend, in a few words and without any plan's own."""
    return _SHARED[code]()


_SHARED: dict[PlanFinding, Callable[[], str]] = {
    PlanFinding.EMPTY: lambda: _("Nothing is in it yet"),
    PlanFinding.TACTICS_NO_OBJECTIVE: lambda: _("Things to do, and no objective"),
    PlanFinding.NO_OBJECTIVE: lambda: _("No objective"),
    PlanFinding.TACTIC_WITHOUT_KPI: lambda: _("Something to do serves no number"),
    PlanFinding.NO_KPI: lambda: _("No number to watch"),
    PlanFinding.FOLLOWERS_FOR_SALES: lambda: _("Customers wanted, followers counted"),
    PlanFinding.KPI_INCOMPLETE: lambda: _("A number is not complete"),
    PlanFinding.KPI_BACKWARDS: lambda: _("A target no better than today"),
    PlanFinding.KPI_PAST: lambda: _("The day of a number is past"),
    PlanFinding.KPI_TOO_SOON: lambda: _("A number is due too soon"),
    PlanFinding.KPI_TOO_LATE: lambda: _("A number is due too late"),
    PlanFinding.KPI_BEYOND_SIMULATED: lambda: _("A target far above the simulation"),
    PlanFinding.KPI_BEYOND_PUBLISHED: lambda: _("A target beyond small accounts"),
    PlanFinding.NO_AUDIENCE: lambda: _("Not said from whom"),
    PlanFinding.NO_QUESTION: lambda: _("No question for the customers"),
    PlanFinding.NO_WEBSITE: lambda: _("No website"),
    PlanFinding.NO_EMAIL: lambda: _("E-mail is not read every day"),
    PlanFinding.DETAILS_WRONG: lambda: _("Hours, telephone or map not right"),
    PlanFinding.SLOW_ANSWERS: lambda: _("Messages wait too long"),
    PlanFinding.NOT_YET_BUT_OPEN: lambda: _("A network before the foundations"),
    PlanFinding.NOT_YET_BUT_OPEN_FIRST: lambda: _("A network before the foundations"),
    PlanFinding.NOBODY_ANSWERS: lambda: _("Nobody is named to answer"),
    PlanFinding.NO_STAND_IN: lambda: _("Nobody stands in"),
    PlanFinding.NO_STAND_IN_ALONE: lambda: _("Nothing said for days off"),
    PlanFinding.SALES_OWNS: lambda: _("Sales alone runs the channel"),
    PlanFinding.NOBODY_OWNS: lambda: _("Nobody runs the channel"),
    PlanFinding.NO_HOURS: lambda: _("Not said how many hours"),
    PlanFinding.HOURS_OVER: lambda: _("More to do than hours"),
    PlanFinding.HOURS_IMPOSSIBLE: lambda: _("More hours than people have"),
    PlanFinding.REPLIES_OVER_HOURS: lambda: _("Answering takes more than all hours"),
    PlanFinding.POSTS_OVER_HOURS: lambda: _("More posts than the hours allow"),
    PlanFinding.BRIEF_OVER_HOURS: lambda: _("The brief asks for more hours"),
    PlanFinding.REPLY_HOURS_MISSING: lambda: _("No time kept for answering"),
    PlanFinding.NOT_YET_BUT_POSTING: lambda: _("“None yet”, and posts all the same"),
    PlanFinding.NO_NETWORK: lambda: _("No network chosen"),
    PlanFinding.NETWORKS_OVER: lambda: _("More networks than hours carry"),
    PlanFinding.NETWORKS_AT_ONCE: lambda: _("Too many networks at once"),
    PlanFinding.PROMOTION_OVER: lambda: _("Sells more than its own limit"),
    PlanFinding.MOSTLY_PROMOTION: lambda: _("Most posts sell"),
    PlanFinding.NO_CALENDAR: lambda: _("No calendar of posts"),
    PlanFinding.CALENDAR_OVER: lambda: _("The calendar is over"),
    PlanFinding.CALENDAR_OTHER_POSTS: lambda: _("Calendar and posts do not agree"),
    PlanFinding.NO_EXPECTATION: lambda: _("Not said what growth to expect"),
    PlanFinding.GOAL_OUTSIDE: lambda: _("A goal above the likely range"),
    PlanFinding.GOAL_UNLIKELY: lambda: _("An unlikely goal"),
    PlanFinding.GOAL_BELOW_TODAY: lambda: _("A goal no higher than today"),
    PlanFinding.GROWTH_OTHER_HOURS: lambda: _("Simulated with other hours"),
    PlanFinding.GROWTH_OTHER_POSTS: lambda: _("Simulated with other posts"),
    PlanFinding.GROWTH_OTHER_PROMOTION: lambda: _("Simulated with more selling"),
    PlanFinding.NOTHING_INSIDE: lambda: _("Nothing for those who work there"),
    PlanFinding.INSIDE_BUT_ALONE: lambda: _("A channel inside, and nobody else"),
    PlanFinding.SLOW_NEWS: lambda: _("News is slow inside"),
    PlanFinding.NEWS_NOT_TO_ALL: lambda: _("News inside does not reach all"),
    PlanFinding.AMBASSADORS_OVER_STAFF: lambda: _("More who share than work there"),
    PlanFinding.NOT_VOLUNTARY: lambda: _("Sharing is not voluntary"),
    PlanFinding.NO_POLICY: lambda: _("No rules for those who share"),
    PlanFinding.NO_REVIEW_DATE: lambda: _("No day to look at the plan"),
    PlanFinding.REVIEW_PAST: lambda: _("The day to look at it is past"),
    PlanFinding.REVIEW_TOO_LATE: lambda: _("Looked at too late"),
    PlanFinding.NO_CRISIS: lambda: _("No steps for a bad day"),
    PlanFinding.NO_RESULTS: lambda: _("No results are watched"),
    PlanFinding.NO_LISTENING: lambda: _("Nobody listens elsewhere"),
    PlanFinding.TOO_FEW_HOURS: lambda: _("Too few hours for a network"),
    PlanFinding.TWO_ANSWERS: lambda: _("One thing said in two ways"),
}


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
        networks = [(network_words(key), n) for key, n in picture.networks]
        networks += [(_("None yet, on purpose"), picture.none_yet)] if picture.none_yet else []
        yield from _counted(_("Where"), networks, (_("Not decided yet"), picture.unsaid))
        for said, findings in ((stops_words, picture.stops), (warnings_words, picture.warnings)):
            shared = [(shared_words(code), n) for code, n in findings.shared]
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
        return problem_words(file.why)
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
