"""The learner's words for the manager brief: options, tasks, red flags, and the document to take away."""

from __future__ import annotations

from tertulia.language import _, euros, ngettext, number
from tertulia.models.manager.brief import Answer, Flag, Needs, Option, Task
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.words import aim_words, short


def option_words(option: Option) -> str:
    """Who does it."""
    return {
        Option.HIRE: _("Hire somebody"),
        Option.TRAIN: _("Train somebody inside"),
        Option.OUTSOURCE: _("Pay an agency or a freelance"),
    }[option]


def paper_words(option: Option) -> str:
    """The document each option needs."""
    return {
        Option.HIRE: _("Job advertisement"),
        Option.TRAIN: _("Training plan"),
        Option.OUTSOURCE: _("Request for quotes"),
    }[option]


def task_words(task: Task) -> str:
    """What has to be done."""
    return {
        Task.LISTEN: _("Listening: searches, reviews, alerts"),
        Task.ANSWER: _("Answering messages and reviews"),
        Task.POSTS: _("Making and publishing posts"),
        Task.REPORT: _("The monthly report"),
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


def finding_words(code: str, hours: float = 0.0) -> str:
    """What a check found and what to do about it."""
    if code in {flag.value for flag in Flag}:
        return flag_advice(Flag(code))
    return {
        "hours_over": _("{hours} hours a week are more than one person works. Publish less, or share it out.").format(
            hours=tenth(hours)
        ),
        "nobody_listens": _("No time is set aside for listening. A quarter of an hour a week is a beginning."),
        "nobody_answers": _("No message is counted. If customers can write to you, somebody has to answer."),
        "answering_most": _(
            "More than half of the hours are answers. Choose somebody who likes people, and judge by answers."
        ),
    }[code]


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
        Flag.SALES: _("Whoever is judged by the till will post offers. Let somebody else decide what is published."),
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


def kpis(aim: Objective) -> list[str]:
    """The numbers to agree on: two that the person can steer, the one of the firm's aim, one of learning."""
    own = {
        Objective.BE_FOUND: _("People who say they found us on the network or the map, each month"),
        Objective.NEW_CUSTOMERS: _("Enquiries from people who never bought before, each month"),
        Objective.BRING_BACK: _("Customers who come back within three months"),
        Objective.LISTEN: _("Things customers asked for that we changed, each quarter"),
        Objective.RECRUIT: _("Suitable applications that came through the network, each quarter"),
        Objective.QUIET_HOURS: _("Orders by message for the quiet hours, each week"),
    }[aim]
    return [
        _("Messages and reviews answered, out of all that came in: at least nine in ten"),
        _("Hours until the first answer: the middle one, and the longest"),
        own,
        _("Hours worked, against the hours in this paper"),
    ]


def work(needs: Needs, answer: Answer) -> list[str]:
    """What the job takes: the hours all in all, then task by task, then what comes in and goes out."""
    hours = answer.hours
    return [
        _("About {mid} hours a week ({low} to {high})").format(
            mid=tenth(hours.mid), low=tenth(hours.low), high=tenth(hours.high)
        ),
        *(
            _("{task}: {hours} hours a week").format(task=task_words(task), hours=quarters(n))
            for task, n in answer.tasks.items()
        ),
        _("{posts} posts and {messages} messages in an ordinary week").format(
            posts=number(needs.posts), messages=number(needs.messages)
        ),
    ]


def asks(option: Option) -> list[str]:
    """What the firm asks of whoever does it; for somebody inside, the way to learn it."""
    return {
        Option.HIRE: [
            _("You answer people kindly and exactly, in writing, also when they are angry"),
            _("You know when to pass something on: safety, privacy, the press, the law"),
            _("You can show us three answers you gave to complaints, and what came of them"),
            _("You tell us what you cannot promise"),
        ],
        Option.TRAIN: [
            _("Week 1: read a year of messages and reviews; write down the twenty questions that come back"),
            _("Week 2: agree on who decides what: prices, apologies, safety, the press"),
            _("Weeks 3 and 4: answer with somebody who checks; practise with the inbox drill"),
            _("Month 2: answer alone; post once a week; first report"),
            _("Month 3: look at the numbers together and decide how to go on"),
        ],
        Option.OUTSOURCE: [
            _("The name of the person who writes for us, and of the stand-in; the hours in which they answer"),
            _("The price a month, what is in it and what costs extra"),
            _("Two firms of our size that we may call"),
            _("How and when you pass on what only we can answer"),
            _("How we part: notice, and handing back everything within a week"),
        ],
    }[option]


def limits() -> list[str]:
    """What the firm does not want."""
    return [
        _("Promises of followers or sales"),
        _("Bought followers, likes or reviews"),
        _("Offers only: the sales people do not decide alone what is published"),
    ]


def paper(option: Option, firm: str, contact: str, needs: Needs, answer: Answer, aim: Objective, written: str) -> str:
    """The document, as plain text in Markdown. firm, contact: as typed, one line each; written: the date in words."""
    name = firm or _("our firm")
    lines = [f"# {paper_words(option)}: {_('who looks after our networks')}", "", f"{name} · {written}", ""]

    def part(title: str, items: list[str]) -> None:
        lines.extend([f"## {title}", "", *(f"- {item}" for item in items), ""])

    part(_("The work"), work(needs, answer))
    part(_("What we want from it"), [aim_words(aim), *kpis(aim)])
    part(_("What we ask"), asks(option))
    part(
        _("What is ours and stays ours"),
        [
            _("All accounts are opened in the firm’s name; at least two people inside hold the keys"),
            _("No photo of a person without their yes; no customer’s data in public"),
            _("A privacy request is passed on the same day: the law gives one month"),
            _("Pictures, texts and lists made for us are handed over when we part"),
        ],
    )
    part(_("What we do not want"), limits())
    part(
        _("The report, one page a month"),
        [
            _("The numbers above, each beside last month’s"),
            _("What people asked, praised and complained about"),
            _("One thing to change, one thing to keep"),
        ],
    )
    if option is Option.TRAIN:
        lines += [_("Signed: {name}").format(name=contact or "____________"), ""]
    else:
        lines += [_("Write to: {name}").format(name=contact or "____________"), ""]
    return "\n".join(lines)


def year_words(value: float) -> str:
    """Euros a year, to the nearest fifty: more digits would pretend to know."""
    return euros(50 * round(value / 50))


def quarters(value: float) -> str:
    """Hours to the nearest quarter."""
    return short(round(4 * value) / 4)


def tenth(value: float) -> str:
    """A number to one decimal, and none where it would be a nought."""
    return short(round(value, 1), 1)


def hours_a_week(value: float) -> str:
    """Hours with at most one decimal."""
    return ngettext("{n} hour a week", "{n} hours a week", round(value, 1)).format(n=tenth(value))
