"""What is said about a plan, in the learner's language: names of its parts, findings, what is wrong with a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from tertulia.device import KeepError
from tertulia.edition import edition
from tertulia.language import _, and_list, day, ngettext, number, percent
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.plan.disagreements import YOUR_FIRM, Answer, Disagreement, FactValue
from tertulia.plan.group_sheet import Topic
from tertulia.plan.losses import Loss
from tertulia.plan.review import PlanFinding, TwoAnswers
from tertulia.plan.schema import SECTIONS, VERSION, PlanFact, Way
from tertulia.records import RecordError, RecordFault
from tertulia.terms import aim_words, hours_words, short


def section_words(name: str) -> str:
    """What a section of the plan is called."""
    return {
        "firm": _("The firm"),
        "foundations": _("What stands"),
        "contacts": _("People who open doors"),
        "audience": _("From whom"),
        "conversation": _("How we talk"),
        "strategy": _("What we want"),
        "networks": _("Where"),
        "content": _("What we publish"),
        "growth": _("What to expect"),
        "workplace": _("The channel inside"),
        "announcements": _("News inside first"),
        "ambassadors": _("Employees who share"),
        "duties": _("Who does what"),
        "brief": _("Help we look for"),
        "crisis": _("In a crisis"),
        "results": _("Results to watch"),
        "report": _("Month by month"),
        "listening": _("What we listen for"),
        "reviews": _("When we look at it"),
        "zone": _("Time zone"),
    }[name]


def loss_words(loss: Loss) -> str:
    """Something that would be taken out of the plan: where it stands, and what it says."""
    value = loss.value
    if isinstance(value, Objective):
        text = aim_words(value)
    elif isinstance(value, bool | StrEnum):
        return section_words(loss.section)
    elif isinstance(value, date):
        text = day(value)
    elif isinstance(value, int | float):
        text = short(value)
    else:
        text = str(value) if len(str(value)) <= 60 else f"{str(value)[:60].rstrip()}…"
    return _("“{text}” ({section})").format(text=text, section=section_words(loss.section))


def severity_words(severity: Severity) -> str:
    """How much a finding matters."""
    return {
        Severity.STOP: _("Mend first"),
        Severity.WARN: _("Will probably disappoint"),
        Severity.NOTE: _("Worth knowing"),
    }[severity]


def way_words(way: Way) -> str:
    """How the work gets done."""
    return {
        Way.OURSELVES: _("We do it ourselves"),
        Way.TRAIN: _("We train somebody of ours"),
        Way.HIRE: _("We hire somebody"),
        Way.OUTSOURCE: _("Somebody outside does it"),
    }[way]


def topic_words(topic: Topic) -> str:
    """What somebody can help with, or would like help with."""
    return {
        Topic.MAP_ENTRY: _("the entry on the map"),
        Topic.PHOTOS: _("photos and short videos"),
        Topic.IDEAS: _("ideas for posts"),
        Topic.MESSAGES: _("answering messages, WhatsApp"),
        Topic.ADVERTS: _("adverts"),
        Topic.STRATEGY: _("saying what you want"),
        Topic.FIGURES: _("reading the figures"),
        Topic.ACCOUNTS: _("safe accounts and passwords"),
        Topic.ASSISTANT: _("an assistant that writes"),
    }[topic]


def finding_words(item: Finding) -> tuple[str, str]:
    """What was found, and why it matters; both plain text. Two sentences the reader can act on."""
    if isinstance(item, TwoAnswers):
        return disagreement_words(item.disagreement), _("Decide which holds; the other one goes.")
    what, why = _FOUND[PlanFinding(item.code)]()
    return what.format(**_values(item)), why


def _values(item: Finding) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in item.values.items():
        if name in ("share", "cap", "chance"):
            values[name] = percent(float(str(value)))
        elif name in ("hours", "needed", "simulated", "least", "possible"):
            values[name] = hours_words(float(str(value)))
        elif name == "missing":
            values[name] = ", ".join(blank_words(blank) for blank in value)  # type: ignore[union-attr]
        elif name == "objective":
            values[name] = aim_words(Objective(str(value))).lower()
        elif name in _COUNTED:
            values[name] = _COUNTED[name](float(str(value)))
        elif isinstance(value, date):
            values[name] = day(value)
        elif isinstance(value, int | float):
            values[name] = number(value)
        else:
            values[name] = _quoted(str(value))
    if item.values.get("name") == "":
        values["name"] = _("number {n} of the plan").format(n=values["number"])
    return values


_COUNTED = {
    "days": lambda n: ngettext("{n} day", "{n} days", n).format(n=short(n)),
    "weekly": lambda n: ngettext("{n} post", "{n} posts", n).format(n=short(n)),
    "simulated_posts": lambda n: ngettext("{n} post", "{n} posts", n).format(n=short(n)),
    "planned": lambda n: ngettext("{n} post", "{n} posts", n).format(n=short(n)),
    "persons": lambda n: ngettext("{n} person", "{n} people", n).format(n=number(n)),
    "staff": lambda n: ngettext("{n} person", "{n} people", n).format(n=number(n)),
}
"""How the values of findings are said that are counted, by their name."""


def fact_words(fact: PlanFact) -> str:
    """What is asked twice."""
    return {
        PlanFact.HOURS: _("Hours a week"),
        PlanFact.REPLY_HOURS: _("Hours a week for answering"),
        PlanFact.POSTS: _("Posts a week"),
        PlanFact.PROMOTION: _("Selling posts, at most"),
        PlanFact.NETWORKS: _("Networks"),
        PlanFact.ANSWERS: _("Who answers messages"),
        PlanFact.STAND_IN: _("Who stands in"),
        PlanFact.AIM: _("What you want"),
        PlanFact.STAFF: _("People who work here"),
    }[fact]


def fact_value_words(fact: PlanFact, value: FactValue) -> str:
    """One answer to it, as a button says it."""
    if isinstance(value, tuple):
        return and_list(NETWORKS[key].name if key in NETWORKS else key for key in value)
    if isinstance(value, Objective):
        return aim_words(value)
    if isinstance(value, str):
        return _cut(value, 60)
    if fact in (PlanFact.HOURS, PlanFact.REPLY_HOURS):
        return hours_words(value)
    if fact is PlanFact.PROMOTION:
        return percent(value)
    return _COUNTED["weekly" if fact is PlanFact.POSTS else "persons"](value)


def disagreement_words(item: Disagreement) -> str:
    """What is said twice, with every answer and the place of the plan, or of the course, where it was given."""

    def said(answer: Answer) -> str:
        places = [_("Your firm") if place == YOUR_FIRM else section_words(place) for place in answer.places]
        value = fact_value_words(item.fact, answer.value)
        return f"{value} ({', '.join(places)})"

    return _("{fact}: you said {answers}.").format(
        fact=fact_words(item.fact), answers=and_list(said(answer) for answer in item.answers)
    )


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _quoted(text: str, most: int = 80) -> str:
    return f"“{_cut(text, most)}”"


def blank_words(blank: str) -> str:
    """What is still missing of a number to watch."""
    return {
        "baseline": _("the value today"),
        "target": _("the value you want"),
        "by": _("the day"),
        "owner": _("who looks"),
        "source": _("where it is read"),
    }[blank]


_FOUND = {
    PlanFinding.EMPTY: lambda: (
        _("Nothing is in the plan yet."),
        _("Do an exercise and press “Add to my plan” at its end. Begin with what must stand before a network."),
    ),
    PlanFinding.TACTICS_NO_OBJECTIVE: lambda: (
        _("There are {tactics} things to do, and nothing they are for."),
        _("Without an objective nobody can say in three months whether they were worth the hours."),
    ),
    PlanFinding.NO_OBJECTIVE: lambda: (
        _("The plan does not say what you want."),
        _("Everything else serves it: the people, the network, the posts, the number."),
    ),
    PlanFinding.NO_KPI: lambda: (
        _("No number will show whether it works."),
        _("One number with a value today and a day is enough to decide by."),
    ),
    PlanFinding.KPI_INCOMPLETE: lambda: (
        _("{name} still lacks: {missing}."),
        _("A number nobody reads on a known day, from a known value, decides nothing."),
    ),
    PlanFinding.KPI_BACKWARDS: lambda: (
        _("{name}: the value you want is no better than today's."),
        _("Perhaps the two were exchanged, or less is better and the plan does not know it."),
    ),
    PlanFinding.KPI_PAST: lambda: (
        _("The day for {name} was {by}."),
        _("Write down what it came to, then set a new day or another number."),
    ),
    PlanFinding.KPI_TOO_SOON: lambda: (
        _("{name} is to be reached by {by}: that is too soon for a number to move."),
        _("Give it at least two weeks, better three months."),
    ),
    PlanFinding.KPI_TOO_LATE: lambda: (
        _("{name} is to be reached by {by}: nobody steers by a day so far away."),
        _("Choose a day within a year. Then set the next one."),
    ),
    PlanFinding.KPI_BEYOND_SIMULATED: lambda: (
        _("{name}: {target} by {by} is far above what was simulated, {low} to {high}."),
        _("Lower it to something inside that range, or give it another day."),
    ),
    PlanFinding.KPI_BEYOND_PUBLISHED: lambda: (
        _("{name}: {target} by {by} is far above what small accounts reach in that time, {low} to {high}."),
        _(
            "They grow by up to 3 % a month without advertising, as published. Try your own figures in the community "
            "simulator, and take a number from there."
        ),
    ),
    PlanFinding.FOLLOWERS_FOR_SALES: lambda: (
        _("You want to {objective}, and the plan counts only people who could see a post."),
        _(
            "In five experiments pressing “like” made no difference to what people bought. Count what they do: orders, "
            "calls, bookings."
        ),
    ),
    PlanFinding.TACTIC_WITHOUT_KPI: lambda: (
        _("{text} serves no number."),
        _("It takes hours that something else could use. Tie it to a number or leave it out."),
    ),
    PlanFinding.NO_AUDIENCE: lambda: (
        _("The plan does not say from whom."),
        _("Whom you want decides the network, the hour and the words."),
    ),
    PlanFinding.NO_QUESTION: lambda: (
        _("There is no question for your customers."),
        _("Ten answers at the counter tell more than a month of likes."),
    ),
    PlanFinding.NO_WEBSITE: lambda: (
        _("There is no website."),
        _("People who find you on a network look there next. A page with address, hours and telephone is enough."),
    ),
    PlanFinding.NO_EMAIL: lambda: (_("E-mail is not read every day."), _("A network brings more messages, not fewer.")),
    PlanFinding.DETAILS_WRONG: lambda: (
        _("Opening hours, telephone or map entry are not right everywhere."),
        _("A customer before a closed door is lost, however good the posts. It takes a quarter of an hour."),
    ),
    PlanFinding.SLOW_ANSWERS: lambda: (
        _("Messages wait {hours} for an answer."),
        _("Aim at one day. Anyone who asks today buys elsewhere tomorrow."),
    ),
    PlanFinding.NOT_YET_BUT_OPEN: lambda: (
        _("The foundations check says “not yet”, and the plan opens a network already."),
        _("A network sends people to what is not there. First do what the check asks."),
    ),
    PlanFinding.NOT_YET_BUT_OPEN_FIRST: lambda: (
        _("The foundations check says “not yet”, and the plan opens a network already. First comes {text}."),
        _("A network sends people to what is not there. It can wait until that is done."),
    ),
    PlanFinding.NOBODY_ANSWERS: lambda: (
        _("Nobody is named to answer messages."),
        _("A profile invites questions. Left alone, they tell everybody how you treat customers."),
    ),
    PlanFinding.NO_STAND_IN: lambda: (
        _("Nobody stands in for {answers}."),
        _("There will be a holiday, a cold, a Saturday."),
    ),
    PlanFinding.NO_STAND_IN_ALONE: lambda: (
        _("You work alone, and nothing is said for the days on which you cannot answer."),
        _("An automatic reply that says when you will be back is enough. Somebody you trust can stand in, too."),
    ),
    PlanFinding.SALES_OWNS: lambda: (
        _("Sales alone runs the channel."),
        _(
            "Anyone who is judged by the till will post offers. We find that likely; "
            "we know of no study that tested it."
        ),
    ),
    PlanFinding.NOBODY_OWNS: lambda: (
        _("Nobody runs the channel."),
        _("Somebody must decide what is said and what is not, be it the owner for half an hour a week."),
    ),
    PlanFinding.NO_HOURS: lambda: (
        _("The plan does not say how many hours a week there are."),
        _("Hours decide how many networks and posts are possible. Count those that exist."),
    ),
    PlanFinding.TOO_FEW_HOURS: lambda: (
        _("{hours} a week is less than the {least} below which we would open no network."),
        _("Find the time first, or use it for the website and for answering e-mail."),
    ),
    PlanFinding.REPLY_HOURS_MISSING: lambda: (
        _("No time is kept for answering."),
        _("Answering comes first; posts get what is left."),
    ),
    PlanFinding.HOURS_OVER: lambda: (
        _("The things to do take {needed} a week; there are {hours}."),
        _("Leave one out now. Otherwise answering is what will be left out."),
    ),
    PlanFinding.HOURS_IMPOSSIBLE: lambda: (
        _("{hours} a week do not fit into the working week of {persons}: {possible} at most."),
        _("Write the hours that are really left for this, beside all the rest. Two or three are a good beginning."),
    ),
    PlanFinding.REPLIES_OVER_HOURS: lambda: (
        _("Answering takes {needed} a week; there are {hours} in all."),
        _("One of the two is wrong. Replies are part of the hours."),
    ),
    PlanFinding.POSTS_OVER_HOURS: lambda: (
        _("The plan has {weekly} a week; in {hours}, answering included, there is time for {fits}."),
        _("Publish fewer, or find the hours. A post takes about half an hour; that is our judgement, grade D."),
    ),
    PlanFinding.BRIEF_OVER_HOURS: lambda: (
        _("The brief counts on {needed} a week; the plan has {hours}."),
        _("Ask for less, or give whoever does it the time."),
    ),
    PlanFinding.NO_NETWORK: lambda: (
        _("No network is chosen, and the plan does not say “none yet” either."),
        _("Either is a good answer. Decide it."),
    ),
    PlanFinding.NETWORKS_OVER: lambda: (
        _("The plan names {chosen} networks; {hours} a week carry {allowed}."),
        _("One that answers is worth more than several that stay silent."),
    ),
    PlanFinding.NETWORKS_AT_ONCE: lambda: (
        _("The plan names {chosen} networks at once."),
        _("Begin with one. A second can come when the first runs by itself, however many hours there are."),
    ),
    PlanFinding.NOT_YET_BUT_POSTING: lambda: (
        _("The picker said “none yet”, and the calendar holds {posts} posts."),
        _("First mend what keeps the gates closed; the calendar can wait."),
    ),
    PlanFinding.PROMOTION_OVER: lambda: (
        _("{share} of the posts sell; your own limit is {cap}."),
        _("People came for other things. Price alone gets fewer reactions than posts with a face."),
    ),
    PlanFinding.MOSTLY_PROMOTION: lambda: (
        _("The plan lets {share} of the posts sell."),
        _("Nobody follows a leaflet. Keep selling for one post in five, or fewer; that is our judgement, grade D."),
    ),
    PlanFinding.NO_CALENDAR: lambda: (_("There is no calendar of posts."), _("What has no day is done last.")),
    PlanFinding.CALENDAR_OVER: lambda: (
        _("The last post of the calendar was on {last}."),
        _("Make the next weeks before they begin."),
    ),
    PlanFinding.CALENDAR_OTHER_POSTS: lambda: (
        _("The calendar holds {planned} a week; the plan says {weekly}."),
        _("Make the calendar again with the number that holds."),
    ),
    PlanFinding.GOAL_BELOW_TODAY: lambda: (
        _("The goal of {goal} people is no more than the {today} of today."),
        _("Perhaps the two were exchanged. Set a goal that is more, or none."),
    ),
    PlanFinding.GOAL_OUTSIDE: lambda: (
        _("The goal of {goal} people is above the {high} that the good futures reach."),
        _("Nine futures in ten end below. Such a goal turns decent work into a defeat."),
    ),
    PlanFinding.GOAL_UNLIKELY: lambda: (
        _("The goal of {goal} people is reached in {chance} of the futures."),
        _("Lower it until it is about even, or give it more hours."),
    ),
    PlanFinding.GROWTH_OTHER_HOURS: lambda: (
        _("The expectation counts on {simulated} a week; the plan has {hours}."),
        _("Run the simulation again with the hours you have."),
    ),
    PlanFinding.GROWTH_OTHER_POSTS: lambda: (
        _("The expectation counts on {simulated_posts} a week; the plan has {weekly}."),
        _("Run the simulation again with the posts you will make."),
    ),
    PlanFinding.GROWTH_OTHER_PROMOTION: lambda: (
        _("The expectation counts on {share} of posts that sell; your own limit is {cap}."),
        _("Run the simulation again with the share that holds."),
    ),
    PlanFinding.NO_EXPECTATION: lambda: (
        _("The plan does not say what growth to expect."),
        _("Without a range, any number looks like a failure or a triumph."),
    ),
    PlanFinding.NOTHING_INSIDE: lambda: (
        _("There is nothing for the people who work with you."),
        _("They talk with customers every day. If they read the news outside first, they cannot help."),
    ),
    PlanFinding.INSIDE_BUT_ALONE: lambda: (
        _("You work alone, and this is for people who work together."),
        _("You need nothing of it now. It is there when somebody joins you."),
    ),
    PlanFinding.SLOW_NEWS: lambda: (
        _("It takes {days} until everybody inside knows the news."),
        _(
            "By then customers have told them. Aim at a week at most: say it sooner, and to all at once. "
            "That is our judgement, grade D."
        ),
    ),
    PlanFinding.NEWS_NOT_TO_ALL: lambda: (
        _("News inside does not reach everybody."),
        _("Anyone who has not heard it cannot answer a customer. Use one way that all of them see."),
    ),
    PlanFinding.AMBASSADORS_OVER_STAFF: lambda: (
        _("In the plan, {persons} will share; in the firm there are {staff}."),
        _("Count again who wants to. One person who likes it is worth more than a list."),
    ),
    PlanFinding.NOT_VOLUNTARY: lambda: (
        _("Sharing is not voluntary."),
        _("A private profile belongs to its owner. Forced praise is easy to tell."),
    ),
    PlanFinding.NO_POLICY: lambda: (
        _("{people} people will share, and there are no rules for it."),
        _("Half a page protects them and you: what may be said, what not, whom to ask."),
    ),
    PlanFinding.NO_CRISIS: lambda: (
        _("There are no steps for a bad day."),
        _("Written in peace, they take ten minutes. In the evening of a bad review they are not written at all."),
    ),
    PlanFinding.NO_RESULTS: lambda: (
        _("No results are watched besides the plan's numbers."),
        _("Once a month, look at what people did, and what the hours cost."),
    ),
    PlanFinding.NO_LISTENING: lambda: (
        _("Nobody listens for what is said about you elsewhere."),
        _("An alert for your name takes five minutes to set up."),
    ),
    PlanFinding.NO_REVIEW_DATE: lambda: (
        _("No day is set to look at the plan."),
        _("Decide now when you will judge, or one bad week will decide it."),
    ),
    PlanFinding.REVIEW_PAST: lambda: (
        _("The last review was due on {last}."),
        _("Look at the numbers now, then set the next day."),
    ),
    PlanFinding.REVIEW_TOO_LATE: lambda: (
        _("The plan is looked at on {first} for the first time: that is more than a year away."),
        _("Set a day in three months. Until then too much goes unnoticed."),
    ),
}


# files ------------------------------------------------------------------------------------------------------


def problem_words(error: RecordError) -> str:
    """What is wrong with a plan file, where, and what to do."""
    sentence = {
        RecordFault.TOO_LARGE: _("The file is larger than {most} MB; no plan is. Choose another file."),
        RecordFault.NOT_UTF8: _(
            "The file is not readable text (UTF-8). Choose the plan file as it was downloaded, ending in .json."
        ),
        RecordFault.NOT_JSON: _(
            "The file breaks off or has a mistake in line {line}, column {column}. Take an undamaged copy, "
            "or mend that place."
        ),
        RecordFault.NOT_A_PLAN: _("This is no {course} plan. Choose the file you downloaded as “the plan file”."),
        RecordFault.NO_VERSION: _(
            'The version of the plan is missing or is no whole number. Write "version": {known}.'
        ),
        RecordFault.NEWER: _(
            "The plan is of version {found}; this course knows up to {known}. Use a newer version of the course."
        ),
        RecordFault.TWICE: _("The same name stands twice. Leave one of them out."),
        RecordFault.TOO_DEEP: _("Lists and groups are nested more than {most} deep; no plan is. Choose another file."),
        RecordFault.NOT_FINITE: _("{found} is no number a plan can hold. Write an ordinary number."),
        RecordFault.NOT_A_NUMBER: _("A number belongs here, without quotes and without a unit."),
        RecordFault.UNKNOWN: _("No part of a plan has this name. Correct its spelling or take it out."),
        RecordFault.NOT_A_GROUP: _("A group in braces {{ }} belongs here."),
        RecordFault.NOT_A_LIST: _("A list in brackets [ ] belongs here."),
        RecordFault.TOO_MANY: _("The list has {found} items; {most} are allowed. Shorten it."),
        RecordFault.NOT_A_TEXT: _("A text in quotes belongs here."),
        RecordFault.TOO_LONG: _("The text has {found} characters; {most} are allowed. Shorten it."),
        RecordFault.HALF_A_CHARACTER: _("A character in the text is broken. Delete it and type it again."),
        RecordFault.NOT_WHOLE: _("A whole number belongs here."),
        RecordFault.OUT_OF_RANGE: _("The number must lie between {least} and {most}."),
        RecordFault.NOT_YES_OR_NO: _("Write true or false here, without quotes."),
        RecordFault.NOT_A_CHOICE: _("One of these belongs here: {choices}."),
        RecordFault.NOT_A_DATE: _('A date from 2000 to 2099 belongs here, as in "2027-03-31".'),
        RecordFault.NOT_A_TIME: _('A time belongs here, as in "09:30".'),
        RecordFault.MISSING: _("Something is missing here. Delete the whole entry, name and all."),
        RecordFault.NO_ZONE: _('No time zone has this name. Write one such as "Europe/Madrid".'),
    }[error.code]
    values: dict[str, float | int | str] = {"known": VERSION, "course": edition().name}
    values |= {
        name: value if isinstance(value, str) or name in ("line", "column", "found", "known") else short(value)
        for name, value in error.values.items()
    }
    where = _("At {path}: ").format(path=error.path) if error.path != "$" else ""
    return where + sentence.format(**values)


def trouble_words(error: RecordError) -> str:
    """What is wrong with a plan, in a reader's words: in which part of it, and what to do."""
    sentence = _READERS.get(error.code, _otherwise)()
    values = {"found": "", "known": VERSION, "course": edition().name} | {
        name: value if isinstance(value, str) or name in ("found", "known") else short(value)
        for name, value in error.values.items()
    }
    sentence = sentence.format(**values)
    section = re.match(r"\$\.([a-z_]+)", error.path)
    if section is None or section[1] not in (*SECTIONS, "zone"):
        return sentence
    return _("In “{section}”: {problem}").format(section=section_words(section[1]), problem=sentence)


