"""What a group sheet says, in the learner's language: the same words for its owner, before it is shown, and the group.

A finding's own sentence names the plan's hours, numbers and days; here it says only what the matter is.
"""

from __future__ import annotations

from collections.abc import Mapping

from tertulia.language import _, and_list, ngettext, number, percent
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.group_sheet import OTHER, GroupSheet
from tertulia.plan.review import PlanFinding
from tertulia.plan.words import finding_words, problem_words, topic_words
from tertulia.records import RecordError, RecordFault
from tertulia.terms import aim_words, hours_words, short


def network_words(key: str) -> str:
    """A network of a sheet as people call it."""
    return _("another network") if key == OTHER else NETWORKS[key].name


def matter_words(code: PlanFinding) -> str:
    """What the review found, in a sentence without the plan's own words and values."""
    general = _general()
    if code in general:
        return general[code]
    return finding_words(Finding(code=code, part="", severity=Severity.NOTE))[0]


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
        return problem_words(error)
    values = {name: short(each) if isinstance(each, int | float) else each for name, each in error.values.items()}
    return sentences[error.code].format(**values)


def _general() -> Mapping[PlanFinding, str]:
    return {
        PlanFinding.TACTICS_NO_OBJECTIVE: _("There are things to do, and nothing they are for."),
        PlanFinding.TACTIC_WITHOUT_KPI: _("Something to do serves no number."),
        PlanFinding.FOLLOWERS_FOR_SALES: _("Customers are wanted, and only people who could see a post are counted."),
        PlanFinding.KPI_INCOMPLETE: _("A number lacks its value today, its target, its day or who looks."),
        PlanFinding.KPI_BACKWARDS: _("A number's target is no better than its value today."),
        PlanFinding.KPI_PAST: _("The day for a number is past."),
        PlanFinding.KPI_TOO_SOON: _("A number is to be reached too soon."),
        PlanFinding.KPI_TOO_LATE: _("A number's day is too far away to steer by."),
        PlanFinding.KPI_BEYOND_SIMULATED: _("A target is far above what was simulated."),
        PlanFinding.KPI_BEYOND_PUBLISHED: _("A target is far above what small accounts reach in that time."),
        PlanFinding.SLOW_ANSWERS: _("Messages wait too long for an answer."),
        PlanFinding.NOT_YET_BUT_OPEN_FIRST: _(
            "The foundations check says “not yet”, and the plan opens a network already."
        ),
        PlanFinding.NO_STAND_IN: _("Nobody stands in for whoever answers."),
        PlanFinding.TOO_FEW_HOURS: _("There are fewer hours than a network needs."),
        PlanFinding.HOURS_OVER: _("The things to do take more hours than there are."),
        PlanFinding.HOURS_IMPOSSIBLE: _("The hours do not fit into the working week."),
        PlanFinding.REPLIES_OVER_HOURS: _("Answering takes more hours than there are in all."),
        PlanFinding.POSTS_OVER_HOURS: _("There are more posts than the hours allow."),
        PlanFinding.BRIEF_OVER_HOURS: _("The brief counts on more hours than the plan has."),
        PlanFinding.NETWORKS_OVER: _("There are more networks than the hours carry."),
        PlanFinding.NETWORKS_AT_ONCE: _("Too many networks are begun at once."),
        PlanFinding.NOT_YET_BUT_POSTING: _("The picker said “none yet”, and the calendar holds posts."),
        PlanFinding.PROMOTION_OVER: _("More posts sell than the plan's own limit allows."),
        PlanFinding.MOSTLY_PROMOTION: _("Most posts may sell."),
        PlanFinding.CALENDAR_OVER: _("The calendar of posts is over."),
        PlanFinding.CALENDAR_OTHER_POSTS: _("The calendar holds another number of posts than the plan."),
        PlanFinding.GOAL_BELOW_TODAY: _("The goal is no more than the followers of today."),
        PlanFinding.GOAL_OUTSIDE: _("The goal is above what even the good futures reach."),
        PlanFinding.GOAL_UNLIKELY: _("The goal is reached in few of the futures."),
        PlanFinding.GROWTH_OTHER_HOURS: _("The expectation counts on other hours than the plan."),
        PlanFinding.GROWTH_OTHER_POSTS: _("The expectation counts on other posts than the plan."),
        PlanFinding.GROWTH_OTHER_PROMOTION: _("The expectation counts on more posts that sell than the plan."),
        PlanFinding.SLOW_NEWS: _("It takes too long until everybody inside knows the news."),
        PlanFinding.AMBASSADORS_OVER_STAFF: _("More people are to share than work in the firm."),
        PlanFinding.NO_POLICY: _("Employees will share, and there are no rules for it."),
        PlanFinding.REVIEW_PAST: _("The day to look at the plan is past."),
        PlanFinding.REVIEW_TOO_LATE: _("The plan is looked at for the first time in more than a year."),
        PlanFinding.TWO_ANSWERS: _("The plan says something twice, and not the same."),
    }
