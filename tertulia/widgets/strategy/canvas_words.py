"""What the strategy canvas says: the one sentence, what is missing, what a check found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from tertulia.charts.path import amount, day_words, with_unit
from tertulia.language import _, number
from tertulia.models.finding import Finding
from tertulia.models.strategy.canvas import KpiKind, Part, SentenceParts
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
        Part.OBJECTIVE: _("What you want"),
        Part.AUDIENCE: _("From whom"),
        Part.KPI: _("How you will notice"),
        Part.TACTICS: _("What you will do"),
        Part.PEOPLE: _("People and hours"),
        Part.HOURS: _("People and hours"),
        Part.BASICS: _("Already in place"),
        Part.FEEDBACK: _("What you will ask"),
    }[Part(part)]


def sentence(parts: SentenceParts, today: date, said: Callable[[str], str], blank: Callable[[str], str]) -> str:
    """The strategy in one sentence. said: sets what the learner said; blank: sets a gap, given what it asks."""
    told = {
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
        return blank(asks) if value is None else said(value)

    return told.format(
        **{
            "what": blank(_("what?")),
            "who": gap(parts.audience, _("whom?")),
            "kpi": gap(parts.kpi, _("which number?")),
            "from": gap(None if parts.baseline is None else amount(parts.baseline), _("today?")),
            "to": gap(None if parts.target is None else with_unit(parts.target, unit), _("how many?")),
            "day": gap(None if parts.by is None else day_words(parts.by, today), _("when?")),
        }
    )


def missing_words(codes: Sequence[str]) -> str:
    """What keeps a gate closed, as a list of things."""
    told = {
        "objective_missing": _("what you want"),
        "audience_missing": _("from whom"),
        "no_kpi": _("a number to watch"),
        "kpi_name_missing": _("the number in your own words"),
        "kpi_baseline_missing": _("the number today"),
        "kpi_target_missing": _("the number you want"),
        "kpi_date_missing": _("a day"),
        "kpi_owner_missing": _("who looks"),
        "kpi_source_missing": _("where you read it"),
        "kpi_target_same": _("a change to aim for"),
        "kpi_target_worse": _("a change for the better"),
        "kpi_date_past": _("a day to come"),
        "followers_only": _("a number that is not followers"),
        "no_tactic": _("one thing to do"),
        "tactic_text_missing": _("what it is"),
        "tactic_without_kpi": _("which number it serves"),
    }
    # a number without an aim waits for the aim, which is on the list already
    return ", ".join(told[code] for code in dict.fromkeys(codes) if code != "kpi_without_objective")


def finding_words(item: Finding) -> str:
    """The sentence for one thing the check found, HTML. KeyError for a code that has none."""
    told = {
        "objective_missing": _("Choose what you want most. One thing is enough for now."),
        "audience_missing": _("Say from whom, in your own words: where they are, when they come, what they need."),
        "audience_everybody": (
            _("“{audience}” says little. Add where they are, when they come or what they need.")
            if item.values.get("reason") == "short"
            else _("Nobody can talk to “{audience}”. Think of one person at the counter; describe people like that.")
        ),
        "no_kpi": _("Choose one number that will show it, and count it today."),
        "kpi_name_missing": _("Say in your own words what {number} is."),
        "kpi_baseline_missing": _("Write how much {number} is today. If nobody knows, count for a week first."),
        "kpi_target_missing": _("Write how much you want {number} to be."),
        "kpi_date_missing": _("Choose the day by which {number} should be there."),
        "kpi_owner_missing": _("Name one person who looks at {number}."),
        "kpi_source_missing": _("Write where you read {number}: the till, the booking book, a tally by the phone."),
        "kpi_target_same": _("You want {baseline} and have {baseline} already. Choose a change for {number}."),
        "kpi_target_worse": _("From {baseline} to {target} would be a step back for {number}. Change one of the two."),
        "kpi_date_past": _("{by} is too early for {number}. Choose a day to come."),
        "kpi_date_far": _("{by} is far away. Choose a day within {years} years for {number}, and a smaller step."),
        "kpi_without_tactic": _("Nothing you will do serves {number}. Add something, or leave the number out."),
        "kpi_other_objective": _(
            "Do not judge “{objective}” by {number}: one can go up without the other. Watch it, and judge by another."
        ),
        "kpi_without_objective": _("A number must serve something. First choose what you want."),
        "followers_only": _(
            "Followers alone cannot show “{objective}”. Choose a number of people who do something: come, ask, "
            "order, apply."
        ),
        "attention_only": _(
            "To be seen is not yet “{objective}”. Add a number of people who do something: come, ask, order, apply."
        ),
        "too_many_kpis": _("You watch {kpis} numbers. Keep the {most} that you will look at every month."),
        "no_tactic": _("Write one thing you will do, and which number it serves."),
        "tactic_text_missing": _("Say in a few words what you will do as number {place}."),
        "tactic_without_kpi": _("{tactic} serves no number. Choose one, or leave it out."),
        "tactics_too_early": _("What you will do has to wait until the first three gates are open."),
        "no_response_owner": _("Name the person who answers messages, and tell them."),
        "owner_nobody": _("Say who runs the channel. What is everybody’s work is soon nobody’s."),
        "owner_sales": _(
            "Sales is judged by the till, so offers will soon fill the channel. Give it to somebody who likes to talk."
        ),
        "owner_outside": _("Somebody outside does not hear your customers. Agree who tells them what, every week."),
        "hours_missing": _("Say how many hours a week there really are."),
        "hours_over": _("Your plan takes {needed} a week and you have {hours}. Leave something out, or find the time."),
        "no_website": _("Make one page of your own: what you do, where, when. A profile is rented."),
        "no_email": _("Read your e-mail every day. Who leaves e-mail unread will leave messages unread."),
        "no_website_nor_email": _("Begin with a page of your own and an e-mail that is read. Networks come later."),
        "no_feedback": _("Add one question for your customers. A channel that only shows hears nothing."),
        "feedback_unheard": _("Say who hears the answers to “{question}”, and when."),
    }[item.code]
    values = {name: _value(name, value) for name, value in item.values.items()}
    place = int(str(item.values.get("index", 0)))
    values["place"] = number(place + 1)
    name, text = values.get("name"), values.get("text")
    quoted = _("“{words}”")
    values["number"] = quoted.format(words=name) if name else _("the second number") if place else _("the number")
    values["tactic"] = quoted.format(words=text) if text else _("Number {place} of what you will do").format(**values)
    return told.format(**values)


def _value(name: str, value: object) -> str:
    if name in ("needed", "hours"):
        return hours_words(float(str(value)))
    if name == "objective":
        return objective_words(str(value)).lower()
    if isinstance(value, date):
        return day_words(value, date.min)
    if isinstance(value, float | int):
        return amount(value)
    return escape(str(value))