_READERS: Mapping[RecordFault, Callable[[], str]] = {
    RecordFault.TOO_LARGE: lambda: _("The file is larger than {most} MB; no plan is. Choose another file."),
    RecordFault.NOT_UTF8: lambda: _(
        "The file is not readable text (UTF-8). Choose the plan file as it was downloaded, ending in .json."
    ),
    RecordFault.NOT_JSON: lambda: _("The plan breaks off or is damaged. An undamaged copy of its file can be opened."),
    RecordFault.NOT_A_PLAN: lambda: _("This is no {course} plan. Choose the file you downloaded as “the plan file”."),
    RecordFault.NO_VERSION: lambda: _("The plan does not say by which version of the course it was made."),
    RecordFault.NEWER: lambda: _(
        "The plan is of version {found}; this course knows up to {known}. Use a newer version of the course."
    ),
    RecordFault.TOO_MANY: lambda: _("A list has {found} items; {most} are allowed."),
    RecordFault.TOO_LONG: lambda: _("A text has {found} characters; {most} are allowed."),
    RecordFault.HALF_A_CHARACTER: lambda: _("A character in the text is broken. Delete it and type it again."),
    RecordFault.OUT_OF_RANGE: lambda: _("A number must lie between {least} and {most}."),
    RecordFault.NOT_A_DATE: lambda: _("A day is not one from 2000 to 2099."),
    RecordFault.NO_ZONE: lambda: _("No time zone has this name."),
}
"""What is wrong, for somebody who never sees a file from within."""


def _otherwise() -> str:
    return _("Something is not as the course writes it. An undamaged copy of the file can be opened.")


def kept_words(error: KeepError) -> str:
    """Why the plan could not be kept, and what to do."""
    return {
        "full": _("There is no room left to keep the plan. Download it, then make room and add it again."),
        "blocked": _("This browser or folder does not allow keeping anything. Download the plan; load it next time."),
        "failed": _("The plan could not be kept this time. Download it to be safe, then try again."),
    }[error.code]
