"""What the strategy canvas says: the one sentence, what is missing, what a check found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tertulia.charts.path import amount, day_words, with_unit
from tertulia.language import _, number
from tertulia.models.finding import Finding
from tertulia.models.strategy.canvas import CanvasPart, KpiKind, SentenceParts
from tertulia.models.strategy.canvas_check import CanvasFinding
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.words import aim_words, hours_words


def objective_words(objective: str) -> str:
    """What a firm wants."""
    return aim_words(Objective(objective))


def kind_words(kind: KpiKind) -> str:
    """What a number counts."""
    return {
        KpiKind.VISITS: _("Visits"),
        KpiKind.ORDERS: _("Orders"),
        KpiKind.BOOKINGS: _("Bookings"),
        KpiKind.QUOTES: _("Requests for a quote"),
        KpiKind.CALLS: _("Calls"),
        KpiKind.MESSAGES: _("Messages"),
        KpiKind.RETURNING: _("Customers who come back"),
        KpiKind.SALES_TRACKED: _("Sales you can trace to it"),
        KpiKind.REVIEWS: _("Reviews"),
        KpiKind.RATING: _("Stars"),
        KpiKind.SUGGESTIONS: _("Suggestions"),
        KpiKind.COMPLAINTS: _("Complaints"),
        KpiKind.ANSWER_TIME: _("Time until an answer"),
        KpiKind.APPLICATIONS: _("Job applications"),
        KpiKind.REACH: _("People who saw a post"),
        KpiKind.FOLLOWERS: _("Followers"),
        KpiKind.OTHER: _("Something else"),
    }[kind]


def part_words(part: str) -> str:
    """The card a part of the canvas is filled in on."""
    return {
        CanvasPart.OBJECTIVE: _("What you want"),
        CanvasPart.AUDIENCE: _("From whom"),
        CanvasPart.KPI: _("How you will notice"),
        CanvasPart.TACTICS: _("What you will do"),
        CanvasPart.PEOPLE: _("People and hours"),
        CanvasPart.HOURS: _("People and hours"),
        CanvasPart.BASICS: _("Already in place"),
        CanvasPart.FEEDBACK: _("What you will ask"),
    }[CanvasPart(part)]


def sentence(parts: SentenceParts, today: date, filled: Callable[[str], str], blank: Callable[[str], str]) -> str:
    """The strategy in one sentence. filled: sets what the learner entered; blank: sets a gap, given what it asks."""
    pattern = {
        Objective.BE_FOUND: _(
            "We want to be found by {who}, and we will notice it when we see {kpi} go from {from} to {to} by {day}."
        ),
        Objective.NEW_CUSTOMERS: _(
            "We want to win {who} as new customers, and we will notice it when we see {kpi} go from {from} to {to} "
            "by {day}."
        ),
        Objective.BRING_BACK: _(
            "We want to bring back {who}, and we will notice it when we see {kpi} go from {from} to {to} by {day}."
        ),
        Objective.LISTEN: _(
            "We want to hear from {who} what they miss, and we will notice it when we see {kpi} go from {from} to "
            "{to} by {day}."
        ),
        Objective.RECRUIT: _(
            "We want to find new staff among {who}, and we will notice it when we see {kpi} go from {from} to {to} "
            "by {day}."
        ),
        Objective.QUIET_HOURS: _(
            "We want to fill the quiet hours with {who}, and we will notice it when we see {kpi} go from {from} to "
            "{to} by {day}."
        ),
        None: _("We want {what} from {who}, and we will notice it when we see {kpi} go from {from} to {to} by {day}."),
    }[parts.objective]
    # "customers on Tuesday … from 22 to 35", not "to 35 customers" once more
    unit = "" if parts.unit.casefold() in (parts.kpi or "").casefold() else parts.unit

    def gap(value: str | None, asks: str) -> str:
        return blank(asks) if value is None else filled(value)

    return pattern.format(
        **{
            "what": blank(_("what?")),
            "who": gap(parts.audience, _("whom?")),
            "kpi": gap(parts.kpi, _("which number?")),
            "from": gap(None if parts.baseline is None else amount(parts.baseline), _("today?")),
            "to": gap(None if parts.target is None else with_unit(parts.target, unit), _("how many?")),
            "day": gap(None if parts.by is None else day_words(parts.by, today), _("when?")),
        }
    )


def missing_words(codes: Sequence[CanvasFinding]) -> str:
    """What keeps a gate closed, as a list of things."""
    things = {
        CanvasFinding.OBJECTIVE_MISSING: _("what you want"),
        CanvasFinding.AUDIENCE_MISSING: _("from whom"),
        CanvasFinding.NO_KPI: _("a number to watch"),
        CanvasFinding.KPI_NAME_MISSING: _("the number in your own words"),
        CanvasFinding.KPI_BASELINE_MISSING: _("the number today"),
        CanvasFinding.KPI_TARGET_MISSING: _("the number you want"),
        CanvasFinding.KPI_DATE_MISSING: _("a day"),
        CanvasFinding.KPI_OWNER_MISSING: _("who looks"),
        CanvasFinding.KPI_SOURCE_MISSING: _("where you read it"),
        CanvasFinding.KPI_TARGET_SAME: _("a change to aim for"),
        CanvasFinding.KPI_TARGET_WORSE: _("a change for the better"),
        CanvasFinding.KPI_DATE_PAST: _("a day to come"),
        CanvasFinding.FOLLOWERS_ONLY: _("a number that is not followers"),
        CanvasFinding.NO_TACTIC: _("one thing to do"),
        CanvasFinding.TACTIC_TEXT_MISSING: _("what it is"),
        CanvasFinding.TACTIC_WITHOUT_KPI: _("which number it serves"),
    }
    # a number without an aim waits for the aim, which is on the list already
    return ", ".join(things[code] for code in dict.fromkeys(codes) if code is not CanvasFinding.KPI_WITHOUT_OBJECTIVE)


def finding_words(item: Finding) -> str:
    """The sentence for one thing the check found. ValueError for a code the check does not know."""
    sentence = {
        CanvasFinding.OBJECTIVE_MISSING: _("Choose what you want most. One thing is enough for now."),
        CanvasFinding.AUDIENCE_MISSING: _(
            "Say from whom, in your own words: where they are, when they come, what they need."
        ),
        CanvasFinding.AUDIENCE_EVERYBODY: (
            _("“{audience}” says little. Add where they are, when they come or what they need.")
            if item.values.get("reason") == "short"
            else _("Nobody can talk to “{audience}”. Think of one person at the counter; describe people like that.")
        ),
        CanvasFinding.NO_KPI: _("Choose one number that will show it, and count it today."),
        CanvasFinding.KPI_NAME_MISSING: _("Say in your own words what {number} is."),
        CanvasFinding.KPI_BASELINE_MISSING: _(
            "Write how much {number} is today. If nobody knows, count for a week first."
        ),
        CanvasFinding.KPI_TARGET_MISSING: _("Write how much you want {number} to be."),
        CanvasFinding.KPI_DATE_MISSING: _("Choose the day by which {number} should be there."),
        CanvasFinding.KPI_OWNER_MISSING: _("Name one person who looks at {number}."),
        CanvasFinding.KPI_SOURCE_MISSING: _(
            "Write where you read {number}: the till, the booking book, a tally by the phone."
        ),
        CanvasFinding.KPI_TARGET_SAME: _(
            "You want {baseline} and have {baseline} already. Choose a change for {number}."
        ),
        CanvasFinding.KPI_TARGET_WORSE: _(
            "From {baseline} to {target} would be a step back for {number}. Change one of the two."
        ),
        CanvasFinding.KPI_DATE_PAST: _("{by} is too early for {number}. Choose a day to come."),
        CanvasFinding.KPI_DATE_FAR: _(
            "{by} is far away. Choose a day within {years} years for {number}, and a smaller step."
        ),
        CanvasFinding.KPI_WITHOUT_TACTIC: _(
            "Nothing you will do serves {number}. Add something, or leave the number out."
        ),
        CanvasFinding.KPI_OTHER_OBJECTIVE: _(
            "Do not judge “{objective}” by {number}: one can go up without the other. Watch it, and judge by another."
        ),
        CanvasFinding.KPI_WITHOUT_OBJECTIVE: _("A number must serve something. First choose what you want."),
        CanvasFinding.FOLLOWERS_ONLY: _(
            "Followers alone cannot show “{objective}”. Choose a number of people who do something: come, ask, "
            "order, apply."
        ),
        CanvasFinding.ATTENTION_ONLY: _(
            "To be seen is not yet “{objective}”. Add a number of people who do something: come, ask, order, apply."
        ),
        CanvasFinding.TOO_MANY_KPIS: _("You watch {kpis} numbers. Keep the {most} that you will look at every month."),
        CanvasFinding.NO_TACTIC: _("Write one thing you will do, and which number it serves."),
        CanvasFinding.TACTIC_TEXT_MISSING: _("Say in a few words what you will do as number {place}."),
        CanvasFinding.TACTIC_WITHOUT_KPI: _("{tactic} serves no number. Choose one, or leave it out."),
        CanvasFinding.TACTICS_TOO_EARLY: _("What you will do has to wait until the first three gates are open."),
        CanvasFinding.NO_RESPONSE_OWNER: _("Name the person who answers messages, and tell them."),
        CanvasFinding.OWNER_NOBODY: _("Say who runs the channel. What is everybody’s work is soon nobody’s."),
        CanvasFinding.OWNER_SALES: _(
            "Sales is judged by the till, so offers will soon fill the channel. Give it to somebody who likes to talk."
        ),
        CanvasFinding.OWNER_OUTSIDE: _(
            "Somebody outside does not hear your customers. Agree who tells them what, every week."
        ),
        CanvasFinding.HOURS_MISSING: _("Say how many hours a week there really are."),
        CanvasFinding.HOURS_OVER: _(
            "Your plan takes {needed} a week and you have {hours}. Leave something out, or find the time."
        ),
        CanvasFinding.NO_WEBSITE: _("Make one page of your own: what you do, where, when. A profile is rented."),
        CanvasFinding.NO_EMAIL: _(
            "Read your e-mail every day. Anyone who leaves e-mail unread will leave messages unread."
        ),
        CanvasFinding.NO_WEBSITE_NOR_EMAIL: _(
            "Begin with a page of your own and an e-mail that is read. Networks come later."
        ),
        CanvasFinding.NO_FEEDBACK: _("Add one question for your customers. A channel that only shows hears nothing."),
        CanvasFinding.FEEDBACK_UNHEARD: _("Say who hears the answers to “{question}”, and when."),
    }[CanvasFinding(item.code)]
    values = {name: _value(name, value) for name, value in item.values.items()}
    place = int(str(item.values.get("index", 0)))
    values["place"] = number(place + 1)
    name, text = values.get("name"), values.get("text")
    quoted = _("“{words}”")
    values["number"] = quoted.format(words=name) if name else _("the second number") if place else _("the number")
    values["tactic"] = quoted.format(words=text) if text else _("Number {place} of what you will do").format(**values)
    return sentence.format(**values)


def _value(name: str, value: object) -> str:
    if name in ("needed", "hours"):
        return hours_words(float(str(value)))
    if name == "objective":
        return objective_words(str(value)).lower()
    if isinstance(value, date):
        return day_words(value, date.min)
    if isinstance(value, float | int):
        return amount(value)
    return str(value)
