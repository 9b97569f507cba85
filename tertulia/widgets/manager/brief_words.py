"""The learner's words for the manager brief: options, tasks, red flags, amounts."""

from __future__ import annotations

from tertulia.language import _, money, ngettext, number
from tertulia.models.finding import Finding
from tertulia.models.manager.brief import Flag, HoursFinding, ManagerTask, Option
from tertulia.widgets.base.words import short


def option_words(option: Option) -> str:
    """Who does it."""
    return {
        Option.HIRE: _("Hire somebody"),
        Option.TRAIN: _("Train somebody inside"),
        Option.OUTSOURCE: _("Pay an agency or a freelance"),
    }[option]


def task_words(task: ManagerTask) -> str:
    """What has to be done."""
    return {
        ManagerTask.LISTEN: _("Listening: searches, reviews, alerts"),
        ManagerTask.ANSWER: _("Answering messages and reviews"),
        ManagerTask.POSTS: _("Making and publishing posts"),
        ManagerTask.REPORT: _("The monthly report"),
    }[task]


def flag_words(flag: Flag) -> str:
    """What to look for in an offer."""
    return {
        Flag.PROMISES: _("It promises followers or sales"),
        Flag.ACCESS: _("The accounts would not be ours"),
        Flag.REPORT: _("There is no report, or it counts followers only"),
        Flag.SALES: _("Sales alone would own the channel"),
        Flag.NOBODY: _("Nobody is named for answering and standing in"),
        Flag.PRIVACY: _("Nothing is said about data, photos and passwords"),
        Flag.BOUGHT: _("It buys followers, likes or reviews"),
        Flag.TIED: _("It binds us for more than a year"),
    }[flag]


def finding_words(finding: Finding) -> str:
    """What a check found and what to do about it."""
    if finding.part == "offer":
        return flag_advice(Flag(finding.code))
    hours = finding.values.get("hours", 0.0)
    return {
        HoursFinding.HOURS_OVER: _(
            "{hours} hours a week are more than one person works. Publish less, or share it out."
        ).format(hours=tenth(hours) if isinstance(hours, float) else ""),
        HoursFinding.NOBODY_LISTENS: _(
            "No time is set aside for listening. A quarter of an hour a week is a beginning."
        ),
        HoursFinding.NOBODY_ANSWERS: _("No message is counted. If customers can write to you, somebody has to answer."),
        HoursFinding.ANSWERING_MOST: _(
            "More than half of the hours are answers. Choose somebody who likes people, and judge by answers."
        ),
    }[HoursFinding(finding.code)]


def flag_advice(flag: Flag) -> str:
    """Why a flag is red and what to ask instead."""
    return {
        Flag.PROMISES: _("Nobody can promise followers or sales. Ask what will be done, and how you will see it."),
        Flag.ACCESS: _(
            "If the accounts are not in the firm’s name you lose them with the person. Open them yourself "
            "and give access."
        ),
        Flag.REPORT: _(
            "Without a report you will not know after a year. Ask for one page a month: answers, orders, "
            "what was learnt."
        ),
        Flag.SALES: _("Anyone who is judged by the till will post offers. Let somebody else decide what is published."),
        Flag.NOBODY: _("Customers write on Saturdays too. Ask for two names and the hours."),
        Flag.PRIVACY: _(
            "You answer for your customers’ data and for photos of people, whoever publishes. Put it in "
            "writing, with who holds the passwords."
        ),
        Flag.BOUGHT: _(
            "Bought followers buy nothing. Publishing false reviews, or having them published, is banned by "
            "Spanish law (Ley 3/1991, art. 27)."
        ),
        Flag.TIED: _("Three months are enough to see who answers. Ask for a way out after that."),
    }[flag]


def needs_of(option: Option) -> list[str]:
    """What an option asks of the firm."""
    return {
        Option.HIRE: [
            _("A contract of a few hours a week at least, and work for the rest of them"),
            _("Somebody who shows the new person how the firm works and what may be promised"),
            _("A stand-in for holidays and illness"),
        ],
        Option.TRAIN: [
            _("Somebody who wants to, with the hours taken off other work"),
            _("A course, and practice with real messages before the first bad one comes"),
            _("A stand-in, and more pay if the job grows"),
        ],
        Option.OUTSOURCE: [
            _("Somebody inside who answers what only the firm can know, every day"),
            _("Accounts in the firm’s name, and a contract on data, pictures and passwords"),
            _("A report each month that you read"),
        ],
    }[option]


def year_words(value: float) -> str:
    """An amount a year, to the nearest fifty: more digits would pretend to know."""
    return money(50 * round(value / 50))


def quarter(value: float) -> float:
    """Hours to the nearest quarter."""
    return round(4 * value) / 4


def posts_words(n: float) -> str:
    """How many posts."""
    return ngettext("{n} post", "{n} posts", n).format(n=number(n))


def messages_words(n: float) -> str:
    """How many messages."""
    return ngettext("{n} message", "{n} messages", n).format(n=number(n))


def tenth(value: float) -> str:
    """A number to one decimal, and none where it would be a nought."""
    return short(round(value, 1), 1)


def hours_a_week(value: float) -> str:
    """Hours with at most one decimal."""
    return ngettext("{n} hour a week", "{n} hours a week", round(value, 1)).format(n=tenth(value))
