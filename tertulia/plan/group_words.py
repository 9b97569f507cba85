"""What a group sheet says, in the learner's language: the same words for its owner, before it is shown, and the group.

A finding's own sentence names the plan's hours, numbers and days; here it says only what the matter is, short enough
for a bar on a wall.
"""

from __future__ import annotations

from collections.abc import Callable

from tertulia.language import _, and_list, ngettext, number, percent
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.group_sheet import OTHER, GroupSheet
from tertulia.plan.review import PlanFinding
from tertulia.plan.words import topic_words, trouble_words
from tertulia.records import RecordError, RecordFault
from tertulia.terms import aim_words, hours_words, short


def network_words(key: str) -> str:
    """A network of a sheet as people call it."""
    return _("another network") if key == OTHER else NETWORKS[key].name


def matter_words(code: PlanFinding) -> str:
    """What the review found, in a few words and without any plan's own words and values."""
    return _MATTERS[code]()


_MATTERS: dict[PlanFinding, Callable[[], str]] = {
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


def sheet_lines(sheet: GroupSheet) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everything the sheet says, but for the name: what each line is called, and what stands there."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    if sheet.objective is not None:
        lines.append((_("What you want"), (aim_words(sheet.objective),)))
    if sheet.none_yet:
        lines.append((_("Networks"), (_("none yet"),)))
    elif sheet.networks:
        lines.append((_("Networks"), (and_list(network_words(key) for key in sheet.networks),)))
    lines += [(label, (said,)) for label, said in _weekly(sheet) + _people(sheet) if said]
    lines += [
        (label, tuple(matter_words(code) for code in codes))
        for label, codes in ((_("Mend first"), sheet.stops), (_("Will probably disappoint"), sheet.warnings))
        if codes
    ]
    lines += [
        (label, (and_list(topic_words(topic) for topic in topics),))
        for label, topics in ((_("Can help with"), sheet.offers), (_("Would like help with"), sheet.seeks))
        if topics
    ]
    return tuple(lines)


def _weekly(sheet: GroupSheet) -> list[tuple[str, str]]:
    hours, reply, posts = sheet.hours, sheet.reply_hours, sheet.posts
    return [
        (_("Hours a week"), "" if hours is None else hours_words(hours)),
        (_("Hours a week for answering"), "" if reply is None else hours_words(reply)),
        (_("Posts a week"), "" if posts is None else ngettext("{n} post", "{n} posts", posts).format(n=short(posts))),
    ]


def _people(sheet: GroupSheet) -> list[tuple[str, str]]:
    said = []
    if sheet.low is not None and sheet.median is not None and sheet.high is not None:
        low, median, high = number(sheet.low), number(sheet.median), number(sheet.high)
        said.append(_("{low} to {high}, {median} in the middle").format(low=low, high=high, median=median))
    if sheet.weeks is not None:
        said.append(ngettext("in {n} week", "in {n} weeks", sheet.weeks).format(n=number(sheet.weeks)))
    return [
        (_("Followers today"), "" if sheet.followers is None else _about(sheet.followers)),
        (_("Followers wished for"), "" if sheet.goal is None else _about(sheet.goal)),
        (_("Growth expected"), ", ".join(said)),
        (_("Chance of the goal"), "" if sheet.chance is None else _chance(sheet.chance)),
    ]


def _chance(chance: float) -> str:
    return _("about {share}").format(share=percent(chance)) if chance else _("almost none")


def _about(count: int) -> str:
    return number(count) if count < 100 else _("about {n}").format(n=number(count))


def sheet_problem_words(error: RecordError) -> str:
    """What is wrong with a file that should be a sheet or a plan, where, and what to do."""
    sentences = {
        RecordFault.TOO_LARGE: _("The file is larger than {most} MB; no such file is. Choose another file."),
        RecordFault.NOT_A_PLAN: _("This is neither a sheet for the group nor a plan file. Choose another file."),
        RecordFault.NEWER: _(
            "The file is of version {found}; this course knows up to {known}. Use a newer version of the course."
        ),
    }
    if error.code not in sentences:
        return trouble_words(error)
    values = {name: short(each) if isinstance(each, int | float) else each for name, each in error.values.items()}
    return sentences[error.code].format(**values)
