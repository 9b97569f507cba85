"""What is said about a plan, in the learner's language: names of its parts, findings, what is wrong with a file."""

from __future__ import annotations

from datetime import date

from tertulia.language import _, day, number, percent
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.objective import Objective
from tertulia.plan.errors import KeepError, PlanError
from tertulia.plan.schema import Way
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
        "crisis": _("When it burns"),
        "results": _("Results to watch"),
        "report": _("Month by month"),
        "listening": _("What we listen for"),
        "reviews": _("When we look at it"),
        "zone": _("Time zone"),
    }[name]


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


def finding_words(item: Finding) -> tuple[str, str]:
    """What was found, and why it matters; both plain text. Two sentences the reader can act on."""
    what, why = _FOUND[item.code]()
    return what.format(**_values(item)), why


def _values(item: Finding) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in item.values.items():
        if name in ("share", "cap", "chance"):
            told[name] = percent(float(str(value)))
        elif name in ("hours", "needed", "simulated", "least"):
            told[name] = hours_words(float(str(value)))
        elif name == "missing":
            told[name] = ", ".join(blank_words(blank) for blank in value)  # type: ignore[union-attr]
        elif name == "objective":
            told[name] = aim_words(Objective(str(value))).lower()
        elif isinstance(value, date):
            told[name] = day(value)
        elif isinstance(value, int | float):
            told[name] = number(value)
        else:
            told[name] = _quoted(str(value))
    if item.values.get("name") == "":
        told["name"] = _("number {n} of the plan").format(n=told["number"])
    return told


def _quoted(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= most else text[: most - 1].rstrip() + '…'}”"


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
    "empty": lambda: (
        _("Nothing is in the plan yet."),
        _("Do an exercise and press “Add to my plan” at its end. Begin with what must stand before a network."),
    ),
    "tactics_no_objective": lambda: (
        _("There are {tactics} things to do, and nothing they are for."),
        _("Without an objective nobody can say in three months whether they were worth the hours."),
    ),
    "no_objective": lambda: (
        _("The plan does not say what you want."),
        _("Everything else serves it: the people, the network, the posts, the number."),
    ),
    "no_kpi": lambda: (
        _("No number will show whether it works."),
        _("One number with a value today and a day is enough to decide by."),
    ),
    "kpi_incomplete": lambda: (
        _("{name} still lacks: {missing}."),
        _("A number nobody reads on a known day, from a known value, decides nothing."),
    ),
    "kpi_backwards": lambda: (
        _("{name}: the value you want is no better than today's."),
        _("Perhaps the two were exchanged, or less is better and the plan does not know it."),
    ),
    "kpi_past": lambda: (
        _("The day for {name} was {by}."),
        _("Write down what it came to, then set a new day or another number."),
    ),
    "followers_for_sales": lambda: (
        _("You want to {objective}, and the plan counts only people who could see a post."),
        _(
            "In five experiments pressing “like” made no difference to what people bought. Count what they do: orders, "
            "calls, bookings."
        ),
    ),
    "tactic_without_kpi": lambda: (
        _("{text} serves no number."),
        _("It takes hours that something else could use. Tie it to a number or leave it out."),
    ),
    "no_audience": lambda: (
        _("The plan does not say from whom."),
        _("Whom you want decides the network, the hour and the words."),
    ),
    "no_question": lambda: (
        _("There is no question for your customers."),
        _("Ten answers at the counter tell more than a month of likes."),
    ),
    "no_website": lambda: (
        _("There is no website."),
        _("People who find you on a network look there next. A page with address, hours and telephone is enough."),
    ),
    "no_email": lambda: (_("E-mail is not read every day."), _("A network brings more messages, not fewer.")),
    "details_wrong": lambda: (
        _("Opening hours, telephone or map entry are not right everywhere."),
        _("A customer before a closed door is lost, however good the posts. It takes a quarter of an hour."),
    ),
    "slow_answers": lambda: (
        _("Messages wait {hours} for an answer."),
        _("Aim at one day. Whoever asks today buys elsewhere tomorrow."),
    ),
    "nobody_answers": lambda: (
        _("Nobody is named to answer messages."),
        _("A profile invites questions. Left alone, they tell everybody how you treat customers."),
    ),
    "no_stand_in": lambda: (_("Nobody stands in for {answers}."), _("There will be a holiday, a cold, a Saturday.")),
    "sales_owns": lambda: (
        _("Sales alone runs the channel."),
        _("Whoever is judged by the till will post offers. We find that likely; we know of no study that tested it."),
    ),
    "nobody_owns": lambda: (
        _("Nobody runs the channel."),
        _("Somebody must decide what is said and what is not, be it the owner for half an hour a week."),
    ),
    "no_hours": lambda: (
        _("The plan does not say how many hours a week there are."),
        _("Hours decide how many networks and posts are possible. Count those that exist."),
    ),
    "too_few_hours": lambda: (
        _("{hours} a week is less than the {least} below which we would open no network."),
        _("Find the time first, or use it for the website and for answering e-mail."),
    ),
    "reply_hours_missing": lambda: (
        _("No time is kept for answering."),
        _("Answering comes first; posts get what is left."),
    ),
    "hours_over": lambda: (
        _("The things to do take {needed} a week; there are {hours}."),
        _("Leave one out now. Otherwise answering is what will be left out."),
    ),
    "no_network": lambda: (
        _("No network is chosen, and the plan does not say “none yet” either."),
        _("Either is a good answer. Decide it."),
    ),
    "networks_over": lambda: (
        _("The plan names {chosen} networks; {hours} a week carry {allowed}."),
        _("One that answers is worth more than several that stay silent."),
    ),
    "not_yet_but_posting": lambda: (
        _("The picker said “none yet”, and the calendar holds {posts} posts."),
        _("First mend what keeps the gates closed; the calendar can wait."),
    ),
    "promotion_over": lambda: (
        _("{share} of the posts sell; your own limit is {cap}."),
        _("People came for other things. Price alone gets fewer reactions than posts with a face."),
    ),
    "no_calendar": lambda: (_("There is no calendar of posts."), _("What has no day is done last.")),
    "calendar_over": lambda: (
        _("The last post of the calendar was on {last}."),
        _("Make the next weeks before they begin."),
    ),
    "goal_outside": lambda: (
        _("The goal of {goal} people is above the {high} that the good futures reach."),
        _("Nine futures in ten end below. Such a goal turns a decent year into a defeat."),
    ),
    "goal_unlikely": lambda: (
        _("The goal of {goal} people is reached in {chance} of the futures."),
        _("Lower it until it is about even, or give it more hours."),
    ),
    "growth_other_hours": lambda: (
        _("The expectation counts on {simulated} a week; the plan has {hours}."),
        _("Run the year again with the hours you have."),
    ),
    "no_expectation": lambda: (
        _("The plan does not say what growth to expect."),
        _("Without a range, any number looks like a failure or a triumph."),
    ),
    "nothing_inside": lambda: (
        _("There is nothing for the people who work with you."),
        _("They talk with customers every day. If they read the news outside first, they cannot help."),
    ),
    "not_voluntary": lambda: (
        _("Sharing is not voluntary."),
        _("A private profile belongs to its owner. Forced praise is easy to tell."),
    ),
    "no_policy": lambda: (
        _("{people} people will share, and there are no rules for it."),
        _("Half a page protects them and you: what may be said, what not, whom to ask."),
    ),
    "no_crisis": lambda: (
        _("There are no steps for a bad day."),
        _("Written in peace, they take ten minutes. In the evening of a bad review they are not written at all."),
    ),
    "no_results": lambda: (
        _("No results are watched besides the plan's numbers."),
        _("Once a month, look at what people did, and what the hours cost."),
    ),
    "no_listening": lambda: (
        _("Nobody listens for what is said about you elsewhere."),
        _("An alert for your name takes five minutes to set up."),
    ),
    "no_review_date": lambda: (
        _("No day is set to look at the plan."),
        _("Decide now when you will judge, or one bad week will decide it."),
    ),
    "review_past": lambda: (
        _("The last review was due on {last}."),
        _("Look at the numbers now, then set the next day."),
    ),
}


# files ------------------------------------------------------------------------------------------------------


def problem_words(error: PlanError) -> str:
    """What is wrong with a plan file, where, and what to do."""
    told = {
        "too_large": _("The file is larger than {most} MB; no plan is. Choose another file."),
        "not_utf8": _(
            "The file is not readable text (UTF-8). Choose the plan file as it was downloaded, ending in .json."
        ),
        "not_json": _(
            "The file breaks off or has a mistake in line {line}, column {column}. Take an undamaged copy, "
            "or mend that place."
        ),
        "not_a_plan": _("This is no Tertulia plan. Choose the file you downloaded as “the plan file”."),
        "no_version": _('The version of the plan is missing or is no whole number. Write "version": 2.'),
        "newer": _(
            "The plan is of version {found}; this course knows up to {known}. Use a newer edition of the course."
        ),
        "twice": _("The same name stands twice. Leave one of them out."),
        "too_deep": _("Lists and groups are nested more than {most} deep; no plan is. Choose another file."),
        "not_finite": _("{found} is no number a plan can hold. Write an ordinary number."),
        "not_a_number": _("A number belongs here, without quotes and without a unit."),
        "unknown": _("No part of a plan has this name. Correct its spelling or take it out."),
        "not_a_group": _("A group in braces {{ }} belongs here."),
        "not_a_list": _("A list in brackets [ ] belongs here."),
        "too_many": _("The list has {found} items; {most} are allowed. Shorten it."),
        "not_a_text": _("A text in quotes belongs here."),
        "too_long": _("The text has {found} characters; {most} are allowed. Shorten it."),
        "half_a_character": _("The text holds half a character (a lone surrogate). Type it again."),
        "not_whole": _("A whole number belongs here."),
        "out_of_range": _("The number must lie between {least} and {most}."),
        "not_yes_or_no": _("Write true or false here, without quotes."),
        "not_a_choice": _("One of these belongs here: {choices}."),
        "not_a_date": _('A date from 2000 to 2099 belongs here, as in "2027-03-31".'),
        "not_a_time": _('A time belongs here, as in "09:30".'),
        "missing": _("This may not be null. Leave the name out instead."),
        "no_zone": _('No time zone has this name. Write one such as "Europe/Madrid".'),
    }[error.code]
    values = {
        name: value if isinstance(value, str) or name in ("line", "column", "found", "known") else short(value)
        for name, value in error.values.items()
    }
    where = _("At {path}: ").format(path=error.path) if error.path != "$" else ""
    return where + told.format(**values)


def kept_words(error: KeepError) -> str:
    """Why the plan could not be kept, and what to do."""
    return {
        "full": _("There is no room left to keep the plan. Download it, then make room and add it again."),
        "blocked": _("This browser or folder does not allow keeping anything. Download the plan; load it next time."),
        "failed": _("The plan could not be kept this time. Download it to be safe, then try again."),
    }[error.code]
